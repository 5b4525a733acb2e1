"""Which event a date expression dates, and on which side of today its verb looks."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from graph.language.annotations import TimeExpression
from graph.language.dates import Outlook
from graph.language.syntax import Tree
from graph.language.time_words import TimeWords, load_time_words


def time_of(token: Token) -> str | None:
    """Return the ISO date (or month, or year) of the event that a predicate tells.

    Parameters
    ----------
    token : spacy.tokens.Token
        The verb, or the noun of an act ("la llamada"), in a Doc with ``doc._.times``.

    Returns
    -------
    str or None
        The value of an expression in its own clause; else of one at the start of the
        sentence, which dates the main verb and the clauses that it governs; else None.
    """
    doc = token.doc
    times: list[TimeExpression] = doc._.times or []
    if not times:
        return None
    tree, words = tree_of(doc), load_time_words()
    at = token.i
    if tree.dep[at] in ("aux", "cop", "aux:pass"):
        at = tree.head[at]
    times = [t for t in times if tree.sentence[t.start] == tree.sentence[at]]
    found = _own_time(tree, times, at, words) or _carried_time(tree, times, at, words)
    return found.value if found else _opening_time(tree, times, at, words)


def _own_time(
    tree: Tree, times: list[TimeExpression], at: int, words: TimeWords
) -> TimeExpression | None:
    """The expression below `at`, the one by the shortest way, that no other verb has first."""
    ways = [
        (steps, abs(t.start - at), t) for t in times if (steps := _steps(tree, t, at, words)) >= 0
    ]
    return min(ways, key=lambda w: w[:2])[2] if ways else None


def _steps(
    tree: Tree, time: TimeExpression, at: int, words: TimeWords, through: bool = False
) -> int:
    """Count the arcs from an expression up to `at`; -1 where a clause stands between.

    With `through`, the clause may be a relative one with a light verb, as it may be below a
    noun: "(en) una llamada que sostuvieron ayer".
    """
    if time.start <= at < time.end:
        return -1
    of_noun = _is_of_noun(tree, time)
    through = through or not tree.is_verb(at)
    k, steps = _root(tree, time.start, time.end), 0
    above = _verb_beside(tree, time.start, time.end)
    above = above if above >= 0 else tree.head[k]
    while above != k and steps < tree.n:
        k, above = above, tree.head[above]
        steps += 1
        if k == at:
            return steps
        if of_noun:
            return -1
        if tree.is_predicate(k) or tree.is_clause_head(k):
            light = tree.dep[k] in ("acl", "acl:relcl") and words.light.lemmas(tree.low[k])
            if not (through and light):
                return -1
    return -1


def _root(tree: Tree, start: int, end: int) -> int:
    """The token of the stretch whose head lies outside."""
    return next(
        (k for k in range(start, end) if tree.head[k] == k or not start <= tree.head[k] < end),
        start,
    )


def _verb_beside(tree: Tree, start: int, end: int) -> int:
    """The verb right after an expression that opens a clause: "y el domingo se reunió"; or -1.

    The parser often hangs such a date on the clause before it.
    """
    first, last = tree.bounds[tree.sentence[start]]
    if start > first and tree.pos[start - 1] not in ("CCONJ", "PUNCT"):
        return -1
    k = end
    while k < last and (tree.pos[k] in ("PRON", "AUX") or tree.low[k] == "no"):
        k += 1
    return k if k < last and tree.is_verb(k) and tree.is_finite(k) else -1


def _is_of_noun(tree: Tree, time: TimeExpression) -> bool:
    """Whether "de" ties the expression to the noun before it: "la marcha del lunes"."""
    if tree.low[time.start] in ("de", "del"):
        return True
    first = time.start == tree.bounds[tree.sentence[time.start]][0]
    return not first and tree.low[time.start - 1] == "de"


def _carried_time(
    tree: Tree, times: list[TimeExpression], at: int, words: TimeWords
) -> TimeExpression | None:
    """The date of a noun's light verb, or of the verb that carries an infinitive."""
    above = tree.head[at]
    if above == at:
        return None
    if not tree.is_verb(at):
        carried = tree.dep[at] in ("obj", "nsubj", "obl") and words.light.lemmas(tree.low[above])
    else:
        carried = not tree.is_finite(at) and words.carriers.lemmas(tree.low[above])
    return _own_time(tree, times, above, words) if carried else None


def _opening_time(tree: Tree, times: list[TimeExpression], at: int, words: TimeWords) -> str | None:
    """The date at the start of the sentence, for its main verb and what that governs."""
    if not tree.is_verb(at) and not tree.is_predicate(at):
        above = tree.head[at]
        if not words.light.lemmas(tree.low[above]) or tree.dep[at] not in ("obj", "nsubj", "obl"):
            return None
        at = above
    main = at
    for _ in range(tree.n):
        for time in times:
            if (
                _opens(tree, time, main)
                and _steps(tree, time, main, words, _is_in(tree, time, main)) >= 0
            ):
                return time.value
        if tree.dep[main] not in ("ccomp", "xcomp", "conj", "parataxis") or _looks_ahead(
            tree, main
        ):
            return None
        main = tree.head[main]
    return None


def _opens(tree: Tree, time: TimeExpression, main: int) -> bool:
    """Whether the sentence opens with `time`, or with the phrase around it, before `main`."""
    start = tree.bounds[tree.sentence[main]][0]
    if time.start >= main:
        return False
    subjects = [tree.subtree(k)[0] for k in tree.subjects(main)]
    return not any(start <= s < time.start for s in subjects)


def _is_in(tree: Tree, time: TimeExpression, main: int) -> bool:
    """Whether `time` stands in a phrase with "en" or "durante", during which `main` happened."""
    k = _root(tree, time.start, time.end)
    while tree.head[k] not in (k, main):
        k = tree.head[k]
    return tree.head[k] == main and tree.cases(k) in ("en", "durante")


def _looks_ahead(tree: Tree, at: int) -> bool:
    """Whether what `at` tells was still to come: "anunció que viajará", "instruyó a tener"."""
    form = tree.morph[tree.finite_form(at)]
    if form.get("VerbForm") == "Fin":
        return form.get("Tense") == "Fut" or form.get("Mood") in ("Cnd", "Sub", "Imp")
    return any(tree.dep[k] == "mark" and tree.low[k] in ("a", "para") for k in tree.kids[at])


def outlook(tree: Tree, start: int, end: int) -> Outlook:
    """Whether the verb above an expression tells what is past or what is to come."""
    at = _verb_beside(tree, start, end)
    at = at if at >= 0 else tree.governor(_root(tree, start, end))
    for _ in range(4):
        if at < 0:
            return ""
        form = tree.morph[tree.finite_form(at)]
        if form.get("VerbForm") == "Fin" or form.get("Tense"):
            if form.get("Tense") == "Fut" or form.get("Mood") in ("Cnd", "Sub"):
                return "future"
            if form.get("Tense") in ("Past", "Imp"):
                return "past"
            goes = any(tree.lemma[k] == "ir" for k in tree.kids[at] if tree.dep[k] == "aux")
            return "future" if goes else ""
        above = tree.governor(at)
        if above >= 0 and tree.is_finite(above) and not _is_past(tree, above):
            return "future"  # "planea viajar el martes"
        at = above
    return ""


def _is_past(tree: Tree, at: int) -> bool:
    return tree.morph[tree.finite_form(at)].get("Tense") in ("Past", "Imp")


def tree_of(doc: Doc) -> Tree:
    """Return the tree of `doc`, made now where no stage has made it."""
    if doc._.tree is None:
        doc._.tree = Tree(doc)
    tree: Tree = doc._.tree
    return tree
