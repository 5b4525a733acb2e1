"""Tables of plain text (``.csv``, ``.tsv``): one document a row, under a row of names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from typing import IO, TextIO

from graph.errors import SourceError
from graph.model import Document
from graph.sources.encoding import MAX_CHARACTERS, encoding_of
from graph.sources.faults import brief
from graph.sources.fields import FIELDS, usual_column
from graph.sources.file import SourceFile
from graph.sources.options import SourceOptions
from graph.sources.records import choose_columns, looks_empty, read_record

_DELIMITERS = ",;\t|"
_MAX_FIELD = 4 * MAX_CHARACTERS
"""In characters: an article with its HTML; a longer field is a quotation mark left open."""

_MAX_HEADER = 1 << 16


def read(file: SourceFile, options: SourceOptions) -> Iterator[Document | SourceError]:
    """Yield a Document for each row of `file`, or the reason why it is none.

    Parameters
    ----------
    file : SourceFile
        In UTF-8 or Windows-1252, its fields parted by comma, semicolon, tab or ``|``. It is
        read row by row.
    options : SourceOptions
        Columns, order of dates.

    Yields
    ------
    Document or SourceError
        Rows are numbered as a spreadsheet shows them: the row of names is the first.

    Raises
    ------
    SourceError
        If the table as a whole cannot be read.
    OSError
        If the file cannot be opened.
    """
    with file.open(options.max_bytes) as stream:
        encoding = encoding_of(stream, file.where)
    with file.open(options.max_bytes) as stream, _decoded(stream, encoding) as lines:
        head = lines.read(_MAX_HEADER)
    delimiter = "\t" if file.suffix == ".tsv" else _delimiter(head, options)
    with file.open(options.max_bytes) as stream, _decoded(stream, encoding) as lines:
        yield from _rows(lines, delimiter, file, options)


@contextmanager
def _decoded(stream: IO[bytes], encoding: str) -> Iterator[TextIO]:
    lines = io.TextIOWrapper(stream, encoding, newline="")
    try:
        yield lines
    finally:
        # It would close the stream when it goes, at a moment that nobody knows.
        lines.detach()


def rows_to_documents(
    names: Sequence[str],
    rows: Iterator[tuple[int, Sequence[object]]],
    file: SourceFile,
    where: str,
    options: SourceOptions,
) -> Iterator[Document | SourceError]:
    """Yield a Document for each row of a table, or the reason why it is none.

    Parameters
    ----------
    names : sequence of str
        The names of the columns.
    rows : iterator of (int, sequence)
        Each row's number and its cells.
    file, where, options
        The input, what to call the table in messages, and how to read it.

    Raises
    ------
    SourceError
        If no column holds the text.
    """
    columns = choose_columns(names, options, where)
    width = len(names)
    for number, cells in rows:
        place = f"{where}, row {number}"
        if any(cell not in (None, "") for cell in cells[width:]):
            what = f"{len(cells)} fields, where the table has {width} columns"
            yield SourceError(what, place, "Put fields that hold the delimiter in quotes")
            continue
        record = dict(zip_longest(names, cells[:width]))
        if looks_empty(record):
            continue
        try:
            yield read_record(record, columns, file, place, options)
        except SourceError as error:
            yield error


def _rows(
    lines: TextIO, delimiter: str, file: SourceFile, options: SourceOptions
) -> Iterator[Document | SourceError]:
    csv.field_size_limit(_MAX_FIELD)
    numbered = _numbered(csv.reader(lines, delimiter=delimiter), file.where)
    names: Sequence[str] = ()
    for _, names in numbered:
        if any(name.strip() for name in names):
            break
    else:
        raise SourceError("empty file", file.where, "Put a row of names and rows in it")
    if _is_document(names):
        what = "the first row has no names of columns"
        raise SourceError(what, file.where, "Begin with a row of names such as text,title,date")
    yield from rows_to_documents(
        [name.strip() for name in names], numbered, file, file.where, options
    )


def _is_document(names: Sequence[str]) -> bool:
    """Whether the first row is a document and not a row of names."""
    return any(len(name) > 300 for name in names)


def _numbered(rows: Iterator[list[str]], where: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with their numbers.

    Raises
    ------
    SourceError
        Where the rest of the table cannot be parsed.
    """
    number = 0
    while True:
        number += 1
        try:
            cells = next(rows, None)
        except csv.Error as error:
            what = f"from here on the table cannot be parsed ({brief(error)})"
            todo = "Look for a quotation mark that is not closed"
            raise SourceError(what, f"{where}, row {number}", todo) from error
        except UnicodeDecodeError as error:
            what = f"from here on it is neither UTF-8 nor Windows-1252 (byte {error.start})"
            raise SourceError(what, f"{where}, row {number}", "Save it as UTF-8") from error
        if cells is None:
            return
        yield number, cells


def _delimiter(head: str, options: SourceOptions) -> str:
    """Return the delimiter under which the row of names makes most sense."""

    def known(delimiter: str) -> tuple[int, int]:
        names = next(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter), [])
        given = [name for field in FIELDS for name in options.columns_of(field) if name in names]
        usual = [field for field in FIELDS if usual_column(field, names) is not None]
        return len(given) + len(usual), len(names)

    try:
        return max(_DELIMITERS, key=known)
    except csv.Error:
        return ","
