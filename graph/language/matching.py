"""One small engine that matches frames on verbs, nouns and adjectives.

The words are in ``ontology/lexicon``; here is only how a frame is laid on a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from graph.language.annotations import NounMention, Referent, Relating
from graph.language.arguments import Arguments, Roles
from graph.language.frames import Frame
from graph.language.lexicon import Lexicon
from graph.language.phrases import (
    calls_for_deed,
    opening_before,
    phrases_at,
    with_subject_behind,
)
from graph.language.role_fillers import FAR, RoleFillers, outside
from graph.language.syntax import Tree
from graph.language.word_lists import uncontracted

# In the list of what a frame requires: "a" and any infinitive.
ANY_CALL = "a -r"
# An event noun may hang a few words deep below the clause whose subject takes part in it.
_CLIMB = 4
# Roles that lie outside the phrase of a noun, in the clause around it.
_AROUND = frozenset({"clause-subject", "helped-subject", "placed"})
# With these a noun is no object of a light verb.
_BESIDE = frozenset(
    {"mediante", "durante", "tras", "según", "a través de", "por medio de", "después de"}
)  # fmt: skip


class FrameMatcher(RoleFillers):
    """Lays the lexicon's frames on one tree.

    Parameters
    ----------
    tree, lexicon, arguments
        The sentence, the words and the role finder.
    mention_at : callable
        Gives the mention headed by a token (``~token`` for an attached clitic), or None.
    referents : list of Referent
        The document's entities, for the types that a frame asks for.
    posts : dict[int, list[int]]
        The bodies in which each person holds a post, for the role "own-body".
    """

    def __init__(
        self,
        tree: Tree,
        lexicon: Lexicon,
        arguments: Arguments,
        mention_at: Callable[[int], NounMention | None],
        referents: list[Referent],
        posts: dict[int, list[int]] | None = None,
    ) -> None:
        super().__init__(tree, lexicon, arguments, mention_at, referents)
        self.posts = posts or {}
        self.in_names = _within_names(tree, mention_at)
        self.plain = ["%" if w.endswith("%") else uncontracted(w) for w in tree.low]
        self._reaches: dict[int, int] = {}
        self._words_ahead: dict[int, set[str]] = {}
        self._openings: dict[int, tuple[int, tuple[str, ...]]] = {}

    def find(self) -> Iterator[Relating]:
        """Yield the relations that frames find, from left to right."""
        tree, frames = self.tree, self.lexicon.frames
        for i in range(tree.n):
            pos = tree.pos[i]
            if pos in ("VERB", "AUX", "ADJ"):
                for lemma in self.lexicon.verb_lemmas(tree, i):
                    yield from self._verb(i, frames.by_verb.get(lemma, ()), lemma)
            yield from self._phrases(i)
            if i in self.in_names:
                continue
            if pos in ("NOUN", "ADJ", "PROPN") and tree.lemma[i] in frames.by_noun:
                yield from self._noun(i, frames.by_noun[tree.lemma[i]])
            if pos in ("ADJ", "NOUN") and tree.lemma[i] in frames.by_adjective:
                yield from self._adjective(i, frames.by_adjective[tree.lemma[i]])

    # verbs

    def _verb(
        self, v: int, frames: tuple[Frame, ...] | list[Frame], lemma: str
    ) -> Iterator[Relating]:
        if not frames or (self.tree.pos[v] == "AUX" and self.tree.dep[v] in ("aux", "cop")):
            return
        roles: Roles | None = None
        taken: set[tuple[int, int]] = set()
        for frame in frames:
            if not self._allows(v, frame, lemma):
                continue
            if roles is None:
                roles = self.arguments.of_verb(v) | self.arguments.of_clause(v)
            start, end = self._fixed_words(v, frame)
            if end < 0:
                continue
            told = outside(roles, start, end) if frame.fixed else roles
            if start < v:
                told = with_subject_behind(self.tree, told)
            subjects = self._acting(told, frame)
            if not frame.id.startswith("structure/"):
                subjects = self._behind(told, frame, subjects)
            objects, role = self._first(told, frame.object, frame.object_types)
            if frame.fixed and not objects:
                objects = self._below_fixed(v, end, frame)
            if not objects:
                objects, role = self._below_complement(v, roles, frame)
            if not objects and "owner" in frame.object:
                objects, role = self._owner(v, roles, frame), "owner"
            if not objects and "stance" in frame.object:
                objects, role = self._stance(roles, range(v + 1, end), frame), "stance"
            if not objects and "own-body" in frame.object:
                objects = self._own_bodies(subjects, frame)
            if frame.reciprocal and not objects:
                subjects = self._sides(told.get("nsubj", []), subjects, frame)
            first, last = min(start, v), max(end, v + 1)
            for s, o in self._pairs(frame, subjects, objects, taken):
                how = f"{lemma}: {role or 'reciprocal'}"
                yield self._relating(frame, s, o, v, first, last, how)

    def _phrases(self, i: int) -> Iterator[Relating]:
        for phrase in phrases_at(self.tree, self.arguments, i):
            taken: set[tuple[int, int]] = set()
            for frame in self.lexicon.frames.by_noun.get(phrase.noun, ()):
                subjects, _ = self._first(phrase.roles, frame.subject, frame.subject_types)
                objects, _ = self._first(phrase.roles, frame.object, frame.object_types)
                if not _AROUND & {*frame.subject, *frame.object}:
                    # Else only what has a partner: "tras acuerdo con B, A …".
                    if phrase.case != "con" or not objects:
                        continue
                    subjects = self._typed(self.entities(phrase.doers), frame.subject_types)
                first = min(phrase.held)
                for s, o in self._pairs(frame, subjects, objects, taken):
                    start = max(first - 2, 0)
                    yield self._relating(frame, s, o, phrase.at, start, first + 1, phrase.noun)

    def _allows(self, v: int, frame: Frame, lemma: str) -> bool:
        reflexive_wanted = lemma + "se" in frame.verbs
        if reflexive_wanted and lemma not in frame.verbs and not self.arguments.is_reflexive(v):
            if not self.arguments.is_passive(v):
                return False
        if frame.unless and self._has_words(v, frame.unless):
            return False
        return not (frame.requires and not self._has_required(v, frame))

    def _has_required(self, v: int, frame: Frame) -> bool:
        """Whether one of the words that the frame requires stands below its trigger."""
        tree = self.tree
        # "el botellazo que le propinó": the word may stand above its relative clause.
        told = self.arguments.of_verb(v).get("obj", []) if tree.is_verb(v) else []
        near = [v, *(k for k in tree.kids[v] if tree.is_nominal(k)), *(k for k in told if k >= 0)]
        below = {w for k in near for j in (k, *tree.kids[k]) for w in (tree.lemma[j], tree.low[j])}
        purposes = (k for k in tree.kids[v] if tree.is_verb(k) and not tree.is_finite(k))
        below |= {tree.cases(k) for k in purposes}
        if ANY_CALL in frame.requires and calls_for_deed(tree, v):
            return True
        return bool((below - {tree.low[v], tree.lemma[v]}) & frame.requires)

    def _has_words(self, i: int, phrases: tuple[tuple[str, ...], ...]) -> bool:
        """Whether one of `phrases` is a dependent of `i` or follows it closely."""
        kids = [k for k in self.tree.kids[i] if self.tree.dep[k] not in ("aux", "cop")]
        near = {self.tree.low[k] for k in kids} | {self.tree.lemma[k] for k in kids}
        after = self.plain[i + 1] if i + 1 < self.tree.n else ""
        ahead = self._ahead(i)
        for words in phrases:
            first = words[0]
            if len(words) == 1:
                if first in near or first == after:
                    return True
            elif first == after or first in ahead:
                follows = tuple(self.plain[i + 1 : i + 1 + len(words)]) == words
                if follows or self._find_words(i, words) >= 0:
                    return True
        return False

    def _ahead(self, v: int) -> set[str]:
        """Return the words with which fixed words of `v` may begin."""
        if v not in self._words_ahead:
            self._words_ahead[v] = set(self.plain[v + 1 : self._reach(v)])
        return self._words_ahead[v]

    def _find_words(self, v: int, words: tuple[str, ...]) -> int:
        """Return where `words` end within a few tokens after `v`, or -1.

        Contractions are undone on both sides ("al" is "a").
        """
        end = self._reach(v)
        first, length = words[0], len(words)
        for i in range(v + 1, end):
            if self.plain[i] == first and tuple(self.plain[i : i + length]) == words:
                return i + length
        return -1

    def _reach(self, v: int) -> int:
        """Return the token up to which fixed words of `v` may begin (exclusive)."""
        if v not in self._reaches:
            tree = self.tree
            end = min(v + 6, tree.bounds[tree.sentence[v]][1])
            for i in range(v + 1, end):
                if tree.words[i] in (",", ";", '"') or (tree.is_verb(i) and tree.is_finite(i)):
                    end = i + 1
                    break
            self._reaches[v] = end
        return self._reaches[v]

    def _fixed_words(self, v: int, frame: Frame) -> tuple[int, int]:
        """Return where the frame's fixed words begin and end; (-1, -1) where they are missing."""
        if not frame.fixed:
            return v, v + 1
        ahead = self._ahead(v)
        for words in frame.fixed:
            if words[0] in ahead and (end := self._find_words(v, words)) > 0:
                return end - len(words), end
        if v not in self._openings:
            self._openings[v] = opening_before(self.tree, self.plain, v)
        start, words = self._openings[v]
        return (start, start + len(words)) if words in frame.fixed else (-1, -1)

    def _relating(
        self, frame: Frame, s: int, o: int, at: int, start: int, end: int, how: str
    ) -> Relating:
        return Relating(
            relation=frame.relation,
            subject=s,
            object=o,
            at=at,
            start=start,
            end=end,
            frame=frame.id,
            confidence=frame.confidence,
            polarity=frame.polarity,
            modality=frame.modality,
            steps=(how,),
        )

    def _own_bodies(self, subjects: list[int], frame: Frame) -> list[int]:
        """Return the body of the subject's post: "dimite el director de la Orquesta"."""
        bodies = [b for s in subjects for b in self.posts.get(s, [])]
        # "La ministra de Salud de Perú": the nearer body is the ministry.
        bodies.sort(key=lambda b: self.referents[b].type == "Place")
        return self._typed(bodies[:1], frame.object_types)

    # nouns

    def _noun(self, n: int, frames: list[Frame]) -> Iterator[Relating]:
        roles = self.arguments.of_noun(n)
        taken: set[tuple[int, int]] = set()
        allowed = [
            f
            for f in frames
            if not (f.unless and self._has_words(n, f.unless))
            and not (f.requires and not self._is_carried_with(n, f))
        ]
        # What the light verb says ("sugirió una ofensiva") goes before the bare noun.
        bare = []
        for frame in allowed:
            carried = [
                self._relating(
                    frame, s, o, v, *self._stretch(n, v), f"{self.tree.low[v]} {self.tree.low[n]}"
                )
                for v in (self._carriers(n, frame) if frame.support else ())
                for s, o in self._carried(n, v, frame, roles, taken)
            ]
            yield from carried
            # A status that the light verb brings ("canceló su visita") needs that verb.
            told = frame.support and (frame.modality or frame.polarity)
            if not carried and not told:
                bare.append(frame)
        for frame in bare:
            yield from self._bare_noun(n, frame, roles, taken)

    def _is_carried_with(self, n: int, frame: Frame) -> bool:
        """Whether a word that `frame` requires stands below noun `n` or its light verb."""
        if self._has_required(n, frame):
            return True
        carriers = self._carriers(n, frame) if frame.support else ()
        return any(self._has_required(v, frame) for v in carriers)

    def _stretch(self, n: int, v: int) -> tuple[int, int]:
        """Return the trigger of a light verb and its noun: both where they stand together."""
        return (min(n, v), max(n, v) + 1) if abs(n - v) < 4 else (n, n + 1)

    def _carriers(self, n: int, frame: Frame) -> Iterator[int]:
        """Yield the light verbs that carry noun `n`."""
        tree = self.tree
        h, hops = n, 0
        if tree.cases(n) in _BESIDE:
            return  # "mediante mensajes dieron su apoyo": no message is given
        if tree.cases(n) == "por" and any(
            tree.dep[k] == "obj" and k < n for k in tree.kids[tree.head[n]]
        ):
            return  # "ordenó la captura de A por el secuestro de B": no kidnapping is ordered
        while tree.head[h] != h and hops < 3:
            dep = tree.dep[h]
            up = tree.head[h]
            if self._is_support(up, frame):
                yield up
                break
            if dep != "conj" and not (dep in ("xcomp", "amod", "appos", "nmod") and hops == 0):
                break
            h, hops = up, hops + 1
        for k in tree.kids[n]:
            if tree.dep[k] in ("acl", "acl:relcl", "amod") and self._is_support(k, frame):
                yield k

    def _is_support(self, v: int, frame: Frame) -> bool:
        if self.tree.pos[v] not in ("VERB", "AUX") and not self.lexicon.is_participle(
            self.tree.low[v]
        ):
            return False
        lemmas = self.lexicon.verb_lemmas(self.tree, v)
        if any(lemma in frame.support for lemma in lemmas):
            return True
        return any(lemma + "se" in frame.support for lemma in lemmas) and (
            self.arguments.is_reflexive(v)
        )

    def _carried(
        self, n: int, v: int, frame: Frame, roles: Roles, taken: set[tuple[int, int]]
    ) -> Iterator[tuple[int, int]]:
        verb_roles = self.arguments.of_verb(v)
        doers = [t for t in verb_roles.get("nsubj", []) if t != n]
        subjects = self._authors(doers, frame) or self.entities(doers)
        subjects = self._typed(subjects, frame.subject_types)
        outer = {
            role: [t for t in tokens if t != n and role not in ("obj", "nsubj")]
            for role, tokens in verb_roles.items()
        }
        names = tuple(r for r in frame.object if r != "de") + (
            ("iobj",) if "a" in frame.object else ()
        )
        objects, _ = self._first(roles, frame.object, frame.object_types)
        if not objects:
            objects, _ = self._first(outer, names, frame.object_types)
        if not objects and any(r in frame.object for r in FAR):
            rest = {r: ts for r, ts in verb_roles.items() if r != "nsubj"}
            objects, _ = self._below_complement(v, rest, frame, FAR)
        if not objects and "own-body" in frame.object:
            objects = self._own_bodies(subjects, frame)
        if not subjects and objects:
            subjects, _ = self._first(roles, frame.subject, frame.subject_types)
        if not subjects and objects and self.tree.head[v] == n and self.tree.cases(n) == "en":
            # "En una carta dirigida a B, A pide …"
            subjects = self._typed(self._implicit_subject(n), frame.subject_types)
        if not subjects and frame.reciprocal and outer.get("entre"):
            # "el convenio suscrito entre A y B"
            subjects, objects = objects, []
        if frame.reciprocal and not objects:
            subjects = self._sides(doers, subjects, frame)
        yield from self._pairs(frame, subjects, objects, taken)

    def _bare_noun(
        self, n: int, frame: Frame, roles: Roles, taken: set[tuple[int, int]]
    ) -> Iterator[Relating]:
        """Match "la llamada de A a B", "la detención de B por A", "su visita a B"."""
        objects, object_role = self._first(roles, frame.object, frame.object_types)
        subject_names = tuple(r for r in frame.subject if r != object_role)
        subjects, subject_role = self._first(roles, subject_names, frame.subject_types)
        confidence = frame.confidence
        if not objects and not (frame.reciprocal and len(subjects) > 1):
            if frame.reciprocal and "entre" in roles:
                subjects = self._typed(self.entities(roles["entre"]), frame.subject_types)
            if len(subjects) < 2:
                # "la renuncia del alcalde B": what he leaves is told with his post.
                if "own-body" in frame.object:
                    for s, o in self._pairs(
                        frame, subjects, self._own_bodies(subjects, frame), taken
                    ):
                        yield self._relating(frame, s, o, n, n, n + 1, f"{self.tree.low[n]}: noun")
                return
        if object_role == "entre" and frame.reciprocal and len(objects) > 1:
            subjects, objects = objects, []
        elif (
            not subjects
            and object_role not in ("de", "poss", "")
            and not {"nsubj", "culprit"} & set(frame.subject)
        ):
            subjects = self._typed(self._implicit_subject(n), frame.subject_types)
            confidence *= 0.8
        for s, o in self._pairs(frame, subjects, objects, taken):
            found = self._relating(frame, s, o, n, n, n + 1, f"{self.tree.low[n]}: noun")
            if subject_role == "suspect":
                found = replace(found, modality="nonactual")
            yield replace(found, confidence=round(confidence, 2))

    def _implicit_subject(self, n: int) -> list[int]:
        """Return who takes part in an event that only names the other side.

        "Tras una reunión con B, A dijo …": the subject of the clause around the noun.
        """
        at = n
        for _ in range(_CLIMB):
            g = self.tree.governor(at)
            if g < 0 or g == at:
                return []
            subjects = [t for t in self.arguments.subject_of(g) if not self._below(n, t)]
            found = self.entities(subjects)
            if found:
                return found[:1]
            at = g
        return []

    def _below(self, token: int, top: int) -> bool:
        tree, hops = self.tree, 0
        while hops < 40:
            if token == top:
                return True
            if tree.head[token] == token:
                return False
            token, hops = tree.head[token], hops + 1
        return False

    # adjectives

    def _adjective(self, a: int, frames: list[Frame]) -> Iterator[Relating]:
        tree = self.tree
        roles: Roles = {**self.arguments.of_noun(a), "self": [a]}
        copulas = [k for k in tree.kids[a] if tree.dep[k] == "cop"]
        for k in (*tree.kids[a], *(j for c in copulas for j in tree.kids[c])):
            case = tree.cases(k)
            if case and tree.is_nominal(k):
                roles.setdefault(case, []).append(k)
        if copulas:
            roles["head"] = self.arguments.subject_of(a)
        elif tree.head[a] != a and tree.is_nominal(tree.head[a]) and not tree.cases(a):
            roles["head"] = [tree.head[a]]
        taken: set[tuple[int, int]] = set()
        for frame in frames:
            if frame.unless and self._has_words(a, frame.unless):
                continue
            subjects, _ = self._first(roles, frame.subject, frame.subject_types)
            objects, _ = self._first(roles, frame.object, frame.object_types)
            for s, o in self._pairs(frame, subjects, objects, taken):
                yield self._relating(frame, s, o, a, a, a + 1, f"{tree.low[a]}: adjective")


def _within_names(tree: Tree, mention_at: Callable[[int], NounMention | None]) -> set[int]:
    """Return the tokens inside names of several words: "Alianza del Pacífico" allies nobody."""
    out: set[int] = set()
    last: NounMention | None = None
    for i in range(tree.n):
        mention = mention_at(i)
        if mention is None or mention is last:
            continue
        last = mention
        if mention.kind == "name" and mention.end - mention.start > 1:
            out.update(range(mention.start, mention.end))
    return out
