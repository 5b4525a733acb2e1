"""``hemerograph explain``: why a claim is in the graph."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli.screen import plain


@click.command()
@click.argument("graph", type=click.Path(path_type=Path))
@click.argument("claim", required=False)
def explain(graph: Path, claim: str | None) -> None:
    """Tell why CLAIM is in GRAPH: its sentence, words, frame and steps; without CLAIM list all.

    CLAIM may also be an entity, by name, slug or IRI: then its names and documents are told, and
    why names that differ are held to be one's.
    """
    from graph.store.explain import explain as reasons

    click.echo(plain(reasons(graph, claim)))
