"""Reported speech: which stretch of the text is whose.

Cues are verbs of saying with a clause or a quotation, prepositional phrases ("según X"),
and colons in headlines. A quotation that stands on its own goes on with the speaker before it.
"""

from __future__ import annotations

from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc

from graph.language.annotations import NounMention, Speech
from graph.language.first_person import resolve_first_person
from graph.language.lexicon import Lexicon, load_lexicon
from graph.language.report_extent import OPENERS, ReportExtent
from graph.language.roles import Post

# What else a verb of saying may have for an object.
_HEARD = ("obj", "iobj", "a")
# How far what is said may stand behind its verb.
_INSERTED = 24


class QuotationFinder(ReportExtent):
    """Finds the speeches of one Doc."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        super().__init__(doc, lexicon)
        self.posts: list[Post] = [p for p in doc._.posts or () if p.person >= 0]

    def find(self) -> list[Speech]:
        """Return the speeches, the outer before the inner."""
        found: list[Speech] = []
        spoken: dict[int, int] = {}  # quotation -> speaker
        for i in range(self.tree.n):
            if self.tree.lemma[i] in self.lexicon.speech_verbs and self.tree.is_verb(i):
                said = self._by_verb(i, spoken)
                if said:
                    self.latest = (i, said[-1].speaker)
                found += said
        found += self._by_preposition()
        found += self._by_colon()
        found += self._after_colon(spoken)
        found += self._free_quotes(spoken)
        return sorted(set(found), key=lambda s: (s.start, -s.end, s.cue))

    def _by_verb(self, v: int, spoken: dict[int, int]) -> list[Speech]:
        tree = self.tree
        if self.arguments.is_passive(v) and tree.dep[v] in ("acl", "amod"):
            return []
        speaker = self._speaker(v)
        if speaker < 0:
            return []
        out: list[Speech] = []
        inside = self._quote_at(v)
        for k in tree.kids[v]:
            if self._is_content(v, k):
                low, high = tree.subtree(k)
                if k < v:  # "A calló; B, aclaró C, habló": the parser hangs all on "aclaró"
                    low = max(low, self._reach(v)[0])
                if low <= high:
                    asides = self._asides(low, high + 1)
                    out.append(Speech(low, high + 1, v, speaker, False, asides))
        quoted = self._quotes_of(v, speaker, inside, spoken)
        if not out and not inside >= 0:
            out += self._untied(v, speaker, bool(quoted))
        out += quoted
        if self._is_beside(v, bool(out)):
            out += self._around(v, v, speaker, [s for s in out if s.direct])
        return out

    def _untied(self, v: int, speaker: int, quoted: bool) -> list[Speech]:
        """Return "que …" right after the verb, which the parser hung on something else."""
        tree = self.tree
        _, b = self._part(v)
        at = v + 1
        if speaker > v:
            at = tree.subtree(speaker)[1] + 1
        if at < b and tree.low[at] == "que" and b - at > 3:
            return [Speech(at, b, v, speaker, False)]
        at = -1 if quoted else self._after_insertion(v, at, b)
        return [Speech(at, b, v, speaker, False)] if at >= 0 else []

    def _after_insertion(self, v: int, at: int, b: int) -> int:
        """Return the "que" of what is said after an insertion, -1 for none.

        "Aseguró este martes en San José, capital de Costa Rica, que …": the last "que" after a
        comma before the next main verb, where the verb says nothing else.
        """
        tree = self.tree
        roles = self.arguments.of_verb(v)
        if tree.lemma[v] in self.lexicon.weak_speech or any(roles.get(r) for r in _HEARD):
            return -1
        found = -1
        for k in range(at, min(b - 3, at + _INSERTED)):
            if tree.words[k] == '"' or k > v and tree.low[k] in OPENERS - {"que", "por"}:
                break
            if tree.low[k] == "que" and tree.words[k - 1] == ",":
                found = k
            elif tree.is_verb(k) and tree.is_finite(k) and tree.dep[k] not in ("acl", "acl:relcl"):
                break
        return found

    def _is_beside(self, v: int, found: bool) -> bool:
        """Whether the verb stands beside what it reports: ", dijo Trump", "según dijo Trump"."""
        tree = self.tree
        if v and tree.low[v - 1] in ("según", "como") or self._after_how(v):
            return True
        if not self._set_off(v) or self._has_object(v):
            return False
        if tree.dep[v] == "parataxis":
            return True
        return not found and tree.lemma[v] not in self.lexicon.weak_speech

    def _after_how(self, v: int) -> bool:
        """Whether "según" opens the clause of `v`: "según ha informado Trump"."""
        tree = self.tree
        return any(tree.low[k] == "según" and k < v for k in tree.kids[v] if v - k <= 4)

    def _is_content(self, v: int, k: int) -> bool:
        """Whether the clause of `k` is what verb `v` reports."""
        tree = self.tree
        if not tree.is_predicate(k):
            return False
        if tree.lemma[v] in self.lexicon.blaming and not tree.is_finite(k):
            return tree.dep[k] in ("xcomp", "ccomp", "obl", "advcl", "obj")
        if tree.dep[k] in ("ccomp", "csubj"):
            if tree.is_finite(k) and not self._is_introduced(v, k):
                return False
            return tree.is_finite(k) or tree.lemma[v] not in self.lexicon.weak_speech
        if tree.dep[k] == "xcomp" and not tree.is_finite(k):
            # "Negó haber pagado"; what one means to do is no report.
            return k > v and any(tree.lemma[m] == "haber" for m in tree.kids[k])
        # A modal makes the parser take "que podrían atacar" for an infinitive.
        that = any(tree.low[m] == "que" and tree.dep[m] == "mark" for m in tree.kids[k])
        return tree.dep[k] == "xcomp" and that and tree.is_finite(k)

    def _is_introduced(self, v: int, k: int) -> bool:
        """Whether "que", a question word, a colon or a quotation stands before the clause.

        A clause before its verb needs none, but then the verb has nothing else to say.
        """
        tree = self.tree
        low = tree.subtree(k)[0]
        if k < v:
            return tree.low[low] in OPENERS or not self._has_object(v)
        return any(
            tree.low[j] in OPENERS or tree.words[j] in (":", '"') for j in range(v + 1, k + 1)
        )

    def _quotes_of(self, v: int, speaker: int, inside: int, spoken: dict[int, int]) -> list[Speech]:
        tree = self.tree
        a, b = tree.bounds[tree.sentence[v]]
        out = []
        for q, (first, last) in enumerate(self.quotes):
            if q == inside or q in spoken:
                continue
            touches = first < b and last >= a
            leads = last < a and a - last <= 2
            if not touches and not leads:
                continue
            between = range(min(last, v) + 1, max(first, v)) if not first <= v <= last else range(0)
            if any(
                tree.lemma[k] in self.lexicon.speech_verbs and tree.is_finite(k) and k != v
                for k in between
            ):
                continue
            spoken[q] = speaker
            out.append(Speech(first, last + 1, v, speaker, True))
        return out

    def _by_preposition(self) -> list[Speech]:
        out = []
        for m in self.mentions:
            if m.entity < 0 or m.kind == "dropped":
                continue
            if not self._is_cited(m):
                continue
            speaker = self._voice(m.root)
            if speaker >= 0:
                out += self._around(m.root, m.root, speaker, [])
        for n in self._nameless_mouths():
            if (speaker := self._voice(n)) >= 0:
                out += self._around(n, n, speaker, [])
        return out

    def _nameless_mouths(self) -> list[int]:
        """Return the sources that are nobody themselves: "según fuentes citadas por Interfax"."""
        tree = self.tree
        found = []
        for n in range(1, tree.n):
            if tree.lemma[n] not in self.lexicon.mouths or n in self.at_root:
                continue
            k = n - 1
            while k > 0 and tree.pos[k] in ("DET", "ADJ", "NUM"):
                k -= 1
            if tree.low[k] == "según" or tree.cases(n) in self.lexicon.speech_prepositions:
                found.append(n)
        return found

    def _is_cited(self, m: NounMention) -> bool:
        """Whether a preposition such as "según" governs the mention."""
        tree = self.tree
        if tree.cases(m.root) in self.lexicon.speech_prepositions:
            return True
        k = m.start - 1
        while k >= 0 and tree.pos[k] in ("DET", "ADJ", "NUM"):
            k -= 1
        return k >= 0 and tree.low[k] == "según"

    def _by_colon(self) -> list[Speech]:
        """Read "Habrá cambios: Trump" and "Trump: habrá cambios"."""
        tree = self.tree
        out = []
        for a, b in tree.bounds:
            colons = [k for k in range(a, b) if tree.words[k] == ":"]
            if not colons:
                continue
            c = colons[-1]
            tail = self._sole_name(c + 1, b)
            if tail >= 0 and c - a > 2:
                out.append(Speech(a, c, c, tail, False))
                continue
            c = colons[0]
            lead = self._sole_name(a, c)
            if lead >= 0 and b - c > 3:
                out.append(Speech(c + 1, b, c, lead, False))
        return out

    def _after_colon(self, spoken: dict[int, int]) -> list[Speech]:
        """Read "X fue duro: «Y improvisa»": a quotation after a colon is the subject's."""
        tree = self.tree
        out = []
        for q, (first, last) in enumerate(self.quotes):
            c = first - 1
            if q in spoken or c < 1 or tree.words[c] != ":":
                continue
            a = tree.bounds[tree.sentence[c]][0]
            verbs = [k for k in range(a, c) if tree.is_predicate(k) and tree.is_finite(k)]
            # The main verb and what is joined to it, not the relative clauses between.
            verbs = [k for k in verbs if tree.dep[k] in ("ROOT", "conj", "parataxis")]
            speaker = next((s for v in reversed(verbs) if (s := self._speaker(v)) >= 0), -1)
            if speaker >= 0:
                spoken[q] = speaker
                out.append(Speech(first, last + 1, c, speaker, True))
        return out

    def _sole_name(self, start: int, end: int) -> int:
        """Return the root of the name that alone fills ``start``..``end``, or -1."""
        while end > start and self.tree.words[end - 1] in (".", '"', ")", "-"):
            end -= 1
        for m in self.mentions:
            if m.kind == "name" and m.type in ("Person", "Organization") and m.end == end:
                if m.start - start <= 4 and not any(
                    self.tree.is_verb(k) for k in range(start, end)
                ):
                    # "Absolución para Adriana Tarqui: …" says nothing in her voice.
                    own = any(p.start >= start and self.mentions[p.person] is m for p in self.posts)
                    of = any(self.tree.pos[k] == "ADP" for k in range(start, m.start))
                    return m.root if own or not of else -1
        return -1

    def _free_quotes(self, spoken: dict[int, int]) -> list[Speech]:
        """Give a quotation with no cue of its own to the speaker of the sentence before."""
        tree = self.tree
        out = []
        for q, (first, last) in enumerate(self.quotes):
            if q in spoken:
                continue
            sentence = tree.sentence[first]
            a = tree.bounds[sentence][0]
            alone = first <= a + 1 and last >= tree.bounds[tree.sentence[last]][1] - 2
            before = [
                spoken[p]
                for p in sorted(spoken)
                if p < q and 0 <= sentence - tree.sentence[self.quotes[p][1]] <= 2
            ]
            if alone and before and before[-1] in self.at_root:
                spoken[q] = before[-1]
                out.append(Speech(first, last + 1, first, before[-1], True))
        return out


@Language.factory(
    "hemero_quotation",
    assigns=["doc._.speeches"],
    requires=["doc._.tree", "doc._.mentions", "doc._.at_root"],
)
def make_quotation(nlp: Language, name: str) -> QuotationStage:
    """Return the component; it puts the speeches on ``doc._.speeches``."""
    return QuotationStage(load_lexicon(nlp.lang))


class QuotationStage:
    """spaCy component: quotations and attribution."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.speeches``; resolve the first person in them."""
        doc._.speeches = QuotationFinder(doc, self.lexicon).find()
        resolve_first_person(doc, doc._.speeches, self.lexicon)
        return doc


def speaker_of(doc: Doc, token: int) -> Speech | None:
    """Return the innermost speech around `token` whose cue is not the token itself."""
    best: Speech | None = None
    speeches: list[Speech] = doc._.speeches or []
    # They are sorted by their starts. One that starts so far back that it must be longer than the
    # best so far ends the search; of two as long the first counts.
    for k in range(bisect_right(speeches, token, key=lambda s: s.start) - 1, -1, -1):
        speech = speeches[k]
        length = speech.end - speech.start
        if best is not None and token + 1 - speech.start > best.end - best.start:
            break
        if token < speech.end and speech.cue != token:
            if best is None or length <= best.end - best.start:
                # Asked last: there may be thousands of them.
                if not any(low <= token < high for low, high in speech.holes):
                    best = speech
    return best
