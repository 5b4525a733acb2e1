"""One small engine that matches frames on verbs, nouns and adjectives.

The words are in ``ontology/lexicon``; here is only how a frame is laid on a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations

from graph.language.annotations import NounMention, Referent, Relating
from graph.language.arguments import Arguments, Roles
from graph.language.frames import Frame
from graph.language.lexicon import Lexicon
from graph.language.syntax import Tree

# An event noun may hang a few words deep below the clause whose subject takes part in it.
_CLIMB = 4
# Roles of a verb's object that may hang below another complement of the verb.
_STRAYING = frozenset({"a", "contra", "sobre", "hacia", "en contra de"})
_CONTRACTIONS = {"al": "a", "del": "de"}


class FrameMatcher:
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
        self.tree, self.lexicon, self.arguments = tree, lexicon, arguments
        self.mention_at, self.referents = mention_at, referents
        self.posts = posts or {}
        self.in_names = _within_names(tree, mention_at)
        self.plain = [_CONTRACTIONS.get(w, w) for w in tree.low]
        self._reaches: dict[int, int] = {}

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

    def entities(self, tokens: list[int]) -> list[int]:
        """Return the referents that `tokens` and what is coordinated with them stand for."""
        out: list[int] = []
        for token in tokens:
            heads = [token] if token < 0 else self.tree.conjuncts(token)
            for head in heads:
                mention = self.mention_at(head)
                if mention is not None:
                    found = mention.members or ((mention.entity,) if mention.entity >= 0 else ())
                    out += [e for e in found if e not in out]
        return out

    def _typed(self, entities: list[int], types: frozenset[str]) -> list[int]:
        return [e for e in entities if not types or self.referents[e].type in types]

    def _first(
        self, roles: Roles, names: tuple[str, ...], types: frozenset[str]
    ) -> tuple[list[int], str]:
        """Return the referents of the first role of `names` that holds any, and that role."""
        for name in names:
            found = self._typed(self.entities(roles.get(name, [])), types)
            if found:
                return found, name
        return [], ""

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
            told = _outside(roles, start, end) if frame.fixed else roles
            subjects, _ = self._first(told, frame.subject, frame.subject_types)
            objects, role = self._first(told, frame.object, frame.object_types)
            if frame.fixed and not objects:
                objects = self._below_fixed(v, end, frame)
            if not objects and subjects:
                objects = self._below_complement(v, roles, frame)
            if not objects and "own-body" in frame.object:
                objects = self._own_bodies(subjects, frame)
            pairs = list(self._pairs(frame, subjects, objects, taken))
            for s, o in pairs:
                yield self._relating(frame, s, o, v, v, end, f"{lemma}: {role or 'reciprocal'}")

    def _phrases(self, v: int) -> Iterator[Relating]:
        """Match nouns that the parser took into a preposition: "por orden de A, B huyó"."""
        roles = self.arguments.of_verb(v) if self.tree.is_verb(v) else {}
        for role, tokens in roles.items():
            words = role.split()
            if len(words) != 3 or words[2] != "de":
                continue
            told: Roles = {"de": tokens, "clause-subject": roles.get("nsubj", [])}
            for frame in self.lexicon.frames.by_noun.get(words[1].removesuffix("s"), ()):
                if "clause-subject" not in frame.object:
                    continue
                subjects, _ = self._first(told, frame.subject, frame.subject_types)
                objects, _ = self._first(told, frame.object, frame.object_types)
                for s, o in self._pairs(frame, subjects, objects, set()):
                    start = min(tokens) - 2 if min(tokens) > 2 else min(tokens)
                    yield self._relating(frame, s, o, v, start, min(tokens) + 1, role)

    def _allows(self, v: int, frame: Frame, lemma: str) -> bool:
        reflexive_wanted = any(w.endswith("se") and w[:-2] == lemma for w in frame.verbs)
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
        return bool((below - {tree.low[v], tree.lemma[v]}) & frame.requires)

    def _has_words(self, i: int, phrases: tuple[tuple[str, ...], ...]) -> bool:
        """Whether one of `phrases` is a dependent of `i` or follows it closely."""
        kids = [k for k in self.tree.kids[i] if self.tree.dep[k] not in ("aux", "cop")]
        near = {self.tree.low[k] for k in kids} | {self.tree.lemma[k] for k in kids}
        return any(
            (len(words) == 1 and words[0] in near)
            or tuple(self.plain[i + 1 : i + 1 + len(words)]) == words
            or (len(words) > 1 and self._find_words(i, words) >= 0)
            for words in phrases
        )

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
        for words in frame.fixed:
            end = self._find_words(v, words)
            if end > 0:
                return end - len(words), end
        return -1, -1

    def _below_complement(self, v: int, roles: Roles, frame: Frame) -> list[int]:
        """Find the object where the parser hung it below a thing that the verb governs.

        "Impuso sanciones por 57 millones a X", "lanzó 38 misiles sobre Y": the thing itself
        takes no part in the relation.
        """
        names = tuple(r for r in frame.object if r in _STRAYING)
        if "iobj" in frame.object:
            names += ("a",)
        if not names:
            return []
        for role, tokens in roles.items():
            for k in tokens if role != "nsubj" else ():
                if k <= v or self.mention_at(k) is not None or self._takes(k, names):
                    continue
                found, _ = self._first(self.arguments.of_noun(k), names, frame.object_types)
                if found:
                    return found
        return []

    def _takes(self, n: int, names: tuple[str, ...]) -> bool:
        """Whether noun `n` tells a relation by itself to what stands in one of the roles `names`."""
        return any(
            not frame.support and set(frame.object) & set(names)
            for frame in self.lexicon.frames.by_noun.get(self.tree.lemma[n], ())
        )

    def _below_fixed(self, v: int, end: int, frame: Frame) -> list[int]:
        """Find the object where the parser hung it below the fixed words ("dio muerte a X")."""
        for k in range(v + 1, end):
            roles = self.arguments.of_noun(k)
            found, _ = self._first(roles, frame.object, frame.object_types)
            if not found and set(frame.object) & {"obj", "iobj"}:
                found = self._typed(self.entities(roles.get("a", [])), frame.object_types)
            if found:
                return found
        return []

    def _pairs(
        self, frame: Frame, subjects: list[int], objects: list[int], taken: set[tuple[int, int]]
    ) -> Iterator[tuple[int, int]]:
        if frame.reciprocal and not objects and len(subjects) > 1:
            pairs = list(combinations(subjects, 2))
        elif frame.inverse:
            pairs = [(o, s) for s in subjects for o in objects]
        else:
            pairs = [(s, o) for s in subjects for o in objects]
        for s, o in pairs:
            if s != o and (s, o) not in taken:
                taken.add((s, o))
                yield s, o

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
        return self._typed(bodies[:1], frame.object_types)

    # nouns

    def _noun(self, n: int, frames: list[Frame]) -> Iterator[Relating]:
        roles = self.arguments.of_noun(n)
        taken: set[tuple[int, int]] = set()
        allowed = [
            f
            for f in frames
            if not (f.unless and self._has_words(n, f.unless))
            and not (f.requires and not self._has_required(n, f))
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
            if not carried:
                bare.append(frame)
        for frame in bare:
            yield from self._bare_noun(n, frame, roles, taken)

    def _stretch(self, n: int, v: int) -> tuple[int, int]:
        """Return the trigger of a light verb and its noun: both where they stand together."""
        return (min(n, v), max(n, v) + 1) if abs(n - v) < 4 else (n, n + 1)

    def _carriers(self, n: int, frame: Frame) -> Iterator[int]:
        """Yield the light verbs that carry noun `n`."""
        tree = self.tree
        h, hops = n, 0
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
        subjects = self._typed(
            self.entities([t for t in verb_roles.get("nsubj", []) if t != n]),
            frame.subject_types,
        )
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
        if not objects and "own-body" in frame.object:
            objects = self._own_bodies(subjects, frame)
        if not subjects and objects:
            subjects, _ = self._first(roles, frame.subject, frame.subject_types)
        yield from self._pairs(frame, subjects, objects, taken)

    def _bare_noun(
        self, n: int, frame: Frame, roles: Roles, taken: set[tuple[int, int]]
    ) -> Iterator[Relating]:
        """Match "la llamada de A a B", "la detención de B por A", "su visita a B"."""
        objects, object_role = self._first(roles, frame.object, frame.object_types)
        subject_names = tuple(r for r in frame.subject if r != object_role)
        subjects, _ = self._first(roles, subject_names, frame.subject_types)
        confidence = frame.confidence
        if not objects and not (frame.reciprocal and len(subjects) > 1):
            if frame.reciprocal and "entre" in roles:
                subjects = self._typed(self.entities(roles["entre"]), frame.subject_types)
            if len(subjects) < 2:
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
            yield found if confidence == frame.confidence else _with_confidence(found, confidence)

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
        for k in tree.kids[a]:
            case = tree.cases(k)
            if case and tree.is_nominal(k):
                roles.setdefault(case, []).append(k)
        if any(tree.dep[k] == "cop" for k in tree.kids[a]):
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


def _outside(roles: Roles, start: int, end: int) -> Roles:
    """Return `roles` without the words of the trigger: "a los tribunales" is no party."""
    return {role: [t for t in tokens if not start <= t < end] for role, tokens in roles.items()}


def _with_confidence(found: Relating, confidence: float) -> Relating:
    return replace(found, confidence=round(confidence, 2))


def _within_names(tree: Tree, mention_at: Callable[[int], NounMention | None]) -> set[int]:
    """Return the tokens inside names of several words: "Alianza del Pacífico" allies nobody."""
    out: set[int] = set()
    for i in range(tree.n):
        mention = mention_at(i)
        if mention is not None and mention.kind == "name" and mention.end - mention.start > 1:
            out.update(range(mention.start, mention.end))
    return out
