"""The words of ``roles.toml``: lists for posts and members, and where posts are held."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import DataError
from graph.identity import fold
from graph.language.word_lists import (
    check_lists,
    check_table,
    check_words,
    key_place,
    read_toml,
)

_HELD_KEYS = ("posts", "heads", "places")
_ROLE_KEYS = (
    "portfolio_posts",
    "bare_portfolio_posts",
    "portfolios",
    "members",
    "measures",
    "generic_posts",
    "loose_posts",
    "others",
    "alluded",
    "bench",
    "generic_bodies",
    "private_bodies",
    "guild_heads",
    "team_words",
    "spokespersons",
    "heads_of_state",
    "cabinet",
    "boards",
    "for_places",
    "press",
    "same_bodies",
    "administrative",
    "premises",
    "time_nouns",
    "impersonal_verbs",
    "vague",
    "joined_heads",
    "movement_heads",
    "impersonal_heads",
    "inner_heads",
    "governments",
    "alliances",
    "players",
    "staff",
    "own_people",
    "whole_body",
    "locals",
    "residents",
    "candidacies",
    "peers",
    "joined",
    "stationed",
    "naming_verbs",
    "climbed",
    "organs",
    "papers",
    "personal_posts",
    "offices",
    "seats",
    "chambers",
    "authored",
    "stances",
    "joint_work",
    "dying",
    "taking",
    "denying",
    "protesting",
    "ousters",
)


@dataclass(frozen=True, slots=True)
class HeldIn:
    """Where a kind of post is held: first words of bodies, kinds of places, folded.

    ``far`` allows a body that was named any number of sentences before.
    """

    heads: frozenset[str]
    places: frozenset[str]
    far: bool


def load_roles(
    path: Path,
) -> tuple[dict[str, list[str]], list[list[str]], dict[str, HeldIn]]:
    """Return the lists of ``roles.toml``, the names of one body, and where posts are held.

    Raises
    ------
    DataError
        Naming file and line, where the file is missing or broken.
    """
    data = read_toml(path)
    held = _held(data.pop("held_in", []), path)
    same = data.pop("same_bodies", [])
    where = key_place(path, "same_bodies")
    if not isinstance(same, list):
        raise DataError("same_bodies must be a list of lists", where, 'Write [["…", "…"]]')
    groups = [check_words(group, "same_bodies", where) for group in same]
    return check_lists(data, _ROLE_KEYS, path), groups, held


def _held(rows: Any, path: Path) -> dict[str, HeldIn]:
    where = key_place(path, "held_in")
    if not isinstance(rows, list):
        raise DataError("held_in must be a list of tables", where, "Write [[held_in]]")
    out: dict[str, HeldIn] = {}
    for row in rows:
        far = isinstance(row, dict) and bool(row.pop("far", False))
        lists = check_lists(check_table(row, "held_in", path), _HELD_KEYS, path, "held_in")
        held = HeldIn(
            frozenset(fold(w) for w in lists.get("heads", ())),
            frozenset(fold(w) for w in lists.get("places", ())),
            far,
        )
        for post in lists.get("posts", ()):
            if out.setdefault(post, held) is not held:
                raise DataError(f"{post!r} stands in two tables", where, "Keep one of them")
    return out
