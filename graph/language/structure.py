"""Relations that need no verb: posts, memberships, families, origins, places, parts.

"el canciller mexicano, X", "X (PAN)", "su hermano Y", "los cárteles mexicanos", "Guayaquil,
Ecuador", "la Comisión de Salud del Senado".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from graph.identity import fold
from graph.language.annotations import NounMention, Referent, Relating
from graph.language.lexicon import Lexicon
from graph.language.names import ARTICLES
from graph.language.roles import Post
from graph.language.syntax import Tree

_PART_HEADS = frozenset({"Organization", "Work"})


class StructureFinder:
    """Finds the structural relations of one Doc."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.doc, self.lexicon = doc, lexicon
        self.tree: Tree = doc._.tree
        self.mentions: list[NounMention] = doc._.mentions
        self.referents: list[Referent] = doc._.referents
        self.at_root: dict[int, int] = doc._.at_root
        self.posts: list[Post] = doc._.posts

    def find(self) -> Iterator[Relating]:
        """Yield the relations, from left to right within each kind."""
        for post in self.posts:
            yield from self._post(post)
        names = [m for m in self.mentions if m.kind == "name" and m.entity >= 0]
        by_start = {m.start: m for m in names}
        for m in names:
            yield from self._bracket(m, by_start)
            yield from self._place_of(m, by_start)
            yield from self._part_of(m)
        for m in self.mentions:
            if m.kind == "description" and m.entity >= 0:
                yield from self._gentilic(m)
                yield from self._kin(m)
                yield from self._affiliation(m)
                yield from self._belongs(m)

    def _relating(
        self,
        relation: str,
        s: int,
        o: int,
        at: int,
        span: tuple[int, int],
        how: str,
        confidence: float,
        title: str | None = None,
    ) -> Relating:
        return Relating(
            relation,
            s,
            o,
            at,
            span[0],
            span[1],
            f"structure/{how}",
            confidence,
            title=title,
            steps=(how,),
        )

    # posts

    def _post(self, post: Post) -> Iterator[Relating]:
        person = self._holder(post)
        if person < 0 or self.referents[person].type != "Person":
            return
        for body, how in self._bodies(post):
            if body != person:
                yield self._relating(
                    "holdsPositionIn",
                    person,
                    body,
                    post.noun,
                    (post.start, post.end),
                    how,
                    0.85 if how != "inferred body" else 0.55,
                    post.title,
                )

    def _holder(self, post: Post) -> int:
        if post.person >= 0:
            return self.mentions[post.person].entity
        appointed = self._named_as(post)
        if appointed >= 0:
            return appointed
        k = self.at_root.get(post.noun, -1)
        if k >= 0 and self.mentions[k].entity >= 0:
            entity = self.mentions[k].entity
            if self.referents[entity].named or post.bodies:
                return entity
        cop = [k for k in self.tree.kids[post.noun] if self.tree.dep[k] == "cop"]
        if cop:
            for token in self.doc._.arguments.subject_of(post.noun):
                k = self.at_root.get(token, -1)
                if k >= 0:
                    return self.mentions[k].entity
        return -1

    def _named_as(self, post: Post) -> int:
        """Return who is meant by "eligió a X como presidenta de Y": the verb's object, a person."""
        tree = self.tree
        v = tree.head[post.noun]
        if tree.cases(post.noun) != "como" or not tree.is_verb(v):
            return -1
        roles = self.doc._.arguments.of_verb(v)
        for role in ("obj", "nsubj"):
            for token in roles.get(role, []):
                k = self.at_root.get(token, -1)
                if token != post.noun and k >= 0 and self.mentions[k].entity >= 0:
                    if self.referents[self.mentions[k].entity].type == "Person":
                        return self.mentions[k].entity
        return -1

    def _bodies(self, post: Post) -> list[tuple[int, str]]:
        out = []
        owner = self._owner(post)
        if owner >= 0 and not post.bodies:
            return [(owner, "post of «su»")]
        found = [e for e in map(self._body_entity, post.bodies) if e >= 0]
        # "la directora de la prisión de Brieva": the body with a name tells more.
        found.sort(key=lambda e: not self.referents[e].named)
        count = len(found) if post.entry.number == "p" else 1
        out += [(e, "post with body") for e in found[:count]]
        if not out and post.gentilic >= 0:
            place = self._place_named(self.lexicon.demonyms[self.tree.low[post.gentilic]])
            if place >= 0:
                out.append((place, "post with gentilic"))
        if not out:
            implied = self._implied_body(post)
            if implied >= 0:
                out.append((implied, "inferred body"))
        return out

    def _body_entity(self, body: int) -> int:
        """Return the referent of a post's body: a mention's index, or ``~token`` of a noun."""
        k = body if body >= 0 else self.at_root.get(~body, -1)
        return self.mentions[k].entity if k >= 0 else -1

    def _owner(self, post: Post) -> int:
        """Return the body that "su" stands for in "su presidenta"."""
        for k in self.tree.kids[post.noun]:
            token = k if self.tree.low[k] in ("su", "sus") else self._antecedent_of_whose(k)
            if token in self.at_root:
                entity = self.mentions[self.at_root[token]].entity
                if entity >= 0 and self.referents[entity].type in ("Organization", "Place"):
                    return entity
        return -1

    def _antecedent_of_whose(self, k: int) -> int:
        """Return what "cuyo" at `k` takes up: the noun that its relative clause describes."""
        tree = self.tree
        if tree.low[k] not in ("cuyo", "cuya", "cuyos", "cuyas"):
            return -1
        at = tree.head[k]
        for _ in range(6):
            if tree.dep[at] in ("acl", "acl:relcl"):
                return tree.head[at]
            if tree.head[at] == at:
                break
            at = tree.head[at]
        return -1

    def _place_named(self, name: str) -> int:
        key = fold(name)
        for k, ref in enumerate(self.referents):
            if (
                ref.named
                and ref.type == "Place"
                and any(fold(n) == key for n in [ref.label, *ref.names])
            ):
                return k
        return -1

    def _implied_body(self, post: Post) -> int:
        """Return the body that a post without one belongs to, if the text names it."""
        title = fold(post.title)
        for body in self.lexicon.bodies_of(title):
            for k, ref in enumerate(self.referents):
                if (
                    ref.named
                    and ref.type == "Organization"
                    and any(fold(n) == body for n in ref.names)
                ):
                    return k
        portfolio = title.split(" de ", 1)[1] if " de " in title else ""
        if portfolio:
            for k, ref in enumerate(self.referents):
                if (
                    ref.named
                    and ref.type == "Organization"
                    and any(fold(n).endswith(f" de {portfolio}") for n in ref.names)
                ):
                    return k
        if title.split()[0] in self.lexicon.spokespersons:
            return self._spoken_for(post)
        return -1

    def _spoken_for(self, post: Post) -> int:
        """A spokesperson speaks for the organisation that is quoted beside him."""
        here = self.tree.sentence[post.noun]
        best: list[tuple[int, int]] = []
        for speech in self.doc._.speeches or ():
            k = self.at_root.get(speech.speaker, -1)
            if k < 0 or self.mentions[k].entity < 0:
                continue
            entity = self.mentions[k].entity
            distance = abs(self.tree.sentence[speech.cue] - here)
            if (
                self.referents[entity].type == "Organization"
                and self.referents[entity].named
                and distance <= 2
            ):
                best.append((distance, entity))
        return min(best)[1] if best else -1

    # brackets and appositions

    def _bracket(self, m: NounMention, by_start: dict[int, NounMention]) -> Iterator[Relating]:
        """ "Karime Ojeda (PVEM)", "Pedro Sánchez, del PSOE"."""
        tree = self.tree
        if m.type != "Person" or m.end + 1 >= tree.n:
            return
        if tree.words[m.end] == "(":
            other = by_start.get(m.end + 1)
            if (
                other
                and other.type == "Organization"
                and other.end < tree.n
                and tree.words[other.end] in (")", ",", "-", "/")
            ):
                yield self._relating(
                    "memberOf",
                    m.entity,
                    other.entity,
                    other.root,
                    (other.start, other.end),
                    "bracket",
                    0.85,
                )
        elif tree.words[m.end] == "," and tree.low[m.end + 1] in ("del", "de"):
            k = m.end + 2
            while k < tree.n and k not in by_start and tree.low[k] in ARTICLES:
                k += 1
            other = by_start.get(k)
            if (
                other
                and other.type == "Organization"
                and other.end < tree.n
                and tree.words[other.end] in (",", ".", ")", ";", ":")
            ):
                yield self._relating(
                    "memberOf",
                    m.entity,
                    other.entity,
                    other.root,
                    (m.end + 1, other.end),
                    "apposition",
                    0.75,
                )

    def _place_of(self, m: NounMention, by_start: dict[int, NounMention]) -> Iterator[Relating]:
        """ "Guayaquil, Ecuador", "Guayaquil (Ecuador)"."""
        tree = self.tree
        if m.type != "Place" or m.end + 1 >= tree.n or tree.words[m.end] not in (",", "("):
            return
        other = by_start.get(m.end + 1)
        if other is None or other.type != "Place" or other.entity == m.entity:
            return
        closed = other.end >= tree.n or tree.words[other.end] in (",", ".", ")", ";", ":", "-")
        if (
            closed
            and self.lexicon.contains(other.text, m.text)
            and tree.cases(other.root) in ("", tree.cases(m.root))
        ):
            yield self._relating(
                "locatedIn",
                m.entity,
                other.entity,
                other.root,
                (other.start, other.end),
                "place in place",
                0.8,
            )

    def _part_of(self, m: NounMention) -> Iterator[Relating]:
        """ "Comisión de Salud del Senado", "Secretaría de Salud de Chiapas"."""
        tree = self.tree
        if m.type != "Organization" or m.end >= tree.n:
            return
        j = m.end
        if tree.words[j] == "(" and j + 2 < tree.n and tree.words[j + 2] == ")":
            j += 3
        if j >= tree.n or tree.low[j] not in ("de", "del"):
            return
        k = j + 1
        while k < tree.n and tree.low[k] in ARTICLES:
            k += 1
        for other in self.mentions:
            if (
                other.kind == "name"
                and other.start == k
                and other.entity not in (-1, m.entity)
                and other.type == "Organization"
            ):
                yield self._relating(
                    "partOf",
                    m.entity,
                    other.entity,
                    other.root,
                    (j, other.end),
                    "body of body",
                    0.65,
                )

    # nouns

    def _gentilic(self, m: NounMention) -> Iterator[Relating]:
        """ "los cárteles mexicanos": the group is of the place."""
        ref = self.referents[m.entity]
        if ref.type not in ("Group", "Person") or ref.named:
            return
        for k in self.tree.kids[m.root]:
            if self.tree.low[k] in self.lexicon.demonyms and self.tree.dep[k] == "amod":
                place = self._place_named(self.lexicon.demonyms[self.tree.low[k]])
                if place >= 0:
                    yield self._relating(
                        "originatesFrom", m.entity, place, k, (k, k + 1), "gentilic", 0.7
                    )

    def _kin(self, m: NounMention) -> Iterator[Relating]:
        """ "su hermano", "hijo de X", "Y, esposa de X"."""
        tree = self.tree
        entry = self.lexicon.noun(tree.low[m.root])
        if entry is None or entry.kind != "relative":
            return
        others = [k for k in tree.kids[m.root] if tree.low[k] in ("su", "sus")]
        others += [k for k in tree.kids[m.root] if tree.cases(k) == "de"]
        others += [a for k in tree.kids[m.root] if (a := self._antecedent_of_whose(k)) >= 0]
        mine = self._named_beside(m)
        for k in others:
            for c in tree.conjuncts(k):
                index = self.at_root.get(c, -1)
                if index >= 0 and self.mentions[index].entity not in (-1, mine):
                    other = self.mentions[index].entity
                    if self.referents[other].type == "Person":
                        yield self._relating(
                            "relatedTo", mine, other, m.root, (m.root, m.root + 1), "kinship", 0.8
                        )
                        return

    def _named_beside(self, m: NounMention) -> int:
        """Return the person in apposition with a noun of kinship, else the noun's own referent."""
        tree = self.tree
        for k in tree.kids[m.root]:
            if tree.dep[k] in ("appos", "flat") and k in self.at_root:
                other = self.mentions[self.at_root[k]]
                if other.kind == "name" and other.type == "Person":
                    return other.entity
        h = tree.head[m.root]
        if tree.dep[m.root] == "appos" and h in self.at_root:
            other = self.mentions[self.at_root[h]]
            if other.type == "Person" and other.entity >= 0:
                return other.entity
        return m.entity

    def _belongs(self, m: NounMention) -> Iterator[Relating]:
        """ "los estudiantes de la UNAM", "los pescadores de Ventanilla", "la planta de Pesquería"."""
        tree = self.tree
        entry = self.lexicon.noun(tree.low[m.root])
        if (
            entry is None
            or self.referents[m.entity].named
            and entry.kind not in ("occupation", "person")
        ):
            return
        for k in tree.kids[m.root]:
            case = tree.cases(k)
            index = self.at_root.get(k, -1)
            if (
                k < m.root
                or index < 0
                or case not in ("de", "en")
                or self.mentions[index].kind != "name"
            ):
                continue
            other = self.mentions[index]
            relation = _belonging(entry.kind, str(other.type), case)
            if relation and other.entity not in (-1, m.entity):
                yield self._relating(
                    relation, m.entity, other.entity, m.root, (m.root, k + 1), "noun of name", 0.65
                )
                return

    def _affiliation(self, m: NounMention) -> Iterator[Relating]:
        """ "la diputada panista Ojeda", "el senador de Morena": members of a party."""
        tree = self.tree
        if self.referents[m.entity].type != "Person":
            return
        for k in tree.kids[m.root]:
            party = self.lexicon.affiliations.get(tree.low[k])
            if party and tree.dep[k] in ("amod", "appos", "flat"):
                for index, ref in enumerate(self.referents):
                    if ref.type == "Organization" and any(
                        fold(n) == fold(party) for n in ref.names
                    ):
                        yield self._relating(
                            "memberOf", m.entity, index, k, (k, k + 1), "affiliation", 0.75
                        )


def _belonging(kind: str, other: str, case: str) -> str:
    """Return the relation of a noun of `kind` to the name that "de" or "en" hangs below it."""
    if kind in ("group", "person", "occupation"):
        if case == "de" and other == "Organization":
            return "memberOf"
        if other == "Place":
            return "originatesFrom" if case == "de" else "locatedIn"
    if kind in ("organization", "place", "event") and other == "Place":
        return "locatedIn"
    return ""
