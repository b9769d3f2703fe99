"""What an item of QTI 1.2 shows: its texts, and the responses that it asks for."""

import html
from collections.abc import Iterator
from dataclasses import dataclass

from content.items.interchange.markup import has_media, paragraphs, text_of_html
from content.items.interchange.qti.documents import Node
from content.items.interchange.qti.drafts import ItemRefused
from content.items.interchange.qti.texts import inner_html
from content.items.wording import Wording as _

RESPONSES = (
    "response_lid",
    "response_str",
    "response_num",
    "response_xy",
    "response_grp",
    "response_extension",
)


@dataclass(frozen=True)
class Choice:
    """Something to choose: an ident, and its text. node: the response_label."""

    ident: str
    text: str
    node: Node


@dataclass(frozen=True)
class Asked:
    """One response. label: the text beside it, such as the left of a pair."""

    ident: str
    node: Node
    label: str
    choices: tuple[Choice, ...]

    @property
    def cardinality(self) -> str:
        return self.node.get("rcardinality", "Single").lower()

    @property
    def is_number(self) -> bool:
        return self.node.name == "response_num" or bool(self._kinds() & {"decimal", "integer", "scientific"})

    @property
    def is_whole(self) -> bool:
        """Whether only whole numbers are asked for."""
        return self.node.get("numtype").lower() == "integer" or "integer" in self._kinds()

    def _kinds(self) -> set[str]:
        return {one.get("fibtype").lower() for one in self.node.within("render_fib")}


def metadata_of(item: Node) -> dict[str, str]:
    """Return what the item says of itself; of what is said twice, the first counts."""
    fields: dict[str, str] = {}
    for one in item.within("qtimetadatafield"):
        label, entry = one.child("fieldlabel"), one.child("fieldentry")
        if label and entry:
            fields.setdefault(label.text, entry.text)
    return fields


def stem_of(presentation: Node) -> str:
    """Return the question as HTML: all that is shown outside of the responses."""
    pieces = [material_html(node) for node in _materials(presentation)]
    return "".join(piece if piece.startswith("<") else f"<p>{piece}</p>" for piece in pieces if piece)


def material_html(material: Node) -> str:
    """Return the texts of a material as HTML."""
    pieces = []
    for node in material.within("mattext", "matemtext"):
        if node.get("texttype").lower() == "text/html":
            # HTML may be escaped, as usual, or stand there as elements.
            pieces.append(inner_html(node) if node.children() else "".join(node.element.itertext()).strip())
        else:
            pieces.append(paragraphs("".join(node.element.itertext())))
    pieces += ["<img>" for _image in material.within("matimage", "mataudio", "matvideo", "matapplet")]
    return "".join(pieces)


def material_text(material: Node | None) -> str:
    return text_of_html(material_html(material)) if material else ""


def shows_media(presentation: Node) -> bool:
    return any(has_media(material_html(node)) for node in presentation.within("material"))


def asked_in(presentation: Node) -> list[Asked]:
    """Return the responses that are asked for, in their order."""
    return [_asked(node) for node in presentation.within(*RESPONSES)]


def choice_text(choice: Choice) -> str:
    """The text of a choice; raise ItemRefused where it is a picture without words."""
    if not choice.text:
        raise ItemRefused(_("The choice %(name)s has no text.", name=choice.ident), choice.node)
    return choice.text


def escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _materials(presentation: Node) -> Iterator[Node]:
    for node in presentation.children():
        if node.name == "material":
            yield node
        elif node.name in ("flow", "flow_mat"):
            yield from _materials(node)


def _asked(node: Node) -> Asked:
    label = next((child for child in node.children("material")), None)
    choices = tuple(_choice(one) for one in node.within("response_label"))
    return Asked(node.get("ident"), node, material_text(label), choices)


def _choice(node: Node) -> Choice:
    return Choice(node.get("ident"), "\n".join(material_text(m) for m in node.within("material")), node)
