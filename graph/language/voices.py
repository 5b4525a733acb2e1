"""Who speaks in a quotation, as far as the words beside it tell: in it he is no third person."""

from __future__ import annotations

from collections.abc import Callable

from graph.language.arguments import Arguments
from graph.language.lexicon import Lexicon
from graph.language.syntax import Tree

# How far behind a quotation the verb that reports it may stand.
_BEHIND = 4


class Voices:
    """Finds the speakers of the quotations of one Doc.

    Parameters
    ----------
    tree : Tree
    lexicon : Lexicon
    arguments : Arguments
    quotes : list of (first, last)
        The tokens of each quotation.
    entities : callable
        Gives the referents that tokens stand for, as far as the text has been read.
    """

    def __init__(
        self,
        tree: Tree,
        lexicon: Lexicon,
        arguments: Arguments,
        quotes: list[tuple[int, int]],
        entities: Callable[[list[int]], frozenset[int]],
    ) -> None:
        self.tree, self.lexicon, self.arguments = tree, lexicon, arguments
        self.quotes, self.entities = quotes, entities
        self.quote_of = {t: q for q, (a, b) in enumerate(quotes) for t in range(a, b + 1)}

    def at(self, i: int) -> frozenset[int]:
        """Return who speaks where token `i` stands, empty outside quotations."""
        q = self.quote_of.get(i, -1)
        return self._voice(*self.quotes[q]) - {-1} if q >= 0 else frozenset()

    def _voice(self, first: int, last: int) -> frozenset[int]:
        """Return whom a verb beside a quotation names as its speaker."""
        tree = self.tree
        behind = range(last + 1, min(last + 1 + _BEHIND, tree.n))
        near = [v for v in behind if self._says(v)][:1]
        if not near and first and tree.words[first - 1] == ":":
            start = tree.bounds[tree.sentence[first - 1]][0]
            before = range(first - 2, start - 1, -1)
            near = [v for v in before if self._says(v)][:1]
            if not near:  # "se revolvió contra él: «…»"
                first_verb = [v for v in before if tree.is_finite(v)][-1:]
                return self.entities([t for v in first_verb for t in self.arguments.subject_of(v)])
        return self.entities(
            [
                k
                for v in near
                for k in tree.kids[v]
                if tree.is_nominal(k) and not tree.cases(k) and (k > v or tree.dep[k] == "nsubj")
            ]
        )

    def _says(self, v: int) -> bool:
        return self.tree.lemma[v] in self.lexicon.speech_verbs and self.tree.is_verb(v)
