"""Who is one of a group, and who are the people of a body: "doce becarios, entre ellos X"."""

from __future__ import annotations

from collections.abc import Iterator

from graph.language.annotations import NounMention, Relating
from graph.language.bearers import OWN, BearerRecords

_THEM = ("ellos", "ellas", "estos", "estas", "quienes")
_AMONG = ("entre",)
_ENDS = (".", ";", ")", ":", "que", "quien", "quienes", "cuyo", "cuya", "mientras")
_REACH = 30


class MemberGroups(BearerRecords):
    """Finds members of nameless groups, and the nameless people of a body, in one Doc."""

    def find(self) -> Iterator[Relating]:
        """Yield ``memberOf`` relations, from left to right."""
        tree = self.tree
        for i in range(tree.n - 2):
            if tree.low[i] in _AMONG:
                yield from self._among(i)
        for m in self.mentions:
            if m.kind == "description" and m.entity >= 0:
                yield from self._own(m)

    def _among(self, i: int) -> Iterator[Relating]:
        """Read "a 38 hondureños, entre ellos la activista X y Y", "entre los presos está X"."""
        tree = self.tree
        end = tree.bounds[tree.sentence[i]][1]
        if tree.low[i + 1] in _THEM:
            group, k = self.referent_at(i + 1, ("Group",)), i + 2
            if group < 0:
                group = self._group_before(i)
        else:
            group, k = self._group_behind(i + 1, end)
        if group < 0 or self.referents[group].named:
            return
        for who in self._names_from(k, end):
            if who != group:
                yield self.relating("memberOf", (who, group), i, (i, i + 2), "one of them", 0.7)

    def _group_before(self, i: int) -> int:
        """Return the group whose noun stands right before the comma before token `i`."""
        if i < 2 or self.tree.words[i - 1] != ",":
            return -1
        return self.referent_at(i - 2, ("Group",))

    def _group_behind(self, k: int, end: int) -> tuple[int, int]:
        """Return the group of "entre los N detenidos", and where its verb of being ends."""
        tree = self.tree
        while k < end and tree.pos[k] in ("DET", "NUM"):
            k += 1
        group = self.referent_at(k, ("Group",)) if k < end else -1
        if group < 0:
            return -1, end
        for t in range(k + 1, min(end, k + _REACH)):
            if tree.words[t] in (".", ";", ":"):
                break
            if tree.is_verb(t) and tree.is_finite(t) and tree.dep[t] not in ("acl", "acl:relcl"):
                return (group, t + 1) if tree.lemma[t] in self.lexicon.states.listing else (-1, end)
        return -1, end

    def _names_from(self, k: int, end: int) -> list[int]:
        """Return the persons named from token `k` to the end of the list."""
        tree = self.tree
        out: list[int] = []
        stop = min(end, k + _REACH)
        while k < stop:
            m = self.starting.get(k)
            if m is not None:
                if m.type == "Person" and (not out or m.entity not in out):
                    out.append(m.entity)
                k = m.end
                continue
            if tree.low[k] in _ENDS or tree.is_verb(k) and tree.is_finite(k):
                break
            k += 1
        return out

    def _own(self, m: NounMention) -> Iterator[Relating]:
        """Read "la Federación y sus deportistas": whom a body calls its own."""
        tree = self.tree
        entry = self.lexicon.noun(tree.low[m.root])
        if (
            entry is None
            or entry.number != "p"
            or not (entry.kind == "occupation" or entry.lemma in self.lexicon.own_people)
            or self.referents[m.entity].type != "Group"
        ):
            return
        if not any(tree.low[k] in OWN for k in tree.kids[m.root]):
            return
        body = self.possessor(m.root, ("Organization",))
        if body is not None and body >= 0 and body != m.entity and self.referents[body].named:
            yield self.relating(
                "memberOf", (m.entity, body), m.root, (m.start, m.end), "members of «su»", 0.65
            )
