"""The relations of a document: frames, structure and open verbs, each with its status."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from graph.language.annotations import NounMention, Referent, Relating
from graph.language.arguments import Arguments
from graph.language.attitude import AttitudeFinder
from graph.language.attitude_nouns import DeedNouns
from graph.language.company import CompanyRelations
from graph.language.deeds import DeedRelations
from graph.language.events import EventRelations
from graph.language.interviews import Interviews
from graph.language.lexicon import Lexicon, load_lexicon
from graph.language.listing import ListedRelations
from graph.language.matching import FrameMatcher
from graph.language.structure import StructureFinder
from graph.language.syntax import Tree

# An open relation has no frame behind it; both sides must be plain and named.
_OPEN_CONFIDENCE = 0.5
# Who says what he thinks of another does more than speak of him.
_CLEARER = frozenset({"praised", "criticized", "supported", "rejected", "accused", "requested"})
# Done by or to so many people, though nobody knows who they are.
_OF_COUNTED = frozenset(
    {"killed", "injured", "arrested", "attacked", "kidnapped", "aided", "released", "deported",
     "protestedAgainst", "expelled", "convicted", "prosecuted"}
)  # fmt: skip
# Who won or plays in an event that has no name ("el ganador de las elecciones").
_FOR_ANY_EVENT = frozenset({"rule/noun of participatedIn", "rule/candidate in event"})
# What is done to a place that has no name is worth telling.
_FOR_ANY_PLACE = frozenset({"seized", "restricted", "approved", "attacked", "owns"})


class RelationFinder:
    """Finds what is related in one Doc."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.doc, self.lexicon = doc, lexicon
        self.tree: Tree = doc._.tree
        self.mentions: list[NounMention] = doc._.mentions
        self.referents: list[Referent] = doc._.referents
        self.at_root: dict[int, int] = doc._.at_root
        self.arguments: Arguments = doc._.arguments
        self._mention_at: dict[int, NounMention | None] = {}

    def find(self) -> list[Relating]:
        """Return the relations, by predicate from left to right."""
        structure = list(StructureFinder(self.doc, self.lexicon).find())
        posts: dict[int, list[int]] = {}
        for r in structure:
            if r.relation == "holdsPositionIn":
                posts.setdefault(r.subject, []).append(r.object)
        matcher = FrameMatcher(
            self.tree, self.lexicon, self.arguments, self.mention_at, self.referents, posts
        )
        told = [*matcher.find(), *AttitudeFinder(self.doc, self.lexicon, self.mention_at).find()]
        told += list(DeedNouns(self.doc, self.lexicon, self.mention_at).find(told))
        told = ListedRelations(self.doc, self.lexicon).spread(told)
        told = self._with_interviews(told)
        found = _without_rivals(told, self.tree.sentence)
        found += structure
        found += EventRelations(self.doc, self.lexicon).find(found)
        found += list(CompanyRelations(self.doc, self.lexicon).find(found))
        found += list(DeedRelations(self.doc, self.lexicon).find(found))
        framed = {r.at for r in found}
        found += self._open(matcher, framed)
        found = self.grounded(found)
        return sorted(found, key=lambda r: (r.start, r.end, r.relation, r.subject, r.object))

    def _with_interviews(self, told: list[Relating]) -> list[Relating]:
        """Add the talks with media, in place of what frames say of their sentences.

        Frames take what the parser hung on the verb; the words for media and the speaker of
        the report are surer.
        """
        talks = list(Interviews(self.doc, self.lexicon).find())
        sentence = self.tree.sentence
        media = {(sentence[r.at], r.subject) for r in talks}
        here = {sentence[r.at] for r in talks}
        verbs = {r.at for r in talks}
        kept = []
        for r in told:
            place = (sentence[r.at], r.subject)
            if r.relation == "interviewed" and place[0] in here:
                if place in media or not self.referents[r.subject].named:
                    continue
            if r.relation == "informed" and r.at in verbs and not self.referents[r.object].named:
                continue
            kept.append(r)
        return kept + talks

    def grounded(self, found: list[Relating]) -> list[Relating]:
        """Return `found` without what only describes somebody nameless who does nothing else.

        That "un vecino de Lima" is from Lima matters where he is arrested or speaks; alone it
        tells nothing of who did what.
        """
        found = [r for r in found if self._is_telling(r)]
        acting = {
            k
            for r in found
            if not r.frame.startswith(("rule/", "structure/"))
            for k in (r.subject, r.object)
        }
        return [r for r in found if all(self._stands(k, r, acting) for k in (r.subject, r.object))]

    def _stands(self, k: int, r: Relating, acting: set[int]) -> bool:
        ref = self.referents[k]
        if ref.named or k in acting or not r.frame.startswith(("rule/", "structure/")):
            return True
        if r.relation == "relatedTo":
            # "Saluda a sus hijos": of the many that do nothing, nothing new is told.
            return ref.number != "p" and any(self.referents[e].named for e in (r.subject, r.object))
        if r.relation == "locatedIn" and ref.type == "NamedEvent":
            return self.tree.low[r.start] == "en"
        if r.frame in _FOR_ANY_EVENT and ref.type == "NamedEvent":
            return True
        if r.frame in self.lexicon.unnamed_frames or r.frame.startswith("rule/definite "):
            return True
        return r.frame.startswith("structure/") and ref.type in ("Person", "Group", "Organization")

    def _is_telling(self, r: Relating) -> bool:
        """Whether both sides say whom or what they mean.

        "Personas" and "gente" mean nobody in particular, and a country or a house acts only
        where it has a name; without one ("la zona") it may be searched or closed, no more.
        """
        subject, obj = self.referents[r.subject], self.referents[r.object]
        if not obj.named and self._is_ours(r.at):
            return False
        if not r.frame.startswith("rule/"):
            if not subject.named and subject.type == "Place":
                return False
            if not obj.named and obj.type == "Place" and r.relation not in _FOR_ANY_PLACE:
                return False
        counted = r.relation in _OF_COUNTED and (subject.named or obj.named)
        return not any(
            not ref.named
            and ref.posts
            and ref.posts[0] in self.lexicon.vague
            and not (counted and self._is_counted(ref))
            for ref in (subject, obj)
        )

    def _is_counted(self, ref: Referent) -> bool:
        """Whether a text tells how many: "detuvo a tres personas", "miles de personas"."""
        tree = self.tree
        for k in (self.mentions[m].root for m in ref.mentions):
            if k >= 0 and tree.morph[k].get("Number") == "Plur":
                if any(tree.pos[j] == "NUM" for j in tree.kids[k]):
                    return True
                if tree.low[max(k - 2, 0)] in self.lexicon.measures and tree.low[k - 1] == "de":
                    return True
        return False

    def _is_ours(self, v: int) -> bool:
        """Whether "we" do it: what many do to the nameless tells little of who speaks."""
        index = self.at_root.get(v, -1)
        mention = self.mentions[index] if index >= 0 else None
        return mention is not None and mention.why == "first person" and mention.number == "p"

    def mention_at(self, token: int) -> NounMention | None:
        """Return the mention that token `token` heads or stands for, or None.

        Nouns that only count ("cientos de obreros"), act for their body ("elementos de
        la Marina") or are part of it ("los accesos de la SEP") give way to what hangs below.
        """
        # Asked for each token by one frame after another; nothing moves any more.
        if token not in self._mention_at:
            self._mention_at[token] = self._found_mention(token)
        return self._mention_at[token]

    def _found_mention(self, token: int) -> NounMention | None:
        tree = self.tree
        if token >= 0:
            low = tree.low[token]
            noun = self.lexicon.noun(low)
            lemma = noun.lemma if noun is not None else tree.lemma[token]
            counts = tree.pos[token] == "NUM" and token not in self.at_root
            if counts or self.lexicon.is_transparent(low, lemma) and not self._is_known(token):
                inner = next(
                    (k for k in tree.kids[token] if tree.cases(k) == "de" and tree.is_nominal(k)),
                    -1,
                )
                if inner >= 0:
                    found = self.mention_at(inner)
                    if found is not None and self._gives_way(lemma, found):
                        return found
        index = self.at_root.get(token, -1)
        if index < 0 and token >= 0 and tree.is_nominal(token):
            # "Una de ellas, Liz, escapó", "la tecnológica Nubelar": the name says which.
            named = (k for k in tree.kids[token] if tree.dep[k] == "appos" and k in self.at_root)
            index = self.at_root.get(next(named, -1), -1)
        return self.mentions[index] if index >= 0 else None

    def _is_known(self, token: int) -> bool:
        """Whether a noun stands for somebody with a name: "la delegada de CC OO, Charo Lema"."""
        own = self.mentions[self.at_root[token]] if token in self.at_root else None
        return own is not None and own.entity >= 0 and self.referents[own.entity].named

    def _gives_way(self, lemma: str, inner: NounMention) -> bool:
        """Whether a counting, acting or administrative noun gives way to `inner`."""
        if lemma in self.lexicon.members:
            return inner.type == "Organization"
        if lemma in self.lexicon.administrative:
            return inner.type == "Place" and inner.kind == "name"
        if lemma in self.lexicon.premises:
            return inner.type in ("Place", "Organization") and inner.kind == "name"
        return True

    def _open(self, matcher: FrameMatcher, framed: set[int]) -> Iterator[Relating]:
        """Yield relations for verbs that no frame knows, between two named entities.

        Only what is told outright counts: a finite verb with its subject beside it. Verbs
        of wish, phase and perception tell no deed.
        """
        tree = self.tree
        for v in range(tree.n):
            deed = self._open_deed(v) if v not in framed else ""
            if v in framed or not deed and not self._tells_openly(v):
                continue
            roles = self.arguments.of_verb(v)
            doers = [t for t in roles.get("nsubj", []) if t != v and t >= 0]
            objects = roles.get("obj", [])
            if not deed and any(k >= 0 and not self._is_named(k) for k in (*objects, *doers)):
                continue
            verb = deed or tree.lemma[v]
            for s in matcher.entities(doers):
                for o in matcher.entities(objects):
                    named = self.referents[s].named + self.referents[o].named
                    if s != o and named > (not deed):
                        yield Relating(
                            verb, s, o, v, v, v + 1, "open", _OPEN_CONFIDENCE,
                            is_open=True, steps=(f"{verb}: no frame",),
                        )  # fmt: skip

    def _open_deed(self, v: int) -> str:
        """Return the deed that `v` tells and no relation is for, "" for none."""
        tree = self.tree
        if not tree.words[v].islower() or not (tree.is_verb(v) or tree.pos[v] in ("VERB", "ADJ")):
            return ""
        lemmas = (*self.lexicon.verb_lemmas(tree, v), tree.lemma[v])
        return next((w for w in lemmas if w in self.lexicon.states.open_deeds), "")

    def _tells_openly(self, v: int) -> bool:
        """Whether token `v` is a plain verb that no frame knows and that tells a deed."""
        tree, lexicon = self.tree, self.lexicon
        lemma = tree.lemma[v]
        if tree.pos[v] != "VERB" or not tree.words[v].islower() or not tree.is_finite(v):
            return False
        if not lemma.endswith(("ar", "er", "ir", "ír")) or self.arguments.is_reflexive(v):
            return False
        return lexicon.verbs_of_no_deed.isdisjoint((lemma, *lexicon.verb_lemmas(tree, v)))

    def _is_named(self, token: int) -> bool:
        mention = self.mention_at(token)
        return mention is not None and mention.kind == "name"


def _without_rivals(found: list[Relating], sentence_of: list[int]) -> list[Relating]:
    """Drop what a clearer relation of the same two tells better.

    Whoever tells something to a medium that interviews ("dijo a Reuters") is not read twice, nor
    does one only speak of whom one praises or blames in the same sentence.
    """
    judged = {(r.subject, r.object, sentence_of[r.start]) for r in found if r.relation in _CLEARER}
    found = [
        r
        for r in found
        if r.relation != "commentedOn" or (r.subject, r.object, sentence_of[r.start]) not in judged
    ]
    interviews = {(r.at, r.object, r.subject) for r in found if r.relation == "interviewed"}
    return [
        r
        for r in found
        if r.relation not in ("informed", "commentedOn")
        or (r.at, r.subject, r.object) not in interviews
    ]


@Language.factory(
    "hemero_relations",
    assigns=["doc._.relations"],
    requires=[
        "doc._.tree",
        "doc._.referents",
        "doc._.arguments",
        "doc._.speeches",
        "doc._.factuality",
    ],
)
def make_relations(nlp: Language, name: str) -> RelationsStage:
    """Return the component; it puts what is related on ``doc._.relations``."""
    return RelationsStage(load_lexicon(nlp.lang))


class RelationsStage:
    """spaCy component: relations."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.relations``."""
        doc._.relations = RelationFinder(doc, self.lexicon).find()
        return doc
