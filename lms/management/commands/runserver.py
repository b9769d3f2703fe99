"""Django's development server, saying only where to go: the e-mailed codes must not drown in noise."""

import os
from typing import Any

from django.contrib.staticfiles.management.commands.runserver import Command as StaticFilesServer
from django.core.management import CommandParser, call_command
from django.utils.autoreload import DJANGO_AUTORELOAD_ENV


class Command(StaticFilesServer):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--prepare", action="store_true", help="Run the command prepare first.")

    def run(self, *, prepare: bool = False, **options: Any) -> None:
        # Once, in the process that watches; not again in the one that it restarts at every change.
        if prepare and DJANGO_AUTORELOAD_ENV not in os.environ:
            call_command("prepare", stdout=self.stdout)
        super().run(**options)

    def on_bind(self, server_port: int) -> None:
        self.stdout.write(
            f"\nLean Leaders is open: http://localhost:{server_port}/"
            f"\nAuthors work at http://localhost:{server_port}/admin/."
            " E-mails are printed here. Stop with Ctrl-C.\n"
        )
