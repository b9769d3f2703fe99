"""A quiz that nobody could start goes live by no door, and its authors learn why."""

import logging
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.management import call_command
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Revision, Workflow, WorkflowTask

from content.errors import PublishRefused
from content.models import BlueprintLine, Item, ItemVersion, QuizPage
from content.models.going_live import trusting
from content.overdue import why_overdue
from content.wagtail_hooks import say_why_overdue
from tests.content.building import make_item, publish, single_choice
from tests.factories import User, make_course, make_quiz_page

# The templates of the CMS name variables that they do not always have.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
BROKEN = single_choice(("a", True, "."), ("b", True, "."))
WHY_BROKEN = "Mark exactly one option as right."


@pytest.fixture
def author(client):
    user = User.objects.create_superuser("author@example.org", full_name="Ada Author")
    client.force_login(user)
    return user


@pytest.fixture
def quiz():
    """A draft that asks for two items of a bank that has one."""
    item = publish(make_item())
    page = make_quiz_page(make_course().get_children().first(), live=False)
    page.blueprint.create(bank=item.bank, count=2)
    page.save_revision()
    return QuizPage.objects.get(pk=page.pk)


def add_the_item_that_is_missing():
    publish(make_item(stem="<p>Which other?</p>"))


def said_in(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def due(thing):
    """Let it be scheduled for a time that is over."""
    revision = thing.get_latest_revision() or thing.save_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(minutes=5))


def in_workflow(thing, user):
    """Send it through a workflow of one task, which the user may approve."""
    task = GroupApprovalTask.objects.create(name="Read")
    task.groups.add(Group.objects.get(name="Moderators"))
    if not thing.get_latest_revision():
        thing.save_revision()
    workflow = Workflow.objects.create(name="Reading")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow.start(thing, user)


def test_code_is_refused_with_the_reasons(quiz):
    with pytest.raises(PublishRefused) as refused:
        quiz.get_latest_revision().publish()
    assert len(refused.value.messages) == 1
    assert not QuizPage.objects.get(pk=quiz.pk).live


def test_a_draft_that_no_form_has_looked_at_is_refused_too(client, author):
    """A draft may be unfinished, and pages of many things at once ask for no form."""
    page = make_quiz_page(make_course().get_children().first(), live=False)
    page.save_revision()
    response = client.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}", {"include_descendants": ""})
    assert "Choose at least one bank to draw items from." in said_in(response)
    assert not QuizPage.objects.get(pk=page.pk).live


def test_a_line_that_names_nothing_to_draw_from_is_refused(quiz):
    quiz.blueprint.add(BlueprintLine(count=1))
    with pytest.raises(PublishRefused, match="a bank, an objective, or both"):
        quiz.save_revision().publish()


def test_an_exam_that_no_learner_would_find_is_refused(quiz):
    """A course shows one exam, right under it."""
    course = make_course()
    make_quiz_page(course, purpose="exam")
    second = make_quiz_page(course, purpose="exam", live=False)
    with pytest.raises(PublishRefused, match="has an exam already"):
        second.save_revision().publish()


def test_with_all_its_items_it_goes_live(quiz):
    add_the_item_that_is_missing()
    quiz.get_latest_revision().publish()
    assert QuizPage.objects.get(pk=quiz.pk).live


def test_the_shipped_course_brings_quizzes_before_their_items(quiz):
    with trusting():
        quiz.get_latest_revision().publish()
    assert QuizPage.objects.get(pk=quiz.pk).live


def test_an_approval_is_refused_and_the_task_stays_in_progress(client, author, quiz):
    state = in_workflow(quiz, author)
    task = state.current_task_state
    door = f"/admin/pages/workflow/action/{quiz.pk}/approve/{task.pk}/"
    response = client.post(door, {"comment": "Good"})
    assert (response.status_code, response.url) == (302, f"/admin/pages/{quiz.pk}/edit/")
    assert "Nothing was published" in said_in(response)
    assert "<li>" in said_in(response)
    task.refresh_from_db()
    state.refresh_from_db()
    assert (task.status, state.status) == ("in_progress", "in_progress")
    assert not QuizPage.objects.get(pk=quiz.pk).live


def test_an_approval_in_a_window_is_led_back_to_the_page(client, author, quiz):
    task = in_workflow(quiz, author).current_task_state
    door = f"/admin/pages/workflow/action/{quiz.pk}/approve/{task.pk}/"
    response = client.post(door, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"})
    assert response.json() == {"step": "success", "redirect": f"/admin/pages/{quiz.pk}/edit/"}


def test_an_approval_publishes_what_can_be_started(client, author, quiz):
    add_the_item_that_is_missing()
    task = in_workflow(quiz, author).current_task_state
    client.post(f"/admin/pages/workflow/action/{quiz.pk}/approve/{task.pk}/", {"comment": ""})
    assert QuizPage.objects.get(pk=quiz.pk).live


def test_of_many_pages_none_is_published_if_one_is_refused(client, author, quiz):
    other = make_quiz_page(quiz.get_parent(), live=False)
    other.blueprint.create(bank=Item.objects.get().bank, count=1)
    other.save_revision()
    door = f"/admin/bulk/wagtailcore/page/publish/?id={other.pk}&id={quiz.pk}"
    response = client.post(door, {"include_descendants": ""})
    assert response.status_code == 302
    assert "Nothing was published" in said_in(response)
    assert [QuizPage.objects.get(pk=page.pk).live for page in (other, quiz)] == [False, False]


def test_a_tree_is_published_whole_or_not_at_all(client, author, quiz):
    module = quiz.get_parent()
    module.specific.unpublish()
    response = client.post(
        f"/admin/bulk/wagtailcore/page/publish/?id={module.pk}", {"include_descendants": "on"}
    )
    assert "Nothing was published" in said_in(response)
    module.refresh_from_db()
    assert (module.live, QuizPage.objects.get(pk=quiz.pk).live) == (False, False)


def test_what_the_clock_cannot_publish_stays_due_and_others_go_live(quiz, caplog):
    due(quiz)
    item = make_item(stem="<p>Of another bank?</p>", bank=make_item(code="X1").bank, pool="exam")
    due(item)
    with caplog.at_level(logging.WARNING):
        call_command("publish_scheduled")
    assert "Not published as scheduled: quiz" in caplog.text
    assert not QuizPage.objects.get(pk=quiz.pk).live
    assert Item.objects.get(pk=item.pk).live
    assert len(why_overdue(quiz)) == 1


def test_it_goes_live_by_the_clock_once_its_items_are_there(quiz):
    due(quiz)
    call_command("publish_scheduled")
    add_the_item_that_is_missing()
    call_command("publish_scheduled")
    assert QuizPage.objects.get(pk=quiz.pk).live
    assert why_overdue(quiz) == []


def test_the_history_tells_a_refusal_once_however_often_the_clock_tries(client, author, quiz):
    due(quiz)
    for _time in range(3):
        call_command("publish_scheduled")
    page = client.get(f"/admin/pages/{quiz.pk}/history/").content.decode()
    assert page.count("Not published when it was due") == 1


def opened(page, user):
    """What the CMS says to somebody who opens the page, which tests cannot render."""
    request = RequestFactory().get("/")
    request.user, request.session = user, {}
    request._messages = FallbackStorage(request)
    say_why_overdue(request, page)
    return " ".join(str(message) for message in request._messages)


def test_whoever_opens_it_reads_why_it_is_not_live(author, quiz):
    assert opened(quiz, author) == ""
    due(quiz)
    call_command("publish_scheduled")
    assert "It was to be published by now and is not." in opened(quiz, author)
    add_the_item_that_is_missing()
    call_command("publish_scheduled")
    assert opened(quiz, author) == ""


def test_an_item_that_nobody_can_answer_is_refused_by_an_approval(client, author):
    item = make_item(interaction=BROKEN)
    task = in_workflow(item, author).current_task_state
    door = f"/admin/snippets/content/item/workflow/action/{item.pk}/approve/{task.pk}/"
    response = client.post(door, {"comment": ""})
    assert (response.status_code, response.url) == (302, f"/admin/snippets/content/item/edit/{item.pk}/")
    assert WHY_BROKEN in said_in(response)
    task.refresh_from_db()
    assert task.status == "in_progress"
    assert not Item.objects.get(pk=item.pk).live
    assert not ItemVersion.objects.exists()


def test_an_item_that_nobody_can_answer_stays_due_by_the_clock(client, author):
    item = make_item(interaction=BROKEN)
    due(item)
    call_command("publish_scheduled")
    assert not Item.objects.get(pk=item.pk).live
    assert not ItemVersion.objects.exists()
    page = client.get(f"/admin/snippets/content/item/edit/{item.pk}/").content.decode()
    assert WHY_BROKEN in page


def test_an_item_that_the_clock_publishes_is_frozen():
    item = make_item()
    due(item)
    call_command("publish_scheduled")
    assert Item.objects.get(pk=item.pk).versions.count() == 1
