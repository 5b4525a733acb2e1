"""``hemerograph query``: SPARQL over a built graph."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli.screen import output_width, show_output
from graph.cli.signals import at_once
from graph.errors import UsageError


@click.command()
@click.argument("graph", required=False, type=click.Path(path_type=Path))
@click.argument("sparql", required=False)
@click.option("--file", "file", type=click.Path(path_type=Path), help="File with the query.")
@click.option("--named", help="One of the queries that come with the program.")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "tsv", "json"]), default="table",
    show_default=True, help="How the answer is printed.",
)  # fmt: skip
@click.option(
    "--set", "settings", multiple=True, metavar="NAME=VALUE",
    help="A parameter of the named query; may be given several times.",
)  # fmt: skip
@click.option("--list", "listing", is_flag=True, help="List the named queries.")
def query(
    graph: Path | None,
    sparql: str | None,
    file: Path | None,
    named: str | None,
    form: str,
    settings: tuple[str, ...],
    listing: bool,
) -> None:
    """Ask GRAPH (a .ttl file or an output folder) a SPARQL question."""
    from graph.store.named import list_queries, run_named
    from graph.store.query import TABLE_WIDTH, run_query

    if listing:
        for known in list_queries():
            show_output(f"{known.name:<26} {known.question()}")
        return
    given = [text for text in (sparql, file, named) if text is not None]
    if graph is None or len(given) != 1:
        raise click.UsageError("Give GRAPH and one of: SPARQL, --file FILE, --named NAME.")
    if settings and named is None:
        raise click.UsageError("--set fills in a query of --named.")
    width = output_width(TABLE_WIDTH)
    text = _read(file) if file is not None else str(sparql)
    with at_once():
        if named is not None:
            answer = run_named(graph, named, _settings(settings), form, width)
        else:
            answer = run_query(graph, text, form, width)
    show_output(answer)


def _settings(given: tuple[str, ...]) -> dict[str, str]:
    """Return NAME=VALUE pairs as a dict."""
    pairs = [text.partition("=") for text in given]
    for name, equals, _ in pairs:
        if not equals or not name:
            raise click.UsageError("--set takes NAME=VALUE.")
    if len({name for name, *_ in pairs}) < len(pairs):
        raise click.UsageError("--set gives one parameter twice.")
    return {name: value for name, _, value in pairs}


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError("not UTF-8", click.format_filename(file), "Save it as UTF-8") from error
    except OSError as error:
        what = f"the query file cannot be read ({error.strerror or error})"
        raise UsageError(what, click.format_filename(file), "Check its name and access") from error
