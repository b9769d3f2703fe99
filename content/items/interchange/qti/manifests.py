"""The manifest of a package: which files hold questions, and what it says of them."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from content.items.interchange.packages import Package
from content.items.interchange.qti.documents import Node, parse_document

MANIFEST = "imsmanifest.xml"
_QUESTIONS = (".xml", ".qti")


@dataclass(frozen=True)
class Described:
    """What a manifest says of one file: title, keywords, and its place in a classification."""

    title: str = ""
    keywords: tuple[str, ...] = ()
    category: str = ""


def question_files(package: Package) -> tuple[list[str], Mapping[str, Described]]:
    """Return the files that may hold questions, and what is said of them. Raises FileRefused.

    They are those that the manifest lists. Without a manifest, or where it lists none of them, all XML files.
    """
    manifest = next((name for name in package.names if posixpath.basename(name) == MANIFEST), None)
    described = _described(package, manifest) if manifest else {}
    listed = [name for name in described if name in package.names]
    return listed or [name for name in package.names if _may_hold(name) and name != manifest], described


def _described(package: Package, manifest: str) -> dict[str, Described]:
    root, folder = parse_document(package.read(manifest)), posixpath.dirname(manifest)
    found: dict[str, Described] = {}
    for resource in root.within("resource"):
        for href in _hrefs(resource):
            name = posixpath.normpath(posixpath.join(folder, unquote(href)))
            if _may_hold(name):
                found.setdefault(name, _metadata(resource))
    return found


def _hrefs(resource: Node) -> Iterator[str]:
    if resource.get("href"):
        yield resource.get("href")
    yield from (one.get("href") for one in resource.children("file") if one.get("href"))


def _may_hold(name: str) -> bool:
    return name.lower().endswith(_QUESTIONS) and posixpath.basename(name) != MANIFEST


def _metadata(resource: Node) -> Described:
    general = next(resource.within("general"), None)
    if general is None:
        return Described()
    titles = [node.text for node in general.children("title")]
    keywords = [node.text for node in general.children("keyword")]
    entries = [node.text for path in resource.within("taxonPath") for node in path.within("entry")]
    return Described("".join(titles[:1]), _said(keywords), "/".join(_said(entries)))


def _said(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if text)
