import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from content.models import LessonPage
from tests.factories import make_course

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def picture():
    return get_image_model().objects.create(title="The line", file=get_test_image_file("line.png"))


def figure_of(picture) -> str:
    make_course(lessons=1)
    lesson = LessonPage.objects.get()
    lesson.body = [("figure", {"image": picture, "alternative": "A line of four machines."})]
    return lesson.body.render_as_block()


def test_the_image_of_a_figure_is_served_and_may_be_kept(client, picture):
    address = re.search(r'src="([^"]+)"', figure_of(picture))[1]
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


def test_an_original_is_served_too(client, picture):
    response = client.get(picture.file.url)
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert "Cache-Control" not in response


@pytest.mark.parametrize(
    "path",
    [
        "documents/answers.txt",
        "images/../documents/answers.txt",
        "images/%2e%2e/documents/answers.txt",
        "images//../documents/answers.txt",
        "../answers.txt",
        "images/",
        "images",
        "",
    ],
)
def test_nothing_but_images_is_served_and_no_folder_is_listed(client, picture, path):
    default_storage.save("documents/answers.txt", ContentFile(b"B, C, A"))
    figure_of(picture)
    assert client.get(f"/media/{path}").status_code == 404


def test_images_are_only_read(client, picture):
    assert client.post(picture.file.url).status_code == 405
