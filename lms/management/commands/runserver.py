"""Django's development server, saying only where to go: the e-mailed codes must not drown in noise."""

from django.contrib.staticfiles.management.commands.runserver import Command as StaticFilesServer


class Command(StaticFilesServer):
    def on_bind(self, server_port: int) -> None:
        self.stdout.write(
            f"\nLean Leaders is open: http://localhost:{server_port}/"
            f"\nAuthors work at http://localhost:{server_port}/admin/."
            " E-mails are printed here. Stop with Ctrl-C.\n"
        )
