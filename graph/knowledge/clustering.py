"""Joining nodes by their evidence: within one name, then along the links between names."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass

from graph.knowledge.constraints import Member
from graph.knowledge.evidence import DOUBT, JOIN, Evidence, Scales, Sketch, united
from graph.knowledge.groups import Groups
from graph.knowledge.name_links import Kinds, Link
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
    links: Iterable[Link],
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
    """Nodes that are being joined; each set of them is known by the place of one, its root."""

    def __init__(self, nodes: Sequence[Node], court: Court, strangers: bool) -> None:
        self.court, self.strangers = court, strangers
        self.names = [node.first for node in nodes]
        self.nodes = list(nodes)
        self.root = list(range(len(nodes)))
        self.held = [[k] for k in range(len(nodes))]
        # Of each root the links to others: by the other's root, the kinds, and which end it is. Of
        # several the least.
        self.links: list[dict[tuple[int, Kinds, bool], Link]] = [{} for _ in nodes]
        self.heap: list[tuple[float, Member, Member, int, int, int, int, Kinds]] = []
        # What was weighed and may count, with the sizes of both: it holds until one of them grows.
        self.weighed: dict[Link, tuple[int, int, Evidence]] = {}
        self.tried: set[Link] = set()

    def along(self, links: Iterable[Link]) -> tuple[list[Node], list[Verdict], list[Verdict]]:
        joined = []
        for a, b, kinds in links:
            link = (a, b, kinds) if self.names[a] <= self.names[b] else (b, a, kinds)
            self._tie(link[0], link[1], link)
            self._push(link)
        nodes, root = self.nodes, self.root
        while self.heap:
            _, _, _, a, b, size_a, size_b, kinds = heapq.heappop(self.heap)
            if root[a] == root[b]:
                continue
            one, other = nodes[root[a]], nodes[root[b]]
            if one.sketch.size != size_a or other.sketch.size != size_b:
                continue  # what has grown stands in the heap anew
            if not self.court.groups.join(one.first, other.first):
                continue
            evidence = self._weigh(root[a], root[b], kinds)
            joined.append(Verdict(self.names[a], self.names[b], evidence.score, evidence.reasons))
            self._unite(root[a], root[b])
            for link in self.links[root[a]].values():
                self._push(link)
        live = [nodes[k] for k, first in enumerate(root) if k == first]
        return live, joined, self._doubted() if len(live) > 1 else []

    def _tie(self, one: int, other: int, link: Link) -> None:
        """Note a link from the root `one` to the root `other`, if there is no lesser one."""
        kinds = link[2]
        least = min(link, self.links[one].get((other, kinds, True), link))
        self.links[one][other, kinds, True] = self.links[other][one, kinds, False] = least

    def _unite(self, one: int, other: int) -> None:
        """Have the root `one` take in all of the root `other`."""
        self.nodes[one].absorb(self.nodes[other])
        self.held[one] += self.held[other]
        for k in self.held[other]:
            self.root[k] = one
        for (third, kinds, is_first), link in self.links[other].items():
            del self.links[third][other, kinds, not is_first]
            if third != one:
                self._tie(*((one, third) if is_first else (third, one)), link)
        self.held[other], self.links[other] = [], {}

    def _push(self, link: Link) -> None:
        """Put a link into the heap if what it leads to may be one."""
        a, b, kinds = link
        one, other = self.root[a], self.root[b]
        if one == other or (self.strangers and met(self.nodes[one], self.nodes[other])):
            return
        size_a, size_b = self.nodes[one].sketch.size, self.nodes[other].sketch.size
        # The sum is the same from both sides, only the reasons are told in another order.
        back = self.weighed.get((other, one, kinds))
        if back is not None and back[0] == size_b and back[1] == size_a:
            evidence = back[2]
        else:
            evidence = self.court.weigh(self.nodes[one], self.nodes[other], kinds)
            if evidence.total < _COUNTS:
                return
            self.weighed[one, other, kinds] = size_a, size_b, evidence
        score = evidence.score
        if score >= DOUBT:
            self.tried.add(link)
        if score >= JOIN:
            entry = (-evidence.total, self.names[a], self.names[b], a, b, size_a, size_b, kinds)
            heapq.heappush(self.heap, entry)

    def _weigh(self, one: int, other: int, kinds: Kinds) -> Evidence:
        """Return the evidence for two roots as it is now."""
        last = self.weighed.get((one, other, kinds))
        a, b = self.nodes[one], self.nodes[other]
        if last is not None and last[:2] == (a.sketch.size, b.sketch.size):
            return last[2]
        return self.court.weigh(a, b, kinds)

    def _doubted(self) -> list[Verdict]:
        best: dict[tuple[Member, Member], Verdict] = {}
        weighed = set()
        for a, b, kinds in sorted(self.tried):
            one, other = self.root[a], self.root[b]
            if one == other:
                continue
            firsts = self.nodes[one].first, self.nodes[other].first
            pair = (min(firsts), max(firsts))
            if (pair, kinds) in weighed:
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
    nodes: Sequence[Node], links: Iterable[Link], court: Court
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
