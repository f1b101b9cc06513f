"""Which files are pictures."""

SUFFIXES = frozenset(
    {
        ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".apng", ".bmp", ".dib", ".gif", ".tif", ".tiff",
        ".webp", ".avif", ".heic", ".heif", ".jp2", ".j2k", ".ppm", ".pgm", ".pbm", ".pnm",
    }
)  # fmt: skip
"""Endings of files that are looked for in folders; what a file is, its content says."""

PILLOW_FORMATS = (
    "JPEG", "PNG", "BMP", "DIB", "GIF", "TIFF", "WEBP", "AVIF", "HEIF", "JPEG2000", "PPM",
)  # fmt: skip
"""What Pillow may open: none of these starts another program, as EPS does."""

TIFF_MAGIC = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
JPEG_MAGIC = b"\xff\xd8\xff"
PNG_MAGIC = b"\x89PNG\r\n\x1a\n"

_KNOWN_MAGIC = (*TIFF_MAGIC, PNG_MAGIC, JPEG_MAGIC, b"GIF8", b"\0\0\0\x0cjP  ")
MOST_WHOLE_BYTES = 256 << 20
"""Of a file that its decoder reads into memory as a whole, and up to three times."""

_RIFF, _BOXES = b"RIFF", (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif", b"ftypmsf1")


def is_known(header: bytes) -> bool:
    """Whether a file begins like a picture of a kind that is read, damaged though it may be."""
    return header.startswith(_KNOWN_MAGIC) or _is_webp(header) or header[4:12] in _BOXES


def is_read_whole(header: bytes) -> bool:
    """Whether the decoder of a file that begins so reads all of it: WebP, AVIF, HEIC."""
    return _is_webp(header) or header[4:8] == b"ftyp"


def _is_webp(header: bytes) -> bool:
    return header.startswith(_RIFF) and header[8:12] == b"WEBP"
