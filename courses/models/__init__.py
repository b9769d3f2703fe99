from courses.models.accommodations import Accommodation, AccommodationEvent, Standing
from courses.models.attempts import Answer, Attempt, AttemptEvent
from courses.models.completions import Completion, LessonCompletion
from courses.models.enrolments import Enrolment
from courses.models.follow_ups import FollowUp, LessonNote
from courses.models.marking import Mark, Regrade
from courses.models.standards import AngoffRating, StandardSetting

__all__ = [
    "Accommodation",
    "AccommodationEvent",
    "AngoffRating",
    "Answer",
    "Attempt",
    "AttemptEvent",
    "Completion",
    "Enrolment",
    "FollowUp",
    "LessonCompletion",
    "LessonNote",
    "Mark",
    "Regrade",
    "StandardSetting",
    "Standing",
]
