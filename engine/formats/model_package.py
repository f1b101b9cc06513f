"""A trained model as one file to take away: a zip of weights, card, and how to use them."""

import os
import shutil
import zipfile
from pathlib import Path

import msgspec

from engine.catalogue.checksums import sha256_of
from engine.formats.model_card import CARD, README, SCRIPT, WEIGHTS, describe, readme
from engine.formats.writing import write_file
from engine.project.rows import ModelRow
from engine.project.runs import card_path, find_run
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from engine.protocol.specs import ModelCard
from engine.system.files import open_regular


def weights_of(card: ModelCard, folder: Path) -> Path:
    """The weights in the folder of a card, if they are the card's.

    Raises:
        SaegimError: ``weights_missing``, ``bad_weights``.
    """
    weights = folder / Path(card.file).name
    try:
        os.close(open_regular(weights, os.O_RDONLY))
        found = sha256_of(weights)
    # It is not there, or cannot be, or leads elsewhere: the name may be a stranger's.
    except (OSError, ValueError) as error:
        raise SaegimError("weights_missing", "machine", file=weights.name) from error
    if found != card.sha256:
        raise SaegimError("bad_weights", file=weights.name)
    return weights


def export_model(
    store: Store,
    model: ModelRow,
    path: Path,
    *,
    script: Path | None = None,
    overwrite: bool = False,
) -> None:
    """Write a model as a zip with ``model.pt``, ``model.json`` and ``README.txt``.

    For detection ``model.pt`` is a plain Ultralytics file, for classification the weights of
    torchvision's network. No path of this machine is in any of them.

    Args:
        store: The project.
        model: One of its models.
        path: The zip file.
        script: The same model as TorchScript, which is put in as ``model.torchscript``.
        overwrite: Replace a file that is there.

    Raises:
        SaegimError: ``link_in_project``, ``weights_missing``, ``bad_weights``, ``not_a_run``; as
            ``write_file``.
    """
    weights = weights_of(model.card, card_path(store, model).parent)
    files, sources = {WEIGHTS: model.card.sha256}, {WEIGHTS: weights}
    if script is not None:
        files[SCRIPT], sources[SCRIPT] = sha256_of(script), script
    told = describe(store, model.card, find_run(store, model.run_id), files)
    texts = {
        CARD: msgspec.json.format(msgspec.json.encode(told), indent=2),
        README: readme(told).encode(),
    }
    write_file(path.absolute(), lambda part: _zip(part, sources, texts), overwrite=overwrite)


def _zip(path: Path, sources: dict[str, Path], texts: dict[str, bytes]) -> None:
    # Weights hardly get smaller by packing.
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, source in sources.items():
            with (
                open(open_regular(source, os.O_RDONLY), "rb") as file,  # noqa: PTH123  a descriptor
                archive.open(name, "w", force_zip64=True) as member,
            ):
                shutil.copyfileobj(file, member)
        for name, text in texts.items():
            archive.writestr(name, text)
