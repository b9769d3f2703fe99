from courses.models.attempts import Answer, Attempt, AttemptEvent
from courses.models.completions import Completion, LessonCompletion
from courses.models.enrolments import Enrolment
from courses.models.follow_ups import FollowUp, LessonNote

__all__ = [
    "Answer",
    "Attempt",
    "AttemptEvent",
    "Completion",
    "Enrolment",
    "FollowUp",
    "LessonCompletion",
    "LessonNote",
]
