"""Near-duplicate texts: agency copies under other headlines, cut, or with paragraphs added.

Texts are compared by their shingles of five words (Broder, "On the resemblance and containment
of documents", 1997). A fixed part of all shingles, chosen by their hash, stands for a text;
two texts are copies where most of the shorter one's stand in the other too, so that a cut copy
is one as well. All is done with sorted arrays, in n log n; no two texts are looked at that share
nothing.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from graph.identity import fold_text
from graph.knowledge.groups import Groups

SHINGLE = 5
"""Words in a shingle."""

SAMPLE = 4
"""One shingle in so many stands for its text."""

CONTAINED = 0.6
"""Part of the shorter text's shingles that two copies share at least."""

LEAST = 6
"""Shingles that two copies share at least; shorter texts are copies only if they are the same."""

_WORD = re.compile(r"\w+")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)

Hashes = NDArray[np.uint64]


@lru_cache(maxsize=65536)
def _number_of(word: str) -> int:
    return zlib.crc32(word.encode())


def shingles_of(text: str) -> Hashes:
    """Return the sampled shingles of a text as sorted hashes, the same on every machine."""
    words = np.fromiter(map(_number_of, _WORD.findall(fold_text(text))), dtype=np.uint64)
    if len(words) < SHINGLE:
        return np.empty(0, np.uint64)
    mixed = np.zeros(len(words) - SHINGLE + 1, dtype=np.uint64)
    for k in range(SHINGLE):
        mixed = (mixed ^ words[k : len(words) - SHINGLE + 1 + k]) * _FACTOR
        mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed[mixed % np.uint64(SAMPLE) == 0])


def copies(documents: Iterable[tuple[str, str, Hashes]]) -> dict[str, str]:
    """Return, for each document, the first (by id) of the documents whose copy it is.

    Parameters
    ----------
    documents : iterable of (str, str, numpy.ndarray)
        Id, hash of the text, and its `shingles_of`.

    Returns
    -------
    dict[str, str]
        A document without copies is its own.
    """
    ordered = sorted(documents, key=lambda document: document[0])
    groups = Groups(document[0] for document in ordered)
    by_text: dict[str, str] = {}
    for ident, text, _ in ordered:
        groups.join(by_text.setdefault(text, ident), ident)
    for one, other in _overlapping([hashes for _, _, hashes in ordered]):
        groups.join(ordered[one][0], ordered[other][0])
    return {ident: members[0] for members in groups.members() for ident in members}


def _overlapping(texts: list[Hashes]) -> list[tuple[int, int]]:
    """Return pairs of texts of which the shorter is mostly in the other.

    Each shingle ties the first text that has it to the others; texts that share most shingles
    share most firsts, so that not every pair has to be counted.
    """
    sizes = np.array([len(hashes) for hashes in texts], dtype=np.int64)
    if not sizes.sum():
        return []
    hashes = np.concatenate(texts)
    owners = np.repeat(np.arange(len(texts), dtype=np.int64), sizes)
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))
    first = np.repeat(owners[starts], np.diff(np.concatenate((starts, [len(hashes)]))))
    keys = (first * len(texts) + owners)[first != owners]
    pairs, shared = np.unique(keys, return_counts=True)
    one, other = pairs // len(texts), pairs % len(texts)
    least = np.minimum(sizes[one], sizes[other])
    near = (shared >= LEAST) & (shared >= CONTAINED * least)
    return list(zip(one[near].tolist(), other[near].tolist(), strict=True))
