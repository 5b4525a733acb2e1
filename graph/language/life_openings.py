"""Sentences that open with where somebody comes from: "Nacida en Rosario, debutó en 1955".

They turn from the one named last to the person whom the whole text is about.
"""

from __future__ import annotations

from graph.language.annotations import Referent
from graph.language.antecedents import Focus
from graph.language.lexicon import Lexicon
from graph.language.syntax import Tree

_ENDINGS = {"m": "o", "f": "a"}
_CLITICS = ("se", "lo", "la", "le", "los", "las", "les", "ya", "no", "también")


def life_opening(tree: Tree, lexicon: Lexicon, start: int) -> int:
    """Return the verb behind an opening at token `start` whose subject is not told; else -1.

    Parameters
    ----------
    tree, lexicon
        The sentence and the words.
    start : int
        First word of a sentence.
    """
    if tree.low[start] not in lexicon.states.life_openings:
        return -1
    end = tree.bounds[tree.sentence[start]][1]
    for k in range(start + 1, end - 2):
        if tree.words[k] != ",":
            if tree.is_verb(k) and tree.is_finite(k):
                return -1
            continue
        v = k + 1
        while v < end - 1 and (tree.low[v] in _CLITICS or tree.dep[v] in ("aux", "aux:pass")):
            v += 1
        if tree.is_verb(v) and (tree.is_finite(v)):
            return v
    return -1


def whose_life(tree: Tree, referents: list[Referent], focus: Focus, start: int) -> int:
    """Return the person whom the text before token `start` is about, -1 where none stands out.

    Parameters
    ----------
    tree, referents, focus
        The sentence, and what was mentioned so far.
    start : int
        The opening word, whose ending tells the gender.
    """
    word = tree.low[start]
    gender = next((g for g, ending in _ENDINGS.items() if word.endswith(ending)), "")
    counts: dict[int, int] = {}
    for token, entity, _ in focus.seen:
        ref = referents[entity]
        if token < start and ref.type == "Person" and ref.named:
            if not gender or ref.gender in ("", gender):
                counts[entity] = counts.get(entity, 0) + 1
    ranked = sorted(counts, key=lambda e: (-counts[e], e))
    if not ranked or counts[ranked[0]] < 2:
        return -1
    if len(ranked) > 1 and counts[ranked[0]] == counts[ranked[1]]:
        return -1
    return ranked[0]
