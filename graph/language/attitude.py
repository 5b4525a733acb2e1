"""What people say well or ill of somebody: praise, blame, support and charge inside speech.

"X dijo que Y «es un hombre íntegro»" praises Y in no verb of praise: the speaker takes the
attitude that a judging word brings, towards the one whom it is said of. The words are in
``ontology/lexicon/<language>/attitude.toml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc

from graph.language.annotations import NounMention, Referent, Relating, Speech
from graph.language.arguments import Arguments
from graph.language.attitude_words import AttitudeWords
from graph.language.lexicon import Lexicon
from graph.language.quotation import speaker_of
from graph.language.syntax import Tree

_TARGETS = frozenset({"Person", "Organization", "Group", "Place", "Work", "NamedEvent"})
_HOLDERS = frozenset({"Person", "Organization", "Group", "Place"})
_AGENTS = frozenset({"Person", "Organization", "Group", "Place"})
_OWNERS = ("por parte de", "a manos de", "poss", "gentilic", "de")
# A predicate noun may hold the judging word a few words deep ("una mujer de trato admirable").
_CLIMB = 4
_REACH = 4
_CONFIDENCE = 0.65
_CONTRACTIONS = {"al": "a", "del": "de"}


class AttitudeFinder:
    """Finds the attitudes in one Doc.

    Parameters
    ----------
    doc : Doc
        With mentions, referents, arguments, speeches and factuality.
    lexicon : Lexicon
    mention_at : callable
        Gives the mention headed by a token, or None.
    """

    def __init__(
        self, doc: Doc, lexicon: Lexicon, mention_at: Callable[[int], NounMention | None]
    ) -> None:
        self.doc, self.lexicon, self.mention_at = doc, lexicon, mention_at
        self.words: AttitudeWords = lexicon.attitude
        self.tree: Tree = doc._.tree
        self.arguments: Arguments = doc._.arguments
        self.referents: list[Referent] = doc._.referents
        self.plain = [_CONTRACTIONS.get(w, w) for w in self.tree.low]

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
            if tree.low[i] == "gracias":
                yield from self._thanks(i)
            if not tree.is_verb(i):
                continue
            for lemma in self.lexicon.verb_lemmas(tree, i):
                yield from self._deed(i, lemma)
                yield from self._cue(i, lemma)
                yield from self._act(i, lemma)
                yield from self._insult(i, lemma)

    # who is judged

    def _entities(self, tokens: list[int], types: frozenset[str] = _TARGETS) -> list[int]:
        out: list[int] = []
        for token in tokens:
            for head in [token] if token < 0 else self.tree.conjuncts(token):
                mention = self.mention_at(head)
                if mention is None:
                    continue
                for e in mention.members or (mention.entity,):
                    if e >= 0 and e not in out and self.referents[e].type in types:
                        out.append(e)
        return out

    def _targets(self, tokens: list[int]) -> list[int]:
        """Return who is judged by what is said of `tokens`: themselves, or whose act they are."""
        found = self._entities(tokens)
        owners = [e for t in tokens if t >= 0 for e in self._owners(t)]
        if owners and all(self._is_act(e) for e in found):
            return owners
        return found

    def _is_act(self, e: int) -> bool:
        """Whether a referent is a work or an event without a name: "el informe", "la cumbre"."""
        return not self.referents[e].named and self.referents[e].type in ("Work", "NamedEvent")

    def _owners(self, noun: int) -> list[int]:
        """Return whose act the noun at `noun` is: "la conducta de Y", "lo que hizo Y"."""
        tree = self.tree
        if tree.lemma[noun] in self.words.suffered:
            return []
        roles = self.arguments.of_noun(noun)
        for role in _OWNERS:
            found = self._entities(roles.get(role, []), _AGENTS)
            if found:
                return found
        if tree.low[noun] in self.words.summing and noun and tree.low[noun - 1] == ",":
            return self._summed_up(noun)
        for k in tree.kids[noun]:
            if tree.dep[k] in ("acl", "acl:relcl") and tree.is_verb(k) and tree.is_finite(k):
                doers = [t for t in self.arguments.of_verb(k).get("nsubj", []) if t != noun]
                return self._entities(doers, _AGENTS)
        return []

    def _summed_up(self, noun: int) -> list[int]:
        """Return the doer of the clause before ", medida que X tildó de exagerada"."""
        tree = self.tree
        start = tree.bounds[tree.sentence[noun]][0]
        for v in range(noun - 1, start - 1, -1):
            if tree.is_verb(v) and tree.is_finite(v) and tree.dep[v] in ("ROOT", "conj"):
                return self._entities(self.arguments.of_verb(v).get("nsubj", []), _AGENTS)
        return []

    # who judges

    def _holder(self, i: int) -> tuple[int, int]:
        """Return who says what stands at `i` and the token that tells so, -1 for nobody."""
        speech: Speech | None = speaker_of(self.doc, i)
        if speech is None:
            return -1, -1
        mention = self.mention_at(speech.speaker)
        if mention is None or mention.entity < 0:
            return -1, -1
        if self.referents[mention.entity].type not in _HOLDERS:
            return -1, -1
        return mention.entity, speech.cue

    def _of_whom(self, predicate: int) -> tuple[int, int]:
        """Return who holds it in "X, para quien Y es un genio" and "a X le parece un genio"."""
        tree = self.tree
        for k in tree.kids[predicate]:
            if tree.low[k] in ("quien", "quienes") and tree.cases(k) in ("para", "a juicio de"):
                found = self._entities([tree.head[predicate]], _HOLDERS)
                return (found[0], predicate) if found else (-1, -1)
            if tree.is_nominal(k) and k < predicate and tree.cases(k) == "para":
                found = self._entities([k], frozenset({"Person", "Organization"}))
                return (found[0], predicate) if found else (-1, -1)
        return -1, -1

    # what is said

    def _judgement(self, i: int) -> Iterator[Relating]:
        """Read a judging noun or adjective: as predicate, or by a verb of naming."""
        relation = self.words.judgements[self.tree.low[i]]
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
            found = self._entities(self.arguments.of_verb(g).get("nsubj", []), _HOLDERS)
            holder, cue = (found[0], g) if found else (-1, -1)
        if holder < 0:
            return
        for target in self._entities([tree.head[at]]):
            if self.referents[target].named:
                yield self._relating(relation, holder, target, cue, i, i + 1, "apposition")

    def _is_quoted(self, i: int) -> bool:
        """Whether an odd number of quotation marks stands before `i` in its sentence."""
        start = self.tree.bounds[self.tree.sentence[i]][0]
        return self.tree.words[start:i].count('"') % 2 == 1

    def _insult(self, v: int, lemma: str) -> Iterator[Relating]:
        """Read a name in quotes that no list knows: who is called «maniquí político» is blamed."""
        tree, words = self.tree, self.words
        always = lemma in words.insulting
        if not always and lemma not in words.calling or self._is_denied(v):
            return
        end = tree.bounds[tree.sentence[v]][1]
        marks = [k for k in range(v + 1, min(v + 9, end)) if tree.words[k] == '"'][:1]
        if not marks and not always:
            return
        if marks:
            close = next((k for k in range(marks[0] + 1, end) if tree.words[k] == '"'), end)
            if close - marks[0] > 8:
                return
            inside = range(marks[0] + 1, close)
            if tree.low[marks[0] - 1] in ("a", "al"):
                return  # "llamó a las bases a «cercar» La Paz" calls nobody names
            if any(tree.low[k] in words.judgements for k in inside):
                return
        else:
            inside = range(0)
        roles = self.arguments.of_verb(v)
        said = [
            t
            for r in ("obj", "iobj", "a")
            for t in roles.get(r, [])
            if t not in inside and (t < 0 or tree.cases(t) in ("", "a"))
        ]
        for holder in self._entities(roles.get("nsubj", []), _HOLDERS):
            for target in self._targets(said):
                if self._is_definite(target) and not self._is_act(target):
                    yield self._relating("criticized", holder, target, v, v, v + 1, "insult")

    def _thanks(self, i: int) -> Iterator[Relating]:
        """Read thanks in a quotation: "Gracias a Y", "gracias, Y"."""
        tree = self.tree
        if i + 2 >= tree.n or tree.low[i + 1] not in ("a", "al", ","):
            return
        starts = (i + 2,) if tree.low[i + 1] == "," else (i + 2, i + 3)
        holder, cue = self._holder(i)
        if holder < 0 or not self._is_quoted(i) and self._speech_is_indirect(i):
            return
        for m in self.doc._.mentions:
            if m.start in starts and m.entity >= 0 and m.kind in ("name", "description", "pronoun"):
                for target in self._entities([m.root], _AGENTS):
                    yield self._relating("praised", holder, target, cue, i, i + 1, "thanks")
                return

    def _speech_is_indirect(self, i: int) -> bool:
        speech = speaker_of(self.doc, i)
        return speech is not None and not speech.direct

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
            targets = self._understood(predicate, holder)
        else:
            targets = [e for e in self._targets(subjects) if self._is_definite(e)]
        for target in targets:
            yield self._relating(relation, holder, target, cue, i, i + 1, "judgement")

    def _is_definite(self, e: int) -> bool:
        """Whether a referent has a name, or is a party or a work."""
        ref = self.referents[e]
        return ref.named or ref.type not in ("Place", "NamedEvent")

    def _understood(self, predicate: int, holder: int) -> list[int]:
        """Return whom an unstated subject in speech means: who is spoken of before it.

        "X dijo sobre Y: «Es una mujer íntegra»": the topic that the cue names, else the subject
        of the sentences before, else who stands nearest before; never the speaker.
        """
        tree = self.tree
        form = tree.morph[predicate]
        cop = tree.finite_form(predicate)
        number = "p" if tree.morph[cop].get("Number") == "Plur" else "s"
        gender = {"Masc": "m", "Fem": "f"}.get(form.get("Gender", ""), "")
        kind = self.mention_at(predicate)
        if kind is not None and kind.type not in ("Person", "Group"):
            return []
        if kind is None and tree.pos[predicate] == "NOUN":
            gender = ""

        def fits(m: NounMention) -> bool:
            if m.entity < 0 or m.entity == holder or m.root == predicate:
                return False
            ref = self.referents[m.entity]
            if ref.type not in ("Person", "Group") or not ref.named:
                return False
            if gender and ref.gender and ref.gender != gender:
                return False
            return number != "p" or ref.type == "Group"

        speech = speaker_of(self.doc, predicate)
        if speech is not None and tree.is_verb(speech.cue):
            roles = self.arguments.of_verb(speech.cue)
            for t in (*roles.get("sobre", []), *roles.get("acerca de", [])):
                mention = self.mention_at(t)
                if mention is not None and fits(mention):
                    return [mention.entity]
        sentence = tree.sentence[predicate]
        before = [
            m
            for m in self.doc._.mentions
            if m.root < predicate and m.root >= 0 and sentence - tree.sentence[m.root] < 3
        ]
        for s in (sentence, sentence - 1, sentence - 2):
            here = [m for m in before if tree.sentence[m.root] == s and fits(m)]
            subjects = [m for m in here if tree.dep[m.root] == "nsubj" or m.kind == "dropped"]
            if here:
                return [(subjects or here)[-1].entity]
        return []

    def _named(self, i: int, relation: str, verb: int, predicate: int) -> Iterator[Relating]:
        """Read "tachó a Y de farsante", "llamó «vergüenza» la conducta de Y"."""
        if self._is_denied(verb) or self.tree.cases(predicate) not in ("", "de", "como", "por"):
            return
        roles = self.arguments.of_verb(verb)
        if predicate in roles.get("nsubj", []):
            return
        said = [t for r in ("obj", "iobj", "a") for t in roles.get(r, []) if t != predicate]
        holders = self._entities(roles.get("nsubj", []), _HOLDERS)
        for holder in holders:
            for target in self._targets([t for t in said if t != i]):
                if holder != target:
                    start, end = min(verb, i), max(verb, i) + 1
                    yield self._relating(relation, holder, target, verb, start, end, "naming")

    def _deed(self, v: int, lemma: str) -> Iterator[Relating]:
        """Read a deed inside speech: "dijo que Y mintió"."""
        deeds = self.words.deeds.get(lemma)
        if not deeds or self.arguments.is_passive(v) or not self.tree.is_finite(v):
            return
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
            for target in self._entities(subjects, _AGENTS):
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
        holders = self._entities(self.arguments.of_verb(v).get("nsubj", []), _HOLDERS)
        clauses = [k for k in tree.kids[v] if k > v and tree.dep[k] in ("ccomp", "csubj", "xcomp")]
        for k in [k for k in clauses if tree.is_predicate(k)] or self._quoted_clauses(v):
            if self._is_own(k) or self._is_undergone(k):
                continue
            doers = [t for t in self.arguments.of_verb(k).get("nsubj", []) if t != v]
            for target in self._entities(doers, _AGENTS):
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

    def _is_undergone(self, at: int) -> bool:
        if not self.tree.is_verb(at):
            return True
        return any(x in self.words.undergone for x in self.lexicon.verb_lemmas(self.tree, at))

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
            for holder in self._entities(roles.get("nsubj", []), _HOLDERS):
                for target in self._owners(noun):
                    if holder != target:
                        yield self._relating(relation, holder, target, v, v, v + 1, "act")

    # status

    def _is_own(self, predicate: int) -> bool:
        """Whether the predicate is told in the first or second person."""
        form = self.tree.morph[self.tree.finite_form(predicate)]
        return form.get("Person", "3") in ("1", "2")

    def _is_denied(self, predicate: int) -> bool:
        tree = self.tree
        return any(
            tree.low[k] in ("no", "nunca", "jamás", "tampoco", "ni") and k < predicate
            for k in tree.kids[predicate]
        )

    def _is_told(self, predicate: int) -> bool:
        """Whether the predicate tells what is, not what might or should be."""
        status = self.doc._.factuality.of(predicate)
        return bool(status.polarity == "affirmed" and status.modality == "actual")

    def _relating(
        self, relation: str, s: int, o: int, at: int, start: int, end: int, how: str
    ) -> Relating:
        words = " ".join(self.tree.low[start:end])
        return Relating(
            relation,
            s,
            o,
            at,
            start,
            end,
            f"attitude/{how}",
            _CONFIDENCE,
            steps=(f"{words}: {how}",),
        )
