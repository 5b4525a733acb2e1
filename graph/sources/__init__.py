"""From files to Documents: one reader a format, in the registry of `graph.sources.registry`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.sources.options import SourceOptions
    from graph.sources.paths import Sources, iter_paths, read_paths
    from graph.sources.places import Skipped

__all__ = ["Skipped", "SourceOptions", "Sources", "iter_paths", "read_paths"]

_MODULES = {"Skipped": "places", "SourceOptions": "options"}


def __getattr__(name: str) -> object:
    # Imported late: a command's help needs the options and no archives, addresses or processes.
    if name in __all__:
        module = import_module(f"graph.sources.{_MODULES.get(name, 'paths')}")
        return getattr(module, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
