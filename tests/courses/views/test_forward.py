"""Forward only, by its doors: one item can be seen and answered, whichever way one asks."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from courses.models import Attempt
from tests.courses.building import make_exam, make_quiz
from tests.courses.views.sitting import answer, door, hidden, save, sit

pytestmark = pytest.mark.django_db
ITEMS = ("a", "b", "c")


@pytest.fixture
def exam(enrolment):
    return make_exam(enrolment.course, contents=[hidden(name) for name in ITEMS], navigation="forward")


@pytest.fixture
def attempt(enrolment, exam):
    return sit(enrolment, exam)


def go_on(learner, attempt, position, **fields):
    return learner.post(door("question", attempt, position), {"go": "next", **fields})


def skip(learner, attempt, position):
    return learner.post(door("question", attempt, position), {"go": "skip"})


def reached(attempt):
    return Attempt.objects.get(pk=attempt.pk).reached


def html_of(response):
    return response.content.decode()


def test_going_on_keeps_the_answer_and_leads_to_the_next_item(learner, attempt):
    assert go_on(learner, attempt, 1, choice="right0").url == door("question", attempt, 2)
    assert answer(attempt, 1).response == {"choice": "right0"}


@pytest.mark.parametrize("position", [1, 3])
def test_every_other_item_leads_to_the_one_at_hand(learner, attempt, position):
    go_on(learner, attempt, 1, choice="right0")
    assert learner.get(door("question", attempt, position)).url == door("question", attempt, 2)


def test_the_attempt_and_its_start_lead_to_the_one_at_hand(learner, exam, attempt):
    """Also where an earlier item is blank."""
    skip(learner, attempt, 1)
    assert learner.get(door("attempt", attempt)).url == door("question", attempt, 2)
    response = learner.post(reverse("courses:start", args=[exam.pk]), follow=True)
    assert response.redirect_chain[-1][0] == door("question", attempt, 2)


def test_who_signs_in_again_at_an_old_address_comes_to_the_one_at_hand(client, enrolment, attempt):
    client.force_login(enrolment.learner)
    go_on(client, attempt, 1, choice="right0")
    client.logout()
    page = door("question", attempt, 1)
    assert client.get(page).url == f"/accounts/login/?next={page}"
    client.force_login(enrolment.learner)
    assert client.get(page).url == door("question", attempt, 2)


def test_a_blank_item_is_left_only_after_it_was_said_that_there_is_no_way_back(learner, attempt):
    asked = go_on(learner, attempt, 1)
    assert asked.status_code == 422
    assert "You have not answered this item. Once you go on, you cannot come back to it." in html_of(asked)
    assert "Go on without an answer" in html_of(asked)
    assert reached(attempt) == 1
    assert skip(learner, attempt, 1).url == door("question", attempt, 2)
    assert (reached(attempt), answer(attempt, 1).response) == (2, None)


def test_an_answer_given_after_the_question_is_kept_whichever_button_is_pressed(learner, attempt):
    go_on(learner, attempt, 1)
    learner.post(door("question", attempt, 1), {"go": "skip", "choice": "right0"})
    assert answer(attempt, 1).response == {"choice": "right0"}


def test_the_page_says_beforehand_that_there_is_no_way_back(learner, attempt):
    html = html_of(learner.get(door("question", attempt, 1)))
    assert "Once you go on, you cannot come back to this item." in html
    assert "Go on without an answer" not in html


def test_the_page_offers_no_flag_no_way_back_and_no_link_to_another_item(learner, attempt):
    go_on(learner, attempt, 1, choice="right0")
    html = html_of(learner.get(door("question", attempt, 2)))
    assert 'name="flag"' not in html
    assert "Flagged" not in html
    assert 'value="previous"' not in html
    assert re.findall(rf'href="[^"]*{attempt.pk}[^"]*"', html) == []
    assert "1 of 3 answered" in html
    assert html.count('class="navigator__place"') == 3
    assert html.count('aria-current="step"') == 1


def test_the_second_press_leads_to_the_next_item_and_leaves_none_unseen(learner, attempt):
    for _press in range(2):
        response = go_on(learner, attempt, 1, choice="right0")
    assert response.url == door("question", attempt, 2)
    assert reached(attempt) == 2


def test_another_answer_from_another_window_is_refused_in_words(learner, attempt):
    go_on(learner, attempt, 1, choice="right0")
    response = learner.post(door("question", attempt, 1), {"choice": "wrong1"}, follow=True)
    assert response.redirect_chain[-1][0] == door("question", attempt, 2)
    assert "You have gone on from item 1, and cannot come back to it." in html_of(response)
    assert answer(attempt, 1).response == {"choice": "right0"}


def test_an_answer_from_another_window_is_shown_before_it_is_left_for_good(learner, attempt):
    save(learner, attempt, 1, {"choice": ["right0"]}, sequence=7)
    for go in ("next", "skip"):
        response = learner.post(door("question", attempt, 1), {"go": go, "since": "0"})
        assert response.url == door("question", attempt, 1)
    assert "Item 1 was answered in another window. That answer stands." in html_of(learner.get(response.url))
    assert (reached(attempt), answer(attempt, 1).response) == (1, {"choice": "right0"})
    assert go_on(learner, attempt, 1, choice="right0", since="7").url == door("question", attempt, 2)


@pytest.mark.parametrize("how", [{"go": "previous"}, {"go": "stay"}, {"go": "review"}])
def test_other_words_of_a_form_keep_the_answer_and_the_place(learner, attempt, how):
    go_on(learner, attempt, 1, choice="right0")
    response = learner.post(door("question", attempt, 2), {"choice": "right0", **how}, follow=True)
    assert response.redirect_chain[-1][0] == door("question", attempt, 2)
    assert (reached(attempt), answer(attempt, 2).response) == (2, {"choice": "right0"})


def test_a_choice_can_be_taken_back_before_going_on_and_not_after(learner, attempt):
    learner.post(door("question", attempt, 1), {"choice": "right0", "go": "stay"})
    learner.post(door("question", attempt, 1), {"choice": "right0", "clear": "on"})
    assert (reached(attempt), answer(attempt, 1).response) == (1, None)
    go_on(learner, attempt, 1, choice="right0")
    learner.post(door("question", attempt, 1), {"clear": "on"})
    assert answer(attempt, 1).response == {"choice": "right0"}


def test_a_flag_is_refused_in_words(learner, attempt):
    response = learner.post(door("question", attempt, 1), {"choice": "right0", "flag": "on"}, follow=True)
    assert "none can be flagged" in html_of(response)
    assert (reached(attempt), answer(attempt, 1).is_flagged) == (1, False)


@pytest.mark.parametrize("fields", [{"choice": "right0"}, {"choice": "elsewhere"}, {"go": "skip"}, {}])
def test_a_plain_form_answers_no_item_that_was_not_come_to_and_is_shown_nothing_of_it(
    learner, attempt, fields
):
    for position in (2, 3):
        response = learner.post(door("question", attempt, position), fields, follow=True)
        assert response.redirect_chain[-1][0] == door("question", attempt, 1)
        assert f"You have not come to item {position} yet." in html_of(response)
        assert answer(attempt, position).response is None
    assert reached(attempt) == 1


@pytest.mark.parametrize("fields", [{"choice": ["right0"]}, {"choice": ["elsewhere"]}, {}])
def test_autosave_opens_no_item_that_was_not_come_to(learner, attempt, fields):
    """As in MDL-75210, where the other door let students leave the sequence."""
    response = save(learner, attempt, 2, fields)
    assert response.status_code == 422
    assert response.json() == {"message": "You have not come to item 2 yet."}
    assert answer(attempt, 2).response is None


def test_autosave_changes_no_item_that_was_left(learner, attempt):
    go_on(learner, attempt, 1, choice="right0")
    for fields in ({"choice": ["wrong1"]}, {}):
        response = save(learner, attempt, 1, fields, sequence=2**53 - 1)
        assert response.status_code == 422
        assert response.json()["message"].startswith("You have gone on from item 1")
    assert answer(attempt, 1).response == {"choice": "right0"}


def test_an_autosave_that_comes_after_the_item_was_left_with_it_is_told_that_it_is_there(learner, attempt):
    go_on(learner, attempt, 1, choice="right0")
    response = save(learner, attempt, 1, {"choice": ["right0"]}, sequence=2**53 - 1)
    assert response.status_code == 200
    assert (response.json()["stored"], response.json()["fields"]) == (False, {"choice": ["right0"]})


def test_after_the_end_autosave_says_that_it_is_closed(learner, attempt):
    go_on(learner, attempt, 1, choice="right0")
    learner.post(door("submit", attempt))
    assert save(learner, attempt, 1, {"choice": ["wrong1"]}).status_code == 409


def test_the_review_opens_after_the_last_item_and_shows_what_is_blank_without_a_way_back(learner, attempt):
    go_on(learner, attempt, 1, choice="right0")
    skip(learner, attempt, 2)
    assert learner.get(door("review", attempt)).url == door("question", attempt, 3)
    assert go_on(learner, attempt, 3, choice="right0").url == door("review", attempt)
    html = html_of(learner.get(door("review", attempt)))
    assert "1 item has no answer" in html
    assert "You cannot come back to an item" in html
    assert re.findall(r'<th scope="row">(\d+)</th>', html) == ["2", "1", "3"]
    assert re.findall(rf'href="[^"]*{attempt.pk}[^"]*"', html) == []
    for position in (1, 2, 3):
        assert learner.get(door("question", attempt, position)).url == door("review", attempt)
    assert learner.get(door("attempt", attempt)).url == door("review", attempt)


def test_when_the_time_is_up_the_review_opens_wherever_one_stands(learner, attempt, clock):
    clock.shift(timedelta(hours=2, seconds=30))
    assert learner.get(door("attempt", attempt)).url == door("review", attempt)
    assert "The time is up" in html_of(learner.get(door("review", attempt)))
    assert go_on(learner, attempt, 1).url == door("question", attempt, 2)
    assert learner.get(door("question", attempt, 2)).url == door("review", attempt)


def test_the_rules_say_it_before_the_start(learner, exam):
    html = html_of(learner.get(exam.get_url()))
    assert "Forward only: the items come one after the other" in html
    assert "You can change any answer" not in html


def test_a_check_is_never_forward_only(learner, enrolment):
    module = enrolment.course.get_children().first()
    check = make_quiz(module, contents=[hidden("a"), hidden("b")], navigation="forward")
    attempt = sit(enrolment, check)
    assert learner.get(door("question", attempt, 2)).status_code == 200
    assert learner.get(door("review", attempt)).status_code == 200


def test_an_attempt_keeps_the_way_that_it_began_with(learner, exam, attempt):
    exam.navigation = "free"
    exam.save()
    assert learner.get(door("question", attempt, 2)).url == door("question", attempt, 1)


def test_the_key_that_sends_a_form_from_a_field_saves_and_leaves_nothing_for_good(learner, attempt):
    page = html_of(learner.get(door("question", attempt, 1)))
    sheet = page[page.index('id="sheet"') :]
    pressed = re.search(r'<button[^>]*name="(?P<name>\w+)" value="(?P<value>\w+)"', sheet)
    sent = {pressed["name"]: pressed["value"], "choice": "right0"}
    assert learner.post(door("question", attempt, 1), sent).url == door("question", attempt, 1)
    assert answer(attempt, 1).response == {"choice": "right0"}
    assert reached(attempt) == 1
