"""The site's addresses and the floors of the benchmark."""

from django.urls import include, path

from tests.load import floors

urlpatterns = [
    path("floors/read/", floors.read),
    path("floors/write/", floors.write),
    path("floors/look-up/<str:public_id>", floors.look_up),
    path("", include("lms.urls")),
]
handler500 = "lms.security.answer_error"
