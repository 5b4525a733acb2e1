"""Nouns of action that the parser took into a preposition: "por orden de A", "en lugar de B"."""

from __future__ import annotations

from collections.abc import Iterator

from graph.language.arguments import Arguments, Roles
from graph.language.syntax import Tree


def phrases_at(
    tree: Tree, arguments: Arguments, i: int
) -> Iterator[tuple[str, Roles, int, list[int]]]:
    """Yield the phrases that verb `i` governs, or that stand before the noun phrase of `i`.

    Yields
    ------
    tuple
        The noun ("orden"), the roles that can be told of it, the token whose status and
        speaker hold, and the tokens of what the phrase governs.
    """
    if tree.is_verb(i):
        roles = arguments.of_verb(i)
        for role, tokens in roles.items():
            words = role.split()
            if len(words) == 3 and words[2] == "de":
                told: Roles = {"de": tokens, "clause-subject": roles.get("nsubj", [])}
                yield words[1].removesuffix("s"), told, i, tokens
    elif tree.is_nominal(i):
        words = tree.cases(i).split()
        if len(words) == 3 and words[0] == "en" and words[2] == "de":
            yield words[1], {"de": [i], "placed": arguments.placed(i)}, i, [i]
