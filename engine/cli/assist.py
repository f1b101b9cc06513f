"""The ``assist`` command: the process behind the smart tool; the window starts it."""

import contextlib
import logging
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from engine.catalogue import SAM_MODEL
from engine.cli.options import DEVICE_HELP
from engine.system.settings import read_settings
from engine.system.text import LogFormatter

if TYPE_CHECKING:
    from engine.assist.embeddings import EmbeddingCache
    from engine.assist.segmenter import Segmenter
    from engine.assist.tools import ReportReadiness
    from engine.inference.predictor import Predictor

log = logging.getLogger(__name__)

app = typer.Typer(no_args_is_help=True)


@app.command(hidden=True)
def assist(
    cache: Annotated[Path, typer.Option(help="Folder that embeddings are kept below.")],
    sam: Annotated[str, typer.Option(help="Segmentation model of the catalogue.")] = SAM_MODEL,
    device: Annotated[str, typer.Option(help=DEVICE_HELP)] = "auto",
) -> None:
    """Answer prompts and predict, in JSON lines on standard input and output."""
    from engine.assist.channel import take_over_standard_streams

    # First of all: what is imported from here on may print.
    channel = take_over_standard_streams()
    from engine.assist.greeting import greeting
    from engine.system.process import lower_priority

    channel.send(greeting())
    lower_priority()
    handler = logging.StreamHandler()
    handler.setFormatter(LogFormatter("%(asctime)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    from engine.assist.embeddings import EmbeddingCache
    from engine.assist.server import AssistServer
    from engine.assist.tools import ModelLoaders

    with _embeddings_folder(cache, sam) as folder:
        embeddings = EmbeddingCache(folder, cache_bytes())
        tools = ModelLoaders(
            lambda report: _load_segmenter(sam, device, embeddings, report),
            lambda card: _load_predictor(card, device),
        )
        AssistServer(channel, embeddings, tools).run()


@contextlib.contextmanager
def _embeddings_folder(cache: Path, sam: str) -> Generator[Path]:
    from engine.project.places import own_folder
    from engine.protocol.errors import SaegimError

    with contextlib.ExitStack() as stack:
        try:
            folder = own_folder(cache, "embeddings", sam)
        except SaegimError as error:
            # Files are deleted there when it gets full: not in a folder that a link leads to.
            log.warning("Embeddings are not kept: %s", error)
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="saegim-")))
        yield folder


def cache_bytes() -> int:
    """How large the cache of embeddings may become."""
    return int(read_settings().cache_gigabytes * 1e9)


def _load_segmenter(
    sam: str, device: str, embeddings: "EmbeddingCache", report: "ReportReadiness"
) -> "Segmenter":
    from engine.assist.loading import load_sam
    from engine.assist.segmenter import Segmenter
    from engine.training.devices import resolve_device

    return Segmenter(load_sam(sam, resolve_device(device)), embeddings, report)


def _load_predictor(card: Path, device: str) -> "Predictor":
    from engine.inference.predictor import load
    from engine.training.devices import resolve_device

    return load(card, resolve_device(device))
