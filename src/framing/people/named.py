"""Voices of those whom the article names: the canonical name, and the role that says most."""

from __future__ import annotations

from framing.people.entities import Entity, Mention
from framing.people.roles import Role, join
from framing.people.scene import Scene, Voice
from framing.words.tables import WordSet

_SHORT = WordSet("people", "short_title")
_PLACE_WORDS = WordSet("people", "place_word")
_ARTICLES = ("the ", "The ", "a ", "an ")


def named(scene: Scene, mention: Mention) -> Voice:
    """The voice of whom a mention names."""
    entity = mention.entity
    if entity.kind != "person":
        return body_voice(entity)
    role = mention.role
    if role is None or (len(role.words) == 1 and role.head in _SHORT):
        role = best_role(scene, entity) or role
    text = role.text if role else belongs(scene, entity)
    return Voice(entity.name, text, "person", entity)


def body_voice(entity: Entity) -> Voice:
    """The voice of an organisation or a country."""
    return Voice(without_article(entity.name), None, "organisation", entity)


def best_role(scene: Scene, entity: Entity) -> Role | None:
    """The role that says most of somebody, of all that the article gives."""
    if not entity.roles:
        return None
    if id(entity) in scene.best:
        return scene.best[id(entity)]
    best = entity.roles[0]
    for role in entity.roles[1:]:
        longer = len(best.words) == 1 and best.head in _SHORT and role.head not in _SHORT
        if best.words < role.words or longer:
            best = role
    scene.best[id(entity)] = best
    return best


def belongs(scene: Scene, entity: Entity) -> str | None:
    """Where somebody belongs of whom no role is given: "Jane Doe of the Green Party"."""
    for at in entity.whole[:20]:
        if at + 1 >= len(scene.forms):
            continue
        start = at + (scene.forms[at] == ",")
        if scene.lower[start] not in ("of", "from"):
            continue
        for body in scene.cast.within(start + 1, start + 4):
            if (
                body.first > start
                and body.entity.kind == "organisation"
                and body.entity.surname not in _PLACE_WORDS
            ):
                return join(scene.forms[body.first : body.last])
    return None


def without_article(name: str) -> str:
    """A name without the article before it."""
    for article in _ARTICLES:
        if name.startswith(article):
            return name[len(article) :]
    return name
