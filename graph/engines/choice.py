"""Which engine reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.engines.cores import default_jobs
from graph.engines.interface import Engine, Limits
from graph.engines.local import LocalEngine
from graph.engines.serial import SerialEngine
from graph.errors import UsageError
from graph.model import Document

ENGINES = ("local", "ray", "serial")
"""Processes of this machine; a Ray cluster; this process, for debuggers and profilers."""


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """How documents are read; the result does not depend on it.

    ``engine`` is one of `ENGINES`. ``jobs`` is the number of processes, 0 for what the machine or
    the cluster has. ``limits`` are those of a document, which "serial" does not keep.
    ``address`` is that of a Ray cluster, None for one of this machine alone.
    """

    jobs: int = 0
    limits: Limits = field(default_factory=Limits)
    engine: str = "local"
    address: str | None = None

    def __post_init__(self) -> None:
        """Refuse what no engine can work with.

        Raises
        ------
        UsageError
            If a number is negative or none, or an address is given to another engine than "ray".
        """
        numbers = (
            ("jobs", self.jobs),
            ("time limit", self.limits.seconds),
            ("memory limit", self.limits.memory),
        )
        for name, number in numbers:
            if not number >= 0:  # NaN is not either
                raise UsageError(
                    f"{name} must be 0 or more", str(number), "Give 0 or a number above it"
                )
        if self.address is not None and self.engine != "ray":
            what = "an address is that of a Ray cluster"
            raise UsageError(what, self.address, 'Read with the engine "ray", or leave it out')


def engine_for(model: str, documents: Sequence[Document], choice: EngineChoice) -> Engine:
    """Return the engine that is to read `documents` with the pipeline `model`.

    Raises
    ------
    UsageError
        If there is no such engine, or it is not installed.
    """
    if choice.engine == "local":
        jobs = min(choice.jobs or default_jobs(documents), len(documents))
        return LocalEngine(model, jobs, limits=choice.limits)
    if choice.engine == "ray":
        from graph.engines.ray_cluster import ray_engine

        return ray_engine(model, choice.jobs, choice.address, choice.limits)
    if choice.engine == "serial":
        return SerialEngine(model)
    known = ", ".join(ENGINES)
    raise UsageError(f"no engine is called {choice.engine!r}", todo=f"Known engines: {known}")
