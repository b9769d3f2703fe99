"""An item of QTI 1.2 as its readers see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from content.items.interchange.qti.documents import Node
from content.items.interchange.qti.drafts import Ids
from content.items.interchange.qti.v1.presenting import Asked
from content.items.interchange.qti.v1.processing import Processing
from content.items.wording import Wording


@dataclass
class QuizItem:
    node: Node
    metadata: Mapping[str, str]
    presentation: Node
    asked: list[Asked]
    processing: Processing
    ids: Ids
    stem: str
    warnings: list[Wording] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """What the file calls the question: question_type of Canvas, cc_profile of Common Cartridge."""
        profile = self.metadata.get("cc_profile", "").removeprefix("cc.").partition(".v")[0]
        return self.metadata.get("question_type", "") or profile


@dataclass(frozen=True)
class Kept:
    """The keys of a content that are its type's own. stem: where it is not that of the item."""

    kind: str
    content: dict[str, Any]
    stem: str | None = None
