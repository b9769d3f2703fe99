"""The tables and the first page of a site, in a database of a process's own."""

from django.core.management import call_command
from wagtail.models import Locale, Page


def make_blank_site() -> None:
    call_command("migrate", run_syncdb=True, verbosity=0)
    Locale.objects.create(language_code="en-gb")
    Page.add_root(title="Root", slug="root")
