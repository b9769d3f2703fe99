"""Walking through a sitting by its doors."""

import json

from django.urls import reverse

from courses.models import Answer
from courses.quiz.attempting import start_attempt
from tests.courses.building import single_choice

#: Planted in all that must stay hidden.
MARKER = "zqhiddenqz"


def hidden(name):
    content = single_choice(MARKER)
    return content | {"stem": f"<p>Question {name}?</p>"}


def door(name, attempt, *args):
    return reverse(f"courses:{name}", args=[attempt.pk, *args])


def sit(enrolment, quiz):
    return start_attempt(enrolment, quiz)


def answer(attempt, position):
    return Answer.objects.get(attempt=attempt, position=position)


def save(client, attempt, position, fields, sequence=1, **more):
    body = {"sequence": sequence, "fields": fields, **more}
    return client.post(door("save", attempt, position), json.dumps(body), content_type="application/json")
