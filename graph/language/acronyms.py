"""Which acronyms, syllabic names and names written short stand for which names."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence

from graph.identity import fold

PARTICLES = frozenset(
    {"de", "del", "la", "las", "los", "el", "y", "e", "von", "van", "da", "do", "dos", "di"}
)
_SILENT = PARTICLES | {"para", "por"}


def is_acronym(acronym: str, name: str) -> bool:
    """Return whether `acronym` has the initials of `name`, or syllables of it, in order.

    Parameters
    ----------
    acronym, name : str
        "Sedena" and "Secretaría de la Defensa Nacional", as written.
    """
    letters = [c for c in fold(acronym) if c.isalpha()]
    if len(letters) < 2 or not acronym[0].isupper() or " " in acronym:
        return False
    if "".join(letters) == initials(name):
        return True
    # Sedena, Conagua, Segob: syllables of the words, in order.
    flat = "".join(w for w in fold(name).split() if w not in PARTICLES)
    return letters[0] == flat[:1] and is_subsequence(letters, list(flat)) and len(letters) >= 3


def initials(name: str) -> str:
    """Return the first letters of the words of `name` that are no particles, folded."""
    return "".join(w[0] for w in fold(name).split() if w not in PARTICLES and w[0].isalpha())


def is_spelled(letters: str, words: list[str]) -> bool:
    """Return whether folded `letters` are the beginnings of folded `words`, in order.

    Each word gives one letter at least ("segalmex": seguridad alimentaria mexicana); particles
    may give none.
    """
    if not words or not letters:
        return not letters and all(w in _SILENT for w in words)
    word, rest = words[0], words[1:]
    if word in _SILENT and is_spelled(letters, rest):
        return True
    for n in range(1, min(len(word), len(letters)) + 1):
        if letters[n - 1] != word[n - 1]:
            return False
        if is_spelled(letters[n:], rest):
            return True
    return False


def spelt_out(name: str, short_names: Mapping[str, str]) -> str:
    """Return `name` with the words of `short_names` (folded) in full: "Mª", "Ma.", "Hdez".

    What is written is looked at: folded, "Mª" would be the surname Ma.
    """
    words = name.split()
    written = (fold(word.replace("ª", "a.").replace("º", "o.")) for word in words)
    found = (short_names.get(w) or short_names.get(w.rstrip(".,")) for w in written)
    return " ".join(full or word for full, word in zip(found, words, strict=True))


def is_subsequence(
    short: Sequence[str], full: Sequence[str], alike: Callable[[str, str], bool] = operator.eq
) -> bool:
    """Return whether the items of `short` stand in `full`, in that order, or what is `alike`."""
    rest = iter(full)
    return all(any(alike(a, b) for b in rest) for a in short)
