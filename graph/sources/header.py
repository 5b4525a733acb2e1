"""What stands before the article: a dated header line, or front matter between ``---`` lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graph.errors import SourceError
from graph.sources.dates import iso_day
from graph.sources.faults import brief
from graph.sources.fields import usual_column

_HEADER = re.compile(r"\A\s*date[ \t:]+(\d{4}-\d{2}-\d{2})\b[^\r\n]*(?:\r\n?|\n|\Z)\s*", re.I)
_FRONT = re.compile(
    r"\A---[ \t]*(?:\r\n?|\n)(.*?)(?:\r\n?|\n)---[ \t]*(?:(?:\r\n?|\n)\s*|\Z)", re.S
)
_FIELDS = ("title", "date", "url", "outlet", "language")
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_MAX_FRONT = 20_000
_MAX_REASON = 200
_MAX_DEPTH = 20
_MAX_HEADLINE = 220
_SENTENCE_END = re.compile(r"[.:;,][\"'”’»)]*$")
_MARKDOWN_HEADING = re.compile(r"#{1,3}[ \t]+")


@dataclass(frozen=True, slots=True)
class Header:
    """What is known of a document before its prose; ``body`` is where the prose begins."""

    body: int = 0
    title: str | None = None
    date: str | None = None
    url: str | None = None
    outlet: str | None = None
    language: str | None = None


def read_header(text: str, where: str) -> Header:
    """Read what stands before the article in `text`.

    Parameters
    ----------
    text : str
        The whole text.
    where : str
        The name of the file, for errors.

    Returns
    -------
    Header
        With ``body`` after a line ``date 2026-01-12 <caption of the photograph>`` or after
        front matter; 0 where there is neither. The title is that of the front matter, else
        a first line that reads like a headline.

    Raises
    ------
    SourceError
        If the front matter is not YAML, or a date does not exist.
    """
    if front := _FRONT.match(text):
        values = _front_matter(front[1], where)
        if values is not None:
            found = {name: _value(values, name) for name in _FIELDS}
            found["date"] = iso_day(found["date"], where)
            body = _skip_heading_mark(text, front.end())
            found["title"] = found["title"] or headline(text[body:])
            return Header(body=body, **found)
    if header := _HEADER.match(text):
        date = iso_day(header[1], where)
        return Header(body=header.end(), date=date, title=headline(text[header.end() :]))
    start = len(text) - len(text.lstrip())
    marked = _skip_heading_mark(text, start)
    return Header(body=marked if marked != start else 0, title=headline(text[marked:]))


def headline(prose: str) -> str | None:
    """Return the first line of `prose` if it reads like a headline.

    A headline is short, has no final full stop, and something follows it.
    """
    first, _, rest = prose.lstrip().partition("\n")
    first = " ".join(first.split())
    if not first or not rest.strip() or len(first) > _MAX_HEADLINE or _SENTENCE_END.search(first):
        return None
    return first


def _front_matter(block: str, where: str) -> dict[str, str] | None:
    """Return the plain values in `block`, None where it is prose between two rules."""
    import yaml

    if len(block) > _MAX_FRONT:
        return None
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        _require_simple(yaml.parse(block, Loader=loader), where)
        node = yaml.compose(block, Loader=loader)
    except yaml.reader.ReaderError as error:
        # The position is one of characters or of bytes, as the library was built.
        line = block.count("\n", 0, block.find(chr(error.character))) + 2
        what = f"the front matter is not YAML ({error.reason}: U+{error.character:04X})"
        raise SourceError(what, f"{where}:{line}", "Write it without that character") from error
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{where}:{mark.line + 2}" if mark is not None else where
        reason = str(getattr(error, "problem", None) or brief(error))[:_MAX_REASON]
        what = f"the front matter is not YAML ({reason})"
        raise SourceError(what, place, "Write `key: value`, one a line") from error
    if not isinstance(node, yaml.MappingNode):
        return None
    # As written: what YAML makes of a title like 10:30 or "no", or of a wrong date, is no text.
    return {
        key.value: "" if not value.style and value.value in _NULL else value.value
        for key, value in node.value
        if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode)
    }


def _require_simple(events: Iterable[Any], where: str) -> None:
    """Refuse YAML whose reading could take time or memory without end.

    Aliases stand for what was written elsewhere, and a few of them unfold to any size; what is
    nested deep takes the square of its depth.
    """
    import yaml

    depth = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            what = "the front matter has aliases (`*name`), which are not read"
            raise SourceError(what, where, "Write each value out")
        if depth > _MAX_DEPTH:
            what = "the front matter is nested too deep"
            raise SourceError(what, where, "Write `key: value`, one a line")


def _value(values: dict[str, str], field: str) -> str | None:
    """Return the first value with one of the names of `field` that is not empty."""
    plain = {key: " ".join(value.split()) for key, value in values.items()}
    column = usual_column(field, (key for key, value in plain.items() if value))
    return plain[column] if column is not None else None


def _skip_heading_mark(text: str, start: int) -> int:
    mark = _MARKDOWN_HEADING.match(text, start)
    return mark.end() if mark else start
