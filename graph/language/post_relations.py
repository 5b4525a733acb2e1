"""Who holds which post where: from a post's name, body, gentilic, possessive or context."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from graph.identity import fold
from graph.language.annotations import Relating
from graph.language.post_owners import PostOwners
from graph.language.roles import Post

# How far before a post the relative pronoun of its clause may stand.
_REACH = 6


class PostRelations(PostOwners):
    """Finds the posts that the persons of one Doc hold."""

    def find(self) -> Iterator[Relating]:
        """Yield ``holdsPositionIn`` relations, in the order of the text."""
        for post in self.posts:
            yield from self._post(post)

    def _post(self, post: Post) -> Iterator[Relating]:
        if post.entry.kind == "counterpart" and post.entry.lemma not in self.lexicon.peers:
            return
        person = self._holder(post)
        if person < 0 or self.referents[person].type != "Person":
            return
        named = self.referents[person].named
        for body, found in self._bodies(post):
            how = found
            if not named and self._is_definite(post) and self.referents[body].type == "Place":
                # "el presidente de Kenia": whoever that is, the post is told.
                how = "definite post"
            elif named and self._is_told_apart(post, body):
                # "el portavoz del Gobierno, X": whichever it is, the person holds a post in it.
                how = "definite body"
            if body != person and self._is_membership(post, body):
                # "el delantero de Blooming": a team has members, no posts.
                span = (post.start, post.end)
                yield self.relating("memberOf", (person, body), post.noun, span, "player", 0.75)
            elif body != person and self._is_local(post, body):
                # "el político de Tabasco" is from there.
                pair, span = (person, body), (post.start, post.end)
                yield self.relating("originatesFrom", pair, post.noun, span, "trade of place", 0.7)
            elif body != person:
                yield self.relating(
                    "holdsPositionIn",
                    (person, body),
                    self._told_at(post),
                    (post.start, post.end),
                    how,
                    0.55 if how.startswith("inferred") else 0.85,
                    post.title,
                )

    def _told_at(self, post: Post) -> int:
        """Return the predicate whose status holds: "antes de tomar protesta como alcalde de X"."""
        tree = self.tree
        v = tree.head[post.noun]
        taken = tree.cases(post.noun) == "como" and tree.is_verb(v) and post.link == ""
        return v if taken and not tree.is_finite(v) else post.noun

    def _is_definite(self, post: Post) -> bool:
        return (
            post.start > 0
            and self.tree.low[post.start - 1] in ("el", "la", "al", "del")
            and post.entry.kind == "position"
            and not post.entry.lemma.startswith("ex")
        )

    def _is_local(self, post: Post, body: int) -> bool:
        """Whether "de" and a place behind a trade tell where somebody is from."""
        return self.referents[body].type == "Place" and post.entry.lemma in self.lexicon.locals

    def _is_membership(self, post: Post, body: int) -> bool:
        """Whether the holder is a member: "el delantero de Blooming", "el diputado del PAN"."""
        ref = self.referents[body]
        if ref.type != "Organization":
            return False
        if post.entry.lemma not in self.lexicon.seats:
            return post.entry.lemma in self.lexicon.players
        heads = {fold(n).split()[0] for n in [ref.label, *ref.names] if n}
        return ref.named and not heads & self.lexicon.chambers

    def _holder(self, post: Post) -> int:
        if post.person >= 0:
            return self.mentions[post.person].entity
        if post.before >= 0:
            return self._holder(self.posts[post.before])
        appointed = self._named_as(post)
        appointed = appointed if appointed >= 0 else self._made(post)
        if appointed >= 0:
            return appointed
        related = self._of_clause(post)
        if related >= 0:
            return related
        cop = [k for k in self.tree.kids[post.noun] if self.tree.dep[k] == "cop"]
        if cop:
            for token in self.doc._.arguments.subject_of(post.noun):
                k = self.at_root.get(token, -1)
                if k >= 0:
                    return self.mentions[k].entity
        k = self.at_root.get(post.noun, -1)
        if k >= 0 and self.mentions[k].entity >= 0:
            entity = self.mentions[k].entity
            if self.referents[entity].named or post.bodies:
                return entity
        return -1

    def _of_clause(self, post: Post) -> int:
        """Return who is meant by "X, quien fue director de Y", read by position; -1 for none."""
        tree, k = self.tree, post.start - 1
        floor = max(k - _REACH, tree.bounds[tree.sentence[post.noun]][0])
        while k > floor and tree.pos[k] in ("DET", "ADJ", "ADV") and tree.lemma[k] != "ser":
            k -= 1
        if k <= floor or tree.lemma[k] != "ser" or tree.low[k - 1] not in ("que", "quien"):
            return -1
        k -= 1
        return next(
            (
                m.entity
                for m in self.mentions
                if m.kind == "name" and m.type == "Person" and m.end in (k, k - 1)
                if m.end == k or tree.words[k - 1] == ","
            ),
            -1,
        )

    def _named_as(self, post: Post) -> int:
        """Return who is meant by "eligió a X como presidenta de Y": the verb's object, a person."""
        tree = self.tree
        v = tree.head[post.noun]
        if tree.cases(post.noun) != "como":
            return -1
        if v == post.start - 2 and tree.dep[v] == "obj":
            # "rendirá protesta como gobernadora"
            v = tree.head[v]
        if not tree.is_verb(v):
            return -1
        roles = self.doc._.arguments.of_verb(v)
        for role in ("obj", "nsubj"):
            for token in roles.get(role, []):
                k = self.at_root.get(token, -1)
                if token != post.noun and k >= 0 and self.mentions[k].entity >= 0:
                    if self.referents[self.mentions[k].entity].type == "Person":
                        return self.mentions[k].entity
        return -1

    def _made(self, post: Post) -> int:
        """Return who is meant by "X fue elegida presidenta de Y", "X se convirtió en jefa de Y"."""
        tree, v = self.tree, self.tree.head[post.noun]
        arguments, case = self.doc._.arguments, self.tree.cases(post.noun)
        if v >= post.start or post.start - v > _REACH or case not in ("", "en"):
            return -1
        if self.lexicon.naming_verbs.isdisjoint(
            [tree.lemma[v], *self.lexicon.verb_lemmas(tree, v)]
        ):
            return -1
        if case and not arguments.is_reflexive(v):
            return -1
        for token in arguments.of_verb(v).get("nsubj" if case else "obj", []):
            k = self.at_root.get(token, -1)
            if k >= 0 and not post.start <= token < post.end and self.mentions[k].entity >= 0:
                if self.referents[self.mentions[k].entity].type == "Person":
                    return self.mentions[k].entity
        return -1

    def _bodies(self, post: Post) -> list[tuple[int, str]]:
        out = []
        if not post.bodies and self.has_owner(post):
            owner = self.owner(post)
            return [(owner, "post of «su»")] if owner >= 0 else []
        found = [e for e in map(self._body_entity, post.bodies) if e >= 0]
        # "la directora de la prisión de Brieva": the body with a name tells more.
        found.sort(key=lambda e: not self.referents[e].named)
        lemma = post.entry.lemma.split()[0]
        several = post.entry.number == "p" or lemma in self.lexicon.candidacies
        count = len(found) if several or post.joint else 1
        if len(found) > 1 and self._is_board(found[0]):
            # "presidente del Consejo de Administración de la empresa X": the company is told.
            found = found[1:]
        out += [(e, "post with body") for e in found[:count]]
        if not out and post.gentilic >= 0:
            place = self.place_named(self.lexicon.demonyms[self.tree.low[post.gentilic]])
            if place >= 0:
                out.append((place, "post with gentilic"))
        if not out:
            implied = self._implied_body(post)
            if implied >= 0:
                country = "pais" in self.lexicon.kinds_of(self.referents[implied].label)
                out.append((implied, "inferred country" if country else "inferred body"))
        return out

    def _is_told_apart(self, post: Post, body: int) -> bool:
        """Whether a body without a name is told well enough: "el banco vasco", "el Gobierno"."""
        ref, tree = self.referents[body], self.tree
        if ref.named or ref.type != "Organization" or ref.number == "p":
            return False
        tokens = [~b for b in post.bodies if b < 0 and self._body_entity(b) == body]
        return bool(tokens) and (
            len(ref.label.split()) > 1
            or any(tree.words[k][:1].isupper() for k in tokens)
            or any(tree.low[k + 1 : k + 2] in (["de"], ["del"]) for k in tokens)
        )

    def _is_board(self, body: int) -> bool:
        """Whether a body only governs the one named behind it: "el consejo de administración"."""
        return any(fold(name) in self.lexicon.boards for name in self.referents[body].names)

    def _body_entity(self, body: int) -> int:
        """Return the referent of a post's body: a mention's index, or ``~token`` of a noun."""
        k = body if body >= 0 else self.at_root.get(~body, -1)
        return self.mentions[k].entity if k >= 0 else -1

    def _implied_body(self, post: Post) -> int:
        """Return the body that a post without one belongs to, if the text names it."""
        if post.person < 0 or post.gentilic >= 0 or self._is_told(post):
            return -1
        body = self.implied(post)
        if body >= 0:
            return body
        title = fold(post.title)
        for body_name in self.lexicon.bodies_of(title):
            for k, ref in enumerate(self.referents):
                if (
                    ref.named
                    and ref.type == "Organization"
                    and any(fold(n) == body_name for n in ref.names)
                ):
                    return k
        portfolio = title.split(" de ", 1)[1] if " de " in title else ""
        if portfolio:
            for k, ref in enumerate(self.referents):
                if (
                    ref.named
                    and ref.type == "Organization"
                    and any(self._is_office(fold(n), portfolio) for n in ref.names)
                ):
                    return k
        if title.split()[0] in self.lexicon.spokespersons:
            return self._spoken_for(post)
        return -1

    def _is_office(self, name: str, portfolio: str) -> bool:
        """Whether the folded `name` is an office's: "ministerio de salud", not "museo de salud"."""
        head, _, rest = name.partition(" ")
        return rest.endswith(f"de {portfolio}") and head in self._office_heads

    @cached_property
    def _office_heads(self) -> frozenset[str]:
        return frozenset(map(fold, self.lexicon.names.office_nouns))

    def _is_told(self, post: Post) -> bool:
        """Whether the text tells elsewhere in which body the person holds a post."""
        person = self.mentions[post.person].entity
        return any(
            (p.bodies or p.gentilic >= 0) and self._holder(p) == person
            for p in self.posts
            if p is not post
        )

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
