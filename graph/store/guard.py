"""Which SPARQL queries may be run: those that change nothing and call no other machine.

Two readings must agree, since Oxigraph's grammar is laxer than a lexer can follow ("SERVICE" may
stand right behind a number, or before a name). The lexer tells, with the line, what an honest
query does. What holds the letters "service" after that must still parse when a word of no meaning
takes their place: in a string, a name, a variable or a comment it does, and for a keyword it
does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from graph.errors import UsageError

_UPDATES = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
)
# How deep brackets may stand in each other: the recursion of a parser has an end, and at ours
# the whole process ends. No query that a person writes comes near it.
_DEPTH = 100
# The lexer of SPARQL 1.1 so far as to tell bare words from what only looks like them: comments,
# strings, IRIs, variables, language tags, prefixed names. It gives back nothing that it has taken
# (*+), and takes a string that does not end for one that does, so that no query takes it long.
_LEXEME = re.compile(
    r"""
    \#[^\r\n]*+
  | \"{3}(?:\"{0,2}(?:\\.|[^\"\\]))*+(?:\"{3})?+ | '{3}(?:'{0,2}(?:\\.|[^'\\]))*+(?:'{3})?+
  | "(?:\\.|[^"\\\r\n])*+"?+ | '(?:\\.|[^'\\\r\n])*+'?+
  | <(?:\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|[^<>"{}|^`\\\x00-\x20])*+>
  | [?$]\w++ | @[A-Za-z]++(?:-[A-Za-z0-9]++)*+
  | (?P<word>[^\W\d_][\w.-]*+)? (?P<local>:(?:(?:[\w:%]|\\.)(?:[\w.:%-]|\\.)*+)?+)
  | (?P<bare>[^\W\d_][\w.-]*+)
  | (?P<bracket>[(){}\[\]])
    """,
    re.VERBOSE | re.DOTALL,
)
_CALL = re.compile("service", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")


def check_query(sparql: str, require_parses: Callable[[str], None] | None = None) -> None:
    """Refuse a query that would change data or have this machine call another one.

    Parameters
    ----------
    sparql : str
    require_parses : callable, optional
        Raises a UsageError where a query does not parse, by the grammar of the engine that is
        going to answer; that of `pyoxigraph` if not given.

    Raises
    ------
    UsageError
        If the query holds a keyword of SPARQL Update, or SERVICE, outside of strings,
        comments and names; or if its brackets stand too deep in each other.
    """
    depth = 0
    for at, kind, text in lexemes(sparql):
        if kind == "bracket":
            depth += 1 if text in "({[" else -1
            if depth > _DEPTH:
                raise UsageError(
                    f"more than {_DEPTH} brackets in each other", _line(sparql, at),
                    "Simplify the query",
                )  # fmt: skip
        elif _CALL.search(text):
            raise _no_service(_line(sparql, at))
        elif kind == "bare" and (word := text.upper()) in _UPDATES:
            raise UsageError(
                f"{word} is refused: a built graph is read-only", _line(sparql, at),
                "Use SELECT, ASK, CONSTRUCT or DESCRIBE",
            )  # fmt: skip
    calls = len(_CALL.findall(sparql))
    if len(_CALL.findall(_ESCAPE.sub(_unescaped, sparql))) != calls:
        raise _no_service("query")
    if calls:
        (require_parses or _require_parses)(_masked(sparql))


def lexemes(sparql: str) -> Iterator[tuple[int, str, str]]:
    """Yield place, kind and text of each bracket, bare word and prefix of a name."""
    for match in _LEXEME.finditer(sparql):
        if match["bracket"] or match["word"]:
            kind = match.lastgroup if match["bracket"] else "prefix"
            yield match.start(), str(kind), match["bracket"] or match["word"]
        elif match["bare"]:
            for part in re.finditer(r"\w+", match["bare"]):
                yield match.start() + part.start(), "bare", part[0]


def _masked(sparql: str) -> str:
    """Return the query with a word that it does not hold wherever it says "service"."""
    for letter in "zqxjkwZQXJKW":
        if (word := letter * len("service")) not in sparql:
            return _CALL.sub(word, sparql)
    raise _no_service("query")


def _require_parses(sparql: str) -> None:
    from graph.store.query import parse_only

    parse_only(sparql)


def _unescaped(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number < 0x110000 else match[0]


def _line(sparql: str, at: int) -> str:
    return f"query, line {sparql.count(chr(10), 0, at) + 1}"


def _no_service(where: str) -> UsageError:
    return UsageError(
        "SERVICE is refused: a query may not call other machines", where, "Ask of the graph alone"
    )
