"""Of whom a text tells that he was killed, hurt, arrested or tried: "la víctima", "el detenido"."""

from __future__ import annotations

from graph.language.annotations import NounMention
from graph.language.arguments import Arguments
from graph.language.fate_words import Fate
from graph.language.lexicon import Lexicon
from graph.language.syntax import Tree


class Fates:
    """Finds the persons of one Doc whom a fate befell.

    Parameters
    ----------
    tree : Tree
    lexicon : Lexicon
    arguments : Arguments
    mentions : list of NounMention
    at_root : dict of int to int
        Root token to the index of its mention, as far as the text has been read.
    """

    def __init__(
        self,
        tree: Tree,
        lexicon: Lexicon,
        arguments: Arguments,
        mentions: list[NounMention],
        at_root: dict[int, int],
    ) -> None:
        self.tree, self.lexicon, self.arguments = tree, lexicon, arguments
        self.mentions, self.at_root = mentions, at_root
        self._read = 0
        self._places: list[list[int]] = [[] for _ in lexicon.fates]

    def befell(self, lemma: str, before: int, other: bool = False) -> frozenset[int]:
        """Return the referents of whom the text told, before a token, what a noun says.

        ``other`` gives those of whom it told something else: a victim is no suspect.
        """
        for i in range(self._read, before):
            for n, fate in enumerate(self.lexicon.fates):
                self._places[n] += self._at(i, fate)
        self._read = max(self._read, before)
        return frozenset(
            self.mentions[k].entity
            for n, fate in enumerate(self.lexicon.fates)
            if (lemma in fate.called) != other
            for t in self._places[n]
            for c in self.tree.conjuncts(t)
            if (k := self.at_root.get(c, -1)) >= 0 and self.mentions[k].entity >= 0
        )

    def speaks_of(self, lemma: str) -> bool:
        """Whether a noun says that something befell somebody."""
        return any(lemma in fate.called for fate in self.lexicon.fates)

    def _at(self, i: int, fate: Fate) -> list[int]:
        """Return the tokens of those whom the word at `i` tells of."""
        tree = self.tree
        if tree.low[i] in fate.deeds:
            return [k for k in tree.kids[i] if k > i and tree.cases(k) == "de"]
        if not tree.is_verb(i):
            return []
        lemmas = {tree.lemma[i], *self.lexicon.verb_lemmas(tree, i)}
        if lemmas & fate.subject:
            return [t for t in self.arguments.subject_of(i) if t >= 0]
        if not lemmas & fate.verbs:
            return []
        roles = self.arguments.of_verb(i)
        return [t for role in ("obj", "a") for t in roles.get(role, []) if t >= 0]
