import copy
import pickle

from content.items.wording import Wording

GERMAN = {"%(given)s of %(all)s matched": "%(given)s von %(all)s zugeordnet"}


def test_a_sentence_can_be_said_in_another_language_with_the_same_values():
    sentence = Wording("%(given)s of %(all)s matched", given=3, all=6)
    assert sentence == "3 of 6 matched"
    assert sentence.translated(GERMAN.__getitem__) == "3 von 6 zugeordnet"


def test_a_sentence_in_a_sentence_is_said_in_the_other_language_too():
    german = {"Gap %(gap)s: %(why)s": "Lücke %(gap)s: %(why)s", "Write one number.": "Schreibe eine Zahl."}
    sentence = Wording("Gap %(gap)s: %(why)s", gap=2, why=Wording("Write one number."))
    assert sentence == "Gap 2: Write one number."
    assert sentence.translated(german.__getitem__) == "Lücke 2: Schreibe eine Zahl."


def test_a_sentence_survives_copying_and_caching():
    sentence = Wording("%(share)s %% done", share=50)
    for again in (copy.deepcopy(sentence), pickle.loads(pickle.dumps(sentence))):
        assert again == "50 % done"
        assert again.translated(str) == "50 % done"
