"""How inputs are to be read: what a user may say about them, checked before the work begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.errors import UsageError
from graph.sources.fields import FIELDS

DATE_ORDERS = ("dmy", "mdy")
DEFAULT_MAX_MIB = 64
"""A saved page or a scanned newspaper is a tenth of it."""


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """What a user may say of the inputs.

    Parameters
    ----------
    columns : mapping of str to str or sequence of str
        For tables and JSON: in which column each field of a document is (``text``, ``title``,
        ``date``, ``url``, ``outlet``, ``language``, ``id``). A dot leads into a nested
        object (``"nota.cuerpo"``). Several columns of ``text`` are put below one another.
    input_format : str, optional
        The format of what has no telling suffix (standard input, web addresses, files), named
        by a suffix without its dot: ``"jsonl"``.
    fetch : bool
        Whether ``http(s)://`` addresses may be fetched.
    allow_private : bool
        Whether they may lead to this machine or its own network.
    max_mib : int
        The largest size in MiB of a file that is read as a whole, after unpacking. Tables that
        are read row by row have no such limit.
    date_order : str
        How ``01/02/2026`` is meant: ``"dmy"`` or ``"mdy"``.

    Raises
    ------
    UsageError
        If a field, a format or an order is unknown.
    """

    columns: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    input_format: str | None = None
    fetch: bool = False
    allow_private: bool = False
    max_mib: int = DEFAULT_MAX_MIB
    date_order: str = "dmy"

    def __post_init__(self) -> None:
        for name in self.columns:
            if name not in FIELDS:
                fields = ", ".join(FIELDS)
                raise UsageError(f"there is no field {name!r}", "columns", f"Fields: {fields}")
        if self.date_order not in DATE_ORDERS:
            orders = " or ".join(DATE_ORDERS)
            raise UsageError(f"unknown order {self.date_order!r}", "date order", f"Give {orders}")
        if self.max_mib < 1:
            raise UsageError("not a size", "largest size", "Give 1 MiB or more")

    @property
    def max_bytes(self) -> int:
        """The largest size of a file that is read as a whole, in bytes."""
        return self.max_mib << 20

    def columns_of(self, name: str) -> tuple[str, ...]:
        """Return the columns that were named for a field; none where its usual names hold."""
        given = self.columns.get(name, ())
        return (given,) if isinstance(given, str) else tuple(given)

    def to_json(self) -> dict[str, Any]:
        """Return a dict of plain JSON values, from which ``SourceOptions(**…)`` makes the same."""
        return {
            "columns": {name: list(self.columns_of(name)) for name in self.columns},
            "input_format": self.input_format,
            "fetch": self.fetch,
            "allow_private": self.allow_private,
            "max_mib": self.max_mib,
            "date_order": self.date_order,
        }
