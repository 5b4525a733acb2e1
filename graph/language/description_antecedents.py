"""Whom a description takes up: "la mandataria", "dicho funcionario", "el tabasqueño"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from graph.identity import fold
from graph.language.annotations import NounMention, Referent
from graph.language.body_antecedents import body_of_description
from graph.language.body_kinds import BodyKinds
from graph.language.choices import NEW, Choice, alluded, best, differ, other
from graph.language.descriptions import ANAPHORIC, Description
from graph.language.fates import Fates
from graph.language.lexicon import Lexicon
from graph.language.salience import Salience, Seen
from graph.language.syntax import Tree
from graph.language.work_antecedents import work_of_description

_PERSONAL_KINDS = frozenset({"position", "occupation", "person", "generic", "title", "counterpart"})
# A noun that tells a trade or a state, not a post that only one holds, looks for its antecedent.
_LOOSE_KINDS = frozenset({"occupation", "person", "generic", "relative"})
_OWN = ("su", "mi", "nuestro", "nuestra")
_NAMELESS = 0.4  # what one without a name loses against those who bear one
_LEAD = 3  # the sentences of headline and lead, in which who is who gets told


class Candidates:
    """Chooses the antecedent of a description among the referents so far."""

    def __init__(
        self,
        doc: Doc,
        lexicon: Lexicon,
        referents: list[Referent],
        mentions: list[NounMention],
        focus: Seen,
        kinds: BodyKinds,
        fates: Fates,
        barred: frozenset[int] = frozenset(),
    ) -> None:
        self.doc, self.lexicon, self.focus, self.barred = doc, lexicon, focus, barred
        self.tree: Tree = doc._.tree
        self.fates = fates
        self.referents, self.mentions, self.kinds = referents, mentions, kinds

    def choose(self, i: int, found: Description) -> Choice:
        """Return (referent, reason), (-1, "") where the description brings in a new one."""
        kind = found.entry.kind
        personal = found.type != "Group" and kind in _PERSONAL_KINDS and kind != "counterpart"
        self.salience = Salience(self.tree, self.referents, self.focus, i)
        if found.determiner in _OWN and found.entry.lemma in self.lexicon.others:
            return other(self.salience, self.mentions, found, self.barred)
        body = kind == "organization" and found.type != "Group"
        if not found.definite:
            return (
                self._ahead(i, found) if personal else self._body_ahead(i, found) if body else NEW
            )
        if kind == "counterpart":
            return NEW
        if kind == "relative" and found.type == "Person":
            personal = not (found.complement or found.determiner in ("su", "sus"))
        if personal:
            for look in (self._person, self._ahead, self._topic):
                choice = look(i, found)
                if choice != NEW:
                    return choice
            return NEW
        gathers = kind == "group" and found.number != "p"  # "el gremio", "la red"
        gathers = gathers and bool(self.kinds.words.tells(fold(found.entry.lemma)))
        if kind in ("organization", "place") and found.type != "Group" or gathers:
            choice = body_of_description(
                self.lexicon, self.salience, found, self.barred, self.kinds
            )
            choice = choice if choice != NEW else self._same_noun(found)
            return self._body_ahead(i, found) if body and choice == NEW else choice
        choice = self._same_noun(found)
        if choice == NEW and kind == "work":
            return work_of_description(self.lexicon, self.salience, found)
        return choice

    def _same_noun(self, found: Description) -> Choice:
        head = fold(found.entry.lemma)
        for entity in self.salience.recent(40):
            ref = self.referents[entity]
            if not ref.named and ref.type == found.type and head in ref.posts:
                mine, other = _content(found.label), _content(ref.label)
                if mine <= other or other <= mine:
                    return entity, f"same noun «{found.entry.lemma}»"
        return NEW

    def _ahead(self, i: int, found: Description) -> Choice:
        """Read a headline's "Gobernador de Jalisco renuncia" by the name that comes later.

        Somebody whom the text says to be that is taken; else the one person whom the first
        sentences name, where nothing told of him speaks against it.
        """
        tree = self.tree
        if tree.sentence[i] > 1 or found.number == "p" or not self._may_be_named_later(i, found):
            return NEW
        same = self.lexicon.equivalents(found.entry.lemma)
        body = self._body(found)
        fated: frozenset[int] = frozenset()
        if self.fates.speaks_of(found.entry.lemma):
            last = min(_LEAD, len(tree.bounds) - 1)
            fated = self.fates.befell(found.entry.lemma, tree.bounds[last][1])
        told: list[int] = []
        open_to: list[int] = []
        for k, ref in enumerate(self.referents):
            first = min((self.mentions[m].start for m in ref.mentions), default=-1)
            if (
                not ref.named
                or ref.type != "Person"
                or k in self.salience.last
                or k in self.barred
                or differ(found, ref)
                or self._agrees(body, found.gentilic, ref) <= -1
                or tree.sentence[first] > _LEAD
            ):
                continue
            if self._match(found, ref, same) or k in fated:
                told.append(k)
            elif not any(ref.posts) and not found.entry.epicene:
                open_to.append(k)
        for fits in (told, open_to):
            if fits:
                return (fits[0], f"named later «{found.label}»") if len(fits) == 1 else NEW
        return NEW

    def _body_ahead(self, i: int, found: Description) -> Choice:
        """Read a headline's "constructora" by the one such body that the lead names."""
        told = self.kinds.words.tells(fold(found.entry.lemma))
        if not told or self.tree.sentence[i] > 1 or found.number == "p" or found.complement:
            return NEW
        before = [e for e in self.salience.last if self.referents[e].type == "Organization"]
        if not self._may_be_named_later(i, found) or not all(self.kinds.of(e)[0] for e in before):
            return NEW  # who is open may be it
        ahead = []
        for k, ref in enumerate(self.referents):
            if not ref.named or ref.type != "Organization" or k in self.salience.last:
                continue
            first = min((self.mentions[m].start for m in ref.mentions), default=-1)
            kinds, sure = self.kinds.of(k)
            if first > i and self.tree.sentence[first] <= _LEAD and sure and kinds & told:
                ahead.append(k)
        return (ahead[0], f"named later «{found.label}»") if len(ahead) == 1 else NEW

    def _may_be_named_later(self, i: int, found: Description) -> bool:
        """Whether the description stands in the headline, or is definite in the lead."""
        if len(self.tree.bounds) < 3:
            return False
        if self.tree.sentence[i] == 0 and found.determiner not in ("su", "sus"):
            return True
        return found.determiner in ("el", "la", "al", "del")

    def _person(self, i: int, found: Description) -> Choice:
        """Read "la mandataria", "el canciller mexicano", "dicho funcionario"."""
        same = self.lexicon.equivalents(found.entry.lemma)
        phrase = self._phrase(i)
        if phrase:
            same, found = self.lexicon.equivalents(phrase), replace(found, complement=())
        lemma = found.entry.lemma
        home = self.lexicon.demonyms.get(lemma) or self.lexicon.affiliations.get(
            lemma.removeprefix("ex"), ""
        )
        if home:
            return self._protagonist(found, home)
        anaphoric = found.determiner in ANAPHORIC
        body = self._body(found)
        loose = self._is_loose(found)
        fated = self._fated(i, found)
        spared: frozenset[int] = frozenset()
        if not fated and self.fates.speaks_of(found.entry.lemma):
            spared = self.fates.befell(found.entry.lemma, i, other=True)
        if found.entry.lemma in self.lexicon.alluded:
            return alluded(self.salience, self.focus, found, self.barred)
        ranked: list[tuple[float, int]] = []
        rank = 0
        for entity in self.salience.recent(60):
            ref = self.referents[entity]
            if ref.type != "Person" or ref.number == "p" or entity in self.barred:
                continue
            if differ(found, ref) or entity in spared:
                continue
            score = self._fit(found, ref, same, anaphoric, loose)
            if score == 1.0 and found.entry.kind == "position" and not self._stands_out(entity):
                score = 0.0
            if found.entry.lemma in self.lexicon.bench and score <= 1.0:
                score = 0.0
            if fated:
                score = max(score, 2.0) if entity in fated else 0.0 if any(ref.posts) else score
            agree = self._agrees(body, found.gentilic, ref)
            if -1 < agree < 0 and score < 3.0:
                # Of another land or body, for all that is told: he must be prominent.
                score = 1.2 if score > 2.0 else 0.0
            if score > 0 and agree > -1:
                if not ref.named:
                    score -= _NAMELESS
                if anaphoric:
                    # "Dicho funcionario" is the last one named, whatever his post.
                    ranked.append((2.0 + agree - 0.5 * rank, entity))
                else:
                    ranked.append((score + agree + self.salience.of(entity, rank), entity))
            rank += 1
        found_best = best(ranked, f"description «{found.label}»")
        if found_best == NEW and found.gentilic and found.entry.kind == "generic":
            return self._protagonist(found, found.gentilic)
        return found_best

    def _stands_out(self, entity: int) -> bool:
        """Whether the text is much about somebody: a bare office may be his, though untold."""
        return entity in self.salience.titled or self.salience.counts[entity] > 2

    def _fated(self, i: int, found: Description) -> frozenset[int]:
        """Return those whom "la víctima", "el detenido" may be, by what the text told of them."""
        lemma = found.entry.lemma
        if not self.fates.speaks_of(lemma) or found.complement or self._is_narrowed(found):
            return frozenset()
        return self.fates.befell(lemma, i) - self.barred

    def _topic(self, i: int, found: Description) -> Choice:
        """Read "el virtual ganador de las elecciones" as the person whom the text is about.

        Only a subject is read so, and only where one person of that gender stands out: named
        in the headline, and twice as often as any other.
        """
        early = self.tree.sentence[i] <= 2
        if found.determiner not in ("el", "la") or self.tree.dep[i] != "nsubj":
            return NEW
        if self._is_narrowed(found) or found.entry.epicene or found.gentilic:
            return NEW
        if found.entry.lemma in self.lexicon.bench:
            return NEW
        counts = sorted(
            (
                (count, entity)
                for entity, count in self.salience.counts.items()
                if self.referents[entity].type == "Person"
                and self.referents[entity].named
                and not differ(found, self.referents[entity])
            ),
            reverse=True,
        )
        counts = [c for c in counts if not early or c[1] in self.salience.titled]
        least = 1 if early else 3
        if not counts or counts[0][0] < least:
            return NEW
        if len(counts) > 1 and (early or counts[1][0] * 2 > counts[0][0]):
            return NEW
        entity = counts[0][1]
        agree = self._agrees(self._body(found), found.gentilic, self.referents[entity])
        if entity in self.barred or entity not in self.salience.titled or agree <= -1:
            return NEW
        return entity, f"topic «{found.label}»"

    def _is_loose(self, found: Description) -> bool:
        """Whether the description may take up one of whom its noun was not told before."""
        if found.complement or found.determiner in ("su", "sus"):
            return False
        if found.entry.epicene or self._is_narrowed(found):
            return False
        former = found.entry.kind == "position" and found.entry.lemma.startswith("ex")
        loose = found.entry.kind in _LOOSE_KINDS or found.entry.lemma in self.lexicon.loose_posts
        return former or loose

    def _is_narrowed(self, found: Description) -> bool:
        """Whether a clause right after says which one is meant: "el conductor que chocó"."""
        return found.end < self.tree.n and self.tree.low[found.end] in ("que", "quien", "a")

    def _protagonist(self, found: Description, home: str) -> Choice:
        """Read "el tabasqueño", "la panista": who is from there, else the main person."""
        place, country = fold(home), "pais" in self.lexicon.kinds_of(home)
        ranked: list[tuple[float, int]] = []
        for entity, count in self.salience.counts.items():
            ref = self.referents[entity]
            if ref.type != "Person" or not ref.named or entity in self.barred:
                continue
            if differ(found, ref):
                continue
            known = self._origins(ref)
            others = {o for o in known if "pais" in self.lexicon.kinds_of(o)} - {place}
            if place in known:
                ranked.append((100.0 + count, entity))
            elif not (country and others):
                ranked.append((float(count), entity))
        return best(ranked, f"description «{found.label}»")

    def _origins(self, ref: Referent) -> set[str]:
        """Return the folded names of places and bodies that the text ties the person to."""
        return {fold(self.referents[int(o)].label) if o.isdigit() else o for o in ref.origins}

    def _phrase(self, i: int) -> str:
        """Return the listed phrase that begins at `i`: "titular del Ejecutivo"."""
        for length in (6, 5, 4, 3):
            words = fold(" ".join(self.tree.low[i : i + length]))
            if self.lexicon.equivalents(words):
                return words
        return ""

    def _match(self, found: Description, ref: Referent, same: frozenset[str]) -> float:
        """Return how well what is told of the referent answers to the noun, 0 for not at all."""
        posts = [p for p in ref.posts if p]
        lemma = fold(found.entry.lemma)
        if any(p == lemma or p.startswith(lemma + " ") for p in posts):
            return 3.0
        heads = {p.split()[0] for p in posts} | set(posts)
        nouns = [noun for h in heads if (noun := self.lexicon.noun(h))]
        heads |= {fold(noun.lemma) for noun in nouns if noun.number == "p"}
        return 3.0 if lemma in heads else 2.5 if heads & same else 0.0

    def _fit(
        self,
        found: Description,
        ref: Referent,
        same: frozenset[str],
        anaphoric: bool,
        loose: bool,
    ) -> float:
        posts = [p for p in ref.posts if p]
        match = self._match(found, ref, same)
        if match:
            return match
        generic = found.entry.kind == "generic" or found.entry.lemma in self.lexicon.generic_posts
        if generic and posts and ref.named:
            return 1.6 if not found.complement or anaphoric else 1.0
        if not ref.named:
            return 0.0
        if anaphoric:
            return 1.2
        if not posts and found.entry.kind in ("position", "occupation") and not found.complement:
            # A bare post may tell what a person named without one is.
            return 1.0 if found.number == "s" else 0.0
        if loose:
            return 0.9 if posts else 1.0
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


def _content(label: str) -> set[str]:
    return set(fold(label).split())
