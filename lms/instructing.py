"""Who may write a course: a group with the pages of that course, and the items and terms it uses."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from content.models import CoursePage

PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
# What is asked and explained is shared by all courses. Nothing that learners met can be deleted.
SNIPPETS = ("item", "itembank", "glossaryterm", "objective")
FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


@transaction.atomic
def instructors_of(course: CoursePage) -> Group:
    """Return the group of those who write this course, made with its permissions if there is none."""
    group, is_new = Group.objects.get_or_create(name=f"Instructors: {course.title}")
    if is_new:
        group.permissions.set(_general())
        for permission in Permission.objects.filter(
            content_type__app_label="wagtailcore", content_type__model="page", codename__in=PAGES
        ):
            GroupPagePermission.objects.create(group=group, page_id=course.pk, permission=permission)
        root = Collection.get_first_root_node()
        for permission in Permission.objects.filter(codename__in=FILES):
            GroupCollectionPermission.objects.create(group=group, collection=root, permission=permission)
    return group


def _general() -> list[Permission]:
    entry = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    snippets = Q(content_type__app_label="content", content_type__model__in=SNIPPETS)
    return list(Permission.objects.filter(entry | snippets & ~Q(codename__startswith="delete_")))
