"""Which claims, of one document or of many, tell of one event.

An event is a relation between the same two at the same time. Times are seldom told alike: one
document has the day, another the month, a third nothing but its own date; and "ayer" in a text that
was sent on the next day puts an event a day off. So claims of one relation and the same two are
put together where their times can be one:

- days that are equal, or next to each other unless one document tells both;
- a month or year with the one event that lies in it;
- no time at all with the event of the last days before the document's date, or with other claims
  without time of documents of about the same date.

Whether a claim affirms, denies or plans does not matter here: what is disputed is one event.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from graph.identity import digest
from graph.model import Document, Event, KnownClaim
from graph.vocabulary import relations

RECENT = 4
"""Days before a document's date in which an event lies of which it tells without a time."""

_DAY, _MONTH = 10, 7


@dataclass(slots=True)
class _Happening:
    """The claims of one event while they are gathered; ``day`` is the first of its days, if any."""

    claims: list[KnownClaim] = field(default_factory=list)
    day: int = 0
    last: int = 0
    told: set[str] = field(default_factory=set)


def in_events(
    claims: Iterable[KnownClaim], documents: Mapping[str, Document], texts: Mapping[str, str]
) -> tuple[list[KnownClaim], list[Event]]:
    """Return the claims with the ids of their events, and the events, each in no order.

    Parameters
    ----------
    claims : iterable of KnownClaim
        In any order. Those of a state of the relation table have no event.
    documents : mapping of str to Document
        By id.
    texts : mapping of str to str
        For each document's id the id of the first document with the same text, cut or not.

    Returns
    -------
    (list of KnownClaim, list of Event)
        The same for the same claims, whatever their order.
    """
    kinds = relations()
    grouped: defaultdict[tuple[str, ...], list[KnownClaim]] = defaultdict(list)
    out: list[KnownClaim] = []
    for known in claims:
        claim = known.claim
        relation = kinds.get(claim.relation)
        if not claim.is_open and (relation is None or relation.kind != "event"):
            out.append(known if known.event is None else replace(known, event=None))
            continue
        sides = (claim.subject, claim.object)
        if relation is not None and relation.symmetric and not claim.is_open:
            sides = (min(sides), max(sides))
        grouped[claim.relation, *sides].append(known)
    events = []
    for key, members in grouped.items():
        for happening in _happenings(sorted(members, key=lambda known: known.id), documents):
            event = _event(key, happening, documents, texts)
            events.append(event)
            out += (
                KnownClaim(known.id, known.document, event.id, known.claim)
                for known in happening.claims
            )
    return out, events


def _happenings(
    claims: Sequence[KnownClaim], documents: Mapping[str, Document]
) -> list[_Happening]:
    """Return the claims of one relation between the same two, by event."""
    by_precision: defaultdict[int, list[KnownClaim]] = defaultdict(list)
    for known in claims:
        by_precision[len(known.claim.time or "")].append(known)
    found = _by_day(by_precision.pop(_DAY, []))
    timeless = by_precision.pop(0, [])
    # From months to years: each goes into the one event that lies within it.
    for length in sorted(by_precision, reverse=True):
        coarse: defaultdict[str, list[KnownClaim]] = defaultdict(list)
        for known in by_precision[length]:
            coarse[known.claim.time or ""].append(known)
        for time, members in sorted(coarse.items()):
            within = [
                h for h in found if any((k.claim.time or "").startswith(time) for k in h.claims)
            ]
            if len(within) == 1:
                within[0].claims += members
            else:
                found.append(_Happening(members))
    return _with_timeless(found, timeless, documents)


def _by_day(claims: Iterable[KnownClaim]) -> list[_Happening]:
    days: defaultdict[int, list[KnownClaim]] = defaultdict(list)
    for known in claims:
        days[_ordinal(known.claim.time)].append(known)
    found: list[_Happening] = []
    for day, members in sorted(days.items()):
        told = {known.document for known in members}
        before = found[-1] if found else None
        if before is not None and day == before.day + 1 and not told & before.told:
            before.claims += members
            before.last = day
            before.told |= told
        else:
            found.append(_Happening(members, day, day, told))
    return found


def _with_timeless(
    found: list[_Happening], timeless: Iterable[KnownClaim], documents: Mapping[str, Document]
) -> list[_Happening]:
    by_date: defaultdict[int, list[KnownClaim]] = defaultdict(list)
    for known in timeless:
        by_date[_ordinal(documents[known.document].date)].append(known)
    dated = [happening for happening in found if happening.day]
    loose: list[_Happening] = []
    for published, members in sorted(by_date.items()):
        near = [h for h in dated if h.day - 1 <= published <= h.last + RECENT] if published else []
        if near:
            max(near, key=lambda happening: happening.day).claims += members
        elif loose and published and loose[-1].day and published - loose[-1].day <= RECENT:
            loose[-1].claims += members
        else:
            loose.append(_Happening(members, published))
    return found + loose


def _event(
    key: tuple[str, ...],
    happening: _Happening,
    documents: Mapping[str, Document],
    texts: Mapping[str, str],
) -> Event:
    relation = relations().get(key[0])
    members = sorted(happening.claims, key=lambda known: known.id)
    first = members[0].claim
    times = Counter(
        time
        for time, _ in {(k.claim.time, texts.get(k.document, k.document)) for k in members}
        if time
    )
    # The finest time, told by most texts, and of equals the earliest.
    time = min(times, key=lambda t: (-len(t), -times[t], t), default=None)
    # The id hangs on what a further document rarely changes: the first day, else the first date.
    anchor = min((t for t in times if len(t) == len(time or "")), default="")
    if not anchor and happening.day:
        anchor = f"told {date.fromordinal(happening.day).isoformat()}"
    docs = sorted({known.document for known in members})
    return Event(
        id=digest("event", *key, anchor),
        relation=key[0],
        group=relation.group if relation and not first.is_open else "other",
        actors=tuple(sorted({first.subject, first.object})),
        time=time,
        places=tuple(sorted({k.claim.place for k in members if k.claim.place})),
        documents=tuple(docs),
        source_count=len({texts.get(doc, doc) for doc in docs}),
        is_open=first.is_open,
    )


def _ordinal(day: str | None) -> int:
    try:
        return date.fromisoformat(day or "").toordinal()
    except ValueError:
        return 0
