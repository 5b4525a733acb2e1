"""``hemerograph validate``: does a graph keep the shapes and the contract?"""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli.screen import plain


@click.command()
@click.argument("graph", type=click.Path(path_type=Path))
@click.pass_context
def validate(ctx: click.Context, graph: Path) -> None:
    """Check GRAPH (a .ttl file or an output folder) against the SHACL shapes and the contract.

    Exit status 1 where it does not conform.
    """
    from graph.store.validate import validate as check

    report = check(graph)
    for problem in report.problems:
        click.echo(plain(str(problem)))
    click.echo("conforms" if report.conforms else f"{len(report.problems)} problems")
    ctx.exit(0 if report.conforms else 1)
