"""From bytes to text: UTF-8 (with or without a byte order mark) and Windows-1252, nothing guessed.

Spanish text files are in practice UTF-8 or, from older systems, Windows-1252. Any
other encoding read as one of these would give wrong letters in a graph that looks right, so a
text that fails both is refused with a reason.
"""

from __future__ import annotations

import re

from graph.errors import SourceError

MAX_CHARACTERS = 1_000_000
"""A longer text is no news article, and the parser's memory grows with its length."""

_UTF16_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
# What Spanish prose has beyond ASCII: its letters, those of neighbours' names, its punctuation.
_EXPECTED = frozenset(
    "áéíóúüñÁÉÍÓÚÜÑàèòçïâêôîûäöëãõåøæßÀÈÒÇÏÂÊÔÄÖËÃÕÅØÆýžšŽŠ"
    "¿¡«»“”‘’„‚–—…·•ªº°€£§©®™²³½¼¾×´¨\u00a0\u00ad"
)
# Mac OS Roman has ó, ñ and í where Windows-1252 has a dash, a dash and an apostrophe: "habl— ".
_ACCENTED = frozenset("áéíóúñÁÉÍÓÚÑ")
_GLUED = re.compile(r"[a-z][–—][\s\w]|[a-z]’[a-z]{2}")
_ALLOWED_CONTROLS = frozenset("\t\n\r\f\v\x1b\x85")
_SAVE = "Save it as UTF-8 and try again"


def decode(data: bytes, where: str) -> str:
    """Decode the bytes of a text file.

    Parameters
    ----------
    data : bytes
        The whole file.
    where : str
        The name of the file, for the error.

    Returns
    -------
    str
        The text with its line ends as they are; a byte order mark is left out.

    Raises
    ------
    SourceError
        If the file is empty, binary, too long, or in another encoding than UTF-8 and
        Windows-1252.
    """
    if data.startswith(_UTF16_32):
        raise SourceError("UTF-16 or UTF-32 text, which is not read", where, _SAVE)
    if b"\0" in data:
        raise SourceError("binary file, not text", where, "Give a text file")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _decode_windows(data, where)
    if not text.strip():
        raise SourceError("empty file", where, "Remove it or put a text in it")
    if len(text) > MAX_CHARACTERS:
        what = f"text of {len(text):,} characters, more than {MAX_CHARACTERS:,}"
        raise SourceError(what, where, "Split it into one file for each article")
    _refuse_damaged(text, where)
    return text


def _decode_windows(data: bytes, where: str) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        what = f"wrong encoding: neither UTF-8 nor Windows-1252 (byte {error.start})"
        raise SourceError(what, where, _SAVE) from error
    if sum(ch < " " and ch not in _ALLOWED_CONTROLS for ch in text) * 100 > len(text):
        raise SourceError("binary file, not text", where, "Give a text file")
    foreign = [ch for ch in text if ch > "\x7f"]
    odd = [ch for ch in foreign if ch not in _EXPECTED]
    # Any byte is some character in Windows-1252, so the letters must be those of Spanish text.
    if len(odd) * 10 > len(foreign):
        what = f"wrong encoding: as Windows-1252 it would contain {odd[0]!r}"
        raise SourceError(what, where, _SAVE)
    if _ACCENTED.isdisjoint(text) and (glued := _GLUED.search(text)):
        what = f"wrong encoding: as Windows-1252 it would contain {glued[0]!r}"
        raise SourceError(what, where, _SAVE)
    return text


def _refuse_damaged(text: str, where: str) -> None:
    if sum(ch < " " and ch not in _ALLOWED_CONTROLS for ch in text) * 100 > len(text):
        raise SourceError("binary file, not text", where, "Give a text file")
    if text.count("\ufffd") * 200 > len(text):
        what = "letters lost in an earlier conversion (U+FFFD)"
        raise SourceError(what, where, "Fetch the text again in its own encoding")
