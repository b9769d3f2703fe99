"""Forward only: one item at hand, left for good with what was given for it."""

from datetime import timedelta

import pytest

from content.items.terms import ResponseInvalid
from courses.errors import AttemptClosed, AttemptPaused, OutOfTurn
from courses.models import Answer, Attempt
from courses.quiz.attempting import flag_answer, go_on, save_answer, start_attempt, submit_attempt
from courses.quiz.auditing import differences
from courses.quiz.going_on import blank_warning
from courses.quiz.pausing import start_break
from tests.conftest import AT
from tests.courses.building import make_exam
from tests.courses.quiz.sitting import MINUTE, answers

pytestmark = pytest.mark.django_db
RIGHT, WRONG = {"choice": "right0"}, {"choice": "wrong1"}


@pytest.fixture
def exam(enrolment):
    return make_exam(enrolment.course, items=3, navigation="forward")


def item(attempt, position):
    return Answer.objects.select_related("attempt", "item_version").get(attempt=attempt, position=position)


def reached(attempt):
    return Attempt.objects.get(pk=attempt.pk).reached


def kinds(attempt):
    return list(attempt.events.values_list("kind", flat=True))


def test_an_attempt_begins_at_its_first_item(attempt):
    assert reached(attempt) == 1
    assert [answer.is_at_hand for answer in answers(attempt)] == [True, False, False]


def test_going_on_stores_the_answer_and_brings_the_next_item(attempt):
    go_on(item(attempt, 1), RIGHT, at=AT + MINUTE)
    assert reached(attempt) == 2
    assert item(attempt, 1).response == RIGHT
    assert list(attempt.events.values_list("kind", "payload"))[-1] == ("onward", {"position": 2})


def test_an_item_may_be_left_without_an_answer(attempt):
    go_on(item(attempt, 1), None, at=AT)
    assert (reached(attempt), item(attempt, 1).response) == (2, None)
    assert kinds(attempt) == ["start", "onward"]


def test_the_second_press_on_the_same_page_moves_nothing(attempt):
    first, second = item(attempt, 1), item(attempt, 1)
    go_on(first, RIGHT, at=AT)
    go_on(second, RIGHT, at=AT)
    assert reached(attempt) == 2
    assert kinds(attempt) == ["start", "save", "onward"]


def test_another_answer_from_a_second_window_is_refused_and_the_first_one_stands(attempt):
    first, second = item(attempt, 1), item(attempt, 1)
    go_on(first, RIGHT, at=AT)
    with pytest.raises(OutOfTurn, match="You have gone on from item 1, and cannot come back to it"):
        go_on(second, WRONG, at=AT)
    assert (reached(attempt), item(attempt, 1).response) == (2, RIGHT)


@pytest.mark.parametrize("sequence", [None, 10**13])
def test_an_item_that_was_left_cannot_be_changed(attempt, sequence):
    go_on(item(attempt, 1), RIGHT, at=AT)
    for response in (WRONG, None):
        with pytest.raises(OutOfTurn):
            save_answer(item(attempt, 1), response, sequence=sequence, at=AT)
    assert item(attempt, 1).response == RIGHT


def test_what_comes_late_and_is_there_already_is_told_as_what_stands(attempt):
    go_on(item(attempt, 1), RIGHT, at=AT)
    saved = save_answer(item(attempt, 1), RIGHT, sequence=10**13, at=AT + MINUTE)
    assert (saved.is_stored, saved.response, saved.sequence, saved.saved_at) == (False, RIGHT, 1, AT)
    assert kinds(attempt) == ["start", "save", "onward"]


@pytest.mark.parametrize("response", [RIGHT, None])
def test_an_item_that_was_not_come_to_cannot_be_answered(attempt, response):
    for work in (save_answer, go_on):
        with pytest.raises(OutOfTurn, match=r"You have not come to item 2 yet\."):
            work(item(attempt, 2), response, at=AT)
    assert kinds(attempt) == ["start"]


def test_a_refused_answer_leaves_no_item(attempt):
    with pytest.raises(ResponseInvalid):
        go_on(item(attempt, 1), {"choice": "elsewhere"}, at=AT)
    assert reached(attempt) == 1


def test_after_the_last_item_there_is_none_at_hand(attempt):
    for position in (1, 2, 3):
        go_on(item(attempt, position), RIGHT, at=AT)
    assert reached(attempt) == 4
    assert not any(answer.is_at_hand for answer in answers(attempt))
    assert submit_attempt(attempt, at=AT).is_passed


def test_what_is_under_way_at_the_deadline_is_taken_and_nothing_after_the_grace(attempt):
    over = attempt.deadline_at
    go_on(item(attempt, 1), RIGHT, at=over + timedelta(seconds=60))
    with pytest.raises(AttemptClosed):
        go_on(item(attempt, 2), RIGHT, at=over + timedelta(seconds=61))
    assert (reached(attempt), item(attempt, 2).response) == (2, None)


def test_in_a_break_no_item_is_left(enrolment, exam):
    begun = start_attempt(enrolment, exam, at=AT)
    Attempt.objects.filter(pk=begun.pk).update(break_seconds=600)
    start_break(begun, at=AT)
    with pytest.raises(AttemptPaused):
        go_on(item(begun, 1), RIGHT, at=AT + MINUTE)
    assert (reached(begun), item(begun, 1).response) == (1, None)
    go_on(item(begun, 1), RIGHT, at=AT + 11 * MINUTE)
    assert reached(begun) == 2


def test_a_closed_attempt_is_closed_for_items_that_were_left_as_well(attempt):
    go_on(item(attempt, 1), RIGHT, at=AT)
    submit_attempt(attempt, at=AT)
    with pytest.raises(AttemptClosed):
        save_answer(item(attempt, 1), WRONG, at=AT)


def test_nothing_can_be_flagged_where_nothing_is_come_back_to(attempt):
    with pytest.raises(OutOfTurn, match="none can be flagged"):
        flag_answer(item(attempt, 1), is_flagged=True, at=AT)
    assert kinds(attempt) == ["start"]


def test_how_far_it_came_can_be_read_from_the_log(attempt):
    go_on(item(attempt, 1), RIGHT, at=AT)
    assert differences(Attempt.objects.get(pk=attempt.pk)) == []
    Attempt.objects.filter(pk=attempt.pk).update(reached=1)
    assert differences(Attempt.objects.get(pk=attempt.pk)) == ["reached is 1 in the row and 2 in the log"]


def test_free_attempts_answer_any_item_at_any_time(enrolment):
    attempt = start_attempt(enrolment, make_exam(enrolment.course, items=3), at=AT)
    save_answer(item(attempt, 3), RIGHT, at=AT)
    save_answer(item(attempt, 1), RIGHT, at=AT)
    assert all(answer.is_at_hand for answer in answers(attempt))


def test_steps_left_as_drawn_are_warned_of_in_words_of_their_own():
    assert "You have not moved the steps" in blank_warning({"type": "ordering"})
    assert blank_warning({"type": "numeric"}).startswith("You have not answered this item.")
