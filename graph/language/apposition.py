"""The named referents of a document, and the nouns and posts that stand beside their names."""

from __future__ import annotations

from spacy.tokens import Doc

from graph.identity import fold
from graph.language.aliases import NameClusters
from graph.language.annotations import NounMention, Referent
from graph.language.descriptions import KIND_TYPES
from graph.language.lexicon import Lexicon
from graph.language.roles import Post
from graph.language.syntax import Tree

# What ends an apposition.
_CLOSING = (",", ".", ";", ":", ")", '"')
_OWN = ("su", "mi", "tu", "nuestro", "nuestra")
# How far before a name its trade may begin, and how far before a comma a noun of kinship stand.
_TRADE_REACH, _KIN_REACH = 6, 8


class NamedReferents:
    """Gathers the names of one Doc, and what apposition and posts add to them."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.doc, self.lexicon = doc, lexicon
        self.tree: Tree = doc._.tree
        self.mentions: list[NounMention] = doc._.mentions
        self.posts: list[Post] = doc._.posts
        self.in_names = {
            t for m in self.mentions if m.kind == "name" for t in range(m.start, m.end)
        }
        # Words inside a title stand for nothing of their own ("secretario de Estado").
        self.in_names |= {t for p in self.posts for t in range(p.noun + 1, p.end)}
        self.referents: list[Referent] = []
        self.at_root: dict[int, int] = {}

    def gather_names(self) -> None:
        """Fill ``referents`` and ``at_root`` from the names, posts and appositions."""
        self.referents = NameClusters(self.doc, self.lexicon).referents
        for k, m in enumerate(self.mentions):
            self._enter(k, m)
        self._names_of_posts()
        self._adjacent_names()
        self._names_after_commas()
        self._appositions()
        self._drafts()
        self._second_descriptions()

    def _enter(self, index: int, mention: NounMention) -> None:
        if mention.entity >= 0 or mention.members:
            self.at_root.setdefault(mention.root, index)
            if mention.entity >= 0:
                self.referents[mention.entity].mentions.append(index)

    def _names_of_posts(self) -> None:
        """Enter the posts that stand beside a name; their noun refers to the same person."""
        series: dict[int, list[int]] = {}
        for post in self.posts:
            if post.person >= 0:
                series.setdefault(post.noun, []).append(self.mentions[post.person].entity)
        for post in self.posts:
            if post.person < 0:
                continue
            person = self.mentions[post.person]
            # "Los presidentes de A, X, y de B, Y": the plural stands for all of them.
            together = tuple(series[post.noun]) if len(series[post.noun]) > 1 else ()
            referent = self.referents[person.entity]
            referent.posts.append(fold(post.title))
            # "Los ediles A y B" may be women.
            tells = post.entry.number != "p" or post.entry.gender == "f"
            if tells and post.entry.gender and not referent.gender:
                referent.gender = post.entry.gender
            self._add(
                post.start,
                post.end,
                post.noun,
                "description",
                -1 if together else person.entity,
                post.link,
                post.entry.lemma,
                together,
            )
            self._remember_origin(post, referent)

    def _adjacent_names(self) -> None:
        """Hang a name on the noun for people right before it: "a los reporteros A, B y C"."""
        tree = self.tree
        for m in self.mentions:
            t = m.start - 1
            if m.kind != "name" or m.type != "Person" or t < 0 or t in self.in_names:
                continue
            entry = self.lexicon.noun(tree.low[t])
            people = entry is not None and KIND_TYPES[entry.kind] in ("Person", "Group")
            if people and tree.pos[t] == "NOUN" and tree.sentence[t] == tree.sentence[m.root]:
                tree.attach(m.root, t, "appos")

    def _names_after_commas(self) -> None:
        """Hang a name between commas on the noun before it: "con su par turco, Hakan Fidan, …".

        The parser often makes it another dependent of the verb.
        """
        tree = self.tree
        for m in self.mentions:
            t = m.start - 1
            if m.kind != "name" or m.entity < 0 or t < 1 or tree.words[t] != ",":
                continue
            if tree.dep[m.root] == "flat" or tree.cases(m.root):
                continue
            if any(tree.dep[k] == "cc" for k in tree.kids[m.root]):
                continue
            if m.end >= tree.n or tree.words[m.end] not in (",", ".", ";", ":"):
                continue
            phrase = self._phrase_before(t)
            kin = self._kin_before(t, m)
            if tree.dep[m.root] == "appos" and tree.head[m.root] in phrase and kin < 0:
                continue
            host = kin if kin >= 0 else next((h for h in phrase if self._awaits_name(h, m)), -1)
            if host >= 0:
                tree.attach(m.root, host, "appos")

    def _kin_before(self, comma: int, m: NounMention) -> int:
        """Return the relative of "la madre del joven, Norma Paz,", who bears the name; -1."""
        tree = self.tree
        for k in range(comma - 2, max(comma - _KIN_REACH, 0), -1):
            if tree.is_verb(k) or tree.words[k] == "," or k in self.in_names:
                return -1
            if tree.low[k] in ("de", "del"):
                kin = self.lexicon.noun(tree.low[k - 1])
                if kin is None or kin.kind != "relative" or kin.number == "p":
                    continue
                gender = self.referents[m.entity].gender
                same = not kin.gender or not gender or kin.gender == gender
                return k - 1 if same and self._awaits_name(k - 1, m) else -1
        return -1

    def _second_descriptions(self) -> None:
        """Let "su marido, el cineasta Juan Paz," be one: what he is to somebody, and his trade."""
        tree = self.tree
        for m in list(self.mentions):
            if m.kind != "name" or m.entity < 0 or m.type != "Person":
                continue
            comma = self._comma_before_trade(m)
            if comma < 2 or m.end < tree.n and tree.words[m.end] not in _CLOSING:
                continue
            h = comma - 1 if tree.pos[comma - 1] == "NOUN" else comma - 2
            entry = self.lexicon.noun(tree.low[h])
            if entry is None or h in self.at_root or h in self.in_names or entry.number == "p":
                continue
            if KIND_TYPES[entry.kind] != "Person" or tree.low[h - 1] not in _OWN:
                continue
            referent = self.referents[m.entity]
            if entry.gender and referent.gender and entry.gender != referent.gender:
                # "a su madre, el concejal Luis Paz y otros": a list.
                continue
            self._add(h, h + 1, h, "description", m.entity, "second apposition", entry.lemma)
            referent.posts.append(fold(entry.lemma))

    def _comma_before_trade(self, m: NounMention) -> int:
        """Return the comma before "la también actriz" and a name, -1 where there is none."""
        tree = self.tree
        k = m.start - 1
        while k > m.start - _TRADE_REACH and k > 1 and k not in self.in_names:
            if tree.low[k] in ("el", "la"):
                return k - 1 if k < m.start - 1 and tree.words[k - 1] == "," else -1
            if tree.pos[k] not in ("NOUN", "ADJ", "ADV", "PROPN"):
                return -1
            k -= 1
        return -1

    def _phrase_before(self, comma: int) -> list[int]:
        """Return the nouns of the phrase that ends at a comma, from the last one upwards."""
        tree = self.tree
        out: list[int] = []
        x = comma - 1
        while x >= 0 and not tree.is_verb(x) and len(out) < 6:
            out.append(x)
            if tree.dep[x] == "conj" or not 0 <= tree.head[x] < comma or tree.head[x] == x:
                break
            x = tree.head[x]
        return out

    def _awaits_name(self, h: int, m: NounMention) -> bool:
        """Whether the noun at `h` is a definite one that the name `m` may explain."""
        tree = self.tree
        entry = self.lexicon.noun(tree.low[h])
        if entry is None or tree.pos[h] != "NOUN" or h in self.at_root or h in self.in_names:
            return False
        definite = any(tree.pos[k] == "DET" and k < h for k in tree.kids[h])
        return (
            (definite or tree.cases(h) in ("a", "de"))
            and tree.morph[h].get("Number") != "Plur"
            and KIND_TYPES[entry.kind] == m.type
        )

    def _appositions(self) -> None:
        """Let a noun and the name in apposition be one: "su colega egipcio, Badr Abdelatty"."""
        tree = self.tree
        for m in list(self.mentions):
            if m.kind != "name" or m.entity < 0 or tree.dep[m.root] not in ("appos", "flat"):
                continue
            h = tree.head[m.root]
            if h in self.at_root or h in self.in_names or not self._may_name(h, m):
                continue
            members = [
                self.mentions[self.at_root[c]].entity
                for c in tree.conjuncts(m.root)
                if c in self.at_root and self.mentions[self.at_root[c]].type == m.type
            ]
            entry = self.lexicon.noun(tree.low[h])
            lemma = entry.lemma if entry else tree.lemma[h]
            if tree.morph[h].get("Number") == "Plur" or entry is not None and entry.number == "p":
                if len(members) > 1:
                    self._add(h, h + 1, h, "description", -1, "apposition", lemma, tuple(members))
                continue
            self._add(h, h + 1, h, "description", m.entity, "apposition", lemma)
            referent = self.referents[m.entity]
            referent.posts.append(fold(lemma))
            if entry and entry.gender and not referent.gender:
                referent.gender = entry.gender

    def _drafts(self) -> None:
        """Let "el proyecto de Ley de Aguas" be the law that it is to become."""
        tree = self.tree
        for m in list(self.mentions):
            t = m.start - 2
            if m.kind != "name" or m.type != "Work" or m.entity < 0 or t < 0:
                continue
            if tree.low[t + 1] != "de" or tree.low[t] not in self.lexicon.states.drafts:
                continue
            if self.lexicon.head_type(tree.low[m.start]) == "Work" and t not in self.at_root:
                self._add(t, t + 1, t, "description", m.entity, "draft", tree.low[t])
                self.referents[m.entity].posts.append(tree.low[t])

    def _may_name(self, h: int, m: NounMention) -> bool:
        """Whether the noun at `h` can stand for what the name `m` names."""
        tree = self.tree
        entry = self.lexicon.noun(tree.low[h])
        if entry is not None:
            kind = KIND_TYPES[entry.kind]
            if m.type == "Organization" and self.lexicon.body_noun(tree.low[h]) is not None:
                return True
            return kind == m.type or kind == "Group" and m.type in ("Person", "Organization")
        if m.type != "Person" or tree.is_verb(h):
            return False
        return tree.low[h] in self.lexicon.demonyms or tree.pos[h] == "NOUN" and m.root - h <= 3

    def _remember_origin(self, post: Post, referent: Referent) -> None:
        for b in post.bodies:
            if b >= 0 and self.mentions[b].entity >= 0:
                referent.origins.append(str(self.mentions[b].entity))
        if post.gentilic >= 0:
            referent.origins.append(fold(self.lexicon.demonyms[self.tree.low[post.gentilic]]))

    def _add(
        self,
        start: int,
        end: int,
        root: int,
        kind: str,
        entity: int,
        why: str,
        head: str = "",
        members: tuple[int, ...] = (),
    ) -> None:
        ref = self.referents[entity] if entity >= 0 else None
        mention = NounMention(
            start, end, root, kind,  # type: ignore[arg-type]
            ref.type if ref else None, " ".join(self.tree.words[start:end]),
            ref.gender if ref else "", ref.number if ref else "", head, entity, members, why,
        )  # fmt: skip
        self.mentions.append(mention)
        self._enter(len(self.mentions) - 1, mention)
