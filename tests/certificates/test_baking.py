"""What we bake, others read; what others bake, we read."""

import io
from xml.etree import ElementTree

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from certificates.credentials.baking import bake_png, bake_svg
from certificates.credentials.unbaking import credential_in, is_svg

CREDENTIAL = '{"name":"Łukasz ]]> & <Þórdís>"}'
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>Badge</title></svg>'


def png(**options: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (3, 2), "navy").save(file, "PNG", **options)
    return file.getvalue()


def test_pillow_reads_the_credential_out_of_our_png_and_sees_the_same_picture():
    baked = bake_png(png(), CREDENTIAL)
    with Image.open(io.BytesIO(baked)) as picture:
        assert picture.text == {"openbadgecredential": CREDENTIAL}
        assert picture.getpixel((2, 1)) == (0, 0, 128)
    with Image.open(io.BytesIO(baked)) as picture:
        picture.verify()


def test_an_xml_parser_reads_the_credential_out_of_our_svg_as_its_first_child():
    first = ElementTree.fromstring(bake_svg(DRAWING, CREDENTIAL))[0]
    assert first.tag == "{https://purl.imsglobal.org/ob/v3p0}credential"
    assert first.text == CREDENTIAL


@pytest.mark.parametrize(
    "picture", [bake_png(png(), CREDENTIAL), bake_svg(DRAWING, CREDENTIAL).encode()], ids=["png", "svg"]
)
def test_we_read_what_we_baked(picture):
    assert credential_in(picture) == CREDENTIAL.encode()


def test_we_read_a_png_that_pillow_baked():
    told = PngInfo()
    told.add_itxt("openbadgecredential", CREDENTIAL, lang="en", tkey="Beleg", zip=False)
    assert credential_in(png(pnginfo=told)) == CREDENTIAL.encode()


def test_we_read_an_svg_that_another_tool_wrote_with_its_own_prefix():
    other = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:ob="https://purl.imsglobal.org/ob/v3p0">'
        '\n  <ob:credential>\n    {"a":1}\n  </ob:credential></svg>'
    )
    assert credential_in(other.encode()) == b'{"a":1}'


def test_a_packed_text_is_not_unpacked():
    told = PngInfo()
    told.add_itxt("openbadgecredential", CREDENTIAL, zip=True)
    assert credential_in(png(pnginfo=told)) is None


BOMB = b"""<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:o="https://purl.imsglobal.org/ob/v3p0"><o:credential>&b;</o:credential></svg>"""


@pytest.mark.parametrize(
    "picture",
    [
        b"",
        b"%PDF-1.7",
        png(),
        png()[:-20],
        bake_png(png(), CREDENTIAL)[:60],
        b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffiTXt",
        DRAWING.encode(),
        b"<svg",
        b"<html/>",
        bake_svg(DRAWING, "x" * 6_000_000).encode(),
        BOMB,
    ],
    ids=["empty", "pdf", "png", "short", "cut", "lying size", "svg", "broken", "html", "huge", "entities"],
)
def test_what_carries_no_credential_is_no_error(picture):
    assert credential_in(picture) is None


def test_an_entity_that_names_a_file_is_not_opened(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    picture = (
        f'<!DOCTYPE svg [<!ENTITY s SYSTEM "{secret.as_uri()}">]><svg xmlns:o="https://purl.imsglobal.org/ob/v3p0">'
        "<o:credential>&s;</o:credential></svg>"
    )
    assert credential_in(picture.encode()) is None


def test_many_comments_before_a_drawing_are_read_once_each():
    # In every grouping, forty of them would take days.
    assert is_svg(b"<!-- a --> " * 40 + b"<svg>")
    assert not is_svg(b"<!-- a --> " * 40 + b"<html>")
