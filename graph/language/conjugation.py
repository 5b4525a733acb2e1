"""Every form of a Spanish verb, from its infinitive, and the way back.

A statistical lemmatiser guesses ("envía" gives "envíar"); a list of infinitives with all
their forms does not. Endings, irregular stems and exceptions stand in
``ontology/lexicon/es/conjugation.toml``; here is what follows from spelling alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from graph.errors import DataError
from graph.vocabulary import data_folder

_TABLES = {
    "endings": None,
    "changes": ("ie", "ue", "i", "accent", "both", "unraised", "z"),
    "participles": None,
    "family": (
        "ending", "verbs", "first", "subjunctive", "strong", "past", "gerund", "future",
        "participle", "forms", "not", "complete",
    ),
    "enclitics": ("pronouns", "imperatives", "bare", "never"),
}  # fmt: skip
_SHARED = (
    "weak", "weak_turned", "strong", "strong_turned", "past", "raised", "gerund", "participle",
)  # fmt: skip
_ENDINGS = {
    "ar": (*_SHARED, "past_turned"),
    "er": (*_SHARED, "first"),
    "ir": (*_SHARED, "first"),
    "own_past": ("all",),
    "future": ("all",),
}
_INFINITIVE = re.compile(r"[a-záéíóúüñ]*(?:[aeií]r)")
_ACCENTED = str.maketrans("aeiou", "áéíóú")
_PLAIN = str.maketrans("áéíóú", "aeiou")
# í and ú that keep their accent whatever follows: "reírse", "envíalo", "reúnete".
_HIATUS = re.compile(r"[aeo][íú]|[íú][aeo]")
_VOWEL = re.compile(r"[aeiouáéíóúü]")
_SHORT_ROOT = re.compile(r"[^aeiouáéíóúü]+u?[iu]")
_ONE_SYLLABLE = re.compile(r"[áéíó](?:i?s)?")
_SHORT_WORD = re.compile(r"[^aeiouáéíóú]*[iu]?[aeiou]i?[ns]?")
# Not "convier|te", "muer|te".
_ENDS_AS_INFINITIVE = re.compile(r"(?:[aeo]í|a|(?<![iu])e|i)r$")
_ENDS_AS_IMPERATIVE = re.compile(r"(?:[ae]n?|mos)$")
_ENDS_AS_PLURAL_IMPERATIVE = re.compile(r"[aeiouáéíóú].*[aei]d$")
_BEFORE_LAST = re.compile(r"[áéíóú].*[aeiou]")


@dataclass(frozen=True, slots=True)
class _Family:
    ending: str
    verbs: frozenset[str]
    stems: dict[str, tuple[str, ...]]
    complete: bool

    def has(self, verb: str) -> bool:
        return verb.endswith(self.ending) and (not self.verbs or verb in self.verbs)

    def stem(self, key: str, verb: str) -> list[str]:
        """The stems under `key`, put in the place of the ending."""
        prefix = verb[: -len(self.ending)]
        return [prefix + stem for stem in self.stems.get(key, ())]

    def words(self, key: str, verb: str) -> list[str]:
        """The whole words under `key`, with the accent that a prefix may bring."""
        prefix = verb[: -len(self.ending)]
        return [_prefixed(prefix, word) for word in self.stems.get(key, ())]


@dataclass(frozen=True, slots=True)
class _WordList:
    """Words, and endings that were written with a star."""

    words: frozenset[str]
    tails: tuple[str, ...]

    def __contains__(self, word: str) -> bool:
        return word in self.words or (bool(self.tails) and word.endswith(self.tails))


@dataclass(frozen=True, slots=True)
class _Conjugation:
    """What conjugation.toml says."""

    endings: dict[str, dict[str, tuple[str, ...]]]
    changes: dict[str, _WordList]
    participles: dict[str, tuple[str, ...]]
    participle_tails: tuple[tuple[str, tuple[str, ...]], ...]
    families: tuple[_Family, ...]
    enclitics: dict[str, frozenset[str]]

    def family(self, verb: str) -> _Family | None:
        return next((f for f in self.families if f.has(verb)), None)


@lru_cache(maxsize=4)
def load_conjugation(path: Path | None = None) -> _Conjugation:
    """Read and check the table of conjugation.

    Parameters
    ----------
    path : pathlib.Path or None
        A file like ``ontology/lexicon/es/conjugation.toml``, which None stands for.

    Raises
    ------
    DataError
        Naming the file, where it is not TOML, a key is unknown or missing, or a list is
        empty or repeats a word.
    """
    path = path or data_folder() / "lexicon" / "es" / "conjugation.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"not readable as TOML: {error}", str(path), "Mend the file") from error
    _check_keys(data, tuple(_TABLES), str(path), complete=True)
    where = f"{path}, table"
    _check_keys(data["endings"], tuple(_ENDINGS), f"{where} endings", complete=True)
    endings = {}
    for name, keys in _ENDINGS.items():
        _check_keys(data["endings"][name], keys, f"{where} endings.{name}", complete=True)
        endings[name] = _lists(data["endings"][name], f"{where} endings.{name}")
    for table in ("changes", "enclitics"):
        _check_keys(data[table], _TABLES[table] or (), f"{where} {table}", complete=True)
    participles = _lists(data["participles"], f"{where} participles")
    return _Conjugation(
        endings=endings,
        changes={k: _word_list(v) for k, v in _lists(data["changes"], f"{where} changes").items()},
        participles={k: v for k, v in participles.items() if not k.startswith("*")},
        participle_tails=tuple((k[1:], v) for k, v in participles.items() if k.startswith("*")),
        families=tuple(_family(f, f"{where} family") for f in data["family"]),
        enclitics={k: frozenset(v) for k, v in _lists(data["enclitics"], where).items()},
    )


def _check_keys(data: Any, allowed: tuple[str, ...], where: str, complete: bool = False) -> None:
    todo = f"Allowed: {', '.join(allowed)}"
    if not isinstance(data, dict):
        raise DataError("not a table", where, todo)
    for key in data:
        if key not in allowed:
            raise DataError(f"unknown key {key!r}", where, todo)
    for key in allowed if complete else ():
        if key not in data:
            raise DataError(f"key {key!r} is missing", where, f"Give all of: {', '.join(allowed)}")


def _lists(table: dict[str, Any], where: str) -> dict[str, tuple[str, ...]]:
    out = {}
    for key, value in table.items():
        words = tuple(value.split()) if isinstance(value, str) else ()
        if not words:
            raise DataError(f"{key} has no words", where, "Write words separated by blanks")
        repeated = sorted({w for w in words if words.count(w) > 1})
        if repeated:
            raise DataError(f"{key} repeats {repeated[0]!r}", where, "Leave one")
        out[key] = words
    return out


def _word_list(words: tuple[str, ...]) -> _WordList:
    return _WordList(
        frozenset(w for w in words if not w.startswith("*")),
        tuple(w[1:] for w in words if w.startswith("*")),
    )


def _family(entry: dict[str, Any], where: str) -> _Family:
    _check_keys(entry, _TABLES["family"] or (), where)
    if "ending" not in entry:
        raise DataError("a family without ending", where, "Say what its verbs end in")
    where = f"{where} {entry['ending']!r}"
    complete = entry.get("complete", False)
    if not isinstance(complete, bool):
        raise DataError("complete must be true or false", where, "Write it without quotes")
    words = _lists({k: v for k, v in entry.items() if k != "complete"}, where)
    verbs = frozenset(words.pop("verbs", ()))
    ending = words.pop("ending")[0]
    return _Family(ending, verbs, words, complete)


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


def _tail_participles(verb: str, data: _Conjugation) -> list[str]:
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


def _regular(verb: str, family: _Family | None, data: _Conjugation) -> set[str]:
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


def _own(family: _Family | None, key: str, verb: str) -> list[str]:
    return family.stem(key, verb) if family else []


def _past(
    verb: str,
    root: str,
    raised: str,
    endings: dict[str, tuple[str, ...]],
    family: _Family | None,
    data: _Conjugation,
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


def _strong_stems(verb: str, root: str, kind: str, data: _Conjugation) -> list[str]:
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
        changed = root[:at] + root[at].translate(_ACCENTED) + root[at + 1 :]
    else:
        return [root]
    return [changed, root] if verb in changes["both"] else [changed]


def _raised_stem(verb: str, root: str, kind: str, data: _Conjugation) -> str:
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


def _before_a(stem: str, verb: str, data: _Conjugation) -> str:
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


def _prefixed(prefix: str, word: str) -> str:
    """Put `prefix` before `word`; a word of one syllable may need an accent then (detén)."""
    if not prefix or not _SHORT_WORD.fullmatch(word):
        return prefix + word
    strong = _last(word, "aeo")
    at = strong if strong >= 0 else _last(word, "iu")
    return prefix + word[:at] + word[at].translate(_ACCENTED) + word[at + 1 :]


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


def split_enclitics(form: str, known: Container[str] | None = None) -> tuple[str, tuple[str, ...]]:
    """Part a verb from the pronouns written onto it: "detenerlo" gives "detener", ("lo",).

    Parameters
    ----------
    form : str
        One word in lower case.
    known : Container[str] or None
        Verb forms, such as a `VerbForms`; the verb must be among them. Without it, spelling
        and a list of exceptions decide, and a rare noun may pass for a verb.

    Returns
    -------
    tuple[str, tuple[str, ...]]
        The verb spelled as it stands alone (accent, the s of "vámonos") and the pronouns from
        left to right; the word itself and () where it has none.
    """
    words = load_conjugation().enclitics
    # Adverbs in -mente look like imperatives with "te".
    if form in words["never"] or form.endswith("mente") or (known is not None and form in known):
        return form, ()
    for at, pronouns in _cuts(form, words["pronouns"]):
        # In nouns, "os" is far more often a plural ("obreros") than a pronoun.
        if "os" in pronouns and known is None:
            continue
        verb = _verb_alone(form[:at], pronouns, words)
        if verb and (known is None or verb in known):
            return verb, pronouns
    return form, ()


def _cuts(form: str, pronouns: frozenset[str]) -> list[tuple[int, tuple[str, ...]]]:
    """Where the pronouns may begin, two of them before one."""
    one = [len(form) - n for n in (2, 3) if form[len(form) - n :] in pronouns]
    two = [
        (at - n, (form[at - n : at], form[at:]))
        for at in one
        for n in (2, 3)
        if form[at - n : at] in ("me", "te", "se", "nos", "os") and form[at:] not in ("se", "os")
    ]
    return two + [(at, (form[at:],)) for at in one]


def _verb_alone(base: str, pronouns: tuple[str, ...], words: dict[str, frozenset[str]]) -> str:
    """Return `base` spelled as a verb without pronouns, "" where it can be none."""
    verb = base if _HIATUS.search(base) else base.translate(_PLAIN)
    accented = verb != base
    if _ENDS_AS_INFINITIVE.search(verb):
        if accented != (len(pronouns) == 2) and not _HIATUS.search(base):
            return ""
        return verb if verb in words["bare"] or _VOWEL.search(verb[:-2]) else ""
    if base.endswith(("ándo", "éndo")):
        return verb
    if not accented and not _HIATUS.search(base):
        single = len(pronouns) == 1
        told = verb in words["imperatives"] or _ENDS_AS_PLURAL_IMPERATIVE.search(verb)
        return verb if single and told else ""
    # One pronoun: "dígan|le" bears its accent before the verb's last syllable.
    if len(pronouns) == 1 and not _BEFORE_LAST.search(base):
        return ""
    if verb.endswith("mo") and pronouns[0] in ("nos", "se"):
        return verb + "s"
    return verb if _ENDS_AS_IMPERATIVE.search(verb) else ""
