from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from content.models import CoursePage
from lms.rehearsing import PASSWORD, rehearse


class Command(BaseCommand):
    help = "Make people to sign in as, at different places of the course. In development only."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("These people have a known password: they are made with LMS_DEBUG=true only.")
        course = CoursePage.objects.live().order_by("pk").first()
        if course is None:
            raise CommandError("There is no course yet. Load it first: manage.py load_course")
        self.stdout.write(f"People to sign in as, all with the password “{PASSWORD}”:")
        for persona, is_new in rehearse(course):
            self.stdout.write(f"  {persona.place:24} {persona.email:32} {persona.name}{' (new)' * is_new}")
