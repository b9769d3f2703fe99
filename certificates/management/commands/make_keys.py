from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from certificates.keys import make_key, rotate_key


class Command(BaseCommand):
    help = "Make the key that certificates are signed with, unless there is one. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--rotate",
            action="store_true",
            help="Retire the key in force and make a new one; what the old one signed stays valid.",
        )

    def handle(self, *args: Any, rotate: bool, **options: Any) -> None:
        if rotate:
            self.stdout.write(f"New signing key {rotate_key()}")
            return
        key, is_new = make_key()
        self.stdout.write(f"{'New signing key' if is_new else 'Signing key in force:'} {key}")
