#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""history_test.py SCHOUW SOURCE_DIR [MUTATIONS]: a history that was changed outside the program is found out.

A small workspace gets three imports and four runs. Then each of MUTATIONS (150) changes one thing in a copy of its store:
a value, a row less, a row more, two values swapped, the tail of the journal cut. `schouw verify` must end with 4 and, where
an entry of the journal was changed, name it. A tail that was cut with all that it speaks of leaves a history that is
sound in itself: the hash of a run that was cut must then be missing. A store of version 1 (tests/data/store-1.sql) is
brought up to date, shows the findings it had, keeps a copy, and verifies; a change to what it held is found as well.

Prints one line per fault, and exits with 1 when there is one.
"""

import json
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

RUNS = ((1, "2026-01-31"), (2, "2026-02-28"), (2, "2026-03-31"), (3, "2026-04-30"))
# What the order of rows says is compared where it matters; these numbers mean nothing by themselves.
NO_MEANING = {("snapshot", "id"), ("run", "id"), ("remark", "id"), ("refused_row", "id"), ("record", "id"), ("waived", "id"),
              ("unknown_life", "id"), ("finding_event", "id"), ("text_once", "id"), ("check_name", "id"), ("check_version", "id"),
              ("waiver", "id"), ("record_link", "id")}


def schouw(program, folder, *arguments):
    return subprocess.run([program, "-C", str(folder), *arguments], capture_output=True, text=True, check=False)


def registers(folder, version):
    """Rows that change, go, come, are refused and remarked on."""
    rows = ["DPIA-nummer;Onderwerp;Soort;Status;Vastgesteld op;Laatst herbeoordeeld op;Eigenaar"]
    for n in range(1, 9):
        if version == 3 and n == 2:
            continue
        adopted = "" if n == 4 else f"1-{n}-20{17 + n + (version if n == 3 else 0)}"
        rows.append(f"D{n};Onderwerp {n};DPIA;{'vastgesteld' if n % 3 else 'concept'};{adopted};n.v.t.;functie {n}")
    if version > 1:
        rows.append("D9;Nieuw;DPIA;vastgesteld;begin 2020;n.v.t.;functie 9")
        rows.append(";Zonder nummer;DPIA;concept;;;")
    (folder / "registers").mkdir(exist_ok=True)
    (folder / "registers/dpias.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def make(program, folder):
    (folder / "schouw.toml").write_text('organisation = "Gemeente Voorbeeld"\n[sources.dpias]\nfile = "registers/dpias.csv"\n')
    for version, as_of in RUNS:
        registers(folder, version)
        ran = schouw(program, folder, "check", "dpia", "--as-of", as_of)
        assert ran.returncode in (0, 1, 3), ran.stderr


def open_store(path):
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode=DELETE")
    for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        db.execute(f'DROP TRIGGER "{name}"')
    return db


def tables_of(db):
    """Tables with rows, and their columns."""
    tables = {}
    for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"):
        if db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]:
            tables[name] = [row[1] for row in db.execute(f'PRAGMA table_info("{name}")')]
    return tables


def another(value, luck):
    if value is None:
        return luck.choice([1, 2])
    if isinstance(value, int):
        return value + luck.choice([-1, 1, 7])
    if isinstance(value, bytes):
        return value[:-1] + bytes([(value[-1] + 1) % 256]) if value else b"\x01"
    at = luck.randrange(len(value)) if value else 0
    return value[:at] + ("y" if value[at:at + 1] == "x" else "x") + value[at + 1:]


def keys_of(db, table):
    key = [row[1] for row in db.execute(f'PRAGMA table_info("{table}")') if row[5]]
    return key or ["rowid"]


def mutate(db, luck):
    """One change. Gives what was done, and the entry of the journal that must be named (0 for any)."""
    tables = tables_of(db)
    table = luck.choice(sorted(tables))
    key = keys_of(db, table)
    names = ", ".join(f'"{name}"' for name in key)
    row = luck.choice(db.execute(f'SELECT {names} FROM "{table}"').fetchall())
    where = " AND ".join(f'"{name}" = ?' for name in key)
    seq = row[0] if table == "journal" else 0
    what = luck.choice(["value", "value", "value", "delete", "copy", "swap"])
    if what == "delete":
        db.execute(f'DELETE FROM "{table}" WHERE {where}', row)
        return f"delete {table} {row}", seq
    columns = [name for name in tables[table] if (table, name) not in NO_MEANING]
    column = luck.choice(columns)
    old = db.execute(f'SELECT "{column}" FROM "{table}" WHERE {where}', row).fetchone()[0]
    if what == "copy" and key in (["id"], ["rowid"], ["seq"]):
        others = [name for name in tables[table] if name not in key]
        quoted = ", ".join(f'"{name}"' for name in others)
        db.execute(f'INSERT INTO "{table}"({quoted}) SELECT {quoted} FROM "{table}" WHERE {where}', row)
        return f"copy {table} {row}", 0
    new = another(old, luck)
    if what == "swap":
        values = [v for (v,) in db.execute(f'SELECT DISTINCT "{column}" FROM "{table}"') if v != old]
        new = luck.choice(values) if values else new
    db.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE {where}', (new, *row))
    return f"{what} {table}.{column} {row}: {old!r} becomes {new!r}", seq


def change_and_verify(program, folder, luck, faults):
    store = folder / "schouw.db"
    db = open_store(store)
    while True:
        try:
            done, seq = mutate(db, luck)
            break
        except sqlite3.Error:    # a constraint forbids it: take another
            continue
    db.close()
    ran = schouw(program, folder, "verify", "--json")
    if ran.returncode != 4:
        faults.append(f"not seen ({ran.returncode}): {done}")
    elif seq and "delete" not in done:
        named = json.loads(ran.stdout)["first_bad"]
        if named is None or named > seq:
            faults.append(f"entry {seq} was changed, {named} is named: {done}")


def cut_tail(program, folder, faults):
    db = open_store(folder / "schouw.db")
    (payload, head) = db.execute("SELECT payload, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    run = json.loads(payload)["run"]
    db.execute("DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)")
    for table in ("run_check", "run_life", "finding_event"):
        db.execute(f"DELETE FROM {table} WHERE run = ?", (run,))
    db.execute("DELETE FROM unknown_life WHERE from_run = ?", (run,))
    db.execute("UPDATE unknown_life SET to_run = NULL WHERE to_run = ?", (run,))
    db.execute("DELETE FROM run WHERE id = ?", (run,))
    db.close()
    plain = schouw(program, folder, "verify")
    against = schouw(program, folder, "verify", "--against", head)
    if (plain.returncode, against.returncode) != (0, 4):
        faults.append(f"a cut tail: verify gives {plain.returncode}, against the head {against.returncode}; 0 and 4 expected")


def old_version(program, source, folder, faults):
    store = folder / "schouw.db"
    (folder / "schouw.toml").write_text('organisation = "Gemeente Voorbeeld"\n[sources.dpias]\nfile = "registers/dpias.csv"\n')
    registers(folder, 3)
    script = (source / "tests/data/store-1.sql").read_text(encoding="utf-8")
    db = sqlite3.connect(store)
    db.executescript(script)
    before = db.execute("SELECT count(*) FROM record").fetchone(), db.execute("SELECT payload, hash FROM journal").fetchall()
    db.close()
    known = json.loads((source / "tests/data/store-1.json").read_text(encoding="utf-8"))
    found = json.loads(schouw(program, folder, "findings", "--status", "all", "--json").stdout)
    same = [{name: finding[name] for name in old} for old, finding in zip(known["findings"], found["findings"])]
    if same != known["findings"] or len(found["findings"]) != len(known["findings"]):
        faults.append("a store of version 1: its findings are others after it was brought up to date")
    if not (folder / "schouw.db.version-1").exists():
        faults.append("a store of version 1: no copy was kept")
    if schouw(program, folder, "verify").returncode != 0:
        faults.append("a store of version 1: does not verify after it was brought up to date")
    db = sqlite3.connect(store)
    after = db.execute("SELECT count(*) FROM record").fetchone(), db.execute("SELECT payload, hash FROM journal").fetchall()
    db.close()
    if after[0] != before[0] or after[1][:len(before[1])] != before[1]:
        faults.append("a store of version 1: records or entries of its journal are not what they were")
    if schouw(program, folder, "check", "dpia", "--as-of", "2026-05-31").returncode not in (0, 1, 3):
        faults.append("a store of version 1: does not go on")
    if schouw(program, folder, "verify").returncode != 0:
        faults.append("a store of version 1: does not verify after the next run")
    db = open_store(store)
    db.execute("UPDATE run_check SET met = met + 1 WHERE run = 1")
    db.close()
    if schouw(program, folder, "verify").returncode != 4:
        faults.append("a store of version 1: a change to what it held is not found")


def main():
    program, source = sys.argv[1], Path(sys.argv[2])
    mutations = int(sys.argv[3]) if len(sys.argv) > 3 else 150
    faults = []
    luck = random.Random(20160324)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "whole"
        folder.mkdir()
        make(program, folder)
        if schouw(program, folder, "verify").returncode != 0:
            faults.append("a history that nobody touched does not verify")
        for n in range(mutations):
            copy = Path(name) / f"copy-{n}"
            shutil.copytree(folder, copy)
            change_and_verify(program, copy, luck, faults)
            shutil.rmtree(copy)
        copy = Path(name) / "cut"
        shutil.copytree(folder, copy)
        cut_tail(program, copy, faults)
        old = Path(name) / "old"
        old.mkdir()
        old_version(program, source, old, faults)
    for fault in faults:
        print(fault)
    print(f"{mutations} changes, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
