"""The whole matrix of what may be seen; all that is not in it is hidden."""

from itertools import product

import pytest

from courses.quiz.feedback import Part, visible

ASKED = {Part.ITEM, Part.RESPONSE}
RESULT = {Part.SCORE, Part.MODULES}

# (purpose, phase, checked, revealed) -> what may be seen, beside nothing.
SEEN = {
    ("exam", "open", False, False): ASKED,
    ("exam", "open", False, True): ASKED,
    ("exam", "open", True, False): ASKED,
    ("exam", "open", True, True): ASKED,
    ("exam", "submitted", False, False): RESULT,
    ("exam", "submitted", False, True): RESULT,
    ("exam", "submitted", True, False): RESULT,
    ("exam", "submitted", True, True): RESULT,
    ("check", "open", False, False): ASKED,
    ("check", "open", False, True): ASKED,
    ("check", "open", True, False): ASKED | {Part.REVIEW},
    ("check", "open", True, True): ASKED | {Part.REVIEW, Part.SOLUTION},
    ("check", "submitted", False, False): ASKED | RESULT,
    ("check", "submitted", False, True): ASKED | RESULT,
    ("check", "submitted", True, False): ASKED | RESULT | {Part.REVIEW},
    ("check", "submitted", True, True): ASKED | RESULT | {Part.REVIEW, Part.SOLUTION},
}
PURPOSES = ("exam", "check", "survey", "")
PHASES = ("open", "time_up", "overdue", "submitted", "void", "")


@pytest.mark.parametrize("cell", list(product(PURPOSES, PHASES, (False, True), (False, True))), ids=str)
def test_only_what_is_named_may_be_seen(cell):
    purpose, phase, checked, revealed = cell
    assert visible(purpose, phase, checked=checked, revealed=revealed) == SEEN.get(cell, set())


@pytest.mark.parametrize(("checked", "revealed"), list(product((False, True), repeat=2)))
@pytest.mark.parametrize("phase", PHASES)
def test_no_exam_ever_shows_what_is_right(phase, checked, revealed):
    seen = visible("exam", phase, checked=checked, revealed=revealed)
    assert not seen & {Part.REVIEW, Part.SOLUTION}
