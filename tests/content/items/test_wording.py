import copy
import pickle

from content.items.wording import Wording

GERMAN = {"%(given)s of %(all)s matched": "%(given)s von %(all)s zugeordnet"}


def test_a_sentence_can_be_said_in_another_language_with_the_same_values():
    sentence = Wording("%(given)s of %(all)s matched", given=3, all=6)
    assert sentence == "3 of 6 matched"
    assert sentence.translated(GERMAN.__getitem__) == "3 von 6 zugeordnet"


def test_a_sentence_survives_copying_and_caching():
    sentence = Wording("%(share)s %% done", share=50)
    for again in (copy.deepcopy(sentence), pickle.loads(pickle.dumps(sentence))):
        assert again == "50 % done"
        assert again.translated(str) == "50 % done"
