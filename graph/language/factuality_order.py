"""What the order of words tells of a status, where the parser may hang a clause anywhere."""

from __future__ import annotations

from graph.language.annotations import Status
from graph.language.lexicon import Lexicon
from graph.language.syntax import Tree

_BE = frozenset({"es", "son", "fue", "fueron", "era", "eran", "será", "serán", "sería", "serían"})
_THE = frozenset({"el", "la", "los", "las"})
_BESIDE = frozenset({"se", "lo", "la", "los", "las", "le", "les", "ya", "no", "ha", "han", "había"})
# Verbs that only say that their subject takes place.
HAPPENING = frozenset(
    {"haber", "ocurrir", "suceder", "producir", "tener", "celebrar", "realizar", "existir",
     "concretar", "dar", "ser", "llevar"}
)  # fmt: skip
# From "no fue" to its relative clause.
_CLEFT = 14


def denied_cleft(tree: Tree, i: int) -> str:
    """Return "no" where a cleft sentence denies verb `i`: "no fue A quien disparó", else ""."""
    start = tree.bounds[tree.sentence[i]][0]
    k = i - 1
    while k > start and i - k < 5 and tree.low[k] in _BESIDE and tree.low[k + 1] != "que":
        k -= 1
    relative = tree.low[k] in ("quien", "quienes")
    relative = relative or tree.low[k] == "que" and k > start and tree.low[k - 1] in _THE
    if not relative:
        return ""
    for j in range(k - 1, max(k - _CLEFT, start) - 1, -1):
        if tree.low[j] in _BE and j > start and tree.low[j - 1] == "no":
            return "no"
        finite = tree.is_verb(j) and tree.is_finite(j)
        if finite or tree.words[j] in (";", ":", '"') or tree.low[j] == "sino":
            return ""
    return ""


def dated_clause(tree: Tree, lexicon: Lexicon, i: int) -> bool:
    """Whether the clause of `i` only dates another: "a una semana de que B denunciara".

    A second such clause joined to it ("… y de que C detuviera") counts as well.
    """
    start = tree.bounds[tree.sentence[i]][0]
    k = i - 1
    while k > start and not (tree.low[k] == "que" and tree.low[k - 1] == "de"):
        if tree.is_verb(k) and tree.is_finite(k):
            return False
        k -= 1
    if k - 2 <= start:
        return False
    if lexicon.is_time_noun(tree.lemma[k - 2]) or tree.low[k - 2] in ("después", "luego"):
        return True
    if tree.low[k - 2] not in ("y", "e"):
        return False
    return any(
        tree.low[j] == "que"
        and tree.low[j - 1] == "de"
        and (lexicon.is_time_noun(tree.lemma[j - 2]) or tree.low[j - 2] in ("después", "luego"))
        for j in range(start + 2, k - 2)
    )


def is_bare_infinitive(tree: Tree, i: int) -> bool:
    """Whether `i` is an infinitive that no preposition introduces, and so is governed."""
    if tree.morph[i].get("VerbForm") != "Inf":
        return False
    return not any(tree.dep[k] in ("mark", "case", "aux", "cop") and k < i for k in tree.kids[i])


def is_contrast(tree: Tree, k: int) -> bool:
    """Read "No sólo atacó …": the negation at `k` adds, it does not deny."""
    return k + 1 < tree.n and tree.low[k + 1] in ("sólo", "solo", "solamente", "únicamente")


def is_question(tree: Tree, i: int) -> bool:
    """Whether token `i` stands in the question of its sentence."""
    a, b = tree.bounds[tree.sentence[i]]
    if "?" not in tree.words[a:b]:
        return False
    close = tree.words.index("?", a, b)
    opens = [k for k in range(a, close) if tree.words[k] == "¿"]
    return (opens[-1] if opens else a) <= i <= close


def combine(own: Status, above: Status) -> Status:
    """Return what a predicate's own status and that of the clause above it make together."""
    if above.polarity == "affirmed" and above.modality == "actual":
        return own
    negated = (own.polarity == "negated") != (above.polarity == "negated")
    # "No hay ningún pacto" denies once.
    negated = negated or own.polarity == "negated" and own.cue.startswith("ning")
    weak = "nonactual" in (own.modality, above.modality)
    return Status(
        "negated" if negated else "affirmed",
        "nonactual" if weak else "actual",
        own.cue if own.modality == "nonactual" or own.polarity == "negated" else above.cue,
    )
