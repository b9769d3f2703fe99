"""An item as it is put together: the parts of its document, in the order of the schema."""

from dataclasses import dataclass, field
from fractions import Fraction

from lxml import etree


@dataclass
class Drawn:
    """template: of the response processing, where it alone says how the item is scored; else rules do."""

    responses: list[etree._Element]
    body: list[etree._Element]
    most: Fraction = Fraction(1)
    template: str = ""
    rules: list[etree._Element] = field(default_factory=list)
    outcomes: list[etree._Element] = field(default_factory=list)
    feedback: list[etree._Element] = field(default_factory=list)
    feedback_rules: list[etree._Element] = field(default_factory=list)
    is_human: bool = False
