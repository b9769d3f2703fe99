"""Whether an item says what a parse tree of GIFT-grammar-PEG.js says.

Where the grammar and Moodle differ, Moodle holds: the first feedback on true or false is for
the wrong answer.
"""

import html
import re
from fractions import Fraction

from markdown_it import MarkdownIt


def squeezed(text):
    """Without spaces: the grammar puts some around a hole, and tags may stand for some."""
    return "".join(text.split())


def seen(text):
    """What a reader sees of a text of a parse tree."""
    if text is None:
        return ""
    written = text["text"]
    if text["format"] == "markdown":
        written = MarkdownIt("commonmark", {"html": True}).render(written)
    if text["format"] in ("html", "markdown"):
        written = _without_tags(written)
    return squeezed(written)


def _without_tags(text):
    return html.unescape(re.sub(r"<!--.*?-->|<[^>]*>", " ", text))


def seen_stem(content):
    return squeezed(_without_tags(content["stem"]))


def share_of(choice):
    percent = 100 if choice["isCorrect"] else 0
    if choice.get("weight") is not None:
        percent = choice["weight"]
    exact = Fraction(str(percent)) / 100
    return exact if exact.denominator in (1, 2, 4, 5, 10, 20) else exact.limit_denominator(9)


def shares(content):
    """Text, share and feedback of each option, as they count."""
    keys = sum(option["correct"] for option in content["options"])
    found_shares = []
    for option in content["options"]:
        share = Fraction(option["correct"])
        if content.get("grading") == "weights":
            share = Fraction(option["weight"])
        elif content.get("grading") == "right_minus_wrong":
            share = Fraction(1 if option["correct"] else -1, keys)
        found_shares.append((squeezed(option["text"]), share, squeezed(option["feedback"])))
    return found_shares


def check_choice(content, tree):
    is_single = any(choice["isCorrect"] for choice in tree["choices"])
    assert content["type"] == ("single_choice" if is_single else "multiple_response")
    expected = [(seen(c["text"]), share_of(c), seen(c["feedback"])) for c in tree["choices"]]
    assert shares(content) == expected


def check_truth(content, tree):
    # Older trees name the two by their place.
    first = seen(tree.get("trueFeedback") or tree.get("incorrectFeedback"))
    second = seen(tree.get("falseFeedback") or tree.get("correctFeedback"))
    true = ("True", Fraction(tree["isTrue"]), second if tree["isTrue"] else first)
    false = ("False", Fraction(not tree["isTrue"]), first if tree["isTrue"] else second)
    assert shares(content) == [true, false]


def check_short(content, tree):
    ours = {squeezed(text): (Fraction(1), content["feedback"]) for text in content["accept"]}
    ours |= {squeezed(e["text"]): (Fraction(e["weight"]), e["feedback"]) for e in content.get("more", ())}
    ours |= {squeezed(e["match"]): (Fraction(0), e["feedback"]) for e in content["wrong"]}
    for choice in tree["choices"]:
        share, said = ours.pop(squeezed(choice["text"]["text"]))
        assert share == share_of(choice)
        assert seen(choice["feedback"]) in squeezed(said)
    assert ours == {}


def interval(number):
    if number["type"] == "high-low":
        return Fraction(str(number["numberLow"])), Fraction(str(number["numberHigh"]))
    reach = Fraction(str(number.get("range", 0)))
    return Fraction(str(number["number"])) - reach, Fraction(str(number["number"])) + reach


def check_numerical(content, tree):
    choices = tree["choices"]
    if isinstance(choices, dict):
        choices = [{"isCorrect": True, "weight": None, "text": choices, "feedback": None}]
    # What is said of all other numbers has no place in our item, and is told so.
    choices = [choice for choice in choices if "number" in choice["text"] or "numberLow" in choice["text"]]
    answer = Fraction(content["answer"])
    reach = Fraction(content["tolerance"])
    low, high = answer - reach, answer + reach
    if content.get("mode") == "range":
        low, high = Fraction(content["low"]), Fraction(content["high"])
    ours = [(low, high, Fraction(1), squeezed(content["feedback_correct"]))]
    ours += [
        (Fraction(e["low"]), Fraction(e["high"]), Fraction(e["weight"]), squeezed(e["feedback"]))
        for e in content.get("more", ())
    ]
    ours += [
        (Fraction(w["value"]), Fraction(w["value"]), Fraction(0), squeezed(w["feedback"]))
        for w in content["wrong"]
    ]
    expected = [(*interval(c["text"]), share_of(c), seen(c["feedback"])) for c in choices]
    assert sorted(ours) == sorted(expected)


def check_matching(content, tree):
    rights = {right["id"]: squeezed(right["text"]) for right in content["right"]}
    pairs = [(squeezed(left["text"]), rights[content["key"][left["id"]]]) for left in content["left"]]
    expected = [(seen(pair["subquestion"]), squeezed(pair["subanswer"])) for pair in tree["matchPairs"]]
    assert pairs == [pair for pair in expected if pair[0]]
    assert set(rights.values()) == {right for _left, right in expected}


def check_essay(content, tree):
    assert content["type"] == "essay"


CHECKS = {
    "MC": check_choice,
    "TF": check_truth,
    "Short": check_short,
    "Numerical": check_numerical,
    "Matching": check_matching,
    "Essay": check_essay,
}
