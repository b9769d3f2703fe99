"""The doors of learning. Lessons and quizzes themselves are pages of the CMS."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from courses.views import (
    enrolments,
    follow_ups,
    handing_in,
    lessons,
    notes,
    pausing,
    results,
    saving,
    sittings,
)
from courses.views.board import board


class IdConverter(IntConverter):
    """A number that every database can look up; a longer one is nobody's and not found."""

    regex = "[0-9]{1,9}"


register_converter(IdConverter, "id")

app_name = "courses"

urlpatterns = [
    path("board/", board, name="board"),
    path("enrolments/<id:course_id>/", enrolments.enrol, name="enrol"),
    path("enrolments/<id:course_id>/withdraw/", enrolments.withdraw, name="withdraw"),
    path("lessons/<id:lesson_id>/complete/", lessons.complete_lesson, name="complete-lesson"),
    path("lessons/<id:lesson_id>/note/", notes.save_note, name="save-note"),
    path("lessons/<id:lesson_id>/checks/<id:item_id>/", lessons.inline_check, name="inline-check"),
    path("follow-ups/", follow_ups.add, name="add-follow-up"),
    path("follow-ups/<id:follow_up_id>/done/", follow_ups.finish, name="follow-up-done"),
    path("follow-ups/<id:follow_up_id>/date/", follow_ups.move, name="move-follow-up"),
    path("attempts/start/<id:quiz_id>/", sittings.start, name="start"),
    path("attempts/<uuid:attempt_id>/", sittings.attempt, name="attempt"),
    path("attempts/<uuid:attempt_id>/<id:position>/", sittings.question, name="question"),
    path("attempts/<uuid:attempt_id>/<id:position>/save/", saving.save, name="save"),
    path("attempts/<uuid:attempt_id>/break/", pausing.pause, name="break"),
    path("attempts/<uuid:attempt_id>/break/end/", pausing.go_on, name="go-on"),
    path("attempts/<uuid:attempt_id>/review/", handing_in.review, name="review"),
    path("attempts/<uuid:attempt_id>/submit/", handing_in.submit, name="submit"),
    path("attempts/<uuid:attempt_id>/result/", results.result, name="result"),
]
