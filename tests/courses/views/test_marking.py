"""Marking in the CMS: who finds what, what is shown of it, and what comes of a mark."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission

from courses.models import Attempt, Mark
from tests.courses.building import author_of, make_enrolment, make_exam
from tests.courses.essays import FULL, NONE, SOME, hand_in_written, make_written, mark, written
from tests.factories import make_course, make_learner

# Wagtail's own templates leave variables undefined.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

RIGHT = {"level-rub1": 2, "level-rub2": 1, "comment": "Clear."}


@pytest.fixture
def exam():
    return make_written(make_course())


@pytest.fixture
def attempt(exam):
    enrolment = make_enrolment(
        exam.get_parent().specific, make_learner("Lena Learner", email="lena@example.com")
    )
    return hand_in_written(exam, enrolment, text="At <b>station 3</b>\nthey wait.")


def door(name, attempt=None):
    return reverse(f"marking:{name}", args=[written(attempt).pk] if attempt else [])


def page_of(client, name, attempt=None):
    return client.get(door(name, attempt)).content.decode()


def test_an_author_marks_and_releases(client, author, attempt):
    assert door("answer", attempt) in page_of(client, "queue")
    assert "To be marked" in page_of(client, "queue")
    assert client.post(door("answer", attempt), RIGHT).url == door("queue")
    given = Mark.objects.get()
    assert (given.marker, given.levels, given.comment) == (author, FULL, "Clear.")
    assert door("release", attempt) in page_of(client, "queue")
    client.post(door("release", attempt))
    attempt.refresh_from_db()
    assert (attempt.state, attempt.points) == ("submitted", 2)
    assert "Nothing waits to be marked." in page_of(client, "queue")


def test_what_was_written_is_shown_as_text_and_with_all_that_is_needed_to_judge_it(client, author, attempt):
    page = page_of(client, "answer", attempt)
    assert "At &lt;b&gt;station 3&lt;/b&gt;\nthey wait." in page
    assert "What did you see?" in page
    assert "Waiting, then a card that signals." in page
    assert "All (3 points)" in page
    assert page.count('type="radio"') == 5


def test_no_page_names_whose_answer_it_is(client, author, attempt):
    for page in (page_of(client, "queue"), page_of(client, "answer", attempt)):
        assert f"{written(attempt).pk}" in page
        assert "Lena" not in page
        assert "lena@" not in page
        assert str(attempt.pk) not in page


@pytest.mark.parametrize(
    "fields", [{}, {"level-rub1": 2}, RIGHT | {"level-rub2": 2}, RIGHT | {"level-rub1": "x"}]
)
def test_a_mark_without_a_level_for_each_criterion_is_asked_again(client, author, attempt, fields):
    response = client.post(door("answer", attempt), fields)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Choose a level." in page
    # Read first, and where the keyboard is.
    assert 'role="alert" tabindex="-1" autofocus' in page
    assert not Mark.objects.exists()


def test_a_marker_may_mark_anew_before_the_release(client, author, attempt):
    client.post(door("answer", attempt), RIGHT)
    page = page_of(client, "answer", attempt)
    assert page.count(" checked") == 2
    assert "Clear.</textarea>" in page
    client.post(door("answer", attempt), RIGHT | {"level-rub1": 0})
    assert [(m.round, m.levels["rub1"]) for m in Mark.objects.order_by("round")] == [(1, 2), (2, 0)]


def test_the_second_marker_sees_nothing_of_the_first_and_the_third_sees_both(client):
    exam = make_written(make_course(), markers=2)
    attempt = hand_in_written(exam)
    first, second, third = (author_of(exam, name) for name in ("Anna One", "Bert Two", "Cleo Three"))
    mark(attempt, first, FULL, "I like it.")
    client.force_login(second)
    assert "I like it." not in page_of(client, "answer", attempt)
    assert " checked" not in page_of(client, "answer", attempt)
    client.post(door("answer", attempt), {"level-rub1": 0, "level-rub2": 0, "comment": "I do not."})
    assert "Waits for a third marker" in page_of(client, "queue")
    assert 'type="radio"' not in page_of(client, "answer", attempt)
    client.force_login(third)
    page = page_of(client, "answer", attempt)
    assert "I like it." in page
    assert "I do not." in page
    assert "Anna One" not in page
    assert "Yours decides" in page
    assert "yours decides" in page_of(client, "queue")


def test_a_result_whose_marks_are_not_all_in_is_not_released(client, author, attempt):
    assert door("release", attempt) not in page_of(client, "queue")
    page = client.post(door("release", attempt), follow=True).content.decode()
    assert "Not every answer of this attempt has the marks that it needs." in page
    attempt.refresh_from_db()
    assert attempt.state == "marking"


def test_pressing_release_twice_changes_nothing(client, author, attempt):
    mark(attempt, author, SOME)
    assert {client.post(door("release", attempt)).status_code for _press in range(2)} == {302}
    assert [e.kind for e in attempt.events.all()].count("release") == 1


def test_a_release_wants_a_press(client, author, attempt):
    mark(attempt, author, SOME)
    assert client.get(door("release", attempt)).status_code == 405
    assert Attempt.objects.get(pk=attempt.pk).state == "marking"


def test_the_author_of_another_course_finds_nothing(client, attempt):
    client.force_login(author_of(make_exam(make_course())))
    assert door("answer", attempt) not in page_of(client, "queue")
    closed(client, attempt, {404})


def test_an_author_finds_nothing_of_their_own_attempt(client, author, exam):
    own = hand_in_written(exam, make_enrolment(exam.get_parent().specific, author))
    mark(own, make_learner(), FULL)
    assert door("answer", own) not in page_of(client, "queue")
    closed(client, own, {404})


@pytest.mark.parametrize("who", ["learner", "stranger"])
def test_learners_and_strangers_stay_outside(client, attempt, who):
    if who == "learner":
        client.force_login(attempt.enrolment.learner)
    assert client.get(door("queue")).status_code in (302, 403)
    closed(client, attempt, {302, 403})


def closed(client, attempt, statuses):
    """No door of the attempt opens, and none changes it."""
    before = Mark.objects.count()
    assert client.get(door("answer", attempt)).status_code in statuses
    assert client.post(door("answer", attempt), RIGHT).status_code in statuses
    assert client.post(door("release", attempt)).status_code in statuses
    assert (Mark.objects.count(), Attempt.objects.get(pk=attempt.pk).state) == (before, "marking")


def test_what_is_not_being_marked_is_not_found(client, author, attempt):
    mark(attempt, author, NONE)
    client.post(door("release", attempt))
    assert client.get(door("answer", attempt)).status_code == 404
    chosen = attempt.answers.get(item_version__content__type="single_choice")
    assert client.post(reverse("marking:release", args=[chosen.pk])).status_code == 404
    assert client.get(reverse("marking:answer", args=[999_999_999])).status_code == 404


def test_the_menu_leads_to_it_whoever_may_edit_a_quiz(client, author, attempt):
    assert door("queue") in client.get("/admin/").content.decode()
    GroupPagePermission.objects.all().delete()
    assert door("queue") not in client.get("/admin/").content.decode()
    assert door("answer", attempt) not in page_of(client, "queue")


def test_the_queue_asks_as_much_at_any_length(client, author, exam):
    def queries(more):
        for _one in range(more):
            mark(hand_in_written(exam), make_learner(), SOME)
        client.get(door("queue"))
        with CaptureQueriesContext(connection) as asked:
            client.get(door("queue"))
        return len(asked)

    assert queries(10) == queries(50) == queries(60)


def test_the_page_of_an_answer_asks_as_much_whoever_marked(client):
    exam = make_written(make_course(), markers=2)
    attempt = hand_in_written(exam)
    people = [author_of(exam, name) for name in ("Anna One", "Bert Two", "Cleo Three")]
    client.force_login(people[2])

    def queries():
        client.get(door("answer", attempt))
        with CaptureQueriesContext(connection) as asked:
            client.get(door("answer", attempt))
        return len(asked)

    before = queries()
    mark(attempt, people[0], FULL)
    mark(attempt, people[1], NONE)
    hand_in_written(exam)
    assert queries() == before


def test_a_comment_that_is_too_long_is_said_to_be_and_no_level_is_missing(client, author, attempt):
    response = client.post(door("answer", attempt), RIGHT | {"comment": "x" * 4001})
    assert response.status_code == 422
    page = response.content.decode()
    assert "The comment cannot be kept as it is." in page
    assert "A level is missing" not in page
    assert page.count(" checked") == 2


def test_who_keeps_a_mark_is_led_to_the_next_answer(client, author, exam):
    one, other = hand_in_written(exam), hand_in_written(exam)
    assert "2 answers wait for your mark." in page_of(client, "queue")
    assert client.post(door("answer", one), RIGHT).url == door("answer", other)
    page = page_of(client, "queue")
    assert "1 answer waits for your mark." in page
    assert "2 are being marked in all." in page
    assert client.post(door("answer", other), RIGHT).url == door("queue")
    assert "Mark the next" not in page_of(client, "queue")


def test_who_marks_blindly_while_two_come_apart_looks_again_and_loses_nothing(client):
    exam = make_written(make_course(), markers=2)
    attempt = hand_in_written(exam)
    first, second, third = (author_of(exam, name) for name in ("Anna One", "Bert Two", "Cleo Three"))
    client.force_login(third)
    assert "Yours decides" not in page_of(client, "answer", attempt)
    mark(attempt, first, FULL)
    mark(attempt, second, NONE)
    response = client.post(door("answer", attempt), RIGHT | {"comment": "Long thought over."})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Others have marked this answer meanwhile." in page
    assert "Yours decides" in page
    assert "Long thought over.</textarea>" in page
    assert page.count(" checked") == 2
    assert Mark.objects.count() == 2
    client.post(door("answer", attempt), RIGHT | {"decides": "on"})
    assert Mark.objects.filter(marker=third).exists()


def test_a_long_queue_is_turned_page_by_page(client, author, exam, monkeypatch):
    monkeypatch.setattr("courses.views.marking.ANSWERS_A_PAGE", 2)
    attempts = [hand_in_written(exam) for _one in range(3)]
    pages = [client.get(door("queue"), {"page": n}).content.decode() for n in (1, 2)]
    shown = [[door("answer", one) + '"><span' in page for one in attempts] for page in pages]
    assert sorted(map(sum, shown)) == [1, 2]
    assert all(any(both) for both in zip(*shown, strict=True))
