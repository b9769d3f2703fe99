"""Who may sit, and when: worked through on a calendar."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from courses.quiz.admitting import Admission, Sitting, admission
from courses.quiz.policy import Policy
from tests.conftest import AT

DAY = timedelta(days=1)
EXAM = Policy("exam", "Exam", 120, 70, "partial", 4, (3, 14, 30), True)
CHECK = Policy("check", "Check", None, 80, "partial", None, (), False)


def sitting(number, at=AT, *, state="submitted", is_passed=False):
    submitted_at = at if state in ("submitted", "marking") else None
    return Sitting(state, at, submitted_at, Decimal("0.5"), is_passed, number, uuid4())


def may(policy, *sittings, at=AT, is_ready=True):
    return admission(policy, sittings, is_ready=is_ready, at=at)


def test_the_first_sitting_is_open_to_the_ready():
    assert may(EXAM) == Admission("open", None, 4, is_retake=False)
    assert may(EXAM, is_ready=False).verdict == "locked"


def test_an_open_sitting_is_gone_on_with_whatever_else_holds():
    assert may(EXAM, sitting(1, state="open"), is_ready=False).verdict == "resume"


def test_a_retake_waits_from_the_submission():
    early = may(EXAM, sitting(1), at=AT + 3 * DAY - timedelta(seconds=1))
    assert (early.verdict, early.opens_at) == ("waiting", AT + 3 * DAY)
    assert may(EXAM, sitting(1), at=AT + 3 * DAY) == Admission("open", None, 3, is_retake=True)


def test_the_last_wait_holds_for_all_retakes_that_follow():
    policy = Policy("exam", "Exam", 120, 70, "partial", None, (3, 14), False)
    found = may(policy, *[sitting(n) for n in (1, 2, 3, 4)])
    assert (found.verdict, found.opens_at) == ("waiting", AT + 14 * DAY)


def test_attempts_of_the_last_twelve_months_count():
    four = [sitting(n, AT + n * 40 * DAY) for n in range(4)]
    used_up = may(EXAM, *four, at=AT + 200 * DAY)
    assert (used_up.verdict, used_up.opens_at, used_up.left) == ("used_up", AT + 365 * DAY, 0)
    assert may(EXAM, *four, at=AT + 365 * DAY).left == 1


def test_void_sittings_count_for_nothing():
    assert may(EXAM, sitting(1, state="void")) == Admission("open", None, 4, is_retake=False)


def test_an_exam_once_passed_is_closed_and_a_check_is_not():
    assert may(EXAM, sitting(1, is_passed=True)).verdict == "passed"
    assert may(CHECK, sitting(1, is_passed=True)) == Admission("open", None, None, is_retake=True)


def test_a_policy_survives_being_stored():
    assert Policy.from_json(EXAM.as_json()) == EXAM


WINDOW = replace(EXAM, opens_at=AT, closes_at=AT + 10 * DAY)
SECOND = timedelta(seconds=1)


def test_a_window_opens_and_closes_to_the_second():
    early = may(WINDOW, at=AT - SECOND)
    assert (early.verdict, early.opens_at) == ("not_yet", AT)
    assert may(WINDOW, at=AT).verdict == "open"
    assert may(WINDOW, at=AT + 10 * DAY - SECOND).verdict == "open"
    late = may(WINDOW, at=AT + 10 * DAY)
    assert (late.verdict, late.closes_at) == ("closed", AT + 10 * DAY)


def test_what_is_under_way_goes_on_after_the_window_and_what_is_passed_stays_passed():
    assert may(WINDOW, sitting(1, state="open"), at=AT + 11 * DAY).verdict == "resume"
    assert may(WINDOW, sitting(1, is_passed=True), at=AT + 11 * DAY).verdict == "passed"


def test_no_wait_is_promised_that_ends_after_the_closing():
    policy = replace(EXAM, closes_at=AT + 3 * DAY)
    assert may(policy, sitting(1), at=AT + DAY).verdict == "closed"
    assert may(replace(policy, closes_at=AT + 3 * DAY + SECOND), sitting(1), at=AT + DAY).verdict == "waiting"


def test_extra_attempts_are_added_to_those_of_the_year():
    four = [sitting(n, AT + n * 40 * DAY) for n in range(4)]
    granted = admission(EXAM, four, is_ready=True, at=AT + 200 * DAY, extra_attempts=1)
    assert (granted.verdict, granted.left) == ("open", 1)
    five = [*four, sitting(5, AT + 200 * DAY)]
    assert (
        admission(EXAM, five, is_ready=True, at=AT + 300 * DAY, extra_attempts=1).opens_at == AT + 365 * DAY
    )


def test_an_exam_waits_for_the_marks_of_the_last_one_and_counts_it():
    being_marked = may(EXAM, sitting(1, state="marking", is_passed=None), at=AT + 30 * DAY)
    assert (being_marked.verdict, being_marked.left) == ("being_marked", 3)
    assert may(CHECK, sitting(1, state="marking", is_passed=None)).verdict == "open"
