"""What the finders of structural relations share: the Doc's records and a few look-ups."""

from __future__ import annotations

from spacy.tokens import Doc

from graph.identity import fold
from graph.language.annotations import NounMention, Referent, Relating
from graph.language.lexicon import Lexicon
from graph.language.roles import Post
from graph.language.syntax import Tree


class StructureRecords:
    """The records of one Doc that structural relations are read from."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.doc, self.lexicon = doc, lexicon
        self.tree: Tree = doc._.tree
        self.mentions: list[NounMention] = doc._.mentions
        self.referents: list[Referent] = doc._.referents
        self.at_root: dict[int, int] = doc._.at_root
        self.posts: list[Post] = doc._.posts

    def relating(
        self,
        relation: str,
        pair: tuple[int, int],
        at: int,
        span: tuple[int, int],
        how: str,
        confidence: float,
        title: str | None = None,
    ) -> Relating:
        """Return a relation of the referents `pair`, told at token `at` by the words `span`."""
        return Relating(
            relation, *pair, at, *span, f"rule/{how}", confidence, title=title, steps=(how,)
        )

    def place_named(self, name: str) -> int:
        """Return the referent of the place called `name`, -1 where the text has none."""
        key = fold(name)
        for k, ref in enumerate(self.referents):
            if (
                ref.named
                and ref.type == "Place"
                and any(fold(n) == key for n in [ref.label, *ref.names])
            ):
                return k
        return -1
