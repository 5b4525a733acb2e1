"""From files to Documents: one reader a format, in the registry of `graph.sources.registry`."""

from graph.sources.options import SourceOptions
from graph.sources.paths import Sources, iter_paths, read_paths
from graph.sources.places import Skipped

__all__ = ["Skipped", "SourceOptions", "Sources", "iter_paths", "read_paths"]
