"""Polarity and modality of what a predicate tells: affirmed or negated, actual or not.

The walk goes from the predicate up to the clause that asserts it, and each step may deny or
weaken: negation words, mood and tense, modal and planning verbs, "para", "si", nouns such as
"posibilidad". What somebody says is judged inside what he says ("dijo que no irá"): saying itself
changes nothing but the source. The scheme is the two-valued core of FactBank (Saurí and
Pustejovsky 2009), with everything short of certain in "nonactual".
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from graph.language.annotations import Speech, Status
from graph.language.factuality_order import (
    HAPPENING,
    combine,
    dated_clause,
    denied_cleft,
    is_bare_infinitive,
    is_contrast,
    is_question,
)
from graph.language.lexicon import Lexicon, load_lexicon
from graph.language.mood import mood_and_tense
from graph.language.syntax import Tree
from graph.model import Modality, Polarity

_COMPLEMENT = frozenset({"ccomp", "xcomp", "csubj", "obj", "obl", "iobj", "acl"})
# An infinitive after these is governed, even where the parser hung it as an adjunct.
_GOVERNED = frozenset({"a", "con", "de", "en"})
# A noun after these tells when or where, and is not what its verb asks for or denies.
_DURING = frozenset({"en", "durante", "tras", "al término de", "al final de", "en medio de"})
_INSTEAD = frozenset({"sustitución", "reemplazo", "relevo", "lugar"})
_DEPTH = 12


class Factuality:
    """Status of the predicates of one tree; answers are kept."""

    def __init__(
        self, tree: Tree, lexicon: Lexicon, speeches: Sequence[Speech] | None = None
    ) -> None:
        self.tree, self.lexicon = tree, lexicon
        self.speeches = speeches or ()
        self.words = lexicon.factuality
        self._known: dict[int, Status] = {}

    def of(self, i: int) -> Status:
        """Return the status of the event that token `i` (verb, noun, adjective) tells."""
        if i not in self._known:
            self._known[i] = self._judge(i, 0)
        return self._known[i]

    def _judge(self, i: int, depth: int) -> Status:
        tree = self.tree
        if depth > _DEPTH:
            return Status()
        if tree.is_verb(i) or tree.is_predicate(i) or self.lexicon.is_participle(tree.low[i]):
            own = self._verb(i)
        else:
            own = self._noun(i)
        if own.modality == "nonactual" and own.polarity == "negated":
            return own
        return combine(own, self._from_above(i, depth))

    def of_description(self, i: int) -> Status:
        """Return the status of what a noun phrase tells by the way ("el alcalde de Lima").

        It holds whatever the clause around it does, unless the phrase itself weakens it
        ("el presunto líder") or is what the clause denies ("X no es alcalde").
        """
        if self.tree.is_predicate(i):
            found = self.of(i)
            # Who is no longer in office has been.
            former = found.polarity == "negated" and self._has_ended(i)
            return Status() if former else found
        return self._beside(i)

    def _has_ended(self, i: int) -> bool:
        return any(self.tree.low[k] == "ya" for k in self.tree.kids[i] if k < i)

    # the predicate's own marks

    def _verb(self, i: int) -> Status:
        tree, words = self.tree, self.words
        cue = self._negation(i) or denied_cleft(tree, i)
        polarity: Polarity = "negated" if cue else "affirmed"
        mood, tense = self._mood(i)
        modality: Modality = "actual"
        if mood in words.moods or (tense in words.tenses and not cue):
            modality, cue = "nonactual", cue or "mood or tense"
        elif mood == "Sub" and not self._taken_for_granted(i):
            modality, cue = "nonactual", cue or "subjunctive"
        elif mood == "Imp":
            modality, cue = "nonactual", cue or "imperative"
        for k in tree.kids[i]:
            if tree.dep[k] == "aux" and tree.lemma[k] in words.nonactual_verbs:
                modal = tree.lemma[k] not in ("ser", "estar", "haber")
                if modal and not self._is_past_implicative(k):
                    if not (polarity == "negated" and tree.lemma[k] in words.unmet):
                        modality, cue = "nonactual", cue or tree.low[k]
            elif tree.pos[k] == "ADV" and tree.low[k] in words.modifiers:
                modality, cue = "nonactual", cue or tree.low[k]
        mark = self._mark(i)
        if mark in words.nonactual_marks and not self._comes_true(i, mark, mood):
            modality, cue = "nonactual", cue or mark
        elif mark in words.denying_prepositions:
            polarity, cue = "negated", mark
        if is_question(tree, i):
            modality, cue = "nonactual", cue or "?"
        return Status(polarity, modality, cue)

    def _mood(self, i: int) -> tuple[str, str]:
        tree = self.tree
        at = tree.finite_form(i)
        lemmas = self.lexicon.verb_lemmas(tree, at) if at == i else ()
        return mood_and_tense(tree.low[at], lemmas, tree.morph[at])

    def _comes_true(self, i: int, mark: str, mood: str) -> bool:
        """Whether a clause that mostly tells of something to come tells of what happened.

        "Hasta que lo atraparon", "antes de exigir", and a purpose that is the act itself:
        "llamó para felicitarlo".
        """
        if mark in ("cuando", "hasta"):
            return mood == "Ind"
        tree, h = self.tree, self.tree.governor(i)
        if mark not in ("antes de", "para") or h < 0 or self._verb(h).modality != "actual":
            return False
        if mark == "antes de":
            return tree.morph[tree.finite_form(h)].get("Tense") == "Past"
        lemmas = {tree.lemma[h], *self.lexicon.verb_lemmas(tree, h)}
        return not lemmas.isdisjoint(self.words.telling)

    def _is_past_implicative(self, k: int) -> bool:
        """Read "Tuvo que pagar", "pudo hablar": a perfective modal tells that it happened."""
        form = self.tree.morph[k]
        past = form.get("Tense") == "Past" and form.get("Mood") == "Ind"
        return past and self.tree.lemma[k] in ("poder", "tener", "lograr", "deber")

    def _negation(self, i: int) -> str:
        tree, words = self.tree, self.words
        for k in tree.kids[i]:
            low = tree.low[k]
            if low in words.negating and tree.dep[k] in (
                "advmod",
                "cc",
                "det",
                "neg",
                "obl",
                "mark",
                "discourse",
                "dep",
            ):
                if k < i and not (low == "no" and is_contrast(tree, k)):
                    return low
            if tree.dep[k] == "aux" and any(tree.low[j] in words.negating for j in tree.kids[k]):
                return "no"
            if tree.dep[k] in ("nsubj", "obj", "obl", "iobj") and k < i:
                if low in words.denying_pronouns or any(
                    tree.low[j] in words.denying_pronouns or tree.low[j] == "ni"
                    for j in tree.kids[k]
                ):
                    return low
        start = tree.bounds[tree.sentence[i]][0]
        if (
            i > start
            and tree.low[i - 1] in ("no", "nunca", "jamás")
            and not is_contrast(tree, i - 1)
        ):
            return tree.low[i - 1]
        before = i - 1
        while before > start and (tree.pos[before] in ("AUX", "PRON")) and i - before < 4:
            before -= 1
        if before < i - 1 and tree.low[before] in ("no", "nunca", "jamás", "tampoco"):
            return tree.low[before]
        return ""

    def _taken_for_granted(self, i: int) -> bool:
        tree, words = self.tree, self.words
        mark = self._mark(i)
        if mark in words.actual_marks or dated_clause(tree, self.lexicon, i):
            return True
        if mark == "antes de" and self._comes_true(i, mark, "Sub"):
            return True
        g = tree.governor(i)
        if g >= 0 and tree.lemma[g] in words.achieving:
            achieved = self._verb(g) if tree.is_verb(g) else Status()
            return achieved.polarity == "affirmed" and achieved.modality == "actual"
        if g >= 0 and (tree.lemma[g] in words.factive or tree.lemma[g] in words.denying_verbs):
            return True
        if g >= 0 and self._is_untrue(g):
            return True
        form = tree.morph[tree.finite_form(i)]
        relative = tree.dep[i] in ("acl", "acl:relcl")
        # The -ra form as pluperfect in relative clauses ("el que fuera presidente").
        return relative and form.get("Tense") in ("Imp", "Past")

    def _mark(self, i: int) -> str:
        """Return the conjunction or preposition that introduces the clause of `i`."""
        tree = self.tree
        marks = [k for k in tree.kids[i] if tree.dep[k] in ("mark", "case") and k < i]
        if not marks:
            return ""
        first = marks[0]
        words = [{"al": "al", "del": "de"}.get(tree.low[k], tree.low[k]) for k in marks]
        words[0] = " ".join(
            [words[0], *(tree.low[f] for f in tree.kids[first] if tree.dep[f] == "fixed")]
        )
        if words[0] == "de" and tree.low[tree.head[i]] in ("antes", "después", "luego", "lejos"):
            words[0] = f"{tree.low[tree.head[i]]} de"  # the parser hangs the clause on the adverb
        joined = " ".join(words).removesuffix(" que")
        return joined if joined in self.words.all_marks else words[0]

    def _noun(self, i: int) -> Status:
        tree, words = self.tree, self.words
        for k in tree.kids[i]:
            if tree.low[k] in words.denying_pronouns or tree.low[k] in ("sin", "ni"):
                return Status("negated", "actual", tree.low[k])
        if (beside := self._beside(i)).cue:
            return beside
        case = tree.cases(i)
        if case in words.denying_prepositions:
            return Status("negated", "actual", case)
        if case in words.nonactual_marks and case in (
            "para",
            "en caso de",
            "a cambio de",
            "de cara a",
            "con miras a",
        ):
            return Status("affirmed", "nonactual", case)
        return Status()

    def _beside(self, i: int) -> Status:
        """Return what the words beside a noun make of it: "presunto", "posible"."""
        tree, modifiers = self.tree, self.words.modifiers
        for k in tree.kids[i]:
            if tree.low[k] in modifiers or tree.lemma[k] in modifiers:
                return Status("affirmed", "nonactual", tree.low[k])
        return Status()

    # what stands above

    def _from_above(self, i: int, depth: int) -> Status:
        tree = self.tree
        h = tree.head[i]
        if h == i:
            return Status()
        dep = tree.dep[i]
        verbal = tree.is_verb(i) or tree.is_predicate(i)
        finite = verbal and tree.is_finite(i)
        if dep == "conj":
            if finite:
                return self._mark_of(h) if tree.is_finite(h) else Status()
            above = self._judge(h, depth + 1)
            # "no atacó ni hirió" denies both, "no atacó, sino que habló" only the first.
            return Status("affirmed", above.modality, above.cue) if tree.is_verb(h) else above
        if dep in ("parataxis", "ROOT"):
            return Status()
        return self._step(i, h, finite, depth)

    def _mark_of(self, h: int) -> Status:
        mark = self._mark(h)
        if mark in ("si", "para"):
            return Status("affirmed", "nonactual", mark)
        return Status()

    def _step(self, i: int, h: int, finite: bool, depth: int) -> Status:
        tree, words = self.tree, self.words
        if not finite and self._is_charged(i, h):
            return Status("affirmed", "nonactual", tree.lemma[h])
        dep, lemma = tree.dep[i], tree.lemma[h]
        complement = dep in _COMPLEMENT or (
            dep == "advcl"
            and not finite
            and (self._mark(i) in _GOVERNED or h < i and is_bare_infinitive(tree, i))
        )
        verb_above = tree.is_verb(h)
        if not verb_above and not tree.is_predicate(h):
            return self._below_noun(i, h, finite, depth)
        if not complement:
            return self._adjunct(i, h, finite, depth)
        if not verb_above and not finite and tree.lemma[h] in words.nonactual_nouns:
            return Status("affirmed", "nonactual", tree.lemma[h])  # "está dispuesto a ayudar"
        if not tree.is_verb(i) and tree.cases(i) in _DURING and tree.lemma[i] not in _INSTEAD:
            return self._during(h, depth)
        reflexive = lemma + "se"
        clause = tree.is_verb(i) or tree.is_predicate(i)
        denying = words.denying_verbs if clause else words.cancelling
        if lemma in denying or reflexive in denying:
            denied = self._judge(h, depth + 1)
            if denied.polarity == "affirmed":
                return Status("negated", denied.modality, lemma)
            # What is not ruled out may still come; who does not deny a deed did it.
            open_still = lemma in words.open_verbs
            return Status("affirmed", "nonactual" if open_still else denied.modality, lemma)
        if finite and lemma in words.proving and self._negation(h):
            return Status("affirmed", "nonactual", lemma)
        if finite and self._is_untrue(h):
            return Status("negated", "actual", lemma)
        is_event_noun = not (tree.is_verb(i) or tree.is_predicate(i))
        if lemma in words.actual_verbs and not finite and not self._is_agreed(i, lemma):
            return self._judge(h, depth + 1)
        if self._is_performed(i, h):
            return Status()
        if lemma in words.nonactual_verbs and not finite:
            if tree.lemma[i] in words.decreed and lemma in words.decreeing:
                return self._judge(h, depth + 1)
            if not is_event_noun or lemma in words.planning_verbs:
                above = self._judge(h, depth + 1)
                unmet = above.polarity == "negated" and lemma in words.unmet
                return Status(above.polarity, above.modality if unmet else "nonactual", lemma)
        if finite:
            return Status()
        return self._judge(h, depth + 1) if is_event_noun or dep == "xcomp" else Status()

    def _is_charged(self, i: int, h: int) -> bool:
        """Whether `h` lays the infinitive `i` to somebody's charge, and nobody says who does.

        "A, acusado de robar a B": what a named accuser says has him for its source instead.
        """
        tree = self.tree
        if not tree.is_verb(i) or self._mark(i) not in ("de", "por"):
            return False
        if tree.lemma[h] in self.words.blamed:
            h = tree.head[h]
        lemmas = {tree.lemma[h], *self.lexicon.verb_lemmas(tree, h)}
        if lemmas.isdisjoint(self.words.charging):
            return False
        return not any(s.cue == h and s.start <= i < s.end for s in self.speeches)

    def _is_agreed(self, i: int, lemma: str) -> bool:
        """Read "quedó en reunirse": what was agreed on is still to come."""
        return lemma == "quedar" and self._mark(i) == "en"

    def _during(self, h: int, depth: int) -> Status:
        """Return the status of an event in which `h` is done: asking in a talk asks for no talk.

        A denial reaches the event only from the verbs of taking part: "no acudió a la reunión".
        """
        above = self._judge(h, depth + 1)
        attends = self.tree.lemma[h] in self.words.attending
        return above if attends or above.polarity == "affirmed" else Status()

    def _is_performed(self, i: int, h: int) -> bool:
        """Whether saying that one wants to is doing it: "quiero felicitar a B"."""
        form = self.tree.morph[h]
        first = form.get("Person") == "1" and form.get("Tense") == "Pres"
        lemmas = {self.tree.lemma[i], *self.lexicon.verb_lemmas(self.tree, i)}
        return first and not lemmas.isdisjoint(self.words.performed)

    def _is_untrue(self, h: int) -> bool:
        """Whether predicate `h` calls its clause untrue: "es falso que …", "es un bulo que …"."""
        tree, untrue = self.tree, self.words.denying_adjectives
        return any(tree.lemma[k] in untrue or tree.low[k] in untrue for k in (h, *tree.kids[h]))

    def _adjunct(self, i: int, h: int, finite: bool, depth: int) -> Status:
        """A clause or noun beside the main clause: "tras detener a X", "para reunirse con X"."""
        tree = self.tree
        if (
            finite
            or self._mark(i)
            or tree.cases(i) in ("tras", "después de", "luego de", "por", "según")
        ):
            return Status()
        if tree.dep[i] in ("nsubj", "nsubj:pass"):
            return self._judge(h, depth + 1) if tree.lemma[h] in HAPPENING else Status()
        return Status()

    def _is_missing(self, h: int) -> bool:
        """Whether a proof `h` is wanting: "sin pruebas de que", "no halló prueba de que"."""
        g = self.tree.governor(h)
        return self._noun(h).polarity == "negated" or g >= 0 and bool(self._negation(g))

    def _below_noun(self, i: int, h: int, finite: bool, depth: int) -> Status:
        tree, words = self.tree, self.words
        dep = tree.dep[i]
        if dep in ("acl", "nmod", "appos", "ccomp", "obl", "advcl", "xcomp", "amod"):
            lemma = tree.lemma[h]
            relative = (
                dep == "acl"
                and finite
                and not any(tree.low[k] == "que" and tree.dep[k] == "mark" for k in tree.kids[i])
            )
            participle = tree.morph[i].get("VerbForm") == "Part"
            if not relative and not participle and lemma in words.nonactual_nouns:
                return Status("affirmed", "nonactual", lemma)
            if not relative and lemma in words.proofs and self._is_missing(h):
                return Status("affirmed", "nonactual", lemma)
            if not relative and not participle and lemma in words.denying_nouns:
                return Status("negated", "actual", lemma)
            if tree.low[h] in ("si",):
                return Status("affirmed", "nonactual", "si")
            if dep == "acl" and not finite and not participle:
                return self._judge(h, depth + 1)
        return Status()


@Language.factory("hemero_factuality", assigns=["doc._.factuality"], requires=["doc._.tree"])
def make_factuality(nlp: Language, name: str) -> FactualityStage:
    """Return the component; it puts a `Factuality` on ``doc._.factuality``."""
    return FactualityStage(load_lexicon(nlp.lang))


class FactualityStage:
    """spaCy component: status of predicates, worked out when asked."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.factuality``."""
        doc._.factuality = Factuality(doc._.tree, self.lexicon, doc._.speeches)
        return doc
