"""Which body or place a description takes up: "la dependencia", "la compañía", "el país"."""

from __future__ import annotations

from graph.identity import fold
from graph.language.annotations import Referent
from graph.language.body_kinds import BodyKinds
from graph.language.descriptions import ANAPHORIC, Description
from graph.language.lexicon import Lexicon
from graph.language.salience import Salience

_ENOUGH, _TIE = 0.6, 0.05
_SAME = 2.5  # from here on the text calls it by that noun
_OF_KIND, _OF_PEOPLE, _CALLED = 2.2, 1.8, 1.6  # by how surely the text tells its kind
_LOOSE = 1.2  # up to here nothing in the name tells that it is such a body
_CLOSE = 2  # the sentences back in which the only body may be meant by a noun of another kind
_KINDS = ("organization", "place", "group")
# Whose a company is does not become what is told of: "X, propiedad del fondo Y … la empresa".
_OWNER, _REACH = 2.0, 5
_OWNED = frozenset({"propiedad", "manos", "filial", "subsidiaria", "parte"})
_HELD_BY = ("controlad", "participad", "gestionad", "adquirid", "administrad", "perteneciente")


def body_of_description(
    lexicon: Lexicon,
    salience: Salience,
    found: Description,
    barred: frozenset[int],
    kinds: BodyKinds,
) -> tuple[int, str]:
    """Return (referent, reason) for a description of a body or place.

    Returns
    -------
    tuple
        (-1, "") where it brings in a new one, (-1, reason) where two are as good.
    """
    own = found.determiner in ("su", "sus") and found.type == "Organization"
    if found.complement or found.number == "p" or own or _is_numbered(salience, found):
        return -1, ""
    ranked: list[tuple[float, int]] = []
    rank = 0
    least = _LOOSE if _is_narrowed(salience, found) or found.gentilic else 0.0
    # "La gasera que recurrió" is another, "la empresa que dirige Rey" may be the one at hand.
    lemma = fold(found.entry.lemma)
    by_kind = lemma in lexicon.generic_bodies or not _is_narrowed(salience, found)
    # A museum or a hospital is a place, and acts.
    acts = bool(kinds.words.tells(lemma))
    types = ("Organization", found.type) if acts else (found.type,)
    for entity in salience.recent(40):
        ref = salience.referents[entity]
        if not ref.named or ref.type not in types or entity in barred:
            continue
        fit = _fit(lexicon, found, ref)
        if ref.type == "Organization" and by_kind:
            fit = _fit_of_kind(found, kinds, entity, fit)
        if found.gentilic:
            fit = _fit_of_land(lexicon, found, ref, kinds.lands(entity), fit)
        if fit > least:
            score = fit + salience.of(entity, rank)
            ranked.append((score - _OWNER * _is_owner(salience, entity), entity))
        rank += 1
    ranked.sort(key=lambda x: (-x[0], x[1]))
    if not ranked or ranked[0][0] < _ENOUGH:
        if found.gentilic:
            return -1, ""
        return _only_one(lexicon, salience, found, barred, kinds)
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _TIE:
        return -1, "several as good"
    return ranked[0][1], f"description «{found.label}»"


def _is_owner(salience: Salience, entity: int) -> bool:
    """Whether a body has been named once, as the one whose another is."""
    if salience.counts[entity] > 2:  # its name, and the noun beside it
        return False
    tree, at = salience.tree, salience.last[entity]
    for k in range(at - 1, max(at - _REACH, 0), -1):
        if tree.low[k] in ("de", "del", "por", "a") and k:
            return tree.low[k - 1] in _OWNED or tree.low[k - 1].startswith(_HELD_BY)
        if tree.words[k] == "," or tree.is_verb(k):
            return False
    return False


def _is_numbered(salience: Salience, found: Description) -> bool:
    """Whether a number right behind names it: "el Frente 28"."""
    return found.end < salience.tree.n and salience.tree.low[found.end].isdigit()


def _fit_of_kind(found: Description, kinds: BodyKinds, entity: int, fit: float) -> float:
    """Return how well a noun fits a body of the kind that the text tells, `fit` by its name."""
    told, sure = kinds.of(entity)
    words, lemma = kinds.words, fold(found.entry.lemma)
    if not (words.marks(lemma) or words.may_call(lemma)):
        lemma = lemma.split()[0]  # "la dependencia federal"
    tells, called, marks = words.tells(lemma), words.may_call(lemma), words.marks(lemma)
    if fit >= _SAME or not told or not (marks or called):
        return fit
    if told & tells:
        return max(fit, _OF_KIND if sure else _OF_PEOPLE)
    if told & called:
        return max(fit, _CALLED)
    return fit if told & marks else 0.0


def _fit_of_land(
    lexicon: Lexicon, found: Description, ref: Referent, beside: set[str], fit: float
) -> float:
    """Return how well "el club vasco" fits, `fit` by its noun: another land speaks against it.

    Of a place the text, or its name, has to tell it.
    """
    home = fold(found.gentilic)
    lands = beside | {o for o in ref.origins if not o.isdigit()}
    named = {fold(w) for name in ref.names for w in name.split() if lexicon.kinds_of(w)}
    if home in lands or home in named:
        return fit + 0.5
    foreign = "pais" in lexicon.kinds_of(found.gentilic) and any(
        "pais" in lexicon.kinds_of(land) for land in named
    )
    return 0.0 if lands or foreign or ref.type == "Place" else fit


def _is_narrowed(salience: Salience, found: Description) -> bool:
    """Whether a clause right after says which one is meant: "la empresa que fundó Jobs"."""
    return found.end < salience.tree.n and salience.tree.low[found.end] == "que"


def _only_one(
    lexicon: Lexicon,
    salience: Salience,
    found: Description,
    barred: frozenset[int],
    kinds: BodyKinds,
) -> tuple[int, str]:
    """Return the one body named just before whose name does not tell its kind: "la gasera"."""
    if found.type != "Organization" or found.determiner in ("su", "sus"):
        return -1, ""
    if _is_narrowed(salience, found):
        return -1, ""
    if found.entry.lemma not in lexicon.private_bodies:
        return -1, ""  # other bodies are called by their kind: "Policía", "Junta Electoral"
    close = [
        entity
        for entity in salience.recent(_CLOSE)
        if salience.referents[entity].named and salience.referents[entity].type == found.type
    ]
    opaque = [e for e in close if e not in barred and not kinds.of(e)[0]]
    opaque = [e for e in opaque if not _heads(lexicon, salience.referents[e])]
    if len(opaque) != 1:
        return -1, ""
    return opaque[0], f"likely description «{found.label}»"


def _fit(lexicon: Lexicon, found: Description, ref: Referent) -> float:
    """Return how well a named body or place answers to the noun of the description."""
    lemma = fold(found.entry.lemma)
    same = lexicon.equivalents(found.entry.lemma) | {lemma}
    heads = _heads(lexicon, ref)
    kinds = {kind for name in ref.names for kind in lexicon.kinds_of(name)}
    if lemma in lexicon.equivalents("club") - lexicon.generic_bodies:
        return _team_fit(lexicon, found, ref, heads, kinds)
    if lemma in kinds or lemma in heads or lemma in ref.posts:
        return 3.0
    loose = lemma in lexicon.generic_bodies or found.determiner in ANAPHORIC
    if heads & same or set(ref.posts) & same:
        return 2.5
    if lemma in lexicon.equivalents("sindicato"):
        return 2.0 if heads & lexicon.guild_heads else 0.0
    if not loose or found.type != "Organization":
        return 0.0
    firm = lemma in lexicon.equivalents("empresa")
    if not heads:
        return 1.2 if firm and not all(n.isupper() for n in ref.names) else 0.9
    # What is called by its kind ("Tribunal Supremo") is no company, but may be a body.
    return 0.0 if firm else 1.0


def _team_fit(
    lexicon: Lexicon, found: Description, ref: Referent, heads: set[str], kinds: set[str]
) -> float:
    """Return how well a named body answers to "el club", whose name seldom tells that it is one.

    "El equipo legal" is no team, and "Policía Nacional" no club, though it plays too.
    """
    lemma = fold(found.entry.lemma)
    if lemma in heads or any(set(fold(n).split()) & lexicon.team_words for n in ref.names):
        return 2.5
    if any(lexicon.body_noun(n.split()[0].lower()) for n in ref.names if n):
        return 0.0
    if heads:
        return 2.5 if heads & lexicon.equivalents("club") else 0.0
    if lemma in kinds or lemma in ref.posts:
        return 3.0
    if set(ref.posts) & lexicon.equivalents("club"):
        return 2.5
    alone = len(found.label.split()) == 1 and not all(n.isupper() for n in ref.names)
    return 1.0 if alone else 0.0


def _heads(lexicon: Lexicon, ref: Referent) -> set[str]:
    """Return the folded nouns that begin the names of `ref`, acronyms read out."""
    firsts = [n.split()[0] for n in ref.names if n]
    for name in ref.names:
        firsts += [reading.split()[0] for reading, _ in lexicon.acronyms.get(name, ())]
    nouns = ((w, lexicon.noun(w.lower())) for w in firsts)
    return {fold(w) for w, noun in nouns if noun is not None and noun.kind in _KINDS}
