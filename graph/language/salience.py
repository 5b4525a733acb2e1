"""How prominent each referent is at a place of the text, and which ones may not be meant there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from graph.language.annotations import Referent
from graph.language.syntax import Tree

# What a description far from its antecedent loses, and what one that is often named gains.
_RANK, _SENTENCE, _COUNT, _HEADLINE = 0.1, 0.03, 0.06, 0.2
_MOST = 6
# Marks that part what stands beside each other, whatever the tree says.
_CLOSES = (";", ":", '"')


class Seen:
    """The mentions so far as (token, referent, weight), in the order of the text.

    ``counts`` has how many each referent has, ``last`` the token of its last one; ``titled`` are
    those that the first sentence names.
    """

    def __init__(self, tree: Tree) -> None:
        self._sentence = tree.sentence
        self._mentions: list[tuple[int, int, float]] = []
        self.counts: dict[int, int] = {}
        self.last: dict[int, int] = {}
        self.titled: set[int] = set()

    def __iter__(self) -> Iterator[tuple[int, int, float]]:
        return iter(self._mentions)

    def __reversed__(self) -> Iterator[tuple[int, int, float]]:
        return reversed(self._mentions)

    def add(self, token: int, entity: int, weight: float) -> None:
        """Note a mention."""
        self._mentions.append((token, entity, weight))
        self.counts[entity] = self.counts.get(entity, 0) + 1
        self.last[entity] = token
        if self._sentence[token] == 0:
            self.titled.add(entity)


class Salience:
    """Prominence of the referents named before one token.

    Parameters
    ----------
    tree : Tree
    referents : list of Referent
    seen : Seen
        The mentions so far.
    at : int
        The token at which somebody is sought.
    """

    def __init__(self, tree: Tree, referents: list[Referent], seen: Seen, at: int) -> None:
        self.tree, self.referents, self.at = tree, referents, at
        self.counts, self.last = seen.counts, seen.last
        self.titled = seen.titled if tree.sentence[at] > 0 else set()
        self.order = sorted(self.last, key=lambda e: -self.last[e])

    def recent(self, window: int) -> list[int]:
        """Return the referents of the last `window` sentences, the last named first."""
        here = self.tree.sentence[self.at]
        return [e for e in self.order if here - self.tree.sentence[self.last[e]] <= window]

    def of(self, entity: int, rank: int) -> float:
        """Return how prominent `entity` is, the `rank`-th of its kind looking back."""
        distance = self.tree.sentence[self.at] - self.tree.sentence[self.last[entity]]
        return (
            _COUNT * min(self.counts[entity], _MOST)
            + (_HEADLINE if entity in self.titled else 0.0)
            - _RANK * min(rank, _MOST)
            - _SENTENCE * distance
        )


def commanding(
    tree: Tree,
    at: int,
    subjects_of: Callable[[int], list[int]],
    arguments_of: Callable[[int], list[int]],
) -> list[int]:
    """Return the tokens that a description at `at` cannot take up.

    A description is never the same as another argument of its own verb, nor as the subject of
    a verb above it: in "X dijo que el político viajó" the politician is not X.

    Parameters
    ----------
    tree : Tree
    at : int
        Head of the description.
    subjects_of, arguments_of : callable
        Give the subjects, and all arguments, of a predicate.
    """
    barred: list[int] = []
    i, first, hops = at, True, 0
    while tree.head[i] != i and hops < 40:
        above, hops = tree.head[i], hops + 1
        if any(tree.words[k] in _CLOSES for k in range(min(i, above), max(i, above))):
            break
        if tree.is_predicate(above):
            mine = tree.dep[i] in ("nsubj", "nsubj:pass")
            # A clause beside the main one ("cuando el político viajó, X …") is not below it.
            below = tree.dep[i] not in ("advcl", "parataxis", "conj")
            if first:
                barred += [t for t in arguments_of(above) if t not in (i, at)]
            elif below and not mine:
                barred += [t for t in subjects_of(above) if t not in (i, at)]
            first = False
        i = above
    return barred
