"""Rows of a table, objects of JSON: which of their columns holds what, and the Document of each."""

from __future__ import annotations

import datetime
import decimal
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.errors import SourceError
from graph.model import Document
from graph.sources.document import Told, make_document, row_stem
from graph.sources.fields import FIELDS, usual_column
from graph.sources.file import SourceFile
from graph.sources.markup import is_markup, plain_text
from graph.sources.options import SourceOptions

# Where an object stands for a plain value: news interfaces, WordPress, JSON-LD, XML made JSON.
_INNER = ("name", "rendered", "@value", "value", "#text", "$t")
_SHOWN = 12
_DEEPEST = 6
_MOST_DIGITS = 40

Columns = Mapping[str, tuple[str, ...]]
"""From a field of a document to the columns that hold it."""


def choose_columns(names: Sequence[str], options: SourceOptions, where: str) -> Columns:
    """Return which columns hold what.

    Parameters
    ----------
    names : sequence of str
        The names of the columns.
    options : SourceOptions
        Its ``columns`` go before the usual names.
    where : str
        The table, for errors.

    Raises
    ------
    SourceError
        If a column that the user named is not there, or none holds the text.
    """
    chosen: dict[str, tuple[str, ...]] = {}
    for field in FIELDS:
        given = tuple(_spelled(column, names) for column in options.columns_of(field))
        for column in given:
            if column not in names and column.partition(".")[0] not in names:
                what = f"no column {column!r} for the {field}; there are {_listed(names)}"
                raise SourceError(what, where, f"Say which: --column {field}=NAME")
        usual = usual_column(field, names)
        chosen[field] = given or ((usual,) if usual is not None else ())
    if not chosen["text"]:
        what = f"no column is known to hold the text; there are {_listed(names)}"
        raise SourceError(what, where, "Say which: --column text=NAME")
    return chosen


def _spelled(column: str, names: Sequence[str]) -> str:
    """Return a column that the user names as the table spells it: blanks around it do not show."""
    if column in names:
        return column
    return next((name for name in names if name.strip() == column.strip()), column)


def read_record(
    record: Mapping[str, Any],
    columns: Columns,
    file: SourceFile,
    where: str,
    options: SourceOptions,
) -> Document:
    """Return the Document of one row.

    Raises
    ------
    SourceError
        If the row has no text, or what it says cannot be used; it names the row.
    """
    parts = [plain_value(_cell(record, column)) for column in columns["text"]]
    text = "\n\n".join(part for part in parts if part and part.strip())
    if not text:
        shown = " or ".join(columns["text"])
        raise SourceError(f"no text in {shown!r}", where, "Fill it in or leave the row out")
    if is_markup(text):
        text = plain_text(text, where)
    told = Told(**{
        field: _first(plain_value(_cell(record, column)) for column in columns[field])
        for field in FIELDS
        if field != "text"
    })  # fmt: skip
    return make_document(text, told, row_stem(file.stem, text, told), where, options.date_order)


def plain_value(value: Any, depth: int = 0) -> str | None:
    """Return a cell as text: numbers and days written out, the parts of a list below one another.

    None stands for an empty cell, and for an object that holds no plain value.
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if depth < _DEEPEST and isinstance(value, list | tuple):
        parts = [plain_value(part, depth + 1) for part in value]
        return "\n\n".join(part for part in parts if part) or None
    if isinstance(value, Mapping):
        inner = next((value[name] for name in _INNER if name in value), None)
        return plain_value(inner, depth + 1) if depth < _DEEPEST else None
    return str(value) if isinstance(value, int | decimal.Decimal) else None


def from_json(data: str | bytes) -> Any:
    """Return the value of a text in JSON; a whole number of too many digits as they stand.

    Raises
    ------
    ValueError
        If it is no JSON, or not UTF-8.
    RecursionError
        If it is nested too deep.
    """
    return json.loads(data, parse_int=_whole_number)


def _whole_number(digits: str) -> int | str:
    # Beyond a few thousand digits Python makes no number of them.
    return int(digits) if len(digits) <= _MOST_DIGITS else digits


def looks_empty(record: Mapping[str, Any]) -> bool:
    """Whether no cell of a row holds anything, as spreadsheets leave below their tables."""
    return not any((plain_value(value) or "").strip() for value in record.values())


def _cell(record: Mapping[str, Any], column: str) -> Any:
    """Return the value of a column; where none has this name, a dot leads into an object."""
    if column in record:
        return record[column]
    value: Any = record
    for name in column.split("."):
        if isinstance(value, str) and value.startswith("{"):
            # A column of a table may hold JSON.
            try:
                value = from_json(value)
            except (ValueError, RecursionError):
                return None
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value and value.strip()), None)


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(repr(name[:40]) for name in names[:_SHOWN])
    more = len(names) - _SHOWN
    return f"{shown or 'none'}{f' and {more} more' if more > 0 else ''}"
