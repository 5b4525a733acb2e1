"""How far a report reaches: which words beside "dijo X" or "según X" are whose."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from spacy.tokens import Doc

from graph.language.annotations import Speech
from graph.language.lexicon import Lexicon
from graph.language.quotes import quotations
from graph.language.speakers import Speakers

# Words that open what is said.
OPENERS = frozenset(
    ("que", "si", "qué", "quién", "quiénes", "cómo", "cuándo", "dónde", "cuánto", "cuántos", "por")
)
# Words that open a clause into which a report may be inserted.
_SUBORDINATORS = frozenset(
    {"que", "donde", "quien", "quienes", "cual", "cuales", "aunque", "porque"}
)


class ReportExtent(Speakers):
    """Measures the reports of one Doc; ``quotes`` are its quotations."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        super().__init__(doc, lexicon)
        self.quotes = quotations(doc, self.tree)
        self._quote_of = [-1] * self.tree.n
        for q, (first, last) in enumerate(self.quotes):
            self._quote_of[first : last + 1] = [q] * (last + 1 - first)
        # What may add something by the way.
        self._added = [
            k
            for k in range(self.tree.n)
            if self.tree.dep[k] in ("acl", "acl:relcl", "amod", "appos")
        ]
        self._cuts: dict[int, list[int]] = {}
        self._last_clause = [self._last_finite(end, start) for start, end in self.tree.bounds]

    def _quote_at(self, i: int) -> int:
        return self._quote_of[i]

    def _last_finite(self, end: int, start: int) -> int:
        """Return the last finite verb that heads no relative clause, -1 for none."""
        tree = self.tree
        return next(
            (
                k
                for k in range(end - 1, start - 1, -1)
                if tree.is_finite(k) and tree.dep[k] not in ("acl", "acl:relcl")
            ),
            -1,
        )

    def _around(self, v: int, cue: int, speaker: int, quoted: list[Speech]) -> list[Speech]:
        """Return the words on both sides of the verb and its subject, up to ";" or ":"."""
        tree = self.tree
        end = tree.bounds[tree.sentence[v]][1]
        a, b = self._reach(v)
        low, high = tree.subtree(v) if tree.head[v] != v else self._own_words(v)
        if (inserted := self._subordinator(v)) >= 0:
            # "la finca que, según A, es de B": only the clause around it is A's.
            a, low = inserted, max(low, inserted)
        low, high = max(low, a), min(high, b - 1)
        if any(v - s.end <= 2 and self._opens_clause(s.start, a) for s in quoted):
            low = a  # the quotation is all that is said
        parts = [(a, low), (high + 1, b)]
        if b < end and tree.words[b] == ":" and high + 1 >= b - 1:
            parts.append((b + 1, end))
        return [
            Speech(x, y, cue, speaker, False, self._asides(x, y)) for x, y in parts if y - x > 1
        ]

    def _opens_clause(self, start: int, a: int) -> bool:
        """Whether nothing but what ";" or ":" parts off stands before a quotation."""
        return start <= a + 1 or self.tree.words[start - 1] in (";", ":")

    def _subordinator(self, v: int) -> int:
        """Return the word that opens the clause in which a report is inserted, -1 for none.

        "Que, según A, …", "donde, denuncia A, …": a comma parts it from the report.
        """
        tree = self.tree
        start, k = tree.bounds[tree.sentence[v]][0], v - 1
        while k > start and v - k < 7 and tree.words[k] != ",":
            if tree.is_verb(k) and tree.is_finite(k) or tree.low[k] in OPENERS - {"por"}:
                return -1
            k -= 1
        return k - 1 if k > start and tree.low[k - 1] in _SUBORDINATORS else -1

    def _reach(self, v: int) -> tuple[int, int]:
        """Return how far what verb `v` reports may reach on both sides.

        At the end of a sentence ", informó X" is of all of it, but for what stands before ":".
        """
        start, end = self.tree.bounds[self.tree.sentence[v]]
        a, b = self._part(v)
        last = self._last_clause[self.tree.sentence[v]] <= v
        if b == end and last and self.tree.is_verb(v):
            words = self.tree.words
            colons = [k for k in range(start, v) if words[k] == ":" and self._quote_at(k) < 0]
            a = colons[-1] + 1 if colons else start
        return a, b

    def _part(self, i: int) -> tuple[int, int]:
        """Return the part of the sentence around `i` that ";" and ":" outside quotations bound."""
        tree, sentence = self.tree, self.tree.sentence[i]
        a, b = tree.bounds[sentence]
        if sentence not in self._cuts:
            self._cuts[sentence] = [
                k
                for k in range(a, b)
                if (tree.words[k] in (";", ":") or tree.low[k] in ("pero", "sino"))
                and self._quote_at(k) < 0
            ]
        cuts = self._cuts[sentence]
        before, behind = bisect_left(cuts, i), bisect_right(cuts, i)
        return (
            cuts[before - 1] + 1 if before else a,
            cuts[behind] if behind < len(cuts) else b,
        )

    def _asides(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Return what a relative clause or a participle between commas adds by the way."""
        tree = self.tree
        out = []
        first, behind = bisect_left(self._added, start), bisect_left(self._added, end)
        for k in self._added[first:behind]:
            low, high = tree.subtree(k)
            closed = high + 1 >= end or {",", ";", ")", "-"} & set(tree.words[high : high + 2])
            opened = low > start and "," in tree.words[low - 1 : low + 1]
            if opened and high < end and closed:
                out.append((low, high + 1))
        return tuple(out)

    def _own_words(self, v: int) -> tuple[int, int]:
        """Return the stretch of verb, subject and what follows: ", señaló Pigott en …"."""
        tree = self.tree
        high = max([v, *(tree.subtree(k)[1] for k in tree.kids[v] if k > v)])
        return v, high
