#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""pollution.py [--schouw BINARY] [--every N] [--seed N] [--least SCORE] [--worst N]: reads polluted CSV files and scores it.

One register, made up from a fixed seed, is polluted in the families of the Pollock benchmark (Vitagliano and others, VLDB
2023), one pollution a file; `schouw read FILE -o OUT.csv` reads each, once guessing and once with the dialect given. Per
file, as there: success, and precision, recall and F1 of header cells, of records (the cells of a row laid end to end) and
of all cells, as multisets. Simple score: the mean of the sum of these ten. Weighted: by how often a pollution was met in
the survey of that benchmark; within a family all files weigh the same.

The register is another, so the figures are no Pollock scores: they tell a change for better or worse. What a perfect
reader returns: for the separator that is lacking or too many, what Python's csv reads; for a quote too many, the quote as
a character of its cell; for the others the register itself.
"""

import argparse
import collections
import csv
import io
import random
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ROWS, COLUMNS = 83, 9
HEADER = ["Nummer", "Verwerking", "Doel", "Grondslag", "Bewaartermijn", "Vastgesteld op", "Kosten", "Vindplaats", "Opmerking"]
WORDS = ("aanvraag besluit controle dossier gegevens gemeente inwoner jeugdhulp melding onderzoek overleg parkeren "
         "privacy register subsidie team toezicht uitkering vergunning wijk zorg coördinatie financiën").split()

# How many of the surveyed files had it.
WEIGHTS = {"source": 1, "no_payload": 15, "no_trailing_newline": 184, "double_trailing_newline": 5, "no_header": 470,
           "header_multirow": 94, "preamble": 282, "multitable": 188, "header_only": 3, "one_data_row": 4,
           "record_delimiter_CR": 7, "record_delimiter_LF": 1691, "field_delimiter_TAB": 4, "field_delimiter_;": 834,
           "field_delimiter_space": 4, "field_delimiter_comma_space": 101, "quotation_char": 11, "escape_backslash": 1,
           "escape_none": 7, "row_less_sep": 260, "row_more_sep": 278, "row_extra_quote": 7, "row_field_delimiter": 1}

File = collections.namedtuple("File", "name family data expected delimiter quote escape")


def register(seed):
    """Rows of text: dates, amounts, quotes, delimiters, accents, empty cells; no line breaks, as in Pollock's source."""
    chance = random.Random(seed)
    phrase = lambda least, most: " ".join(chance.choice(WORDS) for _ in range(chance.randint(least, most)))
    rows = []
    for number in range(1, ROWS + 1):
        purpose = phrase(8, 25).capitalize() + "."
        if chance.random() < 0.5:
            purpose = purpose.replace(" ", ", ", 2)
        if chance.random() < 0.1:
            purpose = purpose.replace(" ", ' "', 1).replace(".", '".')
        name = phrase(1, 3).capitalize() + chance.choice(["", "", "", "'s", ', 24"', " (oud)"])
        rows.append([f"V-{chance.randint(1000, 9999)}", name, purpose, chance.choice(["wet", "taak", "toestemming"]),
                     str(chance.randint(1, 20)), f"{number % 28 + 1:02}/{number % 12 + 1:02}/2018",
                     f"€{chance.randint(1, 99)}.{chance.randint(0, 99):02}",
                     f"https://www.example.nl/verwerking/{number}.html", ""])
    return rows


def quoted(cell, delimiter, quote='"', escape='""', everything=False):
    if not everything and not any(sign in cell for sign in (delimiter, quote, "\n", "\r")):
        return cell
    return quote + cell.replace(quote, escape) + quote


def line(row, delimiter=",", **how):
    return delimiter.join(quoted(cell, delimiter, **how) for cell in row)


def text(rows, delimiter=",", end="\r\n", **how):
    return "".join(line(row, delimiter, **how) + end for row in rows)


def as_python_reads(written):
    return list(csv.reader(io.StringIO(written, newline="")))[0]


def whole_files(rows):
    """Pollutions of the file as a whole."""
    table = [HEADER] + rows
    plain = text(table)

    def file(name, data, expected=table, family=None, delimiter=",", quote='"', escape="doubled"):
        return File(name, family or name, data.encode(), expected, delimiter, quote, escape)

    yield file("source", plain)
    yield file("no_payload", "", [])
    yield file("no_trailing_newline", plain.rstrip("\r\n"))
    yield file("double_trailing_newline", plain + "\r\n")
    yield file("no_header", text(rows), rows)
    for times in (2, 3):
        yield file(f"header_multirow_{times}", text([HEADER] * times + rows), [[" ".join([h] * times) for h in HEADER]] + rows,
                   "header_multirow")
    yield file("preamble", "Register van verwerkingen\r\nGemeente Voorbeeld\r\n\r\n" + plain)
    for name, width in (("less", 7), ("same", 9), ("more", 12)):
        second = [[f"kolom {i}" for i in range(width)]] + [[f"{r}.{i}" for i in range(width)] for r in range(10)]
        yield file(f"multitable_{name}", plain + "\r\n" + text(second), table, "multitable")
    yield file("header_only", text([HEADER]), [HEADER])
    yield file("one_data_row", text(table[:2]), table[:2])
    yield file("record_delimiter_CR", text(table, end="\r"))
    yield file("record_delimiter_LF", text(table, end="\n"))
    for name, sign in (("TAB", "\t"), (";", ";"), ("space", " "), ("comma_space", ", ")):
        yield file(f"field_delimiter_{name}", text(table, sign), delimiter=sign)
    yield file("quotation_char", text(table, quote="'", escape="''"), quote="'")
    yield file("escape_backslash", text(table, escape='\\"'), escape="backslash")
    yield file("escape_none", text(table, escape='"'))


def row_files(rows):
    """Pollutions of one row, each row and column in turn."""
    table = [HEADER] + rows
    lines = [line(row) for row in table]

    def file(family, row, column, written, cells):
        data = "".join(one + "\r\n" for one in lines[:row] + [written] + lines[row + 1:])
        return File(f"{family}_row{row}_col{column}", family, data.encode(), table[:row] + [cells] + table[row + 1:], ",", '"', "doubled")

    for row, cells in enumerate(table):
        parts = [quoted(cell, ",") for cell in cells]
        for column in range(COLUMNS):
            if column > 0:
                less = ",".join(parts[:column]) + ",".join(parts[column:])
                yield file("row_less_sep", row, column, less, as_python_reads(less))
            more = ",".join(parts[:column]) + ("," if column > 0 else "") + "," + ",".join(parts[column:])
            yield file("row_more_sep", row, column, more, as_python_reads(more))
            # the cell as written, with a quote before its text
            extra = parts[column][:1] * (parts[column][:1] == '"') + '"' + parts[column][parts[column][:1] == '"':]
            yield file("row_extra_quote", row, column, ",".join(parts[:column] + [extra] + parts[column + 1:]),
                       cells[:column] + ['"' + cells[column]] + cells[column + 1:])
        yield file("row_field_delimiter", row, 0, line(cells, " "), cells)


def share(expected, found):
    if not expected:
        return (1.0, 1.0, 1.0)
    common = sum((collections.Counter(expected) & collections.Counter(found)).values())
    if not common:
        return (0.0, 0.0, 0.0)
    precision, recall = common / len(expected), common / len(found)
    return (precision, recall, 2 * precision * recall / (precision + recall))


def score(expected, found):
    """Of at most ten."""
    if found is None:
        return 0.0
    if not expected:
        return 10.0
    records = lambda rows: ["".join(row) for row in rows[1:]]
    cells = lambda rows: [cell for row in rows for cell in row]
    return (1 + sum(share(expected[0], found[0] if found else [])) + sum(share(records(expected), records(found))) +
            sum(share(cells(expected), cells(found))))


def read(binary, file, folder, given):
    """The rows that the program wrote, or None when it failed."""
    path, out = folder / f"{file.name}.csv", folder / f"{file.name}.out"
    path.write_bytes(file.data)
    command = [str(binary), "read", "-q", str(path), "-o", str(out)]
    if given:
        command += ["--delimiter", file.delimiter, "--quote", file.quote, "--escape", file.escape]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode != 0:
        return None
    return list(csv.reader(io.StringIO(out.read_text(encoding="utf-8"), newline="")))


def measure(binary, files, given):
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda file: score(file.expected, read(binary, file, Path(folder), given)), files))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--schouw", type=Path, default=ROOT / "build/release/schouw")
    parser.add_argument("--every", type=int, default=1, help="of the files with one polluted row, each Nth")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--least", type=float, help="fail when a simple score is lower")
    parser.add_argument("--worst", type=int, default=0, help="name so many files that score lowest")
    arguments = parser.parse_args()
    csv.field_size_limit(sys.maxsize)
    rows = register(arguments.seed)
    files = list(whole_files(rows)) + list(row_files(rows))[::arguments.every]
    sizes = collections.Counter(file.family for file in files)
    if sizes.keys() - WEIGHTS.keys():
        raise SystemExit(f"pollution: no weight for {sizes.keys() - WEIGHTS.keys()}")
    print(f"Reading {len(files):,} polluted CSV files: scores of at most 10 (register {arguments.seed})")
    failed = False
    for given in (False, True):
        scores = measure(arguments.schouw, files, given)
        simple = sum(scores) / len(scores)
        weights = [WEIGHTS[file.family] / sizes[file.family] for file in files]
        weighted = sum(map(lambda s, w: s * w, scores, weights)) / sum(weights)
        print(f"  dialect {'given' if given else 'guessed'}: simple {simple:.3f}, weighted {weighted:.3f}")
        families = collections.defaultdict(list)
        for file, one in zip(files, scores):
            families[file.family].append(one)
        low = {name: sum(all_) / len(all_) for name, all_ in families.items() if min(all_) < 9.9995}
        print("    below 10: " + (", ".join(f"{name} {mean:.3f}" for name, mean in sorted(low.items(), key=lambda x: x[1])) or "none"))
        failed = failed or (arguments.least is not None and simple < arguments.least)
        if arguments.worst or failed:
            for one, file in sorted(zip(scores, files), key=lambda x: x[0])[:arguments.worst or 10]:
                print(f"    {one:7.3f} {file.name}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
