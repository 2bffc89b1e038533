"""Who a common noun means: a group, a document, a body, somebody named elsewhere, or somebody unnamed."""

from __future__ import annotations

from bisect import bisect_left

from framing.people import bodies
from framing.people.antecedents import third
from framing.people.classes import GENDERED
from framing.people.division import NATIVES, gender_of
from framing.people.entities import Entity
from framing.people.holders import Offices, holder, same_office
from framing.people.named import best_role
from framing.people.phrases import Phrase, label, role_text
from framing.people.roles import join
from framing.people.scene import Scene, Voice
from framing.words import gazetteer
from framing.words.gazetteer import noun, noun_kind
from framing.words.rules import Rules
from framing.words.tables import WordSet

PLURALS = WordSet("people", "plural_head", "function.number", "function.multitude")
_MULTITUDE = WordSet("people", "counted", "function.multitude")
_AMOUNTS = WordSet("people", "amount")
_ABSTRACT = WordSet("people", "abstract_ending")
_CALLING = WordSet("people", "calling_ending")
_INDEFINITE = WordSet("people", "indefinite_opener", "function.article")
_EPITHETS = WordSet("people", "epithet")
_DESCRIPTIVE = WordSet("people", "descriptive")
_ANYBODY = WordSet("people", "anybody")
_CONTENDERS = WordSet("people", "contender")
_CONTENDING = ("official", "other", "opposition", "military", "unnamed")


def common(scene: Scene, offices: Offices, phrase: Phrase) -> Voice:
    """The voice of a phrase whose head is no name.

    Args:
        scene: the article so far.
        offices: who holds which role.
        phrase: the source as a noun phrase.
    """
    plain = _name_without_capitals(scene, phrase)
    if plain is not None:
        return plain._replace(rule="name_without_capitals")
    kind = kind_of(scene, phrase)
    if kind == "organisation":
        return bodies.body(scene, phrase)._replace(rule="body")
    if kind == "document":
        return Voice(label(scene, phrase.first, phrase.last), None, "document", rule="document")
    if kind == "group":
        return Voice(label(scene, phrase.first, phrase.last), None, "unnamed group", rule="group")
    found = WHO.first(scene, offices, phrase, kind)
    if found is not None:
        return found.value._replace(rule=f"who_is_meant.{found.rule}")
    return _unnamed(scene, phrase, kind)._replace(rule="unnamed")


def _name_without_capitals(scene: Scene, phrase: Phrase) -> Voice | None:
    """A name that its capitals do not give away: "No 10", headlines in capitals, posts in small letters."""
    first, head = phrase.first, phrase.head
    if phrase.last - first == 2:
        office = join(scene.forms[first : phrase.last])
        if office in gazetteer.country_terms():
            return Voice(office, None, "organisation")
    unlisted = 1 <= head - first <= 3 and noun(scene.lower[head]) is None
    if unlisted and gender_of(scene.forms[first].title()) != "u":
        return Voice(join(scene.forms[first : head + 1]), None, "person")
    return None


def _unnamed(scene: Scene, phrase: Phrase, kind: str) -> Voice:
    role = role_text(scene, phrase.first, phrase.last) if kind == "role" else None
    voice = Voice(label(scene, phrase.first, phrase.last), role, "unnamed person")
    if not _definite(scene, phrase):
        scene.unnamed[scene.lower[phrase.head]] = voice
    return voice


def _definite(scene: Scene, phrase: Phrase) -> bool:
    opener = scene.lower[phrase.first]
    return opener == "the" or opener not in _INDEFINITE


# --- of what kind

HEAD_KIND: Rules[[Scene, Phrase], str] = Rules("people.kind_of_head")
"""What a head noun says of a speaker: role, person, group, organisation, document; else a person."""

PHRASE_KIND: Rules[[Scene, Phrase, str], str] = Rules("people.kind_of_phrase")
"""What the words around a head noun make of it."""


def kind_of(scene: Scene, phrase: Phrase) -> str:
    """Of what kind a phrase is: role, person, group, organisation or document."""
    head = HEAD_KIND.first(scene, phrase)
    kind = head.value if head is not None else "person"
    found = PHRASE_KIND.first(scene, phrase, kind)
    return found.value if found is not None else kind


@PHRASE_KIND.rule
def paper(scene: Scene, phrase: Phrase, kind: str) -> str | None:
    """A paper is written, unless it is "the paper", which is printed."""
    written = scene.lower[phrase.head] in ("paper", "papers") and scene.lower[phrase.first] != "the"
    return "document" if written else None


@PHRASE_KIND.rule
def amount(scene: Scene, phrase: Phrase, kind: str) -> str | None:
    """A handful of."""
    behind = phrase.head + 1
    counted = scene.lower[phrase.head] in _AMOUNTS and behind < phrase.last and scene.lower[behind] == "of"
    return "group" if counted else None


@PHRASE_KIND.rule
def many(scene: Scene, phrase: Phrase, kind: str) -> str | None:
    """Those, dozens: people, unless they are papers."""
    if scene.lower[phrase.first] not in _MULTITUDE:
        return None
    return "document" if kind == "document" else "group"


@PHRASE_KIND.rule
def several(scene: Scene, phrase: Phrase, kind: str) -> str | None:
    """Some, two: people, unless they are bodies or papers."""
    return (
        "group" if scene.lower[phrase.first] in PLURALS and kind not in ("document", "organisation") else None
    )


@HEAD_KIND.rule
def number(scene: Scene, phrase: Phrase) -> str | None:
    """Many, two, 30 percent."""
    word = scene.lower[phrase.head]
    figure = word[0].isdigit() and not word.endswith("-old")
    return "group" if figure or word in PLURALS or word in ("percent", "cent", "%") else None


@HEAD_KIND.rule
def state_media(scene: Scene, phrase: Phrase) -> str | None:
    """State media are a body."""
    state = phrase.head > phrase.first and scene.lower[phrase.head - 1] in ("state", "state-run")
    return "organisation" if state and scene.lower[phrase.head] == "media" else None


@HEAD_KIND.rule
def general_staff(scene: Scene, phrase: Phrase) -> str | None:
    """Ukraine's General Staff."""
    if scene.lower[phrase.head] != "staff" or phrase.head == phrase.first:
        return None
    capitals = scene.forms[phrase.head][0].isupper() and scene.forms[phrase.head - 1][0].isupper()
    return "organisation" if capitals else None


@HEAD_KIND.rule
def listed(scene: Scene, phrase: Phrase) -> str | None:
    """The list of nouns knows it."""
    return noun_kind(scene.lower[phrase.head]) or None


@HEAD_KIND.rule
def people_of_a_country(scene: Scene, phrase: Phrase) -> str | None:
    """A Dane, the British, Denmark."""
    term = gazetteer.country_terms().get(scene.forms[phrase.head])
    if term is None:
        return None
    if term[1] not in ("demonym", "adjective"):
        return "organisation"
    plural = scene.lower[phrase.head].endswith(("s", "sh", "ch", "ese"))
    return "group" if plural or scene.lower[phrase.first] in ("many", "some", "most") else "person"


@HEAD_KIND.rule
def native(scene: Scene, phrase: Phrase) -> str | None:
    """A Texan."""
    return "person" if scene.forms[phrase.head] in NATIVES else None


@HEAD_KIND.rule
def capital(scene: Scene, phrase: Phrase) -> str | None:
    """With a capital: a body, or many of them."""
    form = scene.forms[phrase.head]
    if not form[0].isupper():
        return None
    plural = form.lower().endswith("s") and not form.lower().endswith("ss") and form[1:].islower()
    return "group" if plural else "organisation"


@HEAD_KIND.rule
def plural_ending(scene: Scene, phrase: Phrase) -> str | None:
    """Pickers."""
    word = scene.lower[phrase.head]
    return "group" if word.endswith("s") and not word.endswith(("ss", "us", "is")) else None


@HEAD_KIND.rule
def calling_ending(scene: Scene, phrase: Phrase) -> str | None:
    """A picker."""
    return "role" if any(scene.lower[phrase.head].endswith(ending) for ending in _CALLING) else None


@HEAD_KIND.rule
def abstract_ending(scene: Scene, phrase: Phrase) -> str | None:
    """An indictment."""
    return "document" if any(scene.lower[phrase.head].endswith(ending) for ending in _ABSTRACT) else None


# --- which person

WHO: Rules[[Scene, Offices, Phrase, str], Voice] = Rules("people.who_is_meant")
"""Whom a noun for one person means; where no rule knows, somebody unnamed."""


@WHO.rule
def holds_the_role(scene: Scene, offices: Offices, phrase: Phrase, kind: str) -> Voice | None:
    """Who is given that role anywhere in the article: the deputy minister."""
    word = scene.lower[phrase.head]
    told = kind == "role" or (noun(word) is not None and scene.lower[phrase.first] != "the")
    if not (told and _definite(scene, phrase)):
        return None
    person = holder(scene, offices, phrase.first, phrase.head, phrase.last)
    if person is None:
        return None
    role = next((r for r in person.roles if same_office(r.head, word)), None)
    text = role.text if role else role_text(scene, phrase.first, phrase.last)
    return Voice(person.name, text, "person", person)


@WHO.rule
def unnamed_before(scene: Scene, offices: Offices, phrase: Phrase, kind: str) -> Voice | None:
    """An unnamed voice again: a farmer, then the farmer."""
    if kind not in ("role", "person") or not _definite(scene, phrase):
        return None
    return scene.unnamed.get(scene.lower[phrase.head])


@WHO.rule
def epithet(scene: Scene, offices: Offices, phrase: Phrase, kind: str) -> Voice | None:
    """The billionaire, the 34-year-old, the Texan: whoever was named last."""
    head, word, form = phrase.head, scene.lower[phrase.head], scene.forms[phrase.head]
    if scene.lower[phrase.first] != "the" or head - phrase.first > 5:
        return None
    national = form[0].isupper() and form in gazetteer.country_terms()
    local = head - phrase.first == 1 and form in NATIVES
    if not (word in _EPITHETS or word.endswith("-year-old") or national or local):
        return None
    who = _nearest(scene, phrase)
    if who is None or who.entity is None or not _may_be(scene, who.entity, word):
        return None
    held = best_role(scene, who.entity)
    bare = kind == "role" and head - phrase.first == 1 and scene.lower[head + 1 : head + 2] != [","]
    return None if bare and held is not None and not _alike(held.head, word) else who


@WHO.rule
def calling_of_a_body(scene: Scene, offices: Offices, phrase: Phrase, kind: str) -> Voice | None:
    """The regulator, the broadcaster."""
    called = scene.lower[phrase.head] in bodies.CALLINGS and _definite(scene, phrase)
    return bodies.body(scene, phrase) if called else None


@WHO.rule
def who_spoke_last(scene: Scene, offices: Offices, phrase: Phrase, kind: str) -> Voice | None:
    """Another name for whoever spoke last: the centre-left leader, the director of the academy."""
    first, head = phrase.first, phrase.head
    if scene.lower[first] != "the" or kind != "role" or scene.lower[head] not in _DESCRIPTIVE:
        return None
    if not scene.spoken:
        return None
    _, block, before, _ = scene.spoken[-1]
    if before.entity is None or before.kind != "person" or scene.block_of(first) - block > 1:
        return None
    if not _last_person(scene, before.entity, first):
        return None
    held = best_role(scene, before.entity)
    bare = head - first == 1 and phrase.last <= head + 1
    if bare and held is not None and not _alike(held.head, scene.lower[head]):
        return None  # a mayor is not "the lawyer"
    told = any(form[0].isupper() for form in scene.forms[first + 1 : phrase.last])
    text = held.text if held is not None and not told else role_text(scene, first, phrase.last)
    return Voice(before.name, text, "person", before.entity)


def _alike(one: str, other: str) -> bool:
    """Whether two nouns for roles can be of one person: they say the same side, or one says none."""
    sides = [known.camp_class for word in (one, other) if (known := noun(word)) is not None]
    return len(sides) < 2 or sides[0] == sides[1]


def _nearest(scene: Scene, phrase: Phrase) -> Voice | None:
    """Whom a pronoun at this place would mean, if named in this paragraph or the one before."""
    who = third(scene, phrase.first, GENDERED.get(scene.lower[phrase.head], "u"))
    if who is None or who.entity is None or not scene.recent(who.entity, phrase.first):
        return None
    return who


def _last_person(scene: Scene, entity: Entity, at: int) -> bool:
    """Whether nobody else was newly named between somebody's last mention and a word."""
    before = entity.place_before(at)
    if before is None:
        return False
    position = bisect_left(scene.cast.starts, at)
    for number in range(position - 1, max(position - 10, -1), -1):
        mention = scene.cast.mentions[number]
        if mention.first <= before:
            break
        other = mention.entity
        if other.kind == "person" and other is not entity and other.place_before(mention.first) is None:
            return False
    return True


def _may_be(scene: Scene, entity: Entity, word: str) -> bool:
    """Whether what the article says of somebody lets a word such as "the nominee" mean her."""
    role = best_role(scene, entity)
    known = noun(role.head) if role is not None and word in _CONTENDERS else None
    return known is None or known.camp_class in _CONTENDING
