"""The learner's private note on a lesson."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from courses.forms import NoteForm
from courses.noting import save_note as keep
from courses.views.doors import SignedInRequest, signed_in
from courses.views.lessons import own_lesson, url_of


@signed_in
def save_note(request: SignedInRequest, lesson_id: int) -> HttpResponse:
    """Keep the note and go back to it. Those who had to sign in first find themselves there too."""
    lesson, enrolment, outline = own_lesson(request, lesson_id)
    back = f"{url_of(outline, lesson_id)}#note"
    if request.method != "POST":
        return redirect(back)
    form = NoteForm(request.POST, auto_id="note-%s")
    if not form.is_valid():
        context = {"form": form, "lesson": lesson, "back": back}
        return render(request, "courses/note.html", context, status=422)
    keep(enrolment, lesson, form.cleaned_data["text"])
    return redirect(back)
