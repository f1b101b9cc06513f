"""How well a box finds its object in the whole picture, and in a window of it.

    python -m tests.benchmarks.bench_sam [FOLDER] [EVERY]

FOLDER: photos of ADE20K (``bench_sam_pictures.photos``); without it only the micrograph is looked
at that the package index has. EVERY: around one object in so many, crops as much wider as 0.2, 1
and 2 times its box are measured, too; each of them has to be encoded. Printed is the mean IoU with
the true masks, by the pixels of an object's longer side that the encoder shows in the whole.
"""

import functools
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch

from engine.assist.candidates import candidate_order, to_candidates
from engine.assist.embeddings import Embedding
from engine.assist.loading import load_sam
from engine.assist.sam import SamModel
from engine.assist.windows import (
    ENCODER_SIDE,
    LARGEST_OBJECT,
    Window,
    moved_into,
    roomiest_window,
)
from engine.catalogue import SAM_MODEL
from engine.geometry.masks import mask_box, mask_iou
from engine.geometry.types import Box, Mask
from engine.protocol.requests import Prompt
from tests.benchmarks.bench_sam_pictures import LabelledPicture, mosaic, nuclei, photos, resized

MARGINS = (0.2, 1.0, 2.0)
SHOWN = (16, 32, 64, 128, math.inf)
"""Upper ends of the classes of sizes, in pixels of the encoder."""
MORE, LESS = 0.02, -0.02
"""Of a difference in IoU that counts as better and as worse."""


class Found(NamedTuple):
    """The IoU that one object was found with."""

    shown: float
    """Pixels of its longer side as the encoder shows it in the whole picture."""
    whole: float
    window: float
    crops: tuple[float, ...]
    """By ``MARGINS``; empty where they were not measured."""


class Looking:
    """Answers boxes in one picture, from any part of it; windows are encoded once."""

    def __init__(self, sam: SamModel, picture: LabelledPicture) -> None:
        self._sam = sam
        self._pixels = picture.pixels
        self._height, self._width = picture.pixels.shape[:2]
        self._encode = functools.cache(self._encoded)

    def whole(self) -> Window:
        """All of it."""
        return Window(0, 0, self._width, self._height)

    def window(self, box: Box) -> Window:
        """The window of the grid."""
        return roomiest_window(box, self._width, self._height)

    def crop(self, box: Box, margin: float) -> Window:
        """The box with a margin in shares of its sides."""
        wide, high = margin * (box.right - box.left), margin * (box.bottom - box.top)
        left, top = max(0, math.floor(box.left - wide)), max(0, math.floor(box.top - high))
        right = min(self._width, math.ceil(box.right + wide))
        bottom = min(self._height, math.ceil(box.bottom + high))
        return Window(left, top, right - left, bottom - top)

    def overlap(self, part: Window, mask: Mask) -> float:
        """The IoU of what the mask's box finds in a part with the mask."""
        prompt = moved_into(Prompt(box=mask_box(mask)), part)
        decoded = self._sam.decode(self._encode(part), prompt)
        wanted = candidate_order(decoded)[:1]
        found = to_candidates(decoded, wanted, part, self._width, self._height)
        return mask_iou(found[0].mask, mask) if found else 0.0

    def _encoded(self, part: Window) -> Embedding:
        return self._sam.encode(self._pixels[part.top : part.bottom, part.left : part.right])


def measured(sam: SamModel, picture: LabelledPicture, every: int) -> Iterator[Found]:
    """Look for every object of a picture that a window may be for."""
    looking = Looking(sam, picture)
    for index, mask in enumerate(picture.masks):
        box = mask_box(mask)
        side = max(box.right - box.left, box.bottom - box.top)
        if side > LARGEST_OBJECT:
            continue
        margins = MARGINS if every and index % every == 0 else ()
        yield Found(
            side * ENCODER_SIDE / picture.longer_side,
            looking.overlap(looking.whole(), mask),
            looking.overlap(looking.window(box), mask),
            tuple(looking.overlap(looking.crop(box, margin), mask) for margin in margins),
        )


def groups(folder: Path | None) -> Iterator[tuple[str, list[LabelledPicture]]]:
    """What is looked at, with a name."""
    for times in (3, 4, 8):
        picture = nuclei(times)
        yield picture.name, [picture]
    if folder is not None:
        taken = photos(folder)
        for scale in (0.5, 0.6, 0.75, 1.0):
            yield f"photos x {scale}", [resized(photo, scale) for photo in taken]
        yield "photos, mosaic", [mosaic(taken)]


def lines(name: str, shrunk: float, found: Iterable[Found]) -> Iterator[str]:
    """The table's lines of one group."""
    classes: dict[float, list[Found]] = defaultdict(list)
    for one in found:
        classes[next(end for end in SHOWN if one.shown < end)].append(one)
    for end in (end for end in SHOWN if end in classes):
        yield _line(f"{name:<16} | {shrunk:.1f} | < {end}", classes[end])
    yield _line(
        f"{name:<16} | {shrunk:.1f} | all", [one for some in classes.values() for one in some]
    )


def _line(head: str, found: list[Found]) -> str:
    gains = np.array([one.window - one.whole for one in found])
    whole = np.mean([one.whole for one in found])
    window = np.mean([one.window for one in found])
    told = (
        f"| {head} | {len(found)} | {whole:.3f} | {window:.3f} | {window / whole:.2f} "
        f"| {np.sum(gains > MORE)} / {np.sum(gains < LESS)} |"
    )
    cropped = [one for one in found if one.crops]
    if not cropped:
        return told
    peers = [(one.whole, one.window, *one.crops) for one in cropped]
    return f"{told} {len(cropped)}: " + " ".join(f"{mean:.3f}" for mean in np.mean(peers, axis=0))


def main(folder: Path | None, every: int) -> None:
    """Print the table."""
    torch.set_num_threads(1)
    sam = load_sam(SAM_MODEL, "cpu")
    crops = f" of one in {every}: whole, window, crops of {MARGINS}" if every else ""
    print("| pictures | shrunk | shown | objects | whole | window | ratio | better/worse |" + crops)
    for name, pictures in groups(folder):
        shrunk = float(np.mean([picture.longer_side for picture in pictures])) / ENCODER_SIDE
        found = [one for picture in pictures for one in measured(sam, picture, every)]
        for line in lines(name, shrunk, found):
            print(line, flush=True)


if __name__ == "__main__":
    main(
        Path(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1] else None,
        int(sys.argv[2]) if len(sys.argv) > 2 else 0,
    )
