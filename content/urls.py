"""Pages of this app that are not in the page tree."""

from django.urls import path

from content.views.pages import show_glossary

app_name = "content"
urlpatterns = [path("glossary/", show_glossary, name="glossary")]
