"""Whom a description takes up: "la mandataria", "dicho funcionario", "la dependencia"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from graph.identity import fold
from graph.language.annotations import NounMention, Referent
from graph.language.descriptions import ANAPHORIC, Description
from graph.language.lexicon import Lexicon
from graph.language.syntax import Tree

_PERSONAL_KINDS = frozenset({"position", "occupation", "person", "generic", "title", "counterpart"})


class Candidates:
    """Chooses the antecedent of a description among the referents so far."""

    def __init__(
        self,
        doc: Doc,
        lexicon: Lexicon,
        referents: list[Referent],
        mentions: list[NounMention],
        focus: list[tuple[int, int, float]],
    ) -> None:
        self.doc, self.lexicon, self.focus = doc, lexicon, focus
        self.tree: Tree = doc._.tree
        self.referents, self.mentions = referents, mentions

    def choose(self, i: int, found: Description) -> tuple[int, str]:
        """Return (referent, reason), or (-1, "") for a description that brings in a new one."""
        if not found.definite:
            return -1, ""
        kind = found.entry.kind
        if kind in ("relative", "counterpart"):
            return -1, ""
        if found.type == "Group" or kind == "group":
            return self._same_noun(i, found)
        if kind in _PERSONAL_KINDS:
            return self._person(i, found)
        if kind in ("organization", "place"):
            entity, why = self._thing(i, found)
            return (entity, why) if entity >= 0 else self._same_noun(i, found)
        return self._same_noun(i, found)

    def _recent(self, window: int) -> list[int]:
        """Return the referents in focus, the last named first, each once."""
        out: list[int] = []
        here = self.tree.sentence[self.focus[-1][0]] if self.focus else 0
        for token, entity, _ in reversed(self.focus):
            if here - self.tree.sentence[token] > window:
                break
            if entity not in out:
                out.append(entity)
        return out

    def _same_noun(self, i: int, found: Description) -> tuple[int, str]:
        head = fold(found.entry.lemma)
        for entity in self._recent(40):
            ref = self.referents[entity]
            if not ref.named and ref.type == found.type and head in ref.posts:
                mine, other = _content(found.label), _content(ref.label)
                if mine <= other or other <= mine:
                    return entity, f"same noun «{found.entry.lemma}»"
        return -1, ""

    def _person(self, i: int, found: Description) -> tuple[int, str]:
        """Read "la mandataria", "el canciller mexicano", "dicho funcionario"."""
        same = self.lexicon.equivalents(found.entry.lemma)
        phrase = self._phrase(i)
        if phrase:
            same, found = self.lexicon.equivalents(phrase), replace(found, complement=())
        if found.entry.lemma in self.lexicon.demonyms:
            return self._protagonist(found)
        generic = found.entry.kind == "generic" or found.entry.lemma in self.lexicon.generic_posts
        anaphoric = found.determiner in ANAPHORIC
        body = self._body(found)
        ranked: list[tuple[float, int]] = []
        persons = [e for e in self._recent(60) if self.referents[e].type == "Person"]
        for rank, entity in enumerate(persons):
            ref = self.referents[entity]
            if ref.number == "p":
                continue
            if found.entry.gender and ref.gender and found.entry.gender != ref.gender:
                continue
            score = self._fit(found, ref, same, generic, anaphoric)
            if score <= 0:
                continue
            agree = self._agrees(body, found.gentilic, ref)
            if agree <= -1:
                continue
            # "Dicho funcionario" is the last one named, whatever his post.
            score, step = (2.0, 0.5) if anaphoric else (score, 0.1)
            ranked.append((score + agree - step * rank, entity))
        ranked.sort(key=lambda x: (-x[0], x[1]))
        if not ranked or ranked[0][0] < 0.8:
            return -1, ""
        return ranked[0][1], f"description «{found.label}»"

    def _protagonist(self, found: Description) -> tuple[int, str]:
        """Read "el tabasqueño": the person named most often so far, where one stands out."""
        counts: dict[int, int] = {}
        for _, entity, _ in self.focus:
            ref = self.referents[entity]
            if (
                ref.type == "Person"
                and ref.named
                and not (ref.gender and found.entry.gender and ref.gender != found.entry.gender)
            ):
                counts[entity] = counts.get(entity, 0) + 1
        ranked = sorted(counts.items(), key=lambda x: (-x[1], x[0]))
        if not ranked or len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
            return -1, ""
        return ranked[0][0], f"description «{found.label}»"

    def _phrase(self, i: int) -> str:
        """Return the listed phrase that begins at `i`: "titular del Ejecutivo"."""
        for length in (6, 5, 4, 3):
            words = fold(" ".join(self.tree.low[i : i + length]))
            if self.lexicon.equivalents(words):
                return words
        return ""

    def _fit(
        self,
        found: Description,
        ref: Referent,
        same: frozenset[str],
        generic: bool,
        anaphoric: bool,
    ) -> float:
        posts = [p for p in ref.posts if p]
        lemma = fold(found.entry.lemma)
        if any(p == lemma or p.startswith(lemma + " ") for p in posts):
            return 3.0
        heads = {p.split()[0] for p in posts} | set(posts)
        if heads & same:
            return 2.5
        if generic and posts:
            return 1.6 if not found.complement or anaphoric else 1.0
        if not ref.named:
            return 0.0
        if anaphoric:
            return 1.2
        if not posts and found.entry.kind in ("position", "occupation") and not found.complement:
            # A bare post may tell what a person named without one is.
            return 1.0 if found.number == "s" else 0.0
        return 0.0

    def _body(self, found: Description) -> int:
        for k in found.complement:
            for index, m in enumerate(self.mentions):
                if m.root == k and m.entity >= 0:
                    return self.mentions[index].entity
        return -1

    def _agrees(self, body: int, gentilic: str, ref: Referent) -> float:
        """Compare "de Estados Unidos", "mexicano" with what is known of the referent."""
        if body < 0 and not gentilic:
            return 0.0
        known = set(ref.origins)
        if body >= 0:
            label = fold(self.referents[body].label)
            if str(body) in known or label in known:
                return 1.5
        if gentilic:
            key = fold(gentilic)
            if key in known:
                return 1.5
            if any(o.isdigit() and fold(self.referents[int(o)].label) == key for o in known):
                return 1.5
        places = [o for o in known if not o.isdigit() or self.referents[int(o)].type == "Place"]
        return -1.0 if places else -0.4

    def _thing(self, i: int, found: Description) -> tuple[int, str]:
        """Read "la dependencia", "el organismo", "el país": the last named thing that fits."""
        if found.complement or found.gentilic:
            return -1, ""
        lemma = fold(found.entry.lemma)
        same = self.lexicon.equivalents(found.entry.lemma) | {lemma}
        loose = lemma in self.lexicon.generic_bodies or found.determiner in ANAPHORIC
        for entity in self._recent(6 if loose else 40):
            ref = self.referents[entity]
            if not ref.named or ref.type != found.type:
                continue
            heads = {fold(n).split()[0] for n in ref.names if n}
            if heads & same or lemma in self._kinds(ref):
                return entity, f"description «{found.label}»"
            if loose and found.type == "Organization":
                return entity, f"description «{found.label}»"
        return -1, ""

    def _kinds(self, ref: Referent) -> set[str]:
        """Return the plain nouns that a listed name answers to: a country is a "país"."""
        kinds: set[str] = set()
        for name in ref.names:
            kinds |= self.lexicon.kinds_of(name)
        return kinds


def _content(label: str) -> set[str]:
    return set(fold(label).split())
