"""Small files of every format, built by hand, and what must hold for whatever is read from them."""

from __future__ import annotations

import io
import json
import zipfile
from itertools import pairwise

from partcode.ingest.reading import read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="urn:wps" xmlns:v="urn:v"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODF = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "style", "manifest")
    )
    + ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
)


def read_file(folder, name, data, **options):
    """Write, read, and check what must hold for every document."""
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    document = read(path, name, **options)
    assert_spans(document)
    return document


def assert_spans(document):
    for spans in ([b.span for b in document.blocks], [t.span for t in document.turns]):
        assert all(0 <= start <= end <= len(document.text) for start, end in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))


def marked(document, kind):
    """The texts of the blocks of one kind."""
    return [document.text[b.span.start : b.span.end] for b in document.blocks if b.kind == kind]


def said(document):
    """(speaker, text) of every turn."""
    return [(turn.speaker, document.text[turn.span.start : turn.span.end]) for turn in document.turns]


def zipped(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def docx(body, **parts):
    """A .docx; `parts` are further parts by kind: footnotes, styles, header, footer, comments."""
    names = {kind: f"{kind}1.xml" for kind in parts}
    members = {
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r" Type="{TYPES}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">'
        + "".join(
            f'<Relationship Id="r{i}" Type="{TYPES}/{kind}" Target="{name}"/>'
            for i, (kind, name) in enumerate(names.items())
        )
        + "</Relationships>",
    }
    members |= {f"word/{names[kind]}": f"<w:{kind} {W}>{xml}</w:{kind}>" for kind, xml in parts.items()}
    return zipped(members)


def p(*runs, properties=""):
    """A Word paragraph; a run that begins with < is markup."""
    inner = "".join(r if r.startswith("<") else f'<w:r><w:t xml:space="preserve">{r}</w:t></w:r>' for r in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def odt(body, styles="", manifest=""):
    members = {
        "content.xml": f"<office:document-content {ODF}><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    }
    if styles:
        members["styles.xml"] = f"<office:document-styles {ODF}>{styles}</office:document-styles>"
    if manifest:
        members["META-INF/manifest.xml"] = f"<manifest:manifest {ODF}>{manifest}</manifest:manifest>"
    return zipped(members)


def pdf(*pages, extra=""):
    """A PDF in Courier (6 points a character at size 10); each page is lines of (x, y, text[, size])."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for page in pages:
        stream = "".join(_show(*line) for line in page).encode("cp1252")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream.decode('cp1252')}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R {extra} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


def _show(x, y, text, size=10):
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {size} Tf {x} {y} Td ({escaped}) Tj ET\n"


def whisper(*segments):
    keys = ("start", "end", "text", "speaker")
    return json.dumps({"segments": [dict(zip(keys, segment, strict=False)) for segment in segments]})
