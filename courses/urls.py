from django.urls import path

from courses.views.board import board

app_name = "courses"
urlpatterns = [
    path("board/", board, name="board"),
]
