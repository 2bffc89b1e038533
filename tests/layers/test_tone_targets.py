"""Toward whom a tone can be: who acts, and no day, unit, adjective, dateline or address."""

import pytest

from framing.article import Article
from framing.layers._tone_targets import acting
from framing.layers.tone import toward_rows
from framing.layers.voices import Voices
from framing.people.mentions import read
from framing.text import Document


def targets(text):
    doc = Document(Article("a", text))
    return set(acting(doc, read(doc).mentions))


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("The shop opens on Boxing Day Eve, said Ana Ruiz.", "Boxing Day Eve"),
        ("We closed on Fridays. Ana Ruiz agreed on Fridays.", "Fridays"),
        ("Ana Ruiz lives in Leeds and works in Leeds.", "Leeds"),
        ("A leaking Victorian building annoyed Ana Ruiz.", "Victorian"),
        ("Concerns have been raised by Ana Ruiz.", "Concerns"),
        ("Rain from Storm Ida soaked Ana Ruiz.", "Ida"),
        ("Rep. Ann Lee, D-Ohio, met Ana Ruiz.", "D-Ohio"),
    ],
)
def test_what_does_not_act_is_no_target(text, nobody):
    found = targets(text)
    assert nobody not in found
    assert "Ana Ruiz" in found


def test_bodies_and_places_that_act_are_targets():
    found = targets("Voltara sued Norway. In Norway, Voltara paid. Brussels fined the bank of Voltara.")
    assert {"Voltara", "Norway"} <= found


def test_who_speaks_acts():
    doc = Document(Article("a", "In Copeland, rain fell. They met in Copeland."))
    mentions = read(doc).mentions
    names = {m.entity.name for m in mentions}
    assert not acting(doc, mentions) & names
    assert acting(doc, mentions, names) == names


def test_rows_leave_them_out():
    doc = Document(Article("a", "Ana Ruiz lied on Boxing Day."))
    rows = toward_rows(doc, Voices(doc, []))
    assert {row["target"] for row in rows} == {"Ana Ruiz"}
