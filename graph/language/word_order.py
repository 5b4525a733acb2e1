"""What is subject and what object of a verb, by word order, agreement and the personal *a*.

The parser calls a subject behind its verb an object as often as not; here is what tells them apart.
"""

from __future__ import annotations

from collections.abc import Callable

from graph.language.enclitics import split_enclitics
from graph.language.lexicon import Lexicon
from graph.language.syntax import Tree

Roles = dict[str, list[int]]

PARTIES = ("Person", "Organization", "Group")
ACTORS = (*PARTIES, "Place")
_ARTICLES = ("el", "la", "los", "las")
# Pronouns for what was said or done: they act nowhere.
_NEUTER = frozenset({"eso", "esto", "aquello", "ello", "lo", "nada", "algo", "todo"})
_FEW = frozenset({"ningún", "ninguna", "muchos", "muchas", "otro", "otra", "varios", "varias"})


class WordOrder:
    """Tells subjects from objects in one tree.

    Parameters
    ----------
    tree : Tree
    lexicon : Lexicon
    kind_of : callable
        Gives the type of what a token heads ("" for nothing) and whether it has a name.
    controller : callable
        Tells of a verb whether a governed infinitive belongs to its "subject" or "object".
    """

    def __init__(
        self,
        tree: Tree,
        lexicon: Lexicon,
        kind_of: Callable[[int], tuple[str, bool]],
        controller: Callable[[int], str],
    ) -> None:
        self.tree, self.lexicon = tree, lexicon
        self.kind_of, self.controller = kind_of, controller

    def named_type(self, token: int) -> str:
        """Return the type of the named entity that `token` heads, "" where it heads none."""
        kind, named = self.kind_of(token)
        return kind if named else ""

    def is_person(self, token: int) -> bool:
        """Whether `token` heads a mention of a named person."""
        return self.named_type(token) == "Person"

    def is_passive(self, v: int) -> bool:
        """Whether `v` is a participle with *ser* or *estar*, or one that modifies a noun."""
        tree = self.tree
        if tree.morph[v].get("VerbForm") != "Part" and not self.lexicon.is_participle(tree.low[v]):
            return False
        auxiliaries = [
            tree.lemma[k] for k in tree.kids[v] if tree.dep[k] in ("aux", "cop", "aux:pass")
        ]
        if "haber" in auxiliaries:
            return "ser" in auxiliaries or any(tree.low[k] == "sido" for k in tree.kids[v])
        return True

    def is_reflexive(self, v: int) -> bool:
        """Whether `v` bears se (me, te, nos, os), apart or attached."""
        tree = self.tree
        for k in tree.kids[v]:
            if tree.low[k] in ("se", "me", "te", "nos", "os") and tree.pos[k] == "PRON":
                return True
        for k in (v - 1, v - 2):
            if k >= 0 and tree.low[k] == "se" and tree.sentence[k] == tree.sentence[v]:
                if k == v - 1 or tree.pos[v - 1] == "AUX":
                    return True
        if "se" in split_enclitics(tree.low[v], self.lexicon.verbs)[1]:
            return True
        aux = [k for k in tree.kids[v] if tree.dep[k] == "aux"]
        return any(tree.low[a - 1] == "se" for a in aux if a > 0)

    def _first_case(self, k: int) -> str:
        """Return "a" where the phrase of `k` begins with it: "a los 96 mil agremiados"."""
        tree = self.tree
        low = k
        while low > 0 and tree.pos[low - 1] in ("DET", "NUM", "ADJ"):
            low -= 1
        first = low - 1
        fits = first >= tree.bounds[tree.sentence[k]][0] and tree.low[first] in ("a", "al")
        return "a" if fits else ""

    def _in_dateline(self, k: int) -> bool:
        """Whether `k` stands in "Quito, 3 abr (EFE) - …" at the head of a sentence."""
        tree = self.tree
        first, end = tree.bounds[tree.sentence[k]]
        if k - first > 3:
            return False
        for i in range(first, min(first + 12, end)):
            if tree.words[i] == "-" or tree.words[i].endswith(".-"):
                return i >= k
            if tree.is_verb(i) or tree.pos[i] == "DET":
                return False
        return False

    def _is_counted(self, k: int) -> bool:
        """Whether "de" before `k` ends a quantity: "un centenar de hombres"."""
        tree = self.tree
        low, _ = tree.subtree(k)
        i = next((i for i in range(k - 1, low - 1, -1) if tree.low[i] == "de"), -1)
        return i > 0 and self.lexicon.is_transparent(tree.low[i - 1], tree.lemma[i - 1])

    def _disagrees(self, v: int, k: int) -> bool:
        """Whether noun `k` after the plural verb `v` is one person or thing: no subject."""
        tree = self.tree
        form = tree.morph[tree.finite_form(v)]
        if form.get("Person") == "1" and k > v and tree.pos[k] in ("NOUN", "PROPN"):
            # "Compramos la empresa Lumo": the subject is "nosotros".
            return form.get("Number") == "Sing" or tree.morph[k].get("Number") != "Plur"
        if form.get("Number") != "Plur" or form.get("Person", "3") != "3" or k < v:
            return False
        if self.is_reflexive(v) or self.is_passive(v) or tree.conjuncts(k) != [k]:
            return False
        if self.lexicon.is_transparent(tree.low[k], tree.lemma[k]):
            return False
        return tree.morph[k].get("Number") == "Sing" or bool(self.named_type(k))

    def _doer_after(self, v: int, antecedent: int, bare: list[int]) -> list[int]:
        after = [k for k in bare if k > v]
        if self.kind_of(antecedent)[0] in PARTIES:
            # "La firma que preside Luis Paz": a person who is object would bear *a*.
            return [k for k in after if self.is_person(k)][:1]
        return [k for k in after if self.kind_of(k)[0] in PARTIES][:1]

    def _misplaced_subject(self, v: int, bare: list[int], has_object: bool) -> list[int]:
        """Return what the parser took for an object and is the subject ("indultó la presidenta").

        A person who is object bears the personal *a*: without it, a name is the subject, and
        so is a noun for people where the verb has another object, or an article makes
        it definite. A body acts where there is another object.
        """
        tree = self.tree
        has_object = has_object or len(bare) > 1
        for k in bare:
            if k < 0:
                continue
            kind, named = self.kind_of(k)
            definite = any(tree.low[d] in _ARTICLES for d in tree.kids[k])
            people = kind in ("Person", "Group")
            if kind == "Person" and named or k > v and people and (has_object or definite):
                return [k]
            if (
                kind in ("Organization", "Place")
                and k > v
                and has_object
                and (named or kind == "Organization")
            ):
                return [k]
        return []

    def _doer_behind(self, v: int, surface: list[int], roles: Roles) -> list[int]:
        """Return the party after the verb that acts, where a thing before it is the object."""
        tree = self.tree
        if self.is_reflexive(v) or any(k > v or self._may_act(k) for k in surface):
            return []
        counted = all(
            tree.pos[k] == "PRON"
            or any(tree.pos[d] == "NUM" or tree.low[d] in _FEW for d in tree.kids[k])
            for k in surface
        )
        for k in roles["obj"]:
            if k <= v or tree.low[tree.subtree(k)[0]] in ("a", "al"):
                continue
            kind, named = self.kind_of(k)
            if kind == "Person" and named:
                return [k]
            if kind in PARTIES and self._is_definite(k) and (counted or roles["dative"]):
                return [k]
        return []

    def _is_gone_to(self, v: int, surface: list[int], roles: Roles) -> bool:
        """Whether what follows a verb of going is where one goes: "recorrerá el Chaco"."""
        if len(surface) > 1 or surface[0] < v or roles["a"] or roles["clitic"]:
            return False
        if self.kind_of(surface[0])[0] != "Place" or self.is_reflexive(v):
            return False
        by_verb = self.lexicon.frames.by_verb
        return any(
            f.relation == "visited" and "obj" in f.object and not f.fixed and not f.inverse
            for lemma in self.lexicon.verb_lemmas(self.tree, v)
            for f in by_verb.get(lemma, ())
        )

    def _may_act(self, k: int) -> bool:
        tree = self.tree
        if tree.pos[k] in ("PRON", "NUM", "DET"):
            return tree.low[k] not in _NEUTER
        counts = self.lexicon.is_transparent(tree.low[k], tree.lemma[k])
        return counts or self.kind_of(k)[0] in ACTORS

    def _is_definite(self, k: int) -> bool:
        return any(self.tree.low[d] in _ARTICLES for d in self.tree.kids[k])

    def _inverted(self, v: int, bare: list[int]) -> list[int]:
        """Return the body right behind the verb, where nothing else can act.

        "Amagó la Unión de Transportistas con parar", "…", reprocha la CTM.
        """
        tree = self.tree
        k = bare[0]
        low, _ = tree.subtree(k)
        if k < v or self.kind_of(k)[0] != "Organization" or not self._is_definite(k):
            return []
        if low != v + 1 or tree.low[low] not in _ARTICLES:
            return []
        first = tree.bounds[tree.sentence[v]][0]
        start = min(
            [v, *(j for j in tree.kids[v] if tree.dep[j] in ("aux", "expl", "iobj", "obj"))]
        )
        before = tree.words[start - 1] if start > first else ""
        return [k] if before in ("", '"', ",") and tree.dep[v] not in ("conj", "acl") else []
