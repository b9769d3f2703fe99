"""Packages: items, tests, and the manifest that lists them."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from content.items.interchange.holding import Unwritable, fixed_rng, held
from content.items.interchange.qti.manifests import MANIFEST
from content.items.interchange.qti.reading import read
from content.items.interchange.qti.writing.dialects import DIALECTS, Dialect, rendered
from content.items.interchange.qti.writing.items import item_document
from content.items.interchange.qti.writing.parts import make
from content.items.interchange.terms import Exported, Reading, TestPlan, TestSection
from content.items.wording import Wording

_LOM = "http://ltsc.ieee.org/xsd/LOM"
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
_MINUTE = 60
# Of the members of an archive: the same items make the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Document:
    """One file of a package. kind: item or test."""

    exported: Exported | None
    kind: str
    identifier: str
    data: bytes

    @property
    def path(self) -> str:
        return f"{self.kind}s/{self.identifier}.xml"


def write(items: Sequence[Exported], *, version: str = "3.0", tests: Sequence[TestPlan] = ()) -> bytes:
    """Return a package; raise Unwritable for an item that the version cannot hold."""
    dialect = DIALECTS[version]
    documents = [_held(item, name, dialect) for item, name in zip(items, _identifiers(items), strict=True)]
    paths = {document.exported.code: document for document in documents if document.exported}
    plans = [_test(plan, number, paths, dialect) for number, plan in enumerate(tests, start=1)]
    return _zipped([*documents, *plans], dialect)


def unwritable(exported: Exported, *, version: str = "3.0") -> Wording | None:
    """Return why the version cannot hold the item, or None if it can."""
    try:
        _held(exported, "item-1", DIALECTS[version])
    except Unwritable as error:
        return error.message
    return None


def _held(exported: Exported, identifier: str, dialect: Dialect) -> Document:
    def render(item: Exported, kept: Mapping[str, str]) -> Document:
        return Document(item, "item", identifier, item_document(item, identifier, kept, dialect))

    def read_back(document: Document) -> Reading:
        return read(_zipped([document], dialect), rng=fixed_rng())

    return held(exported, render, read_back)


def _identifiers(items: Sequence[Exported]) -> list[str]:
    """Name each item by its code where that is a name in XML, else by its place."""
    names: list[str] = []
    for number, item in enumerate(items, start=1):
        is_free = _NAME.fullmatch(item.code) and item.code not in names
        names.append(item.code if is_free else f"item-{number}")
    return names


def _zipped(documents: Sequence[Document], dialect: Dialect) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        files = [(MANIFEST, _manifest(documents, dialect)), *((one.path, one.data) for one in documents)]
        for path, data in files:
            member = zipfile.ZipInfo(path, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, data)
    return packed.getvalue()


def _manifest(documents: Sequence[Document], dialect: Dialect) -> bytes:
    space = dialect.packaging
    maker = _Maker(space)
    resources = [_resource(maker, one, dialect, documents) for one in documents]
    root = maker.make(
        "manifest",
        maker.make(
            "metadata",
            maker.make("schema", dialect.package),
            maker.make("schemaversion", dialect.package_version),
        ),
        maker.make("organizations"),
        maker.make("resources", *resources),
        identifier="manifest",
    )
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))


def _resource(
    maker: "_Maker", document: Document, dialect: Dialect, all_: Sequence[Document]
) -> etree._Element:
    resource = maker.make(
        "resource",
        identifier=f"resource-{document.identifier}",
        type=f"imsqti_{document.kind}_xml{dialect.name}",
        href=document.path,
    )
    if document.exported and (document.exported.tags or document.exported.category):
        resource.append(maker.make("metadata", _lom(document.exported)))
    resource.append(maker.make("file", href=document.path))
    if document.kind == "test":
        for one in all_:
            if one.kind == "item":
                resource.append(maker.make("dependency", identifierref=f"resource-{one.identifier}"))
    return resource


def _lom(exported: Exported) -> etree._Element:
    """Keywords and the place in a classification, in the words of IEEE LOM."""
    maker = _Maker(_LOM)
    lom = maker.make("lom")
    general = maker.make(
        "general", *(maker.make("keyword", maker.make("string", tag)) for tag in exported.tags)
    )
    lom.append(general)
    if exported.category:
        source = maker.make("source", maker.make("string", "Lean Leaders"))
        taxons = [
            maker.make("taxon", maker.make("entry", maker.make("string", name)))
            for name in exported.category.split("/")
        ]
        lom.append(maker.make("classification", maker.make("taxonPath", source, *taxons)))
    return lom


def _test(plan: TestPlan, number: int, items: Mapping[str, Document], dialect: Dialect) -> Document:
    sections = [_section(section, place, items) for place, section in enumerate(plan.sections, start=1)]
    part = make("testPart", identifier="part-1", navigationMode="nonlinear", submissionMode="simultaneous")
    if plan.attempts:
        part.append(make("itemSessionControl", maxAttempts=str(plan.attempts)))
    part.extend(sections)
    identifier = f"test-{number}"
    test = make("assessmentTest", identifier=identifier)
    test.set("title", plan.title)
    if plan.minutes:
        test.append(make("timeLimits", maxTime=str(plan.minutes * _MINUTE)))
    test.append(part)
    return Document(None, "test", identifier, rendered(test, dialect))


def _section(section: TestSection, place: int, items: Mapping[str, Document]) -> etree._Element:
    node = make("assessmentSection", identifier=f"section-{place}", visible="true")
    node.set("title", section.title)
    if section.count is not None:
        node.append(make("selection", select=str(section.count)))
    node.append(make("ordering", shuffle="true" if section.is_shuffled else "false"))
    for code in section.codes:
        document = items[code]
        node.append(make("assessmentItemRef", identifier=document.identifier, href=f"../{document.path}"))
    return node


class _Maker:
    """Makes elements of one namespace, which is the default in them."""

    def __init__(self, namespace: str) -> None:
        self._namespace = namespace

    def make(self, name: str, *children: etree._Element | str, **attributes: str) -> etree._Element:
        element = etree.Element(f"{{{self._namespace}}}{name}", attributes, nsmap={None: self._namespace})
        for child in children:
            if isinstance(child, str):
                element.text = child
            else:
                element.append(child)
        return element
