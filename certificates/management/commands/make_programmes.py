from typing import Any

from django.core.management.base import BaseCommand

from certificates.programmes.designing import make_missing_programmes


class Command(BaseCommand):
    help = "Give every live course that has none a certificate programme, with the usual wording."

    def handle(self, *args: Any, **options: Any) -> None:
        for programme in make_missing_programmes():
            self.stdout.write(f"Certificates: made the programme “{programme}”.")
