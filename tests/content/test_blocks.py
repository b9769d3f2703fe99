"""Every block of a lesson can be recognised, previewed and shown."""

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from wagtail.blocks import StreamValue

from content.blocks.lesson import LessonBody
from content.blocks.media import FigureBlock
from content.diagrams import diagram, diagram_choices
from tests.content.building import make_item, publish

BODY = LessonBody()
NAMES = list(BODY.child_blocks)


@pytest.mark.parametrize("name", NAMES)
def test_a_block_has_template_icon_label_description_and_preview(name):
    block = BODY.child_blocks[name]
    assert block.meta.template == f"content/blocks/{name}.html"
    assert block.meta.icon not in ("", "placeholder")
    assert str(block.label)
    assert str(block.get_description()).endswith(".")
    assert block.is_previewable


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_a_block_renders_its_preview(name):
    block = BODY.child_blocks[name]
    request = RequestFactory().get("/")
    assert "<" in block.render(block.get_preview_value(), {"request": request, "page": None})


@pytest.mark.django_db
def test_a_block_in_a_lesson_can_be_linked_to():
    value = StreamValue(BODY, [("key_points", ["Go.", "See."], "abc")])
    assert 'id="b-abc"' in value[0].render({"block_id": value[0].id})


@pytest.mark.django_db
def test_markup_in_plain_fields_is_shown_as_text():
    value = StreamValue(BODY, [("quote", {"text": "<b>1</b>", "source": "<i>2</i>"})])
    shown = value[0].render({})
    assert "&lt;b&gt;1" in shown
    assert "&lt;i&gt;2" in shown


@pytest.mark.django_db
def test_markup_that_acts_is_cleaned_when_rich_text_is_shown():
    value = StreamValue(BODY, [("text", "<p onclick='x'>a<script>alert(1)</script></p>")])
    assert value[0].render({}).strip() == "<p>a</p>"


@pytest.mark.django_db
@pytest.mark.parametrize("pool", ["check", "exam"])
def test_a_lesson_may_ask_published_check_items_only(pool):
    block = BODY.child_blocks["check"]
    item = make_item(pool=pool)
    with pytest.raises(ValidationError):
        block.clean(block.normalize({"item": item}))
    item = publish(item)
    if pool == "check":
        assert block.clean(block.normalize({"item": item}))["item"] == item
    else:
        with pytest.raises(ValidationError):
            block.clean(block.normalize({"item": item}))


@pytest.mark.parametrize(
    ("value", "is_fine"),
    [
        ({"diagram": "kaizen-1"}, True),
        ({"diagram": ""}, False),
    ],
)
def test_a_figure_is_a_drawing_or_an_image(value, is_fine):
    block = FigureBlock()
    filled = block.normalize({"image": None, "alternative": "", "caption": "", **value})
    if is_fine:
        assert block.clean(filled)["diagram"] == "kaizen-1"
    else:
        with pytest.raises(ValidationError):
            block.clean(filled)


def test_a_drawing_is_found_by_name_only():
    assert diagram("kaizen-1").startswith("<svg")
    for name in ("../../settings", "nothing", "KAIZEN-1"):
        with pytest.raises(KeyError):
            diagram(name)


@pytest.mark.parametrize("name", [name for name, _ in diagram_choices()])
def test_a_drawing_speaks_for_itself_and_obeys_the_policy(name):
    svg = diagram(name)
    assert "<title" in svg
    assert "<desc" in svg
    for bad in ("<style", "style=", "<script", "href=", "onload", "<image", "<foreignObject"):
        assert bad not in svg
