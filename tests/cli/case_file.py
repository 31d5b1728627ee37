# SPDX-License-Identifier: EUPL-1.2
"""Text of a tests/cli/*.test file → its cases; lines that a command wrote → do they match what the case expects.

    # Comment. What stands before the first case (files too) holds for every case of the file.
    needs: tests/data/large.csv        (skipped, in words, where this path from the project's root is absent)
    env: SCHOUW_LANG=en                (`env: NAME` takes it away)

    ## words about the case; each case has a fresh workspace folder, and its commands run there one after another
    > schouw.toml <<END
    organisation = "Gemeente Voorbeeld"
    END
    $ schouw check --as-of 2026-01-01
    expected line of stdout
    … any number of lines, when it stands alone; within a line any text
    /regular expression over a whole line/
    ! expected line of stderr
    = 1

A command runs in bash (a line that ends in \\ goes on), and everything up to its `= exit code` is expected output,
blank lines too. A line that begins with \\ is taken as it stands without that \\. `>> file <<END` appends. Commands
may use $ROOT (the project) and $DATA (tests/data); in output the workspace is written as $WORK. Characters that cannot
be seen are written as their code: ⟨1b⟩ for escape, ⟨20⟩ for a space that ends a line.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

ANY = "…"


class Malformed(Exception):
    """A .test file that cannot be read; says line and reason."""


@dataclass
class Write:
    path: str
    text: str
    append: bool


@dataclass
class Setting:
    name: str
    value: str | None


@dataclass
class Needs:
    path: str


@dataclass
class Command:
    line: int              # of the `$`, from 1
    text: str
    first: int             # lines[first:last] of the file are the expectation with its `=` line
    last: int
    stdout: list = field(default_factory=list)
    stderr: list = field(default_factory=list)
    code: int = 0


@dataclass
class Case:
    title: str
    line: int
    steps: list = field(default_factory=list)


def parse(text):
    """The cases of a file, each with the steps of the file's opening before its own."""
    lines = text.split("\n")
    opening, cases = [], []
    at = 0
    while at < len(lines):
        line = lines[at]
        steps = cases[-1].steps if cases else opening
        if line.startswith("## "):
            cases.append(Case(line[3:].strip(), at + 1, list(opening)))
            at += 1
        elif not line.strip() or line.startswith("#"):
            at += 1
        elif line.startswith("env: "):
            name, is_set, value = line[5:].strip().partition("=")
            steps.append(Setting(name, value if is_set else None))
            at += 1
        elif line.startswith("needs: "):
            steps.append(Needs(line[7:].strip()))
            at += 1
        elif line.startswith(">"):
            at = parse_write(lines, at, steps)
        elif line.startswith("$ ") and cases:
            at = parse_command(lines, at, steps)
        else:
            raise Malformed(f"{at + 1}: not understood here: {line!r}")
    if not cases:
        raise Malformed("1: there is no case; a case begins with '## '")
    for case in cases:
        if not any(isinstance(step, Command) for step in case.steps):
            raise Malformed(f"{case.line}: the case has no command")
    return cases


def parse_write(lines, at, steps):
    match = re.fullmatch(r"(>>?) (\S+) <<(\w+)", lines[at].rstrip())
    if not match:
        raise Malformed(f"{at + 1}: a file is written as '> path <<END', then its lines, then 'END'")
    sign, path, end = match.groups()
    if path.startswith("/") or ".." in path.split("/"):
        raise Malformed(f"{at + 1}: {path} lies outside the workspace")
    try:
        last = lines.index(end, at + 1)
    except ValueError:
        raise Malformed(f"{at + 1}: the file has no closing line {end}") from None
    steps.append(Write(path, "".join(line + "\n" for line in lines[at + 1 : last]), sign == ">>"))
    return last + 1


def parse_command(lines, at, steps):
    start = at
    words = [lines[at][2:]]
    while words[-1].endswith("\\") and at + 1 < len(lines):
        at += 1
        words.append(lines[at])
    command = Command(start + 1, "\n".join(words), at + 1, 0)
    for number in range(at + 1, len(lines)):
        line = lines[number]
        if match := re.fullmatch(r"= (\d+)\s*", line):
            command.code = int(match[1])
            command.last = number + 1
            steps.append(command)
            return number + 1
        if line == "!" or line.startswith("! "):
            command.stderr.append(line[2:])
        else:
            command.stdout.append(line)
    raise Malformed(f"{start + 1}: the command has no '= exit code' line after it")


def visible(data, replacements=()):
    """The bytes that a command wrote, as lines in which everything can be seen."""
    text = data.decode("utf-8", "surrogateescape")
    for path, name in replacements:
        text = text.replace(path, name)
    lines = text.split("\n")
    ends_well = lines[-1] == ""
    if ends_well:
        lines.pop()
    lines = ["".join(map(visible_character, line)) for line in lines]
    lines = [re.sub(r"[ \t]$", lambda last: f"⟨{ord(last[0]):x}⟩", line) for line in lines]
    return lines if ends_well else lines + ["⟨no newline at the end⟩"]


@lru_cache(maxsize=None)
def visible_character(character):
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        return f"⟨byte {code - 0xDC00:x}⟩"
    if character in " \t" or unicodedata.category(character) not in {"Cc", "Cf", "Zs", "Zl", "Zp"}:
        return character
    return f"⟨{code:x}⟩"


@lru_cache(maxsize=None)
def pattern_of(line):
    if line.startswith("\\"):
        return re.compile(re.escape(line[1:]))
    if len(line) > 1 and line[0] == line[-1] == "/":
        return re.compile(line[1:-1])
    return re.compile(".*".join(map(re.escape, line.split(ANY))))


def as_expected(line):
    """A written line as an expectation that matches it and nothing else, but for long digests."""
    if re.search(r"[0-9a-f]{40}", line):
        return re.sub(r"[0-9a-f]{40,}", ANY, line)
    special = line == "!" or line.startswith(("! ", "\\")) or re.fullmatch(r"= \d+\s*|/.*/", line)
    return "\\" + line if special or ANY in line else line


def align(expected, actual):
    """(do they match, the expectation as it would have to be): matching lines of the expectation stay as they are."""
    rows, columns = len(expected), len(actual)
    cost = [[0] * (columns + 1) for _ in range(rows + 1)]
    move = [[""] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows, -1, -1):
        for j in range(columns, -1, -1):
            choices = [] if i < rows or j < columns else [(0, "")]
            if i < rows and expected[i] == ANY:
                choices.append((cost[i + 1][j], "keep"))
                if j < columns:
                    choices.append((cost[i][j + 1], "absorb"))
            elif i < rows:
                if j < columns and pattern_of(expected[i]).fullmatch(actual[j]):
                    choices.append((cost[i + 1][j + 1], "match"))
                choices.append((cost[i + 1][j] + 1, "drop"))
            if j < columns:
                choices.append((cost[i][j + 1] + 1, "add"))
            cost[i][j], move[i][j] = min(choices, key=lambda choice: choice[0])
    result = []
    i = j = 0
    while i < rows or j < columns:
        step = move[i][j]
        if step in {"keep", "match"}:
            result.append(expected[i])
        elif step == "add":
            result.append(as_expected(actual[j]))
        i += step in {"keep", "match", "drop"}
        j += step in {"absorb", "match", "add"}
    return cost[0][0] == 0, result
