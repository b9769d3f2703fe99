"""The doors of accommodations inside the CMS."""

from django.urls import path

from courses import urls as _converters  # noqa: F401 - registers <id:…>
from courses.views import accommodations, extending

app_name = "accommodations"

urlpatterns = [
    path("", accommodations.Accommodations.as_view(), name="home"),
    path("add/", accommodations.ChooseLearner.as_view(), name="choose"),
    path("add/<id:learner_id>/", accommodations.AddAccommodation.as_view(), name="add"),
    path("<id:pk>/", accommodations.OneAccommodation.as_view(), name="one"),
    path("<id:pk>/approve/", accommodations.approve, name="approve"),
    path("attempts/<uuid:attempt_id>/", extending.Extend.as_view(), name="extend"),
]
