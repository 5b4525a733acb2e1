"""What one document tells of each of its entities that helps to know it again elsewhere."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from sys import intern

from graph.identity import fold
from graph.knowledge.constraints import Member
from graph.knowledge.copies import Hashes, shingles_of
from graph.knowledge.name_forms import body_name, content_of, person_name
from graph.knowledge.word_knowledge import WordKnowledge, stem, stem_of
from graph.model import Entity, EntityType, Reading

# How far around a name its own description is looked for, in characters.
_BEFORE, _AFTER = 90, 110
_LOWER_WORD = re.compile(r"\b[a-záéíóúüñ]{5,}\b")
_LONG = 6  # letters from which on a word may tell what a text is about
_TOKEN = re.compile(r"\w+|[^\w\s]")
_CLAUSE_END = re.compile(r"[.;:!?\n«»“”\"—]")
_AGE = re.compile(r"^,?\s*(?:\(|de\s+)(\d{1,2})(?:\)|\s+años)")
_IN_BRACKETS = re.compile(r"^\s*[,(]\s*([^,();.]{3,30})[,);.]")
_MASCULINE, _FEMININE = frozenset({"el", "un", "al", "del"}), frozenset({"la", "una"})
_ARTICLES = _MASCULINE | _FEMININE
_TOPIC = 30
# One for all that have none: most sets of a portrait are empty.
_NOTHING: frozenset[str] = frozenset()
# A document is about its outlet's country if one vote in so many is for it.
_HOME_SHARE = 4
# Words that may stand between the noun of an apposition and the name.
_OTHERS = frozenset(
    {"contra", "con", "a", "al", "que", "por", "ante", "sobre", "según", "como", "tras", "o", "ni"}
)
_WITHIN = frozenset({"de", "del", "la", "las", "los", "el", "para", "y", "e", "en"})


@dataclass(frozen=True, slots=True)
class Setting:
    """A document as the place where entities are met.

    ``country`` is the country it is mostly about, "" where none stands out, and ``votes`` how many
    times each country or a place in it is named, the most first; ``company`` are the
    cores of the names in it, ``topic`` the stems of its commonest long words, ``day`` the ordinal
    of its date or 0, ``shingles`` what tells its copies.
    """

    document: str
    country: str
    company: frozenset[str]
    topic: frozenset[str]
    day: int
    outlet: str
    sha256: str
    shingles: Hashes
    votes: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Portrait:
    """One entity of one document.

    ``countries`` are those told of it, ``posts`` the stems of the titles of its posts, ``bodies``
    where it holds them, ``fields`` its fields of life, ``born`` the year of birth that its age
    gives (or 0), ``gender`` "m", "f" or "".
    """

    member: Member
    type: EntityType
    label: str
    names: tuple[str, ...]
    named: bool
    same_as: tuple[str, ...]
    countries: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    born: int = 0
    gender: str = ""


def core_of(entity: Entity, known: WordKnowledge) -> str:
    """Return the name by which an entity is counted as company."""
    if entity.type == "Person":
        return person_name(entity.label, known).plain
    return body_name(entity.label, known).core


def portray(reading: Reading, known: WordKnowledge) -> tuple[Setting, list[Portrait]]:
    """Return the setting of a document and the portraits of its entities, in their order."""
    return _Painter(reading, known).portraits()


class _Painter:
    def __init__(self, reading: Reading, known: WordKnowledge) -> None:
        self.reading, self.known = reading, known
        self.document = reading.document
        self.entities = {entity.key: entity for entity in reading.entities}
        self.countries: defaultdict[str, set[str]] = defaultdict(set)
        self.posts: defaultdict[str, set[str]] = defaultdict(set)
        self.bodies: defaultdict[str, set[str]] = defaultdict(set)
        self.fields: defaultdict[str, set[str]] = defaultdict(set)
        self.born: dict[str, int] = {}
        self.genders: defaultdict[str, set[str]] = defaultdict(set)

    def portraits(self) -> tuple[Setting, list[Portrait]]:
        self._read_names()
        self._read_claims()
        self._read_surroundings()
        out = []
        for key, entity in self.entities.items():
            genders = self._genders(entity)
            out.append(
                Portrait(
                    (self.document.id, intern(key)), entity.type, intern(entity.label),
                    _names_of(entity), entity.named, entity.same_as,
                    _frozen(self.countries, key), _frozen(self.posts, key),
                    _frozen(self.bodies, key), _frozen(self.fields, key),
                    self.born.get(key, 0), genders[0] if len(genders) == 1 else "",
                )
            )  # fmt: skip
        return self._setting(), out

    def _genders(self, entity: Entity) -> list[str]:
        """Return the genders told of somebody; what goes against the given name is a misreading."""
        if entity.type == "Person":
            for name in person_name(entity.label, self.known).given[:1]:
                gender = self.known.given_names.get(name, "")
                if gender in ("m", "f"):
                    return [gender]
        return sorted(self.genders.get(entity.key, ()))

    def _setting(self) -> Setting:
        text = self.document.text[self.document.body :]
        words: defaultdict[str, int] = defaultdict(int)
        votes = self._votes_of_names()
        demonyms = self.known.demonyms
        told = Counter(_LOWER_WORD.findall(self.document.text[: self.document.body]))
        for word, count in told.items():
            if code := demonyms.get(stem_of(word)):
                votes[code] += 2 * count
        for word, count in Counter(_LOWER_WORD.findall(text)).items():
            stemmed = stem_of(word)
            if len(word) >= _LONG:
                words[stemmed] += count
            if code := demonyms.get(stemmed):
                votes[code] += 2 * count
        # By number, then by the alphabet.
        ranked = sorted(sorted(words), key=words.__getitem__, reverse=True)
        company = {
            core_of(e, self.known)
            for e in self.entities.values()
            if e.named and not (e.type == "Place" and fold(e.label) in self.known.country_names)
        }
        order = sorted(votes.items(), key=lambda pair: (-pair[1], pair[0]))
        counted = tuple((code, count) for code, count in order if count)
        return Setting(
            self.document.id, main_country(counted), frozenset(company - {""}),
            frozenset(ranked[:_TOPIC]), _ordinal(self.document.date),
            fold(self.document.outlet or ""), self.document.sha256, shingles_of(text), counted,
        )  # fmt: skip

    def _votes_of_names(self) -> Counter[str]:
        """Return how often places of each country are named."""
        votes: Counter[str] = Counter()
        for mention in self.reading.mentions:
            entity = self.entities.get(mention.entity)
            if mention.kind != "name" or entity is None:
                continue
            found = self._countries_named(entity, ambiguous=True)
            for code in found:
                votes[code] += 4 // len(found)
        return votes

    def _countries_named(self, entity: Entity, ambiguous: bool = False) -> tuple[str, ...]:
        if entity.type == "Place":
            codes = self.known.countries.get(fold(entity.label), ())
            return codes if len(codes) == 1 or (ambiguous and len(codes) < 4) else ()
        if entity.type == "Organization":
            code = body_name(entity.label, self.known).country
            return (code,) if code else ()
        return ()

    def _read_names(self) -> None:
        for key, entity in self.entities.items():
            if entity.type == "Person":
                continue
            for name in (entity.label, *entity.aliases):
                if code := body_name(name, self.known).country:
                    self.countries[key].add(code)

    def _read_claims(self) -> None:
        for claim in self.reading.claims:
            if claim.polarity == "negated":
                continue
            key, other = claim.subject, self.entities.get(claim.object)
            if key not in self.entities or other is None:
                continue
            if claim.relation == "holdsPositionIn":
                self._post(key, claim.title or "", other)
            elif claim.relation == "memberOf" and other.named:
                self.bodies[key].add(core_of(other, self.known))
            elif claim.relation in ("originatesFrom", "locatedIn", "partOf"):
                self.countries[key].update(self._countries_named(other))

    def _post(self, key: str, title: str, body: Entity) -> None:
        words = [stem(word) for word in content_of(title)]
        if words:
            self.posts[key].add(" ".join(words))
        self._fields_in(key, words)
        for word in content_of(title):
            if code := self.known.country_of_words(word):
                self.countries[key].add(code)
        if body.named:
            self.bodies[key].add(core_of(body, self.known))
            self.countries[key].update(self._countries_named(body))

    def _fields_in(self, key: str, words: list[str]) -> bool:
        """Add the field of the first noun, or two or three nouns, that tells one."""
        for at in range(len(words)):
            for size in (3, 2, 1):
                found = self.known.fields.get(" ".join(words[at : at + size]))
                if found and at + size <= len(words):
                    self.fields[key].add(found)
                    return True
        return False

    def _read_surroundings(self) -> None:
        """Read what stands in apposition to each name: "la ministra chilena X, de 43 años"."""
        text = self.document.text
        for mention in self.reading.mentions:
            entity = self.entities.get(mention.entity)
            if mention.kind != "name" or entity is None or not entity.named:
                continue
            begin, end = mention.span.begin, mention.span.end
            after = text[end : end + _AFTER]
            if entity.type == "Person":
                before = text[max(0, begin - _BEFORE) : begin]
                self._apposed_before(entity.key, _last_clause(before))
                self._apposed_after(entity.key, after)
            elif entity.type == "Place" and (found := _IN_BRACKETS.match(after)):
                name = fold(found[1].strip())
                codes = self.known.countries.get(name, ())
                if len(codes) == 1 and name != fold(entity.label):
                    self.countries[entity.key].update(codes)

    def _apposed_before(self, key: str, clause: str) -> None:
        """Read "la ministra de Salud de Chile, " that ends where the name begins."""
        words = _TOKEN.findall(clause)
        if words and words[-1] == ",":
            words.pop()
        if "," in words:
            words = words[len(words) - words[::-1].index(",") :]
        words = words[-9:]
        folded = [fold(word) for word in words]
        # The article next to the noun that tells a field; what comes before belongs to others.
        for at in range(len(words) - 1, -1, -1):
            if folded[at] in _ARTICLES and at + 1 < len(words):
                noun = [stem(word) for word in folded[at + 1 :]]
                # "contra el ministro y contra Ana": the noun is another's.
                between = [w for w in words[at + 2 :] if w.islower() and w not in _WITHIN]
                if len(between) > 2 or words[-1] in ("y", "e") or _OTHERS & set(between):
                    return
                if self.known.fields.get(noun[0]) or self.known.fields.get(" ".join(noun[:2])):
                    self._described(key, folded[at + 1 :])
                    self.genders[key].add("m" if folded[at] in _MASCULINE else "f")
                    return

    def _apposed_after(self, key: str, after: str) -> None:
        """Read ", ministra de Salud de Chile," or ", de 43 años," behind the name."""
        if found := _AGE.match(after):
            published = _ordinal(self.document.date)
            if published:
                self.born[key] = date.fromordinal(published).year - int(found[1])
        if not after.startswith((", ", " (")):
            return
        clause = _CLAUSE_END.split(after[2:], maxsplit=1)[0].split(",")[0].split(")")[0]
        folded = [fold(word) for word in _TOKEN.findall(clause)][:9]
        article = folded[0] if folded else ""
        if article in _ARTICLES:
            folded = folded[1:]
        noun = [stem(word) for word in folded]
        if noun and (self.known.fields.get(noun[0]) or self.known.fields.get(" ".join(noun[:2]))):
            self._described(key, folded)
            if article:
                self.genders[key].add("m" if article in _MASCULINE else "f")

    def _described(self, key: str, words: list[str]) -> None:
        self._fields_in(key, [stem(word) for word in words])
        for word in words[1:]:
            if code := self.known.country_of_words(word):
                self.countries[key].add(code)
        for size in (2, 3):
            for at in range(len(words) - size + 1):
                if code := self.known.country_names.get(" ".join(words[at : at + size]), ""):
                    self.countries[key].add(code)


def _frozen(told: Mapping[str, set[str]], key: str) -> frozenset[str]:
    found = told.get(key)
    return frozenset(found) if found else _NOTHING


def _names_of(entity: Entity) -> tuple[str, ...]:
    """Return the names of an entity, each kept but once for a corpus."""
    return tuple(map(intern, sorted({entity.label, *entity.aliases})))


def _last_clause(text: str) -> str:
    return _CLAUSE_END.split(text)[-1]


def _ordinal(day: str | None) -> int:
    try:
        return date.fromisoformat(day or "").toordinal()
    except ValueError:
        return 0


def main_country(votes: Sequence[tuple[str, int]]) -> str:
    """Return the country that more than half of the votes are for, or ""."""
    total = sum(count for _, count in votes)
    return votes[0][0] if votes and votes[0][1] * 2 > total else ""


def settled(settings: Iterable[Setting]) -> dict[str, Setting]:
    """Return settings by document, their country judged with those of the outlet's other documents.

    A local paper seldom names its own country. Where most documents of an outlet are about one
    country, its others are too, unless they hardly name it.
    """
    given = sorted(settings, key=lambda setting: setting.document)
    by_outlet: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for setting in given:
        if setting.outlet and setting.country:
            by_outlet[setting.outlet][setting.country] += 1
    out = {}
    for setting in given:
        ranked = sorted(by_outlet[setting.outlet].items(), key=lambda pair: (-pair[1], pair[0]))
        home = main_country(ranked)
        share = dict(setting.votes).get(home, 0) * _HOME_SHARE
        if home and (not setting.country or share >= sum(count for _, count in setting.votes)):
            out[setting.document] = replace(setting, country=home)
        else:
            out[setting.document] = setting
    return out
