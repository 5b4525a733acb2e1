"""What was mentioned so far, and which of it a pronoun or a dropped subject takes up.

The subject of the last clause comes first, then other roles, then what is farther back
(centering; Grosz, Joshi and Weinstein 1995). Where two are as good, none is taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from graph.language.annotations import Referent
from graph.language.salience import Seen
from graph.language.syntax import Tree
from graph.model import MentionKind

# How far back an antecedent may stand, in sentences.
_WINDOW = 2
# And how far with the sentences of the quotations between.
_FAR = 6
# And how many mentions: sentences of news have no more, one without end has thousands.
_MOST_SEEN = 400
# What a sentence of distance costs, against 3 for a subject and 1 for an object.
_SENTENCE = 2.5
_TIE = 0.5
# What it costs that an antecedent stands in a quotation and the pronoun does not, or not in it.
_QUOTED = 3.0
# What it costs that a body or place was named in another sentence than a verb without subject.
_BODY = 2.0
_FAVOUR = 1.5
# What a referent gains by each mention, up to so many.
_COUNT, _MOST = 0.15, 6

_AFTER_PRONOUN = frozenset({"VERB", "AUX", "PRON", "ADV", "ADP", "PUNCT"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an antecedent must be: gender and number ("" for any) and types.

    ``barred`` are referents that it may not be, ``outside`` bounds tokens where it may not
    stand: the quotation that a verb of saying reports. ``favoured`` are those whom the
    syntax suggests.
    """

    gender: str
    number: str
    kind: MentionKind
    types: tuple[str, ...]
    barred: frozenset[int] = frozenset()
    outside: tuple[int, int] = (-1, -1)
    favoured: frozenset[int] = frozenset()


class Focus:
    """The referents mentioned so far, in the order of the text.

    ``seen`` has (token, referent, weight) for each mention.
    """

    def __init__(
        self, tree: Tree, referents: list[Referent], quotes: list[tuple[int, int]] | None = None
    ) -> None:
        self.tree, self.referents = tree, referents
        self.seen = Seen(tree)
        self.quote_of = [-1] * tree.n
        for q, (first, last) in enumerate(quotes or ()):
            self.quote_of[first : last + 1] = [q] * (last + 1 - first)
        # Sentences within a quotation do not count for what is told around it.
        self.told: list[int] = []
        for a, b in tree.bounds:
            first, last = self.quote_of[a], self.quote_of[b - 1]
            within = b - a > 1 and first >= 0 and first == last
            self.told.append((self.told[-1] if self.told else 0) + (not within))

    def _distance(self, at: int, token: int) -> int:
        """Return how many sentences lie between, those within quotations not counted."""
        here, there = self.tree.sentence[at], self.tree.sentence[token]
        if self.quote_of[at] >= 0 or self.quote_of[token] >= 0:
            return here - there
        return max(self.told[here] - self.told[there], min(1, here - there))

    def touch(self, token: int, entity: int) -> None:
        """Note a mention of `entity` at `token`, weighed by its grammatical role."""
        tree = self.tree
        top = token
        while tree.dep[top] == "conj" and tree.is_nominal(tree.head[top]):
            top = tree.head[top]
        dep = tree.dep[top]
        weight = 3.0 if dep.startswith("nsubj") else 1.0 if dep in ("obj", "iobj", "obl") else 0.0
        if dep.startswith("nsubj") and tree.dep[tree.head[top]] in ("ROOT", "root"):
            weight += 2.0
        self.seen.add(token, entity, weight)

    def antecedent(self, at: int, wanted: Wanted) -> int:
        """Return the referent that a pronoun at token `at` takes up, -1 where none is clear."""
        best: dict[int, float] = {}
        here = self.tree.sentence[at]
        counts = self.seen.counts
        for token, entity, weight in islice(reversed(self.seen), _MOST_SEEN):
            distance = self._distance(at, token)
            if here - self.tree.sentence[token] > _FAR:
                break
            if distance > _WINDOW:
                continue
            if token >= at or wanted.outside[0] <= token < wanted.outside[1]:
                continue
            if not self._fits(entity, weight, wanted):
                continue
            score = weight - _SENTENCE * distance + _COUNT * min(counts[entity], _MOST)
            if self.quote_of[token] not in (-1, self.quote_of[at]):
                score -= _QUOTED
            if entity in wanted.favoured:
                score += _FAVOUR
            if wanted.kind != "dropped":
                score -= 0.02 * (at - token)
            if self.referents[entity].type == "Person":
                score += 0.5
            elif distance > 0 and wanted.kind == "dropped":
                score -= _BODY
            best[entity] = max(best.get(entity, -99.0), score)
        ranked = sorted(best.items(), key=lambda x: (-x[1], x[0]))
        if not ranked or len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _TIE:
            return -1
        return ranked[0][0]

    def stands_alone(self, i: int) -> bool:
        """Whether "este" is no determiner ("este lunes"), nor points at a thing ("este es…")."""
        tree, k = self.tree, i + 1
        if k < tree.n and tree.low[k] in ("último", "última"):
            k += 1
        if k >= tree.n or tree.lemma[k] == "ser":
            return False
        return tree.is_finite(k) or tree.pos[k] in _AFTER_PRONOUN

    def nearest(self, at: int, gender: str, barred: frozenset[int]) -> int:
        """Return the person named last, whom "éste" takes up; the one before would be "él"."""
        for token, entity, _ in reversed(self.seen):
            if self.tree.sentence[at] - self.tree.sentence[token] > 1:
                break
            ref = self.referents[entity]
            if ref.type == "Person" and ref.number != "p" and entity not in barred:
                if ref.gender in ("", gender):
                    return entity
        return -1

    def _fits(self, entity: int, weight: float, wanted: Wanted) -> bool:
        ref = self.referents[entity]
        if entity in wanted.barred or ref.type not in wanted.types:
            return False
        if wanted.gender and ref.gender and ref.gender != wanted.gender:
            return False
        if wanted.number and ref.number and ref.number != wanted.number:
            return False
        # A country acts as a subject only; a pronoun rarely takes up one.
        if ref.type == "Place" and "Person" in wanted.types:
            return ref.named and weight >= 3 and wanted.kind == "dropped"
        return not (wanted.gender and not ref.gender and ref.type == "Organization")
