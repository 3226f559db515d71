"""PDFs written by hand, object by object, for what no typesetting program would make."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def text(*lines: str, x: float = 72, y: float = 720, size: float = 11, leading: float = 14, extra: str = "") -> str:
    """A content stream that shows lines one under the other; *extra* operators come first."""
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    return f"BT {extra} /F1 {size} Tf {leading} TL 1 0 0 1 {x} {y} Tm {shown} ET"


def pdf(
    pages: Sequence[str | bytes],
    *,
    box: str = "0 0 595 842",
    font: str = HELVETICA,
    info: str = "",
    page: str = "",
    catalog: str = "",
    resources: str = "",
    more: Sequence[str] = (),
    compress: bool = False,
) -> bytes:
    """A PDF with one content stream a page; *more* are further objects, numbered from 4 on.

    *page*, *catalog*, *resources* and *info* are added to the dictionaries of that name.
    """
    first = 4 + len(more)
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        font.encode(),
        *(one.encode("latin-1") for one in more),
    ]
    for number, stream in enumerate(pages):
        raw = stream if isinstance(stream, bytes) else stream.encode("latin-1")
        packed = zlib.compress(raw, 9) if compress else raw
        how = "/Filter /FlateDecode " if compress else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents {first + 2 * number + 1} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> {resources} >> {page} >>".encode()
        )
        objects.append(f"<< {how}/Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream")
    return _written(objects, info)


def _written(objects: Sequence[bytes], info: str) -> bytes:
    made = bytearray(b"%PDF-1.7\n")
    places: list[int] = []
    everything = [*objects, f"<< {info} >>".encode("latin-1")]
    for number, content in enumerate(everything, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(made)
    made += f"xref\n0 {len(everything) + 1}\n0000000000 65535 f \n".encode()
    made += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    made += f"trailer << /Size {len(everything) + 1} /Root 1 0 R /Info {len(everything)} 0 R >>\n".encode()
    return bytes(made + f"startxref\n{start}\n%%EOF\n".encode())


#: An image of one grey point, to be drawn over a page; object 4.
IMAGE = (
    "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\n"
    "stream\n\x80\nendstream"
)
SCAN = "q 595 0 0 842 0 0 cm /Im1 Do Q"


def scanned(*layers: str) -> bytes:
    """Pages that are a picture each, with what is drawn over it."""
    return pdf([f"{SCAN} {layer}" for layer in layers], resources="/XObject << /Im1 4 0 R >>", more=[IMAGE])
