"""Reading TOML files of words, and the checks that all of them share.

Every refusal names the file and the line, so that a slip in a long list is found at once.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from graph.errors import DataError

_HEADER = re.compile(r"\s*\[\[?([\w.-]+)\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*(?:\"([^\"]*)\"|'([^']*)'|([\w-]+))\s*=")
_AT_LINE = re.compile(r"at line (\d+)")
_CONTRACTED = {"al": "a", "del": "de"}


def uncontracted(word: str) -> str:
    """Return the preposition in a contracted lower-case word: "al" gives "a", "del" "de"."""
    return _CONTRACTED.get(word, word)


def read_text(path: Path) -> str:
    """Return the text of a data file.

    Raises
    ------
    DataError
        If it is missing or not in UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(
            f"cannot be read ({error.strerror})", str(path), "Reinstall the package"
        ) from error
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise DataError("not UTF-8", f"{path}:{line}", "Save the file as UTF-8") from error


def read_toml(path: Path) -> dict[str, Any]:
    """Return the content of a TOML file.

    Raises
    ------
    DataError
        If it is missing or not TOML; the message names file and line.
    """
    text = read_text(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found else len(text.splitlines())
        raise DataError(f"not TOML: {error}", f"{path}:{line}", "Mend the syntax there") from error
    except (ValueError, RecursionError) as error:
        # Python's own limits: a number of thousands of digits, brackets thousands deep. Either
        # makes for the longest line, in all likelihood.
        line = max(enumerate(text.splitlines(), 1), key=lambda pair: len(pair[1]))[0]
        fault = "a number is too long" if isinstance(error, ValueError) else "nested too deep"
        what = f"not TOML that can be read ({fault})"
        todo = "Take out over-long numbers and deep brackets"
        raise DataError(what, f"{path}:{line}", todo) from error


def with_line(error: DataError, path: Path) -> DataError:
    """Return `error` with the line of the word that it names added to the file's name.

    Parameters
    ----------
    error : DataError
        Whose ``where`` begins with the file and whose ``what`` quotes the offending word, or
        begins with it.
    path : pathlib.Path
        The file, readable and in UTF-8.
    """
    quoted = re.search(r"'([^']+)'", error.what)
    first = error.what.split()[0]
    lines = list(enumerate(read_text(path).splitlines(), 1))
    keyed = (n for n, line in lines if line.split("=")[0].strip() == first and "=" in line)
    named = (n for n, line in lines if (quoted[1] if quoted else first) in line)
    number = next(keyed, None) or next(named, 1)
    where = error.where.replace(str(path), f"{path}:{number}", 1)
    return DataError(error.what, where, error.todo)


def key_place(path: Path, key: str, table: str = "") -> str:
    """Return ``file:line`` of `key` in `table` of a TOML file, as an error tells it.

    Parameters
    ----------
    path : pathlib.Path
        A file that is well-formed TOML.
    key : str
        A key, or the name of a table where `table` is empty.
    table : str
        The table that holds the key; empty for the top of the file.
    """
    line = _key_lines(path, path.stat().st_mtime_ns).get((table, key), 1)
    return f"{path}:{line}" + (f" [{table}]" if table else "")


@lru_cache(maxsize=8)
def _key_lines(path: Path, changed: int) -> dict[tuple[str, str], int]:
    out: dict[tuple[str, str], int] = {}
    table = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if header := _HEADER.match(line):
            table = header[1]
            out.setdefault(("", table), number)
        elif key := _KEY.match(line):
            out.setdefault((table, next(k for k in key.groups() if k is not None)), number)
    return out


def check_keys(data: Iterable[str], allowed: Iterable[str], path: Path, table: str = "") -> None:
    """Refuse a key that is not among `allowed`.

    Raises
    ------
    DataError
        Naming its line and the allowed keys.
    """
    known = tuple(allowed)
    for key in data:
        if key not in known:
            where = key_place(path, key, table)
            raise DataError(f"unknown key {key!r}", where, f"Allowed keys: {', '.join(known)}")


def check_table(value: object, table: str, path: Path) -> dict[str, Any]:
    """Return `value`, after checking that it is a TOML table.

    Raises
    ------
    DataError
        If it is a list, a string or another plain value.
    """
    if not isinstance(value, dict):
        todo = f"Write [{table}] and its keys below it"
        raise DataError(f"{table} must be a table", key_place(path, table), todo)
    return value


def check_words(value: object, key: str, where: str) -> list[str]:
    """Return `value`, after checking that it is a list of words.

    Raises
    ------
    DataError
        If it is no list, is empty, has something else than words, or repeats one.
    """
    if (
        not isinstance(value, list)
        or not value
        or not all(isinstance(v, str) and v.strip() for v in value)
    ):
        raise DataError(f"{key} must be a list of words, not empty", where, f'Write {key} = ["…"]')
    if len(set(value)) < len(value):
        twice = next(word for word, count in Counter(value).items() if count > 1)
        raise DataError(f"{key} repeats {twice!r}", where, "Leave one")
    return value


def check_lists(
    data: dict[str, Any], keys: Iterable[str], path: Path, table: str = ""
) -> dict[str, list[str]]:
    """Return `data` as word lists, after checking keys and words.

    Raises
    ------
    DataError
        For an unknown key, an empty list, a word that is no string or stands twice; the
        message names file and line.
    """
    check_keys(data, keys, path, table)
    for key, value in data.items():
        check_words(value, key, key_place(path, key, table))
    return data
