# SPDX-License-Identifier: EUPL-1.2
"""peer_sqlite.py DATA DATABASE RULES: the benchmark with Python's csv and sqlite3; prints the findings of each rule.

Also says, for this file and for the sqlite3 shell, how the registers become tables (of text, as written).
"""

import csv
import sqlite3
import sys
from pathlib import Path

REGISTERS = ("vendors", "dpias", "processing")
# No journal and no sync: what is lost at a power cut can be made again.
PRAGMAS = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-262144; PRAGMA temp_store=MEMORY;"
INDEXES = "CREATE INDEX vendor ON vendors(vendor_id); CREATE INDEX dpia ON dpias(dpia_id);"
FINDING = "CREATE TABLE finding(rule INTEGER, row INTEGER, record TEXT, col TEXT, value TEXT);"
COUNTS = "SELECT rule, count(*) FROM finding GROUP BY rule"


def create(register, columns):
    return f"CREATE TABLE {register}({', '.join(f'{column} TEXT' for column in columns)});"


def shell_script(data, columns_of, statements):
    """What the sqlite3 shell is given to read."""
    lines = [".output /dev/null", PRAGMAS, ".output", *(create(register, columns_of(register)) for register in REGISTERS), FINDING,
             ".mode csv", ".separator ; \\r\\n",
             *(f".import --skip 1 '{data / register}.csv' {register}" for register in REGISTERS), INDEXES,
             "BEGIN;", *statements, "COMMIT;", ".separator ' ' \\n", COUNTS + ";"]
    return "\n".join(lines) + "\n"


def run(data, database, rules):
    connection = sqlite3.connect(database, isolation_level=None)
    connection.executescript(PRAGMAS)
    connection.execute("BEGIN")
    for register in REGISTERS:
        with (data / f"{register}.csv").open(newline="", encoding="utf-8") as file:
            rows = csv.reader(file, delimiter=";")
            columns = next(rows)
            connection.execute(create(register, columns))
            connection.executemany(f"INSERT INTO {register} VALUES ({', '.join('?' * len(columns))})", rows)
    for statement in (INDEXES + FINDING).split(";"):
        connection.execute(statement)
    for statement in rules.read_text(encoding="utf-8").splitlines():
        connection.execute(statement)
    connection.execute("COMMIT")
    for rule, count in connection.execute(COUNTS):
        print(rule, count)


if __name__ == "__main__":
    run(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
