"""The log: told in order, told once, and enough to build the rows again."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from courses.errors import CoursesError
from courses.models import Attempt
from courses.quiz.attempting import (
    check_answer,
    flag_answer,
    go_on,
    reveal_answer,
    save_answer,
    start_attempt,
    submit_attempt,
)
from courses.quiz.auditing import differences
from courses.quiz.extending import extend_deadline
from courses.quiz.pausing import end_break, start_break
from courses.quiz.replaying import Event, LogUnreadable, replay
from tests.conftest import AT
from tests.courses.building import make_enrolment, make_exam, make_quiz, multiple_response
from tests.courses.granting import grant
from tests.courses.quiz.sitting import MINUTE, answers
from tests.factories import make_learner

START = {
    "number": 2,
    "policy": {"purpose": "exam"},
    "accommodation": None,
    "deadline_at": "2026-11-23T11:30:00+00:00",
    "max_points": "2",
    "answers": [
        {"position": 1, "version": 7, "order": {"options": ["a", "b"]}, "max_points": "1"},
        {"position": 2, "version": 9, "order": {}, "max_points": "1", "markers": 2},
    ],
}


def told(*events):
    """Events a minute apart, after the start."""
    story = [("start", START), *events]
    return replay(Event(kind, AT + n * MINUTE, payload) for n, (kind, payload) in enumerate(story))


def test_a_start_tells_all_that_was_pinned():
    state = told()
    assert (state.state, state.number, state.max_points) == ("open", 2, Decimal(2))
    assert state.deadline_at == AT + timedelta(hours=2)
    assert (state.answers[1].version, state.answers[1].option_order) == (7, {"options": ["a", "b"]})
    assert (state.answers[2].markers, state.answers[2].response) == (2, None)


def test_the_last_save_of_an_answer_stands():
    state = told(
        ("save", {"position": 1, "sequence": 1, "response": {"choice": "a"}}),
        ("save", {"position": 1, "sequence": 4, "response": {"choice": "b"}, "certainty": 3}),
    )
    one = state.answers[1]
    assert (one.response, one.sequence, one.certainty) == ({"choice": "b"}, 4, 3)
    assert one.saved_at == AT + 2 * MINUTE


def test_a_check_counts_and_later_tries_stand_beside_it():
    state = told(
        ("check", {"position": 1, "response": {"choice": "a"}, "certainty": None}),
        ("retry", {"position": 1, "response": {"choice": "b"}}),
        ("reveal", {"position": 1}),
    )
    one = state.answers[1]
    assert (one.response, one.retry_response, one.is_revealed) == ({"choice": "a"}, {"choice": "b"}, True)
    assert (one.sequence, one.checked_at) == (1, AT + MINUTE)


def test_more_time_and_breaks_move_the_deadline():
    state = told(("extend", {"deadline_at": "2026-11-23T12:00:00+00:00"}), ("break", {}))
    assert (state.deadline_at, state.break_began_at) == (AT + timedelta(hours=2.5), AT + 2 * MINUTE)
    state = told(("break", {}), ("resume", {"deadline_at": "2026-11-23T11:40:00+00:00", "break_seconds": 60}))
    assert (state.break_began_at, state.break_seconds) == (None, 60)


def test_an_attempt_stands_at_its_first_item_until_it_goes_on():
    assert told().reached == 1
    assert told(("onward", {"position": 2}), ("onward", {"position": 3})).reached == 3


def test_handing_in_keeps_the_exact_share_and_the_row_the_rounded_one():
    outcome = {
        "points": "1.33333", "max_points": "2", "fraction": "2/3", "is_passed": True,
        "answers": {"1": {"points": "1"}, "2": {"points": "0.33333"}},
    }  # fmt: skip
    sent = {"origin": "learner", "state": "submitted", "submitted_at": AT.isoformat(), **outcome}
    state = told(("submit", sent))
    assert (state.state, state.fraction, state.is_passed) == ("submitted", Decimal("0.666666"), True)
    assert state.answers[2].points == Decimal("0.33333")


def test_marks_count_once_they_are_released_and_a_regrade_after_that():
    sent = {"origin": "learner", "state": "marking", "submitted_at": AT.isoformat(), "answers": {}}
    mark = {"position": 2, "round": 1, "levels": {"c": 1}, "points": "2"}
    state = told(("submit", sent), ("mark", mark))
    assert (state.state, state.answers[2].points, state.is_passed) == ("marking", None, None)
    released = {"points": "1", "fraction": "1/2", "is_passed": False, "answers": {"2": {"points": "1"}}}
    dropped = {
        "points": "1", "max_points": "1", "fraction": "1", "is_passed": True,
        "answers": {"1": {"points": None, "adjustment": "dropped"}},
    }  # fmt: skip
    state = told(("submit", sent), ("release", released), ("regrade", dropped))
    assert (state.state, state.max_points, state.is_passed) == ("submitted", Decimal(1), True)
    assert (state.answers[1].adjustment, state.answers[1].points) == ("dropped", None)


def test_a_void_attempt_keeps_what_it_was():
    state = told(("flag", {"position": 1, "is_flagged": True}), ("void", {"reason": "The room burnt."}))
    assert (state.state, state.void_reason, state.answers[1].is_flagged) == ("void", "The room burnt.", True)


@pytest.mark.parametrize(
    "story", [[], [("save", {})], [("start", START), ("start", START)], [("start", START), ("dream", {})]]
)
def test_what_cannot_be_the_log_of_one_attempt_is_refused(story):
    with pytest.raises(LogUnreadable):
        replay(Event(kind, AT, payload) for kind, payload in story)


@pytest.mark.django_db
def test_the_log_holds_responses_and_no_key(enrolment):
    exam = make_exam(enrolment.course, contents=[multiple_response(keys=2)])
    attempt = start_attempt(enrolment, exam, at=AT)
    (answer,) = answers(attempt)
    save_answer(answer, {"choices": ["wrong3"]}, at=AT)
    submit_attempt(attempt, at=AT)
    start, *later = [str(event.payload) for event in attempt.events.all()]
    # The order in which the options were drawn names them all; nothing says which of them are right.
    assert not [word for word in ("correct", "key", "feedback", "because") if word in start]
    assert "wrong3" in later[0]
    assert not [told for told in later if "right" in told or "correct" in told]


@pytest.mark.django_db
def test_a_repeated_or_stale_act_appends_nothing(attempt):
    answer = answers(attempt)[0]
    for sequence in (3, 3, 2):
        save_answer(answers(attempt)[0], {"choice": "right0"}, sequence=sequence, at=AT)
    save_answer(answer, {"choice": "right0"}, at=AT)
    flag_answer(answer, is_flagged=True, at=AT)
    flag_answer(answer, is_flagged=True, at=AT)
    submit_attempt(attempt, at=AT)
    submit_attempt(attempt, at=AT)
    assert list(attempt.events.values_list("number", "kind")) == [
        (1, "start"), (2, "save"), (3, "flag"), (4, "submit"),
    ]  # fmt: skip


@pytest.mark.django_db
def test_who_did_it_is_written_beside_it(attempt, enrolment):
    save_answer(answers(attempt)[0], {"choice": "right0"}, at=AT)
    submit_attempt(attempt, at=attempt.deadline_at + 2 * MINUTE, origin="deadline")
    actors = list(attempt.events.values_list("kind", "actor"))
    learner = enrolment.learner_id
    assert actors == [("start", learner), ("save", learner), ("submit", None)]


@pytest.mark.django_db
def test_the_exact_share_can_be_read_from_the_log(enrolment):
    attempt = start_attempt(enrolment, make_exam(enrolment.course, items=3), at=AT)
    save_answer(answers(attempt)[0], {"choice": "right0"}, at=AT)
    submit_attempt(attempt, at=AT)
    assert Fraction(attempt.events.last().payload["fraction"]) == Fraction(1, 3)


position = st.integers(0, 2)
choice = st.sampled_from(["right0", "wrong1", "wrong2", None])
acts = st.lists(
    st.one_of(
        st.tuples(st.just("save"), position, choice, st.none() | st.integers(1, 6)),
        st.tuples(st.just("onward"), position, choice),
        st.tuples(st.just("flag"), position, st.booleans()),
        st.tuples(st.just("check"), position, choice, st.none() | st.integers(1, 3)),
        st.tuples(st.just("reveal"), position),
        st.sampled_from([("break",), ("resume",), ("extend",)]),
        st.tuples(st.just("submit")),
    ),
    max_size=14,
)


def act(attempt, n, kind, place=0, *more):
    answer, at = answers(attempt)[place], AT + n * MINUTE
    match kind, more:
        case "save", (chosen, sequence):
            save_answer(answer, chosen and {"choice": chosen}, sequence=sequence, at=at)
        case "onward", (chosen,):
            go_on(answer, chosen and {"choice": chosen}, at=at)
        case "flag", (is_flagged,):
            flag_answer(answer, is_flagged=is_flagged, at=at)
        case "check", (chosen, certainty):
            check_answer(answer, chosen and {"choice": chosen}, certainty=certainty, at=at)
        case "reveal", ():
            reveal_answer(answer, at=at)
        case "submit", ():
            submit_attempt(attempt, at=at)
        case _:
            act_on_the_clock(attempt, at, kind)


def act_on_the_clock(attempt, at, kind):
    match kind:
        case "break":
            start_break(attempt, at=at)
        case "resume":
            end_break(attempt, at=at)
        case "extend":
            extend_deadline(attempt, 5, "A fire alarm.", make_learner("Rosa Lindqvist"), at=at)


class Folding(TestCase):
    """Hypothesis rolls each example back by itself in a case of its own."""

    @settings(max_examples=40)
    @given(is_exam=st.booleans(), navigation=st.sampled_from(["free", "forward"]), story=acts)
    def test_the_log_folds_to_the_rows_whatever_happened(self, is_exam, navigation, story):
        enrolment = make_enrolment()
        grant(enrolment.learner, break_minutes=3)
        quiz = make_exam if is_exam else make_quiz
        parent = enrolment.course if is_exam else enrolment.course.get_children().first()
        attempt = start_attempt(enrolment, quiz(parent, items=3, navigation=navigation), at=AT)
        for n, step in enumerate(story, start=1):
            try:
                act(attempt, n, *step)
            except (CoursesError, ValueError):
                continue
        assert differences(Attempt.objects.get(pk=attempt.pk)) == []
