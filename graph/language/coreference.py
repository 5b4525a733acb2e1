"""Who is meant: names, descriptions, pronouns, clitics, possessives and dropped subjects.

Names of the document are gathered first (short forms, acronyms, nicknames), then the text is
read from left to right and each description or pronoun goes to the best antecedent by
gender, number, type, grammatical role and recency (centering: the subject of the last clause
comes first; Grosz, Joshi and Weinstein 1995). Where two antecedents are as good, it goes
nowhere: no edge beats a wrong edge.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from graph.identity import fold
from graph.language.annotations import Referent
from graph.language.antecedents import Focus, Wanted
from graph.language.arguments import Arguments
from graph.language.body_kinds import BodyKinds
from graph.language.description_antecedents import Candidates
from graph.language.descriptions import KIND_TYPES, Description, description_at
from graph.language.enclitics import split_enclitics
from graph.language.fates import Fates
from graph.language.judged_owners import awaited, judged_owner
from graph.language.lexicon import Lexicon, load_lexicon
from graph.language.life_openings import life_opening, whose_life
from graph.language.names_beside import named_before, named_behind
from graph.language.plurals import PluralReferents
from graph.language.quotes import quotations
from graph.language.salience import commanding
from graph.language.syntax import CLITICS
from graph.language.voices import Voices

_PERSONAL = {
    "él": ("m", "s"), "ella": ("f", "s"), "ellos": ("m", "p"), "ellas": ("f", "p"),
    "éste": ("m", "s"), "ésta": ("f", "s"), "este": ("m", "s"), "esta": ("f", "s"),
    "éstos": ("m", "p"), "éstas": ("f", "p"), "aquél": ("m", "s"), "aquélla": ("f", "s"),
    "aquel": ("m", "s"), "aquella": ("f", "s"),
    "lo": ("m", "s"), "la": ("f", "s"), "los": ("m", "p"), "las": ("f", "p"),
    "le": ("", "s"), "les": ("", "p"), "se": ("", ""),
}  # fmt: skip
_NEAR = frozenset({"este", "esta", "éste", "ésta"})
_HUMAN = ("Person", "Group")
_ACTORS = ("Person", "Organization", "Group", "Place")


class Resolver(PluralReferents):
    """Resolves the mentions of one Doc; `run` fills the Doc's extensions."""

    def run(self) -> None:
        """Gather names, then resolve the rest from left to right."""
        self.gather_names()
        self.kinds = BodyKinds(self.doc, self.lexicon, self.referents, self.mentions)
        self.name_from = {m.start: m for m in self.mentions if m.kind == "name"}
        self.quotes = quotations(self.doc, self.tree)
        self.focus = Focus(self.tree, self.referents, self.quotes)
        self.doubles: list[tuple[int, list[int]]] = []
        doc = self.doc
        doc._.referents, doc._.at_root = self.referents, self.at_root
        doc._.arguments = Arguments(self.tree, self.lexicon, self._named_type, self._controller)
        self.arguments: Arguments = doc._.arguments
        self.voices = Voices(self.tree, self.lexicon, self.arguments, self.quotes, self._entities)
        self.fates = Fates(self.tree, self.lexicon, self.arguments, self.mentions, self.at_root)
        openings = {first for first, _ in self.tree.bounds}
        for i in range(self.tree.n):
            if i not in openings or i in self.at_root or not self._opens_life(i):
                self._visit(i)
        self._doubled()
        self._demonyms()
        for k, m in enumerate(self.mentions):
            # The parser may hang a phrase on any word of a name.
            if m.kind == "name":
                for t in range(m.start, m.end):
                    self.at_root.setdefault(t, k)
            elif m.kind == "description" and m.start <= self.tree.head[m.root] < m.end:
                self.at_root.setdefault(self.tree.head[m.root], k)  # "alto comisionado"

    def _named_type(self, token: int) -> tuple[str, bool]:
        """Return the type of what `token` heads, "" for nothing, and whether it has a name."""
        k = self.at_root.get(token, -1)
        if k >= 0 and self.mentions[k].kind in ("name", "description"):
            entity = self.mentions[k].entity
            if entity < 0:
                return ("Person" if self.mentions[k].members else ""), True
            return self.referents[entity].type, self.referents[entity].named
        entry = self.lexicon.noun(self.tree.low[token]) if k < 0 else None
        return (KIND_TYPES[entry.kind] if entry else ""), False

    def _controller(self, v: int) -> str:
        for lemma in self.lexicon.verb_lemmas(self.tree, v):
            for frame in self.lexicon.frames.by_verb.get(lemma, ()):
                if frame.content or frame.control:
                    return frame.controller
        return "subject"

    # reading from left to right

    def _visit(self, i: int) -> None:
        tree = self.tree
        if i in self.at_root:
            m = self.mentions[self.at_root[i]]
            if m.entity >= 0:
                self.focus.touch(i, m.entity)
            return
        low = tree.low[i]
        if low in ("su", "sus") and tree.pos[i] == "DET":
            self._possessive(i)
        elif low == "su" and tree.pos[i] == "PRON":
            self._turned_against(i)
        elif (tree.pos[i] == "PRON" or low in _NEAR) and low in _PERSONAL and low != "se":
            self._pronoun(i, low)
        elif (
            low in ("ambos", "ambas")
            and tree.pos[i] in ("PRON", "NUM", "DET")
            and not tree.is_nominal(tree.head[i])
        ):
            self._both(i, i + 1)
        elif i not in self.in_names and (tree.is_nominal(i) or tree.pos[i] == "ADJ"):
            self._description(i)
        if tree.is_verb(i) or self._is_ready_to_act(i):
            self._verb(i)

    def _is_ready_to_act(self, i: int) -> bool:
        """Whether a copula and an infinitive stand beside an adjective: "está listo para ir"."""
        tree = self.tree
        return (
            tree.pos[i] == "ADJ"
            and tree.is_predicate(i)
            and any(tree.is_verb(k) and not tree.is_finite(k) for k in tree.kids[i] if k > i)
        )

    def _verb(self, v: int) -> None:
        """Resolve clitics attached to `v` and its dropped subject."""
        tree = self.tree
        for clitic in split_enclitics(tree.low[v], self.lexicon.verbs)[1]:
            if clitic in CLITICS:
                entity = self.focus.antecedent(
                    v, Wanted(*_PERSONAL[clitic], "pronoun", _ACTORS, self._coarguments(v))
                )
                if entity >= 0:
                    self._add(v, v + 1, ~v, "pronoun", entity, f"attached pronoun «{clitic}»")
        if self.arguments.subject_of(v) != [v]:
            return
        form = tree.morph[tree.finite_form(v)]
        if form.get("Person", "3") != "3" or self._is_impersonal(v):
            if form.get("Person") == "1":
                self._add(v, v + 1, v, "dropped", -1, "first person")
                self.mentions[-1].number = "p" if form.get("Number") == "Plur" else "s"
            return
        number = "p" if form.get("Number") == "Plur" else "s"
        entity = self.focus.antecedent(
            v,
            Wanted(
                self._gender_told(v),
                number,
                "dropped",
                _ACTORS,
                self._objects(v) | self.voices.at(v) | self._named_in(*self._reported(v)),
                self._reported(v),
                self._above(v),
            ),
        )
        if entity >= 0:
            self._add(v, v + 1, v, "dropped", entity, "dropped subject")
            self.focus.seen.add(v, entity, 3.0)

    def _above(self, v: int) -> frozenset[int]:
        """Return the subject of the clause above: "Rey almorzó con Paz, al que invitó"."""
        up = self.tree.governor(v)
        return self._entities(self.arguments.subject_of(up)) - {-1} if up >= 0 else frozenset()

    def _gender_told(self, v: int) -> str:
        """Return the gender that a participle or adjective tells: "fue detenida", "está sola"."""
        tree = self.tree
        if tree.pos[v] != "ADJ" and not self.arguments.is_passive(v):
            return ""
        if tree.dep[tree.finite_form(v)] not in ("aux", "cop", "aux:pass") or not (
            tree.low[v].endswith(("o", "a", "os", "as"))
        ):
            return ""
        return {"Fem": "f", "Masc": "m"}.get(tree.morph[v].get("Gender", ""), "")

    def _is_impersonal(self, v: int) -> bool:
        tree = self.tree
        if tree.lemma[v] in self.lexicon.impersonal_verbs or any(
            tree.dep[k] in ("csubj", "expl:impers") for k in tree.kids[v]
        ):
            return True
        if any(tree.low[k] == "se" and tree.pos[k] == "PRON" for k in tree.kids[v]):
            lemma = tree.lemma[v]
            known = any(lemma + "se" in f.verbs for f in self.lexicon.frames.by_verb.get(lemma, ()))
            return not known
        return False

    def _reported(self, v: int) -> tuple[int, int]:
        """Return the bounds of the quotation that ends just before a verb of saying."""
        tree = self.tree
        if tree.lemma[v] not in self.lexicon.speech_verbs:
            return (-1, -1)
        close = next((k for k in (v - 1, v - 2) if k >= 0 and tree.words[k] == '"'), -1)
        opening = next((k for k in range(close - 1, -1, -1) if tree.words[k] == '"'), -1)
        return (opening, close) if close > 0 <= opening else (-1, -1)

    def _named_in(self, first: int, last: int) -> frozenset[int]:
        """Return whom the quotation names: who speaks rarely says his own name."""
        if first < 0:
            return frozenset()
        return frozenset(
            m.entity for m in self.mentions if m.kind == "name" and first < m.root < last
        )

    def _objects(self, v: int) -> frozenset[int]:
        roles = self.arguments.of_verb(v)
        tokens = [t for name, ts in roles.items() if name != "nsubj" for t in ts]
        return self._entities(tokens) - {-1}

    def _coarguments(self, v: int) -> frozenset[int]:
        g = v
        if not self.tree.is_finite(v):
            up = self.tree.governor(v)
            g = up if up >= 0 else v
        return self._entities(
            self.arguments.of_verb(v).get("nsubj", []) + self.arguments.of_verb(g).get("nsubj", [])
        )

    def _entities(self, tokens: list[int]) -> frozenset[int]:
        out: set[int] = set()
        for t in tokens:
            for c in self.tree.conjuncts(t) if t >= 0 else [t]:
                if c in self.at_root:
                    m = self.mentions[self.at_root[c]]
                    out.add(m.entity)
                    out.update(m.members)
        return frozenset(out)

    def _pronoun(self, i: int, low: str) -> None:
        tree = self.tree
        head = tree.head[i]
        clitic = low in CLITICS
        if low == "lo" and (
            tree.dep[i] == "det" or (i + 1 < tree.n and tree.low[i + 1] in ("que", "cual"))
        ):
            return
        phrases = self.arguments.of_verb(head).get("a", []) if clitic else []
        if phrases and (low in ("le", "les") or min(phrases) < i):
            self.doubles.append((i, phrases))
            return
        gender, number = _PERSONAL[low]
        if low in _NEAR:
            if self.focus.stands_alone(i):
                self._refer(i, low, self.focus.nearest(i, gender, self.voices.at(i)))
            return
        barred = self._coarguments(head) if clitic and tree.is_verb(head) else frozenset()
        if not clitic and tree.cases(i) not in ("", "según"):
            v = tree.governor(i)  # "se revolvió contra él": himself would be "sí mismo"
            barred = self._coarguments(v) if v >= 0 and tree.is_verb(v) else barred
        barred |= self.voices.at(i)
        types = _ACTORS if clitic else _HUMAN
        wanted = Wanted(gender, number, "pronoun", types, barred)
        self._refer(i, low, self.focus.antecedent(i, wanted))

    def _refer(self, i: int, low: str, entity: int) -> None:
        if entity >= 0:
            self._add(i, i + 1, i, "pronoun", entity, f"pronoun «{low}»")
            self.focus.seen.add(i, entity, 0.5)

    def _doubled(self) -> None:
        """Let a clitic stand for the phrase that it doubles: "al detenido lo soltaron"."""
        for i, phrases in self.doubles:
            for t in phrases:
                k = self.at_root.get(t, -1)
                if k >= 0 and self.mentions[k].entity >= 0:
                    entity = self.mentions[k].entity
                    self._add(i, i + 1, i, "pronoun", entity, "doubled phrase")
                    break

    def _possessive(self, i: int) -> None:
        """Read "su hermano": the subject of the clause, else who was named last."""
        owned = self.lexicon.noun(self.tree.low[self.tree.head[i]])
        types: tuple[str, ...] = _ACTORS
        if owned is not None and owned.kind == "relative":
            types = ("Person",)
        elif owned is not None and owned.kind == "position":
            types = ("Organization", "Place")
        judged = self.at_root.get(judged_owner(self.tree, self.lexicon, self.arguments, i), -1)
        if judged < 0:
            judged = self.at_root.get(awaited(self.tree, i), -1)
        entity = self.mentions[judged].entity if judged >= 0 else -1
        if entity < 0 or self.referents[entity].type not in types:
            wanted = Wanted("", "", "pronoun", types, self._helpers(i))
            entity = self.focus.antecedent(i, wanted)
        if entity >= 0:
            self._add(i, i + 1, i, "pronoun", entity, "possessive «su»")

    def _opens_life(self, i: int) -> bool:
        """Read "Nacida en Rosario, debutó en 1955": the text turns to whom it is about."""
        v = life_opening(self.tree, self.lexicon, i)
        entity = whose_life(self.tree, self.referents, self.focus, i) if v >= 0 else -1
        if entity < 0:
            return False
        self._add(i, i + 1, i, "description", entity, "life told")
        self.focus.seen.add(i, entity, 5.0)
        return True

    def _turned_against(self, i: int) -> None:
        """Read "abrió una causa en su contra": against nobody who acts in the clause."""
        above = self.tree.head[i]
        v = above if self.tree.is_verb(above) else self.tree.governor(above)
        barred = self._coarguments(v) if v >= 0 else frozenset()
        entity = self.focus.antecedent(i, Wanted("", "", "pronoun", _HUMAN, barred))
        if entity >= 0:
            self._add(i, i + 1, i, "pronoun", entity, "pronoun «su contra»")

    def _helpers(self, i: int) -> frozenset[int]:
        """Return who comes "en su defensa": nobody comes in his own."""
        tree, noun = self.tree, self.tree.head[i]
        if tree.low[noun] not in self.lexicon.attitude.sided or i == 0:
            return frozenset()
        v = tree.governor(noun) if tree.low[i - 1] == "en" else -1
        doers = self.arguments.of_verb(v).get("nsubj", []) if v >= 0 and tree.is_verb(v) else []
        below = [k for t in doers if t >= 0 for k in tree.kids[t] if tree.dep[k] == "appos"]
        return self._entities([*doers, *below, *(j for k in below for j in tree.kids[k])])

    # descriptions

    def _description(self, i: int) -> None:
        found = description_at(self.doc, self.lexicon, i)
        if found is None:
            return
        if any(
            self.mentions[k].kind == "name"
            for k in self._inside(found.start, found.end)
            if self.mentions[k].root == i
        ):
            return
        if found.determiner in ("ambos", "ambas") or self._is_pair(i, found):
            if self._both(i, found.end, found) or found.determiner in ("ambos", "ambas"):
                return
        entity, why = self._take_up(i, found)
        if entity < 0:
            if found.plural_anaphor:
                members = self._plural_posts(found)
                if members:
                    self._add(
                        found.start,
                        found.end,
                        i,
                        "description",
                        -1,
                        "plural description",
                        found.entry.lemma,
                        members,
                    )
                    return
            if why:
                self._add(found.start, found.end, i, "description", -1, why, found.entry.lemma)
                return
            entity, why = self._new(i, found), "first mention"
        elif found.type == "Organization":
            self.kinds.note(entity, fold(found.entry.lemma))
        self._add(found.start, found.end, i, "description", entity, why, found.entry.lemma)
        self.focus.touch(i, entity)

    def _demonyms(self) -> None:
        """Enter "mexicano", "mexiquense" as mentions of the place, where the text names it."""
        places = {
            fold(ref.label): k
            for k, ref in enumerate(self.referents)
            if ref.named and ref.type == "Place"
        }
        for i in range(self.tree.n):
            place = self.lexicon.demonyms.get(self.tree.low[i])
            if place is None or i in self.in_names or i in self.at_root:
                continue
            entity = places.get(fold(place), -1)
            if entity >= 0 and self.tree.pos[i] in ("ADJ", "NOUN"):
                self._add(i, i + 1, i, "description", entity, "demonym")

    def _inside(self, start: int, end: int) -> list[int]:
        return [self.at_root[t] for t in range(start, end) if t in self.at_root]

    def _new(self, i: int, found: Description) -> int:
        self.referents.append(
            Referent(
                type=found.type,
                label=found.label,
                named=found.named,
                gender=found.gender,
                number=found.number,
                posts=[fold(found.entry.lemma)],
            )
        )
        return len(self.referents) - 1

    def _take_up(self, i: int, found: Description) -> tuple[int, str]:
        """Return the referent that a description takes up, -1 where it brings in a new one."""
        beside = named_before(self.tree, self.mentions, found)
        if beside >= 0:
            return beside, "apposition behind name"
        beside = named_behind(self.tree, self.name_from, found)
        if beside >= 0:
            if found.type == "Person" and not self.referents[beside].gender:
                self.referents[beside].gender = found.gender
            return beside, "apposition"
        barred = self._entities(commanding(self.tree, i, self._doers, self._all_arguments))
        top = i
        while self.tree.dep[top] == "conj" and self.tree.is_nominal(self.tree.head[top]):
            top = self.tree.head[top]
        # "El ELN y el frente": what stands beside it in a list is another.
        barred |= self._entities([c for c in self.tree.conjuncts(top) if c != i])
        if found.determiner in ("mi", "nuestro", "nuestra"):
            barred |= self.voices.at(i)
        if self.tree.head[i] < i:  # ", sostuvo el comediante"
            barred |= self._named_in(*self._reported(self.tree.head[i]))
        return Candidates(
            self.doc,
            self.lexicon,
            self.referents,
            self.mentions,
            self.focus.seen,
            self.kinds,
            self.fates,
            barred - {-1},
        ).choose(i, found)

    def _doers(self, v: int) -> list[int]:
        return self.arguments.subject_of(v)

    def _all_arguments(self, v: int) -> list[int]:
        if not self.tree.is_verb(v):
            return self.arguments.subject_of(v)
        return [t for tokens in self.arguments.of_verb(v).values() for t in tokens]


@Language.factory(
    "hemero_coreference",
    assigns=["doc._.referents", "doc._.at_root", "doc._.arguments"],
    requires=["doc._.mentions", "doc._.posts", "doc._.tree"],
)
def make_coreference(nlp: Language, name: str) -> CoreferenceStage:
    """Return the component; it resolves every mention to a referent of the document."""
    return CoreferenceStage(load_lexicon(nlp.lang))


class CoreferenceStage:
    """spaCy component: coreference."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.referents``, ``at_root`` and ``arguments``; complete ``mentions``."""
        Resolver(doc, self.lexicon).run()
        return doc
