"""An exam with one question that people mark and one that a rule scores, sat and marked in few words."""

from courses.marking import mark_answer
from courses.models import Answer
from courses.quiz.attempting import save_answer, start_attempt, submit_attempt
from tests.conftest import AT
from tests.content.items.examples import essay
from tests.courses.building import make_enrolment, make_exam, single_choice

#: The rubric of the essay is worth 3 and 2 points.
FULL = {"rub1": 2, "rub2": 1}
SOME = {"rub1": 1, "rub2": 0}
NONE = {"rub1": 0, "rub2": 0}


def contents(**more):
    return [essay() | {"markers": 1, "stem": "<p>What did you see?</p>"} | more, single_choice()]


def make_written(course, markers=1, **fields):
    return make_exam(course, contents=contents(markers=markers), **fields)


def written(attempt):
    """The answer that people mark."""
    found = Answer.objects.select_related("attempt", "item_version")
    return found.get(attempt=attempt, item_version__content__type="essay")


def hand_in_written(exam, enrolment=None, text="At station 3 they wait for tape.", choice="right0", at=AT):
    """Answer both, or leave blank what is "", and hand in."""
    enrolment = enrolment or make_enrolment(exam.get_parent().specific)
    attempt = start_attempt(enrolment, exam, at=at)
    for answer in Answer.objects.filter(attempt=attempt).select_related("attempt", "item_version"):
        is_essay = answer.item_version.content["type"] == "essay"
        save_answer(answer, ({"text": text} if text else None) if is_essay else {"choice": choice}, at=at)
    return submit_attempt(attempt, at=at)


def mark(attempt, marker, levels, comment=""):
    return mark_answer(written(attempt), marker, levels, comment, at=AT)
