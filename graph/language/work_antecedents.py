"""Which named law, plan or treaty a description takes up: "la norma", "el proyecto"."""

from __future__ import annotations

from graph.identity import fold
from graph.language.annotations import Referent
from graph.language.descriptions import Description
from graph.language.lexicon import Lexicon
from graph.language.salience import Salience

_WINDOW = 12
_TAKING_UP = frozenset(
    {"el", "la", "al", "del", "este", "esta", "ese", "esa", "dicho", "dicha"}
    | {"citado", "citada", "mencionado", "mencionada", "referido", "referida"}
)


def work_of_description(
    lexicon: Lexicon, salience: Salience, found: Description
) -> tuple[int, str]:
    """Return (referent, reason) for "la ley", "el acuerdo" behind the name of one.

    Parameters
    ----------
    lexicon : Lexicon
    salience : Salience
        Who and what has been named before.
    found : Description
        A description of a work.

    Returns
    -------
    tuple
        (-1, "") where the text has named no such work, or several.
    """
    if found.complement or found.number == "p" or found.determiner not in _TAKING_UP:
        return -1, ""
    # "La ley electoral", "el proyecto minero" say which one they are.
    if fold(found.label) not in (fold(found.entry.lemma), fold(found.entry.lemma.split()[0])):
        return -1, ""
    noun = fold(found.entry.lemma).split()[0]
    states = lexicon.states
    called = (
        (states.law_nouns, states.law_heads),
        (states.plan_nouns, states.plan_heads),
        (states.pact_nouns, states.pact_heads),
    )
    heads = {head for nouns, heads in called if noun in map(fold, nouns) for head in heads}
    if not heads:
        return -1, ""
    fits = [
        entity for entity in salience.recent(_WINDOW) if _is_such(salience.referents[entity], heads)
    ]
    return (fits[0], f"law or plan «{found.label}»") if len(fits) == 1 else (-1, "")


def _is_such(ref: Referent, heads: set[str]) -> bool:
    if not ref.named or ref.type != "Work":
        return False
    return any(fold(name).split()[0] in heads for name in (ref.label, *ref.names) if name)
