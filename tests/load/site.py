"""The tables and files of a fresh site, as an installation makes them."""

from django.core.management import call_command
from wagtail.models import Locale, Page


def prepare() -> None:
    print("Preparing the database.", flush=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    Locale.objects.get_or_create(language_code="en-gb")
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(title="Root", slug="root")
