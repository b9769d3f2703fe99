"""Pages without content of their own, and the choice of colours. Included under the namespace `lms`."""

from django.urls import path
from django.views.generic import TemplateView

from lms.views.theme import choose_theme

urlpatterns = [
    path(
        "accessibility/", TemplateView.as_view(template_name="lms/accessibility.html"), name="accessibility"
    ),
    path("privacy/", TemplateView.as_view(template_name="lms/privacy.html"), name="privacy"),
    path("theme/", choose_theme, name="theme"),
]
