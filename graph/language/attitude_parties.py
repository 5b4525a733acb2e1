"""Who judges and who is judged where somebody's words bring an attitude."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

from graph.language.annotations import NounMention, Referent, Relating
from graph.language.arguments import Arguments
from graph.language.attitude_words import AttitudeWords
from graph.language.lexicon import Lexicon
from graph.language.quotation import speaker_of
from graph.language.syntax import Tree
from graph.language.word_lists import uncontracted

TARGETS = frozenset({"Person", "Organization", "Group", "Place", "Work", "NamedEvent"})
PARTIES = frozenset({"Person", "Organization", "Group", "Place"})
_OWNERS = ("por parte de", "a manos de", "poss", "gentilic", "de")
# How many sentences back an unstated subject is sought, its own included.
_BACK = 3
_CONFIDENCE = 0.65
_AGREEING = {
    "lo": ("m", "Sing"), "la": ("f", "Sing"), "los": ("m", "Plur"), "las": ("f", "Plur"),
}  # fmt: skip
_TOPIC = (
    ("sobre",), ("acerca", "de"), ("respecto", "a"), ("respecto", "de"), ("en", "alusión", "a"),
    ("en", "referencia", "a"),
)  # fmt: skip


class AttitudeParties:
    """Finds holders and targets of attitudes in one Doc.

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
        self.mentions: list[NounMention] = doc._.mentions
        self.plain = [uncontracted(w) for w in self.tree.low]
        self.ending = {m.end: m.start for m in self.mentions if m.kind == "name"}

    def _entities(self, tokens: list[int], types: frozenset[str] = TARGETS) -> list[int]:
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

    def _is_definite(self, e: int) -> bool:
        """Whether a referent has a name, or is a party or a work."""
        ref = self.referents[e]
        return ref.named or ref.type != "Place"

    def _owners(self, noun: int) -> list[int]:
        """Return whose act the noun at `noun` is: "la conducta de Y", "lo que hizo Y"."""
        tree = self.tree
        if tree.lemma[noun] in self.words.suffered:
            return []
        roles = self.arguments.of_noun(noun)
        for role in _OWNERS:
            found = self._entities(roles.get(role, []), PARTIES)
            if found:
                return found
        if tree.low[noun] in self.words.summing and noun and tree.low[noun - 1] == ",":
            return self._summed_up(noun)
        for k in tree.kids[noun]:
            if tree.dep[k] in ("acl", "acl:relcl") and tree.is_verb(k) and tree.is_finite(k):
                doers = [t for t in self.arguments.of_verb(k).get("nsubj", []) if t != noun]
                return self._entities(doers, PARTIES)
        return []

    def _summed_up(self, noun: int) -> list[int]:
        """Return the doer of the clause before ", medida que X tildó de exagerada"."""
        tree = self.tree
        start = tree.bounds[tree.sentence[noun]][0]
        for v in range(noun - 1, start - 1, -1):
            if tree.is_verb(v) and tree.is_finite(v) and tree.dep[v] in ("ROOT", "conj"):
                return self._entities(self.arguments.of_verb(v).get("nsubj", []), PARTIES)
        return []

    def _understood(self, predicate: int, holder: int) -> list[int]:
        """Return whom an unstated subject in speech means: who is spoken of before it.

        "X dijo sobre Y: «Es una mujer íntegra»": the topic that the cue names, else the subject
        of the sentences before, else who stands nearest before; never the speaker.
        """
        tree = self.tree
        kind = self.mention_at(predicate)
        if kind is not None and kind.type not in ("Person", "Group"):
            return []
        speech = speaker_of(self.doc, predicate)
        if speech is not None and tree.is_verb(speech.cue):
            roles = self.arguments.of_verb(speech.cue)
            for t in (*roles.get("sobre", []), *roles.get("acerca de", [])):
                topic = self.mention_at(t)
                if topic is not None and self._agrees(topic, predicate, holder):
                    return [topic.entity]
            for m in self.mentions:
                if m.start > speech.cue and self._is_topic(m, speech.cue):
                    if self._agrees(m, predicate, holder):
                        return [m.entity]
        sentence = tree.sentence[predicate]
        for s in range(sentence, sentence - _BACK, -1):
            here = [
                m
                for m in self.mentions
                if 0 <= m.root < predicate
                and tree.sentence[m.root] == s
                and self._agrees(m, predicate, holder)
            ]
            subjects = [m for m in here if tree.dep[m.root] == "nsubj" or m.kind == "dropped"]
            if here:
                return [(subjects or here)[-1].entity]
        return []

    def _taken_up(self, v: int, holder: int) -> list[int]:
        """Return the work or body that "lo" before `v` means: the last one that agrees.

        "Los Verdes, que lo tachan de papel mojado": nobody in particular, so no person.
        """
        tree = self.tree
        clitic = next((k for k in tree.kids[v] if tree.low[k] in _AGREEING and k < v), -1)
        if clitic < 0 or self.mention_at(clitic) is not None:
            return []
        wanted = _AGREEING[tree.low[clitic]]
        for m in reversed([m for m in self.mentions if 0 <= m.root < clitic]):
            if tree.sentence[m.root] < tree.sentence[v] - 1:
                break
            if m.entity in (-1, holder) or m.kind not in ("name", "description"):
                continue
            ref = self.referents[m.entity]
            number = tree.morph[m.root].get("Number", "Sing")
            if ref.type in ("Work", "NamedEvent") and self._is_definite(m.entity):
                if (ref.gender or m.gender, number) in (wanted, ("", wanted[1])):
                    return [m.entity]
        return []

    def _is_topic(self, m: NounMention, cue: int) -> bool:
        """Whether "sobre" stands before a mention behind its verb of saying, however it hangs.

        So does "de" right after the verb or its speaker: "dijo X de Y", "dijo de Y".
        """
        tree = self.tree
        if tree.sentence[m.start] != tree.sentence[cue]:
            return False
        at = next(
            (k for k in range(m.start - 1, cue, -1) if tree.pos[k] not in ("DET", "NOUN")), cue
        )
        if any(tuple(self.plain[at + 1 - len(w) : at + 1]) == w for w in _TOPIC):
            return True
        return self.plain[at] == "de" and cue + 1 in (at, self.ending.get(at))

    def _agrees(self, m: NounMention, predicate: int, holder: int) -> bool:
        """Whether a mention may be the person, other than the speaker, whom a predicate judges."""
        if m.entity in (-1, holder) or m.root == predicate:
            return False
        tree, ref = self.tree, self.referents[m.entity]
        if ref.type not in ("Person", "Group") or not ref.named:
            return False
        form = tree.morph[predicate]
        if self.mention_at(predicate) is not None or tree.pos[predicate] != "NOUN":
            gender = {"Masc": "m", "Fem": "f"}.get(form.get("Gender", ""), "")
            if gender and ref.gender and ref.gender != gender:
                return False
        plural = tree.morph[tree.finite_form(predicate)].get("Number") == "Plur"
        return not plural or ref.type == "Group"

    def _holder(self, i: int) -> tuple[int, int]:
        """Return who says what stands at `i` and the token that tells so, -1 for nobody."""
        speech = speaker_of(self.doc, i)
        if speech is None:
            return -1, -1
        mention = self.mention_at(speech.speaker)
        if mention is None or mention.entity < 0:
            return -1, -1
        if self.referents[mention.entity].type not in PARTIES:
            return -1, -1
        return mention.entity, speech.cue

    def _of_whom(self, predicate: int) -> tuple[int, int]:
        """Return who holds it in "X, para quien Y es un genio" and "a X le parece un genio"."""
        tree = self.tree
        holders = frozenset({"Person", "Organization"})
        for k in tree.kids[predicate]:
            if tree.low[k] in ("quien", "quienes") and tree.cases(k) in ("para", "a juicio de"):
                found = self._entities([tree.head[predicate]], PARTIES)
                return (found[0], predicate) if found else (-1, -1)
            if k < predicate and tree.is_nominal(k) and self._is_view(k, predicate):
                found = self._entities([k], holders)
                return (found[0], predicate) if found else (-1, -1)
        return -1, -1

    def _is_view(self, k: int, predicate: int) -> bool:
        """Whether the phrase of `k` says in whose view: "para X", "a juicio de X", "a X le"."""
        tree = self.tree
        low, _ = tree.subtree(k)
        if any(tuple(self.plain[low : low + len(words)]) == words for words in self.words.views):
            return True
        return self.plain[low] == "a" and any(
            tree.low[j] in ("le", "les") and j > k for j in tree.kids[predicate]
        )

    def _is_quoted(self, i: int) -> bool:
        """Whether an odd number of quotation marks stands before `i` in its sentence."""
        start = self.tree.bounds[self.tree.sentence[i]][0]
        return self.tree.words[start:i].count('"') % 2 == 1

    def _speech_is_indirect(self, i: int) -> bool:
        speech = speaker_of(self.doc, i)
        return speech is not None and not speech.direct

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

    def _is_undergone(self, at: int) -> bool:
        if not self.tree.is_verb(at):
            return True
        return any(x in self.words.undergone for x in self.lexicon.verb_lemmas(self.tree, at))

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
