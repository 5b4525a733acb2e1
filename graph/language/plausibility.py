"""How likely a claim is right, from the circumstances in which it was found.

A frame that matches next to its verb, with two names, errs seldom; one whose subject is dropped
three verbs away errs often. How much each circumstance weighs was fitted by logistic regression
(as in Platt 1999, "Probabilistic outputs for support vector machines") on annotated texts,
with ``tools/fit_plausibility.py``; the weights are data, in ``plausibility.tsv`` of the lexicon.
What is less likely than the threshold there is no claim: no edge beats a wrong edge.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate

from spacy.language import Language
from spacy.tokens import Doc

from graph.language.annotations import NounMention, Referent, Relating
from graph.language.factuality import Factuality
from graph.language.lexicon import Lexicon, load_lexicon
from graph.language.quotation import speaker_of
from graph.language.relations import RelationFinder
from graph.language.syntax import Tree
from graph.language.weights import Weights
from graph.vocabulary import relations

# Upper ends of the classes that distances in tokens fall into.
_STEPS = (1, 2, 3, 5, 8, 12, 18, 26)


class Plausibility:
    """Judges the claims of one Doc, once all stages before the relations have run.

    Parameters
    ----------
    doc : spacy.tokens.Doc
    weights : Weights
    """

    def __init__(self, doc: Doc, weights: Weights) -> None:
        self.doc, self.weights = doc, weights
        self.tree: Tree = doc._.tree
        self.referents: list[Referent] = doc._.referents
        self.factuality: Factuality = doc._.factuality
        self.here: dict[tuple[int, int], list[tuple[int, NounMention]]] = {}
        self.tokens: list[int] = []
        self.mentioned: dict[int, int] = {}
        # How many there are before each token.
        self.verbs = list(accumulate(map(self.tree.is_verb, range(self.tree.n)), initial=0))
        self.commas = list(accumulate((w == "," for w in self.tree.words), initial=0))
        for mention in doc._.mentions:
            token = mention.root if mention.root >= 0 else ~mention.root
            if mention.kind in ("name", "description"):
                self.tokens.append(token)
            for entity in mention.members or (mention.entity,):
                key = (entity, self.tree.sentence[token])
                self.here.setdefault(key, []).append((token, mention))
                self.mentioned[entity] = self.mentioned.get(entity, 0) + 1
        self.tokens.sort()

    def judge(self, found: Iterable[Relating]) -> list[Relating]:
        """Return those of `found` that are likely enough, with their probability as confidence."""
        out = []
        for relating in found:
            sure = self.weights.probability(self.circumstances(relating))
            if sure >= self.weights.threshold:
                out.append(replace(relating, confidence=round(sure, 2)))
        return out

    def circumstances(self, relating: Relating) -> list[str]:
        """Return what is true of the claim `relating`, by the names that have weights."""
        return [
            *self._predicate(relating),
            *self._status(relating),
            *self._side("subject", relating.subject, relating),
            *self._side("object", relating.object, relating),
            *self._both(relating),
        ]

    def _predicate(self, r: Relating) -> Iterator[str]:
        relation = relations().get(r.relation)
        kind = r.frame if r.frame.startswith("rule/") else r.frame.partition("/")[0]
        how = r.steps[0].rpartition(": ")[2] if r.steps and ": " in r.steps[0] else ""
        name = r.relation if relation else "open"
        yield f"relation {name}"
        yield f"group {relation.group if relation else 'open'}"
        yield f"found by {kind}"
        yield f"rule {'yes' if r.frame.startswith('rule/') else 'no'}"
        yield f"role {how}"
        yield f"word {self.tree.lemma[r.at]} {name}"
        yield f"word is {self.tree.pos[r.at]}"
        yield f"frame {r.confidence:.1f}"

    def _status(self, r: Relating) -> Iterator[str]:
        status = self.factuality.of(r.at)
        yield f"status {status.polarity} {status.modality}"
        yield f"status of {status.cue}"
        yield f"reported {speaker_of(self.doc, r.at) is not None}"
        start, end = self.tree.bounds[self.tree.sentence[r.at]]
        yield f"sentence {_step(end - start)}"
        yield f"clauses {min(8, self.verbs[end] - self.verbs[start])}"

    def _side(self, side: str, entity: int, r: Relating) -> Iterator[str]:
        tree, referent = self.tree, self.referents[entity]
        yield f"{side} is {referent.type}"
        yield f"{side} named {referent.named}"
        yield f"{side} often {min(8, self.mentioned.get(entity, 0))}"
        if not referent.named:
            yield f"{side} noun {referent.label.split()[0].lower()}"
        found = self._nearest(entity, r.at)
        if found is None:
            yield f"{side} elsewhere"
            return
        token, mention = found
        low, high = min(token, r.at), max(token, r.at)
        yield f"{side} by {mention.kind}"
        yield f"{side} as {mention.why.split(' «')[0]}"
        yield f"{side} {'before' if token < r.at else 'after'} {_step(high - low)}"
        yield f"{side} below {tree.head[token] == r.at} {tree.dep[token]}"
        yield f"{side} verbs {min(4, _between(self.verbs, low, high))}"
        yield f"{side} commas {min(4, _between(self.commas, low, high))}"
        over = bisect_left(self.tokens, high) - bisect_right(self.tokens, low)
        yield f"{side} over {min(5, max(0, over))}"
        yield f"{side} several {bool(mention.members)}"

    def _both(self, r: Relating) -> Iterator[str]:
        subject, obj = self.referents[r.subject], self.referents[r.object]
        pair = f"{subject.type} {obj.type}"
        yield f"types {pair}"
        yield f"{r.relation} {pair}"
        yield f"both named {subject.named and obj.named}"
        first, second = self._nearest(r.subject, r.at), self._nearest(r.object, r.at)
        if first is not None and second is not None:
            yield f"subject first {first[0] < second[0]}"
            yield f"kinds {first[1].kind} {second[1].kind}"

    def _nearest(self, entity: int, at: int) -> tuple[int, NounMention] | None:
        """Return the token and the mention of `entity` in the sentence of `at`, nearest to it."""
        here = self.here.get((entity, self.tree.sentence[at]), [])
        return min(here, key=lambda item: (abs(item[0] - at), item[0]), default=None)


def _between(before: list[int], low: int, high: int) -> int:
    """Return how many stand between two tokens, given how many stand before each."""
    return before[high] - before[low + 1] if high > low else 0


def _step(distance: int) -> int:
    return next((step for step in _STEPS if distance <= step), _STEPS[-1] + 1)


@Language.factory(
    "hemero_plausibility",
    assigns=["doc._.relations"],
    requires=[
        "doc._.tree",
        "doc._.referents",
        "doc._.speeches",
        "doc._.factuality",
        "doc._.relations",
    ],
)
def make_plausibility(nlp: Language, name: str) -> PlausibilityStage:
    """Return the component; it leaves the likely claims on ``doc._.relations``."""
    return PlausibilityStage(load_lexicon(nlp.lang))


class PlausibilityStage:
    """spaCy component: how likely each claim is right."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Weigh ``doc._.relations``, and drop what is unlikely and what then tells nothing."""
        likely = Plausibility(doc, self.lexicon.plausibility).judge(doc._.relations)
        doc._.relations = RelationFinder(doc, self.lexicon).grounded(likely)
        return doc
