"""From files to Documents: one reader a format, in the registry of `graph.sources.registry`."""

from graph.sources.paths import Sources, read_paths

__all__ = ["Sources", "read_paths"]
