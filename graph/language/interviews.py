"""Who talked to which medium, read by surface order.

"En entrevista con el diario X, A dijo …", "declaró A a la cadena X", "A, citado por la agencia X":
the words for media stand before the name or in it, and the parser hangs them anywhere, so that
position and prepositions decide. Who speaks is found as for any other report.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.language.annotations import NounMention, Relating
from graph.language.speakers import Speakers

_TALKS = frozenset({"entrevista", "interviú"})
_STATEMENTS = frozenset(
    {"declaración", "diálogo", "conversación", "charla", "plática", "contacto", "comunicación"}
)
_ARTICLES = frozenset({"el", "la", "los", "las", "un", "una", "su"})
_TO = frozenset({"a", "al", "ante"})
_AT = frozenset({"en", "con"})
# Between a talk and the medium: "una entrevista publicada por el diario X", "entrevista de X".
_LINKS = _TO | _AT | {"por", "de", "para"}
_QUOTED = frozenset({"citado", "citada", "citados", "citadas", "entrevistado", "entrevistada"})
# How far a medium may stand from the verb or noun that it belongs to.
_NEAR = 9


class Interviews(Speakers):
    """Finds the interviews and statements to media of one Doc."""

    def find(self) -> Iterator[Relating]:
        """Yield ``interviewed`` relations, the medium as their subject."""
        for m in self.mentions:
            if m.kind != "name" or m.entity < 0 or m.type not in ("Organization", "Work"):
                continue
            at, sure = self._before(m)
            case = self.tree.low[at] if at >= 0 else ""
            if not case or at and self.tree.low[at - 1] == "acuerdo":
                continue
            found = self._talk(at, sure) or self._statement(at, case, sure) or self._quoted(at)
            if found is not None:
                verb, speaker = found
                if speaker == verb:
                    speaker = self._right_after(m, speaker)
                yield from self._told(m, verb, speaker)

    def _right_after(self, m: NounMention, speaker: int) -> int:
        """Return whom the parser overlooked right behind the medium: "contó a Efe Ana Paz"."""
        start = m.end + (m.end < self.tree.n and self.tree.low[m.end] in _ARTICLES)
        for other in self.mentions:
            if other.start in (m.end, start) and other.type == "Person" and other.root >= 0:
                return other.root
        return speaker

    def _before(self, m: NounMention) -> tuple[int, bool]:
        """Return the preposition before a name, and whether its words tell a medium."""
        tree, media = self.tree, self.lexicon.media
        sure = not media.isdisjoint(tree.low[m.start : m.end])
        a = tree.bounds[tree.sentence[m.start]][0]
        k = m.start - 1
        while k > a and m.start - k < 5:
            between = tree.pos[k] in ("ADJ", "PROPN") or tree.words[k] in ('"', "(")
            if tree.low[k] in media:
                sure = True
            elif not between and tree.low[k] not in _ARTICLES:
                break
            k -= 1
        return (k if tree.low[k] in _LINKS else -1), sure

    def _talk(self, at: int, sure: bool) -> tuple[int, int] | None:
        """Read "en entrevista con X, A dijo", "en declaraciones a X"."""
        tree = self.tree
        for k in range(at - 1, max(at - _NEAR, tree.bounds[tree.sentence[at]][0]) - 1, -1):
            if tree.is_verb(k) and tree.is_finite(k) or tree.words[k] in (";", ":", '"'):
                return None
            if tree.lemma[k] in _TALKS or sure and tree.lemma[k] in _STATEMENTS:
                opener = k - 1
                while opener > 0 and (tree.pos[opener] == "ADJ" or tree.low[opener] in _ARTICLES):
                    opener -= 1
                if tree.low[opener] not in ("en", "durante"):
                    return None
                return self._reporting(opener, at)
        return None

    def _reporting(self, start: int, at: int) -> tuple[int, int] | None:
        """Return the nearest verb of saying around `start`, and who speaks with it."""
        tree = self.tree
        a, b = tree.bounds[tree.sentence[at]]
        verbs = [
            v
            for v in range(a, b)
            if tree.lemma[v] in self.lexicon.speech_verbs and tree.is_verb(v) and tree.is_finite(v)
        ]
        for v in sorted(verbs, key=lambda v: min(abs(v - start), abs(v - at))):
            speaker = self._speaker(v)
            if speaker >= 0:
                return v, speaker
        return None

    def _statement(self, at: int, case: str, sure: bool) -> tuple[int, int] | None:
        """Read "dijo A al diario X", "contó A en Radio X"."""
        tree = self.tree
        if not sure or case not in _TO | _AT:
            return None
        a = tree.bounds[tree.sentence[at]][0]
        for v in range(at - 1, max(at - _NEAR, a) - 1, -1):
            if tree.words[v] in (";", ":", '"'):
                return None
            if tree.is_verb(v):
                if not tree.is_finite(v) or tree.lemma[v] not in self.lexicon.speech_verbs:
                    return None
                if not self._tells(v):
                    return None  # "culpó a la agencia X", "filtró un audio al diario X"
                speaker = self._speaker(v)
                return (v, speaker) if speaker >= 0 else None
        return None

    def _tells(self, v: int) -> bool:
        """Whether `v` reports what is said, also where it may do something else."""
        weak = self.tree.lemma[v] in self.lexicon.weak_speech | self.lexicon.blaming
        return not weak or any(s.cue == v and s.direct for s in self.doc._.speeches or ())

    def _quoted(self, at: int) -> tuple[int, int] | None:
        """Read "A, citado por la agencia X"."""
        tree = self.tree
        if tree.low[at] != "por" or at < 2 or tree.low[at - 1] not in _QUOTED:
            return None
        for m in self.mentions:
            if m.kind == "name" and m.type == "Person" and at - 3 <= m.end - 1 < at - 1:
                return at - 1, m.root
        return None

    def _told(self, m: NounMention, verb: int, speaker: int) -> Iterator[Relating]:
        index = self.at_root.get(speaker, -1)
        who = self.mentions[index] if index >= 0 else None
        if who is None or who.entity in (-1, m.entity):
            return
        if who.type not in ("Person", "Group", "Organization"):
            return
        yield Relating(
            "interviewed", m.entity, who.entity, verb, verb, verb + 1, "interview/medium", 0.75,
            polarity="affirmed", modality="actual", steps=(f"{self.tree.low[verb]}: medium",),
        )  # fmt: skip
