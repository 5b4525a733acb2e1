"""The command line: one file a command, each thin over plain functions."""

from __future__ import annotations

from typing import Any

import click

from graph.cli.build import build
from graph.cli.explain import explain
from graph.cli.export import export
from graph.cli.load import load
from graph.cli.model import model
from graph.cli.query import query
from graph.cli.screen import show_error
from graph.cli.serve import serve
from graph.cli.validate import validate
from graph.errors import HemerographError
from graph.version import __version__

UNUSABLE = 2
INTERRUPTED = 130  # as a shell reports a program that Ctrl-C ended


class _Commands(click.Group):
    """A group that turns our errors into a message and an exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except HemerographError as error:
            show_error(error)
            ctx.exit(UNUSABLE)
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(INTERRUPTED)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="hemerograph")
def cli() -> None:
    """From Spanish-language news to a knowledge graph: who did what to whom, and who says so.

    Exit status: 0 all well; 1 done, but some input was refused (each is named);
    2 the call or its input is unusable, and nothing was written.
    """


for command in (build, query, validate, explain, export, serve, load, model):
    cli.add_command(command)


def main() -> None:
    """Run the command line; the entry point of the program ``hemerograph``."""
    cli(prog_name="hemerograph")
