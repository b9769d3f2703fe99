"""The rules of GIFT, one by one (docs.moodle.org, "GIFT format", and question/format/gift/format.php)."""

from fractions import Fraction

import pytest

from content.items.interchange import gift
from content.items.scoring import score
from tests.content.items.interchange.reading import one, options, pairs, read, warnings


def item(text):
    return one(gift, text)


def content(text):
    return item(text).content


def test_an_equals_sign_marks_the_right_option_and_tildes_the_wrong_ones():
    found = content("Who's buried in Grant's tomb?{~Grant ~Jefferson =no one}")
    assert found["type"] == "single_choice"
    assert options(found) == [("Grant", False, ""), ("Jefferson", False, ""), ("no one", True, "")]
    assert found["stem"] == "<p>Who's buried in Grant's tomb?</p>"
    assert "grading" not in found


def test_a_text_after_the_braces_makes_a_hole():
    assert content("Grant is {~buried =entombed ~living} in Grant's tomb.")["stem"] == (
        "<p>Grant is _____ in Grant's tomb.</p>"
    )


def test_a_hole_may_come_first():
    assert content("{=Tokyo ~Kyoto} is the capital.")["stem"] == "<p>_____ is the capital.</p>"


def test_a_share_of_the_mark_stands_between_per_cent_signs():
    found = content("Q{~wrong ~%50%half =full}")
    assert [option["weight"] for option in found["options"]] == ["0", "1/2", "1"]
    assert found["grading"] == "weights"
    half = found["options"][1]["id"]
    assert score(found, {"choice": half}) == Fraction(1, 2)


def test_without_an_equals_sign_several_options_may_be_right():
    found = content("Who are entombed?{~No one ~%50%Grant ~%50%Grant's wife ~Grant's father}")
    assert found["type"] == "multiple_response"
    assert [option["weight"] for option in found["options"]] == ["0", "1/2", "1/2", "0"]


def test_shares_that_take_as_much_as_they_give_are_right_minus_wrong():
    found = content("Who?{~%-50%No one ~%50%Grant ~%50%His wife ~%-50%His father}")
    assert found["grading"] == "right_minus_wrong"
    assert [option["correct"] for option in found["options"]] == [False, True, True, False]
    assert not any("weight" in option for option in found["options"])


def test_a_third_is_a_third_however_it_is_rounded():
    found = content("Q{~%33.33333%a ~%33.333%b ~%33.3%c ~d}")
    assert [option["weight"] for option in found["options"]] == ["1/3", "1/3", "1/3", "0"]


@pytest.mark.parametrize("mark", ["T", "TRUE", " T "])
def test_true_or_false_is_a_choice_of_two(mark):
    found = content(f"The sun rises in the east.{{{mark}}}")
    assert options(found) == [("True", True, ""), ("False", False, "")]


def test_true_in_small_letters_is_a_word_to_be_written():
    assert content("Is it so?{true}")["accept"] == ["true"]


def test_the_first_feedback_on_true_or_false_is_for_the_wrong_answer():
    found = content("42 is the answer.{FALSE#42 is the Ultimate Answer.#You are right.####As ever.}")
    assert options(found) == [
        ("True", False, "42 is the Ultimate Answer."),
        ("False", True, "You are right."),
    ]
    assert found["feedback"] == "As ever."


def test_equals_signs_alone_list_the_answers_to_a_short_text():
    found = content("Two plus two equals {=four =4}.")
    assert found["type"] == "short_text"
    assert found["accept"] == ["four", "4"]
    assert found["stem"] == "<p>Two plus two equals _____.</p>"


def test_listed_answers_may_earn_less_or_nothing():
    found = content("From?{=Nazareth#Yes! =%75%Nazereth#Misspelled. =%0%Rome#No.}")
    assert found["accept"] == ["Nazareth"]
    assert found["more"] == [{"text": "Nazereth", "weight": "3/4", "feedback": "Misspelled."}]
    assert found["wrong"] == [{"match": "Rome", "feedback": "No."}]
    # A content says nothing of its accepted answers alone; the item does.
    assert found["feedback"] == "Yes!"


def test_right_answers_of_which_different_things_are_said_keep_what_is_said():
    found = content("Who?{=no one =nobody#Said otherwise.}")
    assert found["accept"] == ["no one"]
    assert found["more"] == [{"text": "nobody", "weight": "1", "feedback": "Said otherwise."}]


def test_an_asterisk_stands_for_any_writing():
    found = content("Animal?{=Frog =%0%*#Completely wrong}")
    assert found["wildcards"] is True
    assert found["wrong"] == [{"match": "*", "feedback": "Completely wrong"}]


def test_an_arrow_makes_pairs_and_a_right_side_alone_a_distractor():
    found = content("Match.{=Canada -> Ottawa =Italy->Rome =Japan -> Tokyo = -> Lima}")
    assert found["type"] == "matching"
    assert pairs(found) == {"Canada": "Ottawa", "Italy": "Rome", "Japan": "Tokyo"}
    assert [right["text"] for right in found["right"]] == ["Ottawa", "Rome", "Tokyo", "Lima"]


def test_two_lefts_may_share_their_right():
    found = content("Match.{=Scrap -> Waste =Muri -> Overburden =Waiting -> Waste}")
    assert pairs(found) == {"Scrap": "Waste", "Muri": "Overburden", "Waiting": "Waste"}
    assert len(found["right"]) == 2


def test_with_a_tilde_an_arrow_is_text():
    found = content("How to make coffee?{~go to town -> order =get powder -> add water}")
    assert options(found) == [("go to town -> order", False, ""), ("get powder -> add water", True, "")]


@pytest.mark.parametrize(
    ("written", "answer", "tolerance"),
    [
        ("1822", "1822", "0"),
        ("-1", "-1", "0"),
        ("3.1415:0.0005", "3.1415", "0.0005"),
        (" 3 : 2 ", "3", "2"),
        (".5", "0.5", "0"),
        ("=40:0.5", "40", "0.5"),
        ("1e3", "1000", "0"),
    ],
)
def test_a_number_may_have_a_tolerance(written, answer, tolerance):
    found = content(f"How much?{{#{written}}}")
    assert (found["type"], found["answer"], found["tolerance"]) == ("numeric", answer, tolerance)


def test_two_points_make_a_range_with_its_ends():
    found = content("Pick from -5 to 2.{#-5..2}")
    assert (found["mode"], found["low"], found["high"]) == ("range", "-5", "2")
    assert [score(found, {"value": value}) for value in ("-5", "2", "2.001")] == [1, 1, 0]


def test_numbers_are_listed_with_their_shares_and_feedback():
    found = content("When?{#\n =1822:0 #Right.\n =%50%1822:2 #Close.\n =%0%1900:0 #No.\n}")
    assert (found["answer"], found["feedback_correct"]) == ("1822", "Right.")
    assert found["more"] == [{"low": "1820", "high": "1824", "weight": "1/2", "feedback": "Close."}]
    assert found["wrong"] == [{"value": "1900", "feedback": "No."}]
    assert [score(found, {"value": v}) for v in ("1822", "1824", "1825")] == [1, Fraction(1, 2), 0]


def test_what_is_said_of_all_other_numbers_is_told_to_be_left_out():
    assert warnings(gift, "From 1 to 5?{#3:2~#Completely wrong}") == [
        "What is said of all other numbers is left out."
    ]


def test_empty_braces_ask_for_an_essay():
    found = content("Write about Gemba. {}")
    assert found["type"] == "essay"
    assert found["rubric"][0]["levels"][0]["points"] == 0


def test_an_essay_says_that_its_rubric_is_to_be_written():
    assert warnings(gift, "Write. {####Thanks.}") == [
        "A rubric with one criterion was made for it: write the one to mark by."
    ]


def test_steps_stand_on_lines_after_an_angle_bracket():
    found = content(
        "::PDCA::Order.{>4 ALL VERTICAL ABSOLUTE_POSITION SHOW NONE\nPlan\nDo\nCheck\nAct\n####Turn.}"
    )
    assert found["type"] == "ordering"
    assert [step["text"] for step in found["sequence"]] == ["Plan", "Do", "Check", "Act"]
    assert (found["grading"], found["feedback"]) == ("absolute_position", "Turn.")


@pytest.mark.parametrize(
    ("header", "grading"),
    [
        ("", "adjacent_pairs"),
        ("3 ALL H REL", "adjacent_pairs"),
        ("3 EXACT V ABS 1", "absolute_position"),
        ("3 ALL VERT ALL_OR_NOTHING", "all_or_nothing"),
        ("3 ALL VERT LONGEST_ORDERED_SUBSET HIDE 123", "longest_ordered"),
        ("3 ALL VERT RELATIVE_TO_CORRECT", "relative_to_correct"),
    ],
)
def test_the_first_line_of_an_ordering_names_its_grading(header, grading):
    found = content(f"Order.{{>{header}\nOne\nTwo\nThree\n}}")
    assert found["grading"] == grading
    assert [step["text"] for step in found["sequence"]] == ["One", "Two", "Three"]


def test_an_ordering_of_some_steps_says_that_all_are_asked():
    assert warnings(gift, "Order.{>2 RANDOM\nOne\nTwo\nThree\n}") == [
        "All its steps are asked, not 2 of them."
    ]


def test_a_backslash_makes_a_sign_text():
    found = content(r"Which is = \{5\}?{~\= 2 + 2 =\= 2 + 3 ~\#\~\}\:\\}")
    assert found["stem"] == "<p>Which is = {5}?</p>"
    assert [text for text, _right, _said in options(found)] == ["= 2 + 2", "= 2 + 3", "#~}:\\"]


def test_before_anything_else_a_backslash_is_itself():
    assert content(r"In C:\temp or \(x\)?{T}")["stem"] == r"<p>In C:\temp or \(x\)?</p>"


def test_a_written_line_break_is_one_and_a_wrapped_line_is_none():
    found = content("One\ntwo\\nthree\\n\\nfour{=a\nb\\nc}")
    assert found["stem"] == "<p>One two<br>three</p><p>four</p>"
    assert found["accept"] == ["a b\nc"]


def test_a_text_may_name_its_format_and_others_follow_that_of_the_question():
    found = content(
        "[html]<p>Which <b>one</b>?</p>{=<i>This</i>#Is &gt; 1 ~[plain]<i>That</i>#[markdown]No, *not* it}"
    )
    assert found["stem"] == "<p>Which <b>one</b>?</p>"
    assert options(found) == [("This", True, "Is > 1"), ("<i>That</i>", False, "No, not it")]


def test_markdown_becomes_html():
    found = content("[markdown]Who is in **it**?\\n\\n- one\\n- two{T}")
    assert "<strong>it</strong>" in found["stem"]
    assert "<li>one</li>" in found["stem"]


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("[plain]Is <b>5</b> < 6?", "<p>Is &lt;b&gt;5&lt;/b&gt; &lt; 6?</p>"),
        ("Is 5 < 6 & <b>?", "<p>Is 5 &lt; 6 &amp; &lt;b&gt;?</p>"),
        ("Is it <b>so</b>?", "Is it <b>so</b>?"),
        ("[so] it is?", "<p>[so] it is?</p>"),
    ],
)
def test_plain_text_is_escaped_and_markup_in_moodles_own_format_is_kept(text, stem):
    assert content(text + "{T}")["stem"] == stem


def test_a_name_stands_between_double_colons():
    assert item("::Kanji Origins::From?{=China ~India}").name == "Kanji Origins"
    assert item("::Ratio 1\\:2\\::::From?{=China ~India}").name == "Ratio 1:2:"
    assert item("From std::vector?{=China ~India}").name == ""


def test_comments_are_passed_over_wherever_they_stand():
    found = content("// first\nOne{\n// between = ~ } {\n=a\n~b\n}\n// last")
    assert options(found) == [("a", True, ""), ("b", False, "")]


def test_a_comment_gives_code_and_tags():
    found = item("// [id:q-1] a note [tag:lean] [tag:5S \\] x]\nTrue?{T}")
    assert (found.code, found.tags) == ("q-1", ("lean", "5S ] x"))


def test_code_and_tags_hold_for_the_next_question_only():
    reading = read(gift, "// [id:q-1] [tag:a]\n\nOne?{T}\n\nTwo?{T}")
    assert [(one.code, one.tags) for one in reading.items] == [("q-1", ("a",)), ("", ())]


def test_a_category_holds_until_the_next():
    reading = read(gift, "One?{T}\n\n$CATEGORY: Lean/5S\n\nTwo?{T}\n\nThree?{T}\n\n$CATEGORY: TPM\nFour?{T}")
    assert [one.category for one in reading.items] == ["", "Lean/5S", "Lean/5S", "TPM"]


def test_lines_are_counted_as_an_editor_shows_them():
    reading = read(gift, "\ufeff// a comment\r\nOne?{T}\r\n\r\n\r\n// another\r\nTwo?\r\n{T}\r\n")
    assert [one.line for one in reading.items] == [2, 6]


def test_an_empty_file_gives_nothing():
    assert read(gift, "\n// only a comment\n$CATEGORY: x\n").items == ()
