"""The phrase of a post: its title and the bodies in which it is held.

"secretario de Relaciones Exteriores de México", "gobernador del resguardo La Laguna",
"candidata a la presidencia de Guatemala por el partido Raíz Nueva".
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from graph.language.annotations import NounMention, source_text
from graph.language.lexicon import Lexicon, NounEntry
from graph.language.name_words import ARTICLES
from graph.language.syntax import Tree

_BODY_TYPES = {"occupation": ("Organization",), "generic": ("Organization", "Place")}
_POINTING = frozenset({"este", "esta", "ese", "esa", "dicho", "dicha", "citado", "citada"})
_PREPOSITIONS = frozenset({"de", "del", "en", "ante", "por", "para", "a", "al", "con"})
_ATTRIBUTES = frozenset({"electo", "electa", "adjunto", "adjunta", "encargado", "encargada"})
_NAMED_BODIES = ("Organization", "Place", "Work", "NamedEvent")
_OF_MINISTRIES = ("ministro", "secretario", "titular", "subsecretario", "viceministro")
# How far behind the noun for a body its name may stand.
_DESCRIBED = 8
_NUMBER_WORDS = frozenset({"número", "núm.", "nº", "n.º", "no."})


@dataclass(slots=True)
class Post:
    """One mention of a post.

    ``start``..``end`` are the tokens of the title, ``stop`` the end of the whole phrase;
    ``person`` and ``bodies`` index ``doc._.mentions`` (-1, empty where unknown; ``~token``
    is a body told by a noun). ``before`` is the place in ``doc._.posts`` of the post that this
    one is coordinated with ("fundador y presidente"), whose holder is the same. ``joint`` tells
    that the last two bodies share the post ("titular de Pesca y de Turismo").
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
    before: int = -1
    joint: bool = False


class PostPhrases:
    """Reads the post that begins at a token of one Doc."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.doc, self.lexicon = doc, lexicon
        self.tree: Tree = doc._.tree
        self.mentions: list[NounMention] = doc._.mentions
        self.name_from = {m.start: k for k, m in enumerate(self.mentions) if m.kind == "name"}
        self.covered = {t for m in self.mentions if m.kind == "name" for t in range(m.start, m.end)}

    def past_party(self, k: int) -> int:
        """Return where the name behind a party's begins: "el senador UDI Cristóbal Undurraga"."""
        index = self.name_from.get(k, -1)
        party = self.mentions[index] if index >= 0 else None
        if party is None or party.type != "Organization" or not party.text.isupper():
            return k
        named = self.name_from.get(party.end, -1)
        return party.end if named >= 0 and self.mentions[named].type == "Person" else k

    def at(self, i: int) -> Post | None:
        """Return the post whose noun is token `i`, None where there is none."""
        tree, lex = self.tree, self.lexicon
        limit = tree.bounds[tree.sentence[i]][1]
        entry, length = self._entry(i, limit)
        if (
            entry is None
            or entry.kind not in ("position", "generic", "occupation", "counterpart")
            and entry.lemma not in lex.players
            or tree.pos[i] in ("AUX", "ADV")
            or tree.pos[i] == "VERB"
            and not (i + 1 < limit and tree.low[i + 1] in ("de", "del", "por"))
        ):
            return None
        end = self._title_end(i, i + length, limit)
        # "primer ministro" hangs on its noun, not on the adjective before it.
        within = tree.pos[i] == "ADJ" and i < tree.head[i] < i + length
        noun = tree.head[i] if within else i
        post = Post(i, end, end, noun, source_text(self.doc, i, end), entry)
        if i and tree.low[i - 1] == "ex":
            post.title = source_text(self.doc, i - 1, end)
        self._read_bodies(post, limit)
        allowed = _BODY_TYPES.get(entry.kind)
        if allowed and not any(
            (b >= 0 and self.mentions[b].type in allowed)
            or (b < 0 and entry.kind == "generic" and lex.noun(tree.low[~b]) is not None)
            for b in post.bodies
        ):
            # A trade becomes a post only in a body: "contador de la Cooperativa".
            post.bodies, post.gentilic = (), -1
        return post

    def _entry(self, i: int, limit: int) -> tuple[NounEntry | None, int]:
        lex, low = self.lexicon, self.tree.low
        for k in (3, 2) if lex.opens_longer_noun(low[i]) else ():
            if i + k > limit or not self.covered.isdisjoint(range(i, i + k)):
                continue
            longer = lex.noun(" ".join(low[i : i + k]))
            if longer is not None and longer.kind == "position":
                return longer, k
        return lex.noun(low[i]), 1

    # the title

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
                k = self._past_articles(j + 1, limit)
                if self._is_government(j, k):
                    break
                if k < limit and k not in self.covered and self._is_portfolio(k):
                    j = self._portfolio_end(k, limit)
                    continue
            break
        return j

    def _is_government(self, j: int, k: int) -> bool:
        """Whether "del Gobierno" names the body; "secretaria de Gobierno" has a portfolio."""
        low = self.tree.low
        return low[j] == "del" and k == j + 1 and low[k : k + 1] == ["gobierno"]

    def _is_participle(self, j: int) -> bool:
        return self.tree.morph[j].get("VerbForm") == "Part" and self.tree.low[j] not in _ATTRIBUTES

    def _is_portfolio(self, k: int) -> bool:
        tree, lex = self.tree, self.lexicon
        if tree.words[k][:1].isupper():
            return tree.words[k] in lex.portfolios
        entry = lex.noun(tree.low[k])
        return (
            tree.pos[k] == "NOUN"
            and (entry is None or entry.kind in ("work",))
            and not tree.low[k].isdigit()
            # "gobernador del resguardo La Laguna": the noun tells what the name is of.
            and k + 1 not in self.name_from
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

    # the bodies

    def _read_bodies(self, post: Post, limit: int) -> None:
        """Find "de México", "del Senado", "mexicano", "por el PAN" after the title."""
        tree, lex = self.tree, self.lexicon
        j = post.end
        while j < limit:
            low = tree.low[j]
            if low in lex.demonyms and j not in self.covered and tree.pos[j] != "VERB":
                post.gentilic = j if post.gentilic < 0 and not post.bodies else post.gentilic
                j += 1
            elif low in lex.affiliations and j not in self.covered:
                j += 1
            elif low in _PREPOSITIONS and j + 1 < limit:
                after = self._complement(post, j, limit)
                if after <= j:
                    break
                j = after
            else:
                break
        post.stop = j

    def _complement(self, post: Post, j: int, limit: int) -> int:
        """Read one "de …" of the post that begins at `j`; return where it ends, -1 for none."""
        prep = self.tree.low[j]
        lemma = post.entry.lemma.split()[0].removeprefix("ex")
        if prep == "por" and lemma not in self.lexicon.candidacies | self.lexicon.seats:
            return -1
        if prep in ("en", "ante", "para") and lemma not in (
            self.lexicon.stationed | self.lexicon.candidacies
        ):
            return -1
        k = self._past_articles(j + 1, limit)
        if prep in ("a", "al", "con"):
            return self._office(post, k, limit) if prep != "con" else -1
        if k in self.name_from:
            return self._name_body(post, prep, self.name_from[k], limit)
        if self._is_apposed(k, limit):
            return self._name_body(post, prep, self.name_from[self._after_noun(k, limit)], limit)
        if prep in ("de", "del", "por") and self._is_body_noun(k):
            named = self._described(k, limit)
            if named >= 0:
                return self._name_body(post, prep, named, limit)
            post.bodies += (~k,)
            return self._after_noun(k, limit)
        return -1

    def _office(self, post: Post, k: int, limit: int) -> int:
        """Read "candidato a (la) gobernador(a) de X": the office gives way to what it is of."""
        tree, lex = self.tree, self.lexicon
        if post.entry.lemma.split()[0] not in lex.candidacies or k >= limit:
            return -1
        if k in self.name_from:
            m = self.mentions[self.name_from[k]]
            if m.type not in ("Organization", "Place"):
                return -1
            post.bodies += (self.name_from[k],)
            return m.end
        entry = lex.noun(tree.low[k])
        if entry is None or entry.kind not in ("position", "organization", "place", "generic"):
            if tree.low[k] not in lex.offices:
                return -1
        return self._after_noun(k, limit)

    def _name_body(self, post: Post, prep: str, index: int, limit: int) -> int:
        m = self.mentions[index]
        tree = self.tree
        if m.type not in _NAMED_BODIES or (
            prep not in ("de", "del", "por")
            and post.bodies
            and (prep == "en" or not self._is_candidacy(post))
            # "el líder de la oposición en el Senado"
            and not (prep == "en" and m.type == "Organization" and max(post.bodies) < 0)
        ):
            return m.end if prep in ("en", "ante", "por", "para") and m.type != "Person" else -1
        if not post.bodies and self._is_department(post, m):
            post.title = source_text(self.doc, post.start, m.end)
        # "la directora para las Américas de AI" holds no post in the Americas.
        region = prep == "para" and (m.type == "Place" or tree.low[m.end : m.end + 1] == ["de"])
        if not self._is_portfolio_name(post, m) and not region:
            post.bodies += (index,)
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
        if prep in ("de", "del") and post.bodies[-1:] == (index,):
            j = self._second_body(post, m, j, limit)
        return self._past_brackets(self._past_number(j, limit), limit)

    def _second_body(self, post: Post, m: NounMention, j: int, limit: int) -> int:
        """Read on in "titular de A y de B", "fotógrafo de la agencia A y B,"; return the end."""
        tree = self.tree
        if post.entry.number == "p" or m.type != "Organization" or tree.low[j : j + 1] != ["y"]:
            return j
        again = tree.low[j + 1 : j + 2] in (["de"], ["del"])
        k = self._past_articles(j + 1 + again, limit)
        other = self.mentions[self.name_from[k]] if k in self.name_from else None
        if other is None or other.type != m.type:
            return j
        # "el director de A y B se reunieron" are two.
        apposed = post.start > 0 and tree.words[post.start - 1] == ","
        closed = other.end >= limit or tree.words[other.end] in (",", ".", ")", ";")
        if not again and not (apposed and closed):
            return j
        post.bodies += (self.name_from[k],)
        post.joint = True
        return other.end

    def _is_candidacy(self, post: Post) -> bool:
        return post.entry.lemma.split()[0] in self.lexicon.candidacies

    def _is_department(self, post: Post, m: NounMention) -> bool:
        """Whether a body's one-word name belongs to the title too: "secretario de Hacienda"."""
        return (
            m.type == "Organization"
            and m.end - m.start == 1
            and self.tree.low[post.noun] in self.lexicon.portfolio_posts
        )

    def _is_portfolio_name(self, post: Post, m: NounMention) -> bool:
        """Whether a name is only what a post is about: "el edil de Fiestas", "jueza de Garantías".

        "Hacienda" and "Interior" go for the ministry where its head is told.
        """
        words = [w for w in self.tree.words[m.start : m.end] if w[:1].isupper()]
        if not all(w in self.lexicon.portfolios for w in words):
            return False
        if post.gentilic >= 0:  # "ministra francesa de Igualdad": the country is told.
            return self.tree.low[m.start - 1] in ("de", "del")
        lemma = post.entry.lemma.split()[0].removeprefix("ex")
        return (
            m.type in ("Organization", "NamedEvent")
            and self.tree.low[m.start - 1] == "de"
            and lemma not in _OF_MINISTRIES
        )

    def _is_body_noun(self, k: int) -> bool:
        if k >= self.tree.n or k in self.covered:
            return False
        entry = self.lexicon.noun(self.tree.low[k])
        return entry is not None and entry.kind in ("organization", "place", "group")

    def _is_apposed(self, k: int, limit: int) -> bool:
        """Whether a noun for a body bears its name: "del partido Morena", "del resguardo X"."""
        if k >= limit or k in self.covered or self.tree.pos[k] not in ("NOUN", "PROPN", "ADJ"):
            return False
        at = self._after_noun(k, limit)
        if at not in self.name_from:
            return False
        m = self.mentions[self.name_from[at]]
        entry = self.lexicon.noun(self.tree.low[k])
        known = entry is not None and entry.kind in ("organization", "place", "group", "work")
        return m.type in _NAMED_BODIES and (known or entry is None and at == k + 1)

    def _described(self, k: int, limit: int) -> int:
        """Return the name of "la empresa de análisis de datos Datum": told behind what it does."""
        tree = self.tree
        for j in range(k + 2, min(k + _DESCRIBED, limit)):
            if j in self.name_from:
                before = tree.pos[j - 1] in ("NOUN", "ADJ") and j - 1 != k
                named = before and self.mentions[self.name_from[j]].type == "Organization"
                return self.name_from[j] if named else -1
            if tree.pos[j] not in ("NOUN", "ADJ") and tree.low[j] not in ("de", "y", "e"):
                return -1
        return -1

    def _after_noun(self, k: int, limit: int) -> int:
        """Return where the noun for a body at `k` ends, with its adjectives."""
        tree = self.tree
        j = k + 1
        while j < limit and j not in self.covered and tree.pos[j] == "ADJ":
            j += 1
        return j

    def _past_articles(self, k: int, limit: int) -> int:
        while (
            k < limit
            and k not in self.name_from
            and (self.tree.low[k] in ARTICLES or self.tree.low[k] in _POINTING)
        ):
            k += 1
        return k

    def _past_number(self, j: int, limit: int) -> int:
        """Skip "número 9" after a court's or a school's name."""
        tree = self.tree
        if j + 1 < limit and tree.low[j] in _NUMBER_WORDS and j not in self.covered:
            j += 2
        elif j < limit and tree.low[j].isdigit() and j not in self.covered:
            j += 1
        return j

    def _past_brackets(self, j: int, limit: int) -> int:
        """Skip a short form in brackets: "Consejo Nacional Electoral (CNE)"."""
        tree = self.tree
        if j + 2 < limit and tree.words[j] == "(" and tree.words[j + 2] == ")":
            return j + 3
        return j
