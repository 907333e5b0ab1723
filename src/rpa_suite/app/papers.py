"""帳票 that robots saved with their entries: looked at one by one, or taken away."""

import io
from pathlib import Path

import pypdfium2 as pdfium

from rpa_suite.errors import InputError
from rpa_suite.model.work import PAPER
from rpa_suite.ocr.pdfium_lock import PDFIUM
from rpa_suite.store import Store

_DOTS = 150 / 72  # pixels a point


def first_page(content: bytes) -> bytes:
    """Return the first page of a PDF as PNG."""
    with PDFIUM:
        document = pdfium.PdfDocument(content)
        try:
            picture = document[0].render(scale=_DOTS).to_pil()
        finally:
            document.close()
    drawn = io.BytesIO()
    picture.save(drawn, "PNG")
    return drawn.getvalue()


def export_papers(store: Store, batch_id: str, path: Path) -> int:
    """Write all 帳票 of an import into one PDF, in the order of its lines.

    Returns:
        How many it holds; 0 writes nothing.

    Raises:
        InputError: The file cannot be written.
    """
    papers = [
        store.evidence.read(ref)
        for item in store.items.find(batch_id=batch_id)
        for ref in store.evidence.of_item(item.id)
        if ref.kind == PAPER and ref.disposed_at is None
    ]
    if not papers:
        return 0
    with PDFIUM:
        book = pdfium.PdfDocument.new()
        try:
            for content in papers:
                source = pdfium.PdfDocument(content)
                book.import_pages(source)
                source.close()
            book.save(path)
        except OSError as error:
            raise InputError(
                f"「{path.name}」に書けません。開いているソフトを閉じるか、"
                "ほかの場所を選んでください。"
            ) from error
        finally:
            book.close()
    return len(papers)
