"""One tree of errors; every message says what is wrong, where, and what to do next."""

from __future__ import annotations

import traceback
from pathlib import PurePath

_LONGEST = 200


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


def unexpected(error: Exception) -> HemerographError:
    """Return what a user is told of an error that is none of ours, a fault of the program mostly.

    Parameters
    ----------
    error : Exception
        As it was caught: where it was raised is told by file and line.
    """
    if isinstance(error, MemoryError):
        return UsageError("there is not enough memory", todo="Give fewer documents, or more memory")
    words = " ".join(str(error)[: 4 * _LONGEST].split())[:_LONGEST]
    if isinstance(error, OSError) and error.strerror:
        named = str(error.filename) if error.filename is not None else ""
        return UsageError(f"the system refuses it ({error.strerror})", named, "Mend that there")
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {PurePath(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    what = f"a fault of the program itself ({type(error).__name__}{place}{words and ': '}{words})"
    todo = "Please report it, with what the same call tells as hemerograph --debug …"
    return HemerographError(what, todo=todo)
