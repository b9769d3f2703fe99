"""Every kind of question by its doors: a plain form, autosave, a check in a lesson, its author's preview."""

import re

import pytest
from django.urls import reverse

from content.items.scoring import key
from courses.quiz.fields import fields_of
from courses.templatetags import item_preview
from tests.content.items import examples
from tests.courses.building import make_bank, make_exam, make_quiz, make_version
from tests.courses.views.sitting import answer, door, save, sit
from tests.factories import make_lesson

pytestmark = pytest.mark.django_db
SCORED = [pytest.param(make, id=make.__name__) for make in examples.SCORED]


def exam_of(enrolment, *contents):
    return sit(enrolment, make_exam(enrolment.course, contents=list(contents)))


def check_of(enrolment, *contents):
    return sit(enrolment, make_quiz(enrolment.course.get_children().first(), contents=list(contents)))


@pytest.mark.parametrize("make", SCORED)
def test_what_a_form_sends_is_stored_and_shown_again(learner, enrolment, make):
    content = make()
    attempt = exam_of(enrolment, content)
    learner.post(door("question", attempt, 1), fields_of(key(content)))
    assert answer(attempt, 1).response == key(content)
    html = learner.get(door("question", attempt, 1)).content.decode()
    names = set(re.findall(r'name="([^"]+)"', html))
    assert set(fields_of(key(content))) <= names
    assert re.search(r" checked| selected|value=\"40\"|value=\"jidoka\"", html)


@pytest.mark.parametrize("make", SCORED)
def test_autosave_takes_the_same_fields(learner, enrolment, make):
    content = make()
    attempt = exam_of(enrolment, content)
    reply = save(learner, attempt, 1, fields_of(key(content))).json()
    assert reply["stored"]
    assert reply["fields"] == fields_of(key(content))


@pytest.mark.parametrize("make", SCORED)
def test_the_right_answer_is_called_right_and_the_whole_answer_is_shown(learner, enrolment, make):
    content = make()
    attempt = check_of(enrolment, content)
    learner.post(door("question", attempt, 1), fields_of(key(content)))
    html = learner.post(door("question", attempt, 1), {"do": "reveal"}, follow=True).content.decode()
    assert "Right." in html
    assert content["feedback"] in html


@pytest.mark.parametrize("make", SCORED)
def test_a_check_in_a_lesson_asks_and_answers(learner, enrolment, make):
    content = make()
    item = make_version(make_bank(), content).item
    module = enrolment.course.get_children().first().specific
    lesson = make_lesson(module, "With a check", body=[("check", {"item": item})])
    place = reverse("courses:inline-check", args=[lesson.pk, item.pk])
    assert "Check my answer" in learner.get(lesson.get_url()).content.decode()
    assert "Right." in learner.post(place, fields_of(key(content))).content.decode()
    asked = "Move the steps into order first" if make is examples.ordering else "Give an answer first"
    assert asked in learner.post(place).content.decode()


@pytest.mark.parametrize("make", [pytest.param(m, id=m.__name__) for m in examples.ALL])
def test_an_author_sees_every_kind_asked_and_answered(monkeypatch, make):
    monkeypatch.setattr(item_preview, "content_of", lambda item, rng: make())
    sheets = item_preview.item_sheets(None)["sheets"]
    assert [sheet.type for _prefix, _heading, sheet in sheets] == [make()["type"]] * 2
    assert sheets[0][2].solution is None
    assert sheets[1][2].solution is not None


def test_a_refused_gap_says_which_and_keeps_what_was_typed(learner, enrolment):
    attempt = exam_of(enrolment, examples.cloze())
    response = learner.post(
        door("question", attempt, 1), {"gap-gap2-value": "40 min", "gap-gap3-text": "jidoka"}
    )
    html = response.content.decode()
    assert response.status_code == 422
    assert "Gap 2: Write one number" in html
    assert 'value="40 min"' in html
    assert 'value="jidoka"' in html


@pytest.mark.parametrize("quiz", [exam_of, check_of])
def test_the_refused_gap_and_no_other_is_marked_and_described_by_the_refusal(learner, enrolment, quiz):
    attempt = quiz(enrolment, examples.cloze())
    form = {"gap-gap2-value": "40 min", "gap-gap3-text": "jidoka"}
    html = learner.post(door("question", attempt, 1), form).content.decode()
    assert 'id="q-error"' in html
    [refused] = [tag for tag in re.findall(r"<(?:input|select)[^>]*>", html) if "aria-invalid" in tag]
    assert 'name="gap-gap2-value"' in refused
    assert 'aria-describedby="q-error"' in refused
    assert not re.search(r"aria-invalid", learner.get(door("question", attempt, 1)).content.decode())


def test_a_refused_gap_in_a_lesson_is_marked_as_well(learner, enrolment):
    item = make_version(make_bank(), examples.cloze()).item
    module = enrolment.course.get_children().first().specific
    lesson = make_lesson(module, "With a check", body=[("check", {"item": item})])
    place = reverse("courses:inline-check", args=[lesson.pk, item.pk])
    html = learner.post(place, {"gap-gap2-value": "40 min"}).content.decode()
    [refused] = [tag for tag in re.findall(r"<(?:input|select)[^>]*>", html) if "aria-invalid" in tag]
    assert f'aria-describedby="i{item.pk}-error"' in refused
    assert 'name="gap-gap2-value"' in refused


def test_each_gap_has_a_name_of_its_own_for_those_who_hear_the_page(learner, enrolment):
    attempt = exam_of(enrolment, examples.cloze())
    html = learner.get(door("question", attempt, 1)).content.decode()
    labels = [re.sub(r"<[^>]+>", "", label) for label in re.findall(r"<label class=\"gap.*?</label>", html)]
    assert labels == ["Gap 1 of 3", "Gap 2 of 3: takes, in minutes", "Gap 3 of 3"]


def test_an_essay_shows_its_criteria_and_counts_its_words(learner, enrolment):
    attempt = exam_of(enrolment, examples.essay())
    learner.post(door("question", attempt, 1), {"text": "Waiting at noon"})
    html = learner.get(door("question", attempt, 1)).content.decode()
    assert "Waiting at noon</textarea>" in html
    assert "Names the wastes" in html
    assert "Write 50 to 300 words." in html
    assert "3 words" in html
    assert examples.essay()["model_answer"] not in html


@pytest.mark.parametrize("quiz", ["exam", "check"])
def test_a_choice_can_be_taken_back_without_a_script(learner, enrolment, quiz, request):
    attempt = sit(enrolment, request.getfixturevalue(quiz))
    if quiz == "exam":
        learner.post(door("question", attempt, 1), {"choice": "right0"})
    html = learner.post(door("question", attempt, 1), {"choice": "right0", "clear": "on"}, follow=True)
    assert answer(attempt, 1).response is None
    assert " checked" not in html.content.decode()
    assert f"/{attempt.pk}/1/" in html.redirect_chain[-1][0]


@pytest.mark.parametrize("make", SCORED)
def test_where_it_may_be_looked_at_again_the_whole_answer_of_every_kind_is_shown(learner, enrolment, make):
    content = make()
    exam = make_exam(enrolment.course, contents=[content], shown_at_once="solutions")
    attempt = sit(enrolment, exam)
    html = learner.post(door("submit", attempt), follow=True).content.decode()
    shown = html[html.index("The answer") :]
    told = {"matching": "Overburden", "ordering": "Act", "numeric": "40 minutes", "cloze": "jidoka / ji doka"}
    assert told.get(content["type"], "") in shown
