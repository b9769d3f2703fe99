"""Our seal and what stands around it, as SVG: the badge for other sites and the card for shared links.

Only outlines, no fonts, nothing to load: both look the same everywhere. Source of the look: the seal
of the printed sheet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import cos, pi, sin
from typing import Literal

from certificates.printing.lettering import DISPLAY, STRONG, TEXT, Line, fitted

Tone = Literal["go", "wait", "stop"]
BADGE_SIDE, CARD_SIZE = 480, (1200, 630)
BRAND = "LEAN LEADERS"
#: From baseline to baseline, in sizes of the type.
LEAD = 1.16
# The tokens of the site, light and dark; see lms/static/css/tokens.css.
STYLE = """\
.sheet{fill:#fcfaf4}.ink{fill:#1b1f22}.soft{fill:#474741}.brand{fill:#1f3d63}
.line{fill:none;stroke:#1f3d63}.frame{fill:none;stroke:#1b1f22}
.go{fill:#1c6339}.wait{fill:#744700}.stop{fill:#9c211b}.on{fill:#fcfaf4}.mark{fill:none;stroke:#fcfaf4}.mark.wait{fill:none;stroke:#744700}.mark.stop{fill:none;stroke:#9c211b}
@media (prefers-color-scheme:dark){
.sheet{fill:#1d1d1a}.ink{fill:#ede7da}.soft{fill:#c7c1b3}.brand{fill:#a3c3ea}
.line{stroke:#a3c3ea}.frame{stroke:#b9b3a5}
.go{fill:#7fcc97}.wait{fill:#edbb4f}.stop{fill:#f59a91}.on{fill:#1d1d1a}.mark{stroke:#1d1d1a}.mark.wait{fill:none;stroke:#edbb4f}.mark.stop{fill:none;stroke:#f59a91}}"""
#: Of each lamp: its shape, and the mark on it. 24 units wide, as in lms/static/svg/lamp-*.svg.
LAMPS: dict[Tone, tuple[str, str]] = {
    "go": ("M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20z", "M7.5 12.3l3 3l6-6.600"),
    "wait": ("M12 2.500L22.500 21H1.500z", "M12 9.500v5M12 17.300v.6"),
    "stop": ("M8 2h8l6 6v8l-6 6H8l-6-6V8z", "M8.500 8.500l7 7M15.500 8.500l-7 7"),
}


@dataclass(frozen=True)
class Badge:
    """What a badge says. standing: one line, such as "Valid until 17 December 2029"."""

    achievement: str
    issuer: str
    year: int
    tone: Tone
    standing: str


def draw_badge(badge: Badge) -> str:
    """Return a square SVG document. One that no longer holds says so across its foot."""
    middle = BADGE_SIDE / 2
    lines = fitted(badge.achievement, DISPLAY, sizes=(36, 32, 28, 25, 21), width=416, most=2)
    body = [
        _rect("sheet", 0, 0, BADGE_SIDE, BADGE_SIDE),
        f'<path class="frame" stroke-width="1.5" d="M8 8h{BADGE_SIDE - 16}v{BADGE_SIDE - 16}H8z"/>',
        seal(middle, 146, 112, foot=str(badge.year)),
        _block(lines, "brand", middle, _first_baseline(lines, 340), middle=True),
        _standing(badge, middle),
    ]
    return _document(BADGE_SIDE, BADGE_SIDE, f"{badge.achievement}, {badge.issuer}. {badge.standing}.", body)


def draw_card(achievement: str, issuer: str, invitation: str) -> str:
    """Return the wide picture beside a shared link. invitation: one line on how to check."""
    width, height = CARD_SIZE
    lines = fitted(achievement, DISPLAY, sizes=(72, 64, 56, 48, 40), width=640, most=3)
    body = [
        _rect("sheet", 0, 0, width, height),
        '<path class="line" stroke-width="2" d="M28 28h1144v574H28zM36 36h1128v558H36z"/>',
        f'<g transform="translate(80 76) scale(2.4)">{MARK}</g>',
        _path("brand", Line("Lean Leaders", DISPLAY, 38).path(152, 118)),
        _block(lines, "brand", 80, _first_baseline(lines, height / 2), middle=False),
        _path("ink", _cut(issuer, STRONG, 26).path(80, height - 116)),
        _path("soft", Line(invitation, TEXT, 24).path(80, height - 78)),
        seal(940, height / 2, 190, foot=""),
    ]
    return _document(width, height, f"{achievement}, {issuer}", body)


#: The mark of the brand, 24 units wide.
MARK = (
    '<path class="line" stroke-width="2.4" d="M3 3v18h12M21 21V3H9"/>'
    '<circle class="brand" cx="12" cy="12" r="3.2"/>'
)


def seal(x: float, y: float, radius: float, *, foot: str) -> str:
    """Draw the rosette about (x, y): two bands of turned circles, the brand between them, the mark within."""
    text = radius * 0.17
    mark = radius * 0.024
    return (
        f'<g transform="translate({_n(x)} {_n(y)})">'
        f'<g class="line" stroke-width="{_n(radius * 0.005)}">'
        f"{_band(radius * 0.94, radius * 0.06, 40)}{_band(radius * 0.50, radius * 0.1, 32)}</g>"
        f'<path class="line" stroke-width="{_n(radius * 0.012)}" d="{_circle(radius * 0.86)}'
        f'{_circle(radius * 0.62)}{_circle(radius * 0.38)}"/>'
        f"{_path('brand', _ring(foot, text, radius))}"
        f'<g transform="translate({_n(-12 * mark)} {_n(-12 * mark)}) scale({_n(mark)})">{MARK}</g></g>'
    )


def _ring(foot: str, size: float, radius: float) -> str:
    """Return the words of the ring. Those at the foot are turned to be read from outside, as on a coin."""
    inner = radius * 0.74 - size * 0.35
    top = Line(BRAND, STRONG, size).arc(0, 0, inner, spacing=size * 0.12)
    dots = "".join(_circle(size * 0.13, side * radius * 0.74) for side in (-1, 1))
    if not foot:
        return top + dots
    return top + dots + Line(foot, STRONG, size).path(0, radius * 0.74 + size * 0.36, middle=True)


def _band(radius: float, offset: float, number: int) -> str:
    turns = [2 * pi * step / number for step in range(number)]
    return "".join(
        f'<circle cx="{_n(offset * cos(turn))}" cy="{_n(offset * sin(turn))}" r="{_n(radius)}"/>'
        for turn in turns
    )


def _standing(badge: Badge, middle: float) -> str:
    """Draw the foot: a lamp and a line, on a ground of their own once the badge no longer counts."""
    counts = badge.tone == "go"
    face, mark_css = (badge.tone, "mark") if counts else ("on", f"mark {badge.tone}")
    line = Line(badge.standing, STRONG, 20)
    left = middle - (line.width + 32) / 2
    ground = "" if counts else _rect(badge.tone, 8, 408, BADGE_SIDE - 16, 64)
    shape, mark = LAMPS[badge.tone]
    lamp = (
        f'<g transform="translate({_n(left)} 428)"><path class="{face}" d="{shape}"/>'
        f'<path class="{mark_css}" stroke-width="2.2" d="{mark}"/></g>'
    )
    return ground + lamp + _path("ink" if counts else "on", line.path(left + 32, 447))


def _first_baseline(lines: Sequence[Line], middle: float) -> float:
    """Return where the first baseline stands so that the block's middle is at `middle`."""
    size = lines[0].size
    return middle + size * 0.34 - (len(lines) - 1) * size * LEAD / 2


def _block(lines: Sequence[Line], css: str, x: float, top: float, *, middle: bool) -> str:
    """Set lines under each other, the first baseline at `top`."""
    step = lines[0].size * LEAD
    placed = (line.path(x, top + row * step, middle=middle) for row, line in enumerate(lines))
    return _path(css, "".join(placed))


def _cut(text: str, font: str, size: float) -> Line:
    """Return the first line of a text that may be too long for one."""
    return fitted(text, font, sizes=(size,), width=640, most=1)[0]


def _document(width: float, height: float, title: str, body: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" role="img"><title>{escape(title)}</title><style>{STYLE}</style>'
        f"{''.join(body)}</svg>"
    )


def _rect(css: str, x: float, y: float, width: float, height: float) -> str:
    return f'<path class="{css}" d="M{_n(x)} {_n(y)}h{_n(width)}v{_n(height)}h{_n(-width)}z"/>'


def _path(css: str, data: str) -> str:
    return f'<path class="{css}" d="{data}"/>'


def _circle(radius: float, x: float = 0, y: float = 0) -> str:
    r = _n(radius)
    return f"M{_n(x - radius)} {_n(y)}a{r} {r} 0 1 0 {_n(2 * radius)} 0a{r} {r} 0 1 0 {_n(-2 * radius)} 0z"


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
