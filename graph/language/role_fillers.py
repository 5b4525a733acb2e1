"""Who fills a role: from the tokens that hold it to entities of the types that a frame wants."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from graph.language.annotations import NounMention, Referent
from graph.language.arguments import Arguments, Roles
from graph.language.frames import Frame
from graph.language.lexicon import Lexicon
from graph.language.syntax import Tree

# Prepositions whose phrase the parser may hang two words too low.
FAR = ("a", "para", "contra", "sobre")
# Roles that are no prepositions.
_PLAIN = frozenset({"obj", "iobj", "poss", "gentilic", "nsubj"})


class RoleFillers:
    """Finds the entities in the roles of one tree.

    Parameters
    ----------
    tree, lexicon, arguments
        The sentence, the words and the role finder.
    mention_at : callable
        Gives the mention headed by a token (``~token`` for an attached clitic), or None.
    referents : list of Referent
        The document's entities, for the types that a frame asks for.
    """

    def __init__(
        self,
        tree: Tree,
        lexicon: Lexicon,
        arguments: Arguments,
        mention_at: Callable[[int], NounMention | None],
        referents: list[Referent],
    ) -> None:
        self.tree, self.lexicon, self.arguments = tree, lexicon, arguments
        self.mention_at, self.referents = mention_at, referents

    def entities(self, tokens: list[int]) -> list[int]:
        """Return the referents that `tokens` and what is coordinated with them stand for."""
        out: list[int] = []
        for token in tokens:
            heads = [token] if token < 0 else self._coordinated(token)
            for head in heads:
                mention = self.mention_at(head)
                if mention is None:
                    continue
                for m in self._members(head, mention):
                    found = m.members or ((m.entity,) if m.entity >= 0 else ())
                    out += [e for e in found if e not in out]
        return out

    def _coordinated(self, token: int) -> list[int]:
        """Return `token`, what is coordinated with it, and with the name in apposition to it.

        "Al economista Luis Paz y al médico Juan Soto": the parser hangs the second on "Luis".
        """
        tree = self.tree
        heads = tree.conjuncts(token)
        for k in tree.kids[token]:
            if tree.dep[k] in ("appos", "flat") and k > token:
                heads += [j for j in self._coordinated(k)[1:] if self._is_like(j, k, token)]
        return heads + self._listed(token) + self._among(token)

    def _listed(self, token: int) -> list[int]:
        """Return the names that say who a plural is: "dos ediles, Ana Paz y Luis Gil"."""
        mention = self.mention_at(token)
        if mention is None or mention.kind != "description" or mention.number != "p":
            return []
        for k in self.tree.kids[token]:
            if self.tree.dep[k] == "appos" and k > token and not self.tree.cases(k):
                named = self.mention_at(k)
                if named is not None and named.kind == "name" and named.entity != mention.entity:
                    if named.type in ("Person", "Organization") and not mention.members:
                        return [k]
        return []

    def _is_like(self, j: int, k: int, token: int) -> bool:
        """Whether `j` is of the type of `k`, and bears no other preposition than `token`."""
        one, other = self.mention_at(j), self.mention_at(k) or self.mention_at(token)
        if one is None or other is None or one.type != other.type:
            return False
        return self.tree.cases(j) in ("", self.tree.cases(token))

    def _among(self, token: int) -> list[int]:
        """Return whom a plural names by "entre ellos": "a cuatro ediles, entre ellos Luis Paz"."""
        tree = self.tree
        mention = self.mention_at(token)
        if mention is None or mention.kind != "description" or mention.number == "s":
            return []
        end = tree.bounds[tree.sentence[token]][1]
        for i in range(token + 1, min(token + 16, end - 2)):
            if tree.is_verb(i) and tree.is_finite(i):
                return []
            if tree.low[i] == "entre" and tree.low[i + 1] in ("ellos", "ellas"):
                for j in range(i + 2, min(i + 9, end)):
                    found = self.mention_at(j)
                    if found is not None and found.root == j:
                        return tree.conjuncts(j)
        return []

    def _members(self, head: int, mention: NounMention) -> list[NounMention]:
        """Return what `head` stands for: all bodies of "agentes de la CIA y del FBI"."""
        if mention.root == head or mention.root < 0 or mention.start <= head < mention.end:
            return [mention]
        others = (self.mention_at(k) for k in self.tree.conjuncts(mention.root)[1:])
        return [mention, *(m for m in others if m is not None and m.type == mention.type)]

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

    def _below_complement(
        self, v: int, roles: Roles, frame: Frame, cases: tuple[str, ...] = ()
    ) -> tuple[list[int], str]:
        """Find the object where the parser hung it on another complement of the verb.

        "Destinó 1.200 efectivos al barrio Yungay": of all that hangs below, the first with a
        preposition that the frame wants and a type that fits.
        """
        tree = self.tree
        wanted = {n for n in frame.object if n not in _PLAIN}
        if cases:
            wanted &= set(cases)
        complements = [t for ts in roles.values() for t in ts if t > v]
        stack = [(t, 0) for t in sorted(set(complements))]
        while stack:
            k, depth = stack.pop(0)
            # "la agresión a B" has its own object, "pidió escolta a B" and "culpó de ella a B" not.
            frames = () if tree.cases(k) else self.lexicon.frames.by_noun.get(tree.lemma[k], ())
            own = {case for f in frames for case in (*f.object, *f.subject)}
            if "iobj" in own:
                own.add("a")
            named = (mention := self.mention_at(k)) is not None and mention.kind == "name"
            for j in tree.kids[k]:
                if j < k or not tree.is_nominal(j) or tree.dep[j] in ("conj", "appos"):
                    continue
                case = tree.cases(j)
                if case in own:
                    continue
                if case in wanted and (case in FAR or not depth and (named or case != "de")):
                    found = self._typed(self.entities([j]), frame.object_types)
                    if found:
                        return found, case
                if depth < 2:
                    stack.append((j, depth + 1))
        return [], ""

    def _owner(self, v: int, roles: Roles, frame: Frame) -> list[int]:
        """Return whose thing the object is: "elogió la labor de B".

        Nouns of action have roles of their own ("condenó el ataque de B a C").
        """
        for k in roles.get("obj", []):
            if k > v and self.tree.lemma[k] not in self.lexicon.frames.by_noun:
                found, _ = self._first(
                    self.arguments.of_noun(k), ("de", "poss"), frame.object_types
                )
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
            if frame.named and not self.referents[o].named:
                continue
            if s != o and (s, o) not in taken:
                taken.add((s, o))
                yield s, o


def outside(roles: Roles, start: int, end: int) -> Roles:
    """Return `roles` without the words of the trigger: "a los tribunales" is no party."""
    return {role: [t for t in tokens if not start <= t < end] for role, tokens in roles.items()}
