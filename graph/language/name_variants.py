"""Longer and shorter forms of a document's names, and which of them is the fullest."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from graph.identity import fold
from graph.language.acronyms import PARTICLES, spelt_out
from graph.language.annotations import NounMention, Referent, source_text
from graph.language.lexicon import Lexicon
from graph.language.syntax import Tree


class NameVariants:
    """Finds the forms of the names of one Doc that their surroundings show.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        With its tree.
    lexicon : Lexicon
    names : sequence of NounMention
        The names of `doc`.
    """

    def __init__(self, doc: Doc, lexicon: Lexicon, names: Sequence[NounMention]) -> None:
        self.doc, self.lexicon, self.names = doc, lexicon, names
        self.tree: Tree = doc._.tree

    def of(self, m: NounMention) -> list[str]:
        """Return longer and shorter forms of a name that its surroundings show.

        "cerro El Ávila" is also "El Ávila", "colonia Roma" stands around "Roma", "Senado
        chileno" is also "Senado", "Secretaría de Salud de Chiapas" is told of
        "Secretaría de Salud".
        """
        tree, lex = self.tree, self.lexicon
        words = tree.words[m.start : m.end]
        out: list[tuple[int, int]] = []
        if m.type in ("Place", "Organization") and len(words) > 1:
            if words[0][:1].islower() and words[1][:1].isupper():
                out.append((m.start + 1, m.end))
            if m.type == "Organization" and words[-1][:1].islower() and words[0][:1].isupper():
                local = words[-1] in lex.names.lower_adjectives and len(words) == 2
                if local or words[-1] in lex.demonyms and words[0].lower() != "gobierno":
                    out.append((m.start, m.end - 1))
        if words[-1] in ('"', "'") and words[-1] in words[1:-1]:
            out.append((m.start, m.start + words.index(words[-1])))
        if m.type == "Organization":
            out += self._with_place(m)
            if len(words) > 1 and words[-1][:1].isupper() and self._is_local(m.end):
                out.append((m.start, m.end + 1))  # "Ministerio de Defensa ruso"
        if m.type in ("Place", "Organization") and m.start and words[0][:1].isupper():
            noun = lex.noun(tree.low[m.start - 1])
            lower = tree.words[m.start - 1][:1].islower()
            if noun and lower and noun.kind == "place" and noun.number == "s":
                out.append((m.start - 1, m.end))
            out += self._with_noun(m)
        return [source_text(self.doc, a, b) for a, b in out]

    def _is_local(self, k: int) -> bool:
        """Whether an adjective at `k` tells whose a body is: "ruso", "estatal"."""
        if k >= self.tree.n:
            return False
        low, lex = self.tree.low[k], self.lexicon
        return self.tree.words[k].islower() and (
            low in lex.demonyms or low in lex.names.lower_adjectives
        )

    def _with_noun(self, m: NounMention) -> list[tuple[int, int]]:
        """Return the bounds of "penal del Altiplano" at "Altiplano", if no town has that name."""
        tree, lex, k = self.tree, self.lexicon, m.start - 1
        while k > 0 and tree.low[k] in ("la", "las", "los", "el"):
            k -= 1
        town = m.text.lower() in lex.known_names or m.text.lower() in lex.names.towns
        if m.type != "Place" or town or k < 1 or tree.low[k] not in ("de", "del"):
            return []
        return [(k - 1, m.end)] if tree.words[k - 1] in lex.names.appositive_places else []

    def _with_place(self, m: NounMention) -> list[tuple[int, int]]:
        """Return the bounds of a body's name with the place after it, or without its own."""
        tree, k = self.tree, m.end
        if k < tree.n and tree.low[k] in ("de", "del"):
            k += 1 + (k + 1 < tree.n and tree.low[k + 1] in ("la", "el", "los", "las"))
            after = next((o for o in self.names if o.start == k and o.type == "Place"), None)
            return [(m.start, after.end)] if after else []
        low = tree.low[m.start : m.end]
        if "de" not in low or low.index("de") < 2:
            return []
        cut = m.start + low.index("de")
        place = " ".join(tree.low[cut + 1 : m.end])
        return [(m.start, cut)] if self.lexicon.known_names.get(place) == "Place" else []

    def fullest(self, ref: Referent) -> str:
        """Return the fullest proper name: most words, no bare acronym where a name is known."""
        short = self.lexicon.names.short_names

        def rank(name: str) -> tuple[int, int, int, int]:
            words = [w for w in fold(name).split() if w not in PARTICLES]
            tail = self._has_place_tail(name, ref)
            whole = spelt_out(name, short) == name
            return (not tail, len(words), whole, -ref.names.index(name))

        if ref.type == "Place":
            standard = {self.lexicon.place_aliases.get(n.lower()) for n in ref.names} - {None}
            if standard:
                return str(sorted(s for s in standard if s)[0])
        return max(ref.names, key=rank)

    def _has_place_tail(self, name: str, ref: Referent) -> bool:
        """Whether another name of `ref` is the same without "de <place>"."""
        return any(
            name != o and name.startswith(o + " de ") and len(o.split()) > 1 for o in ref.names
        )
