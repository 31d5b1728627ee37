#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""findings_book.py [--rows N] [--runs N]: times a workbook of findings beside its peers, in one run.

A hundred thousand made-up findings in twelve columns: text, numbers, dates, a colour, a filter and a frozen header. Ours
is the report model written by the format of the report (tests/book_bench, a build with tests). The peers are a bare loop over
libxlsxwriter and Python's XlsxWriter (Debian: python3-xlsxwriter), both in constant memory, with the same cells. Each must
hold the same number of filled cells. Programs take turns; the first turn is not counted; figures are medians. Exits with
1 when a promise is not kept: 4 times faster than Python, 1.3 times the bare loop, 100 MiB.
"""

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PYTHON = "/usr/bin/python3"
FASTER, SLOWER, MEBIBYTES = 4.0, 1.3, 100    # promised

TITLES = ["Nr", "Register", "Rij", "Toetspunt", "Ernst", "Kolom", "Waarde", "Melding", "Herstel", "Norm", "Termijn", "Kenmerk"]
WIDTHS = [8, 14, 10, 24, 8, 18, 16, 40, 30, 24, 12, 14]
REGISTERS = ["verwerkingen", "verwerkers", "dpia", "toegang"]
SEVERITIES = ["hoog", "midden", "laag", "info"]
COLUMNS = ["doel", "grondslag", "bewaartermijn", "verwerker"]
MESSAGES = ["Verplicht veld is leeg", "Waarde niet in de toegestane lijst", "Datum ouder dan 3 jaar, beoordeling vereist",
            "DPIA ontbreekt terwijl deze verplicht is"]
FIRST_DAY = 25569 + 18262


def findings(rows):
    """The rows of tests/book_bench.cpp."""
    seed = 1

    def draw(below):
        nonlocal seed
        seed = (seed * 1664525 + 1013904223) & 0xFFFFFFFF
        return (seed >> 8) % below

    for number in range(1, rows + 1):
        row, rule, severity, column, message, day = (draw(n) for n in (1000000, 100, 4, 4, 4, 2500))
        register, value = draw(4), draw(50000)
        yield (number, REGISTERS[register], row, f"toetspunt-nummer-{rule}", SEVERITIES[severity], COLUMNS[column], f"waarde {value} é",
               MESSAGES[message], f"Vul {COLUMNS[column]} aan", f"avg:2016/679:art{rule}", FIRST_DAY + day, f"k{number * 7919}")


def write_with_python(rows, out):
    import xlsxwriter    # only in the process that is timed
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet = book.add_worksheet("Bevindingen")
    header, date = book.add_format({"bold": 1}), book.add_format({"num_format": "dd-mm-yyyy"})
    bad, text = book.add_format({"font_color": "#9C0006"}), book.add_format({"text_wrap": 1})
    for i, (title, width) in enumerate(zip(TITLES, WIDTHS)):
        sheet.set_column(i, i, width)
        sheet.write_string(0, i, title, header)
    for at, row in enumerate(findings(rows), 1):
        for i, value in enumerate(row):
            if i in (0, 2):
                sheet.write_number(at, i, value)
            elif i == 10:
                sheet.write_number(at, i, value, date)
            else:
                sheet.write_string(at, i, value, bad if i == 4 and value == "hoog" else text)
    sheet.autofilter(0, 0, rows, 11)
    sheet.freeze_panes(1, 0)
    book.close()


def cells_of(workbook):
    """Filled cells of the largest sheet: of all that has a value."""
    with zipfile.ZipFile(workbook) as parts:
        return max(len(re.findall(rb"<(?:v|is)>", parts.read(name))) for name in parts.namelist() if "worksheets/sheet" in name)


def timed(command):
    with tempfile.NamedTemporaryFile("r") as out, tempfile.NamedTemporaryFile("r") as err:
        watch = [sys.executable, "-I", "-S", str(HERE / "stopwatch.py"), "/dev/null", out.name, err.name]
        told = subprocess.run([*watch, *command], stdout=subprocess.PIPE, text=True, check=True).stdout.split()
        if told[3] != "0":
            raise RuntimeError(f"{command[0]} ended with {told[3]}: {err.read()[:500]}")
        return float(told[0]), int(told[2]) / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--build", type=Path, default=ROOT / "build/release", help="with tests/book_bench")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--python-peer", metavar="OUT", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.python_peer:
        return write_with_python(options.rows, options.python_peer)
    bench = options.build.resolve() / "tests/book_bench"
    if not bench.is_file() or subprocess.run([PYTHON, "-c", "import xlsxwriter"], stderr=subprocess.DEVNULL, check=False).returncode:
        print("skipped: needs a build with tests (cmake --preset release -DSCHOUW_TESTS=ON) and python3-xlsxwriter")
        return 77
    with tempfile.TemporaryDirectory(prefix="schouw-book-") as folder:
        out = {name: str(Path(folder) / f"{name}.xlsx") for name in ("schouw", "libxlsxwriter", "XlsxWriter")}
        commands = {"schouw": [str(bench), "ours", str(options.rows), out["schouw"]],
                    "libxlsxwriter": [str(bench), "bare", str(options.rows), out["libxlsxwriter"]],
                    "XlsxWriter": [PYTHON, __file__, "--rows", str(options.rows), "--python-peer", out["XlsxWriter"]]}
        samples = {name: [] for name in commands}
        for turn in range(options.runs + 1):
            for name, command in commands.items():
                sample = timed(command)
                if turn:
                    samples[name].append(sample)
        cells = {name: cells_of(path) for name, path in out.items()}
    figures = {name: {"seconds": statistics.median(s for s, _ in of), "mebibytes": max(m for _, m in of), "cells": cells[name]}
               for name, of in samples.items()}
    ours = figures["schouw"]
    faster, slower = figures["XlsxWriter"]["seconds"] / ours["seconds"], ours["seconds"] / figures["libxlsxwriter"]["seconds"]
    kept = faster >= FASTER and slower <= SLOWER and ours["mebibytes"] <= MEBIBYTES and len(set(cells.values())) == 1
    if options.json:
        print(json.dumps({"rows": options.rows, "figures": figures, "faster_than_python": faster, "of_bare_loop": slower, "kept": kept}))
    else:
        for name, one in figures.items():
            print(f"{name:<14} {one['seconds']:6.2f} s  {one['mebibytes']:6.0f} MiB  {one['cells']:,} cells")
        print(f"{faster:.1f} times faster than XlsxWriter (promised {FASTER:g}), {slower:.2f} times the bare loop ({SLOWER:g})")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
