"""Who may write a course: a group with the pages of that course, and the items and terms it uses."""

from itertools import chain, count

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from content.models import CoursePage

PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
# What is asked and explained is shared by all courses. Nothing that learners met can be deleted.
SNIPPETS = ("item", "itembank", "glossaryterm", "objective")
LONGEST = 150  # what the column for a group's name holds
FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


@transaction.atomic
def instructors_of(course: CoursePage) -> Group:
    """Return the group of those who write this course, made with its permissions if there is none."""
    return _group_of(course) or _make_group(course)


def make_missing_groups() -> list[Group]:
    """Give every course its group of instructors; return those that were made now."""
    courses = CoursePage.objects.order_by("pk")
    return [_make_group(course) for course in courses if _group_of(course) is None]


def _group_of(course: CoursePage) -> Group | None:
    """The group that may publish this very page: neither group nor course is known by its name."""
    return (
        Group.objects.filter(
            page_permissions__page_id=course.pk, page_permissions__permission__codename="publish_page"
        )
        .order_by("pk")
        .first()
    )


@transaction.atomic
def _make_group(course: CoursePage) -> Group:
    group = Group.objects.create(name=_free_name(course.title))
    group.permissions.set(_general())
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", content_type__model="page", codename__in=PAGES
    ):
        GroupPagePermission.objects.create(group=group, page_id=course.pk, permission=permission)
    root = Collection.get_first_root_node()
    for permission in Permission.objects.filter(codename__in=FILES):
        GroupCollectionPermission.objects.create(group=group, collection=root, permission=permission)
    return group


def _free_name(title: str) -> str:
    """Return a name no group has: courses may share a title, groups no name."""
    ends = chain([""], (f" ({number})" for number in count(2)))
    names = (f"Instructors, {title}"[: LONGEST - len(end)] + end for end in ends)
    return next(name for name in names if not Group.objects.filter(name=name).exists())


def _general() -> list[Permission]:
    entry = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    snippets = Q(content_type__app_label="content", content_type__model__in=SNIPPETS)
    return list(Permission.objects.filter(entry | snippets & ~Q(codename__startswith="delete_")))
