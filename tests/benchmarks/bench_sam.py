"""How well a box finds its object in the whole picture, and in a window of it.

    python -m tests.benchmarks.bench_sam [FOLDER] [EVERY]

FOLDER: photos of ADE20K (``bench_sam_pictures.photos``); without it only the micrograph is looked
at that the package index has. EVERY: around one object in so many, crops as much wider as 0.2, 1
and 2 times its box are measured, too; each of them has to be encoded. Printed is the mean IoU with
the true masks.
"""

import functools
import math
import sys
from collections.abc import Iterator, Sequence
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
FINE = 64
"""Pixels of the longest objects that windows of half the size are measured for."""
SIZES = (32, 64, 128, 256, math.inf)
"""Upper ends of the classes of sizes."""
MORE, LESS = 0.02, -0.02
"""Of a difference in IoU that counts as better and as worse."""


class Found(NamedTuple):
    """The IoU that one object was found with."""

    size: float
    """Pixels of its longer side."""
    whole: float
    window: float
    fine: float | None
    """In a window of half the size; None for objects above ``FINE``."""
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

    def window(self, box: Box, side: int) -> Window:
        """The window of the grid."""
        return roomiest_window(box, self._width, self._height, side)

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
            side,
            looking.overlap(looking.whole(), mask),
            looking.overlap(looking.window(box, ENCODER_SIDE), mask),
            looking.overlap(looking.window(box, ENCODER_SIDE // 2), mask) if side < FINE else None,
            tuple(looking.overlap(looking.crop(box, margin), mask) for margin in margins),
        )


def groups(folder: Path | None) -> Iterator[tuple[str, list[LabelledPicture]]]:
    """What is looked at, with a name."""
    for times in (2, 3, 4, 8):
        picture = nuclei(times)
        yield picture.name, [picture]
    if folder is not None:
        taken = photos(folder)
        for scale in (0.4, 0.5, 0.6, 0.75, 1.0):
            yield f"photos x {scale}", [resized(photo, scale) for photo in taken]
        yield "photos, mosaic", [mosaic(taken)]


def lines(head: str, found: Sequence[Found]) -> Iterator[str]:
    """The table's lines of one group."""
    start = 0.0
    for end in SIZES:
        if some := [one for one in found if start <= one.size < end]:
            yield f"{head} | {start:.0f} to {end:.0f} | {_line(some)}"
        start = end
    yield f"{head} | all | {_line(found)}"


def _line(found: Sequence[Found]) -> str:
    gains = np.array([one.window - one.whole for one in found])
    whole, window = np.mean([(one.whole, one.window) for one in found], axis=0)
    told = (
        f"{len(found)} | {whole:.3f} | {window:.3f} | {window / whole:.2f} "
        f"| {np.sum(gains > MORE)} / {np.sum(gains < LESS)} |"
    )
    fine = [(one.whole, one.window, one.fine) for one in found if one.fine is not None]
    crops = [(one.whole, one.window, *one.crops) for one in found if one.crops]
    return f"{told} {_means(fine)} | {_means(crops)} |"


def _means(rows: Sequence[tuple[float, ...]]) -> str:
    return " ".join(f"{mean:.3f}" for mean in np.mean(rows, axis=0)) if rows else ""


def main(folder: Path | None, every: int) -> None:
    """Print the table."""
    torch.set_num_threads(1)
    sam = load_sam(SAM_MODEL, "cpu")
    print(
        "| pictures | shrunk | pixels | objects | whole | window | ratio | better / worse ", end=""
    )
    print(f"| whole, window, fine window | whole, window, crops of {MARGINS} |")
    for name, pictures in groups(folder):
        shrunk = float(np.mean([picture.longer_side for picture in pictures])) / ENCODER_SIDE
        found = [one for picture in pictures for one in measured(sam, picture, every)]
        for line in lines(f"| {name} | {shrunk:.2f}", found):
            print(line, flush=True)


if __name__ == "__main__":
    main(
        Path(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1] else None,
        int(sys.argv[2]) if len(sys.argv) > 2 else 0,
    )
