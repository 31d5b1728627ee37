#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""tests/export_test.py BINARY SOURCE_DIR: what `schouw export` writes is what the store holds.

- Every table that sqlite_schema names is there, but for those in LEFT_OUT; in CSV and JSON Lines; row by row the same.
- The README explains every file and every column, in both languages; the manifest's digests and numbers are right.
- The CSV and the JSON Lines of a file say the same, but for cells with a guard against formulas, which are counted.
- The same store gives the same bytes; `--as-of` gives what an export on that day gave.
- Registers as understood are what the checks saw, also where a header was recognised after the import.
- Names, keys and cells that are meant to do harm do none; what cannot be written leaves nothing behind.

Prints one line per problem, and exits with 1 when there is one.
"""

import csv
import hashlib
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

LEFT_OUT = {"sqlite_sequence": "a table of SQLite itself", "sqlite_stat1": "a table of SQLite itself"}
GUARDED = tuple("=+-@\t\r\n＝＋－＠")
UNEXPLAINED = ("(geen uitleg)", "(no explanation)", "«")
EPOCH = "1767225600"

SCHOUW_TOML = """organisation = "Gemeente | =Test"
checklists = ["norms", "./own.toml"]
registers = ["*", "./strange.toml"]
[sources.dpias]
file = "d.csv"
[sources.strange]
file = "s.csv"
"""
CHECKLIST = """[checklist]
id = "own"
title = { nl = "Eigen", en = "Own" }
[[check]]
id = "own-old"
title = { nl = "Oud", en = "Old" }
register = "dpias"
severity = "high"
norms = []
origin = ["own:1"]
tests = "existence"
column = "adopted_on"
violates = "adopted_on < '2021-01-01'"
reason = { nl = "Van {adopted_on}", en = "Of {adopted_on}" }
remedy = { nl = "Doe iets", en = "Do something" }
"""
REGISTER = """[register]
id = "strange"
title = { nl = "Vreemd", en = "Strange" }
key = ["key"]
duty = "may"
norms = []
[[column]]
id = "key"
type = "text"
title = { nl = "Sleutel", en = "Key" }
[[column]]
id = "note"
type = "text"
title = { nl = "Notitie", en = "Note" }
[[column]]
id = "amount"
type = "number"
title = { nl = "Bedrag", en = "Amount" }
"""
STRANGE = (b'Sleutel;Notitie;Bedrag;=HYPERLINK("x");Notitie2;;Bedragje\r\n'
           b'../../etc/passwd;"=1+1";1.234,56;@SUM(A1);a;b;c\r\n'
           b'=cmd|\' /C calc\'!A0;"regel 1\n-2+3";-5;plat;"a;=1";b;\r\n'
           b'nul;"a\x00b";onbekend;\t=1;"\xef\xbc\x9d1+1";;\r\n'
           b'caf\xe9;"\xff\xfe ongeldig";abc; =1;;;\r\n'
           b'"aanhaling "" hier";gewoon;12;"x";y;z;q\r\n'
           b';geen sleutel;1;;;;\r\n')

faults = []


def fault(text):
    faults.append(text)


class Workspace:
    def __init__(self, binary, folder):
        self.binary, self.folder = binary, Path(folder)
        self.folder.mkdir()

    def write(self, name, data):
        (self.folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())

    def run(self, *arguments, codes=(0,), limit=None):
        command = [self.binary, "-C", str(self.folder), "--lang", "en", *map(str, arguments)]
        if limit:
            command = ["bash", "-c", f"{limit}; exec \"$@\"", "bash", *command]
        environment = {"PATH": os.environ["PATH"], "SOURCE_DATE_EPOCH": EPOCH, "HOME": str(self.folder)}
        if "SCHOUW_DATADIR" in os.environ:
            environment["SCHOUW_DATADIR"] = os.environ["SCHOUW_DATADIR"]
        ran = subprocess.run(command, capture_output=True, env=environment, check=False)
        if codes and ran.returncode not in codes:
            fault(f"{' '.join(command)} ended with {ran.returncode}: {ran.stderr.decode(errors='replace').strip()}")
        return ran


def make(binary, folder):
    """A store with three runs, records that change, go and come back, and all that is strange."""
    work = Workspace(binary, folder)
    work.write("schouw.toml", SCHOUW_TOML)
    work.write("own.toml", CHECKLIST)
    work.write("strange.toml", REGISTER)
    work.write("s.csv", STRANGE)
    work.write("d.csv", "dpia_id;Vaststelling\nD1;2020-01-01\nD2;2020-02-02\nD3;begin 2017\n")
    work.run("check", "--as-of", "2026-01-01", "--label", "=eerste", codes=(0, 1, 3))
    work.run("backup", work.folder / "first.db")
    work.run("export", "--all", work.folder / "first")
    # The header is recognised only now, while the cells stay as they were.
    work.write("schouw.toml", SCHOUW_TOML.replace('"d.csv"', '"d.csv"\ncolumns = { adopted_on = "Vaststelling" }'))
    work.run("check", "--as-of", "2026-02-01", codes=(0, 1, 3))
    work.write("d.csv", "dpia_id;Vaststelling\nD1;2023-01-01\nD3;begin 2017\nD4;2020-04-04\n")
    work.run("check", "--as-of", "2026-03-01", codes=(0, 1, 3))
    return work


def read_csv(path):
    text = path.read_bytes().decode("utf-8")
    return list(csv.reader(io.StringIO(text, newline="")))


def read_lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]


def as_json(value, kind):
    """A value of the store as the export writes it."""
    if isinstance(value, bytes) and kind == "BLOB":
        return value.hex()
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            return {"bytes": value.hex()}
    return value


def compare_tables(store, folder, manifest):
    db = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    db.text_factory = bytes
    names = [row[0].decode() for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    for name in names:
        if name in LEFT_OUT:
            continue
        if not (folder / f"tables/{name}.jsonl").is_file() or not (folder / f"tables/{name}.csv").is_file():
            fault(f"the table {name} is in the store and not in the export")
            continue
        columns = [(row[1].decode(), row[2].decode()) for row in db.execute(f'PRAGMA table_info("{name}")')]
        key = [row[1].decode() for row in sorted(db.execute(f'PRAGMA table_info("{name}")'), key=lambda r: r[5]) if row[5]]
        order = ", ".join(f'"{column}"' for column in key) or "rowid"
        stored = [[as_json(value, kind) for value, (_, kind) in zip(row, columns)]
                  for row in db.execute(f'SELECT * FROM "{name}" ORDER BY {order}')]
        lines = read_lines(folder / f"tables/{name}.jsonl")
        written = [[line.get(column) for column, _ in columns] for line in lines]
        if stored != written:
            fault(f"{name}: the rows of the store are not those of the export")
        if manifest["tables"].get(name) != len(stored):
            fault(f"{name}: the manifest says {manifest['tables'].get(name)} rows, the store has {len(stored)}")
        if lines and [column for column, _ in columns] != list(lines[0])[:len(columns)]:
            fault(f"{name}: the columns of the store do not come first")
    for extra in set(manifest["tables"]) - set(names):
        fault(f"{extra}: is in the export and not in the store")
    db.close()


def plain(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return str(value)


def compare_formats(folder, manifest):
    """Cells of a CSV against those of its JSON Lines: as many differ as the manifest says, and none can be executed."""
    changed = {file["path"]: file.get("changed_cells") for file in manifest["files"]}
    for path in sorted(folder.rglob("*.csv")):
        name = path.relative_to(folder).as_posix()
        raw = path.read_bytes()
        if b"\0" in raw or not raw.endswith(b"\r\n"):
            fault(f"{name}: has a NUL, or does not end with CRLF")
        header, *rows = read_csv(path)
        lines = read_lines(path.with_suffix(".jsonl"))
        if len(rows) != len(lines):
            fault(f"{name}: {len(rows)} rows, and {len(lines)} as JSON Lines")
        differ = 0
        names = list(lines[0]) if lines else header
        for left, right in zip([header, *rows], [names, *(list(line.values()) for line in lines)]):
            if len(left) != len(header):
                fault(f"{name}: a row has {len(left)} cells, the header {len(header)}")
            for cell, value in zip(left, right):
                differ += cell != plain(value) and not isinstance(value, float)
                text = isinstance(value, (str, dict, list))
                if text and (cell.startswith(GUARDED) or re.search(r"[;\t\r\n][ \"]*[=+\-@＝＋－＠]", cell)):
                    fault(f"{name}: the cell {cell!r} can be taken for a formula")
        if lines and differ != changed[name]:
            fault(f"{name}: {differ} cells differ from the JSON Lines, the manifest says {changed[name]}")


def check_papers(folder, manifest):
    readme = (folder / "README.md").read_text(encoding="utf-8")
    for sign in UNEXPLAINED:
        for line in readme.splitlines():
            if sign in line:
                fault(f"README.md does not explain: {line}")
    halves = readme.split("\n---\n")
    if len(halves) != 2:
        fault("README.md is not in two languages")
    for half in halves:
        for path in folder.rglob("*.csv"):
            name = path.relative_to(folder).as_posix().removesuffix(".csv")
            if f"| {name} |".replace("_", "\\_") not in half:
                fault(f"README.md does not name {name}")
    listed = {file["path"] for file in manifest["files"]}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    if there != listed | {"manifest.json", "SHA256SUMS"}:
        fault(f"the manifest does not list what is there: {sorted(there ^ listed)}")
    for file in manifest["files"]:
        data = (folder / file["path"]).read_bytes()
        if hashlib.sha256(data).hexdigest() != file["sha256"] or len(data) != file["bytes"]:
            fault(f"{file['path']}: digest or size is not what the manifest says")
    if subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=folder, check=False).returncode != 0:
        fault("SHA256SUMS is not right")
    for path in [folder, *folder.rglob("*")]:
        if path.stat().st_mode & 0o77:
            fault(f"{path}: others may look into it")


def check_journal(folder, manifest):
    before = ""
    for entry in read_lines(folder / "tables/journal.jsonl"):
        before = hashlib.sha256(before.encode() + bytes.fromhex(entry["payload"])).hexdigest()
        if before != entry["hash"]:
            fault(f"the chain cannot be made again from the export: entry {entry['seq']}")
    if manifest["journal"]["head"] != before:
        fault("the manifest names another head of the journal")


def check_registers(folder):
    written = {line["_key"]: line for line in read_lines(folder / "registers/strange.written.jsonl")}
    for key, column, value in [("../../etc/passwd", "Notitie", "=1+1"), ("nul", "Notitie", "a\0b"),
                               ("café", "#6", ""), ("=cmd|' /C calc'!A0", "Notitie", "regel 1\n-2+3")]:
        if written.get(key, {}).get(column) != value:
            fault(f"strange.written: {key}, {column} is {written.get(key, {}).get(column)!r}, not {value!r}")
    read = {line["_key"]: line for line in read_lines(folder / "registers/strange.understood.jsonl")}
    for key, value, state in [("../../etc/passwd", 1234.56, None), ("=cmd|' /C calc'!A0", -5, None),
                              ("nul", None, "stated_unknown"), ("café", None, "unreadable")]:
        if read[key]["amount"] != value or read[key]["_states"].get("amount") != state:
            fault(f"strange.understood: {key} is {read[key]}")
    versions = [(line["_key"], line["_from"], line["_to"], line.get("adopted_on"), line.get("adopted_on_from"))
                for line in read_lines(folder / "registers/dpias.understood.jsonl")]
    expected = [("D1", "2026-01-01", "2026-03-01", "2020-01-01", "2020-01-01"),
                ("D1", "2026-03-01", None, "2023-01-01", "2023-01-01"),
                ("D2", "2026-01-01", "2026-03-01", "2020-02-02", "2020-02-02"),
                ("D3", "2026-01-01", None, "2017-03-31", "2017-01-01"),
                ("D4", "2026-03-01", None, "2020-04-04", "2020-04-04")]
    if versions != expected:
        fault(f"dpias.understood: {versions}")
    status = {(line["check"], line["record_key"]): line["status"] for line in read_lines(folder / "findings.jsonl")}
    for key, word in [("D1", "solved"), ("D2", "withdrawn"), ("D3", "open"), ("D4", "new")]:
        if status.get(("own-old", key)) != word:
            fault(f"findings: own-old {key} is {status.get(('own-old', key))}, not {word}")


def same_files(one, other, but=()):
    names = {path.relative_to(folder).as_posix() for folder in (one, other) for path in folder.rglob("*") if path.is_file()}
    for name in sorted(names - set(but)):
        if not (one / name).is_file() or not (other / name).is_file():
            fault(f"{name} is in one of {one.name} and {other.name} only")
        elif (one / name).read_bytes() != (other / name).read_bytes():
            fault(f"{name} differs between {one.name} and {other.name}")


def check_refusals(work):
    folder = work.folder
    full = folder / "full"
    full.mkdir()
    (full / "x").write_text("x")
    (folder / "link").symlink_to(folder / "elsewhere")
    for target, code in [(full, 2), (folder / "link", 2), (folder / "own.toml", 2), (folder / "no/such", 74),
                         (Path("/proc/export"), 74), (folder / "own.toml/x", 74)]:
        work.run("export", "--all", target, codes=(code,))
    names = lambda: {name for name in os.listdir(folder) if not name.startswith("schouw.db-")}    # SQLite's own
    before = names()
    for blocks in (1, 4, 20):
        work.run("export", "--all", folder / "cut", limit=f"trap '' XFSZ; ulimit -f {blocks}", codes=(74,))
        work.run("backup", folder / "cut.db", limit=f"trap '' XFSZ; ulimit -f {blocks}", codes=(74,))
    if names() != before:
        fault(f"what could not be written left {names() - before} behind")
    work.run("export", "dpias", "strange", codes=(2,))
    work.run("export", "nothing-known", folder / "out", codes=(2,))
    (folder / "empty").mkdir()
    work.run("export", "strange", folder / "empty")
    names = {path.relative_to(folder / "empty").as_posix() for path in (folder / "empty").rglob("*.csv")}
    if "registers/strange.written.csv" not in names or "registers/dpias.written.csv" in names or "findings.csv" in names:
        fault(f"export of one register wrote {sorted(names)}")


def check_foreign(work, folder):
    """A store that somebody else made: a register with a hostile name, bytes that are no UTF-8, a table of their own."""
    db = sqlite3.connect(work.folder / "schouw.db")
    db.execute("CREATE TABLE \"../x\" (a TEXT, b REAL) STRICT")
    db.execute("INSERT INTO \"../x\" VALUES (CAST(x'ff3d31' AS TEXT), 0.1)")
    db.execute("INSERT INTO record(register, record_key, digest, cells, from_snapshot) VALUES "
               "('../../evil', 'k', x'00', '[\"a\"]', 1), ('strange', 'gone', x'00', '', 1)")
    db.commit()
    db.close()
    work.run("export", "--all", folder)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    compare_foreign = [path for path in folder.rglob("*") if ".." in path.name]
    if compare_foreign or (work.folder / "evil.written.csv").exists():
        fault(f"a name led out of the folder: {compare_foreign}")
    if [one["register"] for one in manifest["registers_without_description"]] != ["../../evil"]:
        fault("the manifest does not name the register without a description")
    own = next(file for file in folder.glob("tables/name-*.jsonl"))
    if read_lines(own) != [{"a": {"bytes": "ff3d31"}, "b": 0.1}]:
        fault(f"a text that is no UTF-8 came out as {own.read_text()}")
    gone = [line for line in read_lines(folder / "registers/strange.understood.jsonl") if line["_key"] == "gone"]
    if len(gone) != 1 or gone[0]["key"] is not None:
        fault(f"a record whose cells were destroyed came out as {gone}")


def main(arguments):
    if len(arguments) != 2:
        print("usage: tests/export_test.py BINARY SOURCE_DIR", file=sys.stderr)
        return 2
    binary = str(Path(arguments[0]).resolve())
    with tempfile.TemporaryDirectory() as top:
        work = make(binary, Path(top) / "work")
        out = Path(top) / "out"
        work.run("export", "--all", out)
        manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
        compare_tables(work.folder / "schouw.db", out, manifest)
        compare_formats(out, manifest)
        check_papers(out, manifest)
        check_journal(out, manifest)
        check_registers(out)
        work.run("export", "--all", Path(top) / "again")
        same_files(out, Path(top) / "again")
        work.run("export", "--all", Path(top) / "then", "--as-of", "2026-01-15")
        same_files(work.folder / "first", Path(top) / "then",
                   ("README.md", "manifest.json", "SHA256SUMS"))
        check_refusals(work)
        check_foreign(work, Path(top) / "foreign")
        shutil.rmtree(top, ignore_errors=True)
    for line in faults:
        print(line)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
