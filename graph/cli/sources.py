"""The options that say how inputs are read, for the commands that read documents."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from graph.errors import UsageError
from graph.sources.options import DATE_ORDERS, DEFAULT_MAX_MIB, SourceOptions

_OPTIONS = (
    click.option(
        "--column", "columns", metavar="FIELD=NAME", multiple=True,
        help="Column of a table that holds text, title, date, url, outlet, language or id; once for"
        " each. Several for text are put below one another; a dot leads into nested JSON.",
    ),
    click.option(
        "--input-format", metavar="FORMAT",
        help="Format of standard input and of files without a telling suffix: html, jsonl, csv …"
        " It is guessed for standard input.",
    ),
    click.option(
        "--date-order", type=click.Choice(DATE_ORDERS), default="dmy", show_default=True,
        help="How 01/02/2026 is meant.",
    ),
    click.option(
        "--max-size", metavar="MIB", type=click.IntRange(min=1), default=DEFAULT_MAX_MIB,
        show_default=True,
        help="Largest file that is read as a whole, after unpacking; tables may be larger.",
    ),
    click.option("--fetch", is_flag=True, help="Fetch the http(s):// addresses among PATHS."),
    click.option(
        "--allow-private", is_flag=True,
        help="Fetch from this machine and its network too.",
    ),
)  # fmt: skip


def source_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options for its inputs, and its function what they say, as `options`.

    Raises
    ------
    UsageError
        When the command is called, if they cannot be understood.
    """

    @wraps(command)
    def with_options(
        *args: Any,
        columns: tuple[str, ...],
        input_format: str | None,
        date_order: str,
        max_size: int,
        fetch: bool,
        allow_private: bool,
        **others: Any,
    ) -> Any:
        options = SourceOptions(
            columns=_columns(columns),
            input_format=input_format,
            fetch=fetch,
            allow_private=allow_private,
            max_mib=max_size,
            date_order=date_order,
        )
        return command(*args, options=options, **others)

    out: Callable[..., Any] = with_options
    for option in reversed(_OPTIONS):
        out = option(out)
    return out


def _columns(given: tuple[str, ...]) -> dict[str, list[str]]:
    columns: dict[str, list[str]] = {}
    for pair in given:
        field, equals, name = pair.partition("=")
        if not equals or not name:
            what = f"{pair!r} names no column"
            raise UsageError(what, "--column", "Write FIELD=NAME, as in text=cuerpo")
        columns.setdefault(field.strip().casefold(), []).append(name)
    return columns
