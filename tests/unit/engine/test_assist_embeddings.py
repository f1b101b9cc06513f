"""Embeddings on disk: what was saved comes back, what is damaged is made again."""

import io
import os
import zipfile
from pathlib import Path

import numpy as np
import pytest

from engine.assist.embeddings import Embedding, EmbeddingCache
from engine.cli.assist import _embeddings_folder


def some_embedding(seed: int = 0) -> Embedding:
    features = np.random.default_rng(seed).normal(size=(256, 64, 64)).astype(np.float16)
    return Embedding(features, 480, 640)


def test_what_was_saved_comes_back_exactly(tmp_path: Path):
    cache = EmbeddingCache(tmp_path / "mobile_sam")
    cache.save("abc", some_embedding())
    loaded = EmbeddingCache(tmp_path / "mobile_sam").load("abc")
    assert loaded is not None
    assert (loaded.height, loaded.width) == (480, 640)
    np.testing.assert_array_equal(loaded.features, some_embedding().features)
    assert loaded.features.dtype == np.float16


def test_an_unknown_image_has_none(tmp_path: Path):
    cache = EmbeddingCache(tmp_path / "absent")
    assert not cache.has("abc")
    assert cache.load("abc") is None


@pytest.mark.parametrize("damage", ["cut", "junk", "empty"])
def test_a_damaged_file_counts_as_none_and_can_be_replaced(tmp_path: Path, damage: str):
    cache = EmbeddingCache(tmp_path)
    cache.save("abc", some_embedding())
    (path,) = tmp_path.iterdir()
    content = path.read_bytes()
    path.write_bytes({"cut": content[: len(content) // 2], "junk": b"junk", "empty": b""}[damage])
    assert cache.load("abc") is None
    cache.save("abc", some_embedding())
    assert cache.load("abc") is not None


def test_nothing_is_unpickled(tmp_path: Path):
    cache = EmbeddingCache(tmp_path)
    trace = tmp_path / "executed"

    class Hostile:
        def __reduce__(self):
            return Path.touch, (trace,)

    with (tmp_path / "abc.npz").open("wb") as file:
        np.savez(file, features=np.array([Hostile()]), size=np.array([1, 1]))
    assert cache.load("abc") is None
    assert not trace.exists()


def test_the_least_recently_used_go_when_it_gets_full(tmp_path: Path):
    cache = EmbeddingCache(tmp_path, limit=3 * (2 << 20) + 10_000)
    for age, key in enumerate(("old", "used", "new")):
        cache.save(key, some_embedding())
        os.utime(tmp_path / f"{key}.npz", (1000 + age, 1000 + age))
    assert cache.load("old") is not None
    cache.save("newest", some_embedding())
    assert [cache.has(key) for key in ("old", "used", "new", "newest")] == [True, False, True, True]
    assert cache.capacity == 3


def test_a_key_cannot_lead_out_of_the_folder(tmp_path: Path):
    cache = EmbeddingCache(tmp_path / "inside")
    cache.save("../../outside", some_embedding())
    assert [path.name for path in tmp_path.rglob("*.npz")] == ["outside.npz"]
    assert (tmp_path / "inside/outside.npz").is_file()


def test_no_half_written_file_is_left_when_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_args: object, **_arrays: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", refuse)
    with pytest.raises(OSError, match="No space"):
        EmbeddingCache(tmp_path).save("abc", some_embedding())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "trap",
    ["unpacks to much", "lies about its shape", "no size", "small", "no numbers", "link"],
)
def test_a_strangers_embedding_is_no_trap(tmp_path: Path, trap: str):
    path = tmp_path / "abc.npz"
    if trap == "unpacks to much":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("features.npy", bytes(1 << 28))
    elif trap == "lies about its shape":
        header = b"{'descr': '<f2', 'fortran_order': False, 'shape': (9999999, 9999999), }"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("size.npy", _npy(np.array([1, 1])))
            length = len(header).to_bytes(2, "little")
            archive.writestr("features.npy", b"\x93NUMPY\x01\x00" + length + header)
    elif trap == "small":
        np.savez(path, features=np.zeros((1, 1, 1), np.float16), size=np.array([480, 640]))
    elif trap == "no numbers":
        features = np.full((256, 64, 64), np.nan, np.float16)
        np.savez(path, features=features, size=np.array([480, 640]))
    elif trap == "no size":
        np.savez(path, features=some_embedding().features, size=np.array([[1e300, -1.0]]))
    else:
        EmbeddingCache(tmp_path / "other").save("abc", some_embedding())
        path.symlink_to(tmp_path / "other" / "abc.npz")
    assert EmbeddingCache(tmp_path).load("abc") is None


def _npy(array: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def test_embeddings_are_not_kept_where_a_link_leads(tmp_path: Path):
    (tmp_path / "theirs").mkdir()
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "embeddings").symlink_to(tmp_path / "theirs")
    with _embeddings_folder(tmp_path / "cache", "mobile_sam") as folder:
        assert tmp_path not in folder.parents
        (folder / "one.npz").touch()
    assert not folder.exists()
    with _embeddings_folder(tmp_path / "sound", "sam") as folder:
        assert folder == tmp_path / "sound" / "embeddings" / "sam"
