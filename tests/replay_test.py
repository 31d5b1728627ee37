#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""replay_test.py SCHOUW SOURCE_DIR: the report of the Amsterdam court of audit, held against the run of its own registers.

As of 2016-03-24 each entry of tests/data/replay-2016.toml must come out: a negative one is a finding of that check on that
record, a positive one is met, a fact stands as that figure in the register. Every finding of the report (B01 to B76) is in
checklists/coverage-rka2016.toml, as are the other statements, and in the replay or in LEFT_OUT with the reason. No norm
that came later is cited. As of 2026 the AVG judges the same registers, and the run says that it is hypothetical.

Prints one line per fault, and exits with 1 when there is one.
"""

import csv
import json
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from pathlib import Path

STATEMENTS = ([f"F{i:02}" for i in range(1, 19)] + [f"N{i:02}" for i in range(1, 11)] + [f"B{i:02}" for i in range(1, 77)] +
              [f"R{i}" for i in range(1, 7)] + [f"P{i:02}" for i in range(1, 41)] + [f"W{i:02}" for i in range(1, 17)])
LEFT_OUT = {}    # findings of the report that the registers of 2016 cannot show → why


def schouw(program, *arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=False)


def run_of(program, folder, as_of):
    ran = schouw(program, "-C", str(folder), "check", "--as-of", as_of, "--json")
    return json.loads(ran.stdout)


def figure(folder, schemas, entry):
    """The cell that a fact speaks of, as written in the register."""
    schema = schemas[entry["register"]]
    titles = {column["id"]: column["title"]["nl"] for column in schema["columns"]}
    with open(folder / "registers" / (entry["register"] + ".csv"), encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            key = [row[titles[part]] for part in schema["key"]]
            shown = key[0] if len(key) == 1 else json.dumps(key, ensure_ascii=False, separators=(",", ":"))
            if shown == entry["key"]:
                return row[titles[entry["column"]]]
    return None


def load_schemas(source):
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in (source / "templates/registers").glob("*.toml")]
    groups = {group["id"]: group["column"] for file in files for group in file.get("group", [])}
    return {file["register"]["id"]: {"key": file["register"]["key"],
                                     "columns": [c for column in file["column"] for c in groups.get(column.get("group"), [column])]}
            for file in files if "register" in file}


def entry_faults(entry, run, folder, schemas):
    name = f"{entry['row']} ({entry['judgement']})"
    if entry["judgement"] == "fact":
        value = figure(folder, schemas, entry)
        if value != entry["value"]:
            yield f"{name}: {entry['register']} {entry['key']} {entry['column']} is {value!r}, not {entry['value']!r}"
        return
    found = {(f["check"], f["key"]) for f in run["findings"]}
    unknown = {(u["check"], u["key"]) for u in run["unknown"]}
    checks = {c["id"]: c for c in run["checks"]}
    pair = (entry["check"], entry["key"])
    if entry["check"] not in checks:
        yield f"{name}: {entry['check']} took no part"
    elif entry["judgement"] == "negative" and pair not in found:
        yield f"{name}: {pair} is no finding"
    elif entry["judgement"] == "positive" and (pair in found or pair in unknown or (entry["check"], None) in unknown):
        yield f"{name}: {pair} is not met"
    elif entry["judgement"] not in ("negative", "positive"):
        yield f"{name}: no such judgement"


def coverage_faults(source, entries):
    coverage = tomllib.loads((source / "checklists/coverage-rka2016.toml").read_text(encoding="utf-8"))
    covered = {row["id"] for row in coverage["row"]}
    yield from (f"{row}: no check covers it" for row in STATEMENTS if row not in covered)
    replayed = {entry["row"] for entry in entries}
    for row in STATEMENTS:
        if row.startswith("B") and (row in replayed) == (row in LEFT_OUT):
            yield f"{row}: must stand either in the replay or in LEFT_OUT"


def main(program, source):
    source = Path(source)
    entries = tomllib.loads((source / "tests/data/replay-2016.toml").read_text(encoding="utf-8"))["finding"]
    faults = list(coverage_faults(source, entries))
    schemas = load_schemas(source)
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root) / "w"
        schouw(program, "init", str(folder), "--example", "amsterdam-2016")
        run = run_of(program, folder, "2016-03-24")
        for entry in entries:
            faults += entry_faults(entry, run, folder, schemas)
        # A record that is met is not told apart from one to which a check does not apply: the counts are held against it.
        positive = Counter(entry["check"] for entry in entries if entry["judgement"] == "positive")
        met = {check["id"]: check["met"] for check in run["checks"]}
        faults += [f"{check}: {met.get(check, 0)} met, {count} positive" for check, count in positive.items() if met.get(check, 0) < count]
        later = {norm for check in run["checks"] for norm in check["norms"] if norm.startswith(("avg:", "uavg:", "bio"))}
        faults += [f"cites {norm}, which came later" for norm in sorted(later)]
        if not run["run"]["complete"] or run["run"]["hypothetical"]:
            faults.append("the run of 2016 should be complete and not hypothetical")
        today = run_of(program, folder, "2026-06-01")
        if not today["run"]["hypothetical"] or not any(n.startswith("avg:") for c in today["checks"] for n in c["norms"]):
            faults.append("the run of 2026 should be hypothetical, and judge by the AVG")
        report = Path(root) / "raad.xlsx"
        schouw(program, "-C", str(folder), "report", "-q", "-o", str(report))
        cover = schouw(program, "read", str(report), "--sheet", "Voorblad", "--json").stdout
        if "ypothetische toets" not in cover:
            faults.append("the cover of 2026 does not say that the test is hypothetical")
    for fault in faults:
        print(fault)
    print(f"{len(entries)} entries, {len(faults)} faults")
    return 1 if faults or not entries else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
