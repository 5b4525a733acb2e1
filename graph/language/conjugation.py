"""Every form of a Spanish verb, from its infinitive, and the way back.

A statistical lemmatiser guesses ("envía" gives "envíar"); a list of infinitives with all
their forms does not. Endings, irregular stems and exceptions stand in
``ontology/lexicon/es/conjugation.toml``; here is what follows from spelling alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from graph.errors import DataError
from graph.language.conjugation_table import ACCENTED, Conjugation, Family, load_conjugation

_INFINITIVE = re.compile(r"[a-záéíóúüñ]*(?:[aeií]r)")
_PLAIN = str.maketrans("áéíóú", "aeiou")
_SHORT_ROOT = re.compile(r"[^aeiouáéíóúü]+u?[iu]")
_ONE_SYLLABLE = re.compile(r"[áéíó](?:i?s)?")


def plain_infinitive(verb: str) -> str:
    """Return the infinitive without its reflexive clitic: "reunirse" gives "reunir"."""
    return verb[:-2] if verb.endswith(("arse", "erse", "irse", "írse")) else verb


@lru_cache(maxsize=8192)
def forms(infinitive: str) -> frozenset[str]:
    """Return every simple form of a verb, without enclitic pronouns.

    Parameters
    ----------
    infinitive : str
        In lower case; "reunirse" has the forms of "reunir".

    Returns
    -------
    frozenset[str]
        Finite forms of all moods (of "vos" and "vosotros" too), infinitive, gerund and the
        participles in four agreement forms.

    Raises
    ------
    DataError
        If `infinitive` does not end as an infinitive does.
    """
    verb = _checked(infinitive)
    data = load_conjugation()
    family = data.family(verb)
    out = set(participles(verb))
    if family and family.complete:
        out.update(family.words("forms", verb))
        return frozenset(out)
    out.update(_regular(verb, family, data))
    if family:
        out.update(family.words("forms", verb))
        out.difference_update(family.words("not", verb))
    return frozenset(out)


@lru_cache(maxsize=8192)
def participles(infinitive: str) -> frozenset[str]:
    """Return the past participles of a verb: "decir" gives dicho, dicha, dichos, dichas.

    Parameters
    ----------
    infinitive : str
        In lower case, with or without "-se".

    Raises
    ------
    DataError
        If `infinitive` does not end as an infinitive does.
    """
    verb = _checked(infinitive)
    data = load_conjugation()
    family = data.family(verb)
    if verb in data.participles:
        masculine: Iterable[str] = data.participles[verb]
    elif family and "participle" in family.stems:
        masculine = family.stem("participle", verb)
    else:
        masculine = _tail_participles(verb, data)
    return frozenset(m[:-1] + ending for m in masculine for ending in ("o", "a", "os", "as"))


def _tail_participles(verb: str, data: Conjugation) -> list[str]:
    for tail, words in data.participle_tails:
        if verb.endswith(tail):
            return [verb[: -len(tail)] + word for word in words]
    root, kind = _root(verb)
    return [_join(root, e) for e in data.endings[kind]["participle"]]


def _checked(infinitive: str) -> str:
    verb = plain_infinitive(infinitive)
    if not _INFINITIVE.fullmatch(verb):
        todo = "Write it in lower case, ending in -ar, -er, -ir, with or without -se"
        raise DataError("not a Spanish infinitive", repr(infinitive), todo)
    return verb


def _root(verb: str) -> tuple[str, str]:
    return verb[:-2], verb[-2:].replace("í", "i")


def _regular(verb: str, family: Family | None, data: Conjugation) -> set[str]:
    """All forms but the participles, from the stems."""
    root, kind = _root(verb)
    endings = data.endings[kind]
    strong = _own(family, "strong", verb) or _strong_stems(verb, root, kind, data)
    raised = _raised_stem(verb, root, kind, data)
    out = {_join(root, e) for e in endings["weak"]}
    out.update(s + e for s in strong for e in endings["strong"])
    out.update(
        f + e
        for f in _own(family, "future", verb) or [verb.replace("í", "i")]
        for e in data.endings["future"]["all"]
    )
    gerund = (_own(family, "gerund", verb) or [raised])[0]
    out.update(_join(gerund, e) for e in endings["gerund"])
    if kind == "ar":
        out.update(_before_e(s) + e for s in strong for e in endings["strong_turned"])
        out.update(_before_e(root) + e for e in endings["weak_turned"])
    else:
        # "construyamos", "durmamos": not the root, which other verbs have there ("perdamos").
        weak = strong if _is_uir(verb) else [raised]
        first = _own(family, "first", verb)
        told = _own(family, "subjunctive", verb) or first
        turned = [_before_a(s, verb, data) for s in strong]
        out.update(s + e for s in first or turned for e in endings["first"])
        out.update(s + e for s in told or turned for e in endings["strong_turned"])
        turned = [_before_a(s, verb, data) for s in weak]
        out.update(s + e for s in told or turned for e in endings["weak_turned"])
    return out | _past(verb, root, raised, endings, family, data)


def _own(family: Family | None, key: str, verb: str) -> list[str]:
    return family.stem(key, verb) if family else []


def _past(
    verb: str,
    root: str,
    raised: str,
    endings: dict[str, tuple[str, ...]],
    family: Family | None,
    data: Conjugation,
) -> set[str]:
    """The past and the two imperfect subjunctives, which share a stem."""
    own = _own(family, "past", verb)
    if own:
        # "dijeron", "trajera": the j swallows the i, which "tejieron" keeps.
        return {
            stem + (e[1:] if stem.endswith("j") and e.startswith(("ie", "ié")) else e)
            for stem in own
            for e in data.endings["own_past"]["all"]
        }
    out = {_join(root, e) for e in endings["past"]}
    out.update(_join(raised, e) for e in endings["raised"])
    out.update(_before_e(root) + e for e in endings.get("past_turned", ()))
    if _SHORT_ROOT.fullmatch(root):
        # "guio", "crie", "huis": in today's spelling one syllable, so no accent.
        keys = (
            ("weak", "weak_turned", "past", "past_turned")
            if verb.endswith("ar")
            else ("weak", "past")
        )
        met = (e for key in keys for e in endings[key] if _ONE_SYLLABLE.fullmatch(e))
        out.update(root + e.translate(_PLAIN) for e in met)
    return out


def _strong_stems(verb: str, root: str, kind: str, data: Conjugation) -> list[str]:
    """The stem where it bears the stress: cierr(a), pued(e), pid(e), enví(a), construy(e)."""
    changes = data.changes
    if verb in changes["ie"]:
        at = _last(root, "ei")
        changed = root[:at] + ("ie" if at else "ye") + root[at + 1 :]
    elif verb in changes["ue"]:
        changed = _diphthong_ue(root)
    elif verb in changes["i"]:
        changed = _with_last(root, "e", "i")
    elif _is_uir(verb):
        return [root.replace("ü", "u") + "y"]
    elif verb in changes["accent"] or (kind == "ar" and _ends_in_open_u(root)):
        at = _last(root, "iu")
        changed = root[:at] + root[at].translate(ACCENTED) + root[at + 1 :]
    else:
        return [root]
    return [changed, root] if verb in changes["both"] else [changed]


def _raised_stem(verb: str, root: str, kind: str, data: Conjugation) -> str:
    """The stem of -ir verbs where the ending has a diphthong: sint(ió), durm(ió), pid(ió)."""
    changes = data.changes
    if kind != "ir" or verb in changes["unraised"]:
        return root
    if verb in changes["i"] or (verb in changes["ie"] and root[_last(root, "ei")] == "e"):
        return _with_last(root, "e", "i")
    return _with_last(root, "o", "u") if verb in changes["ue"] else root


def _last(root: str, vowels: str) -> int:
    return max(root.rfind(v) for v in vowels)


def _with_last(root: str, old: str, new: str) -> str:
    at = root.rfind(old)
    return root[:at] + new + root[at + 1 :]


def _ends_in_open_u(root: str) -> bool:
    """Whether an -ar verb is of the kind of "actuar": "actúa", but "averigua", "adecua"."""
    return root.endswith("u") and not root.endswith(("cu", "gu", "qu"))


def _diphthong_ue(root: str) -> str:
    at = _last(root, "ou")
    if at == 0:
        return "hue" + root[1:]
    # "avergüenza", "degüella": after g the u must be heard.
    return root[:at] + ("üe" if root[at - 1] == "g" else "ue") + root[at + 1 :]


def _is_uir(verb: str) -> bool:
    return verb.endswith(("uir", "üir")) and not verb.endswith(("guir", "quir"))


def _before_e(stem: str) -> str:
    """Spell the stem of an -ar verb before e: busqu(é), lleg(u)(é), alc(é), averigü(é)."""
    if stem.endswith("c"):
        return stem[:-1] + "qu"
    if stem.endswith("gu"):
        return stem[:-1] + "ü"
    if stem.endswith("g"):
        return stem + "u"
    return stem[:-1] + "c" if stem.endswith("z") else stem


def _before_a(stem: str, verb: str, data: Conjugation) -> str:
    """Spell the stem of an -er or -ir verb before a and o: elij(o), conozc(o), sig(o)."""
    if stem.endswith("qu"):
        return stem[:-2] + "c"
    if stem.endswith("gu"):
        return stem[:-1]
    if stem.endswith("g"):
        return stem[:-1] + "j"
    if not stem.endswith("c"):
        return stem
    z_only = stem[-2:-1] not in "aeiou" or verb in data.changes["z"]
    return stem[:-1] + ("z" if z_only else "zc")


def _join(stem: str, ending: str) -> str:
    """Put stem and ending together where their meeting changes the ending's i."""
    if ending[0] != "i" or stem.endswith(("gu", "qu")):
        return stem + ending
    if ending[1:2] and ending[1] in "eéoó":
        if stem.endswith(("a", "e", "o", "u", "ü")):
            return stem.replace("ü", "u") + "y" + ending[1:]  # leyó, construyeron, arguyó
        if stem.endswith(("ñ", "ll")) or not stem:
            return stem + ending[1:]  # riñó, bulleron
    elif stem.endswith(("a", "e", "o")):
        return stem + "í" + ending[1:]  # leíste, oímos
    return stem + ending


class VerbForms:
    """The forms of a list of verbs, and to which of them a word may belong.

    Parameters
    ----------
    infinitives : Iterable[str]
        In lower case; "reunir" and "reunirse" may both be listed.

    Raises
    ------
    DataError
        If one of them does not end as an infinitive does.
    """

    def __init__(self, infinitives: Iterable[str]) -> None:
        index: dict[str, tuple[str, ...]] = {}
        for infinitive in sorted(set(infinitives)):
            alone = (infinitive,)
            for form in forms(infinitive):
                index[form] = index[form] + alone if form in index else alone
        self._index = index

    def lemmas(self, form: str) -> tuple[str, ...]:
        """Return the listed infinitives of which `form` is a form, sorted; often none.

        Parameters
        ----------
        form : str
            In lower case, without enclitic pronouns (see `split_enclitics`).
        """
        return self._index.get(form, ())

    def __contains__(self, form: object) -> bool:
        return form in self._index
