"""The tree of a Doc, mended where the parser errs in ways that can be seen."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

from graph.language.bare_tree import BareTree

# Labels that a finite verb bears only by mistake, unless a relative pronoun precedes it.
_NO_VERB = frozenset({"flat", "appos", "nmod", "amod", "compound", "dep", "acl"})
CLITICS = frozenset({"lo", "la", "los", "las", "le", "les"})
_PARTICIPLES = ("ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas", "electo", "electa")
# "Es reconocida activista" describes; "fue nombrada secretaria" tells an act.
_MADE = frozenset({"fue", "fueron", "será", "serán", "sido", "ser", "sería"})


class Tree(BareTree):
    """A `BareTree` with the repairs that need no more than the tree itself.

    The stages call the others (`repair_verbs`, `repair_sources`, …) as they learn what is a
    name, a verb or a preposition.
    """

    def __init__(self, doc: Doc) -> None:
        super().__init__(doc)
        self._repair_heads()
        self._repair_adjectives()
        self._repair_predicates()
        self._repair_clitics()
        self._hang()
        self._repair_addressees()
        self._repair_elected()

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
                    if self.dep[k] == "flat" and self.pos[k] == "PROPN":
                        # "Odevia compra Lácteos del Sil": the name behind is the object.
                        near = k == i + 1
                        self.head[k], self.dep[k] = (i, "obj") if near else (i + 1, "flat")
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
            if not self.subjects(v):
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
            while v < self.n - 1 and self.low[v] in CLITICS:
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
                self.low[i] not in CLITICS
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
                self._extents = {}
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
