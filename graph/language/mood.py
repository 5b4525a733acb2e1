"""Mood and tense of a finite form, where the tagger's guess and the spelling disagree.

Spelling decides most forms ("negocian" of *negociar* is no subjunctive, "excarcele" of
*excarcelar* no indicative); the tagger, which reads headlines badly, decides the rest.
"""

from __future__ import annotations

import re

_FUTURE = re.compile(r"r(?:é|ás|á|emos|éis|án)")
_CONDITIONAL = re.compile(r"ría(?:s|mos|is|n)?")
_PRETERITE = re.compile(r"(?:ó|aron|ieron|jeron)")
# Their present ends as other verbs' other mood does.
_ODD = frozenset({"ir", "ser", "haber", "ver", "dar", "estar"})


def mood_and_tense(low: str, lemmas: tuple[str, ...], morph: dict[str, str]) -> tuple[str, str]:
    """Return mood and tense of the finite form `low`, as Universal Dependencies names them.

    Parameters
    ----------
    low : str
        The form in lower case, without enclitics.
    lemmas : tuple[str, ...]
        The infinitives of which it may be a form; without any the tagger decides.
    morph : dict[str, str]
        What the tagger says.

    Returns
    -------
    tuple[str, str]
        Mood ("Ind", "Sub", "Imp", "Cnd" or "") and tense ("Pres", "Past", "Imp", "Fut" or "").
    """
    mood, tense = morph.get("Mood", ""), morph.get("Tense", "")
    if not mood or not lemmas:
        return mood, tense
    for lemma in lemmas:
        ending = low.removeprefix(lemma) if low.startswith(lemma) else ""
        if ending in ("á", "án", "é", "emos"):
            return "Ind", "Fut"
        if ending in ("ía", "ían", "íamos"):
            return "Cnd", "Pres"
    if tense == "Fut" and mood == "Ind" and not _ends(_FUTURE, low):
        tense = "Pres"
    if mood == "Cnd" and not _ends(_CONDITIONAL, low):
        return "Ind", "Pres"
    if _ends(_PRETERITE, low) and not _ends(_FUTURE, low):
        return "Ind", "Past"
    spelt = _present_mood(low, lemmas)
    if spelt == "Ind" and mood in ("Sub", "Imp"):
        return "Ind", "Pres"
    if spelt == "Sub" and mood == "Ind" and tense in ("Pres", ""):
        return "Sub", "Pres"
    return mood, tense


def _ends(pattern: re.Pattern[str], low: str) -> bool:
    return re.search(f"(?:{pattern.pattern})$", low) is not None


def _present_mood(low: str, lemmas: tuple[str, ...]) -> str:
    """Return the mood that the theme vowel of a present tells, "" where it tells none.

    Verbs in -ar have *a* in the indicative and *e* in the subjunctive, the others the reverse.
    """
    kinds = {lemma[-2:].replace("í", "i") for lemma in lemmas}
    if kinds & {"ar"} and len(kinds) > 1 or not _ODD.isdisjoint(lemmas):
        return ""
    stem = low[: -len(ending)] if (ending := _person(low)) else low
    vowel = stem[-1:]
    if vowel not in "ae" or vowel == "":
        return ""
    if kinds == {"ar"}:
        # "comprara" is the infinitive and an a; "prestara", "compra" and "declara" are told apart.
        if stem in {f"{lemma}a" for lemma in lemmas} or stem.endswith(("ase", "aba")):
            return ""
        return "Ind" if vowel == "a" else "Sub"
    if stem.endswith(("ía", "era", "ese", "ra", "se")):
        return ""
    return "Ind" if vowel == "e" else "Sub"


def _person(low: str) -> str:
    """Return the ending of the person: "n" of "negocian"."""
    return next((e for e in ("mos", "s", "n") if low.endswith(e)), "")
