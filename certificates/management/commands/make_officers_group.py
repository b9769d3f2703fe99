from typing import Any

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand

from certificates.cms.appointing import NAME, officers


class Command(BaseCommand):
    help = "Make the group of certificate officers if there is none. An administrator puts people into it."

    def handle(self, *args: Any, **options: Any) -> None:
        is_new = not Group.objects.filter(name=NAME).exists()
        officers()
        if is_new:
            self.stdout.write(f"Certificates: made the group “{NAME}”.")
