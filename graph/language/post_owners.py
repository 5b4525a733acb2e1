"""The body of a post that does not name it: "su titular", "cuya directora", "el rector"."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from graph.identity import fold
from graph.language.annotations import Referent
from graph.language.bare_tree import WHOSE
from graph.language.posts import Post
from graph.language.structure_records import StructureRecords

_POSSESSIVES = ("su", "sus")
_TENURES = ("electo", "electa", "interino", "interina", "constitucional", "actual")
_COUNTRY = frozenset({"pais"})
# "Chile se disculpó con Perú por boca de su canciller": who speaks so is the subject.
_MOUTHS = ("boca", "voz", "conducto", "intermedio", "medio")
# A place behind these is where somebody is or goes, not whose minister he praises.
_WHERE = ("en", "desde", "a", "hacia", "hasta", "por")
# How many sentences before the post its body or its place may have been named last.
_WINDOW = 2
_PLACE_WINDOW = 1
# How many sentences before a quotation name the body whose head is quoted.
_TOPIC_WINDOW = 2


class PostOwners(StructureRecords):
    """Finds the body that a possessive, or only the text around, gives to a post."""

    def owner(self, post: Post) -> int:
        """Return the body that "su" or "cuya" before a post stands for, -1 for none."""
        at = self._possessive(post)
        lemma = post.entry.lemma
        if at < 0 or post.entry.kind not in ("position", "generic"):
            return -1
        if {lemma, lemma.split()[0], fold(post.title)} & self.lexicon.personal_posts:
            return -1
        if self.tree.low[at] in WHOSE:
            return self._before_comma(at)
        body = self._possessor(post, at)
        if body < 0:
            body = self._meant(post, at)
        return body if body >= 0 else self._spoken_of(post, at)

    def has_owner(self, post: Post) -> bool:
        """Whether a possessive stands before the post."""
        return self._possessive(post) >= 0

    def _possessive(self, post: Post) -> int:
        """Return the possessive of the post, past adjectives ("su flamante director"), else -1."""
        tree = self.tree
        for k in range(post.start - 1, max(post.start - 4, -1), -1):
            if tree.low[k] in _POSSESSIVES or tree.low[k] in WHOSE:
                return k
            if tree.pos[k] not in ("ADJ", "ADV", "NUM") and tree.low[k] != "ex":
                # "su primo y jefe", "su perdón al gobernador": another noun is his.
                return -1
        return -1

    def _before_comma(self, at: int) -> int:
        """Read "la Municipalidad de Lima (MML), cuya gerente": the name that ends at the comma."""
        tree = self.tree
        k = at - 1
        while k >= 0 and tree.words[k] in (",", ")", "(", '"', "de", "a", "en", "con"):
            k -= 1
        for m in reversed(self.mentions):
            if m.kind == "name" and m.start <= k < m.end and m.entity >= 0:
                if m.type in ("Organization", "Place", "NamedEvent", "Work"):
                    return m.entity
        return -1

    def _possessor(self, post: Post, at: int) -> int:
        """Return the last body named before in the sentence, else the one of the sentence before.

        After what is quoted or told ("…, anunció su presidente, X") it is the first one.
        """
        here = self.tree.sentence[at]
        begin = self.tree.bounds[here][0]
        found = self._named_between(post, begin, at)
        if found:
            spoken = (
                self._is_told_by(at)
                or self.tree.low[at - 1] == "de"
                and (self.tree.low[at - 2] in _MOUTHS)
            )
            return found[0] if spoken else found[-1]
        if here and at - begin <= 1:
            before = list(dict.fromkeys(self._named_between(post, *self.tree.bounds[here - 1])))
            return before[0] if len(before) == 1 else -1
        return -1

    def _meant(self, post: Post, at: int) -> int:
        """Return the body that the possessive was found to stand for."""
        index = self.at_root.get(at, -1)
        entity = self.mentions[index].entity if index >= 0 else -1
        if entity < 0 or self.referents[entity].type != self._wanted(post):
            return -1
        begins = [m.start for m in self.mentions if m.entity == entity and m.start < at]
        return -1 if begins and self._is_where(post, max(begins)) else entity

    def _spoken_of(self, post: Post, at: int) -> int:
        """Read "…", comentó su presidente, X": the body that the sentences before begin with."""
        here = self.tree.sentence[at]
        if not self._is_told_by(at):
            return -1
        for k in range(here - 1, max(here - 1 - _TOPIC_WINDOW, -1), -1):
            found = self._named_between(post, *self.tree.bounds[k])
            if found:
                return found[0]
        return -1

    def _wanted(self, post: Post) -> str:
        return "Place" if self._is_of_place(post) else "Organization"

    def _is_told_by(self, at: int) -> bool:
        """Whether a verb of saying stands right before: "anunció su presidente"."""
        v = at - 1
        return v > 0 and self.tree.is_verb(v) and self.tree.lemma[v] in self.lexicon.speech_verbs

    def _named_between(self, post: Post, start: int, end: int) -> list[int]:
        """Return the named bodies that fit the post, as the text has them."""
        wanted = self._wanted(post)
        tokens = sorted(
            (m.start, m.entity)
            for m in self.mentions
            if m.kind == "name" and m.entity >= 0 and start <= m.start < end
        )
        return [
            e
            for start, e in tokens
            if self.referents[e].type == wanted
            and not (wanted == "Place" and self._is_where(post, start))
        ]

    def _is_where(self, post: Post, start: int) -> bool:
        """Whether a place is only where a person acts: "en Lima felicitó a su ministra"."""
        tree = self.tree
        if start < 1 or tree.low[start - 1] not in _WHERE:
            return False
        return any(
            k in self.at_root and self.mentions[self.at_root[k]].type == "Person"
            for k in self.doc._.arguments.subject_of(tree.governor(post.noun))
        )

    def _is_of_place(self, post: Post) -> bool:
        held = self.lexicon.held_in(post.entry.lemma)
        return held is not None and bool(held.places)

    # posts without any body

    def implied(self, post: Post) -> int:
        """Return the body in which such a post is held, if the text has named one, else -1."""
        held = self.lexicon.held_in(post.entry.lemma)
        if self._is_of_country(post):
            return self._country(post)
        if held is None or held.places == _COUNTRY:
            return -1
        best: tuple[int, int] = (-1, -1)
        here = self.tree.sentence[post.noun]
        for m in self.mentions:
            if m.kind != "name" or m.entity < 0 or m.start >= post.start:
                continue
            ref = self.referents[m.entity]
            window = here if held.far else _WINDOW if ref.type != "Place" else _PLACE_WINDOW
            if here - self.tree.sentence[m.start] > window:
                continue
            names = [ref.label, *ref.names]
            if ref.type == "Organization":
                fits = bool({fold(n).split()[0] for n in names if n} & held.heads)
            else:
                fits = ref.type == "Place" and bool(self.lexicon.kinds_of(ref.label) & held.places)
            if fits:
                best = max(best, (m.start, m.entity))
        return best[1]

    def _is_of_country(self, post: Post) -> bool:
        """Whether a post is a country's: "el presidente X", "la ministra de Minas, X".

        Of "el ministro X" only the title would tell whose minister he is.
        """
        words = self.tree.words[post.start : post.end]
        behind = self.tree.low[post.stop : post.stop + 1]
        if post.link == "series" or post.entry.number == "p" or behind in (["de"], ["del"]):
            return False
        if post.entry.lemma.split()[0] in self.lexicon.cabinet:
            follows = self.tree.words[post.stop : post.stop + 1] == [","]
            return follows and len(words) > 1 and words[-1][:1].isupper()
        more = [w.lower() for w in words[len(post.entry.lemma.split()) :]]
        alone = post.link == "title before name" and all(word in _TENURES for word in more)
        return post.entry.lemma in self.lexicon.heads_of_state and alone

    def _country(self, post: Post) -> int:
        """Return the country that the text tells of, -1 where two are as likely.

        It is named again, and twice as often as any other; for a minister, it may be named once
        where it is the only one and stands in the same sentence.
        """
        (first, often), (_, next_often) = self._countries[:2]
        if often >= 2 and often >= 2 * next_often:
            return first
        here = self.tree.bounds[self.tree.sentence[post.noun]]
        minister = post.entry.lemma.split()[0] in self.lexicon.cabinet
        alone = minister and not next_often and first in self._named_in_places(*here)
        return first if alone else -1

    def _named_in_places(self, start: int, end: int) -> set[int]:
        return {m.entity for m in self.mentions if m.kind == "name" and start <= m.start < end}

    @cached_property
    def _countries(self) -> list[tuple[int, int]]:
        """The countries of the text and how often each is mentioned, the most frequent first."""
        count = Counter(
            m.entity
            for m in self.mentions
            if m.entity >= 0 and self._is_country(self.referents[m.entity])
        )
        return [*count.most_common(2), (-1, 0), (-1, 0)]

    def _is_country(self, ref: Referent) -> bool:
        return ref.type == "Place" and ref.named and "pais" in self.lexicon.kinds_of(ref.label)
