"""Contrast of every ink, line and mark, recomputed from the tokens.

Source: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
"""

import re
from itertools import product
from pathlib import Path

import pytest

TOKENS = (Path(__file__).resolve().parents[2] / "lms/static/css/tokens.css").read_text()


def tokens() -> dict[str, tuple[str, str]]:
    """Return the colour of each token, light and dark, as #RRGGBB."""
    pairs = re.findall(r"--([\w-]+):\s*(?:light-dark\((#\w{6}),\s*(#\w{6})\)|(#\w{6}));", TOKENS)
    return {name: (light or one, dark or one) for name, light, dark, one in pairs}


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dim = sorted([luminance(one), luminance(other)], reverse=True)
    return (bright + 0.05) / (dim + 0.05)


GROUNDS = ["paper", "sheet", "inset"]
TEXT = [
    *product(["ink", "ink-2", "ink-3", "brand", "brand-deep", "go", "wait", "stop"], GROUNDS),
    *product(["ink", "ink-2"], ["brand-tint", "go-tint", "wait-tint", "stop-tint"]),
    ("on-brand", "brand"),
    ("on-brand", "brand-deep"),
    ("on-band", "band"),
    ("brand", "brand-tint"),
    ("go", "go-tint"),
    ("wait", "wait-tint"),
    ("stop", "stop-tint"),
    ("paper", "ink"),
]
BOUNDARIES = [
    *product(["line", "stroke"], GROUNDS),
    ("on-go-lamp", "go-lamp"),
    ("on-wait-lamp", "wait-lamp"),
    ("on-stop-lamp", "stop-lamp"),
    ("go", "sheet"),
    ("wait", "sheet"),
    ("stop", "sheet"),
]


def test_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_keeps_four_and_a_half_to_one(ink: str, ground: str, theme: int):
    assert contrast(tokens()[ink][theme], tokens()[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), BOUNDARIES)
def test_boundaries_and_marks_keep_three_to_one(line: str, ground: str, theme: int):
    assert contrast(tokens()[line][theme], tokens()[ground][theme]) >= 3


def test_the_ratios_in_the_comments_of_the_tokens_are_those_of_the_colours():
    said = re.findall(
        r"/\* ([^*]*contrast[^*]*) \*/\s*--([\w-]+):|--([\w-]+): [^;]+; /\* ([^*]*contrast[^*]*) \*/",
        TOKENS,
    )
    wrong = []
    for before, name, same, after in said:
        for ground, light, dark in re.findall(r"([a-z0-9-]+) (\d+\.\d) / (\d+\.\d)", before or after):
            pairs = zip(tokens()[name or same], tokens()[ground], strict=True)
            ratios = [f"{contrast(ink, under):.1f}" for ink, under in pairs]
            wrong += [(name or same, ground, ratios)] if ratios != [light, dark] else []
    assert len(said) == 16
    assert wrong == []
