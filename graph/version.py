"""The version of the program, the same in the package, the graph and the changelog."""

__version__ = "0.1.0"
