#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""workbooks.py [--rows N] [--runs N] [--modules DIR] [--build DIR]: times the reading of a workbook beside its peers.

The workbook is a register of 25 columns, made up (tests/book_make.cpp), once with shared strings and once with its
texts in the cells. Each reader must count the same rows, filled cells and (where it can tell them) dates. Programs take
turns; the first turn is not counted; figures are medians. exceljs and SheetJS take part when DIR/node_modules has them.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

OPENPYXL = """
import sys
from openpyxl import load_workbook
rows = cells = dates = 0
for row in load_workbook(sys.argv[1], read_only=True, data_only=True).worksheets[0].iter_rows(values_only=True):
    rows += 1
    for value in row:
        cells += value is not None
        dates += hasattr(value, "year")
print(rows, cells, dates)
"""
PANDAS = """
import sys
import pandas
frame = pandas.read_excel(sys.argv[1], header=None)
print(len(frame), int(frame.notna().sum().sum()))
"""
EXCELJS = """
const excel = require(process.argv[2] + "/node_modules/exceljs");
(async () => {
    let rows = 0, cells = 0;
    const how = { sharedStrings: "cache", styles: "cache", worksheets: "emit" };
    for await (const sheet of new excel.stream.xlsx.WorkbookReader(process.argv[1], how))
        for await (const row of sheet) { rows++; row.eachCell(() => cells++); }
    console.log(rows, cells);
})();
"""
SHEETJS = """
const xlsx = require(process.argv[2] + "/node_modules/xlsx");
const book = xlsx.readFile(process.argv[1], { dense: true, cellDates: true });
const rows = xlsx.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1 });
let cells = 0;
for (const row of rows) for (const cell of row) if (cell !== undefined) cells++;
console.log(rows.length, cells);
"""


def works(*command):
    try:
        return subprocess.run(command, capture_output=True, timeout=120, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def readers(dump, modules):
    """Name and command of each reader that is there; the file is put at the place of None."""
    yield "schouw", [str(dump), None]
    python = "/usr/bin/python3"    # Debian's: it has openpyxl
    for name, module, script in (("openpyxl read-only", "openpyxl", OPENPYXL), ("pandas", "pandas", PANDAS)):
        if works(python, "-c", f"import {module}, openpyxl"):
            yield name, [python, "-c", script, None]
    for name, module, script in (("exceljs", "exceljs", EXCELJS), ("SheetJS", "xlsx", SHEETJS)):
        if modules and (modules / "node_modules" / module).is_dir():
            yield name, ["node", "-e", script, None, str(modules)]


def timed(command):
    """Wall and processor seconds, peak MiB, what it printed."""
    with tempfile.NamedTemporaryFile("r") as out, tempfile.NamedTemporaryFile("r") as err:
        watch = [sys.executable, "-I", "-S", str(HERE / "stopwatch.py"), "/dev/null", out.name, err.name]
        told = subprocess.run([*watch, *command], stdout=subprocess.PIPE, text=True, check=True).stdout.split()
        if int(told[3]) != 0:
            raise RuntimeError(f"{command[0]} ended with {told[3]}: {err.read()[:500]}")
        return float(told[0]), float(told[1]), int(told[2]) / 1024, out.read().split()


def measure(file, expected, commands, runs):
    """Prints a line for each reader; the number of readers that counted something else."""
    samples = {name: [] for name, _ in commands}
    wrong = 0
    for turn in range(runs + 1):
        for name, command in commands:
            *sample, found = timed([str(file) if word is None else word for word in command])
            if turn > 0:
                samples[name].append(sample)
            elif found != expected[:len(found)]:
                print(f"{file.name}: {name} counts {' '.join(found)}, not {' '.join(expected)}")
                wrong += 1
    first = None
    for name, _ in commands:
        wall, processor, peak = (statistics.median(column) for column in zip(*samples[name]))
        first = first or wall
        print(f"{file.name:<14}{name:<20}{wall:>9.3f}{processor:>11.3f}{peak:>10.1f}{wall / first:>10.1f}")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--modules", type=Path, help="folder with node_modules of exceljs and xlsx")
    parser.add_argument("--build", type=Path, default=ROOT / "build/release", help="with tests/book_dump, tests/book_make")
    options = parser.parse_args()
    tools = options.build / "tests"
    if not (tools / "book_dump").is_file():
        print("workbooks: first: cmake --preset release -DSCHOUW_TESTS=ON && cmake --build --preset release",
              file=sys.stderr)
        return 2
    modules = options.modules.resolve() if options.modules else None
    commands = list(readers(tools / "book_dump", modules))
    print(f"{'workbook':<14}{'program':<20}{'seconds':>9}{'processor':>11}{'peak MiB':>10}{'× schouw':>10}")
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("shared", "inline"):
            file = Path(folder) / f"{kind}.xlsx"
            made = subprocess.run([str(tools / "book_make"), str(file), str(options.rows), kind],
                                  stdout=subprocess.PIPE, text=True, check=True)
            wrong += measure(file, made.stdout.split(), commands, options.runs)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
