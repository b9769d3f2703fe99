"""The whole matrix of what may be seen, cell by cell; all that is not in the table is hidden."""

from itertools import product

import pytest

from courses.quiz.feedback import Part, visible

PURPOSES = ("exam", "check", "survey", "")
PHASES = ("open", "paused", "time_up", "overdue", "marking", "submitted", "void", "")
ROLES = ("learner", "marker", "author", "stranger", "")
STEPS = ("nothing", "score", "profile", "answers", "solutions", "everything", "")
EITHER = (False, True)

# Written out as a table of letters, independently of how the module puts it together:
# I item, R response, V review, K key, H handed in, S score, M modules.
LETTERS = {
    "I": Part.ITEM,
    "R": Part.RESPONSE,
    "V": Part.REVIEW,
    "K": Part.SOLUTION,
    "H": Part.RECEIPT,
    "S": Part.SCORE,
    "M": Part.MODULES,
}
# (purpose, checked, revealed) -> what learners see while it is open.
OPEN = {
    ("exam", False, False): "IR",
    ("exam", False, True): "IR",
    ("exam", True, False): "IR",
    ("exam", True, True): "IR",
    ("check", False, False): "IR",
    ("check", False, True): "IR",
    ("check", True, False): "IRV",
    ("check", True, True): "IRVK",
}
# What the author chose -> what learners see once it is handed in.
HANDED_IN = {
    "nothing": "H",
    "score": "HS",
    "profile": "HSM",
    "answers": "HSMIRV",
    "solutions": "HSMIRVK",
    "everything": "H",
    "": "H",
}
# (role, phase) -> what staff see.
STAFF = {
    ("marker", "marking"): "IRK",
    ("marker", "submitted"): "IRK",
    ("author", "marking"): "IRVKH",
    ("author", "submitted"): "IRVKHSM",
    ("author", "void"): "IRVKH",
}


def expected(purpose, phase, role, checked, revealed, at_once, after_closing, is_closed):
    if purpose not in ("exam", "check"):
        return ""
    if role != "learner":
        return STAFF.get((role, phase), "")
    if phase == "open":
        return OPEN[purpose, checked, revealed]
    if phase == "submitted":
        chosen = after_closing if is_closed and after_closing != "" else at_once
        return HANDED_IN[chosen]
    return "H" if phase == "marking" else ""


def test_every_cell_shows_what_the_table_says_and_nothing_else():
    cells = list(product(PURPOSES, PHASES, ROLES, EITHER, EITHER, STEPS, STEPS, EITHER))
    for purpose, phase, role, checked, revealed, at_once, after_closing, is_closed in cells:
        seen = visible(
            purpose,
            phase,
            role=role,
            checked=checked,
            revealed=revealed,
            at_once=at_once,
            after_closing=after_closing,
            is_closed=is_closed,
        )
        cell = (purpose, phase, role, checked, revealed, at_once, after_closing, is_closed)
        assert seen == {LETTERS[letter] for letter in expected(*cell)}, cell
    assert len(cells) == 62720


@pytest.mark.parametrize("phase", PHASES)
def test_an_exam_that_names_nothing_shows_no_learner_what_is_right(phase):
    seen = visible("exam", phase, checked=True, revealed=True)
    assert not seen & {Part.REVIEW, Part.SOLUTION, Part.SCORE}


@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize("phase", ["open", "paused", "time_up", "overdue"])
def test_of_an_item_that_is_not_at_hand_nothing_is_seen_before_handing_in(purpose, phase):
    steps = {"at_once": "solutions", "after_closing": "solutions", "is_closed": True}
    assert visible(purpose, phase, checked=True, revealed=True, at_hand=False, **steps) == set()


def test_once_handed_in_every_item_is_seen_alike():
    assert visible("exam", "submitted", at_once="answers", at_hand=False) == visible(
        "exam", "submitted", at_once="answers"
    )


def test_while_it_is_marked_a_learner_has_the_receipt_alone():
    assert visible("exam", "marking", at_once="solutions", after_closing="solutions", is_closed=True) == {
        Part.RECEIPT
    }
