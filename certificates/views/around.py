"""What stands around every answer of the verifying pages."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def site_name() -> str:
    """Return the host that an address of ours must begin with."""
    return urlsplit(settings.BASE_URL).netloc


def checked_line(at: datetime) -> str:
    local = timezone.localtime(at)
    words = {"day": date_format(local, "j F Y"), "time": date_format(local, "H:i T")}
    return _("Checked on %(day)s at %(time)s.") % words
