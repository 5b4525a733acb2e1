"""``hemerograph model``: the Spanish pipelines."""

from __future__ import annotations

import click

from graph.cli.screen import plain, show_note
from graph.language import models


@click.group(invoke_without_command=True)
@click.pass_context
def model(ctx: click.Context) -> None:
    """Install, list and check the Spanish pipelines; without a command, list them."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_models)


@model.command()
@click.argument("name", default=models.DEFAULT_MODEL)
def install(name: str) -> None:
    """Install the pipeline NAME (the default one if left out), checked by its hash."""
    known = models.known_models().get(name)
    if known is not None:
        show_note(f"{name} {known.version}, licence {known.licence}, {known.megabytes} MB")
    done = models.install(name)
    show_note(f"{name} is {'installed' if done else 'installed already'}")


@model.command("list")
def list_models() -> None:
    """List the Spanish pipelines: installed ones, and those that can be installed by name."""
    present = {found.name: found for found in models.installed()}
    for found in present.values():
        chosen = " (default)" if found.name == models.DEFAULT_MODEL else ""
        click.echo(plain(f"{found.name} {found.version}, {found.licence}, installed{chosen}"))
    for known in models.known_models().values():
        if known.name not in present:
            click.echo(
                f"{known.name} {known.version}, {known.licence}, not installed: "
                f"{models.install_command(known.name)}"
            )


@model.command()
@click.argument("name", default=models.DEFAULT_MODEL)
@click.pass_context
def check(ctx: click.Context, name: str) -> None:
    """Load the pipeline NAME and parse a sentence with it; exit status 1 if it is unfit."""
    found = models.check(name)
    click.echo(f"{found.model.name} {found.model.version}: {', '.join(found.components)}")
    for problem in found.problems:
        click.echo(f"problem: {plain(problem)}")
    click.echo("usable" if not found.problems else "not usable")
    ctx.exit(1 if found.problems else 0)
