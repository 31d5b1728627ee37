#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""tests/logs_receipt_test.py SCHOUW SHARED_DIR: a real log of a municipality, mapped with three lines of TOML.

data/receipt/receipt.csv: 8,577 events, 1,434 cases, 48 users, 10 groups, 65 events outside 06-19 h. Exits with 77, skipped,
where the file is not there.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

CONFIG = '''organisation = "Gemeente Voorbeeld"
[logs.receipt]
files = ["{file}"]
columns = {{ moment = "time:timestamp", user = "org:resource", role = "org:group", dossier = "case:concept:name", action = "concept:name" }}
'''


def main(arguments):
    binary, file = str(Path(arguments[0]).resolve()), Path(arguments[1]) / "data/receipt/receipt.csv"
    if not file.is_file():
        print(f"skipped: there is no {file}")
        return 77
    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / "schouw.toml").write_text(CONFIG.format(file=os.path.relpath(file.resolve(), scratch)),
                                                   encoding="utf-8")
        ran = subprocess.run([binary, "-C", scratch, "logs", "import", "--json"], capture_output=True, text=True, check=False)
        guess = subprocess.run([binary, "logs", "--guess", "--json", str(file)], capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        print(f"exit {ran.returncode}: {ran.stderr}")
        return 1
    log = json.loads(ran.stdout)["logs"][0]
    detectors = {one["id"]: one for one in log["detectors"]}
    with file.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    weekend = sum(datetime.fromisoformat(row["time:timestamp"]).weekday() >= 5 for row in rows)
    got = {"events": log["accepted"], "cases": log["dossiers"], "users": log["users"], "groups": log["roles"], "refused": log["refused"],
           "outside 06-19 h": detectors["evening"]["events"], "weekend": detectors["weekend"]["events"],
           "first": log["first"], "guessed moment": json.loads(guess.stdout)["logs"][0]["columns"]["moment"]}
    first = min(datetime.fromisoformat(row["time:timestamp"]).timestamp() for row in rows)
    wanted = {"events": 8577, "cases": 1434, "users": 48, "groups": 10, "refused": 0, "outside 06-19 h": 65, "weekend": weekend,
              "first": datetime.utcfromtimestamp(int(first)).isoformat() + "Z", "guessed moment": "time:timestamp"}
    for name, value in wanted.items():
        print(f"{name}: {got[name]}" + ("" if got[name] == value else f", and not {value}"))
    return 0 if got == wanted else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
