"""From an annotated Doc to a Reading: plain data with offsets into the document's text."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from graph.identity import slug
from graph.language.annotations import NounMention, Referent, Relating, source_span
from graph.language.dating import time_of
from graph.language.quotation import speaker_of
from graph.language.syntax import Tree
from graph.model import Claim, Document, Entity, Mention, Reading, Span
from graph.vocabulary import relations

# What one does to another by saying it.
_SPEECH_ACTS = frozenset(
    {"accused", "apologizedTo", "criticized", "praised", "promised", "rejected", "requested"}
)


def reading_of(doc: Doc, document: Document) -> Reading:
    """Return what the stages found in `doc` as a Reading of `document`.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        With all extensions that the stages set.
    document : Document
        The text that the offsets point into.

    Returns
    -------
    Reading
        Named entities, the unnamed ones that take part in a claim, and the claims, sorted.
    """
    return _Assembler(doc, document).reading()


class _Assembler:
    def __init__(self, doc: Doc, document: Document) -> None:
        self.doc, self.document = doc, document
        self.tree: Tree = doc._.tree
        self.referents: list[Referent] = doc._.referents
        self.mentions: list[NounMention] = doc._.mentions
        self.at_root: dict[int, int] = doc._.at_root
        self.keys: dict[int, str] = {}
        self.of_entity: dict[int, list[NounMention]] = {}
        for m in self.mentions:
            for entity in {m.entity, *m.members}:
                self.of_entity.setdefault(entity, []).append(m)

    def reading(self) -> Reading:
        relatings: list[Relating] = self.doc._.relations
        claims = [(r, self._source(r)) for r in relatings]
        used = {i for r, s in claims for i in (r.subject, r.object, s)} - {-1}
        kept = [k for k, ref in enumerate(self.referents) if k in used or (ref.named and ref.names)]
        self._make_keys(kept)
        out = [self._claim(r, s) for r, s in claims]
        return Reading(
            document=self.document,
            sentences=tuple(self._sentence(a, b) for a, b in self.tree.bounds),
            entities=tuple(sorted(self._entity(k) for k in kept)),
            mentions=tuple(sorted(self._mentions(set(kept)))),
            claims=tuple(sorted(_without_repeats(out), key=_order)),
        )

    def _make_keys(self, kept: list[int]) -> None:
        """Give each entity a key by its label; two of one label are told apart by their order."""
        seen: dict[str, int] = {}
        for k in sorted(kept, key=self._first):
            ref = self.referents[k]
            key = slug(ref.label)
            seen[key] = seen.get(key, 0) + 1
            self.keys[k] = key if seen[key] == 1 else f"{key}-{seen[key]}"

    def _first(self, k: int) -> tuple[int, int]:
        starts = [m.start for m in self.of_entity.get(k, ()) if m.entity == k]
        return (min(starts, default=1 << 30), k)

    def _entity(self, k: int) -> Entity:
        ref = self.referents[k]
        aliases = tuple(sorted({n for n in ref.names if n != ref.label}))
        return Entity(self.keys[k], ref.type, ref.label, aliases, ref.named)

    def _mentions(self, kept: set[int]) -> set[Mention]:
        out = set()
        for m in self.mentions:
            for entity in m.members or (m.entity,):
                if entity in kept:
                    out.add(
                        Mention(source_span(self.doc, m.start, m.end), self.keys[entity], m.kind)
                    )
        return out

    def _sentence(self, start: int, end: int) -> Span:
        return source_span(self.doc, start, end)

    def _source(self, r: Relating) -> int:
        """Return the referent who says so, -1 where the document speaks itself.

        What only describes a participant ("el secretario de Hacienda, Carlos Urzúa") is the
        document's, even where it stands in another's words.
        """
        if _is_description(r):
            return -1
        speech = speaker_of(self.doc, r.at)
        if speech is None:
            return -1
        index = self.at_root.get(speech.speaker, -1)
        source = self.mentions[index].entity if index >= 0 else -1
        return -1 if source == r.subject and self._is_done_by_saying(r) else source

    def _is_done_by_saying(self, r: Relating) -> bool:
        """Whether the claim is the speech itself: "«Felicito a B», dijo A" is A's praise."""
        relation = relations().get(r.relation)
        if relation is None or relation.name not in _SPEECH_ACTS:
            return False
        status = self.doc._.factuality.of(r.at)
        polarity, modality = r.polarity or status.polarity, r.modality or status.modality
        return polarity == "affirmed" and modality == "actual"

    def _claim(self, r: Relating, source: int) -> Claim:
        # What is judged of a speaker's own words is written where they stand.
        start, end = self.tree.bounds[self.tree.sentence[r.start]]
        factuality = self.doc._.factuality
        status = factuality.of(r.at)
        if _is_description(r) or r.frame in factuality.lexicon.describing_frames:
            status = factuality.of_description(r.at)
        polarity, modality = r.polarity or status.polarity, r.modality or status.modality
        steps = [
            *r.steps,
            *self._how(r.subject, "subject", start, end),
            *self._how(r.object, "object", start, end),
        ]
        if status.cue and (polarity == "negated" or modality == "nonactual"):
            steps.append(f"status: {status.cue}")
        if source >= 0:
            steps.append(f"attributed to {self.referents[source].label}")
        return Claim(
            subject=self.keys[r.subject],
            relation=r.relation,
            object=self.keys[r.object],
            polarity=polarity,
            modality=modality,
            source=self.keys[source] if source >= 0 else None,
            sentence=self._sentence(start, end),
            trigger=source_span(self.doc, r.start, r.end),
            confidence=round(r.confidence, 2),
            is_open=r.is_open,
            title=r.title,
            time=None if _is_state(r) else time_of(self.doc[r.at]),
            frame=r.frame,
            steps=tuple(steps),
        )

    def _how(self, entity: int, role: str, start: int, end: int) -> list[str]:
        for m in self.of_entity.get(entity, ()):
            if start <= m.start < end and m.why and m.kind != "name":
                return [f"{role}: {m.why} → {self.referents[entity].label}"]
        return []


def _is_state(r: Relating) -> bool:
    relation = relations().get(r.relation)
    return relation is not None and relation.kind == "state"


def _is_description(r: Relating) -> bool:
    """Whether a noun or an apposition tells it by the way, without a verb."""
    return r.frame.startswith("rule/") and (_is_state(r) or r.frame.startswith("rule/noun of "))


def _order(c: Claim) -> tuple[object, ...]:
    return (
        c.sentence,
        c.trigger,
        c.subject,
        c.relation,
        c.object,
        c.polarity,
        c.modality,
        c.source or "",
    )


def _without_repeats(claims: list[Claim]) -> list[Claim]:
    """Keep one claim of each content in each sentence, the surest one."""
    best: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        if claim.subject == claim.object:
            continue
        sides = (claim.subject, claim.object)
        relation = relations().get(claim.relation)
        if relation is not None and relation.symmetric and not claim.is_open:
            sides = (min(sides), max(sides))  # who met whom is one claim, whoever is named first
        key = (
            *sides,
            claim.relation,
            claim.polarity,
            claim.modality,
            claim.source,
            claim.sentence,
        )
        if key not in best or claim.confidence > best[key].confidence:
            best[key] = claim
    return [replace(c) for c in best.values()]
