"""The parsed Doc as plain lists, and what the rules ask of it.

Rules ask about heads and labels many times a token; reading them once into lists costs
less than going through spaCy's objects each time. Token indices everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from spacy.tokens import Doc

from graph.language.word_lists import uncontracted

_SUBJECT_DEPS = frozenset({"nsubj", "nsubj:pass"})
# Labels that a finite verb bears only by mistake, unless a relative pronoun precedes it.
_NO_VERB = frozenset({"flat", "appos", "nmod", "amod", "compound", "dep", "acl"})
_CLITICS = frozenset({"lo", "la", "los", "las", "le", "les"})
_PARTICIPLES = ("ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas", "electo", "electa")
# "Es reconocida activista" describes; "fue nombrada secretaria" tells an act.
_MADE = frozenset({"fue", "fueron", "será", "serán", "sido", "ser", "sería"})
_CLAUSE_DEPS = frozenset({"ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis", "acl:relcl"})


@lru_cache(maxsize=4096)
def _features(morph: str) -> dict[str, str]:
    if not morph or morph == "_":
        return {}
    return dict(part.split("=", 1) for part in morph.split("|"))


class Tree:
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
        table = doc.to_array(["HEAD", "DEP", "POS", "LEMMA", "MORPH"])
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
            if i == n or doc[i].is_sent_start:
                for k in range(start, i):
                    self.sentence[k] = len(self.bounds)
                self.bounds.append((start, i))
                start = i
        self._repair_heads()
        self._repair_adjectives()
        self._repair_predicates()
        self._repair_clitics()
        self.kids: list[list[int]] = []
        self._hang()
        self._repair_addressees()
        self._repair_elected()

    def _hang(self) -> None:
        self.kids = [[] for _ in range(self.n)]
        for i, h in enumerate(self.head):
            if h != i:
                self.kids[h].append(i)

    def attach(self, i: int, head: int, dep: str) -> None:
        """Hang token `i` on `head` with label `dep`; nothing where that would close a circle."""
        above, hops = head, 0
        while self.head[above] != above and hops < 80:
            above, hops = self.head[above], hops + 1
            if above == i:
                return
        if head == i:
            return
        if self.head[i] != i:
            self.kids[self.head[i]].remove(i)
        self.head[i], self.dep[i] = head, dep
        self.kids[head] = sorted([*self.kids[head], i])

    def make_root(self, i: int) -> None:
        """Let token `i` depend on nothing."""
        if self.head[i] != i:
            self.kids[self.head[i]].remove(i)
            self.head[i], self.dep[i] = i, "ROOT"

    def repair_verbs(self, is_verb: Callable[[int], bool]) -> None:
        """Make verbs of what the tagger took for nouns ("afeó", "México felicita", "Piden").

        Parameters
        ----------
        is_verb : callable
            Tells of a token that is tagged as a noun or a name whether it must be a finite verb.
        """
        changed = False
        for start, end in self.bounds:
            known = self.pos[start] == "VERB" and self.morph[start].get("VerbForm") == "Fin"
            if known and start + 1 < end and self.dep[start + 1] == "flat":
                self._repair_opening(start)
                changed = True
        for i in range(self.n):
            if self.pos[i] not in ("NOUN", "ADJ", "PROPN") or not is_verb(i):
                continue
            self.pos[i] = "VERB"
            self.morph[i] = {
                "VerbForm": "Fin",
                "Mood": "Ind",
                "Tense": "Past" if self.low[i].endswith(("ó", "ron")) else "Pres",
                "Number": "Plur" if self.low[i].endswith("n") else "Sing",
                "Person": "3",
            }
            h = self.head[i]
            changed = True
            opens = i == self.bounds[self.sentence[i]][0]
            if opens and not self.low[i].endswith("n"):
                self._repair_opening(i)
            for k in range(i + 1, self.n):
                # What the parser joined to a name is an argument of the verb.
                if self.head[k] == i and self.dep[k] in ("flat", "appos", "compound"):
                    self.dep[k] = "obj"
            if h == i or h > i or self.pos[h] not in ("NOUN", "PROPN", "PRON", "NUM"):
                continue
            # The noun to its left is its subject; what follows hangs on the verb.
            self.head[i], self.dep[i] = (self.head[h] if self.head[h] != h else i), self.dep[h]
            self.head[h], self.dep[h] = i, "nsubj"
            for k in range(i + 1, self.n):
                if self.head[k] == h and self.sentence[k] == self.sentence[i]:
                    self.head[k] = i
        if changed:
            self._repair_clitics()
            self._hang()

    def repair_sources(self, prepositions: frozenset[str]) -> None:
        """Give back its subject to "Según Ana, Luis mintió", joined to the name before the comma.

        Parameters
        ----------
        prepositions : frozenset of str
            What stands before whoever says it, such as "según".
        """
        for k in range(3, self.n):
            h = self.head[k]
            if self.dep[k] not in ("conj", "appos") or h >= k or self.pos[k] != "PROPN":
                continue
            v = self.head[h]
            opens = h > 0 and h - 1 == self.bounds[self.sentence[h]][0]
            if not opens or self.low[h - 1] not in prepositions or v <= k:
                continue
            if self.words[k - 1] != "," or "," in self.words[k:v] or self.pos[v] != "VERB":
                continue
            if not any(self.dep[j] in _SUBJECT_DEPS for j in self.kids[v]):
                self.attach(k, v, "nsubj")

    def _repair_opening(self, v: int) -> None:
        """Give the verb that opens "Exige CNTE a Peña derogar …" its subject and its objects."""
        h = self.head[v]
        if h > v and self.dep[v] == "nsubj" and self.pos[h] in ("VERB", "AUX"):
            # The infinitive that took the seeming name for its subject is what is asked.
            self.head[v], self.dep[v] = (self.head[h] if self.head[h] != h else v), self.dep[h]
            self.head[h], self.dep[h] = v, "xcomp"
        doer = v + 1
        for k in range(v + 1, self.n):
            if self.head[k] != v:
                continue
            if k == doer:
                self.dep[k] = "nsubj"
            elif self.dep[k] == "flat" and all(self.words[j][0].isupper() for j in range(doer, k)):
                self.head[k] = doer
            elif self.dep[k] in ("nsubj", "nmod", "iobj", "flat"):
                marked = any(
                    self.head[j] == k and self.low[j] in ("a", "al") for j in range(v + 1, k)
                )
                self.dep[k] = "obj" if marked or self.dep[k] == "nsubj" else "obl"

    def repair_names(self, roots: list[int]) -> None:
        """Make nominals of names that the tagger took for verbs or adverbs ("Claro", "Tinoco")."""
        for i in roots:
            if self.pos[i] in ("VERB", "AUX", "ADV", "ADJ", "INTJ", "ADP", "SCONJ", "CCONJ", "DET"):
                self.pos[i] = "PROPN"
                self.morph[i] = {}

    def repair_subjects(self, spans: list[tuple[int, int, int]]) -> None:
        """Hang a name on the verb right behind it: "Durante su visita a Lima, Ana Paz prometió".

        The parser makes such a name, after the comma of what opens the sentence, one more
        member of a list.

        Parameters
        ----------
        spans : list[tuple[int, int, int]]
            Start, end and root of each name of a person.
        """
        for start, end, root in spans:
            if self.dep[root] not in ("conj", "appos") or start == 0 or end >= self.n:
                continue
            v = end
            while v < self.n - 1 and self.low[v] in _CLITICS:
                v += 1
            if self.words[start - 1] != "," or self.pos[v] != "VERB" or not self.is_finite(v):
                continue
            first = self.bounds[self.sentence[root]][0]
            if self.pos[first] != "ADP" or self.sentence[v] != self.sentence[root]:
                continue
            if self.subjects(v) or any(self.pos[k] == "CCONJ" for k in range(first, start)):
                continue
            if any(self.is_finite(k) for k in range(first, start)):
                continue
            if self.words[first:start].count(",") > 1:
                continue
            self.attach(root, v, "nsubj")

    def _repair_heads(self) -> None:
        """Cut arcs that leave the sentence (a hand-set boundary may leave one behind)."""
        for i, h in enumerate(self.head):
            if not 0 <= h < self.n or self.sentence[h] != self.sentence[i]:
                self.head[i] = i

    def _repair_adjectives(self) -> None:
        """Let "llamada telefónica" hang on its noun where the parser took the adjective."""
        for i in range(self.n - 1):
            j = i + 1
            if (
                self.dep[i] != "amod"
                or self.head[i] != j
                or self.pos[i] != "NOUN"
                or self.pos[j] != "ADJ"
            ):
                continue
            self.head[i] = self.head[j] if self.head[j] != j else i
            self.dep[i] = self.dep[j]
            for k in range(self.n):
                if self.head[k] == j and k not in (i, j) and self.sentence[k] == self.sentence[j]:
                    self.head[k] = i
            self.head[j], self.dep[j] = i, "amod"

    def _repair_predicates(self) -> None:
        """Let a finite verb that the parser hung on the noun before it head its clause.

        In headlines ("Cuba excarcela a Ferrer") it takes the verb for a part of the name.
        """
        for i in range(1, self.n):
            h = self.head[i]
            if (
                self.pos[i] != "VERB"
                or self.morph[i].get("VerbForm") != "Fin"
                or self.dep[i] not in _NO_VERB
                or h >= i
                or self.pos[h] not in ("NOUN", "PROPN")
                or not all(self._joins(k) for k in range(h + 1, i))
            ):
                continue
            above = self.head[h]
            if self.dep[h] == "nsubj" and above > i:
                if not any(
                    self.pos[k] == "CCONJ" and self.head[k] == above for k in range(i, above)
                ):
                    continue
                self.head[i] = self.head[above] if self.head[above] != above else i
                self.dep[i] = self.dep[above]
                self.head[above], self.dep[above] = i, "conj"
            elif above == h or self.dep[h] in ("appos", "parataxis"):
                self.head[i] = above if above != h else i
                self.dep[i] = self.dep[h]
            else:
                continue
            self.head[h], self.dep[h] = i, "nsubj"
            for k in range(i + 1, self.n):
                if self.head[k] == h and self.sentence[k] == self.sentence[i]:
                    self.head[k] = i

    def _joins(self, k: int) -> bool:
        """Whether token `k` may stand between a subject and its verb."""
        if self.pos[k] in ("VERB", "AUX", "SCONJ", "CCONJ", "PUNCT"):
            return False
        return self.pos[k] != "PRON" or self.low[k] in ("se", "lo", "la", "los", "las", "le", "les")

    def _repair_clitics(self) -> None:
        """Make a pronoun of what stands right before a finite verb: "que la llamó"."""
        for i in range(self.n - 1):
            j = i + 1
            if (
                self.low[i] not in _CLITICS
                or self.pos[i] == "PRON"
                or self.pos[j] not in ("VERB", "AUX")
                or self.morph[j].get("VerbForm") != "Fin"
                or self.sentence[i] != self.sentence[j]
            ):
                continue
            verb = self.head[j] if self.dep[j] in ("aux", "cop") else j
            self.pos[i], self.head[i] = "PRON", verb
            self.dep[i] = "iobj" if self.low[i] in ("le", "les") else "obj"

    def _repair_addressees(self) -> None:
        """Hang "a RAC1" on its verb in "explicó Karim Sabri a RAC1", not inside the name."""
        for i in range(self.n):
            if self.dep[i] != "flat" or self.cases(i) not in ("a", "sobre", "ante", "contra"):
                continue
            up = self.head[i]
            while self.head[up] != up and self.dep[up] in ("flat", "appos", "nsubj", "obj"):
                up = self.head[up]
                if self.pos[up] == "VERB":
                    self.attach(i, up, "obl")
                    break

    def _repair_elected(self) -> None:
        """Let the participle head "fue nombrada secretaria por A", not the noun of the post."""
        for i in range(1, self.n - 1):
            h = self.head[i]
            if self.dep[i] != "amod" or not i < h < i + 3 or not self.low[i].endswith(_PARTICIPLES):
                continue
            copula = next((k for k in self.kids[h] if self.dep[k] == "cop" and k < i), -1)
            if copula < 0 or self.low[copula] not in _MADE or i - copula > 2:
                continue
            above, dep = self.head[h], self.dep[h]
            if above == h:
                self.kids[h].remove(i)
                self.head[i], self.dep[i] = i, dep
            else:
                self.attach(i, above, dep)
            self.pos[i] = "VERB"
            self.morph[i] = {**self.morph[i], "VerbForm": "Part"}
            for k in list(self.kids[h]):
                if k < i or self.dep[k] in ("punct", "obl", "conj") or self.cases(k) == "por":
                    self.attach(k, i, "aux" if k == copula else self.dep[k])
            self.attach(h, i, "xcomp")

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
        out = [i]
        for k in self.kids[i]:
            if self.dep[k] == "conj" and (self.is_nominal(k) == self.is_nominal(i)):
                out += self.conjuncts(k)
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
        if self.low[k] not in ("cuyo", "cuya", "cuyos", "cuyas"):
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
        low = high = i
        stack = [i]
        while stack:
            j = stack.pop()
            low, high = min(low, j), max(high, j)
            stack += self.kids[j]
        return low, high

    def subjects(self, i: int) -> list[int]:
        """Return the heads of the noun phrases labelled as subject of `i`."""
        return [k for k in self.kids[i] if self.dep[k] in _SUBJECT_DEPS]

    def is_clause_head(self, i: int) -> bool:
        """Whether the label of `i` says that it heads a clause below another word."""
        return self.dep[i] in _CLAUSE_DEPS


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value
