"""The last touch that makes WeasyPrint's PDF/A-3a also PDF/UA-1.

Measured with two validators: as it comes, the file lacks the PDF/UA mark in metadata that an archive
may read; and WeasyPrint 70 writes the boxes of figures in CSS pixels from the top instead of points
from the foot of the page.
"""

from typing import Any

#: Under which name the credential lies in the file.
CREDENTIAL_FILE = "credential.json"
PIXELS_TO_POINTS = 0.75

# The PDF/UA mark, and the description that PDF/A asks for of any mark it does not know.
UA = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def finish(document: Any, pdf: Any) -> None:
    """Amend the PDF in place; the finisher of `Document.write_pdf`. One page only."""
    _mark_accessible(pdf)
    height = document.pages[0].height
    for part in pdf.objects:
        if isinstance(part, dict) and part.get("S") == "/Figure":
            left, top, right, bottom = part["A"]["BBox"]
            corners = (left, height - bottom, right, height - top)
            part["A"]["BBox"][:] = [round(edge * PIXELS_TO_POINTS, 3) for edge in corners]


def _mark_accessible(pdf: Any) -> None:
    streams = (part for part in pdf.objects if getattr(part, "extra", None))
    metadata = next(part for part in streams if part.extra.get("Type") == "/Metadata")
    text = metadata.stream[0]
    if text.count(b"</rdf:RDF>") != 1:
        raise RuntimeError("WeasyPrint writes its metadata in another way now: see archival.py")
    metadata.stream[0] = text.replace(b"</rdf:RDF>", UA + b"</rdf:RDF>")
    # Archives look for the metadata with tools that do not inflate streams.
    metadata.compress = False
