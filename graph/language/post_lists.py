"""Posts of several persons: "los presidentes de A, X, y de B, Y", "los diputados X, Y y Z"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from graph.language.annotations import NounMention
from graph.language.lexicon import Lexicon
from graph.language.name_words import ARTICLES
from graph.language.posts import Post
from graph.language.syntax import Tree


class PostLists:
    """Reads the lists of names before and behind the posts of one Doc."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.doc, self.lexicon = doc, lexicon
        self.tree: Tree = doc._.tree
        self.mentions: list[NounMention] = doc._.mentions
        self.name_from = {m.start: k for k, m in enumerate(self.mentions) if m.kind == "name"}
        self.name_to = {m.end: k for k, m in enumerate(self.mentions) if m.kind == "name"}

    def person_to(self, k: int) -> int:
        """Return the name of a person that ends right before token `k`, else -1."""
        index = self.name_to.get(k, -1)
        return index if index >= 0 and self.mentions[index].type == "Person" else -1

    def series(self, post: Post) -> list[Post]:
        """Read on in "los presidentes de A, X; B, Y, y de C, Z": the post is told once.

        The persons are coordinated in the tree, which the parser seldom sees.
        """
        tree = self.tree
        if (
            post.person < 0
            or not post.bodies
            or post.bodies[0] < 0
            or post.link != "title before name"
        ):
            return []
        first = self.mentions[post.person]
        limit = tree.bounds[tree.sentence[post.noun]][1]
        out: list[Post] = []
        j = first.end
        while j < limit and tree.words[j] in (";", ",", "y", "e", "de", "del", "en", *ARTICLES):
            place = self._next_name(j, limit)
            m = self.mentions[place] if place >= 0 else None
            if (
                m is None
                or m.type not in ("Place", "Organization")
                or m.end >= limit
                or tree.words[m.end] != ","
            ):
                break
            index = self.name_from.get(m.end + 1, -1)
            if index < 0 or self.mentions[index].type != "Person":
                break
            person = self.mentions[index]
            out.append(
                Post(
                    post.start,
                    post.end,
                    post.stop,
                    post.noun,
                    post.title,
                    post.entry,
                    index,
                    (place,),
                    -1,
                    "series",
                )
            )
            tree.attach(person.root, first.root, "conj")
            j = person.end
        if out:
            tree.attach(first.root, post.noun, "appos")
        return out

    def several(self, post: Post) -> list[Post]:
        """Read "los diputados A, B y C" and "A y B, exdirectivos de C": each holds the post."""
        if post.entry.number != "p" or post.person < 0:
            return []
        persons = (
            self._names_after(post.person)
            if post.link == "title before name"
            else self._names_before(post.person)
        )
        last = max((self.mentions[p].end for p in [post.person, *persons]), default=0)
        if not post.bodies and post.link == "title before name":
            post.bodies = self._body_behind(last)
        return [replace(post, person=person, link="series") for person in persons]

    def _body_behind(self, j: int) -> tuple[int, ...]:
        """Read ", del PAN" behind the last name of a list."""
        tree = self.tree
        if j + 2 >= tree.n or tree.words[j] != "," or tree.low[j + 1] not in ("de", "del"):
            return ()
        k = j + 2
        while k < tree.n and tree.low[k] in ARTICLES and k not in self.name_from:
            k += 1
        index = self.name_from.get(k, -1)
        return (index,) if index >= 0 and self.mentions[index].type == "Organization" else ()

    def _names_after(self, index: int) -> list[int]:
        out: list[int] = []
        j = self._past_tail(self.mentions[index].end)
        while j + 1 < self.tree.n and self.tree.low[j] in (",", "y", "e"):
            if self.tree.words[j] == "," and self.tree.low[j + 1] in ("y", "e"):
                j += 1
            following = self.name_from.get(j + 1, -1)
            if following < 0 or self.mentions[following].type != "Person":
                break
            out.append(following)
            if self.tree.low[j] != ",":
                return out
            j = self._past_tail(self.mentions[following].end)
        # Names behind commas alone may begin another clause.
        return []

    def _past_tail(self, j: int) -> int:
        """Skip what tells more of a name in a list: "los obispos X, de Talca, y Z, de Osorno"."""
        tree = self.tree
        k = j + (tree.words[j : j + 1] == [","])
        name = self.name_from.get(k + 1, -1) if tree.low[k : k + 1] in (["de"], ["del"]) else -1
        if name < 0 or self.mentions[name].type == "Person":
            return j
        return self.mentions[name].end

    def _names_before(self, index: int) -> list[int]:
        out: list[int] = []
        j = self.mentions[index].start - 1
        while j > 0 and self.tree.low[j] in ("y", "e", ","):
            before = self.person_to(j)
            if before < 0:
                break
            out.append(before)
            j = self.mentions[before].start - 1
        return out

    def _next_name(self, j: int, limit: int) -> int:
        while (
            j < limit
            and j not in self.name_from
            and self.tree.low[j] in (";", ",", "y", "e", "de", "del", "en", *ARTICLES)
        ):
            j += 1
        return self.name_from.get(j, -1)
