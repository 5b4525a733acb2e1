"""Who speaks: through which noun, in which place of the sentence, by which document."""

from __future__ import annotations

from spacy.tokens import Doc

from graph.language.annotations import NounMention
from graph.language.arguments import Arguments
from graph.language.lexicon import Lexicon
from graph.language.syntax import Tree

# What has no voice of its own.
_DUMB = ("Work", "NamedEvent", None)


class Speakers:
    """Finds the speakers of one Doc; ``latest`` is the last verb of saying, and its speaker."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.doc, self.lexicon = doc, lexicon
        self.tree: Tree = doc._.tree
        self.arguments: Arguments = doc._.arguments
        self.at_root: dict[int, int] = doc._.at_root
        self.mentions: list[NounMention] = doc._.mentions
        self.latest = (-1, -1)

    def _speaker(self, v: int) -> int:
        """Return the token of who speaks with verb `v`, -1 for nobody known."""
        subjects = self.arguments.of_verb(v).get("nsubj", [])
        for token in subjects:
            if token != v and (speaker := self._voice(token)) >= 0:
                return speaker
        if not subjects or subjects == [v]:
            inverted = self._inverted(v)
            if inverted >= 0:
                return inverted
            if (house := self._house(v)) >= 0:
                return house
        return v if v in self.at_root and (not subjects or subjects == [v]) else -1

    def _inverted(self, v: int) -> int:
        """Return who speaks where the parser took him for the object: ", reportó la Cruz Roja"."""
        tree = self.tree
        told = self._is_set_off(v) or any(
            tree.dep[k] == "ccomp" and k > v and tree.is_finite(k) for k in tree.kids[v]
        )
        for k in self.arguments.of_verb(v).get("obj", []) if told else []:
            plural = tree.morph[tree.finite_form(v)].get("Number") == "Plur"
            if k > v and tree.cases(k) == "" and self._voice(k) >= 0:
                if plural == (tree.morph[k].get("Number") == "Plur") or len(tree.conjuncts(k)) > 1:
                    return self._voice(k)
        return -1

    def _house(self, v: int) -> int:
        """Return the body in "aseguran en el Ministerio", "desde la campaña niegan"."""
        tree, roles = self.tree, self.arguments.of_verb(v)
        if tree.morph[tree.finite_form(v)].get("Number") != "Plur":
            return -1
        for k in roles.get("desde", []) + roles.get("en", []):
            if k in self.at_root and self.mentions[self.at_root[k]].type == "Organization":
                return k
        return -1

    def _voice(self, token: int) -> int:
        """Return who speaks through what `token` heads, -1 for nobody known.

        A document, figures or sources speak for whose they are: "un comunicado de Presidencia".
        """
        tree = self.tree
        speaks = self._may_speak(token)
        if speaks and self.tree.lemma[token] not in self.lexicon.mouths:
            return token
        for k in tree.kids[token] if token >= 0 else []:
            owner = k if tree.cases(k) == "de" else -1
            if tree.is_verb(k) and self.arguments.is_passive(k):
                doers = self.arguments.of_verb(k).get("nsubj", [])
                owner = doers[0] if doers else -1
            elif self.lexicon.is_participle(tree.low[k]):  # "fuentes citadas por X"
                owner = next((j for j in tree.kids[k] if tree.cases(j) == "por"), owner)
            if self._may_speak(owner):
                return owner
        return token if speaks else self._issuer(token)

    def _may_speak(self, token: int) -> bool:
        """Whether a mention that can speak stands at `token`: a work only by its name (a paper)."""
        if token not in self.at_root:
            return False
        mention = self.mentions[self.at_root[token]]
        return mention.kind == "name" or mention.type not in _DUMB

    def _issuer(self, token: int) -> int:
        """Return who spoke last, for "dice el comunicado" that the text told of before."""
        verb, speaker = self.latest
        near = verb >= 0 and 0 <= self.tree.sentence[token] - self.tree.sentence[verb] <= 2
        definite = any(
            self.tree.low[k] in ("el", "la", "dicho", "ese") for k in self.tree.kids[token]
        )
        if near and definite and self.tree.lemma[token] in self.lexicon.mouths:
            return speaker
        return -1

    def _set_off(self, v: int) -> bool:
        """Whether a comma or quote stands before `v` and its subject follows: ", dijo Trump"."""
        subject = self._speaker(v) if self._is_set_off(v) else -1
        return subject >= 0 and (subject > v or subject == v)

    def _is_set_off(self, v: int) -> bool:
        """Whether a comma or quote stands before `v` and its clitics."""
        tree = self.tree
        start = tree.bounds[tree.sentence[v]][0]
        k = v - 1
        while k > start and (
            tree.low[k] in ("lo", "le", "les", "se", "así", "no", "ha", "había")
            or tree.pos[k] == "AUX"
        ):
            k -= 1
        return k > start and tree.words[k] in (",", '"', "-", ")")

    def _has_object(self, v: int) -> bool:
        """Whether verb `v` has an object beside what it reports: "pidió calma"."""
        found = self.arguments.of_verb(v).get("obj", [])
        speaker = self._speaker(v)
        return any(k > v and self.tree.cases(k) != "a" and k != speaker for k in found)
