"""Who made what, where a participle or a possessive tells it.

"el Taller, fundado en 1937 por X, Y y Z", "los vídeos fueron realizados por la empresa B", "su
novela W". Read by position: the parser often hangs such participles on another noun.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.language.annotations import NounMention, Relating
from graph.language.bearers import OWN, BearerRecords
from graph.language.name_words import ARTICLES

_MADE = ("Work", "Organization", "NamedEvent")
_MAKERS = ("Person", "Organization", "Group")
_REACH = 7
_BE = ("fue", "fueron", "era", "eran", "es", "son", "sido", "ser", "será", "serán")


class MakerRelations(BearerRecords):
    """Finds who made the works, bodies and events of one Doc."""

    def find(self) -> Iterator[Relating]:
        """Yield ``created`` relations, from left to right."""
        self.ends = {
            m.end: m for m in self.mentions if m.entity >= 0 and m.kind in ("name", "description")
        }
        self.begins = {
            m.root: m for m in self.mentions if m.entity >= 0 and m.kind == "description"
        }
        for i in range(1, self.tree.n - 1):
            if self.tree.low[i] in self.lexicon.states.made:
                yield from self._made_by(i)
        for m in self.mentions:
            if m.kind == "description" and m.entity >= 0:
                yield from self._own_work(m)

    def _made_by(self, i: int) -> Iterator[Relating]:
        """Read "W, publicada en 1998 por X": what stands before, who behind "por"."""
        tree = self.tree
        end = tree.bounds[tree.sentence[i]][1]
        by = next((k for k in range(i + 1, min(end, i + _REACH)) if tree.low[k] == "por"), -1)
        if by < 0 or any(tree.is_verb(k) or tree.words[k] in ",;:" for k in range(i + 1, by)):
            return
        work = self._what(i)
        if work < 0:
            return
        for who in self._who(by + 1, end):
            if who != work:
                pair, span = (who, work), (i, i + 1)
                yield self.relating("created", pair, i, span, "made by", 0.75)

    def _what(self, i: int) -> int:
        """Return what the participle at `i` tells of: the noun before it, or its subject."""
        tree = self.tree
        if tree.low[i - 1] in _BE:
            subjects = self.doc._.arguments.subject_of(i)
            found = [self._relative(t) for t in subjects]
            return next((e for e in found if e >= 0), -1)
        k = i
        while k > 1 and tree.words[k - 1] in (",", '"', ")", "también"):
            k -= 1
        # A description may take the participle in.
        m = self.ends.get(k) or self.ends.get(i + 1)
        entity = m.entity if m is not None else -1
        return entity if entity >= 0 and self.referents[entity].type in _MADE else -1

    def _relative(self, t: int) -> int:
        tree = self.tree
        if t >= 0 and tree.low[t] in ("que", "cual"):
            up = tree.head[tree.head[t]]
            return self.referent_at(up, _MADE)
        return self.referent_at(t, _MADE) if t >= 0 else -1

    def _who(self, k: int, end: int) -> list[int]:
        """Return the makers named from token `k` on: "por la actriz X", "por X, Y y Z"."""
        first = self._maker_at(k, end)
        if first is None:
            return []
        out, k = [first.entity], first.end
        while k + 1 < end and self.tree.low[k] in (",", "y", "e"):
            last = self.tree.low[k] != ","
            m = self.starting.get(k + 1)
            if m is None or m.type != first.type or m.entity in out:
                break
            if not last and not self._goes_on(m.end):
                break
            out.append(m.entity)
            k = m.end
            if last:
                break
        return out

    def _goes_on(self, k: int) -> bool:
        """Whether "y" or a comma with another name follows: a list, no apposition."""
        low = self.tree.low[k : k + 1]
        return bool(low) and low[0] in ("y", "e", ",") and k + 1 in self.starting

    def _maker_at(self, k: int, end: int) -> NounMention | None:
        tree, found = self.tree, None
        for t in range(k, min(end, k + _REACH)):
            m = self.starting.get(t)
            if m is not None:
                return m if m.type in _MAKERS else found
            known = self.begins.get(t)
            if known is not None and self.referents[known.entity].type in _MAKERS:
                found = found or known
            elif found is not None and tree.low[t] not in (*ARTICLES, "de", "del"):
                if tree.pos[t] not in ("NOUN", "ADJ"):
                    return found
            elif tree.low[t] not in ARTICLES and tree.pos[t] not in ("NOUN", "ADJ", "DET"):
                return found
        return found

    def _own_work(self, m: NounMention) -> Iterator[Relating]:
        """Read "su novela W": whose it is, made it."""
        tree = self.tree
        entry = self.lexicon.noun(tree.low[m.root])
        lemma = entry.lemma if entry is not None else tree.lemma[m.root]
        if lemma not in self.lexicon.states.authored or self.referents[m.entity].type != "Work":
            return
        named = self.referents[m.entity].named
        if not named or not any(tree.low[k] in OWN for k in tree.kids[m.root]):
            return
        maker = self.possessor(m.root, ("Person", "Organization"))
        if maker is not None and maker >= 0 and maker != m.entity:
            yield self.relating(
                "created", (maker, m.entity), m.root, (m.start, m.end), "work of «su»", 0.7
            )
