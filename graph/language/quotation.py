"""Reported speech: which stretch of the text is whose.

Cues are verbs of saying with a clause or a quotation, prepositional phrases ("según X"),
and colons in headlines. A quotation that stands on its own goes on with the speaker before it.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from graph.language.annotations import NounMention, Speech
from graph.language.arguments import Arguments
from graph.language.lexicon import Lexicon, load_lexicon
from graph.language.syntax import Tree

# A quotation shorter than this is a borrowed word ("los «rateros»"), not speech.
_SHORTEST_QUOTE = 4


class QuotationFinder:
    """Finds the speeches of one Doc."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.doc, self.lexicon = doc, lexicon
        self.tree: Tree = doc._.tree
        self.arguments: Arguments = doc._.arguments
        self.at_root: dict[int, int] = doc._.at_root
        self.mentions: list[NounMention] = doc._.mentions
        self.quotes = self._quotes()

    def find(self) -> list[Speech]:
        """Return the speeches, the outer before the inner."""
        found: list[Speech] = []
        spoken: dict[int, int] = {}  # quotation -> speaker
        for i in range(self.tree.n):
            if self.tree.lemma[i] in self.lexicon.speech_verbs and self.tree.is_verb(i):
                found += self._by_verb(i, spoken)
        found += self._by_preposition()
        found += self._by_colon()
        found += self._free_quotes(spoken)
        return sorted(set(found), key=lambda s: (s.start, -s.end, s.cue))

    def _quotes(self) -> list[tuple[int, int]]:
        """Return (first, last) token of each quotation, quote marks included."""
        out: list[tuple[int, int]] = []
        opened = -1
        breaks = self._paragraph_starts()
        for i, word in enumerate(self.tree.words):
            if i in breaks and opened >= 0:
                out.append((opened, i - 1))  # a paragraph that never closes its quote
                opened = -1
            if word == '"':
                if opened < 0:
                    opened = i
                else:
                    out.append((opened, i))
                    opened = -1
        if opened >= 0:
            out.append((opened, self.tree.n - 1))
        return [(a, b) for a, b in out if b - a - 1 >= _SHORTEST_QUOTE]

    def _paragraph_starts(self) -> set[int]:
        text, begins, ends = self.doc._.text, self.doc._.begins, self.doc._.ends
        return {
            i
            for i in range(1, len(begins))
            if "\n" in text[ends[i - 1] : begins[i]] or "\r" in text[ends[i - 1] : begins[i]]
        }

    def _quote_at(self, i: int) -> int:
        return next((q for q, (a, b) in enumerate(self.quotes) if a <= i <= b), -1)

    def _speaker(self, v: int) -> int:
        """Return the token of who speaks with verb `v`, -1 for nobody known."""
        subjects = self.arguments.of_verb(v).get("nsubj", [])
        for token in subjects:
            if token in self.at_root:
                return token
        return v if v in self.at_root and (not subjects or subjects == [v]) else -1

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
                out.append(Speech(low, high + 1, v, speaker, False))
        out += self._quotes_of(v, speaker, inside, spoken)
        parenthetical = tree.dep[v] == "parataxis" and self._set_off(v)
        if parenthetical or (
            not out and self._set_off(v) and tree.lemma[v] not in self.lexicon.weak_speech
        ):
            a, b = tree.bounds[tree.sentence[v]]
            low, high = tree.subtree(v) if tree.head[v] != v else self._own_words(v)
            out += [
                Speech(x, y, v, speaker, False) for x, y in ((a, low), (high + 1, b)) if y - x > 1
            ]
        return out

    def _is_content(self, v: int, k: int) -> bool:
        """Whether the clause of `k` is what verb `v` reports."""
        tree = self.tree
        if not tree.is_predicate(k):
            return False
        if tree.dep[k] in ("ccomp", "csubj"):
            return tree.is_finite(k) or tree.lemma[v] not in self.lexicon.weak_speech
        # A modal makes the parser take "que podrían atacar" for an infinitive.
        that = any(tree.low[m] == "que" and tree.dep[m] == "mark" for m in tree.kids[k])
        return tree.dep[k] == "xcomp" and that and tree.is_finite(k)

    def _own_words(self, v: int) -> tuple[int, int]:
        """Return the stretch of verb, subject and what follows: ", señaló Pigott en …"."""
        tree = self.tree
        high = max([v, *(tree.subtree(k)[1] for k in tree.kids[v] if k > v)])
        return v, high

    def _set_off(self, v: int) -> bool:
        """Whether a comma or quote stands before `v` and its subject follows: ", dijo Trump"."""
        tree = self.tree
        start = tree.bounds[tree.sentence[v]][0]
        k = v - 1
        while k > start and (
            tree.low[k] in ("lo", "le", "les", "se", "así", "no", "ha", "había")
            or tree.pos[k] == "AUX"
        ):
            k -= 1
        if k <= start or tree.words[k] not in (",", '"', "-", ")"):
            return False
        subject = self._speaker(v)
        return subject > v or subject == v

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
        tree = self.tree
        out = []
        for m in self.mentions:
            if m.entity < 0 or m.kind == "dropped":
                continue
            case = tree.cases(m.root)
            low_before = tree.low[m.start - 1] if m.start else ""
            if case not in self.lexicon.speech_prepositions and low_before not in ("según",):
                if not (m.start > 1 and tree.low[m.start - 2] == "según"):
                    continue
            a, b = tree.bounds[tree.sentence[m.root]]
            low, high = tree.subtree(m.root)
            out += [
                Speech(x, y, m.root, m.root, False)
                for x, y in ((a, low), (high + 1, b))
                if y - x > 1
            ]
        return out

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

    def _sole_name(self, start: int, end: int) -> int:
        """Return the root of the name that alone fills ``start``..``end``, or -1."""
        while end > start and self.tree.words[end - 1] in (".", '"', ")", "-"):
            end -= 1
        for m in self.mentions:
            if m.kind == "name" and m.type in ("Person", "Organization") and m.end == end:
                if m.start - start <= 4 and not any(
                    self.tree.is_verb(k) for k in range(start, end)
                ):
                    return m.root
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
        """Set ``doc._.speeches``."""
        doc._.speeches = QuotationFinder(doc, self.lexicon).find()
        return doc


def speaker_of(doc: Doc, token: int) -> Speech | None:
    """Return the innermost speech around `token` whose cue is not the token itself."""
    best: Speech | None = None
    for speech in doc._.speeches or ():
        if speech.start <= token < speech.end and speech.cue != token:
            if best is None or speech.end - speech.start < best.end - best.start:
                best = speech
    return best
