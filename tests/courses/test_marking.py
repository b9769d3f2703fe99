"""Marks: who gives them, when they settle an answer, and what the release of an attempt makes of them."""

from datetime import timedelta
from decimal import Decimal

import pytest

from content.models import QuizPage
from courses.errors import MarkRefused, QuizClosed
from courses.facts import facts_of
from courses.marking import mark_answer, release_attempt, waiting_answer, waiting_answers
from courses.models import Attempt, Completion, LessonCompletion, Mark
from courses.quiz.attempting import start_attempt
from courses.quiz.auditing import differences
from tests.conftest import AT
from tests.courses.building import make_enrolment, make_exam, make_quiz
from tests.courses.essays import FULL, NONE, SOME, contents, hand_in_written, make_written, mark, written
from tests.factories import make_course, make_learner

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(days=1)


@pytest.fixture
def enrolment():
    return make_enrolment()


@pytest.fixture
def exam(enrolment):
    return make_written(enrolment.course)


@pytest.fixture
def twice(enrolment):
    """An exam whose essay two people mark."""
    return make_written(enrolment.course, markers=2)


@pytest.fixture
def people():
    return [make_learner(name) for name in ("Grace Hopper", "Alan Turing", "Mary Somerville")]


def test_handing_in_what_people_mark_gives_no_result_yet(exam):
    attempt = hand_in_written(exam)
    assert (attempt.state, attempt.submitted_at) == ("marking", AT)
    assert (attempt.points, attempt.fraction, attempt.is_passed) == (None, None, None)
    assert differences(attempt) == []


def test_a_blank_earns_nothing_and_waits_for_nobody(exam):
    attempt = hand_in_written(exam, text="")
    assert (attempt.state, attempt.points, attempt.max_points) == ("submitted", 1, 2)
    assert written(attempt).points == 0
    assert waiting_answers(QuizPage.objects.all(), make_learner()) == []


def test_the_result_is_the_exact_share_of_marks_and_rules_together(exam, people):
    attempt = hand_in_written(exam)
    mark(attempt, people[0], SOME)
    done = release_attempt(attempt, people[0], at=LATER)
    # 2 of 5 points of the rubric make 2/5 of the item's one point; the choice is right: 7/5 of 2.
    assert (written(attempt).points, done.points, done.fraction) == (
        Decimal("0.4"), Decimal("1.4"), Decimal("0.7")
    )  # fmt: skip
    assert (done.state, done.is_passed) == ("submitted", True)
    assert done.submitted_at == AT
    assert differences(Attempt.objects.get(pk=attempt.pk)) == []


def test_a_share_that_does_not_end_is_rounded_down_and_judged_exactly(enrolment, people):
    thirds = [{"points": 0, "text": "None"}, {"points": 1, "text": "One"}, {"points": 3, "text": "All"}]
    rubric = [{"id": "rub1", "criterion": "Names the wastes", "levels": thirds}]
    exam = make_exam(enrolment.course, contents=contents(rubric=rubric), pass_mark=67)
    attempt = hand_in_written(exam)
    mark(attempt, people[0], {"rub1": 1})
    done = release_attempt(attempt, people[0])
    # 1/3 and 1 of 2: 2/3, which is less than 67 %.
    assert (written(attempt).points, done.fraction) == (Decimal("0.33333"), Decimal("0.666666"))
    assert done.is_passed is False


def test_a_mark_is_a_draft_until_it_is_released(exam, people):
    attempt = hand_in_written(exam)
    given = mark(attempt, people[0], FULL, " Clear and concrete. ")
    assert (given.points, given.comment, given.round, given.released_at) == (
        5,
        "Clear and concrete.",
        1,
        None,
    )
    attempt.refresh_from_db()
    assert (attempt.state, written(attempt).points) == ("marking", None)
    release_attempt(attempt, people[1], at=LATER)
    given.refresh_from_db()
    assert given.released_at == LATER


def test_the_latest_word_of_a_marker_counts_and_the_earlier_stays(exam, people):
    attempt = hand_in_written(exam)
    first, second = mark(attempt, people[0], NONE), mark(attempt, people[0], FULL)
    assert (first.round, second.round) == (1, 2)
    assert release_attempt(attempt, people[0]).points == 2
    assert set(Mark.objects.filter(released_at=None)) == {first}


@pytest.mark.parametrize(
    "levels",
    [{}, {"rub1": 1}, {"rub1": 1, "rub2": 2}, {"rub1": 1, "rub2": 0, "rub9": 0}, {"rub1": "1", "rub2": 0}],
)
def test_levels_that_the_rubric_does_not_have_are_refused(exam, people, levels):
    attempt = hand_in_written(exam)
    with pytest.raises(MarkRefused, match="one level for each criterion"):
        mark(attempt, people[0], levels)
    assert not Mark.objects.exists()


def test_nobody_marks_or_releases_their_own(exam, enrolment, people):
    attempt = hand_in_written(exam, enrolment)
    with pytest.raises(MarkRefused, match="their own"):
        mark(attempt, enrolment.learner, FULL)
    mark(attempt, people[0], FULL)
    with pytest.raises(MarkRefused, match="their own"):
        release_attempt(attempt, enrolment.learner)
    assert waiting_answers(QuizPage.objects.all(), enrolment.learner) == []
    assert len(waiting_answers(QuizPage.objects.all(), people[0])) == 1


def test_where_one_marks_no_second_is_asked(exam, people):
    attempt = hand_in_written(exam)
    mark(attempt, people[0], FULL)
    with pytest.raises(MarkRefused, match="has the marks"):
        mark(attempt, people[1], NONE)


def test_two_marks_within_a_level_make_their_mean(twice, people):
    attempt = hand_in_written(twice)
    mark(attempt, people[0], FULL)
    with pytest.raises(MarkRefused, match="Not every answer"):
        release_attempt(attempt, people[0])
    mark(attempt, people[1], SOME)
    # 5 and 2 of 5.
    release_attempt(attempt, people[0])
    assert written(attempt).points == Decimal("0.7")


def test_two_marks_further_apart_wait_for_a_third_who_decides(twice, people):
    attempt = hand_in_written(twice)
    high, low = mark(attempt, people[0], FULL), mark(attempt, people[1], NONE)
    with pytest.raises(MarkRefused, match="Not every answer"):
        release_attempt(attempt, people[0])
    third = mark(attempt, people[2], SOME)
    release_attempt(attempt, people[0], at=LATER)
    assert written(attempt).points == Decimal("0.4")
    assert list(Mark.objects.filter(released_at=LATER)) == [third]
    assert {high.points, low.points} == {5, 0}


def test_each_of_two_is_blind_to_the_other_until_both_are_in(twice, people):
    attempt = hand_in_written(twice)
    first = mark(attempt, people[0], FULL)

    def as_seen(person):
        return waiting_answer(QuizPage.objects.all(), person, written(attempt).pk)

    assert (as_seen(people[1]).seen, as_seen(people[1]).may_mark) == ((), True)
    assert (as_seen(people[0]).mine, as_seen(people[0]).may_mark) == (first, True)
    second = mark(attempt, people[1], NONE)
    assert as_seen(people[2]).seen == (first, second)
    assert (as_seen(people[2]).is_disputed, as_seen(people[2]).may_mark) == (True, True)
    # What was judged blindly stays: nobody moves towards the other now.
    assert not as_seen(people[0]).may_mark
    with pytest.raises(MarkRefused, match="kept as it is"):
        mark(attempt, people[0], SOME)


def test_a_release_is_done_once(exam, people):
    attempt = hand_in_written(exam)
    mark(attempt, people[0], FULL)
    first = release_attempt(attempt, people[0], at=LATER)
    again = release_attempt(attempt, people[1], at=LATER + timedelta(days=1))
    assert (again.fraction, again.submitted_at) == (first.fraction, first.submitted_at)
    events = list(attempt.events.values_list("kind", "actor"))
    assert events[-2:] == [("mark", people[0].pk), ("release", people[0].pk)]
    assert Mark.objects.get().released_at == LATER


def test_what_is_over_or_open_or_scored_by_a_rule_takes_no_mark(exam, people, enrolment):
    attempt = hand_in_written(exam)
    chosen = attempt.answers.get(item_version__content__type="single_choice")
    with pytest.raises(MarkRefused, match="not being marked"):
        mark_answer(chosen, people[0], {})
    mark(attempt, people[0], FULL)
    release_attempt(attempt, people[0])
    with pytest.raises(MarkRefused, match="not being marked"):
        mark(attempt, people[0], NONE)
    under_way = start_attempt(enrolment, exam, at=AT)
    with pytest.raises(MarkRefused, match="not being marked"):
        release_attempt(under_way, people[0])


def test_what_waits_is_of_the_given_quizzes_the_oldest_first(exam, people):
    later = hand_in_written(exam, at=LATER)
    earlier = hand_in_written(exam, at=AT)
    hand_in_written(make_written(make_course()))
    mine = QuizPage.objects.filter(pk=exam.pk)
    found = waiting_answers(mine, people[0])
    assert [one.answer.attempt_id for one in found] == [earlier.pk, later.pk]
    assert waiting_answer(QuizPage.objects.none(), people[0], found[0].answer.pk) is None


def test_an_exam_is_not_sat_again_while_it_is_marked(exam, enrolment, people):
    attempt = hand_in_written(exam, enrolment)
    with pytest.raises(QuizClosed, match="being marked"):
        start_attempt(enrolment, exam, reflection="Read again.", at=LATER)
    result = facts_of(enrolment).results[exam.pk]
    assert (result.best_fraction, result.is_passed, result.is_open) == (None, False, False)
    mark(attempt, people[0], NONE)
    release_attempt(attempt, people[0])
    # The cool-down counts from the hand-in, three days for the first retake.
    start_attempt(enrolment, exam, reflection="Read again.", at=AT + timedelta(days=3))


def test_a_check_that_people_mark_is_passed_once_they_have(enrolment, people):
    check = make_quiz(enrolment.course.get_children().first(), contents=contents())
    attempt = hand_in_written(check, enrolment)
    assert not facts_of(enrolment).results[check.pk].is_passed
    mark(attempt, people[0], FULL)
    release_attempt(attempt, people[0])
    assert facts_of(enrolment).results[check.pk].is_passed


def test_the_release_of_a_passed_exam_completes_the_course(exam, enrolment, people):
    for lesson in enrolment.course.get_children().first().get_children():
        LessonCompletion.objects.create(enrolment=enrolment, lesson=lesson.specific, completed_at=AT)
    attempt = hand_in_written(exam, enrolment)
    mark(attempt, people[0], FULL)
    assert not Completion.objects.exists()
    release_attempt(attempt, people[0], at=LATER)
    assert Completion.objects.get().completed_at == LATER
