"""Who may sit, and when: worked through on a calendar."""

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
    submitted_at = at if state == "submitted" else None
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
