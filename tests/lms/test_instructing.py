from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import GroupPagePermission

from lms.instructing import instructors_of
from tests.factories import make_course

pytestmark = pytest.mark.django_db


def make_groups() -> str:
    said = StringIO()
    call_command("make_instructors_group", stdout=said)
    return said.getvalue()


def test_every_course_gets_a_group_once():
    first, second = make_course("Lead people"), make_course("Improve work")
    assert make_groups() == (
        "Instructors: made the group “Instructors, Lead people”.\n"
        "Instructors: made the group “Instructors, Improve work”.\n"
    )
    assert make_groups() == ""
    assert instructors_of(first).name == "Instructors, Lead people"
    assert instructors_of(second).name == "Instructors, Improve work"


def test_a_renamed_course_and_a_renamed_group_keep_together():
    course = make_course("Lead people")
    group = instructors_of(course)
    course.title = "Lead and improve"
    course.save()
    assert instructors_of(course) == group
    Group.objects.filter(pk=group.pk).update(name="Team of Mira")
    assert instructors_of(course) == group
    assert make_groups() == ""


def test_two_courses_of_one_title_have_a_group_each():
    one, two = make_course("Lead people"), make_course("Lead people")
    assert instructors_of(one).name == "Instructors, Lead people"
    assert instructors_of(two).name == "Instructors, Lead people (2)"
    pages = GroupPagePermission.objects.filter(group=instructors_of(two)).values_list("page_id", flat=True)
    assert set(pages) == {two.pk}


def test_long_titles_that_begin_alike_have_a_group_each():
    one, two = make_course("L" * 200), make_course("L" * 201)
    assert instructors_of(one).name == "Instructors, " + "L" * 137
    assert instructors_of(two).name == "Instructors, " + "L" * 133 + " (2)"


def test_who_may_only_look_into_a_course_is_not_its_group_of_instructors():
    course = make_course("Lead people")
    lookers = Group.objects.create(name="Lookers")
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=lookers, page_id=course.pk, permission=change)
    assert instructors_of(course).name == "Instructors, Lead people"
