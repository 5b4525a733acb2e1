"""Is this text in Spanish? Asked of two libraries, the quick one first.

CLD2 answers in a millisecond and does not call Galician, Portuguese or Catalan prose
Spanish, but it errs on short Spanish texts. So what it accepts is accepted; on the rest langid,
slower to load and surer, decides. A text in doubt is accepted: a wrong refusal loses
what the user asked for.
"""

from __future__ import annotations

import re

from graph.errors import SourceError

_MIN_LETTERS = 40
"""Below this both libraries are wrong too often (on Spanish news: one text in eight)."""

_MARGIN = 10.0
"""By how much (natural log) another language must be likelier than Spanish."""

# Close relatives of Castilian without a press of their own: a text that is called so is Spanish.
_AS_SPANISH = frozenset({"es", "an", "ast", "ext", "lad"})
_NAMES = {
    "ca": "Catalan", "de": "German", "en": "English", "eu": "Basque", "fr": "French",
    "gl": "Galician", "it": "Italian", "la": "Latin", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "zh": "Chinese", "ar": "Arabic", "oc": "Occitan",
}  # fmt: skip
_NOT_PROSE = re.compile(r"https?://\S+|\*[A-Z]+\*|[^\w\s'’·.,;-]|_|\d")


def other_language(text: str) -> str | None:
    """Return the code of the language of `text` if that is clearly not Spanish.

    Parameters
    ----------
    text : str
        Prose, without its header.

    Returns
    -------
    str or None
        An ISO 639 code, or None for Spanish and for a text too short to tell.
    """
    prose = " ".join(_NOT_PROSE.sub(" ", text).split())
    if sum(ch.isalpha() for ch in prose) < _MIN_LETTERS and prose.isascii():
        return None
    if _quick_look(prose) == "es":
        return None
    return _second_opinion(prose)


def require_spanish(text: str, where: str) -> None:
    """Refuse `text` where it is clearly in another language.

    Raises
    ------
    SourceError
        If it is.
    """
    code = other_language(text)
    if code is not None:
        what = f"text in another language ({_NAMES.get(code, code)}), not Spanish"
        raise SourceError(what, where, "Give Spanish texts only")


def _quick_look(prose: str) -> str:
    import pycld2

    try:
        _, _, found = pycld2.detect(prose, bestEffort=True)
    except pycld2.error:  # code points that it does not take
        return "un"
    return str(found[0][1])


def _second_opinion(prose: str) -> str | None:
    import py3langid

    # A sample is enough, and keeps the score's margin comparable.
    ranked = py3langid.rank(prose[:2000])
    scores = {str(code): float(score) for code, score in ranked}
    best = str(ranked[0][0])
    if best in _AS_SPANISH or scores[best] - scores["es"] < _MARGIN:
        return None
    return best
