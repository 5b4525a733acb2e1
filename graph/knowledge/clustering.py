"""Joining nodes by their evidence: within one name, then along the links between names."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass

from graph.knowledge.constraints import Member
from graph.knowledge.evidence import DOUBT, JOIN, Evidence, Scales, Sketch, united
from graph.knowledge.groups import Groups
from graph.knowledge.name_links import Kinds
from graph.model import EntityType

CROWD = 20
"""Nodes of one name that are all compared with each other; more are first put together."""

MARGIN = 0.9
"""By how much (in log-odds) the best whole that a part of a name fits must beat the next."""

MANY = 12
"""Wholes that a part fits from which on only those with company in common are weighed."""

_ROUNDS = 2
# Log-odds below which nothing is even in doubt; well below, for a score is rounded.
_COUNTS = -0.5


@dataclass(slots=True)
class Node:
    """A set of members held to be one, while it grows; ``first`` is the least of them.

    ``draw`` gives the sketch of a single member.
    """

    first: Member
    documents: Set[str]
    draw: Callable[[Member], Sketch]
    drawn: Sketch | None = None

    @property
    def sketch(self) -> Sketch:
        """What is told of it; drawn when it is first looked at, for most names are alone."""
        if self.drawn is None:
            self.drawn = self.draw(self.first)
        return self.drawn

    def absorb(self, other: Node) -> None:
        """Take in what another node has, which is used up."""
        self.sketch.absorb(other.sketch)
        self.documents = united(self.documents, other.documents)
        self.first = min(self.first, other.first)


@dataclass(frozen=True, slots=True, order=True)
class Verdict:
    """Two members that the evidence joins, or leaves apart in doubt."""

    one: Member
    other: Member
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Court:
    """What all decisions on one type of entity need: scales, type, and the sets of members."""

    scales: Scales
    type: EntityType
    groups: Groups[Member]

    def weigh(self, one: Node, other: Node, kinds: Kinds) -> Evidence:
        """Return the evidence for two nodes whose names relate as `kinds` say."""
        return self.scales.weigh(one.sketch, other.sketch, kinds, self.type)


def partition(
    nodes: Iterable[Node], kinds: Kinds, court: Court
) -> tuple[list[Node], list[Verdict]]:
    """Return which nodes of one name are one, and the pairs left in doubt.

    The best pair is joined first, and what both tell together is then compared with the
    others (agglomeration), until no pair reaches `JOIN`. The nodes given are used up.
    """
    ordered = sorted(nodes, key=lambda node: node.first)
    if len(ordered) == 1:
        return ordered, []
    crowd, rest = _put_together(ordered, court)
    links = [(a, b, kinds) for b in range(len(crowd)) for a in range(b)]
    out, _, doubted = follow(crowd, links, court, strangers=False)
    out += _assigned(rest, out, kinds, court)
    return sorted(out, key=lambda node: node.first), doubted


def _put_together(nodes: list[Node], court: Court) -> tuple[list[Node], list[Node]]:
    """Return at most `CROWD` nodes and the rest; in a crowd those that tell the same are one."""
    if len(nodes) <= CROWD:
        return nodes, []
    by_signature: dict[tuple[object, ...], Node] = {}
    out = []
    for node in nodes:
        sketch = node.sketch
        signature = (
            frozenset(sketch.countries or sketch.settings),
            frozenset(sketch.fields if court.type == "Person" else ("",)),
        )
        same = by_signature.setdefault(signature, node) if all(signature) else node
        if same is not node and court.groups.join(same.first, node.first):
            same.absorb(node)
        else:
            out.append(node)
    out.sort(key=lambda node: (-node.sketch.size, node.first))
    return out[:CROWD], out[CROWD:]


def _assigned(
    rest: Iterable[Node], found: Sequence[Node], kinds: Kinds, court: Court
) -> list[Node]:
    """Give each of the rest of a crowd to the best of the found; return those that fit none."""
    alone = []
    for node in rest:
        weighed = [(court.weigh(node, other, kinds), other) for other in found]
        weighed.sort(key=lambda pair: (-pair[0].total, pair[1].first))
        for evidence, other in weighed:
            if evidence.score >= JOIN and court.groups.join(other.first, node.first):
                other.absorb(node)
                break
        else:
            alone.append(node)
    return alone


def follow(
    nodes: Sequence[Node],
    links: Iterable[tuple[int, int, Kinds]],
    court: Court,
    strangers: bool = True,
) -> tuple[list[Node], list[Verdict], list[Verdict]]:
    """Join nodes along links, the surest first, each weighed anew when one of its ends has grown.

    Parameters
    ----------
    nodes : sequence of Node
        Used up.
    links : iterable of (int, int, tuple of str)
        Places in `nodes`, and how the two names relate.
    court : Court
    strangers : bool
        Whether two nodes that one document names both are left apart.

    Returns
    -------
    (list of Node, list of Verdict, list of Verdict)
        The nodes after joining, the joinings, and the pairs left in doubt.
    """
    return _Following(nodes, court, strangers).along(links)


class _Following:
    def __init__(self, nodes: Sequence[Node], court: Court, strangers: bool) -> None:
        self.court, self.strangers = court, strangers
        self.names = [node.first for node in nodes]
        self.holder = list(nodes)
        self.held = [[k] for k in range(len(nodes))]
        self.heap: list[tuple[float, Member, Member, int, int, int, int, Kinds]] = []
        # What was weighed and may count, with the sizes of both: it holds until one of them grows.
        self.weighed: dict[tuple[int, int, Kinds], tuple[int, int, Evidence]] = {}
        self.tried: set[tuple[int, int, Kinds]] = set()

    def along(
        self, links: Iterable[tuple[int, int, Kinds]]
    ) -> tuple[list[Node], list[Verdict], list[Verdict]]:
        joined = []
        again: dict[int, set[tuple[int, int, Kinds]]] = defaultdict(set)
        for a, b, kinds in links:
            link = (a, b, kinds) if self.names[a] <= self.names[b] else (b, a, kinds)
            again[a].add(link)
            again[b].add(link)
            self._push(*link)
        while self.heap:
            _, _, _, a, b, size_a, size_b, kinds = heapq.heappop(self.heap)
            one, other = self.holder[a], self.holder[b]
            if one is other or (one.sketch.size, other.sketch.size) != (size_a, size_b):
                continue  # what has grown stands in the heap anew
            if not self.court.groups.join(one.first, other.first):
                continue
            evidence = self._weigh(one, other, kinds)
            joined.append(Verdict(self.names[a], self.names[b], evidence.score, evidence.reasons))
            moved = self._unite(a, b)
            seen: set[tuple[int, int, Kinds]] = set()
            holder = self.holder
            open_links = {
                link for k in moved for link in again[k] if holder[link[0]] is not holder[link[1]]
            }
            for link in sorted(open_links):
                ends = (id(holder[link[0]]), id(holder[link[1]]), link[2])
                if ends not in seen:
                    seen.add(ends)
                    self._push(*link)
        live = {id(node): node for node in self.holder}
        return list(live.values()), joined, self._doubted()

    def _unite(self, a: int, b: int) -> list[int]:
        one, other = self.holder[a], self.holder[b]
        mine, theirs = self.held[a], self.held[b]
        one.absorb(other)
        mine += theirs
        for k in theirs:
            self.holder[k], self.held[k] = one, mine
        return mine

    def _push(self, a: int, b: int, kinds: Kinds) -> None:
        one, other = self.holder[a], self.holder[b]
        if one is other or (self.strangers and met(one, other)):
            return
        evidence = self.court.weigh(one, other, kinds)
        if evidence.total < _COUNTS:
            return
        sizes = (one.sketch.size, other.sketch.size)
        self.weighed[id(one), id(other), kinds] = (*sizes, evidence)
        score = evidence.score
        if score >= DOUBT:
            self.tried.add((a, b, kinds))
        if score >= JOIN:
            entry = (-evidence.total, self.names[a], self.names[b], a, b, *sizes, kinds)
            heapq.heappush(self.heap, entry)

    def _weigh(self, one: Node, other: Node, kinds: Kinds) -> Evidence:
        """Return the evidence as it is now."""
        last = self.weighed.get((id(one), id(other), kinds))
        if last is not None and last[:2] == (one.sketch.size, other.sketch.size):
            return last[2]
        return self.court.weigh(one, other, kinds)

    def _doubted(self) -> list[Verdict]:
        best: dict[tuple[Member, Member], Verdict] = {}
        weighed = set()
        for a, b, kinds in sorted(self.tried):
            one, other = self.holder[a], self.holder[b]
            pair = (min(one.first, other.first), max(one.first, other.first))
            if one is other or (pair, kinds) in weighed:
                continue
            weighed.add((pair, kinds))
            evidence = self._weigh(one, other, kinds)  # what both have become
            if evidence.score < DOUBT:
                continue
            if pair not in best or best[pair].score < evidence.score:
                best[pair] = Verdict(*pair, evidence.score, evidence.reasons)
        return sorted(best.values())


def met(one: Node, other: Node) -> bool:
    """Return whether a document names both: then its reader, who knows more, holds them for two."""
    return not one.documents.isdisjoint(other.documents)


# A document may name a body in full and by acronym, and its reader not know that they are one.
_TOLD_OF_ONE = frozenset({"acronym", "alias", "listed acronym"})


def attach(
    nodes: Sequence[Node], links: Iterable[tuple[int, int, Kinds]], court: Court
) -> tuple[list[Node], list[Verdict], list[Verdict]]:
    """Join parts of names to the one whole that they fit best, if that is clear.

    The decisions of one round are made before any of them is carried out, so that their order
    does not matter; a second round profits from what the first has brought together.

    Parameters
    ----------
    nodes : sequence of Node
        Used up.
    links : iterable of (int, int, tuple of str)
        Place of the part ("Rubio"), place of the whole, and how the names relate.
    court : Court

    Returns
    -------
    (list of Node, list of Verdict, list of Verdict)
        As `follow`.
    """
    fits: dict[int, list[tuple[int, Kinds]]] = defaultdict(list)
    for part, whole, kinds in links:
        fits[part].append((whole, kinds))
    holder, names = list(nodes), [node.first for node in nodes]
    places = {id(node): [k] for k, node in enumerate(nodes)}
    joined: list[Verdict] = []
    doubted: list[Verdict] = []
    for _ in range(_ROUNDS):
        decided, doubted = [], []
        for part in sorted(fits):
            choice, doubts = _choose(part, fits[part], holder, court)
            doubted += doubts
            if choice is not None:
                decided.append((part, *choice))
        for part, whole, evidence in decided:
            node, target = holder[part], holder[whole]
            del fits[part]
            if court.groups.join(node.first, target.first):
                joined.append(Verdict(names[part], names[whole], evidence.score, evidence.reasons))
                target.absorb(node)
                places[id(target)] += places.pop(id(node))
                for k in places[id(target)]:
                    holder[k] = target
        if not decided:
            break
    firsts = {name: node.first for name, node in zip(names, holder, strict=True)}
    shown = {
        Verdict(
            min(firsts[v.one], firsts[v.other]),
            max(firsts[v.one], firsts[v.other]),
            v.score,
            v.reasons,
        )
        for v in doubted
    }
    live = {id(node): node for node in holder}
    return list(live.values()), joined, sorted(v for v in shown if v.one != v.other)


def _choose(
    part: int, fits: Sequence[tuple[int, Kinds]], holder: Sequence[Node], court: Court
) -> tuple[tuple[int, Evidence] | None, list[Verdict]]:
    """Return the whole that a part belongs to, if one is clear, and what is in doubt."""
    node = holder[part]
    targets = {id(holder[whole]): (whole, kinds) for whole, kinds in reversed(fits)}
    open_to = [
        (w, k) for w, k in targets.values() if _TOLD_OF_ONE & set(k) or not met(node, holder[w])
    ]
    if len(open_to) > MANY:
        open_to = [(w, k) for w, k in open_to if node.sketch.shared_company(holder[w].sketch)]
    kinds_more = ("unique",) if len(targets) == 1 else ("rivals",)
    weighed = [
        (court.weigh(node, holder[whole], (*kinds, *kinds_more)), whole)
        for whole, kinds in open_to
        if holder[whole] is not node
    ]
    weighed.sort(key=lambda pair: (-pair[0].total, holder[pair[1]].first))
    if not weighed:
        return None, []
    best, whole = weighed[0]
    clear = len(weighed) == 1 or best.total - weighed[1][0].total >= MARGIN
    if best.score >= JOIN and clear:
        return (whole, best), []
    doubts = [
        Verdict(node.first, holder[other].first, evidence.score, evidence.reasons)
        for evidence, other in weighed[:3]
        if evidence.score >= DOUBT
    ]
    return None, doubts
