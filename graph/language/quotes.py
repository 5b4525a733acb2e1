"""Where the quotations of a Doc stand."""

from __future__ import annotations

from spacy.tokens import Doc

from graph.language.syntax import Tree

# A quotation shorter than this is a borrowed word ("los «rateros»"), not speech.
_SHORTEST = 4


def quotations(doc: Doc, tree: Tree) -> list[tuple[int, int]]:
    """Return (first, last) token of each quotation, quote marks included.

    One that is never closed ends with its paragraph.
    """
    out: list[tuple[int, int]] = []
    opened = -1
    breaks = _paragraph_starts(doc)
    for i, word in enumerate(tree.words):
        if i in breaks and opened >= 0:
            out.append((opened, i - 1))
            opened = -1
        if word == '"':
            if opened < 0:
                opened = i
            else:
                out.append((opened, i))
                opened = -1
    if opened >= 0:
        out.append((opened, tree.n - 1))
    return [(a, b) for a, b in out if b - a - 1 >= _SHORTEST]


def _paragraph_starts(doc: Doc) -> set[int]:
    text, begins, ends = doc._.text, doc._.begins, doc._.ends
    return {
        i
        for i in range(1, len(begins))
        if "\n" in text[ends[i - 1] : begins[i]] or "\r" in text[ends[i - 1] : begins[i]]
    }
