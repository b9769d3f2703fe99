"""What never leaves for a browser before it may be seen."""

import re

import pytest

from tests.courses.building import make_exam, single_choice
from tests.courses.views.sitting import MARKER, answer, door, save, sit

pytestmark = pytest.mark.django_db


def every_byte(client, attempt):
    """Walk the whole exam, right, wrong and refused, and return all that was sent."""
    sent = []
    for position in (1, 2):
        sent.append(client.get(door("question", attempt, position)))
        sent.append(client.post(door("question", attempt, position), {"choice": "elsewhere"}))
        sent.append(save(client, attempt, position, {"choice": ["right0"]}, sequence=position))
        sent.append(save(client, attempt, position, {"choice": ["bad"]}, sequence=9))
        sent.append(client.post(door("question", attempt, position), {"choice": "wrong1"}, follow=True))
        sent.append(client.get(door("question", attempt, position) + "?again&reveal"))
        for do in ("check", "reveal"):
            data = {"choice": "right0", "do": do}
            sent.append(client.post(door("question", attempt, position), data, follow=True))
    sent.append(client.get(door("review", attempt)))
    sent.append(client.post(door("submit", attempt), follow=True))
    sent.append(client.get(door("question", attempt, 1), follow=True))
    sent.append(client.get(door("review", attempt), follow=True))
    return "".join(response.content.decode() + str(response.headers) for response in sent)


def test_no_byte_of_an_exam_holds_key_or_feedback(learner, enrolment, exam):
    sent = every_byte(learner, sit(enrolment, exam))
    assert "Question a?" in sent
    assert MARKER not in sent
    assert "is_right" not in sent
    assert 'data-result="best"' not in sent
    assert 'data-result="not-yet"' not in sent


def test_options_stand_in_the_order_drawn_not_in_the_authors(learner, enrolment):
    exam = make_exam(enrolment.course, contents=[single_choice(options=8) for _ in range(8)])
    attempt = sit(enrolment, exam)
    shown = []
    for position in range(1, 9):
        html = learner.get(door("question", attempt, position)).content.decode()
        shown.append(re.findall(r'name="choice" value="(\w+)"', html))
    drawn = [answer(attempt, position).option_order["options"] for position in range(1, 9)]
    assert shown == drawn
    assert any(order != sorted(order) for order in shown)


def test_the_result_of_an_exam_names_lessons_and_no_item(learner, enrolment, exam):
    attempt = sit(enrolment, exam)
    html = learner.post(door("submit", attempt), follow=True).content.decode()
    assert "You have not passed yet." in html
    assert "0 of 2 points." in html
    assert "Question a?" not in html
    assert "Option 0" not in html
