"""The words of one language, read once from ``ontology/`` and checked.

Logic asks this object; it never lists words itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from graph.errors import DataError
from graph.identity import fold
from graph.language.attitude_words import AttitudeWords, load_attitude
from graph.language.body_words import BodyWords, load_bodies
from graph.language.conjugation import VerbForms, participles
from graph.language.enclitics import split_enclitics
from graph.language.factuality_words import FactualityWords, load_factuality
from graph.language.fate_words import Fate, load_fates
from graph.language.frames import Frames, load_frames
from graph.language.gazetteer import Gazetteer, load_gazetteer
from graph.language.nouns import NounEntry, Nouns, load_nouns
from graph.language.role_words import HeldIn, RoleWords, load_roles
from graph.language.speech_words import SpeechWords, load_speech
from graph.language.state_words import StateWords, load_states
from graph.language.syntax import Tree
from graph.language.weights import Weights, load_weights
from graph.language.word_lists import read_text
from graph.model import EntityType
from graph.vocabulary import data_folder, relations

__all__ = ["Lexicon", "NounEntry", "load_lexicon"]


@dataclass(frozen=True)
class Lexicon(RoleWords, SpeechWords):
    """All that the stages ask about words."""

    frames: Frames
    verbs: VerbForms
    factuality: FactualityWords
    attitude: AttitudeWords
    nouns: Nouns
    names: Gazetteer
    states: StateWords
    bodies: BodyWords
    fates: tuple[Fate, ...]
    plausibility: Weights
    participle_forms: frozenset[str] = field(default_factory=frozenset)

    def verb_lemmas(self, tree: Tree, i: int) -> tuple[str, ...]:
        """Return the lexicon's infinitives of which token `i` may be a form.

        The model's lemma comes first where the lexicon knows it; it errs on irregular
        forms ("eligen"), so the conjugation decides otherwise.
        """
        lemma = tree.lemma[i].split(" ")[0]
        found = self.verbs.lemmas(tree.low[i])
        if lemma == "ser" and "ir" in found and _goes(tree, i):
            return ("ir",)
        if lemma in found:
            return (lemma,)
        if not found:
            found = self.verbs.lemmas(split_enclitics(tree.low[i], self.verbs)[0])
        if not found and lemma in self.known_verbs and tree.pos[i] == "VERB":
            return (lemma,)
        return found

    @cached_property
    def known_verbs(self) -> frozenset[str]:
        """The infinitives that some frame names."""
        return frozenset(self.frames.infinitives())

    @cached_property
    def parties(self) -> frozenset[str]:
        """Folded names of the parties and bodies that have a word for their members."""
        return frozenset(fold(name) for name in self.affiliations.values())

    @cached_property
    def unnamed_frames(self) -> frozenset[str]:
        """The frames of states that also relate works and events without a name."""
        return frozenset(f.id for f in self.frames.all if f.unnamed)

    @cached_property
    def describing_frames(self) -> frozenset[str]:
        """The frames of nouns that say who somebody is: "su rival, X"."""
        return frozenset(f.id for f in self.frames.all if f.nouns and "appos" in f.subject)

    def is_verb_form(self, low: str) -> bool:
        """Whether `low` is a form of a verb that the lexicon knows."""
        return bool(self.verbs.lemmas(low))

    def is_participle(self, low: str) -> bool:
        """Whether `low` is a past participle of a verb that the lexicon knows."""
        return low in self.participle_forms

    def is_transparent(self, low: str, lemma: str) -> bool:
        """Whether a noun may give way to what hangs below it with "de"."""
        return (
            low in self.measures
            or lemma in self.measures
            or lemma in self.members
            or lemma in self.administrative
            or lemma in self.premises
        )

    def is_time_noun(self, lemma: str) -> bool:
        """Whether a noun names a time and so no participant."""
        return lemma in self.time_nouns

    def noun(self, low: str) -> NounEntry | None:
        """Return what the common noun `low` (any form, several words) stands for."""
        return self.nouns.by_form.get(low)

    @cached_property
    def _longer_noun_openings(self) -> frozenset[str]:
        return frozenset(form.split(" ")[0] for form in self.nouns.by_form if " " in form)

    def opens_longer_noun(self, low: str) -> bool:
        """Whether a noun of several words begins with `low`."""
        return low in self._longer_noun_openings

    def body_noun(self, low: str) -> NounEntry | None:
        """Return the noun of a body that `low` rather is with a feminine article, if any."""
        return self.nouns.as_body.get(low)

    def is_rank(self, low: str) -> bool:
        """Whether a title stands for a person also without a name ("el coronel")."""
        return low in self.nouns.ranks

    def stands_only_acting(self, lemma: str) -> bool:
        """Whether a noun stands for a participant only where it acts ("la defensa")."""
        return lemma in self.nouns.acting

    def equivalents(self, lemma: str) -> frozenset[str]:
        """Return the folded first words and phrases that may stand for the same post."""
        return self.nouns.equivalents.get(fold(lemma), frozenset())

    def held_in(self, lemma: str) -> HeldIn | None:
        """Return where a post is held by its nature, None where any body may have it."""
        found = self.held.get(lemma) or self.held.get(lemma.split(maxsplit=1)[0])
        return found or self.held.get(lemma.removeprefix("ex"))

    def bodies_of(self, title: str) -> tuple[str, ...]:
        """Return the folded names of bodies that the folded post `title` implies."""
        return self.nouns.bodies.get(title, ())

    def head_type(self, low: str) -> EntityType | None:
        """Return the type of the names that begin with `low`, None if it heads none."""
        return self.names.heads.get(low)

    @cached_property
    def verbs_of_no_deed(self) -> frozenset[str]:
        """Verbs that a frame knows, or that say, wish or judge what others do."""
        words = self.factuality
        known = self.known_verbs | self.speech_verbs | self.impersonal_verbs
        return frozenset(known | words.nonactual_verbs | words.actual_verbs | words.factive)

    @cached_property
    def _folded_heads(self) -> frozenset[str]:
        return frozenset(fold(h) for h in self.names.heads)

    def is_head(self, folded: str) -> bool:
        """Whether a folded word begins names of bodies, places, works or events."""
        return folded in self._folded_heads

    def head_gender(self, low: str) -> str:
        """Return the gender of a name's head noun where the lexicon knows it."""
        entry = self.nouns.by_form.get(low)
        return entry.gender if entry else ""

    def is_place_taker(self, low: str) -> bool:
        """Whether names with this head go on with "de" and a place ("Gobierno de Chile")."""
        return low in self.names.heads

    def is_person_word(self, low: str) -> bool:
        """Whether `low` is a given name and no place."""
        return low in self.names.given and low not in self.names.known

    def is_administrative(self, lemma: str) -> bool:
        """Whether a noun only says what kind of place a name is of ("la ciudad Juárez")."""
        return lemma in self.administrative

    def kinds_of(self, name: str) -> frozenset[str]:
        """Return the folded nouns that a listed place answers to ("país", "ciudad")."""
        return self.names.kinds.get(name.lower(), frozenset())

    def contains(self, outer: str, inner: str) -> bool:
        """Whether "inner, outer" reads as a place in a place: the outer a country or region."""
        kinds = self.kinds_of(outer)
        return bool(kinds & {"pais", "estado", "provincia", "region", "departamento"}) or (
            bool(kinds) and not self.kinds_of(inner)
        )

    # The gazetteer's parts under the names by which the stages know them.

    @property
    def known_names(self) -> dict[str, EntityType]:
        """Names by lower-case form, with their type."""
        return self.names.known

    @property
    def ambiguous(self) -> frozenset[str]:
        """Listed names that are also common words or personal names."""
        return self.names.ambiguous

    @property
    def longest(self) -> int:
        """How many words the longest listed name has."""
        return self.names.longest

    @property
    def given(self) -> dict[str, str]:
        """Given names with their gender (m, f, u)."""
        return self.names.given

    @property
    def surnames(self) -> frozenset[str]:
        """Surnames in lower case."""
        return self.names.surnames

    @property
    def demonyms(self) -> dict[str, str]:
        """Forms of demonyms with their place."""
        return self.names.demonyms

    @property
    def place_aliases(self) -> dict[str, str]:
        """Short and other names of places with the standard one."""
        return self.names.place_aliases

    @property
    def affiliations(self) -> dict[str, str]:
        """Read "panista" and the like, with the organisation."""
        return self.names.affiliations

    @property
    def acronyms(self) -> dict[str, tuple[tuple[str, EntityType], ...]]:
        """Acronyms with their readings and types."""
        return self.names.acronyms

    @property
    def acronyms_low(self) -> frozenset[str]:
        """Acronyms in lower case."""
        return self.names.acronyms_low

    @property
    def not_names(self) -> frozenset[str]:
        """Words that a capital does not make a name."""
        return self.names.not_names

    @property
    def openers(self) -> frozenset[str]:
        """Words that are no name where they open a sentence."""
        return self.names.openers

    @property
    def organization_suffixes(self) -> frozenset[str]:
        """Last words of organisations' names, in lower case."""
        return self.names.suffixes

    @property
    def titles_low(self) -> frozenset[str]:
        """Titles and posts that may stand, capitalised, before a name."""
        return self.nouns.titles

    @property
    def person_nouns(self) -> frozenset[str]:
        """Forms of nouns that name a person and may stand before or after a name."""
        return self.nouns.persons


@lru_cache(maxsize=4)
def load_lexicon(language: str = "es", root: Path | None = None) -> Lexicon:
    """Read and check the lexicon of `language`.

    Parameters
    ----------
    language : str
        A folder of ``ontology/lexicon``.
    root : pathlib.Path, optional
        Another ontology folder than the installed one.

    Raises
    ------
    DataError
        If a file is missing or broken; the message names file, line and the allowed keys.
    """
    root = root or data_folder()
    folder = root / "lexicon" / language
    frames = load_frames(folder, relations(root / "relations.tsv"))
    speech = load_speech(folder / "speech.toml")
    attitude = load_attitude(folder / "attitude.toml")
    verbs = frames.infinitives() | {
        v.removesuffix("se") for v in speech.speech_verbs if " " not in v
    }
    return Lexicon(
        frames=frames,
        verbs=_verb_forms(verbs | attitude.infinitives(), folder),
        factuality=load_factuality(folder / "factuality.toml"),
        attitude=attitude,
        nouns=load_nouns(folder / "nouns.toml"),
        names=load_gazetteer(folder / "names.toml", root / "gazetteer"),
        states=load_states(folder / "states.toml"),
        bodies=load_bodies(folder / "bodies.toml"),
        fates=load_fates(folder / "fates.toml"),
        plausibility=load_weights(folder / "plausibility.tsv"),
        participle_forms=frozenset(p for v in verbs if _is_infinitive(v) for p in participles(v)),
        **vars(speech),
        **vars(load_roles(folder / "roles.toml")),
    )


def _verb_forms(verbs: Iterable[str], folder: Path) -> VerbForms:
    """Return the forms of the infinitives among `verbs`; what is none is told with its place."""
    infinitives = sorted(filter(_is_infinitive, verbs))
    try:
        return VerbForms(infinitives)
    except DataError as error:
        verb = next(v for v in infinitives if repr(v) == error.where)
        for path in sorted(folder.rglob("*.toml")):
            for number, line in enumerate(read_text(path).splitlines(), 1):
                if f'"{verb}' in line:
                    raise DataError(
                        f"{error.what}: {verb!r}", f"{path}:{number}", error.todo
                    ) from error
        raise DataError(f"{error.what}: {verb!r}", str(folder), error.todo) from error


def _is_infinitive(verb: str) -> bool:
    return verb.endswith(("ar", "er", "ir", "ír"))


def _goes(tree: Tree, i: int) -> bool:
    """Whether "fue" at `i` is a form of going: "se fue de", "fue a Lima"."""
    reflexive = i > 0 and tree.low[i - 1] in ("se", "me", "nos", "te")
    return reflexive or tree.low[i + 1 : i + 2] in (["a"], ["al"], ["hacia"], ["hasta"])
