"""Who stands in which logical role of a governed clause or of a noun of action.

The roles of verbs themselves are found in `graph.language.verb_arguments`.
"""

from __future__ import annotations

from collections import defaultdict

from graph.language.bare_tree import WHOSE
from graph.language.mood import mood_and_tense
from graph.language.verb_arguments import AGENTS, Roles, VerbArguments

__all__ = ["Arguments", "Roles"]

# What is done to somebody for a deed of his: "por el asesinato de B".
_CHARGES = frozenset({"accused", "prosecuted", "arrested", "deported"})


class Arguments(VerbArguments):
    """Role finder for verbs, the clauses that they govern, nouns and adjectives."""

    def of_clause(self, v: int) -> Roles:
        """Return who acts and who suffers in the clause that `v` governs.

        Returns
        -------
        dict
            "clause-subject": the stated subject of a finite complement ("denuncian que B robó");
            "asked-subject": the same where the clause is no indicative ("exigen que B pague");
            "clause-object": the object of a governed infinitive ("amagó con demandar a B");
            "condition-subject": whose act is a condition ("amagó con parar si B no paga").
        """
        tree = self.tree
        roles: Roles = defaultdict(list)
        for k in tree.kids[v]:
            if not tree.is_predicate(k) or tree.dep[k] not in (
                "ccomp",
                "xcomp",
                "csubj",
                "advcl",
                "obl",
                "obj",
            ):
                continue
            if tree.is_finite(k) and tree.cases(k) == "si":
                roles["condition-subject"] += [t for t in self.subject_of(k) if t != k]
            elif tree.is_finite(k) and tree.dep[k] in ("ccomp", "csubj"):
                doers = [] if self.is_passive(k) else self.subject_of(k)
                doers = [t for t in doers if t != k]
                roles["clause-subject"] += doers
                if k > v and self._is_asked(k):
                    roles["asked-subject"] += doers
            elif not tree.is_finite(k) and (
                tree.dep[k] in ("xcomp", "ccomp") or tree.cases(k) in ("con", "a", "de")
            ):
                if tree.is_verb(k):
                    inner = self.of_verb(k)
                    roles["clause-object"] += inner.get("obj", []) or inner.get("iobj", [])
        return dict(roles)

    def _is_asked(self, k: int) -> bool:
        """Whether the clause of `k` may tell what is to be done: "reclaman que no vino" does not.

        In the present the tagger errs on rare verbs ("exigen que coopere"), so that it counts.
        """
        tree = self.tree
        at = tree.finite_form(k)
        lemmas = self.lexicon.verb_lemmas(tree, at)
        mood, tense = mood_and_tense(tree.low[at], lemmas, tree.morph[at])
        return mood != "Ind" or tense == "Pres" and tree.pos[at] != "AUX"

    def _apposed(self, n: int) -> list[int]:
        """Return what stands in apposition with noun `n`: below it, or the noun above it."""
        tree = self.tree
        found = [k for k in tree.kids[n] if tree.dep[k] in ("appos", "flat") and tree.is_nominal(k)]
        if not found and tree.dep[n] == "appos" and tree.is_nominal(tree.head[n]):
            found = [tree.head[n]]
        return found

    def _doers(self, v: int) -> list[int]:
        return self.of_verb(v).get("nsubj", []) if self.tree.is_verb(v) else []

    def _charged(self, n: int) -> Roles:
        """Return who is tried or jailed for the deed `n`, by what that makes of him.

        Returns
        -------
        dict
            "culprit" where the verb convicts ("condenó a A por el asesinato de B"), "suspect"
            where it accuses, arrests or tries; nothing where it acquits.
        """
        tree, first = self.tree, n
        while tree.dep[first] == "conj" and not tree.cases(first):
            first = tree.head[first]
        if tree.cases(first) not in ("por", "de"):
            return {}
        host = tree.head[first]
        if not self.lexicon.is_participle(tree.low[host]):
            host = tree.governor(first)
        if host < 0 or not (tree.is_verb(host) or self.is_passive(host)):
            return {}
        by_verb = self.lexicon.frames.by_verb
        lemmas = self.lexicon.verb_lemmas(tree, host)
        told = [f for lemma in lemmas for f in by_verb.get(lemma, ())]
        named = {f.relation for f in told if f.polarity != "negated"}
        if any(f.relation == "convicted" and f.polarity == "negated" for f in told):
            return {}
        if "convicted" not in named and not named & _CHARGES:
            return {}
        roles = self.of_verb(host)
        whom = [k for k in roles.get("obj") or roles.get("iobj") or [] if k != n]
        return {"culprit" if "convicted" in named else "suspect": whom}

    def placed(self, n: int) -> list[int]:
        """Return who is put, or comes, where the phrase of `n` stands: "en lugar de B".

        The named person beside it, whom the verb above appoints, or else who acts there.
        """
        tree, h = self.tree, n
        for _ in range(6):
            if tree.head[h] == h:
                break
            h = tree.head[h]
            if self.is_person(h):
                return [h]
            if tree.is_verb(h) and tree.cases(h) != "para":
                roles = self.of_verb(h)
                put = [t for r in ("a", "obj") for t in roles.get(r, []) if t != n]
                return [t for t in put if self.kind_of(t)[0] == "Person"] or roles.get("nsubj", [])
        return []

    def _described(self, n: int) -> list[int]:
        """Return whom "de" and a noun behind a comma tell of: "el ministro, de visita en Lima"."""
        tree, h = self.tree, self.tree.head[n]
        if n < 2 or tree.low[n - 1] != "de" or tree.words[n - 2] != ",":
            return []
        if tree.is_nominal(h):
            return [h] if h < n else []
        return self.subject_of(h) if tree.is_predicate(h) else []

    def of_noun(self, n: int) -> Roles:
        """Return the heads in each role of an event noun: prepositions, "poss", "gentilic"."""
        tree = self.tree
        roles: Roles = defaultdict(list)
        roles["appos"] = self._apposed(n)
        if tree.cases(n) in ("por", "a", "bajo"):
            # "Por orden de A, B registró …": whom A ordered is who did it.
            host = tree.governor(n)
            roles["clause-subject"] = self._doers(host) if host >= 0 else []
        elif tree.cases(n) in ("con", "gracias a"):
            # "Con el aval de A, B registró …", "B fue elegido con los votos de A".
            host = tree.governor(n)
            told = self.of_verb(host) if host >= 0 and tree.is_verb(host) else {}
            roles["helped-subject"] = told.get("nsubj") or (
                told.get("obj", []) if host >= 0 and self.is_passive(host) else []
            )
        elif tree.cases(n) == "en":
            roles["placed"] = self.placed(n)
        elif tree.cases(n) == "de":
            roles["head"] = self._described(n)
        roles |= self._charged(n)
        stack = [n]
        depth = {n: 0}
        while stack:
            j = stack.pop(0)
            for k in tree.kids[j]:
                if tree.pos[k] == "DET" and tree.low[k] in ("su", "sus") and j == n:
                    roles["poss"].append(k)
                elif j == n and tree.low[k] in WHOSE:
                    roles["poss"] += [a for a in (tree.antecedent_of_whose(k),) if a >= 0]
                elif (
                    tree.pos[k] in ("ADJ", "NOUN")
                    and tree.low[k] in self.lexicon.demonyms
                    and j == n
                    and not tree.cases(k)
                ):
                    roles["gentilic"].append(k)
                elif (
                    tree.dep[k] in ("nmod", "obl", "flat", "obj", "compound", "advmod", "dep")
                    and tree.is_nominal(k)
                    and k > n
                ):
                    case = tree.cases(k)
                    if not case or self._is_time(k):
                        continue
                    if j == n or case not in ("de", "en"):
                        roles[case].append(k)
                    if depth[j] < 2:
                        depth[k] = depth[j] + 1
                        stack.append(k)
                elif tree.dep[k] in ("acl", "amod") and self.is_passive(k) and j == n:
                    for case in AGENTS:
                        roles[case] += self.of_verb(k).get("nsubj", []) if case == "por" else []
        return dict(roles)
