"""Who belongs to which body: "X (PAN)", "X, del PAN", "los estudiantes de la UNAM"."""

from __future__ import annotations

from collections.abc import Iterator

from graph.identity import fold
from graph.language.annotations import NounMention, Relating
from graph.language.name_words import ARTICLES
from graph.language.posts import Post
from graph.language.structure_records import StructureRecords

_CLOSING = (",", ".", ")", ";", ":", '"')
# What a noun that tells one of these of a body ("el fundador de X") tells of its holder.
_TIES = ("created", "owns")
# How far from "son" or "fueron" the trade of a list may stand.
_REACH = 8
_SEVERAL = ("y", "e", ",")


class Memberships(StructureRecords):
    """Finds who is a member of what in one Doc, where no verb tells it."""

    def find(self) -> Iterator[Relating]:
        """Yield ``memberOf`` relations, and posts of those whose trade is told before the name."""
        names = [m for m in self.mentions if m.kind == "name" and m.entity >= 0]
        self.starting = {m.start: m for m in names}
        self.stopping = {m.end: m for m in names}
        self.trade = {p.person: p for p in self.posts if p.person >= 0 and not p.bodies}
        for post in self.posts:
            if post.entry.number == "p" and post.person < 0 and not post.bodies:
                self._listed(post)
        for index, m in enumerate(self.mentions):
            if m.entity < 0:
                continue
            if m.kind == "name" and m.type == "Person":
                yield from self._bracket(m)
                yield from self._beside_party(m)
                yield from self._behind(index, m)
                yield from self._in_charge(m)
            elif m.kind == "description":
                yield from self._affiliation(m)
                yield from self._own_party(m)
                yield from self._belongs(m)

    def _own_party(self, m: NounMention) -> Iterator[Relating]:
        """Read "X dijo que su partido, el PAN, …", of a party that the text names."""
        body = self.referents[m.entity]
        if body.type != "Organization" or not body.named:
            return
        if fold(m.head) not in self.lexicon.equivalents("partido"):
            return
        for k in self.tree.kids[m.root]:
            index = self.at_root.get(k, -1) if self.tree.low[k] == "su" else -1
            who = self.mentions[index].entity if index >= 0 else -1
            if who >= 0 and self.referents[who].type == "Person" and who != m.entity:
                pair = (who, m.entity)
                yield self.relating("memberOf", pair, m.root, (k, m.end), "own party", 0.7)

    def body_behind(self, k: int) -> NounMention | None:
        """Return the body named at `k`, past articles and a noun: "la agencia Quadratin"."""
        tree = self.tree
        while k < tree.n and k not in self.starting and tree.low[k] in ARTICLES:
            k += 1
        noun = self.lexicon.noun(tree.low[k]) if k < tree.n and k not in self.starting else None
        if noun is not None and noun.kind in ("organization", "group"):
            k += 1
            while k < tree.n and k not in self.starting and tree.pos[k] == "ADJ":
                k += 1
            if k < tree.n and tree.low[k] in ("de", "del"):
                k += 1
                while k < tree.n and k not in self.starting and tree.low[k] in ARTICLES:
                    k += 1
        other = self.starting.get(k)
        return other if other is not None and other.type == "Organization" else None

    def _listed(self, post: Post) -> None:
        """Give the trade of "A de X, B de Y y C de Z fueron algunos de los reporteros" to each."""
        tree = self.tree
        first, end = tree.bounds[tree.sentence[post.noun]]
        verb = next((k for k in range(first, end) if tree.lemma[k] == "ser"), -1)
        if verb < 0 or tree.morph[verb].get("Number") != "Plur" or abs(verb - post.noun) > _REACH:
            return
        for index, m in enumerate(self.mentions):
            if m.kind != "name" or m.type != "Person" or not first <= m.start < end:
                continue
            if (m.start > verb) != (post.noun > verb):
                self.trade.setdefault(index, post)

    # behind a name

    def _bracket(self, m: NounMention) -> Iterator[Relating]:
        """Read "Karime Ojeda (PVEM)"."""
        tree = self.tree
        if m.end + 1 >= tree.n or tree.words[m.end] != "(":
            return
        other = self.starting.get(m.end + 1)
        if other is None or other.type != "Organization" or other.end >= tree.n:
            return
        if tree.words[other.end] in (")", ",", "-", "/"):
            pair, span = (m.entity, other.entity), (other.start, other.end)
            yield self.relating("memberOf", pair, other.root, span, "bracket", 0.85)

    def _beside_party(self, m: NounMention) -> Iterator[Relating]:
        """Read "el senador UDI Cristóbal Undurraga": an acronym before the name."""
        other = self.stopping.get(m.start)
        if other is None or other.type != "Organization" or not other.text.isupper():
            return
        noun = self.lexicon.noun(self.tree.low[other.start - 1]) if other.start else None
        if noun is not None and noun.kind == "position" and noun.number == "s":
            pair, span = (m.entity, other.entity), (other.start, other.end)
            yield self.relating("memberOf", pair, other.root, span, "party before name", 0.8)

    def _behind(self, index: int, m: NounMention) -> Iterator[Relating]:
        """Read "Pedro Sánchez, del PSOE", "el juez X, de la Audiencia", "Mike Ryan de la OMS"."""
        tree = self.tree
        if m.end + 1 >= tree.n:
            return
        apart = tree.words[m.end] == ","
        k = m.end + 1 if apart else m.end
        joined = apart and k + 2 < tree.n and tree.low[k] in self.lexicon.joined
        k += joined
        if tree.low[k : k + 3] in (["al", "frente", "de"], ["al", "frente", "del"]):
            yield from self._at_the_head(m, k + 3)
            return
        if k >= tree.n or tree.low[k] not in ("de", "del"):
            return
        post = None if joined else self.trade.get(index)
        if post is not None and (apart or post.entry.number == "p"):
            yield from self._for_place(m, k, post)
        other = self.body_behind(k + 1) or self._medium(k + 1, post)
        if other is None or other.entity == m.entity:
            return
        if apart and not (other.end >= tree.n or tree.words[other.end] in (*_CLOSING, "(")):
            return
        how, sure = ("apposition", 0.75) if apart else ("name of body", 0.6)
        span = (other.start, other.end)
        several = (m.entity, *(self._coordinated(index) if joined or not apart else ()))
        if post is not None and apart:
            several += self._colleague(post)
        if post is not None and self._is_trade(post, other):
            second = self._second_medium(other, post)
            for who in several:
                for body in (other, *second):
                    pair = (who, body.entity)
                    yield self.relating(
                        "holdsPositionIn", pair, other.root, span, how, sure, post.title
                    )
            return
        for who in several:
            pair = (who, other.entity)
            yield self.relating("memberOf", pair, other.root, span, how, sure)

    def _medium(self, k: int, post: Post | None) -> NounMention | None:
        """Return what is named behind one of the press, a medium whatever else it may mean."""
        if post is None or post.entry.lemma not in self.lexicon.press:
            return None
        other = self.starting.get(k)
        if (
            other is None
            or other.type not in ("Work", "Place")
            or self.lexicon.kinds_of(other.text)
        ):
            return None
        return other

    def _colleague(self, post: Post) -> tuple[int, ...]:
        """Return who shares the medium: "la reportera X y el camarógrafo Z, de Canal Sur"."""
        tree, k = self.tree, post.start - 1
        if post.link != "title before name" or k < 1 or tree.low[k - 1] not in ("y", "e"):
            return ()
        for index, other in self.trade.items():
            who = self.mentions[index]
            if who.end == k - 1 and {other.entry.lemma, post.entry.lemma} <= self.lexicon.press:
                return (who.entity,)
        return ()

    def _second_medium(self, other: NounMention, post: Post) -> tuple[NounMention, ...]:
        """Read "X, de La Tarde y Radio Sur,": another medium of the same reporter."""
        tree, k = self.tree, other.end
        if post.entry.lemma not in self.lexicon.press or tree.low[k : k + 1] != ["y"]:
            return ()
        second = self.starting.get(k + 1)
        if second is None or second.type != "Organization" or second.end >= tree.n:
            return ()
        return (second,) if tree.words[second.end] in _CLOSING else ()

    def _at_the_head(self, m: NounMention, k: int) -> Iterator[Relating]:
        """Read "Julia Roca, al frente de la Secretaría de Cultura,"."""
        other = self.body_behind(k) or self.starting.get(k)
        if other is not None and other.type in ("Organization", "Place"):
            pair, span = (m.entity, other.entity), (k - 3, other.end)
            yield self.relating("holdsPositionIn", pair, other.root, span, "at the head", 0.8)

    def _in_charge(self, m: NounMention) -> Iterator[Relating]:
        """Read "la Fiscalía de Jalisco, a cargo de (la doctora) Julia Roca"."""
        tree = self.tree
        near = range(m.start - 2, max(m.start - 5, -1), -1)
        k = next((k for k in near if tree.low[k] == "cargo"), 0)
        if k < 2 or tree.low[k - 1] != "a" or tree.low[k + 1] not in ("de", "del"):
            return
        end = k - 1
        end -= tree.words[end - 1] == ","
        if tree.words[end - 1] == ")":
            end = next((o for o in range(end - 1, max(end - 5, 0), -1) if tree.words[o] == "("), 0)
        body = next((o for o in self.starting.values() if o.end == end), None)
        if body is not None and body.type == "Organization" and body.entity != m.entity:
            pair, span = (m.entity, body.entity), (k - 1, m.end)
            yield self.relating("holdsPositionIn", pair, k, span, "in charge", 0.75)

    def _for_place(self, m: NounMention, k: int, post: Post) -> Iterator[Relating]:
        """Read "la senadora Julia Roca, de Nebraska,", "los obispos X, de Talca, y Z"."""
        other = self.starting.get(k + 1)
        if other is None or other.type != "Place" or other.entity == m.entity:
            return
        closed = other.end >= self.tree.n or self.tree.words[other.end] in (*_CLOSING, "(", "y")
        if not closed and post.entry.number == "s":
            return
        lemma = post.entry.lemma
        held = self.lexicon.held_in(lemma)
        if lemma in self.lexicon.heads_of_state | self.lexicon.for_places or held and held.places:
            pair, span = (m.entity, other.entity), (other.start, other.end)
            how = "post for place"
            yield self.relating("holdsPositionIn", pair, other.root, span, how, 0.75, post.title)

    def _coordinated(self, index: int) -> list[int]:
        """Return who else shares the body: "C. Carbajal y J. Morales del periódico El Sur"."""
        m = self.mentions[index]
        if m.start < 2 or self.tree.low[m.start - 1] not in ("y", "e"):
            return []
        return [
            o.entity
            for o in self.mentions
            if o.kind == "name" and o.type == "Person" and o.end == m.start - 1 and o.entity >= 0
        ]

    def _is_trade(self, post: Post, other: NounMention) -> bool:
        """Whether a person holds the post told before the name in the body told behind it."""
        lemma = post.entry.lemma
        lexicon = self.lexicon
        if (
            lemma in lexicon.players
            or lemma in lexicon.seats
            or lemma.split()[0] in (lexicon.candidacies)
        ):
            return False
        held = lexicon.held_in(lemma)
        if held is not None and fold(other.text).split()[0] in held.heads:
            return True
        return lemma in lexicon.staff | lexicon.press and self._is_body(other)

    def _is_body(self, other: NounMention) -> bool:
        """Whether a name says that it is no party's: "la Sala Penal", not "Junts"."""
        ref = self.referents[other.entity]
        return not {fold(n) for n in [ref.label, *ref.names]} & self.lexicon.parties

    # nouns

    def _belongs(self, m: NounMention) -> Iterator[Relating]:
        """Read "los estudiantes de la UNAM", "agentes de la Policía y de la Marina"."""
        tree, lexicon = self.tree, self.lexicon
        entry = lexicon.noun(tree.low[m.root])
        if (
            entry is None
            or entry.kind not in ("group", "person", "occupation", "position")
            or self.referents[m.entity].named
            and entry.kind != "person"
            or entry.lemma in self.lexicon.members
            and entry.lemma not in self.lexicon.players
            or self.referents[m.entity].type not in ("Person", "Group")
            or self.lexicon.frames.by_noun.get(tree.lemma[m.root])
            and self.lexicon.frames.by_noun[tree.lemma[m.root]][0].relation in _TIES
            or tree.low[m.root] in lexicon.states.makers | lexicon.states.owners
            or entry.number == "s"
            and any(p.noun == m.root and p.bodies for p in self.posts)
            or entry.kind == "position"
            and not (entry.number == "p" and entry.lemma in self.lexicon.seats)
        ):
            return
        if entry.kind == "group" and entry.number == "s" and not entry.gender:
            # "una delegación de la ONU" acts for the body, or is a part of it.
            return
        k = m.root + 1
        while k < tree.n and tree.pos[k] == "ADJ" and k not in self.starting:
            k += 1
        if k + 1 >= tree.n or tree.low[k] not in ("de", "del"):
            return
        how = "noun of name"
        if m.root > 0 and entry.number == "p":
            if tree.low[m.root - 1] in ("los", "las") and entry.lemma not in lexicon.whole_body:
                how = "definite members"
            elif tree.pos[m.root - 1] == "NUM":
                how = "definite number of members"
        other = self.body_behind(k + 1)
        while other is not None and other.entity != m.entity:
            pair, span = (m.entity, other.entity), (m.root, other.end)
            yield self.relating("memberOf", pair, m.root, span, how, 0.65)
            k = other.end
            if k + 2 >= tree.n or tree.low[k] not in _SEVERAL:
                return
            if tree.low[k + 1] in ("de", "del"):
                other = self.body_behind(k + 2)
            else:
                other = self._next_in_list(k)

    def _next_in_list(self, k: int) -> NounMention | None:
        """Return the next of "del PRD, PAN y Morena", which ends in "y", behind token `k`."""
        tree = self.tree
        out: NounMention | None = None
        while k < tree.n and tree.low[k] in _SEVERAL:
            last = tree.low[k] != ","
            k += 1
            while k < tree.n and k not in self.starting and tree.low[k] in ARTICLES:
                k += 1
            other = self.starting.get(k)
            if other is None or other.type != "Organization":
                return None
            out = out or other
            if last:
                return out
            k = other.end
        return None

    def _affiliation(self, m: NounMention) -> Iterator[Relating]:
        """Read "la diputada panista Ojeda", "el priista X": members of a party."""
        tree = self.tree
        if self.referents[m.entity].type != "Person":
            return
        for k in (m.root, *tree.kids[m.root]):
            party = self.lexicon.affiliations.get(tree.low[k])
            if party and (k == m.root or tree.dep[k] in ("amod", "appos", "flat")):
                for index, ref in enumerate(self.referents):
                    if ref.type == "Organization" and any(
                        fold(n) == fold(party) for n in ref.names
                    ):
                        pair = (m.entity, index)
                        yield self.relating("memberOf", pair, k, (k, k + 1), "affiliation", 0.75)
