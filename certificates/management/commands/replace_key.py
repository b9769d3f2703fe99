from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from certificates.errors import CertificatesError
from certificates.life.publishing_status import publish_due_lists
from certificates.life.replacing_keys import replace_key, work_through


class Command(BaseCommand):
    help = (
        "Issue anew, under the key in force, every certificate that a compromised key signed or sealed. "
        "Safe to repeat; what is cut off, catch_up finishes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key_id", help="As make_keys --compromised was told.")

    def handle(self, *args: Any, key_id: str, **options: Any) -> None:
        try:
            self._replace(key_id)
        except CertificatesError as refusal:
            raise CommandError(str(refusal)) from refusal

    def _replace(self, key_id: str) -> None:
        # The old signature on a list is worth nothing either.
        self.stdout.write(f"Status lists signed: {publish_due_lists()}")
        batch = replace_key(key_id)
        if batch is None:
            self.stdout.write(f"Nothing more to issue anew for {key_id}.")
            return
        for progress in work_through(batch):
            self.stdout.write(f"  {progress.done + progress.refused} of {progress.total}")
        for item in batch.items.exclude(refusal="").select_related("certificate"):
            self.stdout.write(f"  {item.certificate.public_id}: {item.refusal}")
