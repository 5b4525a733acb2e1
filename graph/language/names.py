"""Proper names: where they begin and end, and what they name.

Boundaries come from capitals, particles and heads (`graph.language.name_spans`), types from a
weighing of evidence that is summed over the document (`graph.language.name_types`), because one
mention in ten may say plainly what the other nine leave open.
"""

from __future__ import annotations

from typing import Literal, cast

from spacy.language import Language
from spacy.tokens import Doc

from graph.language.annotations import NounMention, source_text
from graph.language.clause_subjects import free_predicates, hang_late_subjects, hang_subjects
from graph.language.compound_prepositions import (
    free_persons,
    hang_compound_prepositions,
    hang_owned_prepositions,
)
from graph.language.first_person import mark_first_persons, person_of_form
from graph.language.late_complements import hang_late_complements
from graph.language.lexicon import Lexicon, load_lexicon
from graph.language.name_joins import NameSpan
from graph.language.name_lists import head_counted_nouns, join_named_lists, join_names
from graph.language.name_spans import NameFinder, name_root
from graph.language.name_types import type_names
from graph.language.participle_lists import join_nouns, join_participles
from graph.language.semicolon_lists import join_lists
from graph.language.syntax import Tree
from graph.language.time_openings import free_subjects
from graph.model import EntityType

_SAINTS = frozenset({"san", "santa", "santo"})
# What may follow verb and name where the verb opens the sentence, and how long the name may be.
_OBJECT_WORDS = frozenset(
    {"a", "al", "el", "la", "los", "las", "un", "una", "su", "sus", "que", "contra", ":"}
)
_LONGEST_DOER = 6


def find_names(doc: Doc, lexicon: Lexicon) -> list[NounMention]:
    """Return the names of `doc` as mentions, typed by the whole document's evidence."""
    finder = NameFinder(doc, lexicon)
    titled = [s for s in (_without_title(doc, lexicon, s) for s in finder.find()) if s]
    spans = [s for s in (_without_office(doc, lexicon, s) for s in titled) if s]
    kinds = type_names(doc, lexicon, finder, spans)
    return [_mention(doc, lexicon, s, kind) for s, kind in zip(spans, kinds, strict=True)]


def _without_title(doc: Doc, lexicon: Lexicon, span: NameSpan) -> NameSpan | None:
    """Cut leading titles ("Presidenta Claudia Sheinbaum"); None where nothing is left."""
    tree: Tree = doc._.tree
    first = span.start
    while span.start < span.end and tree.low[span.start] not in _SAINTS:
        two = lexicon.noun(" ".join(tree.low[span.start : span.start + 2]))
        if two is not None and two.kind == "position" and span.end - span.start >= 2:
            span.start += 2
            continue
        if tree.low[span.start] not in lexicon.titles_low:
            break
        rest = span.end - span.start - 1
        if rest == 0 and _is_branch(tree, lexicon, span.start):
            break
        if rest == 0 or not span.known and tree.words[span.start + 1][:1].isupper():
            span.start += 1
            span.head = None
        else:
            break
    if span.start > first:  # "Secretario General de Gobierno" leaves a portfolio, no name
        while span.start < span.end and tree.low[span.start] in ("de", "del", "la", "el"):
            span.start += 1
        if span.end - span.start == 1 and tree.words[span.start] in lexicon.portfolios:
            return None
    if span.start >= span.end:
        return None
    if span.end - span.start == 1:
        word = tree.words[span.start]
        if len(word) < 2 or tree.low[span.start] in lexicon.names.lone_heads and not word.isupper():
            return None
    return span


def _is_branch(tree: Tree, lexicon: Lexicon, i: int) -> bool:
    """Whether a word that is also a trade names a body by its article: "el jefe del Ejecutivo"."""
    article = i > 0 and tree.low[i - 1] in ("el", "del", "al")
    return article and lexicon.head_type(tree.low[i]) == "Organization"


def _without_office(doc: Doc, lexicon: Lexicon, span: NameSpan) -> NameSpan | None:
    """Cut an office that is run for ("candidato a la Presidencia (de Chile)"); plurals of trades.

    None where nothing is left that names somebody.
    """
    tree: Tree = doc._.tree
    low, k = tree.low[span.start], span.start - 1
    if span.end - span.start == 1 and low not in lexicon.known_names:
        noun = lexicon.noun(low)
        plain = noun is not None and noun.kind in ("occupation", "person") and noun.number == "p"
        before = lexicon.noun(tree.low[k]) if k >= 0 else None
        named = before is not None and before.kind in ("place", "organization", "work", "event")
        named = named or k >= 0 and tree.low[k] in ("en", "de")
        if plain and not named and tree.words[span.start][1:].islower():
            return None  # "Personas privadas de libertad", and not "avenida Insurgentes"
    while k > 0 and tree.low[k] in ("el", "la", "a", "por", "de", "para"):
        k -= 1
    if low not in lexicon.names.elective_offices or tree.low[k] not in lexicon.names.race_words:
        return span
    cut = span.start + 1
    while cut < span.end and tree.low[cut] in ("de", "del", "la", "el"):
        cut += 1
    if cut >= span.end or tree.low[cut] in lexicon.names.lone_heads:
        return None
    return NameSpan(cut, span.end, core_end=span.end)


def _mention(doc: Doc, lexicon: Lexicon, span: NameSpan, kind: EntityType) -> NounMention:
    tree: Tree = doc._.tree
    first = tree.low[span.start]
    before = lexicon.noun(tree.low[span.start - 1]) if span.start else None
    after = tree.low[span.end] if span.end < tree.n else ""
    if (
        kind == "Place"
        and before is not None
        and before.kind == "place"
        and (before.number == "s" or after not in ("y", "e", ",", "o"))
        and tree.sentence[span.start - 1] == tree.sentence[span.start]
    ):
        # "mar Caribe", "islas Spratly", "hospital Juan María": the noun is part of the name.
        if (
            not lexicon.is_administrative(before.lemma)
            and not tree.words[span.start - 1][:1].isupper()
        ):
            span.start -= 1
    gender = lexicon.given.get(first, "") if kind == "Person" else lexicon.head_gender(first)
    return NounMention(
        start=span.start,
        end=span.end,
        root=name_root(tree, span.start, span.end),
        kind="name",
        type=kind,
        text=source_text(doc, span.start, span.core_end if span.core_end else span.end),
        gender=cast("Literal['m', 'f', '']", gender if gender in ("m", "f") else ""),
        number="s",
    )


@Language.factory(
    "hemero_names",
    assigns=["doc._.mentions", "doc._.tree"],
    requires=["token.pos", "token.dep", "doc.ents", "doc._.begins"],
)
def make_names(nlp: Language, name: str) -> NamesStage:
    """Return the component; it finds names and puts them on ``doc._.mentions``."""
    return NamesStage(load_lexicon(nlp.lang))


class NamesStage:
    """spaCy component: the tree and the proper names."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.tree`` and ``doc._.mentions``."""
        doc._.tree = Tree(doc)
        tree: Tree = doc._.tree
        tree.repair_verbs(lambda i: self._is_finite_verb(tree, i))
        tree.repair_sources(self.lexicon.speech_prepositions)
        hang_compound_prepositions(tree)
        hang_owned_prepositions(tree)
        hang_late_complements(tree)
        free_persons(tree, lambda i: self._is_person(tree.low[i]))
        join_participles(tree, self.lexicon.is_participle)
        join_nouns(tree)
        free_subjects(tree, self.lexicon.is_time_noun)
        mark_first_persons(tree, self.lexicon)
        doc._.mentions = find_names(doc, self.lexicon)
        doc._.tree.repair_names([m.root for m in doc._.mentions])
        head_counted_nouns(tree, self.lexicon)
        free_predicates(tree)
        people = [m for m in doc._.mentions if m.type == "Person"]
        doc._.tree.repair_subjects([(m.start, m.end, m.root) for m in people])
        hang_late_subjects(tree, self.lexicon, [(m.start, m.root) for m in people])
        bodies = [m for m in doc._.mentions if m.type in ("Person", "Organization")]
        join_names(tree, self.lexicon, [(m.start, m.end, m.root) for m in bodies])
        spans = [(m.start, m.end, m.root) for m in people]
        join_named_lists(tree, self.lexicon, spans)
        join_lists(tree, self.lexicon, spans)
        hang_subjects(tree, self.lexicon, {m.end - 1: m.root for m in doc._.mentions})
        return doc

    def _is_person(self, word: str) -> bool:
        """Whether `word` tells a person or a post."""
        entry = self.lexicon.noun(word)
        return entry is not None and entry.kind in ("person", "position", "title")

    def _is_finite_verb(self, tree: Tree, i: int) -> bool:
        """Whether token `i`, tagged as a noun, is a verb: a preterite, or a name in small letters.

        At the start of a sentence ("Piden CCOO a Amazon …") only forms that can be
        nothing else count, and those of the singular before a name and what the verb wants
        ("Pide Anaya a Meade …").
        """
        low, lexicon = tree.low[i], self.lexicon
        quoted = i > 0 and tree.words[i - 1] == '"'
        opens = (quoted or i == tree.bounds[tree.sentence[i]][0]) and tree.words[i].istitle()
        if not tree.words[i].islower() and not opens:
            return False
        if not opens and lexicon.is_verb_form(low) and _is_headline_verb(tree, i):
            return not lexicon.is_participle(low) and low not in lexicon.known_names
        if lexicon.noun(low) is not None or not lexicon.is_verb_form(low):
            return False
        if low.endswith("ó"):
            return True
        if tree.pos[i] == "ADJ":
            return self._takes_a_name(tree, i)
        if tree.pos[i] == "NOUN" and low.endswith(("a", "e")):
            # "Petro nombra a Sarabia": no noun stands so between a bare name and its object.
            return _is_between_names(tree, i)
        if tree.pos[i] != "PROPN" or low in lexicon.known_names or low in lexicon.given:
            return False
        if low in lexicon.surnames or low in lexicon.not_names:
            return False
        if opens and (quoted or low.endswith("mos")) and person_of_form(low):
            return True
        if opens and low.endswith(("a", "e")):
            return self._precedes_doer(tree, i)
        return low.endswith(("an", "en", "ron") if opens else ("a", "e", "an", "en", "ron"))

    def _takes_a_name(self, tree: Tree, i: int) -> bool:
        """Whether a seeming adjective is a verb between two names: "FARC felicita a AMLO"."""
        if i == 0 or i + 2 >= tree.n or tree.low[i + 1] not in ("a", "al"):
            return False
        low = tree.low[i]
        if not low.endswith(("a", "e")) or self.lexicon.is_participle(low):
            return False
        return tree.pos[i - 1] == "PROPN" and tree.words[i + 2][0].isupper()

    def _precedes_doer(self, tree: Tree, i: int) -> bool:
        """Whether a name and then an object follow: "Acusa PAN a …", "Rechaza Morena la …"."""
        end = min(i + _LONGEST_DOER, tree.bounds[tree.sentence[i]][1])
        k = i + 1
        while k < end and tree.words[k][0].isupper():
            k += 1
        return i + 1 < k < end and tree.low[k] in _OBJECT_WORDS


def _is_headline_verb(tree: Tree, i: int) -> bool:
    """Whether a present form stands between names in a sentence without a verb.

    "Odevia compra Lácteos del Sil", "Ana Lema visita Lima": no noun or adjective does.
    """
    first, end = tree.bounds[tree.sentence[i]]
    if not first < i < end - 1 or i - first > 4 or not tree.low[i].endswith(("a", "e")):
        return False
    if not tree.words[i + 1].istitle() or not all(
        tree.words[k].istitle() or tree.words[k].isupper() or tree.low[k] in ("de", "del")
        for k in range(first, i)
    ):
        return False
    return not any(tree.is_verb(k) and tree.is_finite(k) for k in range(first, end))


def _is_between_names(tree: Tree, i: int) -> bool:
    """Whether token `i` follows a name that opens the sentence, and "a" with a name follows."""
    first, end = tree.bounds[tree.sentence[i]]
    if not first < i < end - 2 or i - first > 3 or tree.low[i + 1] not in ("a", "al"):
        return False
    return all(tree.words[k].istitle() for k in range(first, i)) and tree.words[i + 2].istitle()
