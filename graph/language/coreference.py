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
from graph.language.apposition import NamedReferents
from graph.language.arguments import Arguments
from graph.language.description_antecedents import Candidates
from graph.language.descriptions import KIND_TYPES, Description, description_at
from graph.language.enclitics import split_enclitics
from graph.language.lexicon import Lexicon, load_lexicon
from graph.language.salience import commanding

_PERSONAL = {
    "él": ("m", "s"), "ella": ("f", "s"), "ellos": ("m", "p"), "ellas": ("f", "p"),
    "éste": ("m", "s"), "ésta": ("f", "s"), "este": ("m", "s"), "esta": ("f", "s"),
    "éstos": ("m", "p"), "éstas": ("f", "p"), "aquél": ("m", "s"), "aquélla": ("f", "s"),
    "aquel": ("m", "s"), "aquella": ("f", "s"),
    "lo": ("m", "s"), "la": ("f", "s"), "los": ("m", "p"), "las": ("f", "p"),
    "le": ("", "s"), "les": ("", "p"), "se": ("", ""),
}  # fmt: skip
_HUMAN = ("Person", "Group")
_ACTORS = ("Person", "Organization", "Group", "Place")
_THINGS = ("Organization", "Work", "NamedEvent")


class Resolver(NamedReferents):
    """Resolves the mentions of one Doc; `run` fills the Doc's extensions."""

    def run(self) -> None:
        """Gather names, then resolve the rest from left to right."""
        self.gather_names()
        self.focus = Focus(self.tree, self.referents)
        doc = self.doc
        doc._.referents, doc._.at_root = self.referents, self.at_root
        doc._.arguments = Arguments(self.tree, self.lexicon, self._named_type, self._controller)
        self.arguments: Arguments = doc._.arguments
        for i in range(self.tree.n):
            self._visit(i)
        self._demonyms()
        for k, m in enumerate(self.mentions):
            # The parser may hang a phrase on any word of a name.
            if m.kind == "name":
                for t in range(m.start, m.end):
                    self.at_root.setdefault(t, k)

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
        elif tree.pos[i] == "PRON" and low in _PERSONAL and low != "se":
            self._pronoun(i, low)
        elif (
            low in ("ambos", "ambas")
            and tree.pos[i] in ("PRON", "NUM", "DET")
            and not tree.is_nominal(tree.head[i])
        ):
            self._both(i, i + 1)
        elif i not in self.in_names and (tree.is_nominal(i) or tree.pos[i] == "ADJ"):
            self._description(i)
        if tree.is_verb(i):
            self._verb(i)

    def _verb(self, v: int) -> None:
        """Resolve clitics attached to `v` and its dropped subject."""
        tree = self.tree
        for clitic in split_enclitics(tree.low[v], self.lexicon.verbs)[1]:
            if clitic in ("lo", "la", "los", "las", "le", "les"):
                entity = self.focus.antecedent(
                    v, Wanted(*_PERSONAL[clitic], "pronoun", _ACTORS, self._coarguments(v))
                )
                if entity >= 0:
                    self._add(v, v + 1, ~v, "pronoun", entity, f"attached pronoun «{clitic}»")
        if self.arguments.of_verb(v).get(
            "nsubj" if not self.arguments.is_passive(v) else "obj"
        ) != [v]:
            return
        form = tree.morph[tree.finite_form(v)]
        if form.get("Person", "3") != "3" or self._is_impersonal(v):
            if form.get("Person") == "1" and form.get("Number") == "Sing":
                self._add(v, v + 1, v, "dropped", -1, "first person")
            return
        number = "p" if form.get("Number") == "Plur" else "s"
        entity = self.focus.antecedent(
            v, Wanted("", number, "dropped", _ACTORS, self._objects(v), self._reported(v))
        )
        if entity >= 0:
            self._add(v, v + 1, v, "dropped", entity, "dropped subject")
            self.focus.seen.append((v, entity, 3.0))

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
        clitic = low in ("lo", "la", "los", "las", "le", "les")
        if low == "lo" and (
            tree.dep[i] == "det" or (i + 1 < tree.n and tree.low[i + 1] in ("que", "cual"))
        ):
            return
        if clitic and low in ("le", "les") and self.arguments.of_verb(head).get("a"):
            return
        if not clitic and tree.pos[i] != "PRON":
            return
        gender, number = _PERSONAL[low]
        barred = self._coarguments(head) if clitic and tree.is_verb(head) else frozenset()
        types = _ACTORS if clitic else _HUMAN
        entity = self.focus.antecedent(i, Wanted(gender, number, "pronoun", types, barred))
        if entity >= 0:
            self._add(i, i + 1, i, "pronoun", entity, f"pronoun «{low}»")
            self.focus.seen.append((i, entity, 0.5))

    def _possessive(self, i: int) -> None:
        """Read "su hermano": the subject of the clause, else who was named last."""
        owned = self.lexicon.noun(self.tree.low[self.tree.head[i]])
        types: tuple[str, ...] = _ACTORS
        if owned is not None and owned.kind == "relative":
            types = ("Person",)
        elif owned is not None and owned.kind == "position":
            types = ("Organization", "Place")
        entity = self.focus.antecedent(i, Wanted("", "", "pronoun", types))
        if entity >= 0:
            self._add(i, i + 1, i, "pronoun", entity, "possessive «su»")

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
        beside = self._named_before(found)
        if beside >= 0:
            return beside, "apposition behind name"
        barred = self._entities(commanding(self.tree, i, self._doers, self._all_arguments))
        return Candidates(
            self.doc, self.lexicon, self.referents, self.mentions, self.focus.seen, barred - {-1}
        ).choose(i, found)

    def _named_before(self, found: Description) -> int:
        """Return the body, work or event that a noun behind its name describes.

        "«Reino de arena», serie que filmó X", "Horizons, el partido que fundó X".
        """
        tree, k = self.tree, found.start - 1
        if found.type not in _THINGS or found.number == "p" or k < 1 or tree.words[k] != ",":
            return -1
        k -= tree.words[k - 1] == '"'
        for m in self.mentions:
            if m.kind == "name" and m.end == k and m.type == found.type:
                # In a list the next comma or "y" brings in another thing.
                listed = found.end < tree.n and tree.low[found.end] in ("y", "e")
                return -1 if listed else m.entity
        return -1

    def _doers(self, v: int) -> list[int]:
        return self.arguments.subject_of(v)

    def _all_arguments(self, v: int) -> list[int]:
        if not self.tree.is_verb(v):
            return self.arguments.subject_of(v)
        return [t for tokens in self.arguments.of_verb(v).values() for t in tokens]

    def _is_pair(self, i: int, found: Description) -> bool:
        """Whether the phrase counts two definite ones: "los dos países"."""
        return found.definite and "dos" in self.tree.low[found.start : i]

    def _both(self, i: int, end: int, found: Description | None = None) -> bool:
        """Read "ambos (funcionarios)": the last two of the kind; tell whether there are two."""
        types: tuple[str, ...] = ("Person", "Place", "Organization")
        if found is not None:
            types = (KIND_TYPES[found.entry.kind].replace("Group", "Person"),)
        seen: list[int] = []
        for token, entity, _ in reversed(self.focus.seen):
            if self.tree.sentence[i] - self.tree.sentence[token] > 6:
                break
            ref = self.referents[entity]
            if entity in seen or ref.type not in types or not ref.named or ref.number == "p":
                continue
            if found is not None and not self._answers(found, ref):
                continue
            if not seen or self.referents[seen[0]].type == ref.type:
                seen.append(entity)
            if len(seen) == 2:
                self._add(i, end, i, "description", -1, "both", "", tuple(sorted(seen)))
                return True
        return False

    def _answers(self, found: Description, ref: Referent) -> bool:
        """Whether one of "ambos países", "ambas funcionarias" may be the named referent."""
        if ref.type == "Place":
            wanted = self.lexicon.equivalents(found.entry.lemma) | {fold(found.entry.lemma)}
            kinds = {kind for name in ref.names for kind in self.lexicon.kinds_of(name)}
            return bool(wanted & kinds)
        if ref.type == "Person":
            # The masculine plural takes up women too, the feminine one no men.
            return found.gender != "f" or ref.gender != "m"
        return True

    def _plural_posts(self, found: Description) -> tuple[int, ...]:
        """Read "los presidentes": the named persons who bear that post, where there are several."""
        same = self.lexicon.equivalents(found.entry.lemma)
        members = [
            k
            for k, ref in enumerate(self.referents)
            if ref.named
            and ref.type == "Person"
            and any(p.split()[0] in same for p in ref.posts if p)
        ]
        return tuple(members) if len(members) == 2 else ()


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
