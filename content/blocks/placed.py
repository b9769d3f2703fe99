"""What all blocks of a lesson share: a place on the page that can be linked to."""

from typing import Any


class PlacedMixin:
    """Gives the template `block_id`: the id of the block in its page, or the block's name in a preview."""

    name: str

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)  # type: ignore[misc]
        context.setdefault("block_id", self.name or "block")
        return context
