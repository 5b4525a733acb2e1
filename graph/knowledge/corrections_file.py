"""Reading ``corrections.toml``: what it may hold, and every slip named with its line."""

from __future__ import annotations

import datetime
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode

from graph.errors import CorrectionsError
from graph.knowledge.corrections import (
    KINDS,
    NO_CORRECTIONS,
    ClaimReference,
    Corrections,
    Kind,
    Reference,
    Rule,
    agreed,
)
from graph.model import ENTITY_TYPES
from graph.vocabulary import relations

CORRECTIONS = "corrections.toml"
"""The name of the file that a build looks for in its output folder."""

LARGEST = 16 * 2**20
"""The greatest size of the file, in bytes."""

_LONGEST = 500
_MEMORY = ("note", "by", "date")
_KEYS: dict[Kind, tuple[str, ...]] = {
    "same": ("entities",),
    "different": ("entities",),
    "rename": ("entity", "label", "keep"),
    "retype": ("entity", "type"),
    "drop": ("entity", "claim"),
    "alias": ("entity", "alias"),
    "sameAs": ("entity", "iri"),
}
_REFERENCE_KEYS = ("name", "document", "type", "every")
_CLAIM_KEYS = ("document", "subject", "relation", "object")
_NAMING = 'Write "a name" or { name = "a name", document = "its id" }'
_WIKIDATA_PAGE = re.compile(
    r"https?://(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/(?:Special:EntityPage/)?(.*)"
)
# Strings and comments, which may hold what looks like a header; the rest is looked at as it is.
_OPAQUE = re.compile(
    r'"""(?:\\.|[^\\])*?"""|' r"'''.*?'''|" r'"(?:\\.|[^"\\\n])*"|' r"'[^'\n]*'|" r"#[^\n]*",
    re.DOTALL,
)
_HEADER = re.compile(r"\s*\[\[\s*(\w+)\s*\]\]")
_KEY = re.compile(r"\s*([\w-]+)\s*=")
_AT_LINE = re.compile(r"at line (\d+)")


def load_corrections(path: Path) -> Corrections:
    """Read and check a file of corrections.

    Parameters
    ----------
    path : pathlib.Path
        A TOML file with the tables ``[[same]]``, ``[[different]]``, ``[[rename]]``,
        ``[[retype]]``, ``[[drop]]``, ``[[alias]]`` and ``[[sameAs]]``; README tells their keys.

    Returns
    -------
    Corrections
        The same for the same rules in any order. ``note``, ``by`` and ``date`` are checked and
        left out.

    Raises
    ------
    CorrectionsError
        If the file cannot be read or is no TOML, a key or type is unknown, a value has the
        wrong type, an IRI is none, or rules contradict each other; with file and line.
    """
    return read_corrections(_text(path), str(path))


def find_corrections(given: Path | None, output: Path) -> Corrections:
    """Return the corrections for a build into the folder `output`.

    Parameters
    ----------
    given : pathlib.Path or None
        The file that the user names; it must be there.
    output : pathlib.Path
        A ``corrections.toml`` in this folder counts where no file is named.

    Raises
    ------
    CorrectionsError
        As `load_corrections`.
    """
    if given is None:
        given = output / CORRECTIONS
        # A link to nowhere is a slip that would lose the corrections without a word.
        if not given.exists() and not given.is_symlink():
            return NO_CORRECTIONS
    return load_corrections(given)


def corrections_in(content: bytes, name: str) -> Corrections:
    """Return the corrections in the bytes of a file, which errors tell as `name`.

    Raises
    ------
    CorrectionsError
        As `load_corrections`.
    """
    return read_corrections(_decoded(content, name), name)


def read_corrections(text: str, name: str = CORRECTIONS) -> Corrections:
    """Return the corrections in `text`, which errors tell as the file `name`.

    Raises
    ------
    CorrectionsError
        As `load_corrections`.
    """
    data = _parsed(text, name)
    lines = _Lines(text, name)
    for kind, tables in data.items():
        if kind not in KINDS:
            todo = f"Allowed: {', '.join(f'[[{k}]]' for k in KINDS)}"
            raise CorrectionsError(f"unknown table {kind!r}", lines.first(kind), todo)
        if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
            todo = f"Write [[{kind}]] above each and its keys below"
            raise CorrectionsError(f"{kind} is no list of tables", lines.first(kind), todo)
    rules = [
        _rule(_Table(kind, number, table, lines))
        for kind in KINDS
        for number, table in enumerate(data.get(kind, ()))
    ]
    return agreed(sorted(rules, key=lambda rule: int(rule.place.rpartition(":")[2])))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            # A device or a mistaken file may have no end.
            content = file.read(LARGEST + 1)
    except OSError as error:
        what = f"cannot be read ({error.strerror or error})"
        raise CorrectionsError(
            what, str(path), "Check the path given with --corrections"
        ) from error
    except ValueError as error:  # a NUL in the path
        raise CorrectionsError("no path", ascii(str(path)), "Check --corrections") from error
    return _decoded(content, str(path))


def _decoded(content: bytes, name: str) -> str:
    if len(content) > LARGEST:
        raise CorrectionsError("larger than 16 MiB", name, "Give a file of corrections")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise CorrectionsError("not UTF-8", f"{name}:{line}", "Save the file as UTF-8") from error


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found else max(1, len(text.splitlines()))
        what = f"not TOML: {error}"
        raise CorrectionsError(what, f"{name}:{line}", "Mend the syntax there") from error
    except (ValueError, RecursionError) as error:
        # Python's own limits: a number of thousands of digits, brackets thousands deep.
        fault = "a number is too long" if isinstance(error, ValueError) else "nested too deep"
        what = f"not TOML that can be read ({fault})"
        raise CorrectionsError(what, name, "Shorten it: names and ids are all it needs") from error


class _Lines:
    """Where rules and their keys stand in the text, which the parser does not tell."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        shown = _OPAQUE.sub(lambda m: "\n" * m[0].count("\n"), text)
        self._lines = shown.split("\n")
        self._headers: dict[str, list[int]] = {}
        for number, line in enumerate(self._lines, 1):
            if header := _HEADER.match(line):
                self._headers.setdefault(header[1], []).append(number)

    def first(self, kind: str) -> str:
        """Return ``file:line`` of the first header or key with this name."""
        named = re.compile(rf"\s*\[{{0,2}}\s*{re.escape(kind)}\b")
        found = (n for n, line in enumerate(self._lines, 1) if named.match(line))
        return f"{self._name}:{next(found, 1)}"

    def of(self, kind: str, number: int, key: str = "") -> str:
        """Return ``file:line`` of a rule, or of a key in it."""
        headers = self._headers.get(kind, ())
        if number >= len(headers):  # an inline list of tables
            return self.first(kind)
        begin = headers[number]
        for line in range(begin, len(self._lines)) if key else ():
            if _HEADER.match(self._lines[line]):
                break
            if (found := _KEY.match(self._lines[line])) and found[1] == key:
                return f"{self._name}:{line + 1}"
        return f"{self._name}:{begin}"


@dataclass(frozen=True, slots=True)
class _Table:
    """One rule as TOML gives it."""

    kind: Kind
    number: int
    data: dict[str, Any]
    lines: _Lines

    def error(self, what: str, todo: str, key: str = "") -> CorrectionsError:
        return CorrectionsError(what, self.lines.of(self.kind, self.number, key), todo)


def _rule(table: _Table) -> Rule:
    kind, data = table.kind, table.data
    allowed = (*_KEYS[kind], *_MEMORY)
    for key in data:
        if key not in allowed:
            todo = f"Keys of [[{kind}]]: {', '.join(allowed)}"
            raise table.error(f"unknown key {key!r} in [[{kind}]]", todo, key)
    _check_memory(table)
    place = table.lines.of(kind, table.number)
    if kind in ("same", "different"):
        return Rule(kind, _entities(table), place=place)
    if kind == "drop" and ("claim" in data) == ("entity" in data):
        raise table.error("a [[drop]] needs an entity or a claim", "Give one of the two")
    if "claim" in data:
        return Rule(kind, claim=_claim(table), place=place)
    entity = _reference(table, data.get("entity"), "entity")
    keep = data.get("keep", True)
    if not isinstance(keep, bool):
        raise table.error("keep must be true or false", "Write it without quotes", "keep")
    values = _VALUES[kind](table) if kind in _VALUES else ()
    return Rule(kind, (entity,), values, keep=keep, place=place)


def _check_memory(table: _Table) -> None:
    for key in _MEMORY:
        value = table.data.get(key, "")
        if not isinstance(value, str) and not (key == "date" and isinstance(value, datetime.date)):
            form = "date = 2026-01-12" if key == "date" else f'{key} = "…"'
            raise table.error(f"{key} has the wrong type", f"Write {form}", key)


def _entities(table: _Table) -> tuple[Reference, ...]:
    given = table.data.get("entities")
    if not isinstance(given, list):
        todo = 'Write entities = ["one name", "another"]'
        raise table.error("entities must be a list of names", todo, "entities")
    found = [_reference(table, item, "entities") for item in given]
    alone = table.kind == "same" and any(reference.every for reference in found)
    if len(found) < (1 if alone else 2):
        todo = f"[[{table.kind}]] needs two entities or more"
        raise table.error(f"entities has {len(found)}", todo, "entities")
    keys = Counter(reference.key for reference in found)
    for reference in found:
        if keys[reference.key] > 1:
            todo = "Leave one, or tell them apart with { name, document }"
            raise table.error(f"entities repeats {reference}", todo, "entities")
    return tuple(sorted(found))


def _reference(table: _Table, given: object, key: str) -> Reference:
    """Return what `given`, a name or a table, refers to."""
    if isinstance(given, str):
        given = {"name": given}
    if not isinstance(given, dict):
        raise table.error(f"{key} must name an entity", _NAMING, key)
    for inner in given:
        if inner not in _REFERENCE_KEYS:
            todo = f"Keys of a name: {', '.join(_REFERENCE_KEYS)}"
            raise table.error(f"unknown key {inner!r} in {key}", todo, key)
    fields = {inner: given.get(inner, "") for inner in ("name", "document", "type")}
    every = given.get("every", False)
    if not all(isinstance(v, str) for v in fields.values()) or not isinstance(every, bool):
        raise table.error(f"{key} must name an entity", _NAMING, key)
    if not fields["name"].strip():
        raise table.error(f"{key} has an empty name", _NAMING, key)
    if fields["type"] and fields["type"] not in ENTITY_TYPES:
        todo = f"Types: {', '.join(ENTITY_TYPES)}"
        raise table.error(f"unknown type {fields['type']!r}", todo, key)
    return Reference(fields["name"].strip(), fields["document"].strip(), fields["type"], every)


def _claim(table: _Table) -> ClaimReference:
    given = table.data["claim"]
    todo = f'Write claim = "its hash" or {{ {", ".join(f"{key} = …" for key in _CLAIM_KEYS)} }}'
    if isinstance(given, str) and given.strip():
        return ClaimReference(
            id=given.strip().strip("<>").rsplit("/", 1)[-1].removeprefix("claim:")
        )
    if not isinstance(given, dict) or set(given) != set(_CLAIM_KEYS):
        raise table.error("claim names no claim", todo, "claim")
    document, relation = given["document"], given["relation"]
    if not isinstance(document, str) or not isinstance(relation, str) or not document.strip():
        raise table.error("claim names no claim", todo, "claim")
    # An open relation is named by its lemma, which may be any word but not a blank.
    if not relation.strip() or (relation not in relations() and not relation.islower()):
        todo = "Use a name of docs/ontology.md, or the lemma of an open relation"
        raise table.error(f"unknown relation {relation!r}", todo, "claim")
    return ClaimReference(
        document=document.strip(),
        subject=_reference(table, given["subject"], "claim"),
        relation=relation,
        object=_reference(table, given["object"], "claim"),
    )


def _words(table: _Table, key: str) -> tuple[str, ...]:
    """Return the text or the texts of a key, each a name that can be written in a graph."""
    given = table.data.get(key)
    words = [given] if isinstance(given, str) else given
    if not isinstance(words, list) or not words or not all(isinstance(w, str) for w in words):
        raise table.error(f"{key} must be a text", f'Write {key} = "…"', key)
    for word in words:
        if not word.strip():
            raise table.error(f"{key} is empty", f'Write {key} = "…"', key)
        if len(word) > _LONGEST:
            what = f"{key} has {len(word)} characters"
            raise table.error(what, f"Give at most {_LONGEST}", key)
        bad = next(
            (
                c
                for c in word
                if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or c in "\ufffe\uffff"
            ),
            "",
        )
        if bad:
            what = f"{key} holds the character U+{ord(bad):04X}, which no name has"
            raise table.error(what, "Take it out", key)
    return tuple(sorted({" ".join(word.split()) for word in words}))


def _label(table: _Table) -> tuple[str, ...]:
    if not isinstance(table.data.get("label"), str):
        raise table.error("label must be a text", 'Write label = "…"', "label")
    return _words(table, "label")


def _type(table: _Table) -> tuple[str, ...]:
    given = table.data.get("type")
    if not isinstance(given, str) or given not in ENTITY_TYPES:
        what = f"unknown type {given!r}" if isinstance(given, str) else "type must be a text"
        raise table.error(what, f"Types: {', '.join(ENTITY_TYPES)}", "type")
    return (given,)


def _iris(table: _Table) -> tuple[str, ...]:
    return tuple(sorted({_iri(table, word) for word in _words(table, "iri")}))


def _iri(table: _Table, text: str) -> str:
    """Return an http(s) IRI; the address of a page of Wikidata becomes the IRI of its entity."""
    try:
        iri = NamedNode(text).value
    except ValueError:
        iri = ""
    if not re.match(r"https?://[^/?#]+", iri, re.IGNORECASE):
        todo = 'Write iri = "http://www.wikidata.org/entity/Q2868" or another http(s) IRI'
        raise table.error(f"{text!r} is no IRI", todo, "iri")
    if page := _WIKIDATA_PAGE.fullmatch(iri):
        if not re.fullmatch(r"Q[1-9][0-9]{0,11}", page[1]):
            todo = "It ends in Q and a number: http://www.wikidata.org/entity/Q2868"
            raise table.error(f"{text!r} names no entity of Wikidata", todo, "iri")
        return f"http://www.wikidata.org/entity/{page[1]}"
    return iri


_VALUES: dict[str, Callable[[_Table], tuple[str, ...]]] = {
    "rename": _label,
    "retype": _type,
    "alias": lambda table: _words(table, "alias"),
    "sameAs": _iris,
}
