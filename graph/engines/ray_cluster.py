"""Reading on a Ray cluster: https://docs.ray.io/en/latest/ray-core/key-concepts.html

A task of Ray reads one batch of documents. It does so through a process of its own, as on one
machine (`graph.engines.local`), so that the limits of a document hold there too; what Ray adds is
other machines, and that a batch whose machine is lost is read by another.
"""

from __future__ import annotations

import importlib.util
import logging
import os
import secrets
import signal
import socket
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graph.engines.interface import Limits, MakeReader, Outcome, spanish_reader
from graph.engines.local import Crew
from graph.errors import EngineError, HemerographError
from graph.fingerprint import pipeline_fingerprint
from graph.model import Document
from graph.version import __version__

BATCH_DOCUMENTS, BATCH_CHARACTERS = 32, 240_000
"""What a task is given: some seconds of reading, against some milliseconds that a task takes."""

AHEAD = 2
"""Tasks under way for each CPU of the cluster: one is read, the next is there already."""

RETRIES = 4
"""How often a task is given to another worker where its own is lost."""

_WAIT = 30.0  # seconds between two looks at a cluster that does not answer
_WITHOUT = 10  # such looks at one without a CPU: then it is given up

_LOST = 3  # documents in a row that every worker is lost with: then it is not the documents
_STORE = 256 << 20  # bytes for objects under way, on a cluster of our own

FingerprintOf = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Job:
    """What every task of a run has in common."""

    model: str
    make_reader: MakeReader
    limits: Limits
    fingerprint_of: FingerprintOf
    fingerprint: str


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a task gives back: outcomes, or why the run must end."""

    host: str
    versions: dict[str, str]
    outcomes: tuple[Outcome, ...] = ()
    error: HemerographError | None = None
    is_other_pipeline: bool = False


class RayEngine:
    """Reads on a Ray cluster, with the same outcomes as `LocalEngine`.

    Parameters
    ----------
    model : str
        What `make_reader` is given.
    jobs : int
        Greatest number of tasks under way; 0 for twice the CPUs of the cluster.
    address : str, optional
        ``HOST:PORT`` of the cluster's head or "auto"; None starts one on this machine and ends it
        afterwards. A connection that is there already is used, and left as it is.
    make_reader : callable
        A function at the top of a module that all machines can import.
    limits : Limits
        Of each document.
    fingerprint_of : callable
        From the model's name to a hash of what reads; where another machine gives another
        one, the run is refused.
    """

    def __init__(
        self,
        model: str,
        jobs: int = 0,
        address: str | None = None,
        make_reader: MakeReader = spanish_reader,
        limits: Limits | None = None,
        fingerprint_of: FingerprintOf = pipeline_fingerprint,
    ) -> None:
        self._jobs, self._address = jobs, address
        fingerprint = fingerprint_of(model)
        self._job = _Job(model, make_reader, limits or Limits(), fingerprint_of, fingerprint)
        self._versions: dict[str, str] = {}

    def read(self, documents: Sequence[Document]) -> Generator[Outcome, None, None]:
        """Yield the outcomes as they come.

        Raises
        ------
        EngineError
            If there is no cluster, or its workers have not what it takes, or are lost with
            every document.
        UsageError
            If the pipeline is unusable.
        """
        with _connected(self._address), _Tasks(self._job, self._jobs, documents) as tasks:
            for answer in tasks.answers():
                self._versions = answer.versions or self._versions
                yield from answer.outcomes

    def versions(self) -> dict[str, str]:
        """Return the versions that the workers told."""
        return dict(self._versions)


def ray_engine(model: str, jobs: int, address: str | None, limits: Limits) -> RayEngine:
    """Return the engine, where Ray is installed.

    Raises
    ------
    EngineError
        If it is not.
    """
    if importlib.util.find_spec("ray") is None:
        todo = f"Type: {sys.executable} -m pip install 'hemerograph[ray]'"
        raise EngineError("the engine ray is not installed", todo=todo)
    return RayEngine(model, jobs, address, limits=limits)


class _Tasks:
    """The batches of a run: waiting, or under way on the cluster."""

    def __init__(self, job: _Job, jobs: int, documents: Sequence[Document]) -> None:
        import ray

        self._ray = ray
        self._job, self._jobs = job, jobs
        self._waiting = deque(documents)
        # What a worker was lost with is read by itself from then on.
        self._alone: deque[Document] = deque()
        self._under_way: dict[Any, list[Document]] = {}
        self._task = ray.remote(_read_batch).options(num_cpus=1, max_retries=RETRIES)
        self._lost = 0

    def __enter__(self) -> _Tasks:
        return self

    def __exit__(self, *_: object) -> None:
        for task in self._under_way:
            # We leave for another reason, and that is what is to be told.
            with suppress(Exception):
                self._ray.cancel(task, force=True)

    def answers(self) -> Iterator[_Answer]:
        """Yield what comes back."""
        self._submit()
        without = 0
        while self._under_way:
            ready, _ = self._ray.wait(list(self._under_way), num_returns=1, timeout=_WAIT)
            # A cluster may lose its last machine for a while, and get another.
            without = 0 if ready or self._cpus() else without + 1
            if without >= _WITHOUT:
                raise _without_cpu()
            answers = [self._answer(task) for task in ready]
            self._submit()
            yield from answers

    def _submit(self) -> None:
        cpus = self._cpus()
        if not cpus and not self._under_way:
            raise _without_cpu()
        most = self._jobs or AHEAD * max(1, cpus)
        while (self._waiting or self._alone) and len(self._under_way) < most:
            batch = [self._alone.popleft()] if self._alone else self._batch(most)
            self._under_way[self._task.remote(self._job, batch)] = batch

    def _cpus(self) -> int:
        resources: dict[str, float] = self._ray.cluster_resources()  # type: ignore[no-untyped-call]
        return int(resources.get("CPU", 0))

    def _batch(self, most: int) -> list[Document]:
        number = max(1, min(BATCH_DOCUMENTS, len(self._waiting) // (2 * most)))
        batch: list[Document] = []
        characters = 0
        while self._waiting and len(batch) < number and characters < BATCH_CHARACTERS:
            batch.append(self._waiting.popleft())
            characters += len(batch[-1].text)
        return batch

    def _answer(self, task: Any) -> _Answer:
        batch = self._under_way.pop(task)
        try:
            answer: _Answer = self._ray.get(task)
        except self._ray.exceptions.RayTaskError as error:
            raise _unfit(error) from error
        except self._ray.exceptions.RayError as error:
            return self._without(batch, error)
        self._lost = 0
        if answer.error is not None:
            what = f"on {answer.host}: {answer.error.what}"
            raise EngineError(what, answer.error.where, answer.error.todo) from answer.error
        if answer.is_other_pipeline:
            what = f"{answer.host} would read with another pipeline than this machine"
            todo = (
                f"Install there what is here: Python {_python()}, hemerograph {__version__} and"
                " its requirements, the same model; what is edited counts too"
            )
            raise EngineError(what, todo=todo)
        return answer

    def _without(self, batch: list[Document], error: Exception) -> _Answer:
        """Say what becomes of a batch that no worker came back from."""
        if len(batch) > 1:
            self._alone.extend(batch)
            return _Answer("", {})
        self._lost += 1
        first = str(error).strip().partition("\n")[0]
        if self._lost >= _LOST:
            what = f"the workers of the Ray cluster are lost, one after the other ({first})"
            todo = "See the cluster's logs, and whether its machines have memory enough"
            raise EngineError(what, todo=todo) from error
        problem = f"{RETRIES + 1} workers of the cluster were lost with it"
        return _Answer("", {}, (Outcome(batch[0].id, None, problem),))


_crews: dict[_Job, Crew] = {}


def _read_batch(job: _Job, documents: list[Document]) -> _Answer:
    """Read in a worker of the cluster; its reading process stays for the next batch."""
    host = socket.gethostname()
    try:
        if _fingerprint(job.fingerprint_of, job.model) != job.fingerprint:
            return _Answer(host, {}, is_other_pipeline=True)
        if job not in _crews:
            _crews[job] = Crew(job.model, 1, job.make_reader, job.limits)
        outcomes = tuple(_crews[job].read(documents))
    except HemerographError as error:
        return _Answer(host, {}, error=error)
    return _Answer(host, _crews[job].versions, outcomes)


@lru_cache(maxsize=8)
def _fingerprint(fingerprint_of: FingerprintOf, model: str) -> str:
    return fingerprint_of(model)


@contextmanager
def _connected(address: str | None) -> Iterator[None]:
    """Have a connection to the cluster during the block."""
    # Before Ray is imported, which reads them then: nothing is told to its makers.
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    if address is None:
        # Nobody else may use a cluster of our own; Ray would write its token into the home folder.
        os.environ.setdefault("RAY_AUTH_MODE", "token")
        os.environ.setdefault("RAY_AUTH_TOKEN", secrets.token_hex(32))
    import ray

    if ray.is_initialized():
        yield
        return
    with _own_sigterm():
        try:
            if address is None:
                ray.init(include_dashboard=False, object_store_memory=_STORE, **_QUIET)
            else:
                ray.init(address=address, **_QUIET)
        except Exception as error:  # Ray raises whatever its parts raise
            first = str(error).strip().partition("\n")[0] or type(error).__name__
            where = address or "a Ray cluster on this machine"
            todo = "Check the address, and that Ray and Python have the same versions there"
            raise EngineError(f"no connection to the cluster ({first})", where, todo) from error
    try:
        yield
    finally:
        ray.shutdown()


_QUIET: dict[str, Any] = {
    "log_to_driver": False,
    "configure_logging": False,
    "logging_level": logging.ERROR,
}


@contextmanager
def _own_sigterm() -> Iterator[None]:
    """Keep our answer to SIGTERM, which Ray replaces by its own."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _without_cpu() -> EngineError:
    todo = "Start a worker in it, with at least one CPU: ray start --address=…"
    return EngineError("the Ray cluster has no CPU to read with", todo=todo)


def _unfit(error: Exception) -> EngineError:
    """Return the error for a worker that could not even run the task."""
    cause = getattr(error, "cause", None) or error
    lines = [line.strip() for line in str(cause).splitlines() if line.strip()]
    what = "a worker of the Ray cluster cannot run this program"
    todo = f"Install hemerograph {__version__} and its model on every machine of the cluster"
    return EngineError(f"{what} ({lines[-1] if lines else type(cause).__name__})", todo=todo)


def _python() -> str:
    return "{}.{}".format(*sys.version_info[:2])
