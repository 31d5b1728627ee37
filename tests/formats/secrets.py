#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""tests/formats/secrets.py BINARY SOURCE_DIR: what a report must not show, and must not do.

- A workspace in which every column marked personal of every shipped register holds a value of its own, and a waiver too:
  in every edition that hides personal columns none of them stands in any byte of any format; in one
  that shows them each format that shows facts has at least one, so that the test can fail.
- Formulas, tags, and what drives a terminal, in every text column: no format holds them in a form that does anything.

The lists of formats and editions come from the program and its data: a new one is covered by itself.
Prints one line per problem, and exits with 1 when there is one.
"""

import csv
import io
import json
import re
import sys
from pathlib import Path

from lxml import etree

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
from support import Problems, Schouw, editions, has_document, registers, unpacked  # noqa: E402

CANARY = re.compile(rb"KANARIE\d+X")
NO_FACTS = {"prometheus", "md", "svg"}      # counts, a passage, and pictures
FORMULA = re.compile("^[ \"]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]")
# C0 but for tab and line ends, DEL, C1, bidi controls, line and paragraph separators.
DRIVES = re.compile(b"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]"
                    b"|\xd8\x9c")
PAYLOADS = ["=HYPERLINK(\"http://x.example\";\"=1+1\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "＝1+1", "＠x", "a\n=1+1",
            "a;=1+1", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "]]><x/>", "&lt;b&gt;", "a\x1b[2Jb",
            "a\x1b]0;titel\x07b", "a\x9b31mb", "a\x7fb", "a\u202eb", "a\u2066b", "a\u2028b", "{{naam}}", "a|b=1;2", "a\\nb\\",
            "--><!--", "javascript:alert(1)", "kwaad\"' onload='x"]


def quoted(cell):
    return '"' + cell.replace('"', '""') + '"'


def write_workspace(folder, source, cells_of):
    """A source per register; cells_of(register, key columns, column) gives the cells of one column, a row each."""
    toml = ['organisation = "Gemeente Voorbeeld"', 'checklists = ["*", "./own.toml"]']
    for register_id, (head, columns) in registers(source).items():
        if head.get("role") == "waivers":
            continue
        rows = list(zip(*(cells_of(register_id, head["key"], column) for column in columns)))
        lines = [";".join(column["id"] for column in columns)] + [";".join(map(quoted, row)) for row in rows]
        (folder / f"{register_id}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        toml += [f"[sources.{register_id}]", f'file = "{register_id}.csv"']
    (folder / "schouw.toml").write_text("\n".join(toml) + "\n", encoding="utf-8")


def write_checks(folder, source):
    """For every text column of every register a check that finds each of its cells, and says what stands there."""
    parts = ['[checklist]\nid = "own"\ntitle = { nl = "Eigen", en = "Own" }']
    for register_id, (head, columns) in registers(source).items():
        if head.get("role") in ("waivers", "answers"):
            continue
        for column in columns:
            if column["type"] != "text":
                continue
            name = column["id"]
            parts.append(f'[[check]]\nid = "own-{register_id}-{name}"\ntitle = {{ nl = "Zegt {name}", en = "Says {name}" }}\n'
                         f'register = "{register_id}"\nseverity = "low"\nnorms = []\norigin = ["own:1"]\n'
                         f'tests = "existence"\ncolumn = "{name}"\nviolates = "length({name}) > 0"\n'
                         f'reason = {{ nl = "Er staat {{{name}}}", en = "It says {{{name}}}" }}\n'
                         f'remedy = {{ nl = "Doe iets", en = "Do something" }}')
    (folder / "own.toml").write_text("\n".join(parts) + "\n", encoding="utf-8")


def personal_workspace(schouw, source):
    used = []

    def cells_of(_, key, column):
        if column.get("personal"):
            used.append(f"KANARIE{len(used) + 1}X")
            return [used[-1]]
        if column["id"] in key:
            return ["2025-12-31" if column["type"] == "date" else "K1"]
        return [""]

    write_workspace(schouw.folder, source, cells_of)
    write_checks(schouw.folder, source)
    waiver = ('[[waiver]]\ncheck = "{check}"\nkey = "{key}"\nreason = "R"\nowner = "O"\napprover = "{canary}"\n'
              'from = 2026-01-01\nuntil = 2026-12-31\nevidence = "{canary}"\n')
    (schouw.folder / "waivers.toml").write_text(
        waiver.format(check="own-accounts-user", key="*", canary="KANARIE9001X") +
        waiver.format(check="own-incidents-summary", key="K?", canary="KANARIE9002X"), encoding="utf-8")
    schouw.run("check", "-q", "--as-of", "2026-01-01", codes=(0, 1, 3))
    # A second run, in which some are gone: what was closed is shown as well.
    path = schouw.folder / "accounts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace('"K1"', '"K2"'), encoding="utf-8")
    schouw.run("check", "-q", "--as-of", "2026-02-01", codes=(0, 1, 3))
    return used


def check_canaries(binary, source, problems):
    schouw = Schouw(binary)
    used = personal_workspace(schouw, source)
    problems.expect(len(used) > 30, f"only {len(used)} personal columns were found: the generator is at fault")
    formats = schouw.known("--format")
    known = editions(source)
    problems.expect(sorted(editions(source, for_reader=True)) == sorted(schouw.known("--edition")), "the editions are not those that are shipped")
    for edition, hides in known.items():
        for format_id in (word for word in formats if has_document(edition, word, source)):
            for language in ("nl", "en") if edition == "raad" else ("nl",):
                seen = set(CANARY.findall(unpacked(schouw.report(edition, format_id, language))))
                if hides:
                    problems.expect(not seen, f"{edition} {format_id} {language}: shows {sorted(seen)[:5]}")
                elif edition == "werklijst" and format_id not in NO_FACTS:
                    problems.expect(seen, f"{edition} {format_id} {language}: shows no canary at all, so nothing was tested")
    shown = set(CANARY.findall(schouw.report("werklijst", "json")))
    problems.expect(len(shown) >= len(used) // 2, f"werklijst json shows {len(shown)} of {len(used)} canaries")


def payload_workspace(schouw, source):
    def cells_of(_, key, column):
        if column["id"] in key:
            if column["type"] == "date":
                return [f"2025-12-{1 + i:02}" for i in range(len(PAYLOADS))]
            return [f"{payload}#{i}" for i, payload in enumerate(PAYLOADS)]
        return PAYLOADS if column["type"] == "text" else [""] * len(PAYLOADS)

    write_workspace(schouw.folder, source, cells_of)
    write_checks(schouw.folder, source)
    schouw.run("check", "-q", "--as-of", "2026-01-01", codes=(0, 1, 3))


def check_csv(name, data, separator, problems):
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator))
    problems.expect(len({len(row) for row in rows}) == 1, f"{name}: rows of different lengths")
    for row in rows:
        for cell in row:
            problems.expect(not FORMULA.match(cell), f"{name}: a cell is a formula: {cell[:40]!r}")
    # A spreadsheet with another separator cuts elsewhere.
    for other in ";\t,".replace(separator, ""):
        for line in data.decode("utf-8-sig").splitlines():
            for cell in line.split(other)[1:] if other != "," else []:
                problems.expect(not FORMULA.match(cell), f"{name}: with {other!r} a cell is a formula: {cell[:40]!r}")


def check_payloads(binary, source, problems):
    schouw = Schouw(binary)
    payload_workspace(schouw, source)
    machine = [name for name in schouw.known("--format")
               if name.startswith(("json", "csv", "sarif", "junit", "oscal", "prometheus"))]
    problems.expect(len(machine) >= 9, f"too few machine formats: {machine}")
    for edition in ("raad", "werklijst"):
        for format_id in machine:
            name = f"{edition} {format_id}"
            data = schouw.report(edition, format_id)
            problems.expect(not DRIVES.search(data), f"{name}: a byte drives a terminal: {DRIVES.search(data)}")
            if format_id.startswith("csv"):
                check_csv(name, data, "," if "rfc" in format_id else ";", problems)
            elif format_id == "junit":
                root = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
                tags = {element.tag for element in root.iter()}
                problems.expect(tags <= {"testsuites", "testsuite", "properties", "property", "testcase", "failure",
                                         "skipped", "system-out", "system-err"}, f"{name}: foreign elements {tags}")
            elif format_id != "prometheus":
                problems.expect(b"<" not in data and b"&" not in data, f"{name}: a tag could begin in it")
                for line in data.splitlines() if format_id == "jsonl" else [data]:
                    json.loads(line)
    findings = json.loads(schouw.report("werklijst", "json"))["findings"]
    keys = {finding["key"] for finding in findings}
    problems.expect(any(key and key.startswith("=HYPERLINK") for key in keys), "JSON changed a formula that was a key")
    problems.expect(any(key and "\x1b[2J" in key for key in keys), "JSON changed a key with an escape")
    for words in (("findings",), ("monitor",), ("report", "--edition", "raad", "-o", "out.csv")):
        ran = schouw.run(*words, codes=None)
        problems.expect(not DRIVES.search(ran.stdout + ran.stderr), f"{words[0]}: drives the terminal")


def main():
    binary, source = sys.argv[1:3]
    problems = Problems()
    check_canaries(binary, source, problems)
    check_payloads(binary, source, problems)
    problems.end()


main()
