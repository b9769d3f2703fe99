"""What cannot be read in a GIFT file is told by name and line, and the rest is taken."""

import pytest

from content.items.interchange import gift
from content.items.interchange.answers import MAX_ANSWERS
from content.items.interchange.files import MAX_ITEM_LENGTH, MAX_ITEMS
from content.items.interchange.terms import FileRefused
from tests.content.items.interchange.reading import read, refusal, warnings


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("::Q3::One\n\n", 1, "Nothing is asked: there are no braces with answers."),
        ("::Q3::One\ntwo {\n=a ~b\n", 2, "The brace that opens at line 2 is never closed."),
        ("::Q3::One\n=a ~b}", 2, "The brace that closes at line 2 was never opened."),
        (
            "::Q3::One{=a\n~{b}}",
            2,
            "There is one brace too many at line 2. Write \\{ or \\} where it is text.",
        ),
        (
            "::Q3::One{=a}\n two {~b}",
            2,
            "There is one brace too many at line 2. Write \\{ or \\} where it is text.",
        ),
        ("::Q3::One{~%500%a ~b}", 1, "No answer can earn 500 per cent."),
        ("::Q3::One{#five}", 1, "“five” is not a number."),
        ("::Q3::One{#1e99999999}", 1, "“1e99999999” is not a number."),
        ("::Q3::One{#5..1}", 1, "The lowest number comes first: 5..1."),
        ("::Q3::One{#=%50%5}", 1, "No number in it earns the full mark."),
        ("::Q3::One{#=5 =*}", 1, "Every number would earn something."),
        ("::Q3::One{#=%50%4:2 =5}", 1, "4 comes before the right answer and covers it."),
        ("::Q3::One{=a -> b =c}", 1, "“c” has no partner: write it after ->."),
        ("::Q3::One{=a -> b}", 1, "There is nothing to match with a single pair. Write two at least."),
    ],
)
def test_a_refusal_says_what_is_wrong_and_where(text, line, message):
    refused = refusal(gift, text)
    assert (refused.name, refused.line, refused.message) == ("Q3", line, message)


def test_a_name_without_its_end_is_refused():
    assert refusal(gift, "::Q3 One{T}").message == "The name that begins with :: has no :: at its end."


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("::Q::One{~a ~b}", "Mark at least one option as right and leave one wrong."),
        ("::Q::One{=a ~a}", "This text is there already."),
        ("::Q::One{=a}{T}", "one brace too many"),
        ("::Q::{T}", "Write the question."),
        ("::Q::One{>3\na\nb\n}", "Write at least 3 of them."),
    ],
)
def test_what_makes_no_item_is_refused_in_the_words_of_the_item(text, problem):
    assert problem in refusal(gift, text).message


def test_a_question_without_a_name_is_called_by_its_beginning():
    text = "Five plus five, and so on, until nobody can count any more of it all {#x}"
    assert refusal(gift, text).name == "Five plus five, and so on, until nobody can count any more…"


def test_a_description_is_refused_by_its_name_and_the_rest_is_read():
    reading = read(gift, "::Intro::Read this.\n\nTrue?{T}")
    assert [(r.name, r.line) for r in reading.refusals] == [("Intro", 1)]
    assert len(reading.items) == 1


@pytest.mark.parametrize("text", ['[html]<img src\\="a.png">Q{T}', "[html]Q{=<img src\\='a'>a ~b}"])
def test_a_picture_in_what_is_asked_refuses_the_question(text):
    assert "picture" in refusal(gift, text).message


def test_a_picture_in_the_feedback_is_left_out_with_a_warning():
    assert warnings(gift, "[html]Q{T#No <img src\\='a.png'>}") == [
        "A picture or a recording in the feedback is left out."
    ]


@pytest.mark.parametrize("sign", ["{", "}", "\\", "~", "#", "::", "{}", "[", "%", "=", "{~%", "{#", "a {=\\"])
def test_a_megabyte_of_one_sign_is_refused(sign):
    refused = refusal(gift, sign * (1024 * 1024 // len(sign)))
    assert refused.message == f"It is longer than {MAX_ITEM_LENGTH} characters."


@pytest.mark.parametrize(
    "sign", ["{", "\\", "~", "=", "#", "x{~%", "{=a#", " ", "[html]", "<", "<!--", "[", "`"]
)
@pytest.mark.parametrize("start", ["Q{", "[markdown]", "[html]Q{~", "::", "Q{>"])
def test_the_longest_question_of_one_sign_is_read_or_refused(start, sign):
    text = start + sign * ((MAX_ITEM_LENGTH - 20) // len(sign)) + "}"
    reading = read(gift, text)
    assert len(reading.items) + len([r for r in reading.refusals if not r.is_warning]) == 1


def test_more_answers_than_anybody_reads_are_refused():
    many = "".join(f"~{number}" for number in range(MAX_ANSWERS))
    assert refusal(gift, f"Q{{=yes{many}}}").message == "It has more than 200 answers."


def test_more_questions_than_anybody_writes_are_refused_as_a_whole():
    with pytest.raises(FileRefused, match=str(MAX_ITEMS)):
        read(gift, "{\n\n" * (MAX_ITEMS + 1))


@pytest.mark.parametrize("data", [b"One?{T}\n\nTwo\xff?{T}", "Ünïcode{T}".encode("utf-16")])
def test_another_encoding_is_refused_by_line(data):
    with pytest.raises(FileRefused, match="UTF-8") as error:
        read(gift, data)
    assert error.value.line == (3 if b"Two" in data else 1)


@pytest.mark.parametrize("opening", ["[id:", "[tag:", "[keep:a="])
@pytest.mark.parametrize("end", ["", "\x01]", "\\]"])
def test_a_megabyte_of_openings_in_a_comment_is_read_as_fast_as_other_text(opening, end):
    comment = opening * (2**20 // len(opening))
    # With a search from each of the openings this would take hours.
    reading = read(gift, f"// {comment}{end}\nQ{{=a ~b}}")
    assert len(reading.items) + len(reading.refusals) == 1
