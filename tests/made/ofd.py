"""Write small OFD files by hand, with the constructs that real ones have."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def text(x: float, y: float, chars: str, size: float = 5.64, extra: str = "", code: str = "") -> str:
    """Return a text object whose first baseline is at x, y millimetres; `code` adds attributes such as DeltaX to its TextCode."""
    code = code or f'DeltaX="g {max(1, len(chars) - 1)} {size}"'
    return (
        f'<ofd:TextObject ID="9" Boundary="{x} {y - size} 180 {size * 1.3}" Font="1" Size="{size}" {extra}>'
        f'<ofd:TextCode X="0" Y="{size}" {code}>{escape(chars)}</ofd:TextCode></ofd:TextObject>'
    )


def path(drawing: str, extra: str = "") -> str:
    """Return a path object in page coordinates."""
    return (
        f'<ofd:PathObject ID="8" Boundary="0 0 210 297" LineWidth="0.3" {extra}>'
        f"<ofd:AbbreviatedData>{drawing}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def picture() -> str:
    """Return a picture all over the page."""
    return '<ofd:ImageObject ID="7" Boundary="0 0 210 297" ResourceID="2"/>'


def page(*objects: str, template: str = "") -> str:
    """Return the XML of a page."""
    used = f'<ofd:Template TemplateID="{template}" ZOrder="Background"/>' if template else ""
    return f'{HEAD}<ofd:Page {NAMESPACE}>{used}<ofd:Content><ofd:Layer ID="3">{"".join(objects)}</ofd:Layer></ofd:Content></ofd:Page>'


def document(folder: str, pages: Sequence[str], templates: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the parts of one document by their names."""
    templates = templates or {}
    listed = "".join(f'<ofd:Page ID="{10 + at}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(len(pages)))
    known = "".join(f'<ofd:TemplatePage ID="{name}" BaseLoc="Tpls/{name}.xml"/>' for name in templates)
    head = (
        f"{HEAD}<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        f"{known}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )
    parts = {f"{folder}/Document.xml": head}
    parts |= {f"{folder}/Pages/Page_{at}/Content.xml": xml for at, xml in enumerate(pages)}
    return parts | {f"{folder}/Tpls/{name}.xml": xml for name, xml in templates.items()}


def make_ofd(documents: Sequence[Mapping[str, str]], *, info: str = "") -> bytes:
    """Return the bytes of an OFD file with these documents, in folders Doc_0, Doc_1 …"""
    bodies = "".join(
        f"<ofd:DocBody><ofd:DocInfo>{info}</ofd:DocInfo><ofd:DocRoot>Doc_{at}/Document.xml</ofd:DocRoot></ofd:DocBody>"
        for at in range(len(documents))
    )
    parts = {"OFD.xml": f'{HEAD}<ofd:OFD {NAMESPACE} DocType="OFD" Version="1.0">{bodies}</ofd:OFD>'}
    for part in documents:
        parts |= part
    return zipped(parts)


def simple_ofd(*pages: str, info: str = "") -> bytes:
    """Return an OFD file of one document."""
    return make_ofd([document("Doc_0", pages)], info=info)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip container of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return stream.getvalue()
