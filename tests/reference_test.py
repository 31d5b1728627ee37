#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""tests/reference_test.py REFERENCE SOURCE_DIR MAN_DIR: the reference pages say everything, and exactly.

- Each written check, parameter, register and column of the TOML stands in the pages of both languages, under its own
  head; and so do the words of a check in the language of the page.
- mandoc, where it is installed, has no warning about them.
- A tree with odd texts (leading dots, quotes, backslashes, names of macros) comes through to the reader unchanged.

Prints one line per problem, and exits with 1 when there is one.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ODD = [
    ".Sh at the start of a line",
    "\'br at the start as well",
    "It says \"quoted\" and \\\\fBslashed\\\\fR and \\\\(bu",
    "In No Xr Sy Ns are words. Op een rij. Fl",
    "a-hyphen -- dashes `ticks` ^hat ~tilde naïef € –",
]
UNESCAPED = [("\\-", "-"), ("\\(dq", '"'), ("\\(aq", "'"), ("\\(ga", "`"), ("\\(ha", "^"), ("\\(ti", "~"), ("\\&", ""),
             ("\\e", "\\")]


def plain(source):
    for escaped, sign in UNESCAPED:
        source = source.replace(escaped, sign)
    return source


def sections(page):
    """Id between brackets in a .Sh line → the lines below it."""
    parts = {}
    for part in re.split(r"^\.Sh ", page, flags=re.M)[1:]:
        head, _, rest = part.partition("\n")
        match = re.search(r"\((\w+)\)\"$", head)
        parts[match.group(1) if match else head] = rest
    return parts


def items(part):
    return re.findall(r'^\.It Ic "([^" ]+)', part, re.M)


def load(folder):
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))]


def squeezed(text):
    return re.sub(r"\s+", "", text)


def check_faults(page, lists, language, name):
    parts = sections(page)
    for toml in lists:
        if "checklist" not in toml:
            continue
        list_id = toml["checklist"]["id"]
        if list_id not in parts:
            yield f"{name}: no section for the checklist {list_id}"
            continue
        there, text = set(items(parts[list_id])), squeezed(parts[list_id])
        for parameter, table in toml.get("parameters", {}).items():
            value = int(table["value"]) if isinstance(table["value"], bool) else table["value"]
            if f'.It Ic "{parameter} = {value}"' not in parts[list_id]:
                yield f"{name}: {list_id} lacks the parameter {parameter} = {value}"
        for check in toml.get("check", []):
            if check["id"] not in there:
                yield f"{name}: {list_id} lacks the check {check['id']}"
            for key in ("title", "remedy", "question"):
                if key in check and squeezed(check[key][language]) not in text:
                    yield f"{name}: {check['id']} lacks its {key}"
            for norm in check["norms"] + check.get("origin", []):
                if squeezed(norm) not in text:
                    yield f"{name}: {check['id']} lacks {norm}"


def register_faults(page, registers, language, name):
    parts = sections(page)
    groups = {group["id"]: group["column"] for toml in registers for group in toml.get("group", [])}
    for toml in registers:
        if "register" not in toml:
            continue
        register = toml["register"]["id"]
        if register not in parts:
            yield f"{name}: no section for the register {register}"
            continue
        there, text = items(parts[register]), squeezed(parts[register])
        columns = [column for one in toml["column"] for column in (groups[one["group"]] if "group" in one else [one])]
        if there != [column["id"] for column in columns]:
            yield f"{name}: {register} has {there}, where its columns are {[column['id'] for column in columns]}"
        for column in columns:
            wanted = [column["title"][language], *column.get("aliases", []),
                      *(choice["id"] for choice in column.get("choices", []))]
            for word in wanted:
                if squeezed(word) not in text:
                    yield f"{name}: {register}.{column['id']} lacks {word}"


def page_faults(source, man):
    lists, registers = load(source / "checklists"), load(source / "templates/registers")
    for language, folder in (("en", man / "man7"), ("nl", man / "nl/man7")):
        for page, faults, data in (("schouw-checks.7", check_faults, lists),
                                   ("schouw-registers.7", register_faults, registers)):
            path = folder / page
            if not path.is_file():
                yield f"{path}: is not there"
                continue
            yield from faults(plain(path.read_text(encoding="utf-8")), data, language, path.relative_to(man).as_posix())


def lint_faults(man):
    for path in sorted(man.rglob("*.7")):
        ran = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", path], capture_output=True, text=True, check=False)
        yield from ran.stdout.splitlines()


def odd_faults(reference, source):
    """A check, a column and a parameter with each odd text; the reader must see it as it was written."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for part in ("checklists", "templates/registers", "man"):
            (root / part).mkdir(parents=True)
        shutil.copy(source / "man/schouw.1", root / "man")
        words = [f'{{ nl = "{odd}", en = "{odd}" }}'.replace('"quoted"', '\\"quoted\\"') for odd in ODD]
        (root / "templates/registers/odd.toml").write_text(
            f'[register]\nid = "odd"\ntitle = {words[0]}\nkey = ["c0"]\n' +
            "".join(f'[[column]]\nid = "c{n}"\ntype = "text"\ntitle = {word}\ndescription = {word}\n'
                    for n, word in enumerate(words)), encoding="utf-8")
        (root / "checklists/odd.toml").write_text(
            f'[checklist]\nid = "odd"\ntitle = {words[3]}\ndescription = {words[0]}\n' +
            "".join(f'[[check]]\nid = "odd-{n}"\ntitle = {word}\nregister = "odd"\nseverity = "low"\nnorms = []\n'
                    f'origin = ["x:1"]\ntests = "design"\nviolates = "c1 = c2"\nreason = {word}\nremedy = {word}\n'
                    for n, word in enumerate(words)), encoding="utf-8")
        ran = subprocess.run([reference, root, root / "out"], capture_output=True, text=True, check=False)
        if ran.returncode != 0:
            yield f"odd texts: {ran.stderr.strip()}"
            return
        yield from lint_faults(root / "out")
        for path in sorted((root / "out").rglob("*.7")):
            shown = subprocess.run(["mandoc", "-T", "utf8", path], capture_output=True, text=True, check=True).stdout
            seen = squeezed(re.sub(".\b", "", shown))
            for odd in ODD:
                times = seen.count(squeezed(odd.replace("\\\\", "\\")))
                if times < 2:
                    yield f"odd texts: {path.relative_to(root)} shows {times} times: {odd}"


def main(arguments):
    if len(arguments) != 3:
        print("usage: tests/reference_test.py REFERENCE SOURCE_DIR MAN_DIR", file=sys.stderr)
        return 2
    reference, source, man = (Path(argument).resolve() for argument in arguments)
    faults = list(page_faults(source, man))
    if shutil.which("mandoc"):
        faults += list(lint_faults(man)) + list(odd_faults(reference, source))
    else:
        print("reference_test: mandoc is not installed; the pages are not shown", file=sys.stderr)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
