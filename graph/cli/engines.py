"""The options that tell how documents are read: how many at once, where, and within what limits."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click

_ENGINES = ("local", "ray", "serial")
_OPTIONS = (
    click.option(
        "--jobs", type=click.IntRange(min=0), default=0,
        help="Processes to read with, and on Linux to write the files with; 0 for as many as cores,"
        " memory and documents are worth. The result is the same.  [default: 0]",
    ),
    click.option(
        "--engine", type=click.Choice(_ENGINES), default="local", show_default=True,
        help="What reads: processes of this machine, a Ray cluster, or this process alone.",
    ),
    click.option(
        "--address", metavar="ADDRESS",
        help="Where the Ray cluster is, as ray:// or HOST:PORT, or auto.  [default: a cluster of"
        " this machine alone, for this call]",
    ),
    click.option(
        "--time-limit", type=click.FloatRange(min=0), default=30.0, show_default=True,
        metavar="SECONDS",
        help="Processor time for each document, in proportion where it is longer than 60,000"
        " characters; 0 for none. What takes more is refused.",
    ),
    click.option(
        "--memory-limit", type=click.IntRange(min=0), default=2048, show_default=True,
        metavar="MIB",
        help="Memory for reading one document; 0 for no limit. What takes more is refused.",
    ),
)  # fmt: skip


def engine_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command these options, which it gets as one `EngineChoice` called ``how``."""

    @functools.wraps(command)
    def collected(
        *args: Any,
        jobs: int,
        engine: str,
        address: str | None,
        time_limit: float,
        memory_limit: int,
        **others: Any,
    ) -> Any:
        from graph.engines.choice import EngineChoice
        from graph.engines.interface import Limits

        if address is not None and engine != "ray":
            raise click.UsageError("--address is that of a Ray cluster; add --engine ray")
        limits = Limits(time_limit, memory_limit << 20)
        return command(*args, how=EngineChoice(jobs, limits, engine, address), **others)

    for option in reversed(_OPTIONS):
        collected = option(collected)
    return collected
