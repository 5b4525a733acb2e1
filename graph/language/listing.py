"""What is told of a list holds of each of its members, however far the list is from the verb.

"A, fundador de X (dueña de Y); B, rector, y C felicitaron a D": each segment has one member.
"Varios ministros lo felicitaron, entre ellos A y B": so did those.
"""

from __future__ import annotations

from dataclasses import replace

from graph.language.annotations import NounMention, Relating
from graph.language.structure_records import StructureRecords

_AMONG = frozenset({"ellos", "ellas"})
# Relations that hold of each who acts together.
_EACH = frozenset(
    {
        "praised", "supported", "criticized", "rejected", "accused", "requested", "warned",
        "invited", "aided", "participatedIn", "visited", "memberOf", "attacked", "killed",
        "arrested", "released", "expelled", "protestedAgainst", "competedWith", "approved",
        "resignedFrom", "withdrewFrom",
    }
)  # fmt: skip


class ListedRelations(StructureRecords):
    """Spreads what is told of lists over their members in one Doc."""

    def spread(self, told: list[Relating]) -> list[Relating]:
        """Return `told`, with the subjects of lists put right and the members of groups added."""
        self.names = [m for m in self.mentions if m.kind == "name" and m.root >= 0]
        self.segments: dict[int, tuple[set[int], list[int]]] = {}
        semicolons = {self.tree.sentence[i] for i, w in enumerate(self.tree.words) if w == ";"}
        out: list[Relating] = []
        for r in told:
            members: list[int] = []
            if r.relation in _EACH and self.tree.sentence[r.at] in semicolons:
                if r.at not in self.segments:
                    self.segments[r.at] = self._segments(r.at)
                named, members = self.segments[r.at]
                if r.subject not in named:
                    members = []
            if members:
                out += [replace(r, subject=e) for e in members if e != r.object]
            else:
                out.append(r)
        for k in range(1, self.tree.n - 1):
            if self.tree.low[k] == "entre" and self.tree.low[k + 1] in _AMONG:
                out = self._among(k, out)
        return list(dict.fromkeys(out))

    def _segments(self, v: int) -> tuple[set[int], list[int]]:
        """Return all whom the segments before a plural verb name, and the first of each.

        Both are empty where it is no such list.
        """
        tree = self.tree
        start = tree.bounds[tree.sentence[v]][0]
        form = tree.morph[tree.finite_form(v)] if tree.is_verb(v) else {}
        if form.get("Number") != "Plur" or form.get("VerbForm") != "Fin":
            return set(), []
        if any(tree.is_verb(k) and tree.is_finite(k) for k in range(start, v)):
            return set(), []
        cuts = [k for k in range(start, v) if tree.words[k] == ";"]
        here = [m for m in self.names if start <= m.start < v]
        if not cuts:
            return set(), []
        out: list[int] = []
        for low, high in zip([start, *cuts], [*cuts, v], strict=True):
            named = [m for m in here if low <= m.start < high and m.entity >= 0]
            people = [m for m in named if m.type == "Person"]
            out += [m.entity for m in (people or named)[:1] if m.entity not in out]
        return ({m.entity for m in here}, out) if len(out) > 1 else (set(), [])

    def _among(self, k: int, told: list[Relating]) -> list[Relating]:
        """Return `told`, with what is told of a group told of those behind "entre ellos" too."""
        tree = self.tree
        start, end = tree.bounds[tree.sentence[k]]
        stop = next((j for j in range(k, end) if tree.is_verb(j) and tree.is_finite(j)), end)
        members = {m.entity for m in self.names if k < m.start < stop and m.type == "Person"}
        before = {m.entity for m in self.mentions if start <= m.start < k}
        members -= before | {-1}
        if not members:
            return told
        groups = {m.entity for m in self.mentions if self._is_group(m, start, k)}
        here = [r for r in told if start <= r.at < k and r.relation in _EACH]
        here = [r for r in here if groups & {r.subject, r.object}]
        here = [r for r in here if not members & {r.subject, r.object}]
        # What the parser took from the list is no object of the verb before it.
        verbs = {r.at for r in here}
        out = [r for r in told if r.at not in verbs or not members & {r.subject, r.object}]
        for r in here or self._untold(start, k, out):
            for e in sorted(members):
                pair = (r.subject, e) if r.object in groups else (e, r.object)
                out.append(replace(r, subject=pair[0], object=pair[1]))
        return out

    def _untold(self, start: int, k: int, told: list[Relating]) -> list[Relating]:
        """Return what the verb before `k` tells of somebody, whoever does it.

        "Recibió mensajes que lo felicitan, entre ellos A y B": those who wrote them.
        """
        tree = self.tree
        v = next((j for j in range(k - 1, start, -1) if tree.is_verb(j) and tree.is_finite(j)), -1)
        if v < 0 or tree.morph[v].get("Number") != "Plur" or any(r.at == v for r in told):
            return []
        objects = [self.at_root.get(t, -1) for t in self.doc._.arguments.of_verb(v).get("obj", [])]
        for lemma in self.lexicon.verb_lemmas(tree, v):
            for f in self.lexicon.frames.by_verb.get(lemma, ()):
                plain = not (f.fixed or f.requires or f.unless or f.inverse)
                if plain and f.relation in _EACH and "obj" in f.object:
                    return [
                        Relating(
                            f.relation, -1, self.mentions[m].entity, v, v, v + 1, f.id,
                            f.confidence, steps=(f"{lemma}: obj",),
                        )
                        for m in objects
                        if m >= 0 and self.mentions[m].entity >= 0
                    ]  # fmt: skip
        return []

    def _is_group(self, m: NounMention, start: int, k: int) -> bool:
        return (
            start <= m.start < k
            and m.entity >= 0
            and m.kind == "description"
            and self.tree.morph[m.root].get("Number") == "Plur"
            and not self.referents[m.entity].named
        )
