"""Who is with those who go or take part, and where guests are received.

"Kim visitó China con su esposa, Ri Sol Ju": she was there as well. "Xi recibió en Pekín a Kim":
whoever is received in a city has come there.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.language.annotations import Relating
from graph.language.arguments import Arguments
from graph.language.structure_records import StructureRecords

# Relations that hold of those who come along, with what brings them in. Who competes or speaks
# "con B" in an event is no companion there.
_TOGETHER = (
    "junto a",
    "junto con",
    "en compañía de",
    "al lado de",
    "acompañado de",
    "acompañado por",
)
_WITH = {
    "visited": ("con", *_TOGETHER),
    "participatedIn": _TOGETHER,
}
_COMPANY = ("acompañado", "acompañada", "acompañados", "acompañadas")


class CompanyRelations(StructureRecords):
    """Finds companions and guests of what has been told in one Doc."""

    def find(self, told: list[Relating]) -> Iterator[Relating]:
        """Yield what is also true of companions and of guests.

        Parameters
        ----------
        told : list[Relating]
            What the frames have found.
        """
        self.arguments: Arguments = self.doc._.arguments
        for r in told:
            if not self.tree.is_verb(r.at):
                continue
            if r.relation in _WITH and self.referents[r.subject].type in ("Person", "Organization"):
                yield from self._companions(r)
            elif r.relation == "metWith":
                yield from self._guest(r)

    def _companions(self, r: Relating) -> Iterator[Relating]:
        roles = self.arguments.of_verb(r.at)
        tokens = [t for case in _WITH[r.relation] for t in roles.get(case, [])]
        # "Viajó a Pilar y almorzó con la señora Paz": she belongs to the other verb.
        tokens = [t for t in tokens if not any(map(self.tree.is_verb, range(r.at + 1, t)))]
        hosts = [r.at, *(t for t in roles.get("nsubj", []) if t >= 0 and t != r.at)]
        for k in (k for host in hosts for k in self.tree.kids[host]):
            if self.tree.low[k] in _COMPANY:
                tokens += [j for j in self.tree.kids[k] if self.tree.cases(j) in ("de", "por")]
        for entity in self._people(tokens):
            if entity not in (r.subject, r.object):
                yield self._told(r.relation, (entity, r.object), r, "company")

    def _guest(self, r: Relating) -> Iterator[Relating]:
        if "recibir" not in self.lexicon.verb_lemmas(self.tree, r.at):
            return
        guest = self.referents[r.object]
        if guest.type != "Person" or not guest.named:
            return
        for token in self.arguments.of_verb(r.at).get("en", []):
            k = self.at_root.get(token, -1)
            if k < 0:
                continue
            place = self.mentions[k]
            if place.type == "Place" and place.kind == "name" and place.entity >= 0:
                yield self._told("visited", (r.object, place.entity), r, "received in place")

    def _people(self, tokens: list[int]) -> list[int]:
        out: list[int] = []
        for token in (j for t in tokens for j in self.tree.conjuncts(t)):
            k = self.at_root.get(token, -1)
            mention = self.mentions[k] if k >= 0 else None
            if mention is None or mention.entity < 0 or mention.type != "Person":
                continue
            if self.referents[mention.entity].named and mention.entity not in out:
                out.append(mention.entity)
        return out

    def _told(self, relation: str, pair: tuple[int, int], r: Relating, how: str) -> Relating:
        return self.relating(relation, pair, r.at, (r.start, r.end), how, 0.65)
