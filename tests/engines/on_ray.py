"""Reads on a Ray cluster of two nodes and prints, as JSON, what came of it; run by `test_ray`.

    python -m tests.engines.on_ray

A program of its own: Ray starts threads and servers that the other tests should not live with.
"""

from __future__ import annotations

import json
import os
import secrets
from typing import Any

os.environ |= {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_AUTH_MODE": "token",
    "RAY_AUTH_TOKEN": secrets.token_hex(32),
}

import psutil
import ray
from ray.cluster_utils import Cluster

from graph.api import build_from
from graph.engines.choice import EngineChoice
from graph.engines.interface import Engine, Limits, Outcome
from graph.engines.local import LocalEngine
from graph.engines.ray_cluster import RayEngine
from graph.errors import HemerographError
from graph.model import Document
from graph.sources import Sources, read_paths
from tests.conftest import SEEDS
from tests.engines.documents import documents, read
from tests.engines.readers import make_broken, make_reader
from tests.gold.markup import gold_cases

# Without an answer for five times as long a document is given up: time for a busy machine.
LIMITS = Limits(seconds=2, memory=150 << 20)
FAULTY = ["uno", "raises", "dos palabras", "dies", "loops", "swells", "tres", "cuatro"]


def same(model: str) -> str:
    return "the same everywhere"


def of_process(model: str) -> str:
    return str(os.getpid())


def on_ray(address: str, **others: Any) -> RayEngine:
    given: dict[str, Any] = {"make_reader": make_reader, "fingerprint_of": same} | others
    return RayEngine("m", address=address, limits=LIMITS, **given)


def news() -> list[Document]:
    """The seed and some articles of the gold."""
    articles = documents(*(case.text for case in gold_cases("articles.txt")[:9]))
    return [*read_paths([SEEDS]).documents, *articles]


def kill_a_worker() -> None:
    """Kill a process of Ray in the middle of a task, with all that Ray knows of it."""
    busy = [
        process
        for process in psutil.Process().children(recursive=True)
        if process.name().startswith("ray::_read_batch")
    ]
    busy[0].kill()


def worker_killed(address: str) -> dict[str, bool]:
    killed = []

    def progress(done: int, total: int) -> None:
        if done == 4:
            kill_a_worker()
            killed.append(done)

    sources = Sources(tuple(news()), ())
    there = EngineChoice(engine="ray", address=address)
    far = build_from(sources, how=there, progress=progress)
    near = build_from(sources, how=EngineChoice(jobs=1))
    return {
        "killed": bool(killed),
        "all": len(far.documents) == len(sources.documents),
        "same bytes": far.to_turtle() == near.to_turtle(),
    }


def faults(address: str) -> dict[str, bool]:
    given = documents(*FAULTY)
    here = LocalEngine("m", 1, make_reader, LIMITS)
    far, near = read(on_ray(address), given), read(here, given)
    return {"same": far == near, "refused": sum(o.reading is None for o in far) == 4}


def error_of(engine: Engine) -> str:
    try:
        read(engine, documents("uno", "dos"))
    except HemerographError as error:
        return f"{type(error).__name__}: {error}"
    return "no error"


def node_lost(cluster: Cluster, node: Any) -> dict[str, bool]:
    given = documents(*(f"slowly 0.0{n % 5}" for n in range(80)))
    outcomes: list[Outcome] = []
    for outcome in on_ray(cluster.address).read(given):
        outcomes.append(outcome)
        if len(outcomes) == 10:
            cluster.remove_node(node, allow_graceful=False)
    expected = read(LocalEngine("m", 2, make_reader, LIMITS), given)
    return {"same": sorted(outcomes, key=lambda o: o.document) == expected}


def main() -> None:
    small = {"object_store_memory": 80 << 20, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, **small})
    node = cluster.add_node(num_cpus=1, **small)
    address = cluster.address
    told: dict[str, Any] = {}
    try:
        told["worker killed"] = worker_killed(address)
        # One connection for the rest, which the engine uses and leaves: that saves time.
        ray.init(address=address, log_to_driver=False)
        told["faults"] = faults(address)
        told["broken lexicon"] = error_of(on_ray(address, make_reader=make_broken))
        told["other pipeline"] = error_of(on_ray(address, fingerprint_of=of_process))
        told["node lost"] = node_lost(cluster, node)
        told["connection is left"] = ray.is_initialized()
    finally:
        ray.shutdown()
        cluster.shutdown()
    print(json.dumps(told))


if __name__ == "__main__":
    main()
