"""From a document's text to a Doc that the model reads well, with offsets kept.

The default pipeline was trained on newswire with straight quotes and without blank
lines; curly quotes and line breaks inside a Doc throw its parser off. So the words
are normalised one for one, white space is left out, and each token remembers where it
stands in the text. Sentences end at paragraph ends and final punctuation only: the
parser may not cut elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

import graph.language.annotations  # noqa: F401  (registers the extensions)
from graph.model import Document

# Character for character, so that offsets stay as they are.
_PLAIN = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‟": '"',
        "‘": "'", "’": "'", "‚": "'", "´": "'", "`": "'",
        "–": "-", "—": "-", "―": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200b": " ",
        "\ufeff": " ",
    }
)  # fmt: skip
_PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
# A corpus may mask figures ("*NUMBER*"); the parser reads a plain figure in its place.
_MASK = re.compile(r"\*[A-Z]{3,12}\*")
# A space lost after a full stop, comma or bracket ("México.El", "CECOP).En").
_LOST_SPACE = re.compile(
    r"(?<=[a-záéíóúñü)\"])(?=[.,;:]+[A-ZÁÉÍÓÚÑ¿¡\"(])|(?<=[a-záéíóúñü)\"][.,;:])(?=[A-ZÁÉÍÓÚÑ¿¡(])"
)
# Inside these a full stop or colon before a capital parts nothing ("www.Example.org").
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s,;()\"<>]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)
# "Managua, 14 jun (EFE).- La Conferencia …": what tells where and when is no part of the sentence.
_DATELINE = re.compile(
    r"[A-ZÁÉÍÓÚÑ][\w'’]+(?:[ ,./(]+(?:(?:[Dd]e|del|el|la|los|las|y|en)|[A-ZÁÉÍÓÚÑ][\w'’]*|\d{1,4}"
    r"|(?:ene|feb|mar|abr|may|jun|jul|ago|sep|sept|oct|nov|dic)[a-z]*))*[ .)/]*"
    r"(?:(?<=[.)])-+ ?| -+ )(?=[A-ZÁÉÍÓÚÑ¿¡\"])"
)
# Three acronyms side by side are allies ("PRI-PVEM-Panal"); two may be one ("IMSS-Bienestar").
_SIDE_BY_SIDE = re.compile(r"[A-ZÑ]{2,6}(?:-[A-ZÁÉÍÓÚÑ][A-Za-záéíóúñ]{2,12}){2,}")
# What a dateline leaves stuck to a word: "EFE).-", "TEGUCIGALPA.-", "Efe)-".
_STUCK = re.compile(r"(.*\w)(\)(?=.))?((?:\.|(?<=\)))-+)")
_FINAL = frozenset({".", "?", "!", "...", "…", "?!", "!?"})
_CLOSERS = frozenset({'"', "'", ")", "]"})
_MOST_CLOSERS = 8  # that end one sentence
# The tokeniser looks at a word again for each sign that it takes off it, so that 20,000 brackets
# in a row cost it half a minute. A stretch longer than any address is given to it in pieces.
_LONG = re.compile(r"\S{1000,}")
_PIECE = 250


def make_doc(nlp: Language, document: Document) -> Doc:
    """Tokenise `document` for `nlp`.

    Parameters
    ----------
    nlp : spacy.Language
        The Spanish pipeline, whose tokeniser and vocabulary are used.
    document : Document
        Its text is read from ``document.body`` on.

    Returns
    -------
    spacy.tokens.Doc
        Words without white space, sentence starts set, and on ``doc._`` the text, the
        date and the offsets ``begins`` and ``ends`` of each token.
    """
    words: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    starts: list[bool | int | None] = []
    for paragraph in _PARAGRAPH.finditer(document.text, document.body):
        _add_paragraph(nlp, paragraph, words, begins, ends, starts)
    spaces = [e != b for e, b in zip(ends, begins[1:], strict=False)] + [False] * bool(words)
    doc = Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts)
    doc._.text, doc._.date = document.text, document.date
    doc._.begins, doc._.ends = begins, ends
    return doc


def _add_paragraph(
    nlp: Language,
    paragraph: re.Match[str],
    words: list[str],
    begins: list[int],
    ends: list[int],
    starts: list[bool | int | None],
) -> None:
    plain = paragraph[0].translate(_PLAIN)
    plain = _MASK.sub(lambda m: "9" * len(m[0]), plain)
    at, first = paragraph.start(), len(words)
    dateline = _DATELINE.match(plain)
    text_begin = at + dateline.end() if dateline else -1
    cuts = sorted({0, *_lost_spaces(plain), *_long_stretches(plain), len(plain)})
    for begin, end in pairwise(cuts):
        for token in nlp.tokenizer(plain[begin:end]):
            if token.is_space:
                continue
            for part, offset in _parts(token.text):
                words.append(part)
                begins.append(at + begin + token.idx + offset)
                ends.append(begins[-1] + len(part))
                # What follows a quote mark that opens a sentence does not open another.
                opened = len(words) - 1 > first and starts[-1] is True and words[-2] in _CLOSERS
                starts.append(
                    len(words) - 1 == first
                    or begins[-1] == text_begin
                    or (not opened and _starts_sentence(words, first))
                )


def _parts(word: str) -> list[tuple[str, int]]:
    """Return the parts of a token with their offsets: acronyms side by side, datelines."""
    if "-" not in word:
        return [(word, 0)]
    stuck = _STUCK.fullmatch(word)
    if stuck:
        return [(stuck[k], stuck.start(k)) for k in (1, 2, 3) if stuck[k]]
    if not _SIDE_BY_SIDE.fullmatch(word):
        return [(word, 0)]
    return [(m[0], m.start()) for m in re.finditer(r"-|[^-]+", word)]


def _long_stretches(plain: str) -> list[int]:
    """Return the offsets at which what has no space for a thousand characters is cut."""
    return [at for m in _LONG.finditer(plain) for at in range(m.start() + _PIECE, m.end(), _PIECE)]


def _lost_spaces(plain: str) -> list[int]:
    """Return the offsets in `plain` at which a space is missing."""
    found = [m.start() for m in _LOST_SPACE.finditer(plain)]
    if not found:
        return []
    addresses = [m.span() for m in _ADDRESS.finditer(plain)]
    begins = [begin for begin, _ in addresses]
    ends = [0, *[end for _, end in addresses]]
    return [at for at in found if at >= ends[bisect_left(begins, at)]]


def _starts_sentence(words: list[str], first: int) -> bool:
    """Whether the last of `words` begins a sentence, judging by the words before it."""
    word = words[-1]
    if not (word[0].isupper() or word[0].isdigit() or word[0] in "\"'¿¡(-["):
        return False
    k = len(words) - 2
    least = max(first, k - _MOST_CLOSERS)
    while k > least and words[k] in _CLOSERS:
        k -= 1
    if words[k] not in _FINAL and not (words[k].endswith("...") or words[k] == "…"):
        return False
    # A closing quote after the full stop belongs to the sentence that it closes.
    return not (word in _CLOSERS and _is_open_quote(words, first, word))


def _is_open_quote(words: list[str], first: int, quote: str) -> bool:
    return words[first:-1].count(quote) % 2 == 1 or quote in ")]"
