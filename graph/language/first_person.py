"""Who "yo" and "nosotros" are: the first person of a quotation is its speaker.

In the news who says "we" tells of acts that are also his own ("le vamos a exigir a X",
"nos reunimos con X"), so the plural stands for the speaker as well.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

from graph.language.annotations import NounMention, Referent, Speech
from graph.language.enclitics import split_enclitics
from graph.language.lexicon import Lexicon
from graph.language.syntax import Tree

_SINGULAR = frozenset({"yo", "me", "mí", "conmigo"})
# "Nos" as an object is mostly everybody: "nos mienten".
_PLURAL = frozenset({"nosotros", "nosotras"})
_SPEAKERS = ("Person", "Group", "Organization")
# Pasts that end in an unstressed o are of the third person: "dijo", "hizo", "trajo".
_OF_THE_THIRD = re.compile(
    r"(?:traj|dij|duj|quis|pus|tuv|pud|duv|fiz|(?:^|re|des)hiz|(?:^|con|inter|pre|pro|re)vin)o$"
    r"|^(?:sup|cup|hub|di|vi|ri|cri|fi|li|gui|pi)o$"
)
_FIRST = re.compile(r"(?:[aeiáéí]mos|[éíoy])$")
# Subjunctives that end as a first person does.
_NO_FIRST = frozenset({"esté", "dé", "sé", "hay", "muy", "ahí", "aquí", "así"})


def person_of_form(low: str) -> str:
    """Return "s" or "p" where a finite verb ends as only a first person can, else "".

    Parameters
    ----------
    low : str
        A finite verb form in lower case.
    """
    if low in _NO_FIRST or not _FIRST.search(low) or _OF_THE_THIRD.search(low):
        return ""
    return "p" if low.endswith("mos") else "s"


def mark_first_persons(tree: Tree, lexicon: Lexicon) -> None:
    """Correct the person of verbs whose ending tells it: the tagger hardly knows the first.

    Parameters
    ----------
    tree : Tree
        Its ``morph`` is corrected.
    lexicon : Lexicon
        Tells what is a form of a verb.
    """
    for i in range(tree.n):
        form = tree.morph[i]
        if tree.pos[i] not in ("VERB", "AUX") or form.get("VerbForm") != "Fin":
            continue
        number = person_of_form(tree.low[i])
        if number and lexicon.is_verb_form(tree.low[i]):
            tree.morph[i] = form | {"Person": "1", "Number": "Plur" if number == "p" else "Sing"}


def resolve_first_person(doc: Doc, speeches: list[Speech], lexicon: Lexicon) -> None:
    """Let the first person in each quotation stand for who speaks.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        Its ``mentions`` and ``at_root`` are completed.
    speeches : list of Speech
        Only the direct ones count.
    lexicon : Lexicon
        Tells what is a form of a verb.
    """
    mentions: list[NounMention] = doc._.mentions
    open_at = {m.start: k for k, m in enumerate(mentions) if m.why == "first person"}
    for speech in speeches:
        k = doc._.at_root.get(speech.speaker, -1)
        entity = mentions[k].entity if k >= 0 else -1
        if speech.direct and entity >= 0:
            _speak(doc, speech, entity, open_at, lexicon)


def _speak(
    doc: Doc, speech: Speech, entity: int, open_at: dict[int, int], lexicon: Lexicon
) -> None:
    """Let verbs, pronouns and clitics of the first person in `speech` stand for `entity`."""
    tree: Tree = doc._.tree
    mentions: list[NounMention] = doc._.mentions
    speaker: Referent = doc._.referents[entity]
    if speaker.type not in _SPEAKERS:
        return
    # A body and a plural speak as "we".
    words = _PLURAL | _SINGULAR if speaker.type == "Person" else _PLURAL
    for i in range(speech.start, speech.end):
        if i in open_at and i not in doc._.at_root:
            if mentions[open_at[i]].number == "p" or speaker.type == "Person":
                mentions[open_at[i]].entity = entity
                mentions[open_at[i]].type = speaker.type
                doc._.at_root[i] = open_at[i]
        elif tree.low[i] in words and tree.pos[i] == "PRON" and i not in doc._.at_root:
            _add(doc, i, i, entity)
        if tree.is_verb(i) and ~i not in doc._.at_root:
            attached = split_enclitics(tree.low[i], lexicon.verbs)[1]
            if attached and attached[0] in words and len(attached) == 1:
                _add(doc, i, ~i, entity)


def _add(doc: Doc, i: int, root: int, entity: int) -> None:
    ref: Referent = doc._.referents[entity]
    me = NounMention(i, i + 1, root, "pronoun", ref.type, doc._.tree.words[i], ref.gender, "s")
    me.entity, me.why = entity, "first person"
    doc._.mentions.append(me)
    doc._.at_root[root] = len(doc._.mentions) - 1
