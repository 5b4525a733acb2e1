"""Pronouns written onto a verb: "detenerlo" is "detener" and "lo".

The lists stand in ``ontology/lexicon/es/conjugation.toml``; here is what spelling tells.
"""

from __future__ import annotations

import re
from collections.abc import Container

from graph.language.conjugation_table import load_conjugation

_PLAIN = str.maketrans("áéíóú", "aeiou")
# í and ú that keep their accent whatever follows: "reírse", "envíalo", "reúnete".
_HIATUS = re.compile(r"[aeo][íú]|[íú][aeo]")
_VOWEL = re.compile(r"[aeiouáéíóúü]")
# Not "convier|te", "muer|te".
_ENDS_AS_INFINITIVE = re.compile(r"(?:[aeo]í|a|(?<![iu])e|i)r$")
_ENDS_AS_IMPERATIVE = re.compile(r"(?:[ae]n?|mos)$")
_ENDS_AS_PLURAL_IMPERATIVE = re.compile(r"[aeiouáéíóú].*[aei]d$")
_BEFORE_LAST = re.compile(r"[áéíóú].*[aeiou]")


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
