#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""tests/render_test.py BINARY SOURCE_DIR: both editions of the example as LibreOffice prints them.

Every sheet is on paper and named in the footer, no page is blank, numbers fit in their columns, no cell holds an error
value, and the text is not shrunk to fit. Exits with 77 (skipped) where soffice or poppler's tools are absent.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl

PAGES = {"raad": range(40, 91), "werklijst": range(150, 231)}
ERRORS = ("#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!", "Err:5")
LEAST_POINTS = 8    # of what is printed; pdftohtml rounds down
MOST_SMALL = 0.05   # of the characters: footers


def run(*command):
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode > 1:
        sys.exit(f"render_test: {' '.join(map(str, command))} ended with {ran.returncode}: {ran.stderr.strip()}")
    return ran.stdout


def pages_of(pdf):
    return run("pdftotext", "-layout", pdf, "-").split("\f")[:-1]


def point_sizes(pdf, folder):
    """How many characters the pages have in each size of type, by pdftohtml's account."""
    run("pdftohtml", "-xml", "-i", "-q", "-zoom", "1.0", pdf, folder / "sizes")
    xml = (folder / "sizes.xml").read_text(encoding="utf-8")
    sizes = {number: float(size) for number, size in re.findall(r'<fontspec id="(\d+)" size="([-\d.]+)"', xml)}
    counts = {}
    for font, text in re.findall(r'<text [^>]*font="(\d+)"[^>]*>(.*?)</text>', xml):
        counts[sizes[font]] = counts.get(sizes[font], 0) + len(re.sub(r"<[^>]+>", "", text))
    return counts


def problems_of(edition, workbook, pdf, folder):
    book = openpyxl.load_workbook(workbook)
    pages = pages_of(pdf)
    if len(pages) not in PAGES[edition]:
        yield f"{len(pages)} pages; expected {PAGES[edition].start} to {PAGES[edition].stop - 1}"
    for number, page in enumerate(pages, 1):
        if not page.strip():
            yield f"page {number} is blank"
        if "###" in page:
            yield f"page {number}: a number is wider than its column"
        if f"pagina {number} van {len(pages)}" not in page:
            yield f"page {number} does not say which page it is"
        for error in ERRORS:
            if error in page:
                yield f"page {number} holds {error}"
    for sheet in book:
        if len(sheet.title) > 31 or re.search(r"[\[\]:*?/\\]", sheet.title):
            yield f"{sheet.title}: no name for a sheet"
        if not any(f"{sheet.title} · pagina" in page for page in pages):
            yield f"{sheet.title}: not on paper"
        if sheet.auto_filter.ref and not sheet.print_title_rows:
            yield f"{sheet.title}: its header is not repeated on each page"
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type in "ef" or (isinstance(cell.value, str) and cell.value.startswith(ERRORS)):
                    yield f"{sheet.title}!{cell.coordinate}: {cell.value}"
    sizes = point_sizes(pdf, folder)
    small = sum(count for size, count in sizes.items() if size < LEAST_POINTS)
    if small > MOST_SMALL * sum(sizes.values()):
        yield f"{small} characters are smaller than {LEAST_POINTS} points: {sizes}"


def main():
    binary, source = (Path(argument).resolve() for argument in sys.argv[1:3])
    for tool in ("soffice", "pdftoppm", "pdftotext", "pdftohtml"):
        if not shutil.which(tool):
            print(f"skipped: {tool} is not installed")
            sys.exit(77)
    found = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        os.environ["SCHOUW_LANG"] = "nl"
        run(binary, "init", folder / "work", "--example", "amsterdam-2016")
        run(binary, "-C", folder / "work", "check", "-q", "--as-of", "2016-03-24")
        for edition in PAGES:
            workbook = folder / f"{edition}.xlsx"
            run(binary, "-C", folder / "work", "report", "-q", "--edition", edition, "-o", workbook)
            run(source / "scripts/render", workbook, folder, "20")
            found += [f"{edition}: {problem}"
                      for problem in problems_of(edition, workbook, folder / f"{edition}.pdf", folder)]
    print("\n".join(found))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
