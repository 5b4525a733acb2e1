"""JSON: one object a line (``.jsonl``), an array of objects, or one object (``.json``)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import IO, Any

from graph.errors import SourceError
from graph.model import Document
from graph.sources.faults import brief
from graph.sources.fields import FIELDS, usual_column
from graph.sources.file import SourceFile, too_large
from graph.sources.options import SourceOptions
from graph.sources.records import Columns, from_json, plain_value, read_record

_LINES = (".jsonl", ".ndjson")
_UTF8 = "Save it as UTF-8 and try again"


def read(file: SourceFile, options: SourceOptions) -> Iterator[Document | SourceError]:
    """Yield a Document for each object in `file`, or the reason why it is none.

    Parameters
    ----------
    file : SourceFile
        Lines of JSON are read one by one; an array is held whole.
    options : SourceOptions
        Columns, largest size, order of dates.

    Yields
    ------
    Document or SourceError
        The id is that of the object, else the stem with a hash of the content; the stem alone
        where the file is one object.

    Raises
    ------
    SourceError
        If the file as a whole cannot be read.
    OSError
        If it cannot be opened.
    """
    if file.suffix in _LINES:
        yield from _lines(file, options)
        return
    data = file.read(options.max_bytes)
    try:
        value = _parsed(data, file.where)
    except SourceError:
        # Many a tool writes objects line by line and calls that .json.
        if b"\n" not in data.strip() or not data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
            raise
        first = data.lstrip(b"\xef\xbb\xbf \r\n\t").partition(b"\n")[0]
        if not _is_json(first):
            raise
        yield from _lines(file, options)
        return
    yield from _values(value, file, options)


def _values(
    value: Any, file: SourceFile, options: SourceOptions
) -> Iterator[Document | SourceError]:
    if isinstance(value, Mapping):
        rows = _rows_within(value, options)
        if rows is None:
            document = _document(value, file, file.where, options)
            if isinstance(document, Document) and document.id.startswith(f"{file.stem}-"):
                given = _told_id(value, options)
                document = document if given else replace(document, id=file.stem)
            yield document
            return
        value = rows
    if not isinstance(value, list):
        what = "neither an object nor an array of objects"
        raise SourceError(what, file.where, "Give objects with a text")
    if not value:
        raise SourceError("an empty array", file.where, "Put objects with a text in it")
    for number, row in enumerate(value, start=1):
        yield _document(row, file, f"{file.where}, item {number}", options)


def _lines(file: SourceFile, options: SourceOptions) -> Iterator[Document | SourceError]:
    with file.open(options.max_bytes) as stream:
        found = False
        for number, line in _numbered(stream, options.max_bytes):
            where = f"{file.where}, line {number}"
            if line is None:
                found = True
                yield too_large(where, options.max_bytes)
            elif line.strip(b"\xef\xbb\xbf \r\n\t"):
                found = True
                try:
                    value = _parsed(line, where)
                except SourceError as error:
                    yield error
                else:
                    yield _document(value, file, where, options)
    if not found:
        raise SourceError("empty file", file.where, "Remove it or put objects with a text in it")


def _numbered(stream: IO[bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines with their numbers; None for one that is longer than `limit`."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(1 << 20)
        yield number, None


def _parsed(data: bytes, where: str) -> Any:
    try:
        return from_json(data)
    except UnicodeDecodeError as error:
        raise SourceError(f"not UTF-8 (byte {error.start})", where, _UTF8) from error
    except json.JSONDecodeError as error:
        # Of one line that stands among others, the place has told which.
        line = f"line {error.lineno}, " if error.lineno > 1 else ""
        what = f"not JSON ({error.msg.removesuffix(' at')}: {line}column {error.colno})"
        raise SourceError(what, where, "Mend it or leave it out") from error
    except (ValueError, RecursionError) as error:
        raise SourceError(f"not JSON ({brief(error)})", where, "Mend it or leave it out") from error


def _is_json(data: bytes) -> bool:
    try:
        from_json(data)
    except (ValueError, RecursionError):
        return False
    return True


def _document(
    row: Any, file: SourceFile, where: str, options: SourceOptions
) -> Document | SourceError:
    if not isinstance(row, Mapping):
        return SourceError("not an object of JSON", where, "Give objects with a text")
    columns = _columns(row, options)
    if not columns["text"]:
        shown = ", ".join(repr(str(name)[:40]) for name in list(row)[:12]) or "nothing"
        what = f"no text in it; it has {shown}"
        return SourceError(what, where, "Say where it is: --column text=NAME")
    try:
        return read_record(row, columns, file, where, options)
    except SourceError as error:
        return error


def _columns(row: Mapping[str, Any], options: SourceOptions) -> Columns:
    """Return which keys hold what: objects of one file may differ, so each is asked."""
    filled = [key for key, value in row.items() if (plain_value(value) or "").strip()]
    chosen: dict[str, tuple[str, ...]] = {}
    for field in FIELDS:
        usual = usual_column(field, filled)
        chosen[field] = options.columns_of(field) or ((usual,) if usual is not None else ())
    return chosen


def _told_id(row: Mapping[str, Any], options: SourceOptions) -> bool:
    return bool(_columns(row, options)["id"])


def _rows_within(value: Mapping[str, Any], options: SourceOptions) -> list[Any] | None:
    """Return the objects that an answer of a news interface wraps; None where it is one itself."""
    if _columns(value, options)["text"] and not options.columns_of("text"):
        return None
    lists = [
        inner
        for inner in value.values()
        if isinstance(inner, list) and inner and all(isinstance(row, Mapping) for row in inner)
    ]
    if len(lists) != 1 or not any(_columns(row, options)["text"] for row in lists[0]):
        return None
    outlet = value.get("title") if "jsonfeed.org" in str(value.get("version")) else None
    known = {"outlet": outlet, "language": value.get("language")} if outlet else {}
    return [{**known, **row} for row in lists[0]]
