"""What axe finds on the page at hand, and whether it scrolls sideways."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def barriers(page: Page) -> list[str]:
    # A heading stands there before the style sheets do: unstyled links would count as too small.
    page.wait_for_load_state("load")
    # Colours on their way from light to dark would be measured half-way.
    page.evaluate("Promise.all(document.getAnimations().map(animation => animation.finished))")
    # Without preload: axe would fetch the style sheets once more, from the wrong folder.
    found = Axe().run(page, options={"runOnly": RULES, "preload": False}).response["violations"]
    named = [f"{page.url}: {rule['id']} at {node['target']}" for rule in found for node in rule["nodes"]]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        named.append(f"{page.url}: scrolls sideways")
    return named


def barriers_in_both_themes(page: Page) -> list[str]:
    """Look at the page as it stands, in light on the present size and in dark on a phone; put it back."""
    size = page.viewport_size
    named = barriers(page)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 360, "height": 740})
    named += barriers(page)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(size)
    return named
