"""The words of ``roles.toml``: lists for posts and members, and where posts are held."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
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
_FOLDED = MappingProxyType({"folded": True})


@dataclass(frozen=True, slots=True)
class HeldIn:
    """Where a kind of post is held: first words of bodies, kinds of places, folded.

    ``far`` allows a body that was named any number of sentences before.
    """

    heads: frozenset[str]
    places: frozenset[str]
    far: bool


@dataclass(frozen=True)
class RoleWords:
    """The words of ``roles.toml``: each list by its key, ``folded`` ones without accents.

    ``same_bodies`` holds the names of one body, ``held`` where a kind of post is held.
    """

    same_bodies: tuple[frozenset[str], ...]
    held: dict[str, HeldIn]
    portfolio_posts: frozenset[str]
    bare_portfolio_posts: frozenset[str]
    portfolios: frozenset[str]
    members: frozenset[str]
    measures: frozenset[str]
    generic_posts: frozenset[str]
    loose_posts: frozenset[str]
    others: frozenset[str]
    alluded: frozenset[str]
    bench: frozenset[str]
    generic_bodies: frozenset[str] = field(metadata=_FOLDED)
    private_bodies: frozenset[str]
    guild_heads: frozenset[str] = field(metadata=_FOLDED)
    team_words: frozenset[str] = field(metadata=_FOLDED)
    spokespersons: frozenset[str]
    heads_of_state: frozenset[str]
    cabinet: frozenset[str]
    boards: frozenset[str]
    for_places: frozenset[str]
    press: frozenset[str]
    administrative: frozenset[str]
    premises: frozenset[str]
    time_nouns: frozenset[str]
    impersonal_verbs: frozenset[str]
    vague: frozenset[str] = field(metadata=_FOLDED)
    joined_heads: frozenset[str]
    movement_heads: frozenset[str]
    impersonal_heads: frozenset[str]
    inner_heads: frozenset[str]
    governments: frozenset[str]
    alliances: frozenset[str]
    players: frozenset[str]
    staff: frozenset[str]
    own_people: frozenset[str]
    whole_body: frozenset[str]
    locals: frozenset[str]
    residents: frozenset[str]
    candidacies: frozenset[str]
    peers: frozenset[str]
    joined: frozenset[str]
    stationed: frozenset[str]
    naming_verbs: frozenset[str]
    climbed: frozenset[str]
    organs: frozenset[str]
    papers: frozenset[str]
    personal_posts: frozenset[str]
    offices: frozenset[str]
    seats: frozenset[str]
    chambers: frozenset[str] = field(metadata=_FOLDED)
    authored: frozenset[str]
    stances: frozenset[str]
    joint_work: frozenset[str]
    dying: frozenset[str]
    taking: frozenset[str]
    denying: frozenset[str]
    protesting: frozenset[str]
    ousters: frozenset[str]


def load_roles(path: Path) -> RoleWords:
    """Read and check ``roles.toml``.

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
    lists = {f.name: f for f in fields(RoleWords) if f.name not in ("same_bodies", "held")}
    found = check_lists(data, (*lists, "same_bodies"), path)
    words = {
        key: frozenset(map(fold, found.get(key, ())))
        if list_.metadata.get("folded")
        else frozenset(found.get(key, ()))
        for key, list_ in lists.items()
    }
    same_bodies = tuple(frozenset(map(fold, group)) for group in groups)
    return RoleWords(same_bodies=same_bodies, held=held, **words)


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
