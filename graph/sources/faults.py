"""What other libraries say went wrong, fit for a message of ours."""

from __future__ import annotations

import re

_LONGEST = 200
_GAVE_UP = "its parser gave up"
_INTERNAL = (ArithmeticError, AssertionError, AttributeError, IndexError, NameError, TypeError)
"""Faults within a library, which say nothing of the file to whoever has it."""

# What only a programmer reads: calls, names of Python's, values as Python writes them.
_OF_PYTHON = re.compile(
    r"\w\(\)|\bsys\.|NoneType|\bobject (?:has|is)\b|\bcodec\b|seek value|\.py\b|"
    r"<(?:class|_io)\b|<\w+ object"
)
_VALUES = re.compile(r":\s\[[/{].*|\s\(?b(['\"]).*?\1\)?")


def brief(error: BaseException, named: bool = False) -> str:
    """Return the words of an exception on one line, cut where they are long.

    Where they are about Python and not about the file, others take their place.

    Parameters
    ----------
    error : BaseException
        What a library raised.
    named : bool
        Whether the type stands before the words: where systems are many, it tells more than they.
        It stands in their place where there are none.
    """
    name = type(error).__name__
    if isinstance(error, UnicodeDecodeError):
        return f"bytes that are not {error.encoding.upper()}"
    if isinstance(error, RecursionError):
        return "nested too deep"
    if isinstance(error, _INTERNAL):
        return _GAVE_UP
    words = " ".join(_said(error)[: 4 * _LONGEST].split())
    # A KeyError may have a sentence to say, or only what was looked for in vain.
    if _OF_PYTHON.search(words) or (isinstance(error, KeyError) and " " not in words):
        return _GAVE_UP
    words = _VALUES.sub("", words)
    return f"{name}: {words}"[:_LONGEST] if named and words else words[:_LONGEST] or name


def _said(error: BaseException) -> str:
    # As a string, a KeyError has its words in quotation marks.
    return str(error.args[0] if isinstance(error, KeyError) and error.args else error)
