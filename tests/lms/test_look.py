"""The style sheets hold together, and no page needs style or script in its markup."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "lms/static/css"
SHEETS = sorted(CSS.rglob("*.css"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def sheet(name: str) -> str:
    """Return a style sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", (CSS / name).read_text(), flags=re.DOTALL)


def test_each_component_is_imported_once_and_each_import_is_a_component():
    imported = re.findall(r'url\("components/([a-z0-9-]+)\.css"\)', sheet("site.css"))
    assert sorted(imported) == sorted(path.stem for path in (CSS / "components").glob("*.css"))


def test_each_sheet_beside_the_site_sheet_is_imported_once():
    imported = re.findall(r'url\("([a-z-]+\.css)"\)', sheet("site.css"))
    assert sorted([*imported, "site.css"]) == sorted(path.name for path in CSS.glob("*.css"))


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_each_address_in_a_sheet_leads_to_a_file(path: Path):
    missing = [
        address
        for address in re.findall(r'url\("([^"]+)"\)', path.read_text())
        if not (path.parent / address).is_file()
    ]
    assert missing == []


@pytest.mark.parametrize("path", [p for p in SHEETS if p.name != "tokens.css"], ids=lambda path: path.name)
def test_colours_are_written_in_the_tokens_only(path: Path):
    rules = sheet(str(path.relative_to(CSS)))
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|lab|lch|oklab|oklch)a?\(|light-dark\(", rules) == []


def test_each_token_that_a_sheet_uses_is_defined():
    rules = "".join(sheet(str(path.relative_to(CSS))) for path in SHEETS)
    defined = set(re.findall(r"(--[\w-]+)\s*:", rules))
    assert set(re.findall(r"var\((--[\w-]+)\)", rules)) - defined == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_no_template_needs_inline_style_or_script(path: Path):
    text = path.read_text()
    data = re.sub(r'<script [^>]*type="application/(ld\+)?json"[^>]*>', "", text)
    assert re.findall(r"\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*\ssrc=)[^>]*>", data) == []


def test_the_marks_are_at_hand_in_every_template():
    rendered = Template('{% logo %}{% burst %}{% push %}{% wire "left" %}').render(Context())
    assert rendered.count('aria-hidden="true"') == 5
