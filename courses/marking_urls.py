"""The doors of marking inside the CMS. An answer is known by its number alone, never by whose it is."""

from django.urls import path

from courses import urls as _converters  # noqa: F401 - registers <id:…>
from courses.views import marking

app_name = "marking"

urlpatterns = [
    path("", marking.Queue.as_view(), name="queue"),
    path("<id:pk>/", marking.MarkAnswer.as_view(), name="answer"),
    path("<id:pk>/release/", marking.release, name="release"),
]
