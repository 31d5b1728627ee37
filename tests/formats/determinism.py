#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""tests/formats/determinism.py BINARY SOURCE_DIR: the same run gives the same bytes.

For every format × edition × language: one SHA-256 whatever the time zone, the locale, the folder that the program is
started in, the place of the workspace, HOME and the names of the user and the machine, none of which stands in it.
Prints one line per problem, and exits with 1 when there is one.
"""

import hashlib
import shutil
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
from support import Problems, Schouw, editions, has_document, unpacked  # noqa: E402

REGISTERS = {
    "dpias": "dpia_id;name;status;adopted_on\nD1;Eén;vastgesteld;2020-01-01\nD2;Twee;;\n",
    "measures": "measure_id;text;kind;made_by;due_on;owner;status\nP1;Een plan;toezegging;functie 1;01-02-2020;functie 2;open\n",
    "vendors": "vendor_id;name;contact\nL1;Leverancier;functie 3\n",
}
ENVIRONMENTS = [
    {},
    {"TZ": "Asia/Tokyo", "LC_ALL": "nl_NL.UTF-8", "USER": "NAAMVANIEMAND", "LOGNAME": "NAAMVANIEMAND"},
    {"TZ": "America/St_Johns", "LC_ALL": "C", "HOSTNAME": "NAAMVANMACHINE", "COLUMNS": "40"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "de_DE.UTF-8", "HOME": "/nonexistent/NAAMVANTHUIS"},
]
NEVER = (b"NAAMVAN", b"schouw-elders", b"schouw-formats-")


def write_workspace(folder):
    toml = 'organisation = "Gemeente Voorbeeld"\n'
    for register_id, text in REGISTERS.items():
        (folder / f"{register_id}.csv").write_text(text, encoding="utf-8")
        toml += f'[sources.{register_id}]\nfile = "{register_id}.csv"\n'
    (folder / "schouw.toml").write_text(toml, encoding="utf-8")


def main():
    binary, source = sys.argv[1:3]
    problems = Problems()
    schouw = Schouw(binary)
    write_workspace(schouw.folder)
    for day in ("2025-06-01", "2026-01-01"):
        schouw.run("check", "-q", "--as-of", day, codes=(0, 1, 3))
    with tempfile.TemporaryDirectory(prefix="schouw-elders-") as elsewhere:
        copy = Path(elsewhere) / "een andere map"
        shutil.copytree(schouw.folder, copy)
        moved = Schouw(binary, copy)
        digests = {}
        formats = schouw.known("--format")
        for number, environment in enumerate(ENVIRONMENTS):
            program = schouw if number % 2 == 0 else moved
            for place, edition in enumerate(editions(source)):
                # The first environment against one other; of the council's edition against each of them.
                if number > 0 and edition != "raad" and place % 3 + 1 != number:
                    continue
                for format_id in (word for word in formats if has_document(edition, word, source)):
                    for language in ("nl", "en"):
                        data = program.report(edition, format_id, language, cwd="/" if number > 1 else None, **environment)
                        name = f"{edition} {format_id} {language}"
                        digest = hashlib.sha256(data).hexdigest()
                        problems.expect(digests.setdefault(name, digest) == digest, f"{name}: other bytes with {environment}")
                        content = unpacked(data)
                        problems.expect(not any(word in content for word in NEVER), f"{name}: names where it was made")
        # Of both languages and any two editions the bytes differ: the comparison can fail.
        problems.expect(digests["raad json nl"] != digests["raad json en"], "the language changes nothing")
        problems.expect(digests["raad json nl"] != digests["werklijst json nl"], "the edition changes nothing")
    problems.end()


main()
