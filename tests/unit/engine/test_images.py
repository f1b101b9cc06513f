"""One reader of pictures: what is shown is what is labelled and learned."""

import io
import math
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import pytest
import tifffile
from numpy.typing import NDArray
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from engine.images import UnreadableImage, displayed_size, examine, read
from engine.images.orientation import turn_array
from engine.protocol.specs import ValueRange, ValueRangeRule

ORIENTATION = 274
UPRIGHT = np.zeros((40, 64, 3), dtype=np.uint8)
UPRIGHT[:10, :10] = (255, 0, 0)
INVERSE = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6}
GRADIENT = np.tile(np.linspace(0, 1, 200, dtype=np.float32), (120, 1))


def stored(orientation: int) -> NDArray[np.uint8]:
    """The pixels of a file that has to be turned so to be upright."""
    return np.ascontiguousarray(turn_array(UPRIGHT, INVERSE[orientation]))


def exif(orientation: int) -> Image.Exif:
    made = Image.Exif()
    made[ORIENTATION] = orientation
    return made


def jpeg(orientation: int, app1: bytes) -> bytes:
    """A JPEG with these bytes as its metadata."""
    file = io.BytesIO()
    Image.fromarray(stored(orientation)).save(file, "JPEG", quality=95, subsampling=0)
    whole = file.getvalue()
    return whole[:2] + b"\xff\xe1" + struct.pack(">H", len(app1) + 2) + app1 + whole[2:]


def exif_entry(kind: int, value: bytes) -> bytes:
    entry = struct.pack("<IHHHI", 8, 1, ORIENTATION, kind, 1) + value.ljust(4, b"\0")
    return b"Exif\0\0II*\0" + entry + bytes(4)


def xmp(text: str) -> bytes:
    return b"http://ns.adobe.com/xap/1.0/\0" + text.encode()


def deep_png(pixels: NDArray[np.uint16], orientation: int = 1) -> bytes:
    data = imagecodecs.png_encode(pixels)
    chunk = b"eXIf" + exif(orientation).tobytes()[6:]
    framed = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return data[:33] + framed + data[33:]


def files_of(orientation: int, folder: Path) -> Iterator[Path]:
    """The same picture in every kind of file and metadata."""
    image = Image.fromarray(stored(orientation))
    for ending, options in (
        ("png", {}),
        ("webp", {"lossless": True}),
        ("jpg", {"quality": 95}),
        ("avif", {"quality": 95}),
    ):
        image.save(folder / f"exif.{ending}", exif=exif(orientation), **options)
        yield folder / f"exif.{ending}"
    for kind, value in (
        (1, struct.pack("<B", orientation)),
        (3, struct.pack("<H", orientation)),
        (4, struct.pack("<I", orientation)),
        (9, struct.pack("<i", orientation)),
    ):
        path = folder / f"type {kind}.jpg"
        path.write_bytes(jpeg(orientation, exif_entry(kind, value)))
        yield path
    text = f'<x tiff:Orientation="{orientation}"/>'
    (folder / "xmp.jpg").write_bytes(jpeg(orientation, xmp(text)))
    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", text)
    image.save(folder / "xmp.png", pnginfo=info)
    image.save(folder / "xmp.webp", lossless=True, xmp=text.encode())
    image.save(folder / "jpeg.tif", tiffinfo={ORIENTATION: orientation}, compression="jpeg")
    image.save(folder / "lzw.tif", tiffinfo={ORIENTATION: orientation}, compression="tiff_lzw")
    tag = [(ORIENTATION, "H", 1, orientation, True)]
    for name, pixels in (
        ("float", stored(orientation) / np.float32(255)),
        ("deep", stored(orientation).astype(np.uint16) * 257),
        ("zstd", stored(orientation)),
    ):
        how = {"photometric": "rgb", "extratags": tag, "compression": "zstd"}
        tifffile.imwrite(folder / f"{name}.tif", pixels, **how)  # pyright: ignore
    (folder / "deep.png").write_bytes(
        deep_png(stored(orientation).astype(np.uint16) * 257, orientation)
    )
    for name in ("xmp.jpg", "xmp.png", "xmp.webp", "jpeg.tif", "lzw.tif", "float.tif", "deep.tif"):
        yield folder / name
    yield folder / "zstd.tif"
    yield folder / "deep.png"


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_file_is_turned_upright_once(orientation: int, tmp_path: Path) -> None:
    for path in files_of(orientation, tmp_path):
        pixels = read(path)
        found = examine(path)
        assert pixels.shape == UPRIGHT.shape, path.name
        assert (found.width, found.height) == displayed_size(path) == (64, 40), path.name
        assert pixels[4, 4, 0] > 200 > 90 > pixels[4, 4, 1], path.name
        assert pixels[30, 50].max() < 60, path.name


@pytest.mark.parametrize(
    "app1",
    [
        exif_entry(3, struct.pack("<H", 0)),
        exif_entry(3, struct.pack("<H", 9)),
        exif_entry(2, b"six"),
        b"Exif\0\0II*\0" + b"\xff" * 40,
        b"Exif\0\0",
        xmp('<x tiff:Orientation="sideways"/>'),
        b"Exif\0\0II*\0"
        + struct.pack("<IH", 8, 2)
        + struct.pack("<HHII", 259, 8, 1, 0xFFFB)
        + struct.pack("<HHII", 274, 3, 1, 0),
    ],
)
def test_broken_metadata_means_upright(app1: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg(1, app1))
    assert read(tmp_path / "a.jpg").shape == (40, 64, 3)
    assert (examine(tmp_path / "a.jpg").width, examine(tmp_path / "a.jpg").height) == (64, 40)


@pytest.mark.parametrize(
    ("kind", "count", "value", "is_turned"),
    [
        (1, 1, 6, True),
        (4, 1, 6, True),
        (3, 2, (6, 6), True),
        (3, 1, 0, False),
        (3, 1, 9, False),
        (3, 1, 65535, False),
        (2, 4, b"six", False),
    ],
    ids=["byte", "long", "two", "0", "9", "65535", "letters"],
)
@pytest.mark.parametrize("compression", [None, "lzw", "zstd"])
def test_size_and_pixels_of_a_tiff_agree_whatever_its_orientation_is(
    kind: int, count: int, value: Any, is_turned: bool, compression: str | None, tmp_path: Path
) -> None:
    tag = [(ORIENTATION, kind, count, value, True)]
    how = {"photometric": "rgb", "extratags": tag, "compression": compression}
    tifffile.imwrite(tmp_path / "a.tif", UPRIGHT, **how)
    width, height = displayed_size(tmp_path / "a.tif")
    assert (width, height) == ((40, 64) if is_turned else (64, 40))
    assert read(tmp_path / "a.tif").shape == (height, width, 3)
    found = examine(tmp_path / "a.tif")
    assert (found.width, found.height) == (width, height)


@pytest.mark.parametrize(
    "pixels",
    [
        np.full((30, 40), -3.4028235e38, dtype=np.float32),
        np.full((30, 40), np.finfo(np.float64).max),
        np.full((30, 40), 2**60, dtype=np.uint64),
        np.full((30, 40), np.iinfo(np.int64).min),
        np.full((30, 40), np.nan, dtype=np.float32),
        np.full((30, 40), np.inf, dtype=np.float32),
        np.array([[-1.7e308, 1.7e308]]),
        np.array([[0.0, 5e-324]]),
        np.ones((1, 1), dtype=np.float16),
        np.zeros((1, 5000), dtype=np.uint16),
    ],
    ids=["nodata", "largest", "2^60", "least", "nan", "inf", "far", "near", "one pixel", "wide"],
)
@pytest.mark.parametrize("rule", ["automatic", "full"])
def test_no_values_are_too_odd_to_be_shown(
    pixels: NDArray[Any], rule: ValueRangeRule, tmp_path: Path
) -> None:
    tifffile.imwrite(tmp_path / "a.tif", pixels)
    found = examine(tmp_path / "a.tif", rule).value_range
    assert found is not None
    assert found.low < found.high < math.inf
    assert read(tmp_path / "a.tif", found).shape == (*pixels.shape, 3)


def test_an_empty_range_shows_nothing_and_breaks_nothing(tmp_path: Path) -> None:
    tifffile.imwrite(tmp_path / "a.tif", GRADIENT)
    assert not read(tmp_path / "a.tif", ValueRange(5.0, 5.0)).any()


@pytest.mark.parametrize(
    ("pixels", "value_range"),
    [
        (GRADIENT, ValueRange(0, 1)),
        (GRADIENT * 255, ValueRange(0, 255)),
        ((GRADIENT * 255).astype(np.int32), ValueRange(0, 255)),
        ((GRADIENT * 65535).astype(np.uint16), ValueRange(0, 65535)),
        ((GRADIENT * 900).astype(np.uint16), ValueRange(0, 900)),
        ((GRADIENT * 1000 - 500).astype(np.int16), ValueRange(-500, 500)),
        (GRADIENT.astype(np.float64), ValueRange(0, 1)),
    ],
    ids=["float 0-1", "float 0-255", "int32", "uint16", "dark uint16", "int16", "double"],
)
def test_deep_pictures_show_their_own_values(
    pixels: NDArray[np.generic], value_range: ValueRange, tmp_path: Path
) -> None:
    tifffile.imwrite(tmp_path / "a.tif", pixels)
    shown = read(tmp_path / "a.tif")[9, [0, 10, 100, 190, 199], 0]
    assert np.abs(shown.astype(int) - [0, 13, 128, 243, 255]).max() <= 2
    found = examine(tmp_path / "a.tif").value_range
    assert found is not None
    assert (found.low, found.high) == pytest.approx((value_range.low, value_range.high), abs=1e-3)


def test_16_bit_png_and_tiff_show_the_same(tmp_path: Path) -> None:
    pixels = (GRADIENT * 40000 + 2000).astype(np.uint16)
    (tmp_path / "a.png").write_bytes(deep_png(pixels))
    tifffile.imwrite(tmp_path / "a.tif", pixels)
    assert (read(tmp_path / "a.png") == read(tmp_path / "a.tif")).all()


def test_a_few_odd_pixels_do_not_decide(tmp_path: Path) -> None:
    pixels = GRADIENT.copy()
    pixels[0, :3] = (np.nan, np.inf, 1e9)
    tifffile.imwrite(tmp_path / "a.tif", pixels)
    assert abs(int(read(tmp_path / "a.tif")[9, 100, 0]) - 128) <= 2


def test_the_rule_decides_how_deep_pictures_are_shown(tmp_path: Path) -> None:
    tifffile.imwrite(tmp_path / "a.tif", (GRADIENT * 1000).astype(np.uint16))
    assert examine(tmp_path / "a.tif", "full").value_range == ValueRange(0, 65535)
    fixed = ValueRange(0, 500)
    assert examine(tmp_path / "a.tif", fixed).value_range == fixed
    assert read(tmp_path / "a.tif", fixed)[9, 150, 0] == 255
    assert read(tmp_path / "a.tif", ValueRange(0, 65535)).max() <= 4


def test_a_picture_of_8_bits_has_no_range(tmp_path: Path) -> None:
    Image.fromarray(UPRIGHT).save(tmp_path / "a.png")
    assert examine(tmp_path / "a.png", "full").value_range is None
    assert (read(tmp_path / "a.png", ValueRange(0, 10)) == UPRIGHT).all()


@pytest.mark.parametrize("compression", ["jpeg", "zstd", "lzma", "tiff_lzw", "packbits"])
def test_every_compression_of_tiff_is_read(compression: str, tmp_path: Path) -> None:
    Image.fromarray(UPRIGHT).save(tmp_path / "a.tif", compression=compression)
    assert read(tmp_path / "a.tif")[4, 4, 0] > 240


@pytest.mark.parametrize("kind", ["AVIF", "JPEG2000", "HEIF", "GIF", "PPM"])
def test_the_content_says_what_a_file_is(kind: str, tmp_path: Path) -> None:
    Image.fromarray(UPRIGHT).save(tmp_path / "named.jpg", format=kind)
    assert read(tmp_path / "named.jpg")[4, 4, 0] > 200


def five_bands(folder: Path) -> None:
    tifffile.imwrite(folder / "a", np.zeros((60, 80, 5), np.uint8), planarconfig="contig")


def five_float_bands(folder: Path) -> None:
    tifffile.imwrite(folder / "a", np.zeros((60, 80, 5), np.float32), planarconfig="contig")


def complex_numbers(folder: Path) -> None:
    tifffile.imwrite(folder / "a", np.zeros((60, 80), np.complex64))


def only_a_header(folder: Path) -> None:
    (folder / "a").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(500))


def text(folder: Path) -> None:
    (folder / "a").write_text("a letter")


def postscript(folder: Path) -> None:
    (folder / "a").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n")


def cut_short(folder: Path) -> None:
    Image.effect_noise((300, 200), 60).save(folder / "a", format="JPEG")
    (folder / "a").write_bytes((folder / "a").read_bytes()[:-500])


def cut_png(folder: Path) -> None:
    Image.effect_noise((300, 200), 60).save(folder / "a", format="PNG")
    (folder / "a").write_bytes((folder / "a").read_bytes()[:-500])


def cut_tiff(folder: Path) -> None:
    tifffile.imwrite(folder / "a", GRADIENT)
    (folder / "a").write_bytes((folder / "a").read_bytes()[:-5000])


def too_wide(folder: Path) -> None:
    Image.new("L", (32_768, 4)).save(folder / "a", format="PNG")


def too_many_pixels(folder: Path) -> None:
    Image.new("1", (30_000, 30_000)).save(folder / "a", format="PNG")


def nothing(_folder: Path) -> None:
    pass


@pytest.mark.parametrize(
    ("make", "code", "said"),
    [
        (five_bands, "image_kind", "5 bands"),
        (five_float_bands, "image_kind", "5 bands"),
        (complex_numbers, "image_kind", "complex numbers"),
        (only_a_header, "picture_damaged", "damaged"),
        (text, "not_a_picture", "not a picture"),
        (postscript, "not_a_picture", "not a picture"),
        (cut_short, "picture_damaged", "cut short"),
        (cut_png, "picture_damaged", "cut short"),
        (cut_tiff, "picture_damaged", "cut short"),
        (too_wide, "picture_too_large", "32,767"),
        (too_many_pixels, "picture_too_large", "500 megapixels"),
        (nothing, "picture_unreadable", "gone"),
    ],
)
def test_what_cannot_be_read_says_why(
    make: Callable[[Path], None], code: str, said: str, tmp_path: Path
) -> None:
    make(tmp_path)
    for reader in (read, examine):
        with pytest.raises(UnreadableImage, match=said) as caught:
            reader(tmp_path / "a")
        assert caught.value.code == code


def test_a_preview_is_smaller_and_of_the_same_shape(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (120, 300, 3), dtype=np.uint8)
    for name in ("a.jpg", "a.png"):
        Image.fromarray(noise).resize((3000, 1200)).save(tmp_path / name)
        assert read(tmp_path / name, longest_side=600).shape == (240, 600, 3)
        assert read(tmp_path / name, longest_side=5000).shape == (1200, 3000, 3)


def test_a_long_picture_keeps_the_detail_of_its_short_side(tmp_path: Path) -> None:
    stripes = np.tile(np.array([0, 255], dtype=np.uint8).repeat(4), 40)
    Image.fromarray(np.tile(stripes[:, None], (1, 4000))).save(tmp_path / "a.jpg", quality=95)
    small = read(tmp_path / "a.jpg", shortest_side=160)
    assert small.shape[0] >= 160
    assert np.ptp(small[:, 10, 0]) > 200
