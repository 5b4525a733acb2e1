"""One tree of errors; every message says what is wrong, where, and what to do next."""

from __future__ import annotations


class HemerographError(Exception):
    """Any error that a user can do something about.

    Parameters
    ----------
    what : str
        What is wrong, in one sentence without a full stop.
    where : str
        The file, option or line concerned; empty where there is none.
    todo : str
        What the user can do next, as an imperative.
    """

    def __init__(self, what: str, where: str = "", todo: str = "") -> None:
        self.what, self.where, self.todo = what, where, todo
        super().__init__(what, where, todo)

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text}. {self.todo}" if self.todo else text


class SourceError(HemerographError):
    """One input cannot be read; the others still can."""


class UsageError(HemerographError):
    """The call or its whole input is unusable; nothing was written."""


class DataError(UsageError):
    """A file of the ontology or the lexicon is broken."""


class CorrectionsError(UsageError):
    """A file of corrections is broken or contradicts itself."""


class ModelError(UsageError):
    """The Spanish pipeline is missing or does not load."""


class OutputError(UsageError):
    """The output folder cannot be written."""


class EngineError(UsageError):
    """The processes or the cluster that should read cannot be had."""
