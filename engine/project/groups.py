"""Groups of photos that belong together and therefore into one split: near-duplicates."""

from itertools import combinations
from typing import cast

import numpy as np
from numpy.typing import NDArray

MOST_BITS = 3
"""Difference hashes of 64 bits that differ in no more bits belong to near-duplicates."""

_BANDS = tuple((13 * band, 13 if band < 4 else 12) for band in range(5))
"""Start and length of five bands of the hash, in bits."""

_FEW = 8
_LARGEST_SHARE = 0.25

Pairs = NDArray[np.int64]


def near_pairs(looks: NDArray[np.int64]) -> Pairs:
    """Find all pairs of hashes that differ in at most ``MOST_BITS`` bits.

    Three differing bits leave at least two of five bands equal, so it is enough to compare hashes
    that share a pair of bands: 26 bits, which hardly any strangers do.

    Args:
        looks: Hashes of shape (n,).

    Returns:
        Indices of shape (m, 2). Of equal hashes each is paired with the first only.
    """
    hashes, first, owner = np.unique(looks.view(np.uint64), return_index=True, return_inverse=True)
    alike = [np.stack([first[owner], np.arange(len(looks))], axis=1)]
    for bands in combinations(_BANDS, len(_BANDS) - MOST_BITS):
        alike.append(first[_pairs_sharing(hashes, bands)])
    pairs = np.concatenate(alike)
    return cast("Pairs", pairs[pairs[:, 0] != pairs[:, 1]])


def _pairs_sharing(hashes: NDArray[np.uint64], bands: tuple[tuple[int, int], ...]) -> Pairs:
    mask = np.uint64(sum(((1 << length) - 1) << start for start, length in bands))
    order = np.argsort(hashes & mask, kind="stable")
    keys, ordered = (hashes & mask)[order], hashes[order]
    found: list[Pairs] = []
    # Neighbours at distance 1, 2, 3... in a run of equal keys, until every run is used up.
    for distance in range(1, len(hashes)):
        same = np.flatnonzero(keys[distance:] == keys[:-distance])
        if not len(same):
            break
        apart = np.bitwise_count(ordered[same] ^ ordered[same + distance])
        close = same[apart <= MOST_BITS]
        found.append(np.stack([order[close], order[close + distance]], axis=1))
    return np.concatenate(found) if found else np.empty((0, 2), dtype=np.int64)


def oldest_alike(looks: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each hash the index of the first one in its set of near-duplicates.

    Where one set would hold more than a quarter of many pictures, their look is not what tells
    them apart (one camera over one conveyor belt), and each of its pictures stands for itself.
    """
    sets = _DisjointSets(len(looks))
    for first, second in near_pairs(looks).tolist():
        sets.join(first, second)
    roots = np.array([sets.find(index) for index in range(len(looks))], dtype=np.int64)
    sizes = np.bincount(roots, minlength=len(looks))
    telling = sizes[roots] <= max(_FEW, len(looks) * _LARGEST_SHARE)
    return np.where(telling, roots, np.arange(len(looks)))


class _DisjointSets:
    """Numbers joined into sets; each set is known by its smallest member."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def find(self, member: int) -> int:
        root = member
        while self._parents[root] != root:
            root = self._parents[root]
        while self._parents[member] != root:
            self._parents[member], member = root, self._parents[member]
        return root

    def join(self, a: int, b: int) -> None:
        first, second = sorted((self.find(a), self.find(b)))
        self._parents[second] = first
