"""What becomes of a document, on its way from the process that read it.

A reading is packed as MessagePack without its document, which the other side has: that takes a
tenth of the time of a pickle to make again, where one process does so for all that read.
"""

from __future__ import annotations

import msgspec

from graph.engines.interface import Outcome
from graph.model import Claim, Document, Entity, Mention, Reading, Span

_Found = tuple[
    tuple[Span, ...], tuple[Entity, ...], tuple[Mention, ...], tuple[Claim, ...]
]  # the fields of a Reading behind its document
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(_Found)


def packed(outcome: Outcome) -> Outcome | bytes:
    """Return what is to be sent for an outcome: bytes, or itself where it cannot be packed.

    That is, without a reading, and with half a character (a lone surrogate) in a name.
    """
    reading = outcome.reading
    if reading is None:
        return outcome
    try:
        return _encoder.encode(
            (reading.sentences, reading.entities, reading.mentions, reading.claims)
        )
    except UnicodeEncodeError:
        return outcome


def unpacked(said: Outcome | bytes, document: Document) -> Outcome:
    """Return the outcome of `document` that was `packed`."""
    if isinstance(said, Outcome):
        return said
    return Outcome(document.id, Reading(document, *_decoder.decode(said)))
