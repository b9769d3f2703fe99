"""Files of QTI of any version: one XML, or a package of them."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from content.items.interchange.answers import ItemRefused
from content.items.interchange.files import refuse_many
from content.items.interchange.packages import Package, is_package, open_package
from content.items.interchange.qti.documents import Node, parse_document
from content.items.interchange.qti.drafts import Draft
from content.items.interchange.qti.items import read_item
from content.items.interchange.qti.manifests import Described, question_files
from content.items.interchange.qti.plans import member_of, read_old_plan, read_plan
from content.items.interchange.qti.questions import OUR_TOOL
from content.items.interchange.qti.v1.items import read_item as read_old_item
from content.items.interchange.qti.v1.presenting import metadata_of
from content.items.interchange.terms import FileRefused, Imported, Reading, Refusal, TestPlan
from content.items.wording import Wording as _

_ROOTS = ("questestinterop", "assessmentItem", "assessmentTest")


@dataclass(frozen=True)
class Found:
    """One item as read, with what its identifiers became: for whoever answers it as the file would."""

    imported: Imported
    identifiers: Mapping[str, str]


@dataclass
class Shelf:
    """What was read so far."""

    rng: random.Random
    found: list[Found] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    tests: list[TestPlan] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)

    def reading(self) -> Reading:
        return Reading(tuple(one.imported for one in self.found), tuple(self.refusals), tuple(self.tests))


def read(data: bytes, *, rng: random.Random) -> Reading:
    """Read a package, or one XML file, of QTI 1.2, 2.1, 2.2 or 3.0; raise FileRefused where it is neither."""
    return read_all(data, rng=rng).reading()


def read_all(data: bytes, *, rng: random.Random) -> Shelf:
    """Read as `read` does, and keep which identifier became which id."""
    shelf = Shelf(rng)
    if is_package(data):
        _read_package(shelf, open_package(data))
    else:
        root = parse_document(data)
        if root.name not in _ROOTS:
            raise FileRefused(_("This XML is no QTI: it begins with %(name)s.", name=root.name), root.line)
        _read_root(shelf, root, "", Described())
        if not (shelf.found or shelf.refusals or shelf.tests):
            raise FileRefused(_("There are no questions in the file."), root.line)
    return shelf


def _read_package(shelf: Shelf, package: Package) -> None:
    names, described = question_files(package)
    roots = [(name, root) for name in names if (root := _root(shelf, package, name)) and root.name in _ROOTS]
    if not roots and not shelf.refusals:
        raise FileRefused(_("There are no questions in QTI in the archive."))
    # Tests last: they name items by files that have to be read before.
    for name, root in sorted(roots, key=lambda one: one[1].name == "assessmentTest"):
        _read_root(shelf, root, name, described.get(name, Described()))


def _root(shelf: Shelf, package: Package, name: str) -> Node | None:
    try:
        return parse_document(package.read(name))
    except FileRefused as refused:
        shelf.refusals.append(Refusal("", refused.message, refused.line, name))
        return None


def _read_root(shelf: Shelf, root: Node, source: str, described: Described) -> None:
    if root.name == "assessmentTest":
        shelf.tests.append(read_plan(root, lambda href, code: _code(shelf, member_of(href, source), code)))
    elif root.name == "assessmentItem":
        _read_item(shelf, root, source, described)
    else:
        _read_old(shelf, root, source)


def _code(shelf: Shelf, member: str, identifier: str) -> str:
    return shelf.codes.get(member) or shelf.codes.get(f"#{identifier}", identifier)


def _read_item(shelf: Shelf, root: Node, source: str, described: Described) -> None:
    name = root.get("title") or described.title
    # What we wrote ourselves bears its code where any code fits; an identifier has fewer letters.
    is_ours = root.get("toolName") == OUR_TOOL
    code = root.get("label") if is_ours else root.get("identifier")
    shelf.codes[source] = shelf.codes[f"#{root.get('identifier')}"] = code
    try:
        draft = read_item(root, shelf.rng)
    except ItemRefused as refused:
        shelf.refusals.append(Refusal(name or code, refused.message, refused.line or root.line, source))
        return
    kept = Imported(
        name=name,
        content=draft.content,
        code=code,
        category=described.category,
        tags=described.keywords,
        line=root.line,
        source=source,
        points=draft.points,
    )
    _keep(shelf, kept, draft)


def _read_old(shelf: Shelf, root: Node, source: str) -> None:
    nodes = list(root.within("item"))
    refuse_many(len(nodes))
    for node in nodes:
        _read_old_item(shelf, node, source)
    for node in root.within("bankentry_item", "itemref", "sourcebank_ref"):
        code = node.get("item_ref") or node.get("linkrefid") or node.text
        message = _("It is a reference to a question in another file, and no question.")
        shelf.refusals.append(Refusal(code, message, node.line, source))
    for assessment in root.children("assessment"):
        plan = read_old_plan(assessment, metadata_of(assessment), lambda _href, code: code)
        shelf.tests += [plan] if any(section.codes for section in plan.sections) else []


def _read_old_item(shelf: Shelf, node: Node, source: str) -> None:
    name, code = node.get("title"), node.get("ident")
    try:
        draft = read_old_item(node, shelf.rng)
    except ItemRefused as refused:
        shelf.refusals.append(Refusal(name or code, refused.message, refused.line or node.line, source))
        return
    if any(one.imported.code == code and one.imported.source != source for one in shelf.found):
        # Canvas packs a quiz twice: as Common Cartridge and in its own profile.
        message = _("It is in the archive twice and taken once.")
        shelf.refusals.append(Refusal(name or code, message, node.line, source, is_warning=True))
        return
    category = "/".join(title.replace("/", "-") for title in _titles_above(node))
    kept = Imported(name, draft.content, code, category, line=node.line, source=source, points=draft.points)
    _keep(shelf, kept, draft)


def _titles_above(node: Node) -> Iterator[str]:
    """The titles of what an item stands in, from the outermost."""
    above = node.parent()
    if above is not None:
        yield from _titles_above(above)
        if above.name in ("assessment", "objectbank", "section") and above.get("title"):
            yield above.get("title")


def _keep(shelf: Shelf, imported: Imported, draft: Draft) -> None:
    refuse_many(len(shelf.found) + 1)
    shelf.found.append(Found(imported, draft.identifiers))
    for warning in dict.fromkeys(draft.warnings):
        shelf.refusals.append(
            Refusal(imported.name or imported.code, warning, imported.line, imported.source, is_warning=True)
        )
