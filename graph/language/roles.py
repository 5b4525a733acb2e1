"""Posts and who holds them: "el canciller mexicano, Juan Ramón de la Fuente".

A post is a noun of the lexicon with what belongs to its title ("secretario de Relaciones
Exteriores") and the body or place in which it is held ("de México", "mexicano").
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from graph.language.annotations import NounMention, source_text
from graph.language.lexicon import Lexicon, NounEntry, load_lexicon
from graph.language.name_words import ARTICLES
from graph.language.syntax import Tree

_DETERMINERS = ARTICLES | {
    "un",
    "una",
    "su",
    "sus",
    "este",
    "esta",
    "ese",
    "esa",
    "dicho",
    "dicha",
    "nuestro",
    "nuestra",
    "al",
    "del",
    "unos",
    "unas",
}
_BODY_TYPES = {"occupation": ("Organization",), "generic": ("Organization", "Place")}
_FORMER = frozenset({"ex", "entonces", "otrora", "antiguo", "antigua"})
_BETWEEN = frozenset(
    {
        "hoy",
        "entonces",
        "actual",
        "también",
        "ahora",
        "nuevo",
        "nueva",
        "quien",
        "otrora",
        "antes",
        "ex",
        "flamante",
        "todavía",
        "aún",
        "hasta",
    }
)


@dataclass(slots=True)
class Post:
    """One mention of a post.

    ``start``..``end`` are the tokens of the title, ``stop`` the end of the whole phrase;
    ``person`` and ``bodies`` index ``doc._.mentions`` (-1, empty where unknown).
    """

    start: int
    end: int
    stop: int
    noun: int
    title: str
    entry: NounEntry
    person: int = -1
    bodies: tuple[int, ...] = ()
    gentilic: int = -1
    link: str = ""


class PostFinder:
    """Finds the posts of one Doc and the names that hold them."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.doc, self.lexicon = doc, lexicon
        self.tree: Tree = doc._.tree
        self.mentions: list[NounMention] = doc._.mentions
        self.name_from = {m.start: k for k, m in enumerate(self.mentions) if m.kind == "name"}
        self.name_to = {m.end: k for k, m in enumerate(self.mentions) if m.kind == "name"}
        self.covered = {t for m in self.mentions if m.kind == "name" for t in range(m.start, m.end)}

    def find(self) -> list[Post]:
        """Return the posts from left to right."""
        out: list[Post] = []
        i = 0
        while i < self.tree.n:
            post = self._post_at(i) if i not in self.covered else None
            if post is None:
                i += 1
                continue
            self._link_person(post)
            out.append(post)
            out += self._series(post)
            i = max(post.end, i + 1)
        return out

    def _post_at(self, i: int) -> Post | None:
        tree, lex = self.tree, self.lexicon
        entry = lex.noun(tree.low[i])
        length = 1
        limit = tree.bounds[tree.sentence[i]][1]
        for k in (3, 2):
            if i + k > limit or self.covered & set(range(i, i + k)):
                continue
            longer = lex.noun(" ".join(tree.low[i : i + k]))
            if longer is not None and longer.kind == "position":
                entry, length = longer, k
                break
        if (
            entry is None
            or entry.kind not in ("position", "generic", "occupation")
            or tree.pos[i] in ("VERB", "AUX", "ADV")
        ):
            return None
        end = self._title_end(i, i + length, limit)
        post = Post(i, end, end, i, source_text(self.doc, i, end), entry)
        if i and tree.low[i - 1] in _FORMER and tree.low[i - 1] == "ex":
            post.title = source_text(self.doc, i - 1, end)
        self._bodies(post, limit)
        if entry.kind in ("occupation", "generic") and not any(
            b >= 0 and self.mentions[b].type in _BODY_TYPES[entry.kind] for b in post.bodies
        ):
            # A trade becomes a post only in a body: "contador de la Cooperativa".
            post.bodies, post.gentilic = (), -1
        return post

    def _title_end(self, i: int, j: int, limit: int) -> int:
        """Return where the title ends: adjectives and the portfolio belong to it."""
        tree, lex = self.tree, self.lexicon
        while j < limit and j not in self.covered:
            if (
                tree.pos[j] == "ADJ"
                and tree.low[j] not in lex.demonyms
                and tree.low[j].isalpha()
                and not self._is_participle(j)
            ):
                j += 1
                continue
            if tree.low[j] in ("de", "del") and j + 1 < limit:
                k = j + 1
                while k < limit and tree.low[k] in ARTICLES:
                    k += 1
                if k < limit and k not in self.covered and self._is_portfolio(k):
                    j = self._portfolio_end(k, limit)
                    continue
            break
        return j

    def _is_participle(self, j: int) -> bool:
        return self.tree.morph[j].get("VerbForm") == "Part" and self.tree.low[j] not in (
            "electo",
            "electa",
            "adjunto",
            "adjunta",
            "encargado",
            "encargada",
        )

    def _is_portfolio(self, k: int) -> bool:
        tree, lex = self.tree, self.lexicon
        if tree.words[k][:1].isupper():
            return tree.words[k] in lex.portfolios
        entry = lex.noun(tree.low[k])
        return (
            tree.pos[k] == "NOUN"
            and (entry is None or entry.kind in ("work",))
            and not tree.low[k].isdigit()
        )

    def _portfolio_end(self, k: int, limit: int) -> int:
        tree = self.tree
        j = k + 1
        while j < limit and j not in self.covered:
            if (
                tree.words[j][:1].isupper()
                or (tree.pos[j] == "ADJ" and tree.low[j] not in self.lexicon.demonyms)
                or (
                    tree.low[j] in ("y", "e", "de", "del", *ARTICLES)
                    and j + 1 < limit
                    and self._goes_on(j, limit)
                )
            ):
                j += 1
            else:
                break
        return j

    def _goes_on(self, j: int, limit: int) -> bool:
        """Whether the portfolio goes on after "y" or "de la": "Ciencia y Tecnología"."""
        tree = self.tree
        while j < limit and tree.low[j] in ("y", "e", "de", "del", *ARTICLES):
            j += 1
        return j < limit and j not in self.covered and tree.words[j] in self.lexicon.portfolios

    def _bodies(self, post: Post, limit: int) -> None:
        """Find "de México", "del Senado", "mexicano" after the title."""
        tree, lex = self.tree, self.lexicon
        j = post.end
        while j < limit:
            if tree.low[j] in lex.demonyms and j not in self.covered and tree.pos[j] != "VERB":
                post.gentilic = j
                j += 1
            elif tree.low[j] in ("de", "del", "en", "ante", "por", "para") and j + 1 < limit:
                k = j + 1
                while k < limit and k not in self.name_from and tree.low[k] in ARTICLES:
                    k += 1
                if k not in self.name_from:
                    # "candidato por la coalición …" as well as "de la coalición"
                    if tree.low[j] not in ("de", "del", "por") or not self._is_body_noun(k):
                        break
                    post.bodies += (~k,)
                    j = k + 1
                    while j < limit and tree.pos[j] == "ADJ" and j not in self.covered:
                        j += 1
                    continue
                m = self.mentions[self.name_from[k]]
                if m.type in ("Organization", "Place", "Work", "NamedEvent") and (
                    tree.low[j] in ("de", "del") or (tree.low[j] != "por" and not post.bodies)
                ):
                    if not post.bodies and self._is_department(post, m):
                        post.title = source_text(self.doc, post.start, m.end)
                    post.bodies += (self.name_from[k],)
                elif m.type == "Person" or tree.low[j] not in ("en", "ante", "por", "para"):
                    break
                j = m.end
                while (
                    post.entry.number == "p"
                    and j + 1 < limit
                    and tree.low[j] in ("y", ",")
                    and j + 1 in self.name_from
                ):
                    following = self.mentions[self.name_from[j + 1]]
                    if following.type != m.type:
                        break
                    post.bodies += (self.name_from[j + 1],)
                    j = following.end
                if (
                    j < limit
                    and tree.words[j] == "("
                    and j + 2 < limit
                    and tree.words[j + 2] == ")"
                ):
                    j += 3
            else:
                break
        post.stop = j

    def _is_department(self, post: Post, m: NounMention) -> bool:
        """Whether a body's one-word name belongs to the title too: "secretario de Hacienda"."""
        noun = self.tree.low[post.noun]
        return (
            m.type == "Organization"
            and m.end - m.start == 1
            and noun in self.lexicon.portfolio_posts
        )

    def _is_body_noun(self, k: int) -> bool:
        entry = self.lexicon.noun(self.tree.low[k])
        return (
            entry is not None
            and entry.kind in ("organization", "place", "group")
            and k not in self.covered
        )

    def _link_person(self, post: Post) -> None:
        for finder, how in (
            (self._after, "title before name"),
            (self._before, "apposition after name"),
        ):
            person = finder(post)
            if person >= 0:
                post.person, post.link = person, how
                return

    def _series(self, post: Post) -> list[Post]:
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
        while j < limit and tree.words[j] in (";", ",", "y", "e", "de", "del", *ARTICLES):
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

    def _next_name(self, j: int, limit: int) -> int:
        while (
            j < limit
            and j not in self.name_from
            and self.tree.low[j] in (";", ",", "y", "e", "de", "del", *ARTICLES)
        ):
            j += 1
        return self.name_from.get(j, -1)

    def _after(self, post: Post) -> int:
        """Read "el canciller Ebrard", "el canciller de México, Marcelo Ebrard,"."""
        tree = self.tree
        j = post.stop
        limit = tree.bounds[tree.sentence[post.noun]][1]
        for k in (j, j + 1):
            if k == j + 1 and (k >= limit or tree.words[j] not in (",", "(", "-")):
                break
            at = k
            while at < limit and tree.low[at] in self.lexicon.titles_low:
                at += 1
            index = self.name_from.get(at, -1)
            if index < 0 or self.mentions[index].type != "Person":
                continue
            if k > j and tree.words[j] == ",":
                after = self.mentions[index].end
                closed = (
                    after >= limit
                    or tree.words[after] in (",", ".", ")", ";", '"', ":", "(")
                    or tree.dep[self.mentions[index].root] in ("appos", "flat", "nmod")
                )
                if not closed:
                    continue
            return index
        return -1

    def _before(self, post: Post) -> int:
        """Read "Alejo Rincón, gobernador de Michoacán,"."""
        tree = self.tree
        k = post.start - 1
        start = tree.bounds[tree.sentence[post.noun]][0]
        hops = 0
        while (
            k > start
            and hops < 3
            and (
                tree.low[k] in _DETERMINERS | _BETWEEN
                or (tree.pos[k] == "ADJ" and tree.low[k] not in self.lexicon.demonyms)
            )
        ):
            k, hops = k - 1, hops + 1
        if k <= start or tree.words[k] not in (",", "(", "-"):
            return -1
        index = self.name_to.get(k, -1)
        if index < 0 and tree.words[k] == "," and tree.words[k - 1] == ")":
            back = next(
                (o for o in range(k - 2, max(k - 7, start), -1) if tree.words[o] == "("), -1
            )
            index = self.name_to.get(back, -1)
        if index >= 0 and self.mentions[index].type == "Person":
            # "A recibió a B, gobernador de C": the name right before the comma.
            return index
        return -1


@Language.factory(
    "hemero_roles", assigns=["doc._.posts"], requires=["doc._.mentions", "doc._.tree"]
)
def make_roles(nlp: Language, name: str) -> RolesStage:
    """Return the component; it puts the posts on ``doc._.posts``."""
    return RolesStage(load_lexicon(nlp.lang))


class RolesStage:
    """spaCy component: titles and posts."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.posts``."""
        doc._.posts = PostFinder(doc, self.lexicon).find()
        return doc
