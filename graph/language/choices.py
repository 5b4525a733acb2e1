"""The choice of an antecedent, and the descriptions that point beside somebody."""

from __future__ import annotations

from graph.language.annotations import NounMention, Referent
from graph.language.descriptions import Description
from graph.language.salience import Salience, Seen

# (referent, reason); (-1, "") for somebody new, (-1, reason) for one of several as good.
Choice = tuple[int, str]
NEW: Choice = (-1, "")
_ENOUGH, _TIE = 0.8, 0.08
_TOLD = 1.5  # from here on a score says that the text told of the referent what the noun says
_SUBJECT = 3.0  # the weight of a mention from which on it is a subject
_BESIDE = 8  # the sentences back in which somebody beside another may have been named
_ALLUDED = 2  # and one to whom somebody alluded


def differ(found: Description, ref: Referent) -> bool:
    """Whether the description and the referent differ in gender."""
    return bool(found.gender and ref.gender and found.gender != ref.gender)


def best(ranked: list[tuple[float, int]], why: str) -> Choice:
    """Return the best of (score, referent): nobody where none is good, or two are as good."""
    ranked.sort(key=lambda x: (-x[0], x[1]))
    if not ranked or ranked[0][0] < _ENOUGH:
        return NEW
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _TIE:
        return -1, "several as good"
    return ranked[0][1], why if ranked[0][0] >= _TOLD else f"likely {why}"


def other(
    salience: Salience, mentions: list[NounMention], found: Description, barred: frozenset[int]
) -> Choice:
    """Read "su rival": the person most told of beside the one to whom "su" points."""
    if found.type != "Person" or found.complement or found.gentilic:
        return NEW
    after = salience.tree.low[found.end] if found.end < salience.tree.n else ""
    if after in ("de", "del", "en"):
        return NEW  # which one it is follows
    owners = {m.entity for m in mentions if m.start == found.start and m.kind == "pronoun"}
    ranked = [
        (salience.of(entity, rank) + 1.0, entity)
        for rank, entity in enumerate(salience.recent(_BESIDE))
        if (ref := salience.referents[entity]).named
        and ref.type == "Person"
        and entity not in barred | owners
        and not differ(found, ref)
    ]
    return best(ranked, f"other «{found.label}»")


def alluded(salience: Salience, seen: Seen, found: Description, barred: frozenset[int]) -> Choice:
    """Read "el aludido": who was named last, and not as a subject."""
    sentence = salience.tree.sentence
    here, last = sentence[salience.at], -1
    acting: set[int] = set()
    for token, entity, weight in reversed(seen):
        if here - sentence[token] > _ALLUDED:
            break
        ref = salience.referents[entity]
        if ref.type != "Person" or not ref.named or differ(found, ref):
            continue
        if sentence[token] == here - 1 and weight >= _SUBJECT:
            acting.add(entity)
        elif last < 0 and entity not in acting:
            last = entity
    if last < 0 and len(acting) == 1:
        last = acting.pop()
    if last < 0 or last in acting or last in barred:
        return NEW
    return last, f"likely description «{found.label}»"
