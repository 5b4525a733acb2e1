"""Which of several bodies or towns of one name: "el Ministerio de Defensa ruso", "de Ucrania".

"Mérida (Venezuela)" and "la Mérida mexicana" are two as well.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Doc

from graph.language.annotations import NounMention
from graph.language.lexicon import Lexicon
from graph.language.name_words import ARTICLES
from graph.language.syntax import Tree

# Places of one of these kinds have bodies of one name each, and none is a part of another.
_LEVELS = ("pais", "estado")


def last_before(places: Sequence[int], place: int) -> int:
    """Return the last of the sorted `places` that lies before `place`, -1 where none does."""
    at = bisect_left(places, place)
    return places[at - 1] if at else -1


class NameOwners:
    """Tells bodies and places of one name apart by the country or region told behind it.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        With its tree.
    lexicon : Lexicon
    names : sequence of NounMention
        The names of `doc`.
    """

    def __init__(self, doc: Doc, lexicon: Lexicon, names: Sequence[NounMention]) -> None:
        self.lexicon = lexicon
        self.tree: Tree = doc._.tree
        self._at = {m.start: m for m in names}
        self._owners: dict[int, set[str]] = {}

    def place(self, m: NounMention, entity: int) -> None:
        """Note that `m` names the referent `entity`."""
        if owner := self._owner(m):
            self._owners.setdefault(entity, set()).add(owner)

    def same(self, m: NounMention, alike: Sequence[int], where: Sequence[Sequence[int]]) -> int:
        """Return which of the referents `alike`, of one name, `m` is; -1 where it is another.

        Where nothing is told, it is the one named last before `m`; `where` has for each referent
        the sorted tokens at which it is named.
        """
        owner = self._owner(m)
        if owner:
            known = [k for k in alike if owner in self._owners.get(k, ())]
            open_ = [k for k in alike if not self._is_others(owner, k)]
            return (known or open_ or [-1])[0]
        if len(alike) == 1:
            return alike[0]
        last = [last_before(where[k], m.start) for k in alike]
        return alike[last.index(max(last))]

    def _is_others(self, owner: str, entity: int) -> bool:
        """Whether the referent is known to belong to another place of the same level."""
        level = self._level(owner)
        return any(
            other != owner and self._level(other) == level for other in self._owners.get(entity, ())
        )

    def _level(self, place: str) -> str:
        kinds = self.lexicon.kinds_of(place)
        return next((level for level in _LEVELS if level in kinds), "")

    def _owner(self, m: NounMention) -> str:
        """Return the country or region told right behind a name, "" where none is."""
        tree, lex, k = self.tree, self.lexicon, m.end
        if m.type not in ("Organization", "Place") or k >= tree.n:
            return ""
        place = lex.demonyms.get(tree.low[k], "") if tree.words[k].islower() else ""
        if not place and tree.low[k] in ("de", "del"):
            k += 1 + (k + 1 < tree.n and tree.low[k + 1] in ARTICLES)
            place = self._place_at(k)
        elif m.type == "Place" and tree.words[k] in ("(", ","):
            # "Mérida (Venezuela)", "Mérida, Venezuela, …"; in a list "y" follows.
            after = self._at.get(k + 1)
            closed = after is not None and after.end < tree.n and tree.words[after.end] in "),.;"
            place = self._place_at(k + 1) if closed else ""
        return place if self._level(place) else ""

    def _place_at(self, k: int) -> str:
        after = self._at.get(k)
        if after is None or after.type != "Place":
            return ""
        return self.lexicon.place_aliases.get(after.text.lower(), after.text)
