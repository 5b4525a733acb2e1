"""Relations that need no verb: posts, memberships, families, origins, places, parts.

"el canciller mexicano, X", "X (PAN)", "su hermano Y", "los cárteles mexicanos", "Guayaquil,
Ecuador", "la Comisión de Salud del Senado".
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.identity import fold
from graph.language.annotations import NounMention, Relating
from graph.language.kin import KinRelations
from graph.language.name_words import ARTICLES
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
        yield from KinRelations(self.doc, self.lexicon).find()
        yield from OriginRelations(self.doc, self.lexicon).find()
        yield from PlaceRelations(self.doc, self.lexicon).find()
        yield from TieRelations(self.doc, self.lexicon).find()
        names = [m for m in self.mentions if m.kind == "name" and m.entity >= 0]
        by_start = {m.start: m for m in names}
        for m in names:
            yield from self._bracket(m, by_start)
        for m in self.mentions:
            if m.kind == "description" and m.entity >= 0:
                yield from self._affiliation(m)
                yield from self._belongs(m)

    # brackets and appositions

    def _bracket(self, m: NounMention, by_start: dict[int, NounMention]) -> Iterator[Relating]:
        """Read "Karime Ojeda (PVEM)", "Pedro Sánchez, del PSOE", "Mike Ryan de la OMS"."""
        tree = self.tree
        if m.type != "Person" or m.end + 1 >= tree.n:
            return
        closing: tuple[str, ...]
        if tree.words[m.end] == "(":
            k, closing, how, sure = m.end + 1, (")", ",", "-", "/"), "bracket", 0.85
        elif tree.words[m.end] == "," and tree.low[m.end + 1] in ("del", "de"):
            k, closing, how, sure = m.end + 2, (",", ".", ")", ";", ":"), "apposition", 0.75
        elif tree.low[m.end] in ("del", "de"):
            k, closing, how, sure = m.end + 1, (), "name of body", 0.6
        else:
            return
        while how != "bracket" and k < tree.n and k not in by_start and tree.low[k] in ARTICLES:
            k += 1
        other = by_start.get(k)
        if other is None or other.type != "Organization":
            return
        if not closing or other.end < tree.n and tree.words[other.end] in closing:
            pair, span = (m.entity, other.entity), (other.start, other.end)
            yield self.relating("memberOf", pair, other.root, span, how, sure)

    # nouns

    def _belongs(self, m: NounMention) -> Iterator[Relating]:
        """Read "los estudiantes de la UNAM", "los pescadores de Ventanilla"."""
        tree = self.tree
        entry = self.lexicon.noun(tree.low[m.root])
        if (
            entry is None
            or self.referents[m.entity].named
            and entry.kind not in ("occupation", "person")
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
            ):
                continue
            other = self.mentions[index]
            relation = _belonging(entry.kind, str(other.type), case)
            if relation == "originatesFrom" and entry.lemma in self.lexicon.residents:
                relation = "locatedIn"
            for c in tree.conjuncts(k) if relation else ():
                inner = self.at_root.get(c, -1)
                entity = self.mentions[inner].entity if inner >= 0 else -1
                if entity not in (-1, m.entity) and self.mentions[inner].type == other.type:
                    pair, span = (m.entity, entity), (m.root, k + 1)
                    yield self.relating(relation, pair, m.root, span, "noun of name", 0.65)
            if relation:
                return

    def _affiliation(self, m: NounMention) -> Iterator[Relating]:
        """Read "la diputada panista Ojeda", "el senador de Morena": members of a party."""
        tree = self.tree
        if self.referents[m.entity].type != "Person":
            return
        for k in (m.root, *tree.kids[m.root]):
            party = self.lexicon.affiliations.get(tree.low[k])
            if party and (k == m.root or tree.dep[k] in ("amod", "appos", "flat")):
                for index, ref in enumerate(self.referents):
                    if ref.type == "Organization" and any(
                        fold(n) == fold(party) for n in ref.names
                    ):
                        yield self.relating(
                            "memberOf", (m.entity, index), k, (k, k + 1), "affiliation", 0.75
                        )


def _belonging(kind: str, other: str, case: str) -> str:
    """Return the relation of a noun of `kind` to the name that "de" or "en" hangs below it."""
    if kind in ("group", "person", "occupation"):
        if case == "de" and other == "Organization":
            return "memberOf"
        if other == "Place":
            return "originatesFrom" if case == "de" else "locatedIn"
    return ""
