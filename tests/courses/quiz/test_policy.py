"""Settings as attempts keep them: old ones stay readable."""

from datetime import UTC, datetime

from courses.quiz.policy import Policy

# What an attempt of the first release holds.
OLD = {
    "purpose": "exam",
    "title": "Exam",
    "minutes": 120,
    "pass_mark": 70,
    "scoring": "partial",
    "attempts_a_year": 4,
    "cool_down_days": [3, 14, 30],
    "needs_all_else": True,
}


def test_a_policy_that_was_stored_before_there_were_more_settings_has_their_defaults():
    policy = Policy.from_json(OLD)
    assert (policy.minutes, policy.cool_down_days) == (120, (3, 14, 30))
    assert (policy.shown_at_once, policy.shown_after_closing, policy.navigation) == ("profile", "", "free")
    assert (policy.opens_at, policy.closes_at, policy.honour) == (None, None, "")


def test_settings_that_came_later_than_this_program_are_passed_over():
    assert Policy.from_json({**OLD, "proctor": "none"}) == Policy.from_json(OLD)


def test_a_window_survives_being_stored():
    opens_at = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    stored = Policy("exam", "Exam", 120, 70, "partial", 4, (3,), False, opens_at=opens_at).as_json()
    assert stored["opens_at"] == "2026-03-29T00:30:00+00:00"
    assert stored["closes_at"] is None
    assert Policy.from_json(stored).opens_at == opens_at
