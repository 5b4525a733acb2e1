"""What the commands print: messages, tables, and text made safe for a terminal."""

from __future__ import annotations

import shutil
import sys

import click

from graph.errors import HemerographError


def plain(text: str) -> str:
    """Return `text` with what a terminal would obey written out; line ends are kept."""
    from graph.store.display import visible

    lines = text.replace("\r\n", "\n").expandtabs(4).split("\n")
    return "\n".join(map(visible, lines))


def show_error(error: HemerographError) -> None:
    """Print an error on standard error, in one line."""
    click.echo(f"hemerograph: error: {_line(error)}", err=True)


def show_refused(error: HemerographError) -> None:
    """Print on standard error that one input was refused, and why."""
    click.echo(f"hemerograph: refused: {_line(error)}", err=True)


def show_note(text: str) -> None:
    """Print a remark on standard error."""
    click.echo(f"hemerograph: {_flat(text)}", err=True)


def show_output(text: str) -> None:
    """Print a result on standard output; made safe where that is a terminal."""
    click.echo(plain(text) if sys.stdout.isatty() else text, nl=not text.endswith("\n"))


def output_width(otherwise: int) -> int:
    """Return the width of the terminal in characters; `otherwise` where there is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else otherwise


def show_table(rows: list[tuple[str, str]]) -> None:
    """Print name and value in two columns on standard output."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for name, value in rows:
        # Text, not str: rich would read brackets in a document's words as markup.
        table.add_row(Text(name, style="bold"), Text(plain(value), overflow="fold"))
    Console(soft_wrap=False, highlight=False).print(table)


def _line(error: HemerographError) -> str:
    return _flat(str(error))


def _flat(text: str) -> str:
    return " ".join(plain(text).split())
