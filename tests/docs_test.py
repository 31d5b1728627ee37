#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""tests/docs_test.py BINARY SOURCE_DIR: what can be done must be written down, and every sentence must be there.

- Each subcommand, argument and option of the binary stands in man/schouw.1, and nothing there is unknown to it.
- Each key that TOML files may have, each check function and each exit code stands in the man pages.
- nl.toml and en.toml have the same keys with the same {placeholders}, and every sentence that the source names;
  none of them names a command that is not there.

Prints one line per problem, and exits with 1 when there is one.
"""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

MAN_5 = ["man/schouw-checklist.5", "man/schouw-register.5", "man/schouw-waivers.5"]
FILE_NAMES = (".hpp", ".sql", ".toml", ".db", ".csv", ".xlsx", ".json", ".md")    # literals that look like keys and are none


def text_of(path):
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def sources(root, *folders):
    for folder in folders:
        yield from (path for path in sorted((root / folder).rglob("*")) if path.suffix in {".cpp", ".hpp"})


def without_comments(code):
    """Line comments go; a // within a string literal stays."""
    return re.sub(r'("(?:[^"\\\n]|\\.)*")|//[^\n]*', lambda match: match.group(1) or "", code)


# ---- the command line


def help_of(binary, *command):
    environment = {"PATH": os.environ.get("PATH", ""), "SCHOUW_LANG": "en"}
    if "SCHOUW_DATADIR" in os.environ:
        environment["SCHOUW_DATADIR"] = os.environ["SCHOUW_DATADIR"]
    ran = subprocess.run([binary, *command, "--help", "--lang", "en"], capture_output=True, text=True, check=False,
                         env=environment)
    if ran.returncode != 0:
        sys.exit(f"docs_test: {' '.join([binary, *command])} --help ended with {ran.returncode}: {ran.stderr.strip()}")
    return ran.stdout


def help_parts(page):
    """Options (their long name, or the short one when there is no other), arguments and subcommands of a help page."""
    options, arguments, commands = set(), set(), []
    group = ""
    for line in page.splitlines():
        if re.match(r"\S.*:$", line):
            group = line[:-1]
            continue
        match = re.match(r"  (\S+)", line)
        if not match:
            continue
        first = match.group(1)
        if first.startswith("-"):
            names = first.split(":")[0].split(",")
            options.update([name for name in names if name.startswith("--")] or names)
        elif group == "Arguments":
            arguments.add(first.lower())
        elif group == "Commands":
            commands.append(first)
    return options, arguments, commands


def man_parts(page):
    """Section or subsection → its lines, of an mdoc source; a subsection comes under its own name."""
    parts, name = {}, ""
    for line in page.splitlines():
        match = re.match(r"\.S[hs]\s+(.*)", line)
        if match:
            name = match.group(1).strip().strip('"')
        parts.setdefault(name, []).append(line)
    return {title: "\n".join(lines) for title, lines in parts.items()}


def man_options(part):
    """The options that a part explains: those of its .It lines."""
    names = set()
    for line in re.findall(r"^\.It (.*)$", part, re.M):
        for flag in re.findall(r"\bFl (\S+)", line):
            names.add("-" + flag)
    return names


def command_faults(binary, man):
    page = help_of(binary)
    shared, _, commands = help_parts(page)
    if not commands:
        yield "schouw --help: no commands found in it"
    parts = man_parts(man)
    common = man_options(parts.get("OPTIONS", ""))
    for option in sorted(shared - common):
        yield f"man/schouw.1: OPTIONS does not explain {option}"
    for option in sorted(name for name in common - shared if name.startswith("--")):
        yield f"man/schouw.1: OPTIONS explains {option}, which schouw does not have"
    described = {title for title, part in parts.items() if re.search(r"^\.Ss ", part, re.M) and
                 re.search(r"^\.Nm\b.*\n?\.?.*\bIc " + re.escape(title) + r"\b", part, re.M)}
    for title in sorted(described - set(commands)):
        yield f"man/schouw.1: describes the command {title}, which schouw does not have"
    for command in commands:
        part = parts.get(command, "")
        if not part:
            yield f"man/schouw.1: no subsection (.Ss {command}) for schouw {command}"
            continue
        own, arguments, _ = help_parts(help_of(binary, command))
        written = man_options(part)
        for option in sorted(own - written - common):
            yield f"man/schouw.1: {command} does not explain {option}"
        for option in sorted(name for name in written - own - shared if name.startswith("--")):
            yield f"man/schouw.1: {command} explains {option}, which the command does not have"
        for argument in sorted(arguments):
            if not re.search(r"\bAr " + re.escape(argument) + r"\b", part):
                yield f"man/schouw.1: {command} does not name its argument {argument}"


# ---- files and exit codes


def explained_words(pages):
    """Every word on an .It, .Sh or .Ss line of the pages."""
    words = set()
    for page in pages:
        for line in re.findall(r"^\.(?:It|Sh|Ss) (.*)$", page, re.M):
            words.update(re.findall(r"[A-Za-z_][A-Za-z0-9_]*", line))
    return words


def key_faults(root, pages):
    explained = explained_words(pages)
    missing = {}
    found = 0
    for path in sources(root, "lib", "tests"):
        code = without_comments(text_of(path))
        for match in re.finditer(r"known_keys\(\s*\w+\s*,[^{};]*?\{([^}]*)\}", code):
            line = code[:match.start()].count("\n") + 1
            for key in re.findall(r'"([^"]+)"', match.group(1)):
                found += 1
                if key not in explained:
                    missing.setdefault(key, f"{path.relative_to(root)}:{line}")
    if found == 0:
        yield "lib: no known_keys({…}) found"
    for key, place in sorted(missing.items()):
        yield f"{place}: the key \"{key}\" is explained in none of {', '.join(MAN_5)}"


def function_faults(root, pages):
    code = text_of(root / "lib/checks/functions.cpp")
    match = re.search(r"allowed_functions\(\)\s*\{.*?=\s*\{(.*?)\};", code, re.S)
    names = re.findall(r'"(\w+)"', match.group(1)) if match else []
    if not names:
        yield "lib/checks/functions.cpp: no list of allowed functions found"
    all_words = set(re.findall(r"\w+", pages[0]))
    for name in names:
        if name not in all_words:
            yield f"{MAN_5[0]}: the function {name} is not named"


def exit_faults(root, man):
    enum = re.search(r"enum class Exit[^{]*\{(.*?)\}", text_of(root / "lib/base/error.hpp"), re.S)
    codes = re.findall(r"(\w+)\s*=\s*(\d+)", enum.group(1)) if enum else []
    if not codes:
        yield "lib/base/error.hpp: no exit codes found"
    part = man_parts(man).get("EXIT STATUS", "")
    written = set(re.findall(r"^\.It (?:Li |Er )?(\d+)\b", part, re.M))
    for name, code in codes:
        if code not in written:
            yield f"man/schouw.1: EXIT STATUS lacks {code} ({name})"
    for code in sorted(written - {code for _, code in codes}):
        yield f"man/schouw.1: EXIT STATUS has {code}, which the program does not give"


# ---- sentences


def flatten(table, prefix=""):
    flat = {}
    for key, value in table.items():
        if isinstance(value, dict):
            flat.update(flatten(value, f"{prefix}{key}."))
        else:
            flat[prefix + key] = value
    return flat


def names_in(sentence):
    """{n} and {n|one|many} name the same value."""
    return {name.split("|")[0] for name in re.findall(r"\{([^{}]+)\}", str(sentence))}


def catalogue_faults(nl, en):
    for key in sorted(nl.keys() - en.keys()):
        yield f"templates/text/en.toml: lacks \"{key}\", which nl.toml has"
    for key in sorted(en.keys() - nl.keys()):
        yield f"templates/text/nl.toml: lacks \"{key}\", which en.toml has"
    for key in sorted(nl.keys() & en.keys()):
        if not isinstance(nl[key], str) or not isinstance(en[key], str):
            continue
        dutch, english = names_in(nl[key]), names_in(en[key])
        if dutch != english:
            show = lambda names: "{" + ", ".join(sorted(names)) + "}" if names else "none"
            yield f"templates/text: \"{key}\" fills in {show(dutch)} in nl.toml and {show(english)} in en.toml"


LITERAL = r'"([A-Za-z_][A-Za-z0-9_.]*)"'
# How a call names its sentence, and what it puts before the name. {} is the literal, or both of a choice.
CALLS = [
    (r"(?<![\w.])(?:fail|refuse)\(\s*(?:Exit::\w+\s*,)?", ""),
    (r"builder\.say\(", "report."),
    (r"builder_\.say\(", "report."),
    (r"(?:words|catalogue|words_|\))\.say\(", ""),
    (r"commands\.help\(", "help."),
    (r"commands\.add\(", "help."),
]


def named_sentences(code):
    """(line, name, whole) of every literal in a call that says something; not whole when text follows by +."""
    for start, prefix in CALLS:
        for match in re.finditer(start + r"\s*(?:std::string\()?(?:[^\"(){};?]*(?:\([^()\"]*\)[^\"(){};?]*)*\?\s*)?" +
                                 LITERAL + r"\)?\s*(?::\s*" + LITERAL + r")?\s*(\+)?", code):
            between = code[match.start():match.start(1)]
            prefixed = "" if prefix == "report." and "builder.words" in between else prefix
            line = code[:match.start()].count("\n") + 1
            for group in (1, 2):
                if match.group(group):
                    yield line, prefixed + match.group(group), not match.group(3)


def loose_sentences(code, tables):
    """Literals that look like a sentence's key: a word of a known table, a dot, more words."""
    for match in re.finditer(r'"([a-z_]+(?:\.[a-z_]+)+\.?)"\s*(\+)?', code):
        name = match.group(1)
        if name.split(".")[0] in tables and not name.endswith(FILE_NAMES):
            yield code[:match.start()].count("\n") + 1, name, not match.group(2) and not name.endswith(".")


def kind_faults(nl):
    """Each remark of reading must have its kind, a sentence without the value, for totals."""
    told = [key for key in nl if key.split(".")[0] in ("row", "value")] + ["header.unknown"]
    return [f"nl.toml: no kind.{key}" for key in told if f"kind.{key}" not in nl]


def sentence_faults(root, nl, en):
    tables = {key.split(".")[0] for key in nl.keys() | en.keys()}
    count = 0
    for path in sources(root, "lib", "tools"):
        code = without_comments(text_of(path))
        named = list(named_sentences(code))
        spoken = {(line, name.removeprefix("report.")) for line, name, _ in named}
        loose = [one for one in loose_sentences(code, tables) if one[:2] not in spoken and
                 ("report." + one[1] not in nl or "lib/report/" not in path.as_posix())]
        count += len(named) + len(loose)
        for line, name, whole in dict.fromkeys(named + loose):
            lacking = [file for file, sentences in (("nl.toml", nl), ("en.toml", en)) if not
                       (name in sentences if whole else any(key.startswith(name) for key in sentences))]
            if lacking:
                what = f"the sentence \"{name}\"" if whole else f"any sentence \"{name}…\""
                yield f"{path.relative_to(root)}:{line}: {what} is not in templates/text/{' and '.join(lacking)}"
    if count == 0:
        yield "lib, tools: no sentences found in the source"


def promise_faults(binary, nl, en):
    """A sentence may only tell the user to run a command that is there."""
    _, _, commands = help_parts(help_of(binary))
    for file, sentences in (("nl.toml", nl), ("en.toml", en)):
        for key, sentence in sentences.items():
            for command in re.findall(r"\bschouw (?:-C \S+ )?([a-z]+)(?= [A-Z{-]|[,.;\"]|$)", str(sentence), re.M):
                if command not in commands and not key.startswith("help"):
                    yield f"templates/text/{file}: \"{key}\" names schouw {command}, which is no command"


def main(arguments):
    if len(arguments) != 2:
        print("usage: tests/docs_test.py BINARY SOURCE_DIR", file=sys.stderr)
        return 2
    binary, root = arguments[0], Path(arguments[1])
    man = text_of(root / "man/schouw.1")
    pages = [text_of(root / name) for name in MAN_5]
    nl, en = (flatten(tomllib.loads(text_of(root / f"templates/text/{name}.toml"))) for name in ("nl", "en"))
    faults = [f"{name}: is not there" for name in ["man/schouw.1", *MAN_5] if not (root / name).is_file()]
    faults += command_faults(binary, man)
    faults += key_faults(root, pages)
    faults += function_faults(root, pages)
    faults += exit_faults(root, man)
    faults += catalogue_faults(nl, en)
    faults += sentence_faults(root, nl, en)
    faults += kind_faults(nl)
    faults += promise_faults(binary, nl, en)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
