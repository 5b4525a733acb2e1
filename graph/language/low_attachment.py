"""Complements of a verb that the parser hung too low, on one of its other complements."""

from __future__ import annotations

from graph.language.word_order import PARTIES, WordOrder

AGENTS = ("por", "por parte de", "a manos de", "de parte de", "a cargo de")


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
        return self.tree.words[low] == "," or low > 0 and self.tree.words[low - 1] == ","

    def _is_apposed(self, k: int, nouns: list[int]) -> bool:
        """Whether `k` comes right after the comma that closes one of `nouns`."""
        low, _ = self.tree.subtree(k)
        comma = low if self.tree.words[low] == "," else low - 1
        return any(self.tree.subtree(n)[1] in (comma, comma - 1) for n in nouns if n >= 0)
