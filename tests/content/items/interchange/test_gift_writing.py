"""GIFT as Moodle writes it."""

import pytest

from content.items.interchange import gift
from content.items.interchange.holding import Unwritable
from content.items.interchange.terms import Exported
from tests.content.items import examples
from tests.content.items.interchange.reading import one, read


def written(content, **about):
    return gift.write([Exported(about.pop("code", ""), about.pop("name", ""), content, **about)]).decode()


def test_a_choice_stands_in_braces_with_its_feedback():
    assert written(examples.single_choice(), name="Q8") == (
        "::Q8::[html]<p>Which?</p>{\n"
        "\t=Gemba#On Gemba.\n\t~Office#On Office.\n\t~Report#On Report.\n\t####Well seen.\n}\n"
    )


def test_code_tags_and_category_go_before_it():
    text = written(examples.single_choice(), code="LL-1", tags=("a]b",), category="Lean/5S")
    assert text.startswith("$CATEGORY: Lean/5S\n\n// [id:LL-1] [tag:a\\]b]\n[html]")


def test_a_category_is_written_where_it_changes():
    items = [Exported("", "", examples.single_choice(), category=name) for name in ("a", "a", "b", "")]
    text = gift.write(items).decode()
    assert [line for line in text.split("\n") if line.startswith("$")] == [
        "$CATEGORY: a",
        "$CATEGORY: b",
        "$CATEGORY: ",
    ]
    assert [item.category for item in read(gift, text).items] == ["a", "a", "b", ""]


def test_signs_in_a_text_get_a_backslash():
    content = examples.single_choice()
    content["options"][0]["text"] = "5 = {x} \\ 2: a~b #1"
    assert "\t=5 \\= \\{x\\} \\\\ 2\\: a\\~b \\#1#On Gemba.\n" in written(content)


@pytest.mark.parametrize(
    "text", ["<b>", "&lt;", "[html]x", "50%", "%50%x", "two\nlines", "a  b", "// no", "->"]
)
def test_a_text_that_would_be_read_otherwise_says_that_it_is_plain(text):
    content = examples.single_choice()
    content["options"][0]["text"] = text
    assert one(gift, written(content)).content["options"][0]["text"] == text


def test_true_and_false_are_written_as_such():
    content = examples.single_choice()
    content["options"] = [
        examples.option("aaaa", "True") | {"feedback": "It is not."},
        examples.option("bbbb", "False", correct=True) | {"feedback": ""},
    ]
    assert written(content | {"feedback": ""}) == "[html]<p>Which?</p>{FALSE#It is not.\n}\n"


def test_keys_of_a_multiple_response_share_the_mark():
    text = written(examples.multiple_response() | {"grading": "right_minus_wrong", "feedback": ""})
    assert "\t~%33.33333%Flow#On Flow.\n" in text
    assert "\t~%-33.33333%Push#On Push.\n" in text
    assert "keep" not in text


def test_what_gift_has_no_place_for_is_kept_in_comments():
    lines = written(examples.numeric()).split("\n")
    assert lines[:2] == ['// [keep:unit="minutes"]', '// [keep:working="2400 / 60"]']


def test_what_is_kept_gives_way_to_what_the_file_shows():
    text = written(examples.single_choice() | {"stem": "<p>a  b</p>"}).replace("Gemba", "Shop floor")
    text = '// [keep:options.0.text="Gemba"]\n// [keep:options.1.correct=true]\n' + text
    found = one(gift, text).content
    assert [(option["text"], option["correct"]) for option in found["options"]][:2] == [
        ("Shop floor", True),
        ("Office", False),
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (examples.cloze(), "GIFT has no questions of this kind."),
        (examples.self_assessed(), "GIFT has no questions of this kind."),
        (examples.matching() | {"grading": "all_or_nothing"}, "GIFT has no place for “all or nothing”."),
        (examples.numeric() | {"mode": "geometric"}, "GIFT has no place for a tolerance of this kind."),
    ],
)
def test_what_it_cannot_hold_is_told_and_not_written(content, reason):
    exported = Exported("LL-1", "A name", content)
    assert gift.unwritable(exported) == reason
    with pytest.raises(Unwritable, match="GIFT"):
        gift.write([exported])


def test_a_share_that_moodle_does_not_offer_is_told():
    content = examples.single_choice() | {"grading": "weights"}
    for option, weight in zip(content["options"], ("1", "0.15", "0"), strict=True):
        option["weight"] = weight
    assert gift.unwritable(Exported("", "", content)) == "Moodle does not offer the share 3/20."


def test_a_name_on_two_lines_is_told():
    assert gift.unwritable(Exported("", "one\ntwo", examples.single_choice())) == (
        "Its name, its code, its category or its tags do not fit the format."
    )
