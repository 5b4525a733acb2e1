"""Who fills a role: from the tokens that hold it to entities of the types that a frame wants."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations, islice

from graph.language.annotations import NounMention, Referent
from graph.language.arguments import Arguments, Roles
from graph.language.frames import Frame
from graph.language.lexicon import Lexicon
from graph.language.syntax import Tree

# Prepositions whose phrase the parser may hang two words too low.
FAR = ("a", "para", "contra", "sobre")
# Who stands with these behind a subject, between commas, does what it does.
_TOGETHER = frozenset({"junto", "igual"})
# Roles that are no prepositions.
_PLAIN = frozenset({"obj", "iobj", "poss", "gentilic", "nsubj"})
# Where the author of a deed stands, and who can be one.
_AUTHORS = ("por parte de", "por", "gentilic", "de", "poss")
_OWNERS = ("por parte de", "gentilic", "de", "poss")
_ACTING = frozenset({"Person", "Organization", "Place", "Group"})

MOST_PAIRS = 1_000
"""Claims of one word: 45 who all met one another, or 30 who accuse 33. A longer list would give the
square of its length, which says less than the list does, and never ends."""


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
            if token >= 0 and self._is_clause(token):
                continue
            heads = [token] if token < 0 else self._coordinated(token)
            for head in heads:
                mention = self.mention_at(head)
                if mention is None:
                    continue
                for m in self._members(head, mention):
                    found = m.members or ((m.entity,) if m.entity >= 0 else ())
                    out += [e for e in found if e not in out]
        return out

    def _is_clause(self, token: int) -> bool:
        """Whether a noun is what a quotation says of another: "«X es un genio», elogió"."""
        tree, mention = self.tree, self.mention_at(token)
        if mention is None or mention.kind != "description":
            return False
        between = tree.words[token + 1 : tree.head[token]]
        return '"' in between and any(tree.dep[k] == "cop" for k in tree.kids[token])

    def _coordinated(self, token: int) -> list[int]:
        """Return `token`, what is coordinated with it, and with the name in apposition to it.

        "Al economista Luis Paz y al médico Juan Soto": the parser hangs the second on "Luis".
        """
        tree = self.tree
        heads = tree.conjuncts(token)
        for k in tree.kids[token]:
            if tree.dep[k] in ("appos", "flat") and k > token and tree.words[k - 1] != "(":
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
                        return self.tree.conjuncts(k)
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
        more = self.tree.conjuncts(mention.root)[1:] + self._repeated(mention.root)
        others = (self.mention_at(k) for k in more)
        return [mention, *(m for m in others if m is not None and m.type == mention.type)]

    def _repeated(self, root: int) -> list[int]:
        """Return what repeats "de" after a comma: "agentes de la PGR, de la Marina y de la SSP"."""
        tree = self.tree
        out: list[int] = []
        for k in tree.kids[root]:
            low = tree.subtree(k)[0]
            if k > root and tree.cases(k) == "de" and tree.dep[k] == "nmod":
                if tree.words[low] == "," or tree.words[low - 1] == ",":
                    out += tree.conjuncts(k)
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

    def _behind(self, roles: Roles, frame: Frame, subjects: list[int]) -> list[int]:
        """Return who stands behind the deed, weapon or paper that is the subject of a verb.

        "Un bombardeo de Israel mató a B", "el informe de la ONU acusa a B": it is Israel and
        the UN who do so. `subjects` are kept where nobody does, or where they have a name.
        """
        if "nsubj" not in frame.subject or any(self.referents[e].named for e in subjects):
            return subjects
        for token in roles.get("nsubj", []):
            if token < 0 or self.tree.lemma[token] not in self.lexicon.authored:
                continue
            if self.tree.is_verb(token):
                continue
            told = self.arguments.of_noun(token)
            found, _ = self._first(told, _AUTHORS, frame.subject_types)
            found = [e for e in found if self.referents[e].type in _ACTING]
            if found:
                return found
        return subjects

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
        # "exigió una disculpa a B": who asks for an act names there whom he asks.
        asks = frame.content == "nonactual" and "iobj" in frame.object
        complements = [t for ts in roles.values() for t in ts if t > v]
        stack = [(t, 0) for t in sorted(set(complements))]
        while stack:
            k, depth = stack.pop(0)
            # "la agresión a B" has its own object, "pidió escolta a B" and "culpó de ella a B" not.
            acts = not tree.cases(k) and not asks
            frames = self.lexicon.frames.by_noun.get(tree.lemma[k], ()) if acts else ()
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

    def _stance(self, roles: Roles, fixed: range, frame: Frame) -> list[int]:
        """Return whose words or cause fills a role: "dio la espalda al reclamo de B".

        The parser may hang it on the fixed words of the trigger, of which `fixed` are the tokens.
        """
        for told in (roles, *map(self.arguments.of_noun, fixed)):
            for k in (k for name in frame.object for k in told.get(name, [])):
                if k < 0 or self.tree.lemma[k] not in self.lexicon.stances:
                    continue
                found, _ = self._first(self.arguments.of_noun(k), _OWNERS, frame.object_types)
                if found:
                    return found
        return []

    def _acting(self, roles: Roles, frame: Frame) -> list[int]:
        """Return who fills the subject of a frame, and who acts along with him."""
        subjects, role = self._first(roles, frame.subject, frame.subject_types)
        if role != "nsubj":
            return subjects
        subjects = self._authors(roles["nsubj"], frame) or subjects
        beside = self._typed(self.entities(self._beside(roles["nsubj"])), frame.subject_types)
        return [*subjects, *(e for e in beside if e not in subjects)]

    def _sides(self, doers: list[int], subjects: list[int], frame: Frame) -> list[int]:
        """Return between whom it is: "los cancilleres de A y de B firmaron un convenio"."""
        k = doers[0] if doers else -1
        if len(subjects) > 1 or k < 0 or self._is_named(k):
            return subjects
        noun = self.lexicon.noun(self.tree.low[k])
        if noun is None or noun.number != "p" or noun.kind not in ("position", "person", "title"):
            return subjects
        return self._two_countries(k) or subjects

    def _two_countries(self, k: int) -> list[int]:
        """Return the places of "los ministros de Pesca de A y B", by position."""
        tree = self.tree
        for y in range(k + 2, min(k + 8, tree.n - 2)):
            if tree.words[y] == "," or tree.is_verb(y):
                break
            if tree.low[y] not in ("y", "e"):
                continue
            after = y + 2 if tree.low[y + 1] in ("de", "del") else y + 1
            found = [
                m.entity
                for t in (y - 1, y - 2, y - 3, after)
                if (m := self.mention_at(t)) is not None
                and m.root == t
                and m.kind == "name"
                and m.type == "Place"
                and (m.end == y or m.start == after)
            ]
            return found if len(found) == 2 and found[0] != found[1] else []
        return []

    def _beside(self, doers: list[int]) -> list[int]:
        """Return who acts along: "A, junto con B, denunció a C"."""
        tree = self.tree
        return [
            k
            for t in doers
            if t >= 0
            for k in tree.kids[t]
            if k > t
            and any(tree.low[c] in _TOGETHER and tree.dep[c] == "case" for c in tree.kids[k])
            and "," in tree.words[t:k]
        ]

    def _authors(self, doers: list[int], frame: Frame) -> list[int]:
        """Return whose paper says it, or whose organ does it: "un informe de A acusa a B"."""
        k = doers[0] if doers else -1
        if k < 0:
            return []
        of_noun = self.arguments.of_noun
        if self.tree.lemma[k] in self.lexicon.papers:
            makers = ("por parte de", "poss", "gentilic", "de")
            return self._first(of_noun(k), makers, frame.subject_types or _ACTING)[0]
        if self.tree.lemma[k] not in self.lexicon.organs or self._is_named(k):
            return []
        found, _ = self._first(of_noun(k), ("de",), frozenset({"Organization"}))
        return [e for e in found if self.referents[e].named]

    def _is_named(self, token: int) -> bool:
        mention = self.mention_at(token)
        if mention is None or mention.entity < 0:
            return mention is not None and bool(mention.members)
        return mention.kind != "description" or self.referents[mention.entity].named

    def _pairs(
        self, frame: Frame, subjects: list[int], objects: list[int], taken: set[tuple[int, int]]
    ) -> Iterator[tuple[int, int]]:
        if frame.reciprocal and not objects and len(subjects) > 1:
            pairs: Iterator[tuple[int, int]] = combinations(subjects, 2)
        elif frame.inverse:
            pairs = ((o, s) for s in subjects for o in objects)
        else:
            pairs = ((s, o) for s in subjects for o in objects)
        for s, o in islice(pairs, MOST_PAIRS):
            if frame.named and not self.referents[o].named:
                continue
            if s != o and (s, o) not in taken:
                taken.add((s, o))
                yield s, o


def outside(roles: Roles, start: int, end: int) -> Roles:
    """Return `roles` without the words of the trigger: "a los tribunales" is no party."""
    return {role: [t for t in tokens if not start <= t < end] for role, tokens in roles.items()}
