from typing import Any

from django.core.management.base import BaseCommand

from certificates.issuing import issue_due_certificates


class Command(BaseCommand):
    help = "Issue the certificates that completed courses still wait for. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Certificates issued: {issue_due_certificates()}")
