#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""tests/example_test.py BINARY SOURCE_DIR: the example voorbeeldgemeente shows every check at work,
and can be made again.

- The run as of 2026-06-01 is complete, and of each register the rows that were read add up.
- Each written check that is in force has a record that is met and one that is not; each question has one that was
  answered and one to judge. Where a check concerns one record, because the register holds one or because the check
  looks at the latest, that record can only have one of the two.
- scripts/make-example writes the committed files, twice; reading its logs again gives the same facts under other pseudonyms.

Prints one line per problem, and exits with 1 when there is one.
"""

import gzip
import json
import re
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path

EXAMPLE = "voorbeeldgemeente"
AS_OF = "2026-06-01"
MOST_BYTES = 1_000_000
VERDICTS = ("met", "not_met", "unknown", "to_judge", "not_applicable")
WRITTEN = ("logs", "registers", "schouw.toml", "waivers.toml")    # by scripts/make-example; LEESMIJ.md is not


def run(*command, codes=(0,)):
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode not in codes:
        sys.exit(f"example_test: {' '.join(map(str, command))} ended with {ran.returncode}: {ran.stderr.strip()}")
    return ran.stdout


def written_checks(source):
    for path in sorted((source / "checklists").glob("*.toml")):
        for check in tomllib.loads(path.read_text(encoding="utf-8")).get("check", []):
            latest = re.search(r"= \(SELECT (max|min)\(", check.get("applies", "")) is not None
            yield check["id"], not check.keys() & {"violates", "finds"}, latest


def verdict_problems(document, source):
    if not document["run"]["complete"]:
        yield "the run is not complete"
    registers = {register["id"]: register for register in document["registers"]}
    for name, register in registers.items():
        if register["state"] != "read" or register["refused"]:
            yield f"{name}: {register['state']}, {register['refused']} rows refused"
        if register["read"] != register["accepted"] + register["refused"] + register["ignored"]:
            yield f"{name}: the rows do not add up"
    checks = {check["id"]: check for check in document["checks"]}    # those in force
    shown, alone = 0, {}
    for name, question, latest in written_checks(source):
        if name not in checks:
            continue
        check = checks[name]
        told = check["met"] + check["not_met"]
        first, second = (told, check["to_judge"]) if question else (check["met"], check["not_met"])
        if registers[check["register"]]["accepted"] == 1 or latest and told == 1:
            alone[check["register"]] = alone.get(check["register"], 0) + 1
            if not first + second:
                yield f"{name}: no verdict on the one record of {check['register']} that it concerns"
        elif first and second:
            shown += 1
        else:
            yield f"{name}: " + ", ".join(f"{v} {check[v]}" for v in VERDICTS)
    print(f"{shown} checks with both verdicts; of one record: "
          + ", ".join(f"{count} on {name}" for name, count in sorted(alone.items())))
    if not shown:
        yield "no check was seen"


def content(path):
    """The bytes of a file; of a workbook those of its parts, for another zlib packs the same parts otherwise."""
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes())
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            return [(name, archive.read(name)) for name in archive.namelist()]
    return path.read_bytes()


def files_of(folder):
    return {path.relative_to(folder): path for path in sorted(folder.rglob("*")) if path.is_file()
        and path.relative_to(folder).parts[0] in WRITTEN}


def file_problems(binary, source, first, second):
    for folder in (first, second):
        run(sys.executable, source / "scripts/make-example", folder, binary)
    committed = files_of(source / "templates/examples" / EXAMPLE)
    once, twice = files_of(first), files_of(second)
    if sum(path.stat().st_size for path in committed.values()) > MOST_BYTES:
        yield f"the example is larger than {MOST_BYTES} bytes"
    for name in sorted(committed.keys() | once.keys() | twice.keys()):
        if not (name in committed and name in once and name in twice):
            yield f"{name} is not always written"
        elif once[name].read_bytes() != twice[name].read_bytes():
            yield f"{name} differs the second time"
        elif content(once[name]) != content(committed[name]):
            yield f"{name} is not what scripts/make-example writes; run it and commit the result"


def main():
    binary, source = (Path(argument).resolve() for argument in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        run(binary, "init", folder / "work", "--example", EXAMPLE)
        document = json.loads(run(binary, "-C", folder / "work", "check", "--as-of", AS_OF, "--json", codes=(0, 1)))
        found = [*verdict_problems(document, source), *file_problems(binary, source, folder / "first", folder / "second")]
    print("\n".join(found))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
