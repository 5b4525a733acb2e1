"""From bytes to text: UTF-8 (with or without a byte order mark) and Windows-1252, nothing guessed.

Spanish text files are in practice UTF-8 or, from older systems, Windows-1252. Any
other encoding read as one of these would give wrong letters in a graph that looks right, so a
text that fails both is refused with a reason.
"""

from __future__ import annotations

import codecs
import re
from typing import IO

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
_SAMPLE = 1 << 20


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
    refuse_unreadable(text, where)
    return text


def refuse_unreadable(text: str, where: str) -> None:
    """Refuse a text that is no article: empty, too long, binary, or with letters lost.

    Raises
    ------
    SourceError
        If it is one of these.
    """
    if not text.strip():
        raise SourceError("there is no text in it", where, "Give inputs with a text")
    if len(text) > MAX_CHARACTERS:
        what = f"text of {len(text):,} characters, more than {MAX_CHARACTERS:,}"
        raise SourceError(what, where, "Split it into one file for each article")
    if "\0" in text:
        raise SourceError("binary data, not text", where, "Give a text")
    if any("\ud800" <= ch <= "\udfff" for ch in text):
        raise SourceError("half a character (a lone surrogate)", where, "Write the text anew")
    _refuse_damaged(text, where)


def decode_as(data: bytes, charset: str | None, where: str) -> str:
    """Decode `data` in the encoding that a page, a mail or a server declares.

    Parameters
    ----------
    data : bytes
        The whole text.
    charset : str or None
        The name of an encoding. None, an unknown name and one in which `data` is not written
        are as if nothing were declared.
    where : str
        The input, for errors.

    Returns
    -------
    str
        The text without byte order mark; as `decode` reads it where nothing is declared.

    Raises
    ------
    SourceError
        As `decode`.
    """
    declared = "utf-16" if data.startswith(_UTF16_32[:2]) else charset
    if declared:
        try:
            name = codecs.lookup(declared).name
            # What calls itself Latin-1 on the web is Windows-1252, by the rules of browsers.
            text = data.decode("cp1252" if name in ("iso8859-1", "ascii") else name)
            return str(text).removeprefix("\ufeff")
        except (LookupError, ValueError, UnicodeError, AttributeError):
            pass
    return decode(data, where)


def encoding_of(stream: IO[bytes], where: str) -> str:
    """Return the codec in which the lines of `stream` are written; it is read to its end.

    Raises
    ------
    SourceError
        If they are in another encoding than UTF-8 and Windows-1252.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    sample = stream.read(_SAMPLE)
    if sample.startswith(_UTF16_32):
        raise SourceError("UTF-16 or UTF-32 text, which is not read", where, _SAVE)
    if b"\0" in sample:
        raise SourceError("binary file, not text", where, "Give a text file")
    chunk = sample
    try:
        while chunk:
            decoder.decode(chunk)
            chunk = stream.read(_SAMPLE)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        # The letters must be judged where there are some: the header may have none.
        _decode_windows(sample + chunk, where)
        return "cp1252"
    return "utf-8-sig"


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
