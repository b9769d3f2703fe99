"""Whatever authors do to items, banks and the quiz while somebody sits, the attempt stays what it was."""

import json
import re
from contextlib import suppress

import pytest
from django.core.cache import cache
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from content.errors import PublishRefused
from content.models import BlueprintLine, Item, ItemBank, ItemVersion, LevelQuota, Objective, QuizPage
from courses.models import Answer, Attempt
from courses.quiz.attempting import save_answer, start_attempt, submit_attempt
from courses.quiz.auditing import differences
from courses.quiz.feedback import SHOWN
from courses.quiz.looking_back import items_of
from tests.conftest import AT
from tests.content.items.examples import matching, multiple_response, numeric, ordering, single_choice
from tests.courses.building import make_bank, make_enrolment, make_exam, make_version
from tests.factories import make_course

pytestmark = pytest.mark.django_db

#: Content, what is answered, and its points of one: two of three keys, two of three pairs, each all else.
ASKED = [
    (single_choice(), {"choice": "aaaa"}, "1.00000"),
    (multiple_response(), {"choices": ["aaaa", "bbbb"]}, "0.66666"),
    (matching(), {"pairs": {"lll1": "rrr1", "lll2": "rrr1", "lll3": "rrr3"}}, "0.66666"),
    (ordering(), None, "0.00000"),
    (numeric(), {"value": "40.5"}, "1.00000"),
]
NEW = {
    "options": [
        {"type": "item", "id": str(n), "value": {"text": text, "correct": n == 0, "feedback": "Because."}}
        for n, text in enumerate(("zqnewqz", "Another", "A third"))
    ]
}


class Authors:
    """What authors can do. one: which item."""

    def __init__(self, exam, objective):
        self.exam, self.objective = exam, objective
        self.items = [version.item_id for version in ItemVersion.objects.order_by("pk")]

    def item(self, one):
        return Item.objects.get(pk=self.items[one])

    def quiz(self):
        return QuizPage.objects.get(pk=self.exam.pk)

    def edit(self, one):
        item = self.item(one)
        item.stem, item.interaction = "<p>zqnewqz?</p>", json.dumps([{"type": "single_choice", "value": NEW}])
        item.objectives = [self.objective]
        return item

    def draft(self, one):
        self.edit(one).save_revision()

    def publish(self, one):
        self.edit(one).save_revision().publish()
        assert self.item(one).versions.count() >= 2

    def unpublish(self, one):
        self.item(one).unpublish()

    def move(self, one):
        fields = {
            "bank": make_bank("zqnewqz"),
            "pool": "check",
            "is_trial": True,
            "cognitive_level": "remember",
        }
        Item.objects.filter(pk=self.items[one]).update(**fields, enemy_group="zqnewqz")

    def delete_item(self, one):
        with pytest.raises(ProtectedError), transaction.atomic():
            self.item(one).delete()

    def rename_bank(self, one):
        ItemBank.objects.update(title="zqnewqz")

    def delete_bank(self, one):
        with pytest.raises(ProtectedError), transaction.atomic():
            ItemVersion.objects.get(item=self.items[one], number=1).bank.delete()

    def blueprint(self, one):
        bank = make_bank()
        make_version(bank, pool="exam")
        BlueprintLine.objects.filter(quiz=self.exam).update(bank=bank, count=1)
        LevelQuota.objects.get_or_create(quiz=self.exam, level="apply", defaults={"count": one + 1})

    def points(self, one):
        BlueprintLine.objects.filter(quiz=self.exam).update(points=one + 2)

    def no_blueprint(self, one):
        BlueprintLine.objects.filter(quiz=self.exam).delete()

    def policy(self, one):
        quiz = self.quiz()
        quiz.title, quiz.pass_mark, quiz.scoring = "zqnewqz", 1 + one, "all_or_nothing"
        quiz.minutes, quiz.is_timed, quiz.navigation, quiz.purpose = 1, True, "forward", "check"
        quiz.shown_at_once = "nothing"
        # A blueprint that cannot be drawn any more is kept a draft.
        with suppress(PublishRefused), transaction.atomic():
            quiz.save_revision().publish()

    def unpublish_quiz(self, one):
        self.quiz().unpublish()

    def delete_quiz(self, one):
        with pytest.raises(ProtectedError), transaction.atomic():
            self.quiz().delete()


DEEDS = (
    *("draft", "publish", "unpublish", "move", "delete_item", "rename_bank", "delete_bank"),
    *("blueprint", "points", "no_blueprint", "policy", "unpublish_quiz", "delete_quiz"),
)
deeds = st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 4)), min_size=1, max_size=8)


def sit():
    """One who has answered all that is answered, and what the attempt looks like to them."""
    course = make_course()
    contents = [content for content, _response, _points in ASKED]
    exam = make_exam(course, contents=contents, is_timed=False, shown_at_once="solutions")
    attempt = start_attempt(make_enrolment(course), exam, at=AT)
    given_to = {json.dumps(content): response for content, response, _points in ASKED}
    for answer in Answer.objects.filter(attempt=attempt).select_related("attempt", "item_version"):
        save_answer(answer, given_to[json.dumps(answer.item_version.content)], at=AT)
    return exam, attempt


def pages(attempt):
    """All that the learner is served of the attempt, but for what differs from one answer to the next."""
    client = Client()
    client.force_login(attempt.enrolment.learner)
    positions = range(1, len(ASKED) + 1)
    paths = [reverse("courses:question", args=[attempt.pk, n]) for n in positions]
    served = [client.get(path) for path in (*paths, reverse("courses:review", args=[attempt.pk]))]
    assert {response.status_code for response in served} == {200}
    return [re.sub(rb'csrfmiddlewaretoken" value="\w+"', b"", response.content) for response in served]


def handed_in(attempt):
    """What comes of it: the row, the points of each answer, the log, and what may be looked at again."""
    done = submit_attempt(attempt, at=AT)
    answers = [(a.position, a.points, a.max_points) for a in done.answers.all()]
    told = done.events.get(kind="submit").payload
    row = (done.state, done.points, done.max_points, done.fraction, done.is_passed)
    return row, answers, told, items_of(done, SHOWN["solutions"])


@given(done=deeds)
@settings(
    max_examples=25,
    deadline=None,
    # Each example renders every page: to make a failing one small would take minutes.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
def test_nothing_that_authors_do_reaches_an_attempt_that_has_begun(done):
    cache.clear()
    with transaction.atomic():
        exam, attempt = sit()
        before = pages(attempt)
        with transaction.atomic():
            result = handed_in(attempt)
            transaction.set_rollback(True)
        authors = Authors(exam, Objective.objects.create(code="Z1", content="To see"))
        for name, one in done:
            getattr(authors, name)(one)
        assert pages(attempt) == before
        assert not any(b"zqnewqz" in page for page in before)
        assert handed_in(Attempt.objects.get(pk=attempt.pk)) == result
        assert differences(Attempt.objects.get(pk=attempt.pk)) == []
        transaction.set_rollback(True)


def test_the_sitting_is_worth_what_its_answers_are():
    _exam, attempt = sit()
    row, answers, _told, _items = handed_in(attempt)
    # 1 + 2/3 + 2/3 + 0 + 1 of 5, of which two thirds are stored rounded down.
    assert sorted(str(points) for _n, points, _max in answers) == sorted(points for *_, points in ASKED)
    assert [str(value) for value in row] == ["submitted", "3.33333", "5.00000", "0.666666", "False"]
