"""One key after another. A new one is published a day before it signs, so that who keeps a copy of our
keys has it by then; the old one signs until that moment, and what it signed stays good.
"""

from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from certificates.errors import NoSigningKey
from certificates.models import SealKey, SigningKey

NOTICE = timedelta(hours=24)

AnyKey = TypeVar("AnyKey", SigningKey, SealKey)


def in_force(keys: "QuerySet[AnyKey]", *, at: datetime) -> "QuerySet[AnyKey]":
    """Choose the keys that may sign, the newest first."""
    standing = keys.filter(Q(retired_at=None) | Q(retired_at__gt=at), compromised_at=None)
    return standing.filter(in_force_from__lte=at).order_by("-in_force_from", "-pk")


def next_key(keys: "QuerySet[AnyKey]", *, at: datetime) -> AnyKey | None:
    """Return the key that is published and does not sign yet."""
    return keys.filter(in_force_from__gt=at, retired_at=None).order_by("in_force_from").first()


def published(keys: "QuerySet[AnyKey]") -> "QuerySet[AnyKey]":
    """Choose what others may rely on: the next key, those in force and the retired, never the compromised."""
    return keys.filter(compromised_at=None).order_by("in_force_from", "pk")


def hand_over(keys: "QuerySet[AnyKey]", to: AnyKey, *, at: datetime) -> AnyKey:
    """Let `to` sign from `at`, and every other key until then."""
    keys.filter(pk=to.pk).update(in_force_from=at)
    others = keys.exclude(pk=to.pk).filter(Q(retired_at=None) | Q(retired_at__gt=at))
    others.update(retired_at=at)
    to.refresh_from_db()
    return to


def withdraw(keys: "QuerySet[AnyKey]", key_id: str, *, at: datetime) -> AnyKey:
    """Nothing that the key signed is proof of anything any more. Safe to repeat: the first moment stands."""
    key = keys.filter(key_id=key_id).first()
    if key is None:
        raise NoSigningKey(_("There is no key %(key)s.") % {"key": key_id})
    keys.filter(pk=key.pk).filter(Q(retired_at=None) | Q(retired_at__gt=at)).update(retired_at=at)
    keys.filter(pk=key.pk, compromised_at=None).update(compromised_at=at)
    key.refresh_from_db()
    return key
