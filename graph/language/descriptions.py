"""Descriptions: noun phrases without a proper name that stand for somebody or something."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc

from graph.language.annotations import Gender, Number, source_text
from graph.language.lexicon import Lexicon, NounEntry
from graph.language.syntax import Tree
from graph.model import EntityType

KIND_TYPES: dict[str, EntityType] = {
    "position": "Person",
    "counterpart": "Person",
    "title": "Person",
    "occupation": "Person",
    "person": "Person",
    "relative": "Person",
    "generic": "Person",
    "group": "Group",
    "organization": "Organization",
    "place": "Place",
    "work": "Work",
    "event": "NamedEvent",
}
_DEFINITE = frozenset(
    {
        "el",
        "la",
        "los",
        "las",
        "al",
        "del",
        "este",
        "esta",
        "estos",
        "estas",
        "ese",
        "esa",
        "esos",
        "esas",
        "dicho",
        "dicha",
        "dichos",
        "dichas",
        "su",
        "sus",
        "aquel",
        "aquella",
        "nuestro",
        "nuestra",
        "citado",
        "citada",
        "mismo",
        "misma",
    }
)
ANAPHORIC = frozenset(
    {
        "este",
        "esta",
        "ese",
        "esa",
        "dicho",
        "dicha",
        "estos",
        "estas",
        "esos",
        "esas",
        "dichos",
        "dichas",
        "citado",
        "citada",
        "mencionado",
        "mencionada",
    }
)
_OF_DETERMINER: dict[str, Gender] = {
    **dict.fromkeys(("el", "los", "un", "unos", "al", "del", "dicho", "ese", "aquel"), "m"),
    **dict.fromkeys(("la", "las", "una", "unas", "esta", "esa", "dicha", "aquella"), "f"),
}
_AFTER_PARTICIPLES = frozenset({"a", "al", "por", "desde", "hasta", "hacia"})
_NO_EPITHETS = frozenset({"no", "ya", "más", "menos", "muy"})
_AGENTS = ("ores", "oras", "istas", "antes", "ientes", "eros", "arios", "iegos")


@dataclass(frozen=True, slots=True)
class Description:
    """A noun phrase headed by a noun of the lexicon."""

    start: int
    end: int
    entry: NounEntry
    type: EntityType
    label: str
    determiner: str
    definite: bool
    number: Number
    gentilic: str
    complement: tuple[int, ...]
    named: bool = False
    gender: Gender = ""

    @property
    def plural_anaphor(self) -> bool:
        """Whether it may take up several persons together."""
        return self.definite and self.number == "p" and self.entry.kind in ("position", "generic")


def description_at(doc: Doc, lexicon: Lexicon, i: int) -> Description | None:
    """Return the description headed by token `i`, or None where it heads none."""
    tree: Tree = doc._.tree
    if not _heads_phrase(tree, i):
        return None
    start, determiner = _determiner(tree, i)
    if not determiner and any(tree.dep[k] == "cop" for k in tree.kids[i]):
        return None  # "es fundador de X" tells what somebody is, and mentions nobody
    entry, begin, end = _longest(tree, lexicon, i)
    entry = _in_context(tree, lexicon, i, entry, determiner)
    if entry is None:
        return None
    label_end, gentilic = _adjectives(tree, lexicon, i, end)
    complement = tuple(
        k
        for k in tree.kids[i]
        if k >= end
        and tree.dep[k] in ("nmod", "obl", "flat")
        and tree.cases(k) == "de"
        and "," not in tree.words[end:k]  # "la compañía, de capital vasco": told of it
        and not lexicon.is_time_noun(tree.lemma[k])  # "la mujer, de 22 años"
    )
    number: Number = "p" if entry.number == "p" or tree.morph[i].get("Number") == "Plur" else "s"
    kind = KIND_TYPES[entry.kind]
    body = _named_body(doc, lexicon, i, label_end) if entry.kind == "organization" else 0
    label = source_text(doc, i, body) if body else source_text(doc, begin, label_end).lower()
    return Description(
        start=min(start, begin),
        end=label_end,
        entry=entry,
        type="Group" if kind == "Person" and number == "p" else kind,
        label=" ".join(label.split()),
        determiner=determiner,
        definite=determiner in _DEFINITE,
        number=number,
        gentilic=gentilic,
        complement=complement,
        named=bool(body),
        gender=gender_of(tree, i, entry, determiner),
    )


def gender_of(tree: Tree, i: int, entry: NounEntry, determiner: str) -> Gender:
    """Return the gender that the noun at `i` gives its referent, "" for none.

    The article tells it for nouns of one form ("la fiscal", "el juez"); a noun whose gender
    says nothing of the sex ("la víctima") gives a person none.
    """
    gender: Gender = "f" if tree.morph[i].get("Gender") == "Fem" else ""
    if tree.morph[i].get("Gender") == "Masc":
        gender = "m"
    said = _OF_DETERMINER.get(determiner, "")
    if KIND_TYPES[entry.kind] == "Person" and entry.epicene:
        return ""
    if KIND_TYPES[entry.kind] == "Person" and not said:
        return entry.gender  # a bare "feminicida", "artista" may be either
    return said or entry.gender or gender


def _heads_phrase(tree: Tree, i: int) -> bool:
    """Whether token `i` can head a noun phrase here, and is not part of another word's."""
    if tree.pos[i] in ("VERB", "AUX", "ADV", "DET") or tree.dep[i] == "fixed":
        return False
    if tree.pos[i] == "ADJ" and tree.dep[i] in ("amod", "acl", "flat"):
        return _has_determiner(tree, i)
    return not (tree.words[i][:1].isupper() and tree.pos[i] == "PROPN" and tree.dep[i] == "flat")


def _longest(tree: Tree, lexicon: Lexicon, i: int) -> tuple[NounEntry | None, int, int]:
    """Return the longest listed noun at `i` ("jefe de Estado"), where it begins and ends.

    An adjective before the noun may belong to it: "primer ministro", "alto cargo".
    """
    limit = tree.bounds[tree.sentence[i]][1]
    first = i - 1 if i and tree.head[i - 1] == i and tree.pos[i - 1] == "ADJ" else i
    for begin, end in ((first, i + 1), (i, i + 3), (i, i + 2)):
        if end - begin < 2 or end > limit or not lexicon.opens_longer_noun(tree.low[begin]):
            continue
        longer = lexicon.noun(" ".join(tree.low[begin:end]))
        if longer is not None:
            # "El proyecto de Ley de Aguas" is the bill of that name.
            last = end - 1
            if last == i or not _opens_work(tree, lexicon, last):
                return longer, begin, end
    one = lexicon.noun(tree.low[i]) or _inhabitant(tree, lexicon, i) or _agent(tree, i)
    return one, i, i + 1


def _opens_work(tree: Tree, lexicon: Lexicon, k: int) -> bool:
    return tree.words[k][:1].isupper() and lexicon.head_type(tree.low[k]) == "Work"


def _in_context(
    tree: Tree, lexicon: Lexicon, i: int, entry: NounEntry | None, determiner: str
) -> NounEntry | None:
    """Return what the noun stands for in its phrase, None for nothing.

    A rank without a name is a person; what names a trade and a firm is the firm with a
    feminine article ("la constructora"); some nouns take part only where they act.
    """
    if entry is None:
        return None
    low = tree.low[i]
    if entry.kind == "title":
        known = bool(determiner) and (lexicon.is_rank(low) or lexicon.is_rank(entry.lemma))
        return replace(entry, kind="occupation") if known else None
    if entry.number == "s" and _OF_DETERMINER.get(determiner) == "f":
        entry = lexicon.body_noun(low) or entry
    if lexicon.stands_only_acting(entry.lemma) and not _acts(tree, i):
        return None
    return entry


def _acts(tree: Tree, i: int) -> bool:
    """Whether the noun is a subject, or bears the personal *a*."""
    return tree.dep[i] == "nsubj" or (
        tree.cases(i) == "a" and tree.dep[i] in ("obj", "iobj", "obl")
    )


def _determiner(tree: Tree, i: int) -> tuple[int, str]:
    """Return where the phrase of `i` begins and its determiner, "" for none."""
    start, determiner = i, ""
    for k in tree.kids[i]:
        if k < i and tree.dep[k] in ("det", "nummod") and k >= i - 4:
            start = min(start, k)
            determiner = determiner or tree.low[k]
        elif k < i and tree.low[k] in ANAPHORIC | {"ambos", "ambas"}:
            start, determiner = min(start, k), tree.low[k]
    if not determiner:
        return _before_epithets(tree, i, start)
    return start, determiner


def _before_epithets(tree: Tree, i: int, start: int) -> tuple[int, str]:
    """Return the article of "al hoy exdirector", "del antiguo regidor", contracted or far off."""
    k = i - 1
    while k > max(i - 3, 0) and tree.pos[k] in ("ADJ", "ADV") and tree.low[k] not in _NO_EPITHETS:
        k -= 1
    if k < 0 or k == i - 1 and tree.low[k] not in ("al", "del") and tree.pos[k] != "DET":
        return start, ""
    if tree.low[k] in ("al", "del", "el", "la"):
        own = tree.low[k] in ("el", "la")  # a contracted one belongs to the preposition
        return min(start, k if own else k + 1), "la" if tree.low[k] == "la" else "el"
    return start, ""


def _adjectives(tree: Tree, lexicon: Lexicon, i: int, end: int) -> tuple[int, str]:
    """Return where up to two adjectives after the noun end, and the place of a demonym there."""
    at, gentilic = end, ""
    while at < tree.n and tree.head[at] == i and tree.dep[at] == "amod" and at - end < 2:
        followed = any(k > at and tree.dep[k] in ("obl", "advmod", "advcl") for k in tree.kids[at])
        followed = followed or at + 1 < tree.n and tree.low[at + 1] in _AFTER_PARTICIPLES
        if followed and lexicon.is_participle(tree.low[at]):
            break  # "los vecinos llegados de Perú": told of them, no part of the phrase
        gentilic = lexicon.demonyms.get(tree.low[at], gentilic)
        at += 1
    return at, gentilic


def _inhabitant(tree: Tree, lexicon: Lexicon, i: int) -> NounEntry | None:
    """Read "el tabasqueño", "la panista" as a person: an article and no noun of its own."""
    low = tree.low[i]
    if not _tells_origin(lexicon, low) or tree.dep[i] in ("amod", "flat"):
        return None
    if tree.morph[i].get("Number") == "Plur":
        roles = ("nsubj", "obj", "iobj", "obl", "nmod", "conj", "appos")
        return NounEntry("group", low, "", "p") if tree.dep[i] in roles else None
    if tree.low[i - 1] not in ("el", "la", "al", "del") or i == 0:
        return None
    return NounEntry(
        "generic", low, "f" if low.endswith("a") else "m" if low.endswith("o") else "", "s"
    )


def _tells_origin(lexicon: Lexicon, low: str) -> bool:
    """Whether a word tells where, or of what party, somebody is."""
    return low in lexicon.demonyms or low.removeprefix("ex") in lexicon.affiliations


def _agent(tree: Tree, i: int) -> NounEntry | None:
    """Read a noun made with a suffix of agents as people: "los cocaleros", "a unos captores".

    The suffix alone tells little ("motores"); it counts where the noun acts or bears the
    personal *a*.
    """
    low = tree.low[i]
    if tree.pos[i] != "NOUN" or not low.endswith(_AGENTS) or len(low) < 6:
        return None
    if not _acts(tree, i):
        return None
    return NounEntry("group", tree.lemma[i], "", "p")


def _named_body(doc: Doc, lexicon: Lexicon, i: int, end: int) -> int:
    """Return where "alcaldía de Bucaramanga" ends: a public body named by its place; else 0."""
    tree: Tree = doc._.tree
    if (
        lexicon.head_type(tree.low[i]) != "Organization"
        or end >= tree.n
        or tree.low[end] not in ("de", "del")
    ):
        return 0
    k = end + 1
    while k < tree.n and tree.low[k] in ("la", "el", "los", "las"):
        k += 1
    for m in doc._.mentions:
        if m.start == k and m.kind == "name" and m.type == "Place":
            return int(m.end)
    return 0


def _has_determiner(tree: Tree, i: int) -> bool:
    return any(tree.dep[k] == "det" and k < i for k in tree.kids[i])
