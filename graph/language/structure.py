"""Relations that need no verb: posts, memberships, families, origins, places, parts.

"el canciller mexicano, X", "X (PAN)", "su hermano Y", "los cárteles mexicanos", "Guayaquil,
Ecuador", "la Comisión de Salud del Senado".
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.language.annotations import NounMention, Relating
from graph.language.assignments import Assignments
from graph.language.kin import KinRelations
from graph.language.makers import MakerRelations
from graph.language.member_groups import MemberGroups
from graph.language.memberships import Memberships
from graph.language.origins import OriginRelations
from graph.language.places import PlaceRelations
from graph.language.post_relations import PostRelations
from graph.language.structure_records import StructureRecords
from graph.language.ties import TieRelations


class StructureFinder(StructureRecords):
    """Finds the structural relations of one Doc."""

    def find(self) -> Iterator[Relating]:
        """Yield the relations, from left to right within each kind."""
        yield from PostRelations(self.doc, self.lexicon).find()
        yield from Memberships(self.doc, self.lexicon).find()
        yield from MemberGroups(self.doc, self.lexicon).find()
        yield from KinRelations(self.doc, self.lexicon).find()
        yield from OriginRelations(self.doc, self.lexicon).find()
        yield from PlaceRelations(self.doc, self.lexicon).find()
        yield from MakerRelations(self.doc, self.lexicon).find()
        yield from TieRelations(self.doc, self.lexicon).find()
        yield from Assignments(self.doc, self.lexicon).find()
        for m in self.mentions:
            if m.kind == "description" and m.entity >= 0:
                yield from self._of_place(m)

    def _of_place(self, m: NounMention) -> Iterator[Relating]:
        """Read "los pescadores de Ventanilla", "los vecinos en Barbate"."""
        tree = self.tree
        entry = self.lexicon.noun(tree.low[m.root])
        if (
            entry is None
            or entry.kind not in ("group", "person", "occupation")
            or self.referents[m.entity].named
            and entry.kind == "group"
            or self.referents[m.entity].type not in ("Person", "Group")
            # "el dueño de la mina X" is not from there.
            or tree.low[m.root] in self.lexicon.states.owners
            or any(p.noun == m.root and p.bodies for p in self.posts)
        ):
            return
        for k in tree.kids[m.root]:
            case = tree.cases(k)
            index = self.at_root.get(k, -1)
            if (
                k < m.root
                or index < 0
                or case not in ("de", "en")
                or self.mentions[index].kind != "name"
                or self.mentions[index].type != "Place"
            ):
                continue
            from_there = case == "de" and entry.lemma not in self.lexicon.residents
            relation = "originatesFrom" if from_there else "locatedIn"
            for c in tree.conjuncts(k):
                inner = self.at_root.get(c, -1)
                entity = self.mentions[inner].entity if inner >= 0 else -1
                if entity not in (-1, m.entity) and self.mentions[inner].type == "Place":
                    pair, span = (m.entity, entity), (m.root, k + 1)
                    yield self.relating(relation, pair, m.root, span, "noun of name", 0.65)
            return
