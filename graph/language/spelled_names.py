"""Names whose reach an acronym in brackets tells: "Consejo de Ejidos a la presa Azul (CEPA)".

The letters are matched from the bracket backwards with the first letters of the words before
it (Schwartz & Hearst 2003); the name begins at the nearest capital that spells them all.
"""

from __future__ import annotations

from graph.identity import fold
from graph.language.name_words import ARTICLES, JOINERS, NameWords

_SMALL = ARTICLES | JOINERS | {"y", "e", "a", "en", "para", "por", "contra", "con", "sobre"}
# Words that may stand in the name without a letter of their own, and how far back to look.
_UNSPELLED = 2
_FARTHEST = 24


def spelled_names(words: NameWords) -> dict[int, int]:
    """Return the names that an acronym in brackets spells.

    Parameters
    ----------
    words : NameWords
        The words of one Doc.

    Returns
    -------
    dict of int to int
        Where each name begins, and where it ends: at its bracket.
    """
    tree = words.tree
    out: dict[int, int] = {}
    for bracket in range(1, tree.n - 2):
        if tree.words[bracket] != "(":
            continue
        letters = _letters(words, bracket + 1)
        start = _start_of(words, letters, bracket) if letters else -1
        if start >= 0:
            out[start] = bracket
    return out


def _letters(words: NameWords, k: int) -> str:
    """Return the letters of the acronym that fills the bracket opened before `k`, else ""."""
    tree = words.tree
    close = next((c for c in range(k + 1, min(k + 5, tree.n)) if tree.words[c] == ")"), 0)
    text = "".join(tree.words[k:close])
    letters = text.replace("-", "").replace(".", "")
    return fold(letters) if len(letters) > 2 and letters.isalpha() and letters.isupper() else ""


def _start_of(words: NameWords, letters: str, bracket: int) -> int:
    """Return the nearest capital before `bracket` from which the words spell `letters`, or -1."""
    tree = words.tree
    first = max(tree.bounds[tree.sentence[bracket]][0], bracket - _FARTHEST)
    initials: list[str] = []  # of the words from the bracket backwards
    capitals = 0
    for k in range(bracket - 1, first - 1, -1):
        low = tree.low[k]
        if low in _SMALL and not (words.cap[k] and k == first) or low == "-":
            continue
        if not low[:1].isalpha() or tree.is_verb(k) and not words.cap[k]:
            return -1
        initials += [fold(part)[0] for part in reversed(low.split("-")) if part[:1].isalpha()]
        capitals += words.cap[k]
        if len(initials) > len(letters) + _UNSPELLED:
            return -1
        if (
            words.cap[k]
            and initials[-1] == letters[0]
            and 3 * capitals >= 2 * len(initials)
            and _is_spelled(letters, initials[::-1])
        ):
            return k
    return -1


def _is_spelled(letters: str, initials: list[str]) -> bool:
    rest = iter(initials)
    return all(any(letter == initial for initial in rest) for letter in letters)
