"""Whom a description takes up: "la mandataria", "dicho funcionario", "el tabasqueño"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from graph.identity import fold
from graph.language.annotations import NounMention, Referent
from graph.language.body_antecedents import body_of_description
from graph.language.descriptions import ANAPHORIC, Description
from graph.language.lexicon import Lexicon
from graph.language.salience import Salience, Seen
from graph.language.syntax import Tree

# (referent, reason); (-1, "") for somebody new, (-1, reason) for one of several as good.
Choice = tuple[int, str]
_NEW: Choice = (-1, "")
_PERSONAL_KINDS = frozenset({"position", "occupation", "person", "generic", "title", "counterpart"})
# A noun that tells a trade or a state, not a post that only one holds, looks for its antecedent.
_LOOSE_KINDS = frozenset({"occupation", "person", "generic", "relative"})
_ENOUGH, _TIE = 0.8, 0.08
_LEAD = 3  # the sentences of headline and lead, in which who is who gets told
_TOLD = 1.5  # from here on a score says that the text told of the referent what the noun says


class Candidates:
    """Chooses the antecedent of a description among the referents so far."""

    def __init__(
        self,
        doc: Doc,
        lexicon: Lexicon,
        referents: list[Referent],
        mentions: list[NounMention],
        focus: Seen,
        barred: frozenset[int] = frozenset(),
    ) -> None:
        self.doc, self.lexicon, self.focus, self.barred = doc, lexicon, focus, barred
        self.tree: Tree = doc._.tree
        self.referents, self.mentions = referents, mentions

    def choose(self, i: int, found: Description) -> Choice:
        """Return (referent, reason), (-1, "") where the description brings in a new one."""
        kind = found.entry.kind
        personal = found.type != "Group" and kind in _PERSONAL_KINDS and kind != "counterpart"
        self.salience = Salience(self.tree, self.referents, self.focus, i)
        if not found.definite:
            return self._ahead(i, found) if personal else _NEW
        if kind == "counterpart":
            return _NEW
        if kind == "relative" and found.type == "Person":
            personal = not (found.complement or found.determiner in ("su", "sus"))
        if personal:
            for look in (self._person, self._ahead, self._topic):
                choice = look(i, found)
                if choice != _NEW:
                    return choice
            return _NEW
        if kind in ("organization", "place") and found.type != "Group":
            choice = body_of_description(self.lexicon, self.salience, found, self.barred)
            return choice if choice != _NEW else self._same_noun(found)
        if kind == "group" and self._is_one_body(found):
            body = replace(found, type="Organization")
            choice = body_of_description(self.lexicon, self.salience, body, self.barred)
            if choice[0] >= 0:
                return choice
        return self._same_noun(found)

    def _is_one_body(self, found: Description) -> bool:
        """Whether a noun of a crowd means one body here: "el secretario general del gremio"."""
        single = found.number == "s" and found.determiner not in ("su", "sus")
        return single and fold(found.entry.lemma) in self.lexicon.equivalents("sindicato")

    def _same_noun(self, found: Description) -> Choice:
        head = fold(found.entry.lemma)
        for entity in self.salience.recent(40):
            ref = self.referents[entity]
            if not ref.named and ref.type == found.type and head in ref.posts:
                mine, other = _content(found.label), _content(ref.label)
                if mine <= other or other <= mine:
                    return entity, f"same noun «{found.entry.lemma}»"
        return _NEW

    def _ahead(self, i: int, found: Description) -> Choice:
        """Read a headline's "Gobernador de Jalisco renuncia" by the name that comes later.

        Somebody whom the text says to be that is taken; else the one person whom the first
        sentences name, where nothing told of him speaks against it.
        """
        tree = self.tree
        if tree.sentence[i] > 1 or found.number == "p" or not self._may_be_named_later(i, found):
            return _NEW
        same = self.lexicon.equivalents(found.entry.lemma)
        body = self._body(found)
        told: list[int] = []
        open_to: list[int] = []
        for k, ref in enumerate(self.referents):
            first = min((self.mentions[m].start for m in ref.mentions), default=-1)
            if (
                not ref.named
                or ref.type != "Person"
                or k in self.salience.last
                or k in self.barred
                or _differ(found, ref)
                or self._agrees(body, found.gentilic, ref) <= -1
                or tree.sentence[first] > _LEAD
            ):
                continue
            if self._match(found, ref, same):
                told.append(k)
            elif not any(ref.posts) and not found.entry.epicene:
                open_to.append(k)
        for fits in (told, open_to):
            if fits:
                return (fits[0], f"named later «{found.label}»") if len(fits) == 1 else _NEW
        return _NEW

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
        ranked: list[tuple[float, int]] = []
        rank = 0
        for entity in self.salience.recent(60):
            ref = self.referents[entity]
            if ref.type != "Person" or ref.number == "p" or entity in self.barred:
                continue
            if _differ(found, ref):
                continue
            score = self._fit(found, ref, same, anaphoric, loose)
            agree = self._agrees(body, found.gentilic, ref)
            if -1 < agree < 0 and score < 3.0:
                # Of another land or body, for all that is told: he must be prominent.
                score = 1.2 if score > 2.0 else 0.0
            if score > 0 and agree > -1:
                if anaphoric:
                    # "Dicho funcionario" is the last one named, whatever his post.
                    ranked.append((2.0 + agree - 0.5 * rank, entity))
                else:
                    ranked.append((score + agree + self.salience.of(entity, rank), entity))
            rank += 1
        best = _best(ranked, f"description «{found.label}»")
        if best == _NEW and found.gentilic and found.entry.kind == "generic":
            return self._protagonist(found, found.gentilic)
        return best

    def _topic(self, i: int, found: Description) -> Choice:
        """Read "el virtual ganador de las elecciones" as the person whom the text is about.

        Only a subject is read so, and only where one person of that gender stands out: named
        in the headline, and twice as often as any other.
        """
        if found.determiner not in ("el", "la") or self.tree.dep[i] != "nsubj":
            return _NEW
        if self._is_narrowed(found) or found.entry.epicene or found.gentilic:
            return _NEW
        counts = sorted(
            (
                (count, entity)
                for entity, count in self.salience.counts.items()
                if self.referents[entity].type == "Person"
                and self.referents[entity].named
                and not _differ(found, self.referents[entity])
            ),
            reverse=True,
        )
        if not counts or counts[0][0] < 3 or len(counts) > 1 and counts[1][0] * 2 > counts[0][0]:
            return _NEW
        entity = counts[0][1]
        agree = self._agrees(self._body(found), found.gentilic, self.referents[entity])
        if entity in self.barred or entity not in self.salience.titled or agree <= -1:
            return _NEW
        return entity, f"topic «{found.label}»"

    def _is_loose(self, found: Description) -> bool:
        """Whether the description may take up one of whom its noun was not told before."""
        if found.complement or found.determiner in ("su", "sus"):
            return False
        if found.entry.epicene or self._is_narrowed(found):
            return False
        former = found.entry.kind == "position" and found.entry.lemma.startswith("ex")
        return former or found.entry.kind in _LOOSE_KINDS

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
            if _differ(found, ref):
                continue
            known = self._origins(ref)
            others = {o for o in known if "pais" in self.lexicon.kinds_of(o)} - {place}
            if place in known:
                ranked.append((100.0 + count, entity))
            elif not (country and others):
                ranked.append((float(count), entity))
        return _best(ranked, f"description «{found.label}»")

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
        return 2.5 if heads & same else 0.0

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
        if generic and posts:
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


def _differ(found: Description, ref: Referent) -> bool:
    """Whether the description and the referent differ in gender."""
    return bool(found.gender and ref.gender and found.gender != ref.gender)


def _best(ranked: list[tuple[float, int]], why: str) -> Choice:
    """Return the best of (score, referent): nobody where none is good, or two are as good."""
    ranked.sort(key=lambda x: (-x[0], x[1]))
    if not ranked or ranked[0][0] < _ENOUGH:
        return _NEW
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _TIE:
        return -1, "several as good"
    return ranked[0][1], why if ranked[0][0] >= _TOLD else f"likely {why}"


def _content(label: str) -> set[str]:
    return set(fold(label).split())
