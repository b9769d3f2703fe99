"""Who looks after certificates in the CMS: one group with all it takes, and nothing of the courses."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

NAME = "Certificate officers"
#: By model. Nothing here can be deleted, so that is not among them.
MAY = {
    "certificate": ("view_certificate", "revoke_certificate", "reissue_certificate"),
    "holderrequest": ("view_holderrequest", "decide_holderrequest"),
    "programme": (
        *("view_programme", "add_programme", "change_programme", "publish_programme"),
        *("lock_programme", "unlock_programme"),
    ),
}


@transaction.atomic
def officers() -> Group:
    """Return the group of certificate officers, made with its permissions if there is none.

    A group that is there keeps the permissions that administrators gave it.
    """
    group, is_new = Group.objects.get_or_create(name=NAME)
    if is_new:
        group.permissions.set(_permissions())
    return group


def _permissions() -> list[Permission]:
    wanted = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    for model, codenames in MAY.items():
        wanted |= Q(content_type__app_label="certificates", content_type__model=model, codename__in=codenames)
    return list(Permission.objects.filter(wanted))
