"""The command line: one file a command, each thin over plain functions."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

import click

from graph.cli.screen import show_error
from graph.errors import HemerographError
from graph.version import __version__

UNUSABLE = 2
INTERRUPTED = 130  # as a shell reports a program that Ctrl-C ended


COMMANDS = ("build", "query", "validate", "explain", "export", "serve", "load", "model")


class _Commands(click.Group):
    """The commands, each loaded when it is asked for: none waits for what another needs.

    It turns our errors into a message and an exit status.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"graph.cli.{cmd_name}"), cmd_name)
        return command

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


def main() -> None:
    """Run the command line; the entry point of the program ``hemerograph``."""
    # Before NumPy is imported, whose library would start a thread for each core. None of them has
    # anything to do here, and a process of several threads cannot be forked.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    cli(prog_name="hemerograph")
