"""What relative pronouns take up, also for the infinitive or the second verb below them.

"La ley que A prevé impugnar": the pronoun belongs to the infinitive. "La ley que A apoyaba y a la
que B se opuso": each verb has a pronoun of its own. Clitics climb the same way: "lo quiere vetar".
"""

from __future__ import annotations

from graph.language.low_attachment import AGENTS, LowAttachment
from graph.language.syntax import Tree
from graph.language.word_order import PARTIES, Roles

RELATIVE = frozenset({"que", "quien", "quienes", "cual", "cuales", "donde", "adonde"})
_RELATIVE_DEPS = ("acl", "acl:relcl")
_COMPLEMENTS = ("xcomp", "ccomp", "advcl", "obj", "csubj")
_CLIMB = 4
_ARTICLES = frozenset({"el", "la", "los", "las", "al", "del"})
_SOME = frozenset({"uno", "una", "algunos", "algunas", "alguno", "alguna", "varios", "varias"})


class RelativeClauses(LowAttachment):
    """Finds what stands where a relative pronoun or a climbing clitic stands."""

    def taken_up(self, v: int) -> tuple[int, int]:
        """Return the relative pronoun of the clause of `v` and the noun it takes up; or -1, -1."""
        tree = self.tree
        if tree.head[v] == v:
            return -1, -1
        pronoun = next((k for k in tree.kids[v] if tree.low[k] in RELATIVE and k < v), -1)
        if pronoun < 0:
            return -1, -1
        at = v
        while tree.dep[at] not in _RELATIVE_DEPS and tree.is_verb(tree.head[at]):
            # "que A apoyó y que B vetó", "al que B acaba de detener": the clause is headed above.
            up = tree.head[at]
            fronted = tree.dep[at] in _COMPLEMENTS and pronoun < up
            if up == at or not (fronted or tree.dep[at] == "conj"):
                return -1, -1
            at = up
        antecedent = tree.head[at]
        if tree.dep[at] in _RELATIVE_DEPS:
            fits = at == v or tree.pos[pronoun] == "PRON" or self._is_second(at)
        else:
            fits = tree.is_nominal(antecedent) and tree.pos[pronoun] == "PRON"
        if not fits or antecedent >= pronoun:
            return -1, -1
        if tree.low[pronoun] == "que" and tree.words[pronoun - 1] != ",":
            described = self._described_by(antecedent)
            antecedent = antecedent if described < 0 else described
        return pronoun, self._who(antecedent, tree.low[pronoun])

    def _is_second(self, first: int) -> bool:
        """Whether the clause of `first` begins with "que" too: "que A apoyó y que B vetó"."""
        return any(self.tree.low[k] == "que" for k in self.tree.kids[first] if k < first)

    def _who(self, antecedent: int, pronoun: str) -> int:
        """Return whom "quien" means: the person, not the office or party named behind him."""
        tree, h = self.tree, antecedent
        if pronoun not in ("quien", "quienes") or self._is_human(h):
            return antecedent
        for _ in range(_CLIMB):
            if tree.head[h] == h or not tree.is_nominal(tree.head[h]):
                break
            h = tree.head[h]
            if self._is_human(h):
                return h
        return antecedent

    def _described_by(self, noun: int) -> int:
        """Return the subject of the copula: "A es uno de los diputados que denunció a B"."""
        tree, top = self.tree, noun
        if tree.low[tree.head[noun]] in _SOME and tree.cases(noun) == "de":
            top = tree.head[noun]
        copula = next((k for k in tree.kids[top] if tree.dep[k] == "cop"), -1)
        denied = any(tree.low[k] in ("no", "ni") for k in tree.kids[top])
        if copula < 0 or denied or tree.pos[noun] == "PROPN":
            return -1
        found = [k for k in tree.subjects(top) if self.kind_of(k)[0] in PARTIES]
        return found[0] if found and found[0] != noun else -1

    def _is_human(self, k: int) -> bool:
        return self.kind_of(k)[0] in ("Person", "Group")

    def _relative(self, v: int, roles: Roles, surface: list[int], passive: bool) -> None:
        """Put the antecedent where its relative pronoun stands."""
        tree = self.tree
        pronoun, antecedent = self._described_before(v)
        if pronoun < 0:
            pronoun, antecedent = self.taken_up(v)
        if pronoun < 0:
            pronoun, antecedent = self._far_antecedent(v)
        if pronoun < 0:
            return
        case = tree.cases(pronoun)
        low = tree.low[pronoun]
        if low == "donde":
            roles["en"].append(antecedent)
        elif low == "adonde" or case == "a":
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
        elif not passive and (doers := self._several_after(v, antecedent, roles["obj"])):
            surface += doers
            roles["obj"] = [antecedent]
        else:
            surface.append(self._nearer(v, antecedent, pronoun))

    def _several_after(self, v: int, antecedent: int, objects: list[int]) -> list[int]:
        """Return who acts in "el Frente Amplio, que integran A y B": several, and one before."""
        tree = self.tree
        if tree.morph[tree.finite_form(v)].get("Number") != "Plur" or len(objects) != 1:
            return []
        one = tree.morph[antecedent].get("Number", "Sing") == "Sing"
        if not one or tree.conjuncts(antecedent) != [antecedent] or objects[0] < v:
            return []
        several = tree.conjuncts(objects[0])
        plural_before = any(
            tree.morph[k].get("Number") == "Plur" and tree.cases(k) == "de"
            for k in tree.kids[antecedent]
        )
        if plural_before:
            return []
        return objects if len(several) > 1 and not tree.cases(objects[0]) else []

    def _described_before(self, v: int) -> tuple[int, int]:
        """Return "quien" and the apposition with which "y quien" joins the clause of `v`, or -1s.

        "B, candidato de X y quien quedó tercero": the parser joins it with any verb before.
        """
        tree = self.tree
        if tree.dep[v] != "conj":
            return -1, -1
        who = next((k for k in tree.kids[v] if k < v and tree.low[k] in ("quien", "quienes")), -1)
        if who < 1 or tree.low[who - 1] not in ("y", "e"):
            return -1, -1
        for j in range(who - 2, max(who - 24, tree.bounds[tree.sentence[v]][0]) - 1, -1):
            if tree.is_verb(j) and tree.is_finite(j):
                return -1, -1
            if tree.dep[j] == "appos" and tree.is_nominal(j) and self.is_person(j):
                return who, j
        return -1, -1

    def _far_antecedent(self, v: int) -> tuple[int, int]:
        """Return "al que" and what it takes up in a clause that the parser hung on a verb, or -1s.

        "Aprobó el plan, que A apoya y al que B se opone", "firmaron el plan, al que B se opone".
        """
        tree = self.tree
        pronoun = next((k for k in tree.kids[v] if tree.low[k] in RELATIVE and k < v), -1)
        if pronoun < 0 or tree.head[v] == v or tree.dep[v] in _RELATIVE_DEPS:
            return -1, -1
        article = tree.low[pronoun - 1] in _ARTICLES
        if not tree.cases(pronoun) or not (article or tree.low[pronoun].startswith("quien")):
            return -1, -1
        up = tree.head[v]
        if tree.dep[v] == "conj" and tree.dep[up] in _RELATIVE_DEPS:
            return pronoun, tree.head[up]
        at = next(
            (k for k in range(pronoun - 1, max(pronoun - 4, 0), -1) if tree.words[k] == ","), 0
        )
        at -= 1
        while at > 0 and tree.dep[at] in ("flat", "amod", "punct") and tree.head[at] < at:
            at = tree.head[at]
        return (pronoun, at) if at >= 0 and tree.pos[at] in ("NOUN", "PROPN") else (-1, -1)

    def _nearer(self, v: int, antecedent: int, pronoun: int) -> int:
        """Return the plural before the pronoun: "la oposición de los verdes, que votan"."""
        tree = self.tree
        plural = tree.morph[tree.finite_form(v)].get("Number") == "Plur"
        if not plural or tree.morph[antecedent].get("Number") != "Sing":
            return antecedent
        if tree.conjuncts(antecedent) != [antecedent]:
            return antecedent
        for k in tree.kids[antecedent]:
            if antecedent < k < pronoun and tree.cases(k) == "de" and tree.is_nominal(k):
                low, high = tree.subtree(k)
                article = any(tree.low[j] in ("los", "las") for j in range(low, k))
                several = article or tree.morph[k].get("Number") == "Plur"
                if several and pronoun - high <= 2:
                    return k
        return antecedent

    def _climbing(self, v: int, roles: Roles, passive: bool) -> None:
        """Give an infinitive or gerund what stands as pronoun with the verb above it."""
        tree = self.tree
        if tree.is_finite(v) or passive or roles["obj"] or roles["a"] or roles["clitic"]:
            return
        g = v
        for _ in range(2):
            up = tree.head[g]
            if tree.dep[g] not in _COMPLEMENTS or up == g or not tree.is_verb(up):
                return
            climbs = not self.lexicon.climbed.isdisjoint(self.lexicon.verb_lemmas(tree, up))
            g = up
            if climbs and self._take_clitics(g, roles):
                return
            pronoun, antecedent = self.taken_up(g)
            if pronoun >= 0:
                self._take_relative(g, pronoun, antecedent, roles, climbs)
                return
            if not climbs:
                return

    def _take_clitics(self, g: int, roles: Roles) -> bool:
        tree: Tree = self.tree
        for k in tree.kids[g]:
            if tree.pos[k] == "PRON" and tree.low[k] in ("lo", "la", "los", "las"):
                roles["clitic"].append(k)
            elif tree.pos[k] == "PRON" and tree.low[k] in ("le", "les"):
                roles["dative"].append(k)
        return bool(roles["clitic"] or roles["dative"])

    def _take_relative(
        self, g: int, pronoun: int, antecedent: int, roles: Roles, climbs: bool
    ) -> None:
        tree = self.tree
        case = tree.cases(pronoun)
        if tree.low[pronoun] in ("donde", "adonde"):
            return
        if not case:
            stated = any(k != pronoun and not tree.cases(k) for k in tree.subjects(g))
            if stated or self.kind_of(antecedent)[0] not in (*PARTIES, "Place"):
                roles["obj"].append(antecedent)
        elif climbs:
            roles[case].append(antecedent)
