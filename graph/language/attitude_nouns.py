"""Praise, blame and support as nouns whose two sides stand in phrases around them.

"Las felicitaciones por parte de A y B para C", "hubo críticas en contra de C": the parser
hangs such phrases on whatever verb is near, so they are read in the order of the words.
Which nouns these are, and which verbs carry them, is told by the frames.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.language.annotations import NounMention, Relating
from graph.language.attitude_parties import PARTIES, AttitudeParties
from graph.language.frames import Frame

_RELATIONS = frozenset({"praised", "criticized", "supported"})
_DOERS: tuple[tuple[str, ...], ...] = (
    ("por", "parte", "de"),
    ("de", "parte", "de"),
    ("a", "cargo", "de"),
)
_WHOM = (
    ("en", "contra", "de"), ("a", "favor", "de"), ("en", "favor", "de"), ("contra",), ("para",),
    ("hacia",), ("con",), ("a",),
)  # fmt: skip
_MANNER = ("en", "por")
# Words that make one preposition with "a": "pese a B".
_FUSED = ("pese", "gracias", "frente", "junto", "debido", "respecto", "conforme", "rumbo")
# How far the phrases of one noun reach, in tokens.
_REACH = 40
# How many sentences back the one praised or blamed is understood.
_SENTENCES = 8
_ENDS = ("para", "contra", "hacia", "a", "por", "con", "en")
_TOPICS = (
    ("sobre",), ("acerca", "de"), ("respecto", "a"), ("respecto", "de"), ("con", "respecto", "a"),
    ("en", "cuanto", "a"), ("en", "relación", "con"), ("en", "relación", "a"),
)  # fmt: skip
_OWN = ("mi", "mis", "nuestro", "nuestra", "nuestros", "nuestras")
_LINKS = (",", ";", "y", "e", "o")


class DeedNouns(AttitudeParties):
    """Finds praise, blame and support told by nouns in one Doc."""

    def find(self, told: list[Relating]) -> Iterator[Relating]:
        """Yield what each noun tells, by word order.

        Parameters
        ----------
        told : list[Relating]
            What the frames have found: further praise is for whom praise was told of before.
        """
        self.begins = {m.start: m for m in self._parties()}
        self.told = [r for r in told if r.relation in _RELATIONS]
        for n in range(self.tree.n):
            frames = self._frames(n)
            if frames:
                yield from self._noun(n, frames)
        for start, end in self.tree.bounds:
            yield from self._topic(start, end)

    def _topic(self, start: int, end: int) -> Iterator[Relating]:
        """Read a topic that opens the sentence: "Sobre Y, X dijo que …"."""
        first = start + (self.tree.words[start] == '"')
        words = next((w for w in _TOPICS if self._stands(first, w)), None)
        m = self._party(first + len(words), end) if words else None
        if m is None or m.end >= end or not self.referents[m.entity].named:
            return
        if self.tree.words[m.end] != ",":
            return
        for speech in sorted(self.doc._.speeches, key=lambda s: s.cue):
            v = speech.cue
            if m.end < v < end and self.tree.is_verb(v):
                for s in self._entities([speech.speaker], PARTIES):
                    if s != m.entity:
                        yield self._relating("commentedOn", s, m.entity, v, v, v + 1, "topic")
                return

    def _parties(self) -> Iterator[NounMention]:
        """Yield the names and descriptions of parties, a name before the post in front of it."""
        for m in self.mentions:
            if (
                m.kind in ("name", "description")
                and m.root >= 0
                and m.entity >= 0
                and m.why != "demonym"
            ):
                if self.referents[m.entity].type in (*PARTIES, "Work"):
                    yield m

    def _frames(self, n: int) -> list[Frame]:
        """Return the frames of a noun that names the deed of one towards another.

        "En defensa de B" and "por 40 votos" say how; prizes are named by who gets them.
        """
        tree = self.tree
        if tree.pos[n] != "NOUN" or not tree.words[n].islower() or tree.cases(n) in _MANNER:
            return []
        found = [
            f
            for f in self.lexicon.frames.by_noun.get(tree.lemma[n], ())
            if f.relation in _RELATIONS and "por parte de" in (*f.subject, *f.object)
        ]
        return found if any(not f.inverse for f in found) else []

    def _noun(self, n: int, frames: list[Frame]) -> Iterator[Relating]:
        roles = {r for f in frames if not f.inverse for r in f.object}
        doers, whom = self._phrases(n, [w for w in _WHOM if " ".join(w) in roles])
        if whom and not doers:
            doers = self._carried(n, [f for f in frames if not f.inverse]) or self._speaker(n)
        elif doers and not whom:
            whom = self._carried(n, [f for f in frames if f.inverse])
            if not whom and self.stated:
                whom = self._before(n, frames[0].relation)
        for s in doers:
            for o in whom:
                if s != o:
                    found = self._relating(frames[0].relation, s, o, n, n, n + 1, "deed noun")
                    self.told.append(found)
                    yield found

    def _speaker(self, n: int) -> list[int]:
        """Return who writes "Mi reconocimiento a Y", "Felicidades a Y" without a verb."""
        tree = self.tree
        own = any(tree.low[k] in _OWN for k in tree.kids[n])
        if not own and (tree.head[n] != n or any(tree.low[k] == "su" for k in tree.kids[n])):
            return []
        if not own and not self._is_quoted(n):
            return []
        holder, _ = self._holder(n)
        return [holder] if holder >= 0 else []

    def _before(self, n: int, relation: str) -> list[int]:
        """Return towards whom the same was told last, a few sentences before at most."""
        here = self.tree.sentence[n]
        earlier = [
            r
            for r in self.told
            if r.relation == relation
            and r.start < n
            and here - self.tree.sentence[r.start] <= _SENTENCES
            and self.referents[r.object].named
        ]
        return [max(earlier, key=lambda r: r.start).object] if earlier else []

    def _phrases(self, n: int, towards: list[tuple[str, ...]]) -> tuple[list[int], list[int]]:
        """Return who does it and to whom, by the phrases after `n`."""
        tree = self.tree
        doers: list[int] = []
        whom: list[int] = []
        end = min(n + _REACH, tree.bounds[tree.sentence[n]][1])
        self.stated = False
        arrived, k = n, n + 1
        while k < end:
            if tree.is_verb(k) and tree.is_finite(k) and not self._passes(k):
                break
            if tree.words[k] in (".", ":", '"', "("):
                break
            if tree.is_verb(k) and self._passes(k):
                arrived = k
            words = next((w for w in _DOERS if self._stands(k, w)), None)
            if words or (self.plain[k] == "de" and (k == n + 1 or n < arrived >= k - 2)):
                found, after = self._list(k + len(words or ("de",)), end)
                if found and not doers:
                    doers = found
                    self.stated = words is not None or arrived > n
            else:
                words = next((w for w in towards if self._stands(k, w)), None)
                found, after = self._list(k + len(words), end) if words else ([], k + 1)
                if found and not whom:
                    whom = found
            k = max(after, k + 1)
        return doers, whom

    def _stands(self, k: int, words: tuple[str, ...]) -> bool:
        return tuple(self.plain[k : k + len(words)]) == words and self.plain[k - 1] not in _FUSED

    def _passes(self, v: int) -> bool:
        return any(x in self.words.arriving for x in self.lexicon.verb_lemmas(self.tree, v))

    def _list(self, k: int, end: int) -> tuple[list[int], int]:
        """Return the parties of the list that begins at `k`, and where it ends.

        What stands between its members are their posts: "A, alcalde de Lima; B, rector, y C".
        """
        first = self._party(k, end)
        if first is None:
            return [], k
        kind = self.referents[first.entity].type
        found, at = [first.entity], first.end
        while at < end:
            if self.tree.words[at] not in _LINKS:
                at += 1
                if self.tree.is_verb(at - 1) or self.plain[at - 1] in _ENDS:
                    return found, at - 1
                continue
            step = at + 1
            while step < end and (self.tree.words[step] in _LINKS or self.plain[step] == "de"):
                step += 1
            m = self._party(step, end)
            if m is not None and self.referents[m.entity].type == kind and self._counts(m, first):
                if m.entity not in found:
                    found.append(m.entity)
                at = m.end
            else:
                at = step
        return found, at

    def _counts(self, m: NounMention, first: NounMention) -> bool:
        return m.kind == "name" or first.kind != "name"

    def _party(self, k: int, end: int) -> NounMention | None:
        """Return the party named at `k`, behind an article and the words for a post."""
        tree = self.tree
        for j in range(k, min(k + 4, end)):
            m = self.begins.get(j)
            if m is not None:
                named = self.begins.get(m.end)
                apposed = named is not None and named.kind == "name" and m.kind != "name"
                return named if apposed else m
            if tree.pos[j] not in ("DET", "ADJ", "NOUN", "ADP"):
                return None
        return None

    def _carried(self, n: int, frames: list[Frame]) -> list[int]:
        """Return the subject of the verb that carries `n`: "tuvo palabras de elogio para Y"."""
        tree, at = self.tree, n
        if tree.cases(at) == "de" and tree.low[tree.head[at]] in self.words.carriers:
            at = tree.head[at]
        v = tree.head[at]
        if v == at or not tree.is_verb(v):
            return []
        lemmas = self.lexicon.verb_lemmas(tree, v)
        if not any(lemma in f.support for f in frames for lemma in lemmas):
            return []
        doers = [t for t in self.arguments.of_verb(v).get("nsubj", []) if t not in (n, at)]
        return self._entities(doers, PARTIES)
