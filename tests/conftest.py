"""What all tests share: the marks for what a machine may lack, and the seed's graph."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from graph.api import BuiltGraph, build_graph
from graph.language import models

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# Properties are tried on the same few examples in every check run, and on many new ones by
# `make fuzz`. Machines are slow and fast: no example has a deadline.
_COMMON = {"deadline": None, "suppress_health_check": [*HealthCheck]}
settings.register_profile("check", max_examples=8, derandomize=True, database=None, **_COMMON)
_EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "300"))
settings.register_profile("fuzz", max_examples=_EXAMPLES, print_blob=True, **_COMMON)
settings.load_profile("check")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # In the check run nothing may be skipped for want of a tool: there a lack is a failure.
    if os.environ.get("CI"):
        return
    lacks = {}
    if not any(m.name == models.DEFAULT_MODEL for m in models.installed()):
        lacks["model"] = f"type: {models.install_command(models.DEFAULT_MODEL)}"
    if not any(shutil.which(name) for name in _BROWSERS):
        lacks["browser"] = "type: sudo apt-get install chromium"
    for item in items:
        for mark, reason in lacks.items():
            if mark in item.keywords:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def seed_graph() -> BuiltGraph:
    """The graph of the seed article, built once."""
    return build_graph([SEEDS])


QUALITY = pytest.StashKey[dict[str, list[str]]]()


@pytest.fixture(scope="session")
def quality(pytestconfig: pytest.Config) -> dict[str, list[str]]:
    """Tables of the quality gate by gold file, which the run's end prints."""
    return pytestconfig.stash.setdefault(QUALITY, {})


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    for name, lines in config.stash.get(QUALITY, {}).items():
        terminalreporter.section(f"quality: {name}")
        for line in lines:
            terminalreporter.write_line(line)
