"""What each word of a Doc tells of names: capitals, openings, listed names, portfolios."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from graph.language.lexicon import Lexicon
from graph.language.syntax import Tree
from graph.model import EntityType

ARTICLES = frozenset({"el", "la", "los", "las", "lo"})
JOINERS = frozenset(
    {
        "de",
        "del",
        "von",
        "van",
        "da",
        "das",
        "dos",
        "di",
        "do",
        "du",
        "bin",
        "al",
        "ibn",
        "della",
        "der",
        "den",
        "ter",
        "le",
    }
)
OPENERS = frozenset({'"', "'", "(", "¿", "¡", ":", "-", "—", "...", "…", ";", "[", "•", "*"})


# An amount of money: "USD5000".
_SUM = re.compile(r"[A-Z]{2,3}\$?\d{3,}")


def _is_capital(word: str) -> bool:
    """Whether a word is written like a name: "Lima", "4T", "d'Esquadra"."""
    if _SUM.fullmatch(word) or word[-1:] in ("$", "/", "€"):
        return False
    if word[:2].lower() in ("d'", "l'"):
        return word[2:3].isupper()
    return word[:1].isupper() or (word[:1].isdigit() and word[-1:].isupper())


class NameWords:
    """The words of one Doc, as the finder of names sees them."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.doc, self.lexicon = doc, lexicon
        self.tree: Tree = doc._.tree
        tree = self.tree
        self.cap = [_is_capital(w) for w in tree.words]
        self._known: dict[int, tuple[int, EntityType] | None] = {}
        self.ner: dict[int, tuple[int, int, str]] = {}
        for ent in doc.ents:
            for i in range(ent.start, ent.end):
                self.ner[i] = (ent.start, ent.end, ent.label_)
        self.shouted = [self._is_shouted(a, b) for a, b in tree.bounds]
        self.portfolio = self._portfolios()
        self.plain_words = {tree.low[i] for i in range(tree.n) if not self.cap[i]}
        self.capital_inside = {
            tree.low[i]
            for i in range(tree.n)
            if self.cap[i] and not self.is_initial(i) and not self._is_inner(i)
        }

    def _is_shouted(self, start: int, end: int) -> bool:
        words = [w for w in self.tree.words[start:end] if len(w) > 1 and w.isalpha()]
        return len(words) > 3 and sum(w.isupper() for w in words) > 0.6 * len(words)

    def is_initial(self, i: int) -> bool:
        """Whether `i` is capitalised perhaps only for its place in the sentence."""
        start = self.tree.bounds[self.tree.sentence[i]][0]
        return i == start or self.tree.words[i - 1] in OPENERS

    def known_at(self, i: int) -> tuple[int, EntityType] | None:
        """Return end and type of the longest listed name of several words at `i`."""
        if i not in self._known:
            self._known[i] = self._longest_at(i)
        return self._known[i]

    def _longest_at(self, i: int) -> tuple[int, EntityType] | None:
        tree, lex = self.tree, self.lexicon
        known, limit = lex.known_names, tree.bounds[tree.sentence[i]][1]
        for j in range(min(i + lex.longest, limit), i + 1, -1):
            kind = known.get(" ".join(tree.low[i:j])) if self.cap[j - 1] else None
            if kind is None:
                continue
            # "La Unión Africana": an article that opens the sentence is no part of "La Unión".
            opening = tree.low[i] in ARTICLES and self.is_initial(i) and j < tree.n and self.cap[j]
            if not opening:
                return j, kind
        return None

    def _portfolios(self) -> set[int]:
        """Return the capitalised words that belong to a post's title ("secretario de Estado")."""
        tree, lex = self.tree, self.lexicon
        out: set[int] = set()
        for i in range(tree.n - 2):
            bare = tree.low[i] in lex.bare_portfolio_posts
            if not bare and tree.low[i] not in lex.portfolio_posts:
                continue
            k = i + 1
            if tree.low[k] in lex.demonyms:
                k += 1  # "la ministra francesa de Cultura"
            if tree.low[k] not in ("de", "del"):
                continue
            k += 1
            while k < tree.n and tree.low[k] in ARTICLES and not bare:
                k += 1
            if k >= tree.n or tree.words[k] not in lex.portfolios:
                continue
            if bare and k + 1 < tree.n and tree.low[k + 1] in lex.known_names and self.cap[k + 1]:
                continue  # "el director de Emergencias Galicia"
            out.add(k)
            k += 1
            while k < tree.n:
                if (
                    self.cap[k]
                    and tree.low[k] not in lex.known_names
                    and tree.low[k] not in lex.given
                ):
                    out.add(k)
                elif not (
                    tree.low[k] in ("y", "e", "de", "del", *ARTICLES) and self._portfolio_goes_on(k)
                ):
                    break
                k += 1
        return out

    def _portfolio_goes_on(self, k: int) -> bool:
        """Whether the portfolio goes on after "y" or "de": with another listed word."""
        tree = self.tree
        while k < tree.n and tree.low[k] in ("y", "e", "de", "del", *ARTICLES):
            k += 1
        return k < tree.n and self.cap[k] and tree.words[k] in self.lexicon.portfolios

    def _is_inner(self, i: int) -> bool:
        """Whether token `i` stands inside a longer name ("Servicio a Personas Adultas")."""
        k = i - 1
        while k > 0 and self.tree.low[k] in (*JOINERS, *ARTICLES, "a", "y", "e"):
            k -= 1
        return self.cap[k] and (k == i - 1 or self.lexicon.head_type(self.tree.low[k]) is not None)

    def after_holder(self, i: int) -> bool:
        """Whether "<post or trade> de (la)" stands before token `i`: "el alcalde de Quito"."""
        tree, k = self.tree, i - 1
        while k >= 0 and tree.low[k] in ARTICLES:
            k -= 1
        return (
            k > 0 and tree.low[k] in ("de", "del") and tree.low[k - 1] in self.lexicon.person_nouns
        )

    def closing_quote(self, i: int, limit: int, reach: int) -> int:
        """Return where the quotation mark at `i` is closed, within `reach` tokens, else -1."""
        words = self.tree.words
        for close in range(i + 2, min(i + reach, limit)):
            if words[close] == words[i]:
                return close
        return -1
