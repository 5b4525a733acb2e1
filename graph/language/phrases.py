"""Nouns of action inside a preposition, as the parser reads them: "por orden de A"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.language.arguments import Arguments, Roles
from graph.language.syntax import Tree

# Words of the longest phrase that may open a clause before its verb.
_OPENING = 5


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun inside a preposition, and what can be told of it.

    ``noun`` is its form, ``case`` the last word of the phrase ("con"), ``held`` the tokens that
    the phrase governs, ``at`` the token whose status and speaker hold, ``doers`` who acts in the
    clause around it.
    """

    noun: str
    case: str
    at: int
    held: list[int]
    roles: Roles
    doers: list[int] = field(default_factory=list)


def phrases_at(tree: Tree, arguments: Arguments, i: int) -> Iterator[Phrase]:
    """Yield the phrases that verb `i` governs, or that stand before the noun phrase of `i`.

    "De acuerdo con A" is left out: it only names a source.
    """
    if tree.is_verb(i):
        roles = arguments.of_verb(i)
        doers = roles.get("nsubj", [])
        for role, held in roles.items():
            words = role.split()
            if len(words) == 3 and words[0] != "de":
                noun, case = words[1].removesuffix("s"), words[2]
                actor = "helped-subject" if words[0] == "con" else "clause-subject"
                yield Phrase(noun, case, i, held, {case: held, actor: doers}, doers)
        return
    words = tree.cases(i).split() if tree.is_nominal(i) else []
    if len(words) != 3 or words[0] == "de":
        return
    if words[0] == "en" and words[2] == "de":
        told: Roles = {"de": [i], "placed": arguments.placed(i)}
        yield Phrase(words[1], "de", i, [i], told)
    elif tree.is_nominal(tree.head[i]) and tree.head[i] < i:
        # "La Policía, en colaboración con B, capturó …"
        yield Phrase(words[1], words[2], tree.head[i], [i], {words[2]: [i]}, [tree.head[i]])


def calls_for_deed(tree: Tree, v: int) -> bool:
    """Whether "a" and an infinitive follow before the next verb: "llamó a B a votar"."""
    for k in range(v + 1, min(v + 12, tree.bounds[tree.sentence[v]][1] - 1)):
        if tree.words[k] in (";", ":", '"') or tree.is_verb(k) and tree.is_finite(k):
            return False
        after = k + 2 if tree.low[k + 1] == "no" and k + 2 < tree.n else k + 1
        if tree.low[k] == "a" and tree.morph[after].get("VerbForm") == "Inf":
            return True
    return False


def opening_before(tree: Tree, plain: list[str], v: int) -> tuple[int, tuple[str, ...]]:
    """Return the words that open a clause right before verb `v`, and where they begin.

    "Luz verde le dio A a B": clitics, auxiliaries and "no" may stand between. `plain` has the
    words with contractions undone. None where they are fewer than two, or more than a phrase.
    """
    end = v
    low = tree.bounds[tree.sentence[v]][0]
    while end > low and tree.head[end - 1] == v and tree.pos[end - 1] in ("PRON", "AUX", "ADV"):
        end -= 1
    start = end
    while start > max(low, end - _OPENING) and tree.pos[start - 1] != "PUNCT":
        start -= 1
    opens = start == low or tree.pos[start - 1] == "PUNCT"
    if not opens or end - start < 2 or tree.pos[end - 1] in ("ADP", "PUNCT"):
        return end, ()
    return start, tuple(plain[start:end])


def with_subject_behind(tree: Tree, roles: Roles) -> Roles:
    """Return the roles of a verb behind its own fixed words: "luz verde dio el Senado a B".

    The parser takes those words for the subject, and who acts for an object: it is the one
    without a preposition.
    """
    if roles.get("nsubj"):
        return roles
    doers = [t for t in roles.get("obj", []) if t >= 0 and not tree.cases(t)]
    others = [t for t in roles.get("obj", []) if t not in doers]
    dative = [t for t in others if t >= 0 and tree.cases(t) == "a"]
    return {**roles, "nsubj": doers, "obj": others, "a": [*roles.get("a", []), *dative]}
