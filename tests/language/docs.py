"""Docs written by hand, so that a test of a rule needs no model and shows its whole tree.

A sentence is a table whose rows are parted by "|", and sentences are parted by "||"::

    Petro nsubj 2 | criticó=criticar ROOT 0 past | a case 4 | Maduro obj 2

Each row has the word (with its lemma after "=", where that is not the word in lower case),
its part of speech (left out where label, form or capital tell it), its label, the number of
its head in the sentence (0 for the root) and, for verbs, the form: past, pres, impf, fut, cond,
sub, imp, inf, ger, part, and "+pl" or "+1" for plural and first person.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

import graph.language.annotations  # noqa: F401  (registers the extensions)
from graph.language.annotations import NounMention, Referent, Relating
from graph.language.arguments import Arguments
from graph.language.conjugation import VerbForms, participles
from graph.language.frames import load_frames
from graph.language.lexicon import Lexicon, load_lexicon
from graph.language.matching import FrameMatcher
from graph.language.syntax import Tree
from graph.model import EntityType
from graph.vocabulary import relations
from tests.gold.trees import document, reader

_FINITE = "VerbForm=Fin|Mood=Ind|Number=Sing|Person=3|Tense="
_FORMS = {
    "past": f"{_FINITE}Past",
    "pres": f"{_FINITE}Pres",
    "impf": f"{_FINITE}Imp",
    "fut": f"{_FINITE}Fut",
    "cond": "VerbForm=Fin|Mood=Cnd|Number=Sing|Person=3",
    "sub": "VerbForm=Fin|Mood=Sub|Number=Sing|Person=3|Tense=Pres",
    "imp": "VerbForm=Fin|Mood=Imp|Number=Sing|Person=3",
    "inf": "VerbForm=Inf",
    "ger": "VerbForm=Ger",
    "part": "VerbForm=Part|Tense=Past|Number=Sing",
    "-": "",
}
_POS_OF_LABEL = {
    "det": "DET", "case": "ADP", "mark": "SCONJ", "cc": "CCONJ", "punct": "PUNCT", "amod": "ADJ",
    "advmod": "ADV", "aux": "AUX", "aux:pass": "AUX", "cop": "AUX", "nummod": "NUM",
    "expl": "PRON",
}  # fmt: skip
_PRONOUNS = frozenset(
    ("se", "me", "te", "nos", "os", "lo", "la", "los", "las", "le", "les", "que", "quien",
     "quienes", "quién", "cual", "donde", "él", "ella")
)  # fmt: skip
_CLOSING = frozenset({",", ".", ";", ":", ")", "?", "!", "”", "»"})
_OPENING = frozenset({"(", "¿", "¡", "“", "«"})


class TableError(ValueError):
    """A table that does not describe a tree."""


@dataclass(frozen=True, slots=True)
class Row:
    """One word of a table; ``head`` counts from 0 in the Doc, a root is its own head."""

    word: str
    lemma: str
    pos: str
    dep: str
    head: int
    morph: str


def rows_of(table: str) -> list[list[Row]]:
    """Return the rows of each sentence of `table`.

    Raises
    ------
    TableError
        For a row with too few or too many cells, a head outside its sentence, an unknown verb
        form, or a sentence without root.
    """
    out: list[list[Row]] = []
    before = 0
    for sentence in table.split("||"):
        lines = [line.split() for line in sentence.split("|") if line.strip()]
        rows = [_row(cells, k, before, len(lines)) for k, cells in enumerate(lines)]
        if not any(row.head == before + k for k, row in enumerate(rows)):
            raise TableError(f"no root in: {sentence.strip()}")
        out.append(rows)
        before += len(rows)
    return out


def _row(cells: list[str], k: int, before: int, count: int) -> Row:
    line = " ".join(cells)
    word, _, lemma = cells[0].partition("=")
    numbers = [n for n, cell in enumerate(cells) if n > 0 and cell.isdigit()]
    if len(numbers) != 1 or numbers[0] not in (2, 3) or len(cells) > numbers[0] + 2:
        raise TableError(f"a row is word [POS] label head [form], not: {line}")
    at = numbers[0]
    dep, head = cells[at - 1], int(cells[at])
    if head > count:
        raise TableError(f"head {head} of {count} words in: {line}")
    morph = _morph(cells[at + 1] if len(cells) > at + 1 else "-", line)
    pos = cells[1] if at == 3 else _pos(word, dep, morph)
    return Row(word, lemma or word.lower(), pos, dep, before + (head - 1 if head else k), morph)


def _pos(word: str, dep: str, morph: str) -> str:
    if dep in _POS_OF_LABEL:
        return _POS_OF_LABEL[dep]
    if word.lower() in _PRONOUNS:
        return "PRON"
    if "VerbForm" in morph:
        return "VERB"
    return "PROPN" if word[0].isupper() else "NOUN"


def _morph(form: str, line: str) -> str:
    name, *marks = form.split("+")
    if name not in _FORMS or set(marks) - {"pl", "1"}:
        raise TableError(f"unknown form {form!r} in: {line}")
    morph = _FORMS[name]
    if "pl" in marks:
        morph = morph.replace("Number=Sing", "Number=Plur") or "Number=Plur"
    return morph.replace("Person=3", "Person=1") if "1" in marks else morph


def doc_of(table: str, date: str | None = "2026-01-12") -> Doc:
    """Return the Doc of `table`, with the text and the offsets that `make_doc` would give it."""
    sentences = rows_of(table)
    rows = [row for sentence in sentences for row in sentence]
    starts = {sum(len(s) for s in sentences[:k]) for k in range(len(sentences))}
    spaces = [
        row.word not in _OPENING and after.word not in _CLOSING for row, after in pairwise(rows)
    ]
    doc = Doc(
        Vocab(),
        words=[row.word for row in rows],
        spaces=[*spaces, False],
        lemmas=[row.lemma for row in rows],
        pos=[row.pos for row in rows],
        morphs=[row.morph for row in rows],
        heads=[row.head for row in rows],
        deps=[row.dep for row in rows],
        sent_starts=[k in starts for k in range(len(rows))],
    )
    doc._.text, doc._.date = doc.text, date
    doc._.begins = [token.idx for token in doc]
    doc._.ends = [token.idx + len(token) for token in doc]
    return doc


def at(tree: Tree, word: str) -> int:
    """Return the index of the one token `word`.

    Raises
    ------
    TableError
        If it is missing or stands there twice.
    """
    found = [k for k, form in enumerate(tree.words) if form == word]
    if len(found) != 1:
        raise TableError(f"{word!r} stands {len(found)} times in: {' '.join(tree.words)}")
    return found[0]


def lexicon_with(frames: str, folder: Path) -> Lexicon:
    """Return the Spanish lexicon with no other frames than those of the TOML text `frames`.

    Parameters
    ----------
    frames : str
        Content of a file of ``frames/``.
    folder : pathlib.Path
        A folder of the test, where that file is written.
    """
    tomllib.loads(frames)  # a slip in a test's own table shows with its own message
    (folder / "frames").mkdir(exist_ok=True)
    (folder / "frames" / "test.toml").write_text(frames, encoding="utf-8")
    found = load_frames(folder, relations())
    verbs = sorted(found.infinitives())
    return replace(
        load_lexicon(),
        frames=found,
        verbs=VerbForms(verbs),
        participle_forms=frozenset(p for verb in verbs for p in participles(verb)),
    )


class Sentence:
    """A hand-made Doc with hand-made coreference, for laying frames on it.

    Parameters
    ----------
    table : str
        As `doc_of` takes it.
    lexicon : Lexicon
    who : dict[str, str]
        The word that heads each mention, with the type of its entity. ``"lo": "=Maduro"``
        makes a pronoun stand for another word's entity; ``"~verlo": "=Maduro"`` does so for the
        pronoun written onto a verb.
    """

    def __init__(self, table: str, lexicon: Lexicon, who: dict[str, str]) -> None:
        self.doc, self.lexicon, self.who = doc_of(table), lexicon, who
        self.tree = Tree(self.doc)
        self.referents: list[Referent] = []
        self.mentions: dict[int, NounMention] = {}
        by_word = {word: self._referent(word, kind) for word, kind in who.items() if kind[0] != "="}
        for word, kind in who.items():
            entity = by_word[kind[1:] if kind[0] == "=" else word]
            self._mention(word, entity)
        self.arguments = Arguments(self.tree, lexicon, self._kind_of, self._controller)

    def _referent(self, word: str, kind: str) -> int:
        self.referents.append(Referent(_type(kind), word, word[0].isupper()))
        return len(self.referents) - 1

    def _mention(self, word: str, entity: int) -> None:
        place = ~at(self.tree, word[1:]) if word[0] == "~" else at(self.tree, word)
        token = place if place >= 0 else ~place
        named = word[0].isupper() and self.tree.pos[token] == "PROPN"
        self.mentions[place] = NounMention(
            token, token + 1, token, "name" if named else "pronoun",
            self.referents[entity].type, word, entity=entity,
        )  # fmt: skip

    def _kind_of(self, token: int) -> tuple[str, bool]:
        mention = self.mentions.get(token)
        if mention is None or mention.kind not in ("name", "description"):
            return "", False
        return mention.type or "", mention.kind == "name"

    def _controller(self, verb: int) -> str:
        for lemma in self.lexicon.verb_lemmas(self.tree, verb):
            for frame in self.lexicon.frames.by_verb.get(lemma, ()):
                if frame.content or frame.control:
                    return frame.controller
        return "subject"

    def roles(self, verb: str) -> dict[str, list[str]]:
        """Return the words in each role of the verb, "~" before a verb for its pronoun."""
        return self._words(self.arguments.of_verb(at(self.tree, verb)))

    def roles_of_clause(self, verb: str) -> dict[str, list[str]]:
        """Return the words in each role of the clause that the verb governs."""
        return self._words(self.arguments.of_clause(at(self.tree, verb)))

    def roles_of_noun(self, noun: str) -> dict[str, list[str]]:
        """Return the words in each role of the noun."""
        return self._words(self.arguments.of_noun(at(self.tree, noun)))

    def _words(self, roles: dict[str, list[int]]) -> dict[str, list[str]]:
        words = self.tree.words
        return {
            role: [words[k] if k >= 0 else f"~{words[~k]}" for k in places]
            for role, places in roles.items()
            if places
        }

    def relatings(self) -> list[Relating]:
        """Return all that the lexicon's frames find."""
        matcher = FrameMatcher(
            self.tree, self.lexicon, self.arguments, self.mentions.get, self.referents
        )
        return list(matcher.find())

    def relations(self) -> list[str]:
        """Return what the frames find, as "Petro criticized Maduro", in the order of the text."""
        label = [r.label for r in self.referents]
        return [f"{label[r.subject]} {r.relation} {label[r.object]}" for r in self.relatings()]


def _type(kind: str) -> EntityType:
    types: dict[str, EntityType] = {
        "Person": "Person", "Organization": "Organization", "Place": "Place", "Group": "Group",
        "Work": "Work", "NamedEvent": "NamedEvent",
    }  # fmt: skip
    if kind not in types:
        raise TableError(f"no entity type: {kind!r}")
    return types[kind]


def told_in(text: str) -> list[str]:
    """Return what the real pipeline finds in `text`, as "Petro criticized Maduro", sorted.

    Only for tests marked ``model``. A claim that is denied or did not happen begins with "not".
    """
    reading = reader().read(document(text))
    label = {e.key: e.label for e in reading.entities}
    return sorted(
        ("" if (c.polarity, c.modality) == ("affirmed", "actual") else "not ")
        + f"{label[c.subject]} {c.relation} {label[c.object]}"
        for c in reading.claims
    )
