"""The parsed Doc as plain lists, and what the rules ask of it.

Rules ask about heads and labels many times a token; reading them once into lists costs
less than going through spaCy's objects each time. Token indices everywhere.
"""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc

from graph.language.word_lists import uncontracted

_SUBJECT_DEPS = frozenset({"nsubj", "nsubj:pass"})
# Relatives that own what they stand before: "cuya hija".
WHOSE = frozenset({"cuyo", "cuya", "cuyos", "cuyas"})
_CLAUSE_DEPS = frozenset({"ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis", "acl:relcl"})


@lru_cache(maxsize=4096)
def _features(morph: str) -> dict[str, str]:
    if not morph or morph == "_":
        return {}
    return dict(part.split("=", 1) for part in morph.split("|"))


class BareTree:
    """One Doc's tokens, labels and tree.

    Attributes
    ----------
    words, low, lemma, pos, dep : list[str]
        Form, lower-case form, lemma, universal part of speech and label of each token.
    head : list[int]
        Index of each token's head; a root is its own head.
    kids : list[list[int]]
        Dependents of each token, from left to right.
    morph : list[dict[str, str]]
        Morphological features.
    sentence : list[int]
        Number of each token's sentence; ``bounds`` has (start, end) for each sentence.
    """

    def __init__(self, doc: Doc) -> None:
        n = len(doc)
        self.n = n
        self.words: list[str] = [t.text for t in doc]
        self.low: list[str] = [w.lower() for w in self.words]
        table = doc.to_array(["HEAD", "DEP", "POS", "LEMMA", "MORPH", "SENT_START"])
        strings = doc.vocab.strings
        names: dict[int, str] = {}

        def name(key: int) -> str:
            if key not in names:
                names[key] = strings[key]
            return names[key]

        rows = table.tolist()
        # HEAD is a signed offset in an unsigned array.
        self.head: list[int] = [i + _signed(r[0]) for i, r in enumerate(rows)]
        self.dep: list[str] = [name(r[1]) for r in rows]
        self.pos: list[str] = [name(r[2]) for r in rows]
        self.lemma: list[str] = [
            name(r[3]).lower() or w for r, w in zip(rows, self.low, strict=True)
        ]
        self.morph: list[dict[str, str]] = [_features(name(r[4])) for r in rows]
        self.bounds: list[tuple[int, int]] = []
        self.sentence: list[int] = [0] * n
        start = 0
        for i in range(1, n + 1):
            if i == n or rows[i][5] == 1:
                self.sentence[start:i] = [len(self.bounds)] * (i - start)
                self.bounds.append((start, i))
                start = i
        self.kids: list[list[int]] = []
        self._extents: dict[int, tuple[int, int]] = {}
        self._hang()

    def _hang(self) -> None:
        self._cut_circles()
        self._extents = {}
        self.kids = [[] for _ in range(self.n)]
        for i, h in enumerate(self.head):
            if h != i:
                self.kids[h].append(i)

    def _cut_circles(self) -> None:
        """Make a root of one token of each circle that repairs of odd trees have closed."""
        path_of = [-1] * self.n
        for i in range(self.n):
            at = i
            while path_of[at] < 0:
                path_of[at] = i
                at = self.head[at]
            if path_of[at] == i:  # met on the way up from `i`: a root, or a circle
                self.head[at] = at

    def attach(self, i: int, head: int, dep: str) -> None:
        """Hang token `i` on `head` with label `dep`; nothing where that would close a circle."""
        above = head
        while self.head[above] != above:
            above = self.head[above]
            if above == i:
                return
        if head == i:
            return
        self._extents = {}
        if self.head[i] != i:
            self.kids[self.head[i]].remove(i)
        self.head[i], self.dep[i] = head, dep
        self.kids[head] = sorted([*self.kids[head], i])

    def make_root(self, i: int) -> None:
        """Let token `i` depend on nothing."""
        if self.head[i] != i:
            self._extents = {}
            self.kids[self.head[i]].remove(i)
            self.head[i], self.dep[i] = i, "ROOT"

    def cases(self, i: int) -> str:
        """Return the preposition (or prepositional phrase) that governs token `i`.

        Returns
        -------
        str
            "con", "en contra de", …, the contractions undone ("al" is "a"); "" for none.
        """
        for k in self.kids[i]:
            if (
                k < i
                and self.dep[k] in ("case", "mark")
                and (self.pos[k] in ("ADP", "NOUN", "ADV", "SCONJ") or self.low[k] == "junto")
            ):
                parts = [self._plain(k)]
                parts += [self._plain(f) for f in self.kids[k] if self.dep[f] == "fixed"]
                return " ".join(parts)
        return ""

    def _plain(self, k: int) -> str:
        return uncontracted(self.low[k])

    def conjuncts(self, i: int) -> list[int]:
        """Return `i` and the tokens coordinated with it below it, from left to right."""
        out: list[int] = []
        waiting = [i]
        while waiting:  # a list of a thousand may hang each on the one before
            at = waiting.pop()
            out.append(at)
            kind = self.is_nominal(at)
            waiting += [
                k
                for k in reversed(self.kids[at])
                if self.dep[k] == "conj" and self.is_nominal(k) == kind
            ]
        return out

    def is_nominal(self, i: int) -> bool:
        """Whether `i` can head a noun phrase."""
        return self.pos[i] in ("NOUN", "PROPN", "PRON", "NUM", "SYM", "X") or (
            self.pos[i] == "ADJ" and self.dep[i] in ("nsubj", "obj", "obl", "iobj", "nmod")
        )

    def is_verb(self, i: int) -> bool:
        """Whether `i` is a verb with a clause of its own: no auxiliary, no copula."""
        if self.pos[i] == "VERB":
            return True
        return self.pos[i] == "AUX" and self.dep[i] not in ("aux", "cop", "aux:pass")

    def is_finite(self, i: int) -> bool:
        """Whether the verb group of `i` has a finite form (its own or an auxiliary's)."""
        if self.morph[i].get("VerbForm") == "Fin":
            return True
        return any(
            self.morph[k].get("VerbForm") == "Fin"
            for k in self.kids[i]
            if self.dep[k] in ("aux", "cop", "aux:pass")
        )

    def finite_form(self, i: int) -> int:
        """Return the token of the group of `i` that bears person and mood, else `i`."""
        if self.morph[i].get("VerbForm") == "Fin":
            return i
        for k in self.kids[i]:
            if self.dep[k] in ("aux", "cop", "aux:pass") and self.morph[k].get("VerbForm") == "Fin":
                return k
        return i

    def governor(self, i: int) -> int:
        """Return the nearest predicate above `i` (through coordination), or -1."""
        seen = 0
        while self.head[i] != i and seen < 60:
            if self.dep[i] != "conj" or not self.is_predicate(self.head[i]):
                h = self.head[i]
                if self.is_predicate(h):
                    return h
                i = h
            else:
                i = self.head[i]
            seen += 1
        return -1

    def is_predicate(self, i: int) -> bool:
        """Whether `i` is a verb, or a noun or adjective with a copula."""
        return self.is_verb(i) or any(self.dep[k] == "cop" for k in self.kids[i])

    def antecedent_of_whose(self, k: int) -> int:
        """Return what "cuyo" at `k` takes up: the noun that its relative clause describes."""
        if self.low[k] not in WHOSE:
            return -1
        at = self.head[k]
        for _ in range(6):
            if self.dep[at] in ("acl", "acl:relcl"):
                return self.head[at]
            if self.head[at] == at:
                break
            at = self.head[at]
        return -1

    def subtree(self, i: int) -> tuple[int, int]:
        """Return the first and last token of what hangs below `i`."""
        known = self._extents
        if i in known:
            return known[i]
        # What is found of those below is kept: asked from the top of a deep tree to its
        # bottom, each is looked at once.
        below = [i]
        for j in below:
            below += [k for k in self.kids[j] if k not in known]
        for j in reversed(below):
            low = high = j
            for k in self.kids[j]:
                first, last = known[k]
                low, high = min(low, first), max(high, last)
            known[j] = low, high
        return known[i]

    def subjects(self, i: int) -> list[int]:
        """Return the heads of the noun phrases labelled as subject of `i`."""
        return [k for k in self.kids[i] if self.dep[k] in _SUBJECT_DEPS]

    def is_clause_head(self, i: int) -> bool:
        """Whether the label of `i` says that it heads a clause below another word."""
        return self.dep[i] in _CLAUSE_DEPS


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value
