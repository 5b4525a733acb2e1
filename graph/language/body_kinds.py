"""What kind of body each organisation of a text is: a company, a club, a party, a court.

Its name may tell it ("Tribunal Supremo", "Pacific Airlines"), a noun beside the name ("la
aerolínea Pluna"), or who is told to be of it ("el consejero delegado de Orbit", "un delantero
del Atlas"). Who is of it counts only where nothing else tells.
"""

from __future__ import annotations

from spacy.tokens import Doc

from graph.identity import fold
from graph.language.annotations import NounMention, Referent
from graph.language.body_words import NO_KINDS, Kinds
from graph.language.lexicon import Lexicon
from graph.language.syntax import Tree

_ARTICLES = frozenset({"el", "la", "los", "las"})
_PRESS = frozenset({"media"})
_ONE = frozenset({"un", "una"})


class BodyKinds:
    """Tells the kinds of the bodies of one Doc, each looked at once.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        After names and roles.
    referents : list of Referent
    mentions : list of NounMention
    """

    def __init__(
        self,
        doc: Doc,
        lexicon: Lexicon,
        referents: list[Referent],
        mentions: list[NounMention],
    ) -> None:
        self.tree: Tree = doc._.tree
        self.lexicon, self.words = lexicon, lexicon.bodies
        self.referents, self.mentions = referents, mentions
        self.posts = doc._.posts
        self._known: dict[int, tuple[Kinds, bool]] = {}
        self._held: dict[int, set[str]] | None = None

    def of(self, entity: int) -> tuple[Kinds, bool]:
        """Return the kinds that a body may be of, none where nothing tells, and if it is sure."""
        known = self._known.get(entity)
        if known is None:
            known = self._known[entity] = self._look(entity)
        return known

    def _look(self, entity: int) -> tuple[Kinds, bool]:
        ref = self.referents[entity]
        told: set[str] = set()
        for post in ref.posts:
            told |= self.words.marks(post)
        for name in ref.names:
            told |= self._named(name)
            for reading, _ in self.lexicon.acronyms.get(name, ()):
                told |= self._named(reading)
        if told:
            return frozenset(told), True
        names = [m for k in ref.mentions if (m := self.mentions[k]).kind == "name"]
        for m in names:
            told |= self._beside(m)
        if told:
            return frozenset(told), True
        for m in names:
            told |= self._people(m) | self._told_to(m)
        return frozenset(told | self._holders().get(entity, set())), False

    def _named(self, name: str) -> Kinds:
        """Return the kinds that the words of a name tell."""
        words = fold(name).split()
        told: set[str] = set()
        for length in (4, 3, 2, 1):
            if found := self.words.marks(" ".join(words[:length])):
                told |= found
                break
        for word in words:
            told |= self.words.also.get(word, NO_KINDS)
            if not found:
                told |= self.words.words.get(word, NO_KINDS)
        return frozenset(told)

    def note(self, entity: int, noun: str) -> None:
        """Keep that the text called a body by a noun: it will rather do so again."""
        if told := self.words.tells(noun):
            known, sure = self.of(entity)
            if not sure:
                self._known[entity] = (told, True)
            elif known:
                self._known[entity] = (known | told, True)

    def lands(self, entity: int) -> set[str]:
        """Return the folded places that a demonym beside the name of a body tells of it."""
        out: set[str] = set()
        for k in self.referents[entity].mentions:
            m = self.mentions[k]
            if m.kind != "name":
                continue
            for t in (m.start - 1, m.end):
                if 0 <= t < self.tree.n and self.tree.pos[t] in ("ADJ", "NOUN"):
                    place = self.lexicon.demonyms.get(self.tree.low[t])
                    if place is not None:
                        out.add(fold(place))
        return out

    def _beside(self, m: NounMention) -> Kinds:
        """Read the noun right before a name, or a phrase with "un" behind its comma."""
        tree, t = self.tree, m.start - 1
        first = tree.bounds[tree.sentence[m.root]][0]
        if t > first and tree.pos[t] == "ADJ":
            t -= 1
        if t >= first and (found := self._noun_to(t, first)):
            return found
        k = m.end
        if k + 2 >= tree.n or tree.words[k] not in (",", "("):
            return NO_KINDS
        k += 1
        apposed = tree.low[k] in _ARTICLES and tree.dep[k + 1] == "appos"
        return self._noun_from(k + 1) if apposed or tree.low[k] in _ONE else NO_KINDS

    def _noun_to(self, t: int, first: int) -> Kinds:
        """Return the kinds told by the noun, of one or two words, that ends at token `t`."""
        for length in (3, 2, 1):
            begin = t + 1 - length
            if begin >= first:
                entry = self.lexicon.noun(" ".join(self.tree.low[begin : t + 1]))
                if entry is not None and entry.kind == "organization" and entry.number != "p":
                    return self.words.marks(fold(entry.lemma))
        return NO_KINDS

    def _noun_from(self, k: int) -> Kinds:
        for length in (3, 2, 1):
            entry = self.lexicon.noun(" ".join(self.tree.low[k : k + length]))
            if entry is not None and entry.kind == "organization":
                return self.words.marks(fold(entry.lemma))
        return NO_KINDS

    def _people(self, m: NounMention) -> Kinds:
        """Return the kinds told by the noun before "de" and the name."""
        tree, k = self.tree, m.start - 1
        if k >= 0 and tree.low[k] in _ARTICLES:
            k -= 1
        if k < 1 or tree.low[k] not in ("de", "del"):
            return NO_KINDS
        k -= 1
        for begin in (k - 2, k - 1, k):
            if begin >= 0 and (found := self._person(" ".join(tree.low[begin : k + 1]))):
                return found
        return NO_KINDS

    def _told_to(self, m: NounMention) -> Kinds:
        """Return the press where somebody speaks to the body: "dijo a Radio Sur"."""
        v = self.tree.governor(m.root) if self.tree.cases(m.root) == "a" else -1
        speaks = v >= 0 and self.tree.lemma[v] in self.lexicon.speech_verbs
        return _PRESS if speaks else NO_KINDS

    def _person(self, low: str) -> Kinds:
        entry = self.lexicon.noun(low)
        lemma = fold(entry.lemma) if entry else fold(low)
        return self.words.people.get(lemma, NO_KINDS) or self.words.people.get(
            lemma.removesuffix("s"), NO_KINDS
        )

    def _holders(self) -> dict[int, set[str]]:
        """Return the kinds that the posts of the text tell of the bodies they are held in."""
        if self._held is None:
            self._held = {}
            for post in self.posts:
                told = self.words.people.get(fold(post.entry.lemma), NO_KINDS)
                for b in post.bodies if told else ():
                    if b >= 0 and self.mentions[b].entity >= 0:
                        self._held.setdefault(self.mentions[b].entity, set()).update(told)
        return self._held
