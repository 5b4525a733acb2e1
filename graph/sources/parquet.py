"""Parquet tables: one document a row, read in batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.errors import SourceError
from graph.model import Document
from graph.sources.faults import brief
from graph.sources.file import SourceFile
from graph.sources.options import SourceOptions
from graph.sources.records import choose_columns
from graph.sources.table import rows_to_documents

_BATCH = 256


def read(file: SourceFile, options: SourceOptions) -> Iterator[Document | SourceError]:
    """Yield a Document for each row of `file`, or the reason why it is none.

    Parameters
    ----------
    file : SourceFile
        Only the columns that are used are read, some rows at a time.
    options : SourceOptions
        Columns, order of dates.

    Yields
    ------
    Document or SourceError
        Rows are numbered from 1.

    Raises
    ------
    SourceError
        If the file is no Parquet, has no column with the text, or ``pyarrow`` is missing.
    OSError
        If it cannot be opened.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        what = "Parquet files need the package pyarrow, which is not installed"
        todo = "Type: pip install 'hemerograph[parquet]'"
        raise SourceError(what, file.where, todo) from error
    with file.open(options.max_bytes) as stream:
        try:
            pa.set_cpu_count(1)
            table = pq.ParquetFile(stream, pre_buffer=False)
            names = list(table.schema_arrow.names)
        except (pa.ArrowException, OSError, ValueError) as error:
            what = f"damaged or no Parquet file ({brief(error)})"
            raise SourceError(what, file.where, "Write it anew") from error
        columns = choose_columns(names, options, file.where)
        used = sorted({_top(name, names) for group in columns.values() for name in group})

        def rows() -> Iterator[tuple[int, Sequence[object]]]:
            number = 0
            for batch in table.iter_batches(batch_size=_BATCH, columns=used, use_threads=False):
                for row in batch.to_pylist():
                    number += 1
                    yield number, [row.get(name) for name in used]

        try:
            yield from rows_to_documents(used, rows(), file, file.where, options)
        except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
            what = f"from here on the table cannot be read ({brief(error)})"
            raise SourceError(what, file.where, "Write it anew") from error


def _top(column: str, names: Sequence[str]) -> str:
    return column if column in names else column.partition(".")[0]
