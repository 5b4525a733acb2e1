"""The body of a post that does not name it: "su titular", "cuya directora", "el rector"."""

from __future__ import annotations

from graph.identity import fold
from graph.language.posts import Post
from graph.language.structure_records import StructureRecords

_POSSESSIVES = ("su", "sus")
_WHOSE = ("cuyo", "cuya", "cuyos", "cuyas")
# How many sentences before the post its body or its place may have been named last.
_WINDOW = 2
_PLACE_WINDOW = 1


class PostOwners(StructureRecords):
    """Finds the body that a possessive, or only the text around, gives to a post."""

    def owner(self, post: Post) -> int:
        """Return the body that "su" or "cuya" before a post stands for, -1 for none."""
        at = next(
            (k for k in range(post.start - 1, max(post.start - 4, -1), -1) if self._points(k)), -1
        )
        lemma = post.entry.lemma.split()[0]
        if at < 0 or post.entry.kind not in ("position", "generic"):
            return -1
        if lemma in self.lexicon.personal_posts:
            return -1
        if self.tree.low[at] in _WHOSE:
            return self._before_comma(at)
        return self._possessor(post, at)

    def has_owner(self, post: Post) -> bool:
        """Whether a possessive stands before the post."""
        return any(self._points(k) for k in range(max(post.start - 3, 0), post.start))

    def _points(self, k: int) -> bool:
        return self.tree.low[k] in _POSSESSIVES or self.tree.low[k] in _WHOSE

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
            return found[0] if self._is_told_by(at) else found[-1]
        if here and at - begin <= 1:
            before = list(dict.fromkeys(self._named_between(post, *self.tree.bounds[here - 1])))
            return before[0] if len(before) == 1 else -1
        return -1

    def _is_told_by(self, at: int) -> bool:
        """Whether a verb of saying stands right before: "anunció su presidente"."""
        v = at - 1
        return v > 0 and self.tree.is_verb(v) and self.tree.lemma[v] in self.lexicon.speech_verbs

    def _named_between(self, post: Post, start: int, end: int) -> list[int]:
        """Return the named bodies that fit the post, as the text has them."""
        wanted = "Place" if self._is_of_place(post) else "Organization"
        tokens = sorted(
            (m.start, m.entity)
            for m in self.mentions
            if m.kind == "name" and m.entity >= 0 and start <= m.start < end
        )
        return [e for _, e in tokens if self.referents[e].type == wanted]

    def _is_of_place(self, post: Post) -> bool:
        held = self.lexicon.held_in(post.entry.lemma)
        return held is not None and bool(held.places)

    # posts without any body

    def implied(self, post: Post) -> int:
        """Return the body in which such a post is held, if the text has named one, else -1."""
        held = self.lexicon.held_in(post.entry.lemma)
        if held is None:
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
