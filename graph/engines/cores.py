"""How many processes to read with: what the machine has for us, and what the documents are worth.

A core that others may use, or a group (cgroup, as of a container) keeps from us, does not count.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterable
from pathlib import Path

import psutil

from graph.model import Document

WORTH = 60_000
"""Characters that are worth a process of their own: to start one and load the small
model takes 1.2 s of processor time, in which one that reads takes 40,000 (see README)."""

MEMORY = 500 << 20
"""Bytes of a process with the small model: 200 MiB when it begins, the rest for long documents."""

_GROUPS = Path("/sys/fs/cgroup")
_OWN_GROUPS = Path("/proc/self/cgroup")


def default_jobs(documents: Iterable[Document]) -> int:
    """Return how many processes should read `documents`, at least 1."""
    characters = sum(len(document.text) - document.body for document in documents)
    return max(1, min(cores(), round(characters / WORTH), free_memory() // MEMORY))


def cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        number = len(os.sched_getaffinity(0))
    else:
        number = os.cpu_count() or 1
    quota = _quota()
    # Part of a core is a core: a process that must wait now and then still reads.
    return max(1, min(number, number if quota == math.inf else math.ceil(quota)))


def free_memory() -> int:
    """Return the bytes of memory that are free for this process and those it starts."""
    free = int(psutil.virtual_memory().available)
    return min([free, *_free_of_groups()])


def forks_that_fit() -> int:
    """Return for how many forks of this process there is memory, if they touch all that it has."""
    return free_memory() // int(psutil.Process().memory_info().rss)


def _quota() -> float:
    """Return how many cores the groups of this process leave it; infinite where it is in none."""
    quota = math.inf
    for folder in _folders("cpu"):
        if limit := _words(folder / "cpu.max"):
            allowed, period = limit[0], limit[1]
        else:
            allowed = "".join(_words(folder / "cpu.cfs_quota_us"))
            period = "".join(_words(folder / "cpu.cfs_period_us"))
        if allowed.isdigit() and period.isdigit() and int(period):
            quota = min(quota, int(allowed) / int(period))
    return quota


def _free_of_groups() -> list[int]:
    names = (
        ("memory.max", "memory.current"),
        ("memory.limit_in_bytes", "memory.usage_in_bytes"),
    )
    free = []
    for folder in _folders("memory"):
        for limit, used in names:
            most, now = "".join(_words(folder / limit)), "".join(_words(folder / used))
            if most.isdigit() and now.isdigit():
                free.append(int(most) - int(now))
    return free


def _folders(controller: str) -> list[Path]:
    """Return the folders of our groups, and those above, that may hold limits of one kind."""
    out = []
    for line in _lines(_OWN_GROUPS):
        _, controllers, path = line.split(":", 2)
        if controllers and controller not in controllers.split(","):
            continue
        # Version 2 has no controllers here; version 1 has a folder for each.
        root = _GROUPS / controllers if controllers else _GROUPS
        group = root / path.lstrip("/")
        # In a container its own group is mounted as the root, under another path.
        out += [place for place in (group, *group.parents) if place.is_relative_to(root)]
    return out


def _words(file: Path) -> list[str]:
    return [word for line in _lines(file) for word in line.split()]


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="ascii").splitlines()
    except (OSError, ValueError):
        return []
