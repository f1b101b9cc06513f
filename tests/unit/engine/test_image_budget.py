"""Memory for decoding: large pictures one after the other, and none that cannot be held."""

import struct
import threading
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from engine.images import UnreadableImage, displayed_size, examine, read
from engine.images.budget import MemoryBudget


def huge_png(path: Path, width: int, height: int) -> Path:
    """A few bytes that claim to be a picture of this size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    content = (
        chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(99))) + chunk(b"IEND", b"")
    )
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + content)
    return path


def test_what_does_not_fit_beside_the_others_waits_for_them():
    budget, seen, lock = MemoryBudget(10), [], threading.Lock()
    at_once = 0

    def work(size: int) -> None:
        nonlocal at_once
        with budget.taking(size):
            with lock:
                at_once += min(size, 10)
                seen.append(at_once)
            with lock:
                at_once -= min(size, 10)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, [3, 4, 99, 5, 10, 1, 2] * 30))
    assert max(seen) <= 10 and len(seen) == 210


@pytest.mark.parametrize("ask", [examine, read, displayed_size])
def test_pixels_are_counted_before_they_are_decoded(tmp_path, monkeypatch, ask):
    path = huge_png(tmp_path / "bomb.png", 32_767, 32_767)
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda self: pytest.fail("decoded"))
    with pytest.raises(UnreadableImage) as caught:
        ask(path)
    assert caught.value.code == "picture_too_large"


def test_a_large_picture_is_the_same_one_with_less_memory(tmp_path, monkeypatch):
    path = tmp_path / "photo.png"
    Image.effect_noise((640, 480), 60).convert("RGB").save(path)
    plain = examine(path)
    monkeypatch.setattr("engine.images.decoding._LARGE", 1000)
    smaller = examine(path)
    assert (smaller.width, smaller.height) == (plain.width, plain.height) == (640, 480)
    assert smaller.small.width < plain.small.width
    assert read(path).shape == (480, 640, 3)
