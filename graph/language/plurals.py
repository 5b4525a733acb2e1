"""Plurals that take up several together: "ambos funcionarios", "los dos países"."""

from __future__ import annotations

from graph.identity import fold
from graph.language.annotations import Referent
from graph.language.antecedents import Focus
from graph.language.apposition import NamedReferents
from graph.language.descriptions import KIND_TYPES, Description


class PluralReferents(NamedReferents):
    """Reads plurals over what ``focus`` holds of the text so far."""

    focus: Focus

    def _is_pair(self, i: int, found: Description) -> bool:
        """Whether the phrase counts two definite ones: "los dos países".

        "Sus dos primos" and "los dos agentes que …" are new ones.
        """
        after = self.tree.low[found.end] if found.end < self.tree.n else ""
        if found.determiner in ("su", "sus") or after == "que":
            return False
        words = self.tree.low[found.start : i]
        return found.definite and "dos" in words and not {"mil", "millones"} & set(words)

    def _both(self, i: int, end: int, found: Description | None = None) -> bool:
        """Read "ambos (funcionarios)": the last two of the kind; tell whether there are two."""
        kinds: tuple[str, ...] = ("Person", "Organization", "Place")
        if found is not None:
            kinds = (KIND_TYPES[found.entry.kind].replace("Group", "Person"),)
        for kind in kinds:
            pair = self._last_two(i, kind, found)
            if len(pair) == 2:
                self._add(i, end, i, "description", -1, "both", "", tuple(sorted(pair)))
                return True
        return False

    def _last_two(self, i: int, kind: str, found: Description | None) -> list[int]:
        """Return the last two named referents of a kind that the phrase may take up."""
        seen: list[int] = []
        for token, entity, _ in reversed(self.focus.seen):
            if self.tree.sentence[i] - self.tree.sentence[token] > (3 if found is None else 6):
                break
            ref = self.referents[entity]
            if entity in seen or ref.type != kind or not ref.named or ref.number == "p":
                continue
            if found is None or self._answers(found, ref):
                seen.append(entity)
            if len(seen) == 2:
                break
        return seen

    def _answers(self, found: Description, ref: Referent) -> bool:
        """Whether one of "ambos países", "ambas funcionarias" may be the named referent."""
        if ref.type == "Place":
            wanted = self.lexicon.equivalents(found.entry.lemma) | {fold(found.entry.lemma)}
            kinds = {kind for name in ref.names for kind in self.lexicon.kinds_of(name)}
            return bool(wanted & kinds)
        if ref.type == "Person":
            # The masculine plural takes up women too, the feminine one no men.
            return found.gender != "f" or ref.gender != "m"
        return True

    def _plural_posts(self, found: Description) -> tuple[int, ...]:
        """Read "los presidentes": the named persons who bear that post, where there are several."""
        same = self.lexicon.equivalents(found.entry.lemma)
        members = [
            k
            for k, ref in enumerate(self.referents)
            if ref.named
            and ref.type == "Person"
            and any(p.split()[0] in same for p in ref.posts if p)
        ]
        return tuple(members) if len(members) == 2 else ()
