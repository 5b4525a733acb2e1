"""Who stands in which logical role of a verb, a noun or an adjective.

The parser's labels are taken as hints: the personal *a*, clitics, agreement and word order decide
beside them. Passives, relative clauses, participles, control and coordination are undone
here, so that a frame names logical roles only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from graph.language.enclitics import split_enclitics
from graph.language.lexicon import Lexicon
from graph.language.syntax import Tree

Roles = dict[str, list[int]]

_ACCUSATIVE = frozenset({"lo", "la", "los", "las"})
_DATIVE = frozenset({"le", "les"})
_RELATIVE = frozenset({"que", "quien", "quienes", "cual", "cuales", "donde"})
AGENTS = ("por", "por parte de", "a manos de", "de parte de", "a cargo de")
_NOMINAL = frozenset(
    {"nsubj", "obj", "iobj", "obl", "nmod", "appos", "dep", "obl:agent", "obl:arg", "nsubj:pass",
     "dislocated", "compound", "flat", "advmod", "xcomp", "amod", "ccomp", "parataxis"}
)  # fmt: skip
_PARTIES = ("Person", "Organization", "Group")


class VerbArguments:
    """Role finder over one tree; results are kept, as many frames ask for the same verb.

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
        self._verbs: dict[int, Roles] = {}
        self._busy: set[int] = set()

    def named_type(self, token: int) -> str:
        """Return the type of the named entity that `token` heads, "" where it heads none."""
        kind, named = self.kind_of(token)
        return kind if named else ""

    def is_person(self, token: int) -> bool:
        """Whether `token` heads a mention of a named person."""
        return self.named_type(token) == "Person"

    def of_verb(self, v: int) -> Roles:
        """Return the heads of the noun phrases in each logical role of verb `v`.

        A subject that the clause does not state is the verb's own index: coreference puts
        a dropped subject there.
        """
        if v in self._verbs:
            return self._verbs[v]
        if v in self._busy:
            return {}
        self._busy.add(v)
        roles = self._collect(v)
        self._busy.discard(v)
        self._verbs[v] = roles
        return roles

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

    def _collect(self, v: int) -> Roles:
        tree = self.tree
        roles: Roles = defaultdict(list)
        surface: list[int] = []
        passive = self.is_passive(v)
        for k in tree.kids[v]:
            self._add_dependent(v, k, roles, surface, passive)
        for clitic in split_enclitics(tree.low[v], self.lexicon.verbs)[1]:
            if clitic in _ACCUSATIVE and not roles["obj"]:
                roles["obj"].append(~v)
            elif clitic in _DATIVE and not roles["iobj"]:
                roles["iobj"].append(~v)
        self._relative(v, roles, surface, passive)
        if not passive and not roles["a"] and not roles["obj"]:
            roles["a"] += self._strayed(v)
        if not roles["con"]:
            roles["con"] += self._company(v)
        if passive:
            self._passive(v, roles, surface)
        else:
            self._active(v, roles, surface)
        return dict(roles)

    def _company(self, v: int) -> list[int]:
        """Find "con B" that the parser hung on the object: "conversó once minutos con B"."""
        tree = self.tree
        for k in tree.kids[v]:
            if k < v or tree.cases(k) or tree.dep[k] not in ("obj", "obl", "nmod"):
                continue
            if tree.lemma[k] in self.lexicon.frames.by_noun or self.named_type(k):
                continue
            for j in tree.kids[k]:
                if j > k and tree.cases(j) == "con" and self.kind_of(j)[0] in _PARTIES:
                    return [j]
        return []

    def _strayed(self, v: int) -> list[int]:
        """Find "a <person>" that the parser hung on a noun: it is the verb's object.

        "Capturaron, en un hotel de Cartagena, al corso Jean-Luc Mattei": a person with
        *a* completes a verb, or a noun of action, never a thing or a place.
        """
        tree = self.tree
        stack = [(k, 0) for k in tree.kids[v] if k > v and tree.is_nominal(k)]
        while stack:
            k, depth = stack.pop(0)
            if tree.lemma[k] in self.lexicon.frames.by_noun or depth > 2:
                continue
            for j in tree.kids[k]:
                if tree.dep[j] not in ("nmod", "obl", "appos") or j < k:
                    continue
                person = self.is_person(j) or any(
                    self.is_person(x) for x in tree.kids[j] if tree.dep[x] in ("appos", "flat")
                )
                if tree.cases(j) == "a" and person:
                    return [j]
                if tree.is_nominal(j):
                    stack.append((j, depth + 1))
        return []

    def _add_dependent(
        self, v: int, k: int, roles: Roles, surface: list[int], passive: bool
    ) -> None:
        tree = self.tree
        low, dep = tree.low[k], tree.dep[k]
        if tree.pos[k] == "PRON" and low in _ACCUSATIVE:
            roles["clitic"].append(k)
            return
        if tree.pos[k] == "PRON" and low in _DATIVE:
            roles["dative"].append(k)
            return
        if low == "me" and tree.morph[tree.finite_form(v)].get("Person") == "3":
            roles["dative"].append(k)  # "me llamó": the speaker
            return
        if low in ("se", "me", "te", "nos", "os") or low in _RELATIVE:
            return
        if dep not in _NOMINAL or not tree.is_nominal(k) or self._is_time(k):
            return
        if tree.is_verb(k):
            return
        case = tree.cases(k)
        if dep in ("nsubj", "nsubj:pass") and case in ("", "entre", "tanto"):
            surface.append(k)
        elif case == "" and self._after_comma(k) and dep != "dislocated" and k > v:
            return  # an apposition that the parser hung on the verb
        elif case == "":
            if dep in ("obj", "iobj", "obl", "dep", "xcomp", "nmod", "dislocated", "ccomp"):
                roles["obj"].append(k)
        elif case == "a":
            roles["a"].append(k)
        elif passive and (case in AGENTS or case.endswith(" por")):
            roles["agent"].append(k)
        else:
            roles[case].append(k)

    def _is_time(self, k: int) -> bool:
        """Whether a noun tells when, and is not the name of a person called Domingo."""
        return self.lexicon.is_time_noun(self.tree.lemma[k]) and not self.named_type(k)

    def _after_comma(self, k: int) -> bool:
        low, _ = self.tree.subtree(k)
        return low > 0 and self.tree.words[low - 1] == ","

    def _relative(self, v: int, roles: Roles, surface: list[int], passive: bool) -> None:
        """Put the antecedent where its relative pronoun stands."""
        tree = self.tree
        if tree.dep[v] not in ("acl", "acl:relcl") or tree.head[v] == v:
            return
        antecedent = tree.head[v]
        pronoun = next((k for k in tree.kids[v] if tree.low[k] in _RELATIVE and k < v), -1)
        if pronoun < 0:
            return
        case = tree.cases(pronoun)
        low = tree.low[pronoun]
        if low == "donde":
            roles["en"].append(antecedent)
        elif case == "a":
            roles["a"].append(antecedent)
        elif case in AGENTS and passive:
            roles["agent"].append(antecedent)
        elif case:
            roles[case].append(antecedent)
        elif surface or (tree.dep[pronoun] == "obj" and not roles["obj"] and not roles["clitic"]):
            if surface or not self.is_person(antecedent):
                roles["obj"].append(antecedent)
            else:
                surface.append(antecedent)
        elif not passive and (doer := self._doer_after(v, antecedent, roles["obj"])):
            # "el trabajo que costeó la Embajada": things do not act, bodies do.
            surface += doer
            roles["obj"] = [antecedent]
        else:
            surface.append(antecedent)

    def _doer_after(self, v: int, antecedent: int, bare: list[int]) -> list[int]:
        if self.kind_of(antecedent)[0] in ("Person", "Group", "Organization"):
            return []
        doers = ("Person", "Group", "Organization")
        return [k for k in bare if k > v and self.kind_of(k)[0] in doers][:1]

    def _passive(self, v: int, roles: Roles, surface: list[int]) -> None:
        tree = self.tree
        if not surface:
            if tree.dep[v] in ("acl", "amod", "appos", "acl:relcl") and tree.is_nominal(
                tree.head[v]
            ):
                surface = [tree.head[v]]
            elif roles["obj"]:
                surface = roles["obj"]  # "Detenido en Sinaloa un capo"
            else:
                surface = self._understood(v)
        roles["nsubj"] = roles.pop("agent", []) or [
            k for case in AGENTS for k in roles.get(case, [])
        ]
        roles["obj"] = list(surface)
        if roles["a"] or roles.get("dative"):
            roles["iobj"] = roles["a"] + roles.get("dative", [])

    def _active(self, v: int, roles: Roles, surface: list[int]) -> None:
        tree = self.tree
        bare = roles["obj"]
        if not surface and bare and tree.is_finite(v):
            surface = self._misplaced_subject(v, bare, bool(roles["a"] or roles["clitic"]))
            roles["obj"] = bare = [k for k in bare if k not in surface]
        roles["nsubj"] = surface or self._understood(v)
        marked = roles["a"] + roles["clitic"]
        if not bare:
            roles["obj"] = roles["clitic"] + roles["a"] if marked else []
            if not roles["obj"]:
                roles["obj"] = list(roles["dative"])
        else:
            roles["obj"] = bare + roles["clitic"]
        # "le pidió a X": the clitic only doubles the phrase.
        roles["iobj"] = roles["a"] or roles.get("iobj", []) or list(roles["dative"])
        if not roles["iobj"] and bare and roles["clitic"]:
            roles["iobj"] = list(roles["clitic"])

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
            definite = any(tree.low[d] in ("el", "la", "los", "las") for d in tree.kids[k])
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

    def _understood(self, v: int) -> list[int]:
        """Return the subject that the clause leaves to its context."""
        tree = self.tree
        h = tree.head[v]
        if tree.dep[v] == "conj" and tree.is_predicate(h):
            shared = self.subject_of(h)
            if shared and self._agrees(v, h):
                return shared
            return [v] if tree.is_finite(v) else []
        if tree.is_finite(v):
            return [v]
        g = tree.governor(v)
        if g < 0:
            return []
        if tree.dep[v] in (
            "acl",
            "advcl",
            "xcomp",
            "ccomp",
            "csubj",
            "obj",
            "obl",
            "parataxis",
            "nmod",
            "dep",
        ):
            if (
                tree.dep[v] == "acl"
                and tree.is_nominal(h)
                and tree.morph[v].get("VerbForm") == "Ger"
            ):
                return [h]
            if self.controller(g) == "object" and tree.dep[v] != "advcl":
                roles = self.of_verb(g)
                found = roles.get("iobj") or roles.get("obj")
                found = [k for k in found or [] if k != v and k >= 0 and not self.tree.is_verb(k)]
                if found:
                    return found
            return self.subject_of(g)
        return []

    def subject_of(self, v: int) -> list[int]:
        """Return the surface or understood subject of predicate `v` (the patient of a passive)."""
        roles = self.of_verb(v) if self.tree.is_verb(v) or self.is_passive(v) else self._copular(v)
        return roles.get("obj", []) if self.is_passive(v) else roles.get("nsubj", [])

    def _copular(self, v: int) -> Roles:
        found = self.tree.subjects(v)
        return {"nsubj": found or ([v] if self.tree.is_finite(v) else [])}

    def _agrees(self, v: int, h: int) -> bool:
        tree = self.tree
        a = tree.morph[tree.finite_form(v)]
        b = tree.morph[tree.finite_form(h)]
        return all(a.get(f, b.get(f)) == b.get(f, a.get(f)) for f in ("Number", "Person"))
