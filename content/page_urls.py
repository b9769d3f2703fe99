"""The addresses of pages; they come last, as they take every path there is."""

from django.urls import re_path

from content.views.pages import serve_page

urlpatterns = [re_path(r"^((?:[\w\-]+/)+)$", serve_page)]
