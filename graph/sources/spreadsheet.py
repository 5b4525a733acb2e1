"""Workbooks (``.xlsx``, ``.xls``, ``.ods``): one document a row, in every sheet that has texts."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from graph.errors import SourceError
from graph.model import Document
from graph.sources.archive import require_harmless_zip
from graph.sources.faults import brief
from graph.sources.file import SourceFile
from graph.sources.options import SourceOptions
from graph.sources.records import choose_columns, plain_value
from graph.sources.table import rows_to_documents

_HEADER_ROWS = 10
"""Within so many rows the names of the columns are looked for: tables may have a title above."""


def read(file: SourceFile, options: SourceOptions) -> Iterator[Document | SourceError]:
    """Yield a Document for each row of the sheets of `file`, or the reason why it is none.

    Parameters
    ----------
    file : SourceFile
        A workbook. Formulas count by their last result; macros are not looked at.
    options : SourceOptions
        Columns, largest size, order of dates.

    Yields
    ------
    Document or SourceError
        Rows are numbered as the spreadsheet shows them. Sheets without a column for the text
        are left out where another has one.

    Raises
    ------
    SourceError
        If it is no workbook, is protected by a password, or no sheet has texts.
    OSError
        If it cannot be opened.
    """
    import python_calamine

    data = file.read(options.max_bytes)
    require_harmless_zip(data, file.where, options.max_bytes)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = list(book.sheet_names)
    except python_calamine.PasswordError as error:
        what = "protected by a password"
        raise SourceError(what, file.where, "Save it without the password") from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        what = f"damaged or no workbook ({brief(error)})"
        raise SourceError(what, file.where, "Save it anew") from error
    problem: SourceError | None = None
    found = False
    for name in names:
        where = f"{file.where}, sheet {name}" if len(names) > 1 else file.where
        try:
            rows = [list(row) for row in book.get_sheet_by_name(name).iter_rows()]
        except (python_calamine.CalamineError, ValueError) as error:
            found = True
            yield SourceError(f"the sheet cannot be read ({brief(error)})", where, "Mend it")
            continue
        try:
            header = _header_row(rows, options, where)
        except SourceError as error:
            problem = problem or error
            continue
        found = True
        columns = [plain_value(cell) or "" for cell in rows[header]]
        yield from rows_to_documents(columns, _below(rows, header), file, where, options)
    if not found:
        raise problem or SourceError("an empty workbook", file.where, "Put a table in it")


def _header_row(rows: Sequence[Sequence[object]], options: SourceOptions, where: str) -> int:
    """Return the index of the row with the names of the columns.

    Raises
    ------
    SourceError
        If none of the first rows names a column for the text.
    """
    problem: SourceError | None = None
    for index, row in enumerate(rows[:_HEADER_ROWS]):
        names = [plain_value(cell) or "" for cell in row]
        if not any(names):
            continue
        try:
            choose_columns(names, options, where)
        except SourceError as error:
            problem = problem or error
        else:
            return index
    raise problem or SourceError("an empty sheet", where, "Put a table in it")


def _below(rows: Sequence[Sequence[object]], header: int) -> Iterator[tuple[int, Sequence[object]]]:
    for index in range(header + 1, len(rows)):
        yield index + 1, rows[index]
