"""What other libraries say went wrong, fit for a message of ours."""

from __future__ import annotations

_LONGEST = 200


def brief(error: BaseException, named: bool = False) -> str:
    """Return the words of an exception on one line, cut where they are long.

    Its type stands before them where `named` asks for it, and in their place where there are none.
    """
    words = " ".join(str(error)[: 4 * _LONGEST].split())
    name = type(error).__name__
    return f"{name}: {words}"[:_LONGEST] if named and words else words[:_LONGEST] or name
