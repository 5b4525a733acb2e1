"""Which entities of single documents are one entity of the corpus.

`resolve` goes from the sure to the doubtful. Entities of one type and one name make a block, which
is parted where the evidence speaks for namesakes (`partition`). Then the names that may be one's
are linked by keys that they share: longer and shorter full names, spellings, names with their
place (`follow`), and last acronyms and parts of names, which go to the one whole that fits clearly
best (`attach`). Types are never mixed, and nothing is compared but what shares a key, so that the
work grows as the corpus.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from graph.collection import without_collection
from graph.identity import fold
from graph.knowledge.clustering import Court, Node, Verdict, attach, follow, partition
from graph.knowledge.constraints import NO_CONSTRAINTS, Constraints, Member, Pair
from graph.knowledge.copies import copies
from graph.knowledge.evidence import Backdrop, Scales, Sketch
from graph.knowledge.groups import Groups
from graph.knowledge.name_forms import PersonName, body_name, is_acronym, person_name
from graph.knowledge.name_links import (
    Kinds,
    acronym_links,
    alias_links,
    full_name_links,
    part_name_links,
    shorter_name_links,
    spelling_links,
)
from graph.knowledge.portraits import Portrait, Setting, portray, settled
from graph.knowledge.word_knowledge import WordKnowledge, word_knowledge
from graph.model import ENTITY_TYPES, EntityType, Reading


@dataclass(frozen=True, slots=True, order=True)
class Joining:
    """Why two members are held to be one: a score in [0, 1] and short texts."""

    one: Member
    other: Member
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """Two clusters, by the first member of each, that may be one and were left apart."""

    one: Member
    other: Member
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Cluster:
    """One entity of the corpus: its members, sorted, and what they say of it together.

    ``joinings`` are the evidence for members of different names; what one name alone joins has
    none. ``name`` is the text that the entity's slug is made of: the whole name in the document of
    the earliest date (of the least id among equals) that gives one. ``anchor`` (type and member)
    is that place, and ``day`` the ordinal of its date, 0 where there is none. So a later document
    renames nobody; an earlier one may, and so may one that shows two entities to be one, or one to
    be two.
    """

    members: tuple[Member, ...]
    type: EntityType
    label: str
    aliases: tuple[str, ...]
    named: bool
    same_as: tuple[str, ...]
    name: str
    anchor: tuple[str, ...]
    joinings: tuple[Joining, ...] = ()
    day: int = 0

    @property
    def rank(self) -> tuple[object, ...]:
        """Who comes first among namesakes: the named, by whole names, of the earliest date."""
        partial = self.type == "Person" and " " not in self.name.strip()
        return not self.named, partial, self.day or _NO_DAY, self.anchor


@dataclass(frozen=True, slots=True)
class Resolution:
    """The clusters of a corpus, sorted by their members, and the pairs left in doubt.

    ``texts`` gives for each document the first (by id) of those that have the same text, cut or
    with paragraphs added.
    """

    clusters: tuple[Cluster, ...]
    candidates: tuple[Candidate, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


@without_collection()
def resolve(readings: Iterable[Reading], constraints: Constraints = NO_CONSTRAINTS) -> Resolution:
    """Return which entities of `readings` are one.

    Parameters
    ----------
    readings : iterable of Reading
        With unique document ids, in any order; each is looked at once and not kept.
    constraints : Constraints
        What people decided; it overrules the evidence.

    Returns
    -------
    Resolution
        The same for the same readings, whatever their order. What has no name stays with
        its document.
    """
    known = word_knowledge()
    settings: dict[str, Setting] = {}
    portraits: dict[Member, Portrait] = {}
    for reading in readings:
        setting, found = portray(reading, known)
        settings[setting.document] = setting
        portraits.update((portrait.member, portrait) for portrait in found)
    return _Resolver(settings, dict(sorted(portraits.items())), constraints, known).resolution()


_NO_DAY = 1 << 30
_CANDIDATES = 3


class _Resolver:
    def __init__(
        self,
        settings: dict[str, Setting],
        portraits: dict[Member, Portrait],
        constraints: Constraints,
        known: WordKnowledge,
    ) -> None:
        self.settings, self.portraits, self.known = settled(settings.values()), portraits, known
        self.texts = copies((s.document, s.sha256, s.shingles) for s in self.settings.values())
        counts: Counter[str] = Counter()
        for setting in settings.values():
            counts.update(setting.company)
        words: Counter[str] = Counter()
        for setting in settings.values():
            words.update(setting.topic)
        # Words that a tenth of all documents have are about nothing.
        limit = max(len(settings) // 10, 2)
        common = {word for word, count in words.items() if count > limit}
        self.backdrops = {
            document: Backdrop.of(setting, self.texts[document], common)
            for document, setting in self.settings.items()
        }
        self.alone = {document: frozenset({document}) for document in self.settings}
        self.scales = Scales(known, counts.__getitem__, len(settings))
        self.groups: Groups[Member] = Groups(portraits)
        self.together = _present(constraints.together, portraits)
        for one, other in self.together:
            self.groups.join(one, other)
        for one, other in _present(constraints.apart, portraits):
            self.groups.keep_apart(one, other)
        self.joined: list[Verdict] = []
        self.doubted: list[Verdict] = []

    def resolution(self) -> Resolution:
        """Return the clusters and the pairs in doubt."""
        for kind in ENTITY_TYPES:
            members = [p for p in self.portraits.values() if p.type == kind and p.named]
            if kind == "Person":
                self._people(members)
            else:
                self._bodies(members, kind)
        return self._gathered()

    def _node(self, portrait: Portrait) -> Node:
        return Node(portrait.member, self.alone[portrait.member[0]], self._draw)

    def _draw(self, member: Member) -> Sketch:
        portrait = self.portraits[member]
        own = _own_names(portrait.names, self.known)
        sketch = Sketch.of(portrait, self.backdrops[member[0]], own)
        if portrait.type == "Place" and not portrait.countries:
            # "Córdoba" in a document about Argentina, which has one.
            codes = self.known.countries.get(fold(portrait.label), ())
            sketch.countries = sketch.settings & set(codes)
        return sketch

    def _parted(
        self, blocks: dict[str, list[Portrait]], kinds: dict[str, Kinds], court: Court
    ) -> tuple[list[Node], list[str]]:
        """Return the nodes of all blocks, and the name of the block of each."""
        nodes: list[Node] = []
        names: list[str] = []
        for name in sorted(blocks):
            found, doubted = partition(map(self._node, blocks[name]), kinds[name], court)
            self.doubted += doubted
            nodes += found
            names += [name] * len(found)
        return nodes, names

    def _people(self, members: list[Portrait]) -> None:
        court = Court(self.scales, "Person", self.groups)
        blocks: defaultdict[str, list[Portrait]] = defaultdict(list)
        parsed: dict[str, PersonName] = {}
        kinds: dict[str, Kinds] = {}
        for portrait in members:
            name = person_name(portrait.label, self.known)
            parsed[name.plain] = name
            kinds[name.plain] = (self._same_person_name(name),)
            blocks[name.plain].append(portrait)
        nodes, names = self._parted(blocks, kinds, court)
        clear, _ = full_name_links([parsed[n] for n in names], self.known)
        nodes, names = self._noted(nodes, names, follow(nodes, clear, court))
        _, torn = full_name_links([parsed[n] for n in names], self.known)
        nodes, names = self._noted(nodes, names, attach(nodes, torn, court))
        links = list(part_name_links([parsed[n] for n in names], self.known))
        nicknames = [self._nicknames(node) for node in nodes]
        links += ((a, b, ("nickname",)) for a, b, _ in alias_links(names, nicknames))
        self._noted(nodes, names, attach(nodes, links, court))

    def _nicknames(self, node: Node) -> frozenset[str]:
        """Return what documents call somebody besides the parts of the full name, folded."""
        found = [person_name(name, self.known) for name in self._names_of(node)]
        words = {word for name in found if name.is_full for word in name.plain.split()}
        plain = {name.plain for name in found if not name.is_full} | {n.nickname for n in found}
        return frozenset(name for name in plain if name and not set(name.split()) & words)

    def _same_person_name(self, name: PersonName) -> str:
        if name.is_full:
            return "long name" if len(name.plain.split()) > 2 else "full name"
        if name.surnames and (len(name.surnames) > 1 or name.surnames[0] in self.known.surnames):
            return "lone surname"
        return "mononym"

    def _noted(
        self, nodes: list[Node], names: list[str],
        found: tuple[list[Node], list[Verdict], list[Verdict]],
    ) -> tuple[list[Node], list[str]]:  # fmt: skip
        """Keep the verdicts; return the nodes after them, each with the longest of its names."""
        longest: dict[int, str] = {}
        for node, name in zip(nodes, names, strict=True):
            key = id(self.groups.members_of(node.first))
            longest[key] = max(longest.get(key, ""), name, key=lambda text: (len(text), text))
        after, joined, doubted = found
        self.joined += joined
        self.doubted += doubted
        after.sort(key=lambda node: node.first)
        return after, [longest[id(self.groups.members_of(node.first))] for node in after]

    def _bodies(self, members: list[Portrait], kind: EntityType) -> None:
        court = Court(self.scales, kind, self.groups)
        blocks: defaultdict[str, list[Portrait]] = defaultdict(list)
        kinds: dict[str, Kinds] = {}
        for portrait in members:
            name, same = self._same_body_name(portrait, kind)
            blocks[name].append(portrait)
            kinds[name] = (same,)
        nodes, names = self._parted(blocks, kinds, court)
        if kind in ("Place", "Group"):
            return
        nodes, names = self._noted(nodes, names, follow(nodes, spelling_links(names), court))
        labels = [self._names_of(node) for node in nodes]
        cores = [frozenset(body_name(name, self.known).core for name in found) for found in labels]
        told = [*acronym_links(labels, names, self.known), *alias_links(names, cores)]
        nodes, names = self._noted(nodes, names, attach(nodes, told, court))
        at = nodes
        parts = shorter_name_links(names, lambda k, core: at[k].sketch.is_beside(core), self.known)
        self._noted(nodes, names, attach(nodes, parts, court))

    def _same_body_name(self, portrait: Portrait, kind: EntityType) -> tuple[str, str]:
        """Return the name of the block of a portrait, and what sharing it says."""
        if kind == "Place":
            name = " ".join(fold(portrait.label).split())
            count = len(self.known.countries.get(name, ()))
            one = "name" if name in self.known.large_places else "small place name"
            return name, "place name" if count > 1 else one
        body = body_name(portrait.label, self.known)
        if body.generic:
            bare = " " not in body.core and not body.country
            return body.core, "bare name" if bare else "generic name"
        # Acronyms of few letters are had by many.
        short = is_acronym(portrait.label) and len(body.core) < 5
        listed = len(self.known.acronyms.get(body.core, ())) == 1
        return body.core, "short acronym" if short and not listed else "name"

    def _names_of(self, node: Node) -> tuple[str, ...]:
        found = {n for m in self.groups.members_of(node.first) for n in self.portraits[m].names}
        return tuple(sorted(found))

    def _gathered(self) -> Resolution:
        sets = self.groups.members()
        first_of = {member: members[0] for members in sets for member in members}
        joinings: defaultdict[Member, list[Joining]] = defaultdict(list)
        for one, other in self.together:
            reasons = ("a correction says so",)
            joinings[first_of[one]].append(Joining(one, other, 1.0, reasons))
        for v in self.joined:
            joinings[first_of[v.one]].append(Joining(v.one, v.other, v.score, v.reasons))
        clusters = []
        for members in sets:
            found = [self.portraits[member] for member in members]
            clusters.append(self._cluster(members, found, tuple(sorted(joinings[members[0]]))))
        candidates: dict[Pair, Candidate] = {}
        for v in self.doubted:
            a, b = sorted((first_of[v.one], first_of[v.other]))
            if a == b or not self.groups.may_join(a, b):
                continue
            if (a, b) not in candidates or candidates[a, b].score < v.score:
                candidates[a, b] = Candidate(a, b, v.score, v.reasons)
        kept = tuple(sorted(_likeliest(candidates.values())))
        return Resolution(tuple(clusters), kept, self.texts)

    def _cluster(
        self, members: tuple[Member, ...], found: list[Portrait], joinings: tuple[Joining, ...]
    ) -> Cluster:
        types = [portrait.type for portrait in found]
        label, eldest = found[0].label, found[0]
        if len(found) > 1:  # most have one
            label, eldest = self._label_and_eldest(found)
        names = {name for portrait in found for name in portrait.names}
        return Cluster(
            members=members,
            type=max(sorted(set(types)), key=types.count),
            label=label,
            aliases=tuple(sorted(names - {label})),
            named=any(portrait.named for portrait in found),
            same_as=tuple(sorted({iri for portrait in found for iri in portrait.same_as})),
            name=fold(eldest.label),
            anchor=(eldest.type, *eldest.member),
            joinings=joinings,
            day=self.settings[eldest.member[0]].day,
        )

    def _label_and_eldest(self, found: list[Portrait]) -> tuple[str, Portrait]:
        """Return the fullest label and the portrait whose place the cluster is known by."""
        kinds = {portrait.type for portrait in found}
        labels = Counter(portrait.label for portrait in found)
        label = found[0].label
        if len(labels) > 1:
            first = found[0].type
            label = max(labels, key=lambda text: (*self._fullness(first, text), labels[text], text))
        partial = {
            (kind, text)
            for kind in kinds
            for text in labels
            if text != label and self._fullness(kind, text)[0] < self._fullness(kind, label)[0]
        }
        eldest = min(
            found,
            key=lambda p: (
                (p.type, p.label) in partial,
                self.settings[p.member[0]].day or _NO_DAY,
                p.member,
            ),
        )
        return label, eldest

    def _fullness(self, kind: EntityType, text: str) -> tuple[int, int, int]:
        """Return how full a name is: a whole name, its words, and whether it is in lower case."""
        if kind == "Person":
            name = person_name(text, self.known)
            whole = [word for word in name.plain.split() if len(word) > 1]
            return int(name.is_full), len(whole), int(not text.isupper())
        words = 0 if kind == "Place" else len(text.split())
        return int(not is_acronym(text)), words, int(not text.isupper())


@lru_cache(maxsize=65536)
def _own_names(names: tuple[str, ...], known: WordKnowledge) -> frozenset[str]:
    """Return all by which somebody or something of these names is counted as company."""
    return frozenset(
        {body_name(name, known).core for name in names}
        | {person_name(name, known).plain for name in names}
    )


def _likeliest(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the likeliest candidates of each cluster, so that they grow as the clusters do."""
    count: Counter[Member] = Counter()
    for candidate in sorted(candidates, key=lambda c: (-c.score, c.one, c.other)):
        if min(count[candidate.one], count[candidate.other]) < _CANDIDATES:
            count.update((candidate.one, candidate.other))
            yield candidate


def _present(pairs: Iterable[Pair], known: dict[Member, Portrait]) -> list[Pair]:
    there = {(min(pair), max(pair)) for pair in pairs if pair[0] in known and pair[1] in known}
    return sorted(pair for pair in there if pair[0] != pair[1])
