#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""hostile_texts.py SCHOUW SHARED: gives the program each text file and payload that SHARED/hostile/gen_text.py writes: CSV
and JSON to `read` and as a source of `check`, TOML as a checklist and as schouw.toml, SQL as a check, paths as the name of
a source, and sequences for terminals as cells. Each must end with a documented exit code within 2 seconds and 256 MiB,
with nothing on the terminal that could drive it and no file outside the workspace; rows read are accepted, refused or
ignored.

Ends with 77 (skipped) when SHARED is not there. SCHOUW_SLOW=1 (sanitizers) leaves out time and memory.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SECONDS = 2
KIB = 256 * 1024
CODES = {0, 1, 2, 3, 74}
CHECKLIST = """[checklist]
id = "own"
title = { nl = "Eigen", en = "Own" }
[[check]]
id = "own-one"
title = { nl = "Eigen", en = "Own" }
register = "notes"
severity = "low"
origin = ["own:1"]
tests = "existence"
violates = %s
reason = { nl = "Cel: {text}", en = "Cell: {text}" }
remedy = { nl = "Doe iets", en = "Do something" }
"""
REGISTER = """[register]
id = "notes"
title = { nl = "Notities", en = "Notes" }
key = ["note_id"]
duty = "may"
[[column]]
id = "note_id"
type = "text"
title = { nl = "Nummer", en = "Number" }
[[column]]
id = "text"
type = "text"
title = { nl = "Tekst", en = "Text" }
"""
WORKSPACE = 'organisation = "Gemeente Voorbeeld"\nregisters = ["answers", "./schemas/*"]\nchecklists = ["./checklists/*"]\n[sources.notes]\nfile = %s\n'


class Runner:
    def __init__(self, program, slow):
        self.program, self.slow, self.failed, self.runs = program, slow, 0, 0

    def fault(self, what, words):
        print(f"{what}: {words}")
        self.failed += 1

    def run(self, what, folder, *arguments):
        """Runs the program in the folder and judges what holds for every run; gives its code and its output."""
        self.runs += 1
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            start = time.monotonic()
            child = subprocess.Popen([self.program, *arguments], cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                     env={**os.environ, "SCHOUW_LANG": "nl"})
            _, status, usage = os.wait4(child.pid, 0)
            code = child.returncode = os.waitstatus_to_exitcode(status)
            seconds = time.monotonic() - start
            out.seek(0)
            err.seek(0)
            texts = [out.read(64 << 20), err.read(64 << 20)]
        if code not in CODES:
            self.fault(what, f"{arguments[0]} ended with {code}: {texts[1][:200]!r}")
        if not self.slow and seconds > SECONDS:
            self.fault(what, f"{arguments[0]} took {seconds:.1f} s")
        if not self.slow and usage.ru_maxrss > KIB:
            self.fault(what, f"{arguments[0]} took {usage.ru_maxrss // 1024} MiB")
        for text in texts:
            for sign in driving(text):
                self.fault(what, f"{arguments[0]} wrote {sign!r} to the terminal")
        return code, texts[0], texts[1]


def driving(raw):
    """The first sign that could drive a terminal or hide text: C0 but tab and line end, DEL, C1, bidi controls."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return [raw[error.start:error.start + 4]]
    bad = [c for c in text if (ord(c) < 32 and c not in "\t\n") or 0x7F <= ord(c) <= 0x9F or
           ord(c) in (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))]
    return bad[:1]


def workspace(folder, source="notes.csv", violates="0", cells=(("N1", "tekst"),)):
    for name, text in (("schouw.toml", WORKSPACE % json.dumps(source)), ("schemas/notes.toml", REGISTER),
                       ("checklists/own.toml", CHECKLIST % json.dumps(violates))):
        file = folder / name
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_text(text, encoding="utf-8")
    rows = "".join('%s;"%s"\n' % (key, cell.replace('"', '""')) for key, cell in cells)
    (folder / "notes.csv").write_text("note_id;text\n" + rows, encoding="utf-8", errors="surrogatepass", newline="")


def adds_up(runner, what, out):
    for register in json.loads(out)["registers"]:
        if register["read"] != register["accepted"] + register["refused"] + register["ignored"]:
            runner.fault(what, f"rows do not add up: {register}")


def try_data(runner, file, folder):
    runner.run(file.name, folder, "read", str(file))
    columns = '\ncolumns = { note_id = "a", text = "b" }\n'
    (folder / "schouw.toml").write_text(WORKSPACE % json.dumps(str(file)) + columns, encoding="utf-8")
    code, out, _ = runner.run(file.name, folder, "check", "--json", "--as-of", "2026-01-01")
    if code in (0, 1, 3) and out:
        adds_up(runner, file.name, out)
    if code == 0 and not out:
        runner.fault(file.name, "check said nothing and ended with 0")


def try_toml(runner, file, folder):
    text = file.read_bytes()
    (folder / "checklists/own.toml").write_bytes(text)
    code, _, _ = runner.run(file.name, folder, "check", "--as-of", "2026-01-01")
    if code != 2:
        runner.fault(file.name, f"as a checklist it ended with {code}")
    workspace(folder)
    (folder / "schouw.toml").write_bytes(text)
    code, _, _ = runner.run(file.name, folder, "check", "--as-of", "2026-01-01")
    if code != 2:
        runner.fault(file.name, f"as schouw.toml it ended with {code}")
    workspace(folder)


def try_payloads(runner, payloads, folder):
    for statement in payloads["sql"]:
        for violates in (statement, f"({statement})"):
            workspace(folder, violates=violates)
            runner.run("sql " + statement[:60], folder, "check", "--as-of", "2026-01-01")
    for path in payloads["paths"]:
        workspace(folder, source=path)
        code, _, _ = runner.run("path " + path[:60], folder, "check", "--as-of", "2026-01-01")
        if code not in (2, 3):
            runner.fault("path " + path[:60], f"ended with {code}")
    for kind in ("terminal", "formula", "html"):
        cells = [(f"N{i}", text) for i, text in enumerate(payloads[kind])]
        workspace(folder, violates="1", cells=cells)
        for command in (("import",), ("check", "--as-of", "2026-01-01"), ("findings",), ("read", "notes.csv")):
            runner.run(kind, folder, *command)


def main(program, shared):
    generator = Path(shared) / "hostile/gen_text.py"
    if not generator.is_file():
        print("skipped: there are no hostile texts here")
        return 77
    runner = Runner(program, os.environ.get("SCHOUW_SLOW") == "1")
    with tempfile.TemporaryDirectory() as root:
        files, folder = Path(root) / "files", Path(root) / "workspace"
        subprocess.run([sys.executable, str(generator), str(files)], check=True, stdout=subprocess.DEVNULL)
        workspace(folder)
        before = {path.name for path in Path(root).iterdir()}
        payloads = {}
        for file in sorted(files.iterdir()):
            if file.name.startswith("payload_"):
                payloads[file.stem.removeprefix("payload_")] = json.loads(file.read_text(encoding="utf-8"))
            elif file.suffix == ".toml":
                try_toml(runner, file, folder)
            else:
                try_data(runner, file, folder)
        try_payloads(runner, payloads, folder)
        for path in Path(root).iterdir():
            if path.name not in before:
                runner.fault(path.name, "was written outside the workspace")
    print(f"{runner.runs} runs, {runner.failed} faults")
    return 1 if runner.failed or not runner.runs else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
