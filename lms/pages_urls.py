"""The site's own pages: one's account, the choice of colours, and what never changes with content."""

from django.urls import path
from django.views.generic import TemplateView

from lms.views.account import edit_account
from lms.views.theme import choose_theme

app_name = "lms"
urlpatterns = [
    path(
        "accessibility/", TemplateView.as_view(template_name="lms/accessibility.html"), name="accessibility"
    ),
    path("privacy/", TemplateView.as_view(template_name="lms/privacy.html"), name="privacy"),
    path("account/", edit_account, name="account"),
    path("theme/", choose_theme, name="theme"),
]
