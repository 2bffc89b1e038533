from framing.article import Article
from framing.layers.statements import statements
from framing.people.parties import likest, parties
from framing.text import Document


def read(text):
    doc = Document(Article("a", text))
    return doc, parties(doc, statements([doc])[0])


def test_names_nouns_and_pronouns_are_parties():
    _, found = read("Mayor Ana Ruiz met the residents. She told them that the council had failed.")
    assert {"Ana Ruiz", "the residents"} <= set(found.names)
    assert next(found.names[m.party] for m in found.meant if m.how == "third") == "Ana Ruiz"


def test_how_often_each_is_meant_is_counted():
    _, found = read("Ana Ruiz left. Ruiz smiled. She was glad.")
    assert found.times[found.names.index("Ana Ruiz")] == 3


def test_a_name_is_found_again_by_a_part_of_it():
    _, found = read("Mayor Ana Ruiz left. Critics laughed.")
    assert [found.names[n] for n in likest(found, "Ruiz")] == ["Ana Ruiz"]
