"""What the browser draws: entities as figures, claims of one kind bundled into one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from graph.exports.labels import (
    Box,
    bend_edges,
    bend_in_turn,
    in_lines,
    printable,
    shortened,
    text_size,
)
from graph.exports.layout import Point, Shape, Size, arrange, shape
from graph.exports.network import relation_label
from graph.model import Entity, KnowledgeGraph, KnownClaim, Modality, Polarity
from graph.vocabulary import relations

NODE_FONT = 15
# Characters of a label on a line.
LONGEST = 34
EDGE_FONT = 13
# Kept free round the words on a line, whose width is but estimated.
LABEL_MARGIN = 2
# From the lower edge of a figure to its label, as vis-network sets it.
LABEL_DROP = 11
# The radius of the line from an entity to itself.
LOOP_RADIUS = 20
# Mean lengths of a line, in pixels, that are tried in turn until every label has room.
EDGE_LENGTHS = (170.0, 190.0, 210.0, 230.0, 250.0, 270.0, 300.0)
# Beyond so many lines only one length is tried; beyond so many nobody reads all labels at once,
# and they are not fitted in.
MANY, CROWD = 200, 600
# Of a larger graph so many entities are shown at first, the busiest.
MOST_AT_FIRST = 150


@dataclass(frozen=True, slots=True)
class Bundle:
    """Claims of one relation and status between the same two, drawn as one line.

    ``relation`` is the label to read: the title for a position, else that of the relation,
    ``english`` the same in English. ``disputed`` tells that some affirm it and others deny it.
    ``attributed`` is true where no document says it in its own voice. ``claims`` are
    positions in the list of claims that was bundled.
    """

    subject: str
    object: str
    relation: str
    polarity: Polarity
    modality: Modality
    attributed: bool
    symmetric: bool
    position: bool
    claims: tuple[int, ...]
    english: str = ""
    disputed: bool = False

    @property
    def label(self) -> str:
        """The words on the line, which tell the status without the help of its colour."""
        words = shortened(printable(self.relation), LONGEST)
        if self.polarity == "negated":
            words = f"no {words}"
        if self.modality == "nonactual":
            words = f"¿{words}?"
        if self.attributed:
            words = f"«{words}»"
        if self.disputed:
            words = f"{words} ≠"
        return f"{words} ×{len(self.claims)}" if len(self.claims) > 1 else words


_OPPOSITE: Mapping[Polarity, Polarity] = {"affirmed": "negated", "negated": "affirmed"}


def bundle_claims(claims: Sequence[KnownClaim]) -> list[Bundle]:
    """Return the bundles of `claims`, in the order of their first claims.

    Claims are bundled where they share both ends, the relation, the title and the status
    (polarity and modality). A symmetric relation is one, whichever side tells it.
    """
    table = relations()
    symmetric = {name for name, relation in table.items() if relation.symmetric}
    members: dict[tuple[str, str, str, str, Polarity, Modality], list[int]] = {}
    for i, known in enumerate(claims):
        claim = known.claim
        subject, object_ = claim.subject, claim.object
        if claim.relation in symmetric and not claim.is_open and object_ < subject:
            subject, object_ = object_, subject
        title = claim.title or ""
        key = (subject, object_, claim.relation, title, claim.polarity, claim.modality)
        members.setdefault(key, []).append(i)
    told = {key[:5] for key in members if key[5] == "actual"}
    bundles = []
    for (subject, object_, relation, title, polarity, modality), indices in members.items():
        is_open = claims[indices[0]].claim.is_open
        spanish = relation if is_open else relation_label(relation)
        bundles.append(
            Bundle(
                subject=subject,
                object=object_,
                relation=title or spanish,
                polarity=polarity,
                modality=modality,
                attributed=None not in [claims[i].claim.source for i in indices],
                symmetric=relation in symmetric and not is_open,
                position=relation == "holdsPositionIn",
                claims=tuple(indices),
                english=title or (relation if is_open else table[relation].label_en),
                disputed=modality == "actual"
                and (subject, object_, relation, title, _OPPOSITE[polarity]) in told,
            )
        )
    return bundles


def draw(
    kg: KnowledgeGraph, bundles: Sequence[Bundle]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the nodes and edges for vis-network, with their places.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph, of which the entities are drawn.
    bundles : sequence of Bundle
        The lines between them.

    Returns
    -------
    nodes : list of dict
        ``id`` (slug), ``label``, ``group`` (the type), ``size``, ``x``, ``y`` (pixels).
    edges : list of dict
        ``from``, ``to`` and ``bend``: how the line curves, to the left where negative,
        0 where it is straight. Words and colours are not here: they belong to the page.
    """
    entities = sorted(kg.entities, key=attrgetter("key"))
    index = {entity.key: i for i, entity in enumerate(entities)}
    links = [(index[bundle.subject], index[bundle.object]) for bundle in bundles]
    sizes = _node_sizes(len(entities), links)
    labels = [in_lines(printable(entity.label) or entity.key) for entity in entities]
    boxes = [_box_size(size, label) for size, label in zip(sizes, labels, strict=True)]
    names = [entity.key for entity in entities]
    centres, bends = _with_room(shape(names, links), sizes, boxes, links, bundles)
    points = _node_points(centres, sizes, boxes)
    nodes = [
        _node(entity, label, size, point)
        for entity, label, size, point in zip(entities, labels, sizes, points, strict=True)
    ]
    return nodes, [_edge(bundle, bend) for bundle, bend in zip(bundles, bends, strict=True)]


def opening(kg: KnowledgeGraph, bundles: Sequence[Bundle]) -> dict[str, Any] | None:
    """Return the first sight of a graph that is too large to be seen at once.

    It is of the entities with the most lines, laid out by themselves, so that their names can
    be read.

    Parameters
    ----------
    kg : KnowledgeGraph
    bundles : sequence of Bundle

    Returns
    -------
    dict or None
        ``places`` (slug: x and y) and ``bend`` (number of a line in `bundles`: how it bends, where
        it does); None for a graph of up to `MOST_AT_FIRST` entities, which is shown whole.
    """
    if len(kg.entities) <= MOST_AT_FIRST:
        return None
    lines = Counter(end for bundle in bundles for end in {bundle.subject, bundle.object})
    busiest = sorted(kg.entities, key=lambda entity: (-lines[entity.key], entity.key))
    kept = {entity.key for entity in busiest[:MOST_AT_FIRST]}
    part = replace(kg, entities=tuple(e for e in kg.entities if e.key in kept))
    among = [i for i, b in enumerate(bundles) if b.subject in kept and b.object in kept]
    nodes, edges = draw(part, [bundles[i] for i in among])
    return {
        "places": {node["id"]: [node["x"], node["y"]] for node in nodes},
        "bend": {i: e["bend"] for i, e in zip(among, edges, strict=True) if e["bend"]},
    }


def _node_sizes(count: int, links: Sequence[tuple[int, int]]) -> list[float]:
    """Return the radius of each figure, which grows with the number of its lines."""
    degrees = [0] * count
    for link in links:
        for end in set(link):
            degrees[end] += 1
    return [round(7 + 3.5 * min(degree, 30) ** 0.5, 1) for degree in degrees]


def _box_size(size: float, label: str) -> Size:
    """Return the room of a figure with its label below."""
    width, height = text_size(label, NODE_FONT)
    return max(width, 2 * size), 2 * size + LABEL_DROP + height


def _label_size(label: str) -> Size:
    width, height = text_size(label, EDGE_FONT)
    return width + 2 * LABEL_MARGIN, height + 2 * LABEL_MARGIN


def _node_points(
    centres: Sequence[Point], sizes: Sequence[float], boxes: Sequence[Size]
) -> list[Point]:
    """Return the middle of each figure, given that of the box which holds its label too."""
    return [
        (x, round(y - box[1] / 2 + size, 1))
        for (x, y), size, box in zip(centres, sizes, boxes, strict=True)
    ]


def _ends(
    points: Sequence[Point], sizes: Sequence[float], links: Sequence[tuple[int, int]]
) -> list[tuple[Point, Point]]:
    """Return where each line begins and ends; of a loop, twice the place of its words."""
    ends = []
    for a, b in links:
        if a != b:
            ends.append((points[a], points[b]))
            continue
        # vis-network sets a loop, and its words on it, in the direction of half past one.
        shift = (sizes[a] + LOOP_RADIUS) * 0.7071
        place = (points[a][0] + shift, points[a][1] - shift)
        ends.append((place, place))
    return ends


def _with_room(
    form: Shape,
    sizes: Sequence[float],
    boxes: Sequence[Size],
    links: Sequence[tuple[int, int]],
    bundles: Sequence[Bundle],
) -> tuple[list[Point], list[float]]:
    """Return the centres, wide enough that labels do not lie on one another, and the bends."""
    if len(bundles) > CROWD:
        return arrange(form, boxes, EDGE_LENGTHS[-1]), bend_in_turn(links)
    labels = [_label_size(bundle.label) for bundle in bundles]
    best: tuple[int, list[Point], list[float]] | None = None
    # So many lines need the room anyway: no time is lost on the narrow ones.
    for edge_length in EDGE_LENGTHS if len(bundles) <= MANY else EDGE_LENGTHS[-1:]:
        centres = arrange(form, boxes, edge_length)
        points = _node_points(centres, sizes, boxes)
        taken: list[Box] = [
            (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            for (x, y), (width, height) in zip(centres, boxes, strict=True)
        ]
        bends, bad = bend_edges(_ends(points, sizes, links), labels, taken)
        if best is None or bad < best[0]:
            best = (bad, centres, bends)
        if bad == 0:
            break
    assert best is not None
    return best[1], best[2]


def _node(entity: Entity, label: str, size: float, point: Point) -> dict[str, Any]:
    return {
        "id": entity.key,
        "label": label,
        "group": entity.type,
        "size": size,
        "x": point[0],
        "y": point[1],
    }


def _edge(bundle: Bundle, bend: float) -> dict[str, Any]:
    return {"from": bundle.subject, "to": bundle.object, "bend": bend}
