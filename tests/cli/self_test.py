#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Proves that tests/cli/run fails where it should: a stand-in for the binary, and cases with a known end."""

import subprocess
import sys
import tempfile
from pathlib import Path

RUN = Path(__file__).resolve().parent / "run"

STAND_IN = r"""#!/bin/bash
case $1 in
    hello) echo hello; echo "over there: $PWD" ;;
    odd) printf '\033[1mbold \n= 3\n! no error\n\\ and …\nlast' ;;
    digest) echo "hash $(printf '%064d' 7) of 3"; echo oops >&2; exit 3 ;;
    env) env | cut -d= -f1 | sort | tr '\n' ' '; echo ;;
    show) cat "$2" ;;
esac
"""

# words about it, text of the file, exit code, what the answer must contain
CASES = [
    ("passes", "## a\n$ schouw hello\nhello\nover there: $WORK\n= 0\n", 0, "1 passed, 0 failed, 0 skipped"),
    ("another line", "## a\n$ schouw hello\nhallo\n…\n= 0\n", 1, "-hallo"),
    ("a line too few", "## a\n$ schouw hello\nhello\n= 0\n", 1, "+over there"),
    ("a line too many", "## a\n$ schouw hello\nhello\n…\nmore\n= 0\n", 1, "-more"),
    ("another exit code", "## a\n$ schouw hello\n…\n= 1\n", 1, "exit code 0, where 1 was expected"),
    ("an error not expected", "## a\n$ schouw digest\n…\n= 3\n", 1, "+oops"),
    ("an error expected", "## a\n$ schouw digest\nhash …7 of 3\n! oops\n= 3\n", 0, "1 passed"),
    ("an expression", "## a\n$ schouw hello\n/h[aeu]llo/\n/over.*/\n= 0\n", 0, "1 passed"),
    ("half an expression", "## a\n$ schouw hello\n/hell/\n…\n= 0\n", 1, "-/hell/"),
    ("unseen characters", "## a\n$ schouw odd\n⟨1b⟩[1mbold⟨20⟩\n\\= 3\n\\! no error\n\\\\ and …\nlast\n"
     "⟨no newline at the end⟩\n= 0\n", 0, "1 passed"),
    ("a bare environment", "## a\n$ schouw env\nDATA HOME PATH PWD ROOT SHLVL SOURCE_DATE_EPOCH _⟨20⟩\n= 0\n",
     0, "1 passed"),
    ("an environment of its own", "env: SCHOUW_LANG=en\n## a\nenv: ROOT\n$ echo $SCHOUW_LANG$ROOT\nen\n= 0\n",
     0, "1 passed"),
    ("a file", "> d/x <<END\none\nEND\n## a\n>> d/x <<END\ntwo\nEND\n$ schouw show d/x\none\ntwo\n= 0\n",
     0, "1 passed"),
    ("a fresh folder", "## a\n$ touch x\n= 0\n## b\n$ ls\n= 0\n", 0, "2 passed"),
    ("the end of a pipe", "## a\n$ schouw digest | cat\n…\n! …\n= 3\n", 0, "1 passed"),
    ("needs what is not there", "## a\nneeds: no/such/file\n$ false\n= 0\n",
     77, "skipped: a: no/such/file is not there"),
    ("no exit code", "## a\n$ schouw hello\nhello\n", 2, "has no '= exit code'"),
    ("no case", "# nothing\n", 2, "there is no case"),
    ("a case without a command", "## a\n## b\n$ true\n= 0\n", 2, ":1: the case has no command"),
    ("a stray line", "## a\nschouw hello\n= 0\n", 2, ":2: not understood"),
    ("a file that escapes", "## a\n> ../x <<END\nEND\n$ true\n= 0\n", 2, "outside the workspace"),
]

BLESS_BEFORE = "## a\n$ schouw hello\nbye\n/over.*/\n= 4\n\n# between\n$ schouw digest\n= 0\n$ schouw odd\n= 0\n"
BLESS_AFTER = ("## a\n$ schouw hello\nhello\n/over.*/\n= 0\n\n# between\n$ schouw digest\nhash … of 3\n! oops\n= 3\n"
               "$ schouw odd\n⟨1b⟩[1mbold⟨20⟩\n\\= 3\n\\! no error\n\\\\ and …\nlast\n⟨no newline at the end⟩\n= 0\n")


def run(folder, text, *options):
    file = folder / "case.test"
    file.write_text(text, encoding="utf-8")
    answer = subprocess.run([sys.executable, RUN, *options, folder / "schouw", file], capture_output=True)
    return answer.returncode, (answer.stdout + answer.stderr).decode(), file.read_text(encoding="utf-8")


def main():
    sys.stdout.reconfigure(encoding="utf-8")
    wrong = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "schouw").write_text(STAND_IN, encoding="utf-8")
        (folder / "schouw").chmod(0o755)
        for words, text, code, part in CASES:
            real_code, said, _ = run(folder, text)
            if real_code != code or part not in said:
                wrong.append(f"{words}: exit code {real_code}, expected {code} and {part!r}, said:\n{said}")
        _, said, blessed = run(folder, BLESS_BEFORE, "--bless")
        if blessed != BLESS_AFTER:
            wrong.append(f"bless wrote:\n{blessed}\nsaid:\n{said}")
        code, said, again = run(folder, BLESS_AFTER)
        if code != 0 or again != BLESS_AFTER:
            wrong.append(f"what bless wrote does not pass:\n{said}")
    print("\n".join(wrong))
    print(f"{len(CASES) + 2 - len(wrong)} passed, {len(wrong)} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
