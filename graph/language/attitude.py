"""What people say well or ill of somebody: praise, blame, support and charge inside speech.

"X dijo que Y «es un hombre íntegro»" praises Y in no verb of praise: the speaker takes the
attitude that a judging word brings, towards the one whom it is said of. The words are in
``ontology/lexicon/<language>/attitude.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.language.annotations import Relating, Speech
from graph.language.attitude_parties import PARTIES, AttitudeParties
from graph.language.quotation import speaker_of

# A predicate noun may hold the judging word a few words deep ("una mujer de trato admirable").
_CLIMB = 4
_REACH = 4
# What somebody is called in quotation marks is short, and stands near the verb.
_LONGEST_THANKS = 9
_QUOTE_AFTER, _LONGEST_NAME = 9, 8


class AttitudeFinder(AttitudeParties):
    """Finds the attitudes in one Doc."""

    def find(self) -> list[Relating]:
        """Return the attitudes, one of each kind between two parties in a sentence."""
        seen: set[tuple[str, int, int, int]] = set()
        out = []
        for r in self._all():
            key = (r.relation, r.subject, r.object, self.tree.sentence[r.start])
            if r.subject != r.object and key not in seen:
                seen.add(key)
                out.append(r)
        return out

    def _all(self) -> Iterator[Relating]:
        tree = self.tree
        for i in range(tree.n):
            if tree.low[i] in self.words.judgements and not tree.words[i][0].isupper():
                yield from self._judgement(i)
            relation = self.words.exclaimed.get(tree.low[i])
            if relation:
                yield from self._exclaimed(i, relation)
            if tree.low[i] == "sin":
                yield from self._without(i)
            if not tree.is_verb(i):
                continue
            for lemma in self.lexicon.verb_lemmas(tree, i):
                yield from self._deed(i, lemma)
                yield from self._cue(i, lemma)
                yield from self._act(i, lemma)
                yield from self._insult(i, lemma)

    def _judgement(self, i: int) -> Iterator[Relating]:
        """Read a judging noun or adjective: as predicate, or by a verb of naming."""
        relation = self.words.judgements[self.tree.low[i]]
        if self.tree.low[i] in self.words.of_people and not self._is_of_people(i):
            return
        predicate = self._predicate(i)
        if predicate < 0:
            yield from self._apposed(i, relation)
            return
        tree = self.tree
        if any(tree.dep[k] == "cop" for k in tree.kids[predicate]):
            yield from self._said(i, relation, predicate, self._subjects(predicate))
            return
        head = tree.head[predicate]
        if head == predicate or not tree.is_verb(head):
            return
        lemmas = self.lexicon.verb_lemmas(tree, head)
        if any(lemma in self.words.copulas for lemma in lemmas):
            subjects = [t for t in self.arguments.of_verb(head).get("nsubj", []) if t != predicate]
            yield from self._said(i, relation, head, subjects)
        elif any(lemma in self.words.naming for lemma in lemmas) or (
            tree.cases(predicate) in ("como", "de")
            and any(lemma in self.words.describing for lemma in lemmas)
        ):
            yield from self._named(i, relation, head, predicate)

    def _is_of_people(self, i: int) -> bool:
        """Whether the adjective at `i` stands beside a noun for people: "un gran presidente"."""
        mention = self.mention_at(self.tree.head[i])
        return mention is not None and mention.kind != "name" and mention.type == "Person"

    def _predicate(self, i: int) -> int:
        """Return the head of the predicate whose word `i` is, -1 where it only describes."""
        tree = self.tree
        at = i
        for _ in range(_CLIMB):
            if any(tree.dep[k] == "cop" for k in tree.kids[at]):
                return at
            head = tree.head[at]
            if head == at:
                return -1
            if tree.is_verb(head) and tree.is_finite(head) and tree.dep[at] == "amod":
                return at
            if tree.dep[at] in ("amod", "conj", "appos") or tree.dep[at] == "nmod" and at == i:
                mention = self.mention_at(head)
                if mention is not None and mention.kind == "name":
                    return -1
                at = head
            elif tree.is_verb(head):
                return at
            else:
                return -1
        return -1

    def _apposed(self, i: int, relation: str) -> Iterator[Relating]:
        """Read a quoted apposition: "destacó a Y, «un hombre íntegro»"."""
        tree = self.tree
        if not self._is_quoted(i):
            return
        at = i
        for _ in range(_CLIMB):
            if tree.dep[at] == "appos" and tree.is_nominal(tree.head[at]):
                break
            if tree.dep[at] not in ("amod", "conj", "nmod", "flat") or tree.head[at] == at:
                return
            at = tree.head[at]
        else:
            return
        holder, cue = self._holder(at)
        g = tree.governor(at)
        if (
            holder < 0
            and g >= 0
            and any(
                lemma in self.lexicon.speech_verbs for lemma in self.lexicon.verb_lemmas(tree, g)
            )
        ):
            found = self._entities(self.arguments.of_verb(g).get("nsubj", []), PARTIES)
            holder, cue = (found[0], g) if found else (-1, -1)
        if holder < 0:
            return
        for target in self._entities([tree.head[at]]):
            if self.referents[target].named:
                yield self._relating(relation, holder, target, cue, i, i + 1, "apposition")

    def _insult(self, v: int, lemma: str) -> Iterator[Relating]:
        """Read a name in quotes that no list knows: who is called «maniquí político» is blamed."""
        tree, words = self.tree, self.words
        if lemma not in words.insulting | words.calling or self._is_denied(v):
            return
        name = self._quoted_name(v)
        if name is None or not name and lemma not in words.insulting:
            return
        roles = self.arguments.of_verb(v)
        said = [
            t
            for r in ("obj", "iobj", "a")
            for t in roles.get(r, [])
            if t not in name and (t < 0 or tree.cases(t) in ("", "a"))
        ]
        targets = self._targets(said)
        for holder in self._entities(roles.get("nsubj", []), PARTIES):
            for target in targets or self._taken_up(v, holder):
                if self._is_definite(target) and not (targets and self._is_act(target)):
                    yield self._relating("criticized", holder, target, v, v, v + 1, "insult")

    def _quoted_name(self, v: int) -> range | None:
        """Return the tokens that stand in quotation marks soon after `v`, empty for none.

        None where they are too many for a name, belong to "a" ("llamó a «cercar» La Paz"), or
        have a judging word that is read elsewhere.
        """
        tree = self.tree
        end = tree.bounds[tree.sentence[v]][1]
        marks = [k for k in range(v + 1, end) if tree.words[k] == '"']
        if not marks or marks[0] > v + _QUOTE_AFTER:
            return range(0)
        inside = range(marks[0] + 1, marks[1] if len(marks) > 1 else end)
        if len(inside) > _LONGEST_NAME or tree.low[marks[0] - 1] in ("a", "al"):
            return None
        return None if any(tree.low[k] in self.words.judgements for k in inside) else inside

    def _exclaimed(self, i: int, relation: str) -> Iterator[Relating]:
        """Read thanks and wishes in a quotation: "Gracias a Y", "felicidades, Y"."""
        tree = self.tree
        if i + 2 >= tree.n or tree.low[i + 1] not in ("a", "al", ","):
            return
        if tree.is_verb(tree.head[i]) and tree.head[i] < i and not self._says_it(tree.head[i]):
            return
        starts = (i + 2,) if tree.low[i + 1] == "," else (i + 2, i + 3, i + 4)
        holder, cue = self._holder(i)
        if holder < 0 or not self._is_quoted(i) and self._speech_is_indirect(i):
            return
        for m in self.mentions:
            if m.start in starts and m.entity >= 0 and m.kind in ("name", "description", "pronoun"):
                for target in self._entities([m.root], PARTIES):
                    yield self._relating(relation, holder, target, cue, i, i + 1, "thanks")
                return

    def _says_it(self, v: int) -> bool:
        lemmas = self.lexicon.verb_lemmas(self.tree, v)
        return any(lemma in self.lexicon.speech_verbs for lemma in lemmas)

    def _without(self, i: int) -> Iterator[Relating]:
        """Read "Sin Y no estaríamos aquí" in a quotation."""
        tree = self.tree
        holder, cue = self._holder(i)
        if holder < 0 or i and tree.words[i - 1] not in ('"', ".", ":", ",", "que"):
            return
        end = min(i + _LONGEST_THANKS, tree.bounds[tree.sentence[i]][1])
        no = next((k for k in range(i + 1, end) if tree.low[k] in ("no", "nada")), -1)
        verbs = any(tree.is_verb(k) for k in range(i + 1, no))
        if no < 0 or verbs or self.plain[i + 1] in ("que", "embargo", "duda", "dudas"):
            return
        for m in self.mentions:
            if i < m.start < no and m.entity >= 0 and self.referents[m.entity].named:
                for target in self._entities([m.root], PARTIES):
                    yield self._relating("praised", holder, target, cue, i, i + 1, "thanks")
                return

    def _subjects(self, predicate: int) -> list[int]:
        tree = self.tree
        for k in tree.kids[predicate]:
            if tree.dep[k] == "csubj":
                return [t for t in self.arguments.subject_of(k) if t != k]
        return self.arguments.subject_of(predicate)

    def _said(
        self, i: int, relation: str, predicate: int, subjects: list[int]
    ) -> Iterator[Relating]:
        """Yield what the holder of a predicate thinks of its subjects."""
        holder, cue = self._of_whom(predicate)
        if holder < 0:
            holder, cue = self._holder(i)
        if holder < 0 or self._is_own(predicate):
            return
        denied = self._is_denied(predicate)
        if denied and relation != "praised":
            return
        if denied:
            relation = "criticized"
        elif not self._is_told(predicate):
            return
        if subjects in ([], [predicate]):
            subjects = self._late_subject(i, predicate)
        if not subjects:
            targets = self._understood(predicate, holder)
        else:
            targets = [e for e in self._targets(subjects) if self._is_definite(e)]
        for target in targets:
            yield self._relating(relation, holder, target, cue, i, i + 1, "judgement")

    def _late_subject(self, i: int, predicate: int) -> list[int]:
        """Return what stands behind the judging word in "resulta preocupante el pacto"."""
        tree = self.tree
        return [
            k
            for k in tree.kids[predicate]
            if k > i
            and tree.dep[k] in ("nsubj", "obj")
            and tree.is_nominal(k)
            and not tree.cases(k)
            and tree.low[k - 1] in ("el", "la", "los", "las", "lo")
        ][:1]

    def _named(self, i: int, relation: str, verb: int, predicate: int) -> Iterator[Relating]:
        """Read "tachó a Y de farsante", "llamó «vergüenza» la conducta de Y"."""
        if self._is_denied(verb) or self.tree.cases(predicate) not in ("", "de", "como", "por"):
            return
        roles = self.arguments.of_verb(verb)
        if predicate in roles.get("nsubj", []):
            return
        said = [t for r in ("obj", "iobj", "a") for t in roles.get(r, []) if t != predicate]
        holders = self._entities(roles.get("nsubj", []), PARTIES)
        if not holders and self.arguments.is_passive(verb):
            holder, _ = self._of_whom(verb)
            holders = [holder] if holder >= 0 else []
        targets = self._targets([t for t in said if t != i])
        for holder in holders:
            for target in targets or self._taken_up(verb, holder):
                if holder != target:
                    start, end = min(verb, i), max(verb, i) + 1
                    yield self._relating(relation, holder, target, verb, start, end, "naming")

    def _deed(self, v: int, lemma: str) -> Iterator[Relating]:
        """Read a deed inside speech: "dijo que Y mintió"."""
        deeds = self.words.deeds.get(lemma)
        if not deeds or self.arguments.is_passive(v) or not self.tree.is_finite(v):
            return
        holder, cue = self._of_whom(v)
        if holder < 0:
            holder, cue = self._holder(v)
        if holder < 0 or self._is_own(v):
            return
        denied = self._is_denied(v)
        for deed in deeds:
            end = self._end_of(v, deed.rest)
            if end < 0 or deed.denied != denied:
                continue
            if not denied and not self._is_told(v):
                return
            subjects = self.arguments.of_verb(v).get("nsubj", [])
            for target in self._entities(subjects, PARTIES):
                ref = self.referents[target]
                if not ref.named and ref.type not in ("Person", "Group"):
                    continue
                yield self._relating(deed.relation, holder, target, cue, v, end, "deed")
            return

    def _end_of(self, v: int, rest: tuple[str, ...]) -> int:
        """Return where the words `rest` end within a few words after `v`, -1 without them."""
        if not rest:
            return v + 1
        stop = min(v + _REACH, self.tree.bounds[self.tree.sentence[v]][1])
        for k in range(v + 1, stop):
            if tuple(self.plain[k : k + len(rest)]) == rest:
                return k + len(rest)
        return -1

    def _cue(self, v: int, lemma: str) -> Iterator[Relating]:
        """Read a verb of saying that judges: "lamentó que Y…", "«Y calla», reprochó"."""
        relation = self.words.cues.get(lemma)
        if relation is None or self._is_denied(v):
            return
        tree = self.tree
        holders = self._entities(self.arguments.of_verb(v).get("nsubj", []), PARTIES)
        clauses = [k for k in tree.kids[v] if k > v and tree.dep[k] in ("ccomp", "csubj", "xcomp")]
        for k in [k for k in clauses if tree.is_predicate(k)] or self._quoted_clauses(v):
            if self._is_own(k) or self._is_undergone(k):
                continue
            doers = [t for t in self.arguments.of_verb(k).get("nsubj", []) if t != v]
            for target in self._entities(doers, PARTIES):
                if self.referents[target].named or relation == "accused":
                    for holder in holders:
                        yield self._relating(relation, holder, target, v, v, v + 1, "cue")

    def _quoted_clauses(self, v: int) -> list[int]:
        """Return the main clauses of what is quoted with the verb of saying `v`."""
        found = [self._main(s) for s in self.doc._.speeches if s.cue == v and s.direct]
        return [at for at in found if at >= 0 and self.arguments.subject_of(at) != [at]]

    def _main(self, speech: Speech) -> int:
        """Return the predicate of what is said, the first that hangs outside, else -1."""
        tree = self.tree
        for i in range(speech.start, speech.end):
            if tree.is_predicate(i) and tree.is_finite(i):
                head = tree.head[i]
                if head == i or not speech.start <= head < speech.end:
                    return i
        return -1

    def _act(self, v: int, lemma: str) -> Iterator[Relating]:
        """Read praise and blame of an act: "reprobó la conducta de Y"."""
        relation = self.words.acts.get(lemma)
        if relation is None or self._is_denied(v):
            return
        roles = self.arguments.of_verb(v)
        if self._entities(roles.get("iobj", []) + roles.get("a", [])):
            return
        for noun in roles.get("obj", []):
            speech = speaker_of(self.doc, noun) if noun >= 0 else None
            if noun < 0 or speech is not None and speech.cue == v:
                continue
            if self._entities([noun], frozenset({"Person", "Organization", "Group"})):
                continue
            for holder in self._entities(roles.get("nsubj", []), PARTIES):
                for target in self._owners(noun):
                    if holder != target:
                        yield self._relating(relation, holder, target, v, v, v + 1, "act")
