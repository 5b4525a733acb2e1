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
from graph.language.low_attachment import AGENTS
from graph.language.relative_clauses import RELATIVE, RelativeClauses
from graph.language.syntax import Tree
from graph.language.word_order import PARTIES, Roles

__all__ = ["AGENTS", "Roles", "VerbArguments"]

_ACCUSATIVE = frozenset({"lo", "la", "los", "las"})
_DATIVE = frozenset({"le", "les"})
# Subordinators that the tagger takes for pronouns; they fill no role.
_SUBORDINATORS = frozenset({"cuando", "como", "cuanto", "cuándo", "cómo", "dónde", "mientras"})
# Prepositions of the deed for which one is judged, and the relations that judge.
_FOR = frozenset({"de", "por"})
_JUDGED = frozenset(
    {"accused", "prosecuted", "arrested", "investigated", "convicted", "sanctioned", "dismissed",
     "expelled", "criticized", "praised", "deported"}
)  # fmt: skip
_CRIMES = frozenset({"killed", "attacked", "injured", "kidnapped", "threatened"})
_NOMINAL = frozenset(
    {"nsubj", "obj", "iobj", "obl", "nmod", "appos", "dep", "obl:agent", "obl:arg", "nsubj:pass",
     "dislocated", "compound", "flat", "advmod", "xcomp", "amod", "ccomp", "parataxis"}
)  # fmt: skip


class VerbArguments(RelativeClauses):
    """Role finder over one tree; results are kept, as many frames ask for the same verb.

    Parameters are those of `graph.language.word_order.WordOrder`.
    """

    def __init__(
        self,
        tree: Tree,
        lexicon: Lexicon,
        kind_of: Callable[[int], tuple[str, bool]],
        controller: Callable[[int], str],
    ) -> None:
        super().__init__(tree, lexicon, kind_of, controller)
        self._verbs: dict[int, Roles] = {}
        self._busy: set[int] = set()

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

    def _collect(self, v: int) -> Roles:
        tree = self.tree
        roles: Roles = defaultdict(list)
        surface: list[int] = []
        passive = self.is_passive(v)
        for k in (*tree.kids[v], *self._raised(v)):
            self._add_dependent(v, k, roles, surface, passive)
        for clitic in split_enclitics(tree.low[v], self.lexicon.verbs)[1]:
            if clitic in _ACCUSATIVE and not roles["obj"]:
                roles["obj"].append(~v)
            elif clitic in _DATIVE and not roles["iobj"]:
                roles["iobj"].append(~v)
            elif clitic == "me" and not roles["dative"] and not tree.is_finite(v):
                roles["dative"].append(~v)
        self._relative(v, roles, surface, passive)
        self._climbing(v, roles, passive)
        late = roles.pop("late", [])
        if late and not passive and not roles["a"] and not roles["clitic"]:
            if all(k >= v for k in surface) and not self._is_apposed(
                late[0], roles["obj"] + surface
            ):
                roles["obj"] += late[:1]
            elif not roles["obj"]:
                roles["obj"] = late[:1]
        if not passive and not roles["a"] and not roles["obj"]:
            roles["a"] += self._strayed(v)
        if roles["a"]:
            roles["a"] += self._gapped(v, roles["a"])
        if not roles["con"]:
            roles["con"] += self._company(v)
        if passive:
            self._passive(v, roles, surface)
        else:
            self._active(v, roles, surface)
        return dict(roles)

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
        if low == "me" and tree.morph[tree.finite_form(v)].get("Person", "3") == "3":
            roles["dative"].append(k)  # "me llamó": the speaker
            return
        if low == "conmigo":
            roles["con"].append(k)
            return
        if low in ("se", "me", "te", "nos", "os") or low in RELATIVE or low in _SUBORDINATORS:
            return
        nominal = tree.is_nominal(k) or self.kind_of(k)[0] in PARTIES
        if dep not in _NOMINAL or not nominal or self._is_time(k):
            return
        if tree.is_verb(k):
            return
        case = tree.cases(k) or self._first_case(k)
        if dep in ("nsubj", "nsubj:pass") and (
            case in ("", "entre", "tanto") or case.endswith(" que")  # "pese a que A firmó"
        ):
            if self._in_dateline(k):
                return
            (roles["obj"] if self._disagrees(v, k) else surface).append(k)
        elif dep == "nsubj" and case == "de" and self._is_counted(k):
            surface.append(k)
        elif case == "" and self._after_comma(k) and dep != "dislocated" and k > v:
            # An apposition that the parser hung on the verb, or the object after an insertion.
            if dep == "obj":
                roles["late"].append(k)
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

    def _passive(self, v: int, roles: Roles, surface: list[int]) -> None:
        tree = self.tree
        if not surface:
            if tree.is_finite(v) and self.taken_up(v)[0] >= 0:
                surface = [v]  # "Kiev, donde fue recibida por …": not the town
            elif tree.dep[v] in ("acl", "amod", "appos", "acl:relcl") and tree.is_nominal(
                tree.head[v]
            ):
                surface = [tree.head[v]]
            elif roles["obj"]:
                surface = roles["obj"]  # "Detenido en Sinaloa un capo"
            else:
                surface = self._understood(v)
        agents = [k for k in roles.pop("agent", []) if not self._is_charge(v, k)]
        agents = (
            agents
            or [k for case in AGENTS for k in roles.get(case, []) if not self._is_charge(v, k)]
            or self._agent_below(v)
            or self._agent_of_deed(roles)
            or self._shared_agent(v)
        )
        roles["nsubj"] = self._at_whose_behest(agents)
        roles["obj"] = list(surface)
        if roles["a"] or roles.get("dative"):
            roles["iobj"] = roles["a"] + roles.get("dative", [])

    def _active(self, v: int, roles: Roles, surface: list[int]) -> None:
        tree = self.tree
        if surface and not roles["obj"] and self._is_gone_to(v, surface, roles):
            # "…, en la que recorrerá el Chaco": a place goes nowhere.
            roles["obj"], surface = surface, []
        bare = roles["obj"]
        if (
            surface
            and bare
            and tree.is_finite(v)
            and (doer := self._doer_behind(v, surface, roles))
        ):
            # "Dos oficios le mandó la Procuraduría": what stands before the verb is the object.
            roles["obj"] = bare = [k for k in bare if k not in doer] + surface
            surface = doer
        if roles["por"]:
            roles["por"] = [k for why in roles["por"] for k in self._ordering(why)]
        first = tree.morph[tree.finite_form(v)].get("Person") == "1"
        if not surface and bare and tree.is_finite(v) and not first:
            surface = self._misplaced_subject(v, bare, bool(roles["a"] or roles["clitic"]))
            if not surface:
                surface = self._inverted(v, bare)
            roles["obj"] = bare = [k for k in bare if k not in surface]
        roles["nsubj"] = surface or self._understood(v)
        marked = roles["a"] + roles["clitic"]
        if not bare and not marked:
            marked = self._shared_object(v)
        if not bare:
            roles["obj"] = (roles["clitic"] + roles["a"] or marked) if marked else []
            if not roles["obj"]:
                roles["obj"] = list(roles["dative"])
        else:
            roles["obj"] = bare + roles["clitic"]
        # "le pidió a X": the clitic only doubles the phrase.
        roles["iobj"] = roles["a"] or roles.get("iobj", []) or list(roles["dative"])
        if not roles["iobj"] and bare and roles["clitic"]:
            roles["iobj"] = list(roles["clitic"])

    def _understood(self, v: int) -> list[int]:
        """Return the subject that the clause leaves to its context."""
        tree = self.tree
        h = tree.head[v]
        if tree.dep[v] == "conj" and tree.is_predicate(h):
            shared = self.subject_of(h)
            if shared and self._agrees(v, h) and not self._leaves_request(v, h):
                return shared
            return [v] if tree.is_finite(v) else []
        if tree.is_finite(v):
            return self._told_to(v) or [v]
        if charged := self._charged_doer(v):
            return charged
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
            "advmod",
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
                # "envió a Ana Paz a Lima a negociar": the town does not negotiate.
                people = [k for k in found if self.kind_of(k)[0] in PARTIES]
                if found:
                    return people or found
            return self.subject_of(g)
        return []

    def _is_charge(self, v: int, k: int) -> bool:
        """Whether `k` is the deed in "imputado por el asesinato de B", and nobody who charges."""
        frames = self.lexicon.frames.by_noun.get(self.tree.lemma[k], ())
        if self.kind_of(k)[0] in PARTIES or not any(f.relation in _CRIMES for f in frames):
            return False
        return not self._relations_of(v).isdisjoint(_JUDGED)

    def _relations_of(self, v: int) -> set[str]:
        """Return the relations that the frames of verb or participle `v` tell."""
        by_verb = self.lexicon.frames.by_verb
        lemmas = self.lexicon.verb_lemmas(self.tree, v)
        return {f.relation for lemma in lemmas for f in by_verb.get(lemma, ())}

    def _charged_doer(self, v: int) -> list[int]:
        """Return whom the verb or participle above lays the infinitive `v` to the charge of.

        "A, acusado de robar a B", "multó a A por golpear a B": A's deed, not the judge's.
        """
        tree, h = self.tree, self.tree.head[v]
        mark = next((tree.low[k] for k in tree.kids[v] if k < v and tree.low[k] in _FOR), "")
        if not mark or h == v or h > v:
            return []
        told = self._relations_of(h)
        charges = "accused" in told if mark == "de" else not told.isdisjoint(_JUDGED)
        if not charges and tree.lemma[h] != "sospechoso":
            return []
        if tree.is_verb(h):
            roles = self.of_verb(h)
            found = roles.get("obj") or roles.get("iobj") or []
            return [k for k in found if k != v and (k < 0 or not tree.is_verb(k))]
        if any(tree.dep[k] == "cop" for k in tree.kids[h]):
            return tree.subjects(h)
        return [tree.head[h]] if tree.is_nominal(tree.head[h]) and tree.head[h] != h else []

    def _leaves_request(self, v: int, h: int) -> bool:
        """Whether `v` tells again after a wish: "pidió a A que detenga a B y avisó a C"."""
        tree = self.tree
        moods = [tree.morph[tree.finite_form(k)].get("Mood") for k in (v, h)]
        return moods == ["Ind", "Sub"] and bool(self._told_to(h))

    def _told_to(self, v: int) -> list[int]:
        """Return who is asked to do what the subjunctive `v` tells: "pidió a A que detenga a B"."""
        tree, g = self.tree, self.tree.head[v]
        form = tree.morph[tree.finite_form(v)]
        if form.get("Mood") != "Sub" or form.get("Person", "3") != "3" or not tree.is_verb(g):
            return []
        if tree.dep[v] not in ("ccomp", "xcomp", "advcl") or tree.cases(v) not in ("", "a", "que"):
            return []
        if self.controller(g) != "object":
            return []
        roles = self.of_verb(g)
        told = roles.get("a") or (roles.get("obj") if self.is_passive(g) else []) or []
        told = [k for k in told if k >= 0 and k != v and not tree.is_verb(k)]
        many = len([c for k in told for c in tree.conjuncts(k)]) > 1
        many = many or any(tree.morph[k].get("Number") == "Plur" for k in told)
        return told if many == (form.get("Number") == "Plur") else []

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
