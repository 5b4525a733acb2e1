"""Complements of a verb that the parser hung too low, on one of its other complements."""

from __future__ import annotations

from graph.language.word_order import PARTIES, Roles, WordOrder

AGENTS = ("por", "por parte de", "a manos de", "de parte de", "a cargo de")

_DURING = ("en", "durante", "mediante", "tras", "por medio de")
_DOERS = ("Organization", "Person")
# What opens an insertion that tells of the noun before it.
_OPENING = (",", "(", "[")


class LowAttachment(WordOrder):
    """Finds what hangs on a noun and belongs to the verb above it."""

    def _company(self, v: int) -> list[int]:
        """Find "con B" that the parser hung on the object: "conversó once minutos con B"."""
        tree = self.tree
        for k in tree.kids[v]:
            adverb = tree.dep[k] == "advmod" and tree.pos[k] == "ADV"  # "codo a codo con B"
            if k < v or tree.cases(k) or not (adverb or tree.dep[k] in ("obj", "obl", "nmod")):
                continue
            if tree.lemma[k] in self.lexicon.frames.by_noun or self.named_type(k):
                continue
            for j in tree.kids[k]:
                if j > k and tree.cases(j) == "con" and self.kind_of(j)[0] in PARTIES:
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
            acts = tree.lemma[k] in self.lexicon.frames.by_noun and tree.cases(k) != "como"
            if acts or depth > 2:
                continue
            for j in tree.kids[k]:
                if tree.dep[j] == "amod" and j > k and not tree.is_verb(j):
                    stack.append((j, depth))  # "como auditor superior a Luis Paz"
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

    def _gapped(self, v: int, first: list[int]) -> list[int]:
        """Find B in "acusó a A de mentir y a B de callar", which hangs on what A did."""
        tree = self.tree
        hosts = [k for t in (v, first[0]) for k in tree.kids[t] if k > first[0] and k not in first]
        return [
            j
            for k in hosts
            if tree.cases(k) != "a"
            for j in tree.kids[k]
            if j > k
            and tree.dep[j] == "conj"
            and tree.cases(j) == "a"
            and tree.is_nominal(j)
            and tree.low[tree.subtree(j)[0]] in ("y", "e")
        ]

    def _raised(self, v: int) -> list[int]:
        """Find what the parser hung on the phase verb above: "volvió a cargar contra B"."""
        tree, h = self.tree, self.tree.head[v]
        if h == v or not 0 < v - h < 3 or tree.morph[v].get("VerbForm") != "Inf":
            return []
        phases = self.lexicon.factuality.actual_verbs
        if not any(lemma in phases for lemma in self.lexicon.verb_lemmas(tree, h)):
            return []
        return [
            k
            for k in tree.kids[h]
            if k > v and tree.is_nominal(k) and not any(map(tree.is_verb, range(v + 1, k)))
        ]

    def _at_whose_behest(self, agents: list[int]) -> list[int]:
        """Return `agents` with "orden" replaced by whose order it is: "por orden de B"."""
        found = [k for agent in agents for k in self._ordering(agent) if not self._is_cause(k)]
        # "Suspendido por tres partidos por el Tribunal": a measure is no agent beside another.
        counted = [k for k in found if any(self.tree.pos[j] == "NUM" for j in self.tree.kids[k])]
        return [k for k in found if k not in counted] or found

    def _is_cause(self, k: int) -> bool:
        """Whether "por B" tells why and not by whom: "detenido por el asesinato"."""
        return k >= 0 and self.tree.cases(k) == "por" and self.kind_of(k) == ("NamedEvent", False)

    def _ordering(self, k: int) -> list[int]:
        tree = self.tree
        if k < 0 or tree.cases(k) != "por" or not self._is_behest(tree.lemma[k]):
            return [k]
        # "Por orden del contralmirante Paz": the parser may hang "del" on the title.
        of = k + 1 < tree.n and tree.low[k + 1] in ("de", "del")
        below = [j for j in tree.kids[k] if j > k and tree.is_nominal(j)]
        return [j for j in below if tree.cases(j) == "de" or of and not tree.cases(j)]

    def _is_behest(self, lemma: str) -> bool:
        frames = self.lexicon.frames.by_noun.get(lemma, ())
        return any("clause-subject" in f.object for f in frames)

    def _shared_object(self, v: int) -> list[int]:
        """Return the object that the next verb states for both: "golpeó y robó a B"."""
        tree = self.tree
        if v + 2 >= tree.n or tree.low[v + 1] not in ("y", "e") or not tree.is_finite(v):
            return []
        k = v + 2
        if not tree.is_verb(k) or tree.dep[k] != "conj" or tree.head[k] != v:
            return []
        return [j for j in tree.kids[k] if j > k and tree.cases(j) == "a" and self._is_party(j)]

    def _is_party(self, j: int) -> bool:
        return self.kind_of(j)[0] in PARTIES

    def _shared_agent(self, v: int) -> list[int]:
        """Return the agent of the last of several participles: "agredidos y golpeados por B"."""
        tree = self.tree
        for k in reversed(tree.kids[v]):
            if tree.dep[k] != "conj" or k < v or not self.lexicon.is_participle(tree.low[k]):
                continue
            if any(tree.dep[j] in ("aux", "aux:pass", "cop") for j in tree.kids[k]):
                continue
            found = [j for j in tree.kids[k] if j > k and tree.cases(j) in AGENTS]
            if found:
                return found
        h = tree.head[v]
        if tree.dep[v] == "conj" and self.lexicon.is_participle(tree.low[h]):
            return [j for j in tree.kids[h] if j > v and tree.cases(j) in AGENTS]
        return []

    def _agent_of_deed(self, roles: Roles) -> list[int]:
        """Return who did it by the deed in which it was done: "detenido en un operativo de B"."""
        tree = self.tree
        for k in (k for case in _DURING for k in roles.get(case, []) if k >= 0):
            if tree.lemma[k] not in self.lexicon.authored:
                continue
            for j in tree.kids[k]:
                if j > k and tree.cases(j) in ("de", *AGENTS) and self.named_type(j) in _DOERS:
                    return [j]
        return []

    def _agent_below(self, v: int) -> list[int]:
        """Find "por B" that the parser hung on a noun after the participle `v`."""
        tree = self.tree
        stack = [(k, 0) for k in tree.kids[v] if k > v and tree.is_nominal(k)]
        while stack:
            k, depth = stack.pop(0)
            if depth > 2:
                continue
            for j in tree.kids[k]:
                if j < k or not tree.is_nominal(j):
                    continue
                if tree.lemma[k] in self.lexicon.frames.by_noun and depth:
                    continue
                if tree.cases(j) in AGENTS and self.kind_of(j)[0] in PARTIES:
                    return [j]
                stack.append((j, depth + 1))
        return []

    def _after_comma(self, k: int) -> bool:
        low, _ = self.tree.subtree(k)
        return self.tree.words[low] == "," or low > 0 and self.tree.words[low - 1] in _OPENING

    def _is_apposed(self, k: int, nouns: list[int]) -> bool:
        """Whether `k` comes right after the comma that closes one of `nouns`."""
        low, _ = self.tree.subtree(k)
        comma = low if self.tree.words[low] == "," else low - 1
        return any(self.tree.subtree(n)[1] in (comma, comma - 1) for n in nouns if n >= 0)
