from django.apps import AppConfig


class LmsConfig(AppConfig):
    name = "lms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lms import wiring  # noqa: PLC0415 - models must be loaded first

        wiring.connect()
