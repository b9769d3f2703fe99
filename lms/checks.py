"""What `manage.py check --deploy` says about this site beyond Django's own checks."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


@register(Tags.security, deploy=True)
def check_proxies(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """With TLS ended elsewhere and no proxy trusted, every request seems plain and is redirected for ever."""
    if not settings.IS_SECURE or settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        return []
    return [
        Warning(
            "LMS_BASE_URL is https:// and LMS_TRUSTED_PROXIES is 0.",
            hint="Set LMS_TRUSTED_PROXIES to the number of proxies, unless the site itself speaks TLS.",
            id="lms.W001",
        )
    ]
