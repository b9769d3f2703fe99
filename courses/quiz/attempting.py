"""The work of a sitting, from start to hand-in, for those who need all of it."""

from courses.quiz.answering import flag_answer, save_answer
from courses.quiz.checking import check_answer, reveal_answer
from courses.quiz.going_on import go_on
from courses.quiz.starting import start_attempt
from courses.quiz.submitting import submit_attempt, submit_overdue

__all__ = [
    "check_answer",
    "flag_answer",
    "go_on",
    "reveal_answer",
    "save_answer",
    "start_attempt",
    "submit_attempt",
    "submit_overdue",
]
