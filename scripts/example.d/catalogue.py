# SPDX-License-Identifier: EUPL-1.2
"""The registers, checks and fixtures as they stand in the tree, read when the example is made."""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime

NA = "n.v.t."
UNKNOWN = "onbekend"


class Unreadable(str):
    """What stands in a cell that its type cannot read."""


@dataclass
class Column:
    id: str
    type: str
    title: str
    aliases: list
    duty: str
    na: bool
    none: bool
    reference: tuple | None    # register, column
    choices: dict              # id -> spellings, the Dutch title first


@dataclass
class Register:
    id: str
    title: str
    key: list
    single: bool
    columns: dict = field(default_factory=dict)


@dataclass
class Check:
    id: str
    register: str
    applies: str | None
    violates: str | None
    question: bool
    names: set                 # the words of its SQL, among them the columns that it reads
    fixture: dict


def load_toml(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _column(raw):
    choices = {c["id"]: [c["title"]["nl"], *c.get("spellings", []), c["title"]["en"]] for c in raw.get("choices", [])}
    reference = tuple(raw["reference"].split(".")) if "reference" in raw else None
    return Column(raw["id"], raw["type"], raw["title"]["nl"], raw.get("aliases", []), raw.get("duty", "may"),
                  raw.get("na", False), raw.get("empty") == "none", reference, choices)


def load_registers(source):
    documents = [load_toml(path) for path in sorted((source / "templates/registers").glob("*.toml"))]
    groups = {group["id"]: group["column"] for document in documents for group in document.get("group", [])}
    registers = {}
    for document in documents:
        if "register" not in document:
            continue
        head = document["register"]
        register = Register(head["id"], head["title"]["nl"], head["key"], head.get("single", False))
        for raw in document["column"]:
            for one in groups[raw["group"]] if "group" in raw else [raw]:
                column = _column({**one, **{k: v for k, v in raw.items() if k in ("duty",)}})
                column.aliases = column.aliases + (raw.get("aliases", []) if "group" in raw else [])
                register.columns[column.id] = column
        registers[register.id] = register
    return registers


def in_force(check, norms, as_of):
    """Without norms it is good practice and always in force."""
    cited = [norms[norm] for norm in check["norms"]]
    return not cited or any(n["valid_from"] <= as_of <= n.get("valid_to", date.max) for n in cited)


def _finds(what, questions, registers):
    """SQL for `finds` of a check of the answers: (applies, violates)."""
    if what == "no_such_question":
        return None, "(this.check_id, this.register) NOT IN (VALUES " + ", ".join(map(repr, questions)) + ")"
    asked = sorted({register for _, register in questions
                    if what == "no_such_record" or "owner" in registers[register].columns})
    arms = ""
    for register in asked:
        of_record = f"FROM {register} o WHERE o.{registers[register].key[0]} = this.record_key"
        arms += f" WHEN '{register}' THEN " + (
            f"(SELECT count(*) = 0 {of_record})" if what == "no_such_record"
            else f"(SELECT lower(trim(o.owner)) = lower(trim(this.answered_by)) {of_record})")
    return f"this.register IN {tuple(asked)!r}", f"CASE this.register{arms} END"


def load_checks(source, registers, as_of):
    """The written checks that are in force on the day, and the parameters of all checklists."""
    documents = [load_toml(path) for path in sorted((source / "checklists").glob("*.toml"))]
    norms = {norm["id"]: norm for document in documents for norm in document.get("norm", [])}
    parameters = {"as_of": as_of.isoformat()}
    for document in documents:
        for name, parameter in document.get("parameters", {}).items():
            value = parameter["value"]
            parameters[name] = value.isoformat() if isinstance(value, date) else value
    checks = {}
    questions = [(raw["id"], raw["register"]) for document in documents for raw in document.get("check", [])
                 if "question" in raw]
    for document in documents:
        for raw in document.get("check", []):
            if "finds" in raw:
                raw["applies"], raw["violates"] = _finds(raw["finds"], questions, registers)
            if not in_force(raw, norms, as_of):
                continue
            sql = (raw.get("applies") or "") + " " + (raw.get("violates") or "")
            words = {re.sub(r"_(na|none|from)$", "", word) for word in re.findall(r"\w+", sql)} | set(
                re.findall(r"\w+", sql))
            fixture = load_toml(source / "tests/checks" / f"{raw['id']}.toml")
            checks[raw["id"]] = Check(raw["id"], raw["register"], raw.get("applies"), raw.get("violates"),
                                      "violates" not in raw, words, fixture)
    return checks, parameters


def _choice(column, text):
    for choice, spellings in column.choices.items():
        if text.strip().lower() in [choice, *(spelling.lower() for spelling in spellings)]:
            return choice
    return text


def read_value(column, value, move):
    """A cell of a fixture as a value; its day is moved by the function. None where it is not understood."""
    if isinstance(value, str) and not column.choices and value.strip().lower() in ("n.v.t.", "nvt"):
        return NA
    if isinstance(value, str) and not column.choices and value.strip().lower() in ("onbekend", "?"):
        return UNKNOWN
    if column.type == "date":
        if isinstance(value, str):
            found = re.fullmatch(r"(\d\d?)-(\d\d?)-(\d{4})", value) or re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value)
            if not found:
                return None
            a, b, c = map(int, found.groups())
            value = date(a, b, c) if a > 31 else date(c, b, a)
        return move(value) if isinstance(value, date) else None
    if column.type == "moment":
        found = re.fullmatch(r"(\d\d)-(\d\d)-(\d{4})(?: (\d\d):(\d\d))?", str(value))
        if not found:
            return None
        day, month, year, hour, minute = (int(x or 0) for x in found.groups())
        return datetime.combine(move(date(year, month, day)), datetime.min.time()).replace(hour=hour, minute=minute)
    if column.type == "list":
        values = [v.strip() for v in value.split(";")] if isinstance(value, str) else list(value)
        return NA if values == [NA] and column.na and NA not in str(column.choices) else [_choice(column, v)
            for v in values]
    if column.type == "choice":
        found = _choice(column, str(value))
        return found if found in column.choices else NA if str(value).lower() in ("n.v.t.", "nvt") else UNKNOWN
    if column.id == "kvk":
        return "0009" + str(value)[-4:]
    return str(value) if column.type in ("text", "reference") else value
