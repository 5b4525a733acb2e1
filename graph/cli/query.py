"""``hemerograph query``: SPARQL over a built graph."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli.screen import output_width, show_output


@click.command()
@click.argument("graph", required=False, type=click.Path(path_type=Path))
@click.argument("sparql", required=False)
@click.option("--file", "file", type=click.Path(path_type=Path), help="File with the query.")
@click.option("--named", help="One of the queries that come with the program.")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table",
    show_default=True, help="How the answer is printed.",
)  # fmt: skip
@click.option("--list", "listing", is_flag=True, help="List the named queries.")
def query(
    graph: Path | None,
    sparql: str | None,
    file: Path | None,
    named: str | None,
    form: str,
    listing: bool,
) -> None:
    """Ask GRAPH (a .ttl file or an output folder) a SPARQL question."""
    from graph.store.query import TABLE_WIDTH, list_queries, named_query, run_query

    if listing:
        for name, description in list_queries():
            show_output(f"{name:<24} {description}")
        return
    given = [text for text in (sparql, file, named) if text is not None]
    if graph is None or len(given) != 1:
        raise click.UsageError("Give GRAPH and one of: SPARQL, --file FILE, --named NAME.")
    if file is not None:
        text = _read(file)
    else:
        text = named_query(named) if named is not None else str(sparql)
    show_output(run_query(graph, text, form, output_width(TABLE_WIDTH)))


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"The query file cannot be read: {error}") from error
