"""What follows from a deed told elsewhere in the text, or with another party beside it.

"B dijo que la policía lo golpeó": he blames the police. "A disparó contra B … B murió": A killed
him. "A, con apoyo de C, detuvo a B": so did C. "B fue ejecutado junto con su chofer": both were.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.language.annotations import Relating
from graph.language.arguments import Arguments
from graph.language.quotation import speaker_of
from graph.language.structure_records import StructureRecords

_WRONGS = frozenset({"attacked", "injured", "kidnapped"})
_WOUNDS = frozenset({"attacked", "injured"})
# Operations that bodies carry out together, with what brings in the other one.
_JOINT = frozenset({"arrested", "seized", "aided", "investigated", "deployedTo", "released"})
_SUFFERED = frozenset(
    (
        "killed",
        "arrested",
        "attacked",
        "injured",
        "kidnapped",
        "deported",
        "convicted",
        "prosecuted",
    )
)
_FELLOWS = ("junto con", "junto a", "en compañía de", "al lado de")


class DeedRelations(StructureRecords):
    """Finds what else is true of deeds told in one Doc."""

    def find(self, told: list[Relating]) -> Iterator[Relating]:
        """Yield what follows from `told`, the relations that the frames have found."""
        self.arguments: Arguments = self.doc._.arguments
        known = {(r.relation, r.subject, r.object) for r in told}
        for r in self._following(told):
            if r.subject != r.object and (r.relation, r.subject, r.object) not in known:
                known.add((r.relation, r.subject, r.object))
                yield r

    def _following(self, told: list[Relating]) -> Iterator[Relating]:
        for r in told:
            if r.relation in _WRONGS:
                yield from self._blamed(r)
            if r.relation in _JOINT and self.tree.is_verb(r.at):
                yield from self._partners(r)
            if r.relation in _SUFFERED and self.tree.is_verb(r.at):
                yield from self._fellows(r)
        yield from self._deaths(told)
        yield from self._houses(told)
        yield from self._denials(told)
        yield from self._ousters()

    def _blamed(self, r: Relating) -> Iterator[Relating]:
        """Yield whom the victim of `r` blames by telling it."""
        speech = speaker_of(self.doc, r.at)
        if speech is None or self._entity(speech.speaker) != r.object:
            return
        status = self.doc._.factuality.of(r.at)
        if (status.polarity, status.modality) == ("affirmed", "actual"):
            span = (speech.cue, speech.cue + 1)
            yield self._told("accused", r.object, r.subject, speech.cue, span, "victim tells")

    def _partners(self, r: Relating) -> Iterator[Relating]:
        """Yield the same of the bodies with whom the doer of `r` acts."""
        if self.referents[r.subject].type != "Organization":
            return
        nearby = self._joined(r.at) + self._beside(r.at, _FELLOWS, ("Organization",))
        for entity in nearby:
            yield self._told(r.relation, entity, r.object, r.at, (r.start, r.end), "joint doer")

    def _fellows(self, r: Relating) -> Iterator[Relating]:
        """Yield the same of those who are with the victim of a passive `r`."""
        if not self.arguments.is_passive(r.at):
            return
        for entity in self._beside(r.at, _FELLOWS, ("Person", "Group")):
            yield self._told(r.relation, r.subject, entity, r.at, (r.start, r.end), "fellow victim")

    def _deaths(self, told: list[Relating]) -> Iterator[Relating]:
        """Yield who killed those who die of a wound that only one party gave them."""
        doers: dict[int, set[int]] = {}
        dead = {r.object for r in told if r.relation == "killed"}
        for r in told:
            status = self.doc._.factuality.of(r.at)
            if r.relation in _WOUNDS and status.modality == "actual":
                doers.setdefault(r.object, set()).add(r.subject)
        one = {o: next(iter(s)) for o, s in doers.items() if len(s) == 1 and o not in dead}
        if not one:
            return
        for v in range(self.tree.n):
            if not self._is_one_of(v, self.lexicon.dying):
                continue
            status = self.doc._.factuality.of(v)
            if (status.polarity, status.modality) != ("affirmed", "actual"):
                continue
            for token in self.arguments.subject_of(v):
                victim = self._entity(token)
                if victim in one:
                    yield self._told("killed", one[victim], victim, v, (v, v + 1), "died of it")

    def _joined(self, v: int) -> list[int]:
        """Return the bodies that `v` is done with: "con apoyo de la Marina y de la FGR"."""
        tree = self.tree
        low, high = tree.bounds[tree.sentence[v]]
        out: list[int] = []
        for i in range(max(low + 1, v - 14), min(high - 2, v + 14)):
            if tree.low[i] not in self.lexicon.joint_work:
                continue
            if tree.low[i + 1] not in ("de", "del", "con"):
                continue
            if tree.low[i - 1] not in ("con", "en", "el"):
                continue
            between = range(min(i, v) + 1, max(i, v))
            if any(tree.is_verb(k) and tree.is_finite(k) for k in between):
                continue
            first = next((k for k in range(i + 2, min(i + 6, high)) if k in self.at_root), -1)
            for k in tree.conjuncts(first) if first >= 0 else ():
                entity = self._entity(k)
                if entity >= 0 and self.referents[entity].type == "Organization":
                    out.append(entity)
        return out

    def _houses(self, told: list[Relating]) -> Iterator[Relating]:
        """Yield the body whose members take "las instalaciones", which are its own."""
        bodies: dict[tuple[int, int], int] = {}
        for r in told:
            if r.relation == "memberOf":
                bodies[(r.subject, self.tree.sentence[r.at])] = r.object
        for v in range(self.tree.n) if bodies else ():
            if not self._is_one_of(v, self.lexicon.taking):
                continue
            roles = self.arguments.of_verb(v)
            if not any(self._is_bare_house(k) for k in roles.get("obj", [])):
                continue
            for token in roles.get("nsubj", []):
                who = self._entity(token)
                body = bodies.get((who, self.tree.sentence[v]), -1)
                if body >= 0:
                    yield self._told("seized", who, body, v, (v, v + 1), "own house")

    def _ousters(self) -> Iterator[Relating]:
        """Yield against whom a crowd protests: whose going it demands in the same sentence."""
        tree = self.tree
        for n in range(tree.n):
            if tree.lemma[n] not in self.lexicon.ousters or tree.pos[n] != "NOUN":
                continue
            whom = [self._entity(k) for k in self.arguments.of_noun(n).get("de", [])]
            whom = [e for e in whom if e >= 0 and self.referents[e].type == "Person"]
            first = tree.bounds[tree.sentence[n]][0]
            for v in range(n - 1, first - 1, -1) if whom else ():
                if not self._is_one_of(v, self.lexicon.protesting) or not tree.is_finite(v):
                    continue
                for who in map(self._entity, self.arguments.of_verb(v).get("nsubj", [])):
                    if who >= 0 and self.referents[who].type in ("Group", "Organization"):
                        for e in whom:
                            span = (v, v + 1)
                            yield self._told("protestedAgainst", who, e, v, span, "ouster wanted")
                break

    def _denials(self, told: list[Relating]) -> Iterator[Relating]:
        """Yield whom they contradict who deny the accusation just told ("lo niega")."""
        tree = self.tree
        charges = sorted((r for r in told if r.relation == "accused"), key=lambda r: r.at)
        for v in range(tree.n) if charges else ():
            if not self._is_one_of(v, self.lexicon.denying) or not self._denies_charge(v):
                continue
            near = [r for r in charges if r.at < v and tree.sentence[v] - tree.sentence[r.at] < 3]
            for token in self.arguments.subject_of(v) if near else ():
                who = self._entity(token)
                charge = next((r for r in reversed(near) if r.object == who), near[-1])
                if who >= 0 and who != charge.subject:
                    yield self._told("rejected", who, charge.subject, v, (v, v + 1), "denial")

    def _denies_charge(self, v: int) -> bool:
        """Whether "lo" or a bare noun of accusation is what verb `v` denies."""
        tree, roles = self.tree, self.arguments.of_verb(v)
        nouns = [k for k in roles.get("obj", []) if k >= 0 and tree.is_nominal(k)]
        if not any(tree.low[k] not in ("lo", "los") for k in nouns):
            return any(tree.low[k] == "lo" for k in tree.kids[v])
        return any(self._is_charge(k) and not self.arguments.of_noun(k).get("de") for k in nouns)

    def _is_charge(self, k: int) -> bool:
        frames = self.lexicon.frames.by_noun.get(self.tree.lemma[k], ())
        return any(f.relation == "accused" for f in frames)

    def _is_bare_house(self, k: int) -> bool:
        """Whether noun `k` is premises of nobody who is named."""
        tree = self.tree
        if k < 0 or tree.lemma[k] not in self.lexicon.premises:
            return False
        return not any(tree.cases(j) == "de" for j in tree.kids[k])

    def _is_one_of(self, v: int, verbs: frozenset[str]) -> bool:
        lemmas = self.lexicon.verb_lemmas(self.tree, v) if self.tree.is_verb(v) else ()
        return not verbs.isdisjoint(lemmas)

    def _beside(self, v: int, cases: tuple[str, ...], types: tuple[str, ...]) -> list[int]:
        roles = self.arguments.of_verb(v)
        tokens = [t for case in cases for t in roles.get(case, [])]
        found = [self._entity(j) for t in tokens if t >= 0 for j in self.tree.conjuncts(t)]
        return [e for e in found if e >= 0 and self.referents[e].type in types]

    def _entity(self, token: int) -> int:
        k = self.at_root.get(token, -1)
        return self.mentions[k].entity if k >= 0 else -1

    def _told(
        self, relation: str, subject: int, obj: int, at: int, span: tuple[int, int], how: str
    ) -> Relating:
        return Relating(relation, subject, obj, at, *span, f"{how}/1", 0.65, steps=(how,))
