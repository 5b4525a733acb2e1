"""Hand-checked trees of the sentences that the rule tests use, so that these need no model.

``trees.conllu`` has them in CoNLL-U (Universal Dependencies). A test names its text in
plain Spanish; the words are cut as the program cuts them, and each sentence is looked up by
its words. To add one, let the pipeline at hand draft it, correct it, and paste it in::

    python -m tests.gold.trees "Irán no atacó a Israel."
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graph.language import models
from graph.language.text import make_doc
from graph.model import Document
from graph.pipeline import SpanishReader

TREES = Path(__file__).parent / "trees.conllu"
_COLUMNS = 10


class TreeError(ValueError):
    """The treebank is malformed, or has no tree for a sentence."""


@dataclass(frozen=True, slots=True)
class Row:
    """One word of a tree; ``head`` counts from 0, and a root is its own head."""

    word: str
    lemma: str
    pos: str
    morph: str
    head: int
    dep: str


def parse_trees(text: str, where: str = "trees") -> dict[tuple[str, ...], list[Row]]:
    """Return the trees of CoNLL-U `text` by their words.

    Raises
    ------
    TreeError
        For a line without ten columns, words out of number, a head outside the sentence,
        no root or two, a circle, or a sentence given twice.
    """
    trees: dict[tuple[str, ...], list[Row]] = {}
    block: list[tuple[int, str]] = []
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if line and not line.startswith("#"):
            block.append((number, line))
        elif not line and block:
            rows = [_row(f"{where}:{n}", k, cells) for k, (n, cells) in enumerate(block)]
            at = f"{where}:{block[0][0]}"
            _check_tree(at, rows)
            words = tuple(row.word for row in rows)
            if words in trees:
                raise TreeError(f"{at}: this sentence is given twice")
            trees[words] = rows
            block = []
    return trees


def _row(where: str, k: int, line: str) -> Row:
    cells = line.split("\t")
    if len(cells) != _COLUMNS:
        raise TreeError(f"{where}: {len(cells)} columns, not {_COLUMNS}")
    number, word, lemma, pos, _, morph, head, dep, _, _ = cells
    if number != str(k + 1):
        raise TreeError(f"{where}: word {number} where {k + 1} should stand")
    if not head.isdigit():
        raise TreeError(f"{where}: the head {head!r} is no number")
    return Row(
        word, lemma, pos, "" if morph == "_" else morph, int(head) - 1 if head != "0" else k, dep
    )


def _check_tree(where: str, rows: list[Row]) -> None:
    if any(row.head >= len(rows) for row in rows):
        raise TreeError(f"{where}: a head stands outside the sentence")
    roots = [k for k, row in enumerate(rows) if row.head == k]
    if len(roots) != 1 or rows[roots[0]].dep != "ROOT":
        raise TreeError(f"{where}: a tree has one word with head 0 and label ROOT")
    for k in range(len(rows)):
        seen, at = {k}, k
        while rows[at].head != at:
            at = rows[at].head
            if at in seen:
                raise TreeError(f"{where}: the heads go in a circle")
            seen.add(at)


@lru_cache(maxsize=1)
def _treebank() -> dict[tuple[str, ...], list[Row]]:
    return parse_trees(TREES.read_text(encoding="utf-8"), TREES.name)


@lru_cache(maxsize=1)
def _tokenizer() -> Language:
    return spacy.blank("es")


def document(text: str, date: str | None = "2026-01-12") -> Document:
    """Return `text` as a Document."""
    return Document("nota", text, hashlib.sha256(text.encode()).hexdigest(), date=date)


def words_only(text: str) -> Doc:
    """Return the Doc of `text` before any tagging: what capitals and lists alone can judge."""
    return make_doc(_tokenizer(), document(text))


def parsed(text: str) -> Doc:
    """Return the Doc of `text` with the hand-checked tree of each sentence.

    Raises
    ------
    TreeError
        If a sentence has no tree.
    """
    plain = words_only(text)
    rows: list[Row] = []
    heads: list[int] = []
    for sentence in plain.sents:
        words = tuple(token.text for token in sentence)
        if words not in _treebank():
            raise TreeError(f"no tree in {TREES.name} for: {' '.join(words)}")
        heads += [len(rows) + row.head for row in _treebank()[words]]
        rows += _treebank()[words]
    doc = Doc(
        plain.vocab,
        words=[row.word for row in rows],
        spaces=[bool(token.whitespace_) for token in plain],
        lemmas=[row.lemma for row in rows],
        pos=[row.pos for row in rows],
        morphs=[row.morph for row in rows],
        heads=heads,
        deps=[row.dep for row in rows],
        sent_starts=[bool(token.is_sent_start) for token in plain],
    )
    for name in ("text", "date", "begins", "ends"):
        setattr(doc._, name, getattr(plain._, name))
    return doc


@lru_cache(maxsize=1)
def reader() -> SpanishReader:
    """Return the real pipeline, loaded once; only for tests marked ``model``."""
    return SpanishReader()


def through(doc: Doc, *stages: str) -> Doc:
    """Return `doc` after the named stages of the pipeline, given without ``hemero_``."""
    for stage in stages:
        doc = _stage(stage)(doc)
    return doc


@lru_cache(maxsize=16)
def _stage(name: str) -> Callable[[Doc], Doc]:
    return _tokenizer().create_pipe(f"hemero_{name}")


def token(doc: Doc, word: str) -> int:
    """Return the index of the one token `word`.

    Raises
    ------
    TreeError
        If it is missing or stands there twice.
    """
    found = [t.i for t in doc if t.text == word]
    if len(found) != 1:
        raise TreeError(f"{word!r} stands {len(found)} times in: {doc.text}")
    return found[0]


def draft(nlp: Language, text: str) -> str:
    """Return what the pipeline `nlp` makes of `text`, in CoNLL-U, for a person to correct."""
    out: list[str] = []
    for sentence in nlp(make_doc(nlp, document(text))).sents:
        out.append(f"# text = {sentence.text}")
        for t in sentence:
            inside = sentence.start <= t.head.i < sentence.end and t.head.i != t.i
            head = t.head.i - sentence.start + 1 if inside else 0
            dep = t.dep_ if inside else "ROOT"
            morph = str(t.morph) or "_"
            cells = (
                t.i - sentence.start + 1,
                t.text,
                t.lemma_,
                t.pos_,
                "_",
                morph,
                head,
                dep,
                "_",
                "_",
            )
            out.append("\t".join(map(str, cells)))
        out.append("")
    return "\n".join(out)


if __name__ == "__main__":
    print("\n".join(draft(models.load(), text) for text in sys.argv[1:]))
