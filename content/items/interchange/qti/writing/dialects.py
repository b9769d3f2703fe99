"""The versions of QTI that are written. Items are built in the words of 2.x, and spelt as each version does.

Sources: the schemas imsqti_v2p1, imsqti_v2p2 and imsqti_asiv3p0 of 1EdTech, and its content packaging.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
# Elements of QTI whose names are no two words, so that they look like HTML.
_LOWER = frozenset(
    ["value", "mapping", "prompt", "correct", "match", "variable", "and", "or", "not", "gte", "lte", "equal"]
    + ["sum", "divide", "selection", "ordering"]
)
# Elements whose content stands in a body of its own from 3.0 on.
_BODIED = ("modalFeedback", "rubricBlock")


@dataclass(frozen=True)
class Dialect:
    """One version. name: as in the types of the resources of a package."""

    version: str
    namespace: str
    schema: str
    templates: str
    template_suffix: str
    packaging: str
    name: str
    package: str
    package_version: str

    @property
    def is_third(self) -> bool:
        return self.version.startswith("3")


def _second(version: str) -> Dialect:
    name = f"v{version.replace('.', 'p')}"
    return Dialect(
        version=version,
        namespace=f"http://www.imsglobal.org/xsd/imsqti_{name}",
        schema=f"http://www.imsglobal.org/xsd/qti/qti{name}/imsqti_{name}.xsd",
        templates=f"http://www.imsglobal.org/question/qti_{name}/rptemplates/",
        template_suffix="",
        packaging="http://www.imsglobal.org/xsd/imscp_v1p1",
        name=name,
        package=f"QTIv{version} Package",
        package_version="1.0.0",
    )


DIALECTS: Mapping[str, Dialect] = {
    "2.1": _second("2.1"),
    "2.2": _second("2.2"),
    "3.0": Dialect(
        version="3.0",
        namespace="http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
        schema="https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
        templates="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/",
        template_suffix=".xml",
        packaging="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
        name="v3p0",
        package="QTI Package",
        package_version="3.0.0",
    ),
}


def rendered(root: etree._Element, dialect: Dialect) -> bytes:
    """Return the document in the spelling of a version."""
    spelt = _spelt(root, dialect)
    spelt.set(f"{{{_XSI}}}schemaLocation", f"{dialect.namespace} {dialect.schema}")
    return bytes(etree.tostring(spelt, encoding="UTF-8", xml_declaration=True)) + b"\n"


def template(dialect: Dialect, name: str) -> str:
    return f"{dialect.templates}{name}{dialect.template_suffix}"


def _spelt(element: etree._Element, dialect: Dialect) -> etree._Element:
    name = str(element.tag)
    is_qti = name in _LOWER or not name.islower()
    is_kebab = is_qti and dialect.is_third
    tag = f"qti-{_kebab(name)}" if is_kebab else name
    copy = etree.Element(f"{{{dialect.namespace}}}{tag}", nsmap={None: dialect.namespace, "xsi": _XSI})
    for attribute, value in element.attrib.items():
        copy.set(_kebab(attribute) if is_kebab else attribute, value)
    inner = copy
    if is_kebab and name in _BODIED:
        inner = etree.SubElement(copy, f"{{{dialect.namespace}}}qti-content-body")
    if is_kebab and name == "rubricBlock":
        copy.set("use", "scoring")
    inner.text = element.text
    for child in element:
        spelt = _spelt(child, dialect) if isinstance(child.tag, str) else etree.PI(child.target, child.text)
        spelt.tail = child.tail
        inner.append(spelt)
    return copy


def _kebab(name: str) -> str:
    return re.sub(r"[A-Z]", lambda found: "-" + found[0].lower(), name)
