"""What is found in a folder: each file goes in, or is named with a true reason."""

import io
import os
import struct
import zlib

import numpy as np
import pytest
import tifffile
from PIL import Image

from engine.images import UnreadableImage, displayed_size, read
from engine.project.image_search import find_image_files
from engine.project.store import Store


@pytest.fixture
def store(tmp_path):
    made = Store.create(tmp_path / "project" / "p.saegim")
    yield made
    made.close()


def noise(seed=0):
    pixels = np.random.default_rng(seed).integers(0, 255, (66, 99, 3), dtype=np.uint8)
    return Image.fromarray(pixels)


def added(store, folder):
    found = find_image_files(folder)
    outcome = store.images.add(found.images)
    rows = store.images.rows(store.images.ids())
    return {row.path.rpartition("/")[2] for row in rows}, outcome, found


def test_pictures_by_other_endings_go_in(store, tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for seed, name in enumerate(("web.jfif", "old.jpe")):
        noise(seed).save(folder / name, format="JPEG")
    noise(2).save(folder / "x.gif")
    noise(3).save(folder / "y.avif")
    noise(4).save(folder / "phone.heic")
    tifffile.imwrite(folder / "deep.tif", np.arange(66 * 99, dtype=np.uint16).reshape(66, 99))
    tifffile.imwrite(folder / "float.tif", np.linspace(0, 1, 6534, dtype="f4").reshape(66, 99))
    names, outcome, found = added(store, folder)
    assert len(names) == 7 and not outcome.refused and not outcome.paged
    assert not found.passed_over


def test_of_several_pages_only_the_first_is_taken_and_that_is_told(store, tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    others = [noise(seed) for seed in range(1, 50)]
    noise().save(folder / "stack.tif", save_all=True, append_images=others)
    noise().save(folder / "moving.gif", save_all=True, append_images=others[:2])
    noise(7).save(folder / "one.gif")
    with tifffile.TiffWriter(folder / "pyramid.tif") as file:
        file.write(np.asarray(noise(9)), subifds=0, photometric="rgb")
        file.write(np.asarray(noise(9))[::2, ::2], subfiletype=1, photometric="rgb")
    _names, outcome, _found = added(store, folder)
    told = {one.path.rpartition("/")[2]: one.pages for one in outcome.paged}
    assert told == {"stack.tif": 50, "moving.gif": 3}


def test_what_is_no_picture_is_named_with_its_reason_and_the_rest_goes_in(store, tmp_path):
    folder = tmp_path / "odd"
    folder.mkdir()
    noise().save(folder / "a.jpg")
    (folder / "empty.png").touch()
    (folder / "iphone.heic").write_bytes(bytes(99))
    (folder / "named.jpg").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(500))
    (folder / "cut.jpg").write_bytes((folder / "a.jpg").read_bytes()[:900])
    (folder / "notes.txt").write_text("no picture")
    tifffile.imwrite(
        folder / "bands.tif",
        np.zeros((66, 99, 5), np.uint8),
        photometric="minisblack",
        planarconfig="contig",
    )
    names, outcome, found = added(store, folder)
    assert names == {"a.jpg"}
    assert {one.path.rpartition("/")[2]: one.code for one in outcome.refused} == {
        "empty.png": "picture_empty",
        "iphone.heic": "not_a_picture",
        "named.jpg": "picture_damaged",
        "cut.jpg": "picture_damaged",
        "bands.tif": "image_kind",
    }
    assert found.passed_over == {".txt": 1}


@pytest.mark.parametrize("name", ["a.webp", "a.avif", "a.heic", "deep.png"])
def test_a_small_picture_in_an_enormous_file_is_not_read_into_memory(tmp_path, store, name):
    path = tmp_path / name
    if name == "deep.png":
        Image.fromarray(np.arange(6534, dtype=np.uint16).reshape(66, 99)).save(path)
    else:
        noise().save(path)
    noise(1).save(tmp_path / "fine.png")
    os.truncate(path, 300 << 20)
    [refused] = store.images.add([path, tmp_path / "fine.png"]).refused
    assert (refused.code, len(store.images.ids())) == ("file_too_large", 1)
    with pytest.raises(UnreadableImage):
        read(path)


@pytest.mark.parametrize("place", ["before", "after", "nowhere"])
def test_the_size_of_a_png_is_known_without_decoding_it(tmp_path, monkeypatch, place):
    exif = Image.Exif()
    exif[0x0112] = 6
    path = tmp_path / "a.png"
    noise().save(path, **({} if place == "nowhere" else {"exif": exif}))
    content = path.read_bytes()
    if place == "after":
        start = content.index(b"eXIf") - 4
        end = start + 12 + int.from_bytes(content[start : start + 4], "big")
        tail = content.index(b"IEND") - 4
        path.write_bytes(content[:start] + content[end:tail] + content[start:end] + content[tail:])
    if place != "after":
        monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda self: pytest.fail("decoded"))
    assert displayed_size(path) == ((99, 66) if place == "nowhere" else (66, 99))


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of_many_texts() -> bytes:
    first = chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0))
    rest = chunk(b"IDAT", zlib.compress(b"\0" * 14)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + first + 300_000 * chunk(b"tEXt", b"a\0b") + rest


def jpeg_of_many_descriptions() -> bytes:
    plain = io.BytesIO()
    noise().save(plain, "JPEG")
    description = b"\xff\xe1" + struct.pack(">H", 65_533) + b"Exif\0\0" + b"\0" * 65_525
    return plain.getvalue()[:2] + 600 * description + plain.getvalue()[2:]


def ppm_of_a_long_comment() -> bytes:
    return b"P6\n#" + b"x" * 1_000_000 + b"\n2 2\n255\n" + bytes(12)


def tiff_of_a_long_description() -> bytes:
    file = io.BytesIO()
    tifffile.imwrite(file, np.zeros((4, 4), np.uint8), description="a" * (40 << 20))
    return file.getvalue()


@pytest.mark.parametrize(
    "made",
    [
        png_of_many_texts,
        jpeg_of_many_descriptions,
        ppm_of_a_long_comment,
        tiff_of_a_long_description,
    ],
)
def test_what_stands_before_the_pixels_is_read_within_bounds(tmp_path, made):
    path = tmp_path / "picture"
    path.write_bytes(made())
    for look in (displayed_size, read):
        with pytest.raises(UnreadableImage) as caught:
            look(path)
        assert caught.value.code == "file_too_large"
