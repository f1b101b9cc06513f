"""The ``segment`` command: the smart tool without a window."""

import contextlib
import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from engine.catalogue import SAM_MODEL
from engine.cli.options import DEVICE_HELP
from engine.geometry.types import Box
from engine.protocol.requests import ImageRef, MaskCandidate, Prompt, PromptPoint

app = typer.Typer(no_args_is_help=True)


class SegmentReport(msgspec.Struct, frozen=True):
    """What ``segment --json`` prints; the box is in pixels of the image as displayed."""

    image: str
    mask: str
    score: float
    box: Box


@app.command()
def segment(
    image: Annotated[Path, typer.Argument(help="The picture.", exists=True, dir_okay=False)],
    out: Annotated[Path, typer.Option(help="PNG to write: 255 inside, 0 outside.")],
    point: Annotated[
        list[str] | None, typer.Option(help="X,Y,+ for what belongs to it, X,Y,- for what not.")
    ] = None,
    box: Annotated[str | None, typer.Option(help="LEFT,TOP,RIGHT,BOTTOM around it.")] = None,
    choice: Annotated[
        int | None, typer.Option(min=0, max=2, help="Of the three masks: 0 a part .. 2 the whole.")
    ] = None,
    sam: Annotated[str, typer.Option(help="Segmentation model of the catalogue.")] = SAM_MODEL,
    device: Annotated[str, typer.Option(help=DEVICE_HELP)] = "auto",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Outline one object: by points, a box, or both."""
    prompt = Prompt(tuple(map(_parse_point, point or ())), _parse_box(box), choice)
    if not prompt.points and prompt.box is None:
        raise typer.BadParameter("give at least one --point or a --box")
    # Libraries may print while they are loaded; standard output is for the answer.
    with contextlib.redirect_stdout(sys.stderr):
        found = _segment(image, prompt, sam, device)
    _write_mask(found, out)
    _print_report(SegmentReport(str(image), str(out), found.score, found.box), as_json)


def _segment(image: Path, prompt: Prompt, sam: str, device: str) -> MaskCandidate:
    import tempfile

    from engine.assist.embeddings import EmbeddingCache
    from engine.assist.loading import load_sam
    from engine.assist.segmenter import Segmenter
    from engine.assist.windows import within_image
    from engine.images import displayed_size
    from engine.protocol.errors import SaegimError
    from engine.training.devices import resolve_device

    width, height = displayed_size(image)
    inside = within_image(prompt, width, height)
    if len(inside.points) < len(prompt.points) or (inside.box is None) != (prompt.box is None):
        raise SaegimError("prompt_outside", path=image, width=width, height=height)
    with tempfile.TemporaryDirectory() as folder:
        model = load_sam(sam, resolve_device(device))
        segmenter = Segmenter(model, EmbeddingCache(Path(folder)), lambda *_: None)
        reference = ImageRef(str(image), "image")
        candidates = segmenter.segment(reference, prompt, only_chosen=True)
    if not candidates:
        raise SaegimError("nothing_found", path=image)
    return candidates[0]


def _write_mask(found: MaskCandidate, out: Path) -> None:
    import numpy as np
    from PIL import Image

    from engine.geometry.masks import decode

    Image.fromarray(decode(found.mask).astype(np.uint8) * 255).save(out, format="PNG")


def _print_report(report: SegmentReport, as_json: bool) -> None:
    if as_json:
        typer.echo(msgspec.json.encode(report).decode())
        return
    box = report.box
    typer.echo(f"score {report.score:.3f}")
    typer.echo(f"box   {box.left:g},{box.top:g},{box.right:g},{box.bottom:g}")
    typer.echo(f"mask  {report.mask}")


def _parse_point(text: str) -> PromptPoint:
    x, y, sign = _parts(text, 3, "X,Y,+ or X,Y,-")
    if sign not in ("+", "-"):
        raise typer.BadParameter(f"{text!r} does not end in + or -", param_hint="--point")
    return PromptPoint(_number(x), _number(y), sign == "+")


def _parse_box(text: str | None) -> Box | None:
    if text is None:
        return None
    left, top, right, bottom = map(_number, _parts(text, 4, "LEFT,TOP,RIGHT,BOTTOM"))
    if left >= right or top >= bottom:
        raise typer.BadParameter(f"{text!r} is not a box", param_hint="--box")
    return Box(left, top, right, bottom)


def _parts(text: str, count: int, form: str) -> list[str]:
    parts = text.split(",")
    if len(parts) != count:
        raise typer.BadParameter(f"{text!r} is not of the form {form}")
    return parts


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a number") from error
