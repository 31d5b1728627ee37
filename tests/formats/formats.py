#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""tests/formats/formats.py BINARY SOURCE_DIR: the machine formats are what they say they are, and say the same.

- JSON and JSON Lines are valid by the shipped JSON Schema; an unknown or a missing name at any level is not.
- SARIF, JUnit and OSCAL are valid by the schemas in ../shared/schemas, when these are there; else that part is skipped.
- Prometheus' own reader takes the textfile. CSV has its dialect.
- Every format counts the same findings, accepted ones and verdicts; a finding has the same names in each of them.

Prints one line per problem, and exits with 1 when there is one.
"""

import copy
import csv
import io
import json
import re
import sys
import uuid
from collections import Counter
from pathlib import Path

import jsonschema
from lxml import etree
from prometheus_client.parser import text_string_to_metric_families

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
from support import Problems, Schouw, editions, has_document, shared_schemas  # noqa: E402

EXAMPLES = {"amsterdam-2016": "2016-03-24", "voorbeeldgemeente": "2026-06-01"}
OPEN = {"new", "reopened", "updated", "unchanged"}
URLS = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")    # the namespace of URLs


def first_errors(validator, document):
    return [f"{'/'.join(map(str, error.path))}: {error.message[:160]}" for _, error in zip(range(3), validator.iter_errors(document))]


def latin(value):
    """OSCAL's patterns use \\p{L} and \\p{N}, which Python's re does not know."""
    if isinstance(value, dict):
        return {name: latin_pattern(part) if name == "pattern" and isinstance(part, str) else latin(part)
                for name, part in value.items()}
    return [latin(part) for part in value] if isinstance(value, list) else value


def latin_pattern(pattern):
    inside = re.sub(r"\[[^\]]*\]", lambda match: match.group(0).replace(r"\p{L}", "A-Za-zÀ-ɏ")
                    .replace(r"\p{N}", "0-9"), pattern)
    return inside.replace(r"\p{L}", r"[^\W\d_]").replace(r"\p{N}", r"\d")


class Outside:
    """The schemas of others; nothing is checked when they are not there."""

    def __init__(self, folder):
        self.folder = folder
        self.validators = {}

    def json(self, name, document, problems, file):
        if self.folder is None:
            return
        if file not in self.validators:
            schema = latin(json.loads((self.folder / file).read_text(encoding="utf-8")))
            self.validators[file] = jsonschema.validators.validator_for(schema)(schema)
        for error in first_errors(self.validators[file], document):
            problems.expect(False, f"{name}: {error}")

    def xml(self, name, data, problems):
        for file in ("junit-10.xsd", "junit-windyroad.xsd") if self.folder else ():
            schema = etree.XMLSchema(etree.parse(str(self.folder / file)))
            if not schema.validate(etree.fromstring(data)):
                problems.expect(False, f"{name}: {file}: {schema.error_log[0]}")


def own_validator(source, name):
    schema = json.loads((Path(source) / "templates/schema" / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def short(document):
    """The document with one of everything, so that each change of it is tried in little time."""
    if isinstance(document, dict):
        return {name: short(part) for name, part in document.items()}
    return [short(part) for part in document[:1]] if isinstance(document, list) else document


def places(document, path=()):
    """The path of every object in it."""
    if isinstance(document, dict):
        yield path
    parts = document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    for name, part in parts:
        yield from places(part, (*path, name))


def at(document, path):
    for name in path:
        document = document[name]
    return document


def check_refusals(name, validator, document, problems):
    small = short(document)
    problems.expect(validator.is_valid(small), f"{name}: a shortened document is not valid")
    for path in places(small):
        where = "/".join(map(str, path)) or "the document"
        wrong = copy.deepcopy(small)
        at(wrong, path)["onbekend"] = 1
        problems.expect(not validator.is_valid(wrong), f"{name}: an unknown name in {where} is not refused")
        for known in at(small, path):
            if path and path[-1] == "sampled":
                continue
            wrong = copy.deepcopy(small)
            del at(wrong, path)[known]
            problems.expect(not validator.is_valid(wrong), f"{name}: {where} without {known} is not refused")


def check_csv(name, data, document, dutch, problems):
    problems.expect(data.startswith(b"\xef\xbb\xbf") == dutch, f"{name}: byte order mark")
    problems.expect(data.replace(b"\r\n", b"").count(b"\r") == 0 and data.endswith(b"\r\n"), f"{name}: line ends")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";" if dutch else ","))
    problems.expect(len(set(rows[0])) == len(rows[0]) and "«" not in "".join(rows[0]), f"{name}: head {rows[0]}")
    problems.expect([row[0] for row in rows[1:]] == [finding["id"] for finding in document["findings"]],
                    f"{name}: other findings than the JSON")
    date = r"\d\d-\d\d-\d{4}" if dutch else r"\d{4}-\d\d-\d\d"
    problems.expect(all(re.fullmatch(date, row[13]) for row in rows[1:]), f"{name}: dates")
    problems.expect([int(row[15]) for row in rows[1:]] == [finding["age_days"] for finding in document["findings"]],
                    f"{name}: numbers")


def check_sarif(name, log, document, problems):
    run = log["runs"][0]
    fails = [result for result in run["results"] if result["kind"] == "fail"]
    baseline = {"new": "new", "reopened": "new", "updated": "updated", "unchanged": "unchanged"}
    wanted = Counter(baseline.get(finding["change"], "absent") for finding in document["findings"])
    problems.expect(Counter(result["baselineState"] for result in fails) == wanted, f"{name}: baseline states")
    problems.expect([result["fingerprints"]["schouw/finding/v1"] for result in fails] ==
                    [finding["id"] for finding in document["findings"]], f"{name}: fingerprints")
    problems.expect(sum(1 for result in fails if result["suppressions"]) ==
                    sum(1 for finding in document["findings"] if finding["waived"]), f"{name}: suppressions")
    rules = run["tool"]["driver"]["rules"]
    problems.expect(all("ruleIndex" not in result or rules[result["ruleIndex"]]["id"] == result["ruleId"]
                        for result in run["results"]), f"{name}: rule indexes")
    taxa = run["taxonomies"][0]["taxa"]
    problems.expect(all(taxa[relation["target"]["index"]]["id"] == relation["target"]["id"]
                        for rule in rules for relation in rule.get("relationships", [])), f"{name}: taxa")
    for kind, verdict in (("pass", "met"), ("open", "unknown"), ("review", "to_judge"), ("notApplicable", "not_applicable")):
        count = sum(result["occurrenceCount"] for result in run["results"] if result["kind"] == kind)
        problems.expect(count == document["counts"]["verdicts"][verdict], f"{name}: {kind} {count}")
    own = uuid.uuid5(URLS, "urn:x-schouw")
    problems.expect(all(result["correlationGuid"] == str(uuid.uuid5(own, f"finding:{finding['id']}"))
                        for result, finding in zip(fails, document["findings"])), f"{name}: version 5 UUIDs")


def check_junit(name, data, document, problems):
    root = etree.fromstring(data)
    open_ones = [finding for finding in document["findings"] if finding["change"] in OPEN]
    failures, skipped, tests = 0, 0, 0
    for suite in root:
        cases = suite.findall("testcase")
        failed = sum(1 for case in cases if case.find("failure") is not None)
        left = sum(1 for case in cases if case.find("skipped") is not None)
        counted = tuple(int(suite.get(key)) for key in ("tests", "failures", "skipped"))
        problems.expect(counted == (len(cases), failed, left), f"{name}: {suite.get('name')} counts {counted}")
        failures, skipped, tests = failures + failed, skipped + left, tests + len(cases)
        problems.expect(suite.get("hostname") == "schouw", f"{name}: hostname")
    problems.expect(failures == sum(1 for finding in open_ones if not finding["waived"]), f"{name}: failures {failures}")
    verdicts = sum(1 for check in document["checks"] for verdict in ("met", "unknown", "to_judge", "not_applicable")
                   if check[verdict])
    problems.expect(tests == len(open_ones) + verdicts, f"{name}: tests {tests}")


def check_oscal(name, document, results, plan, problems):
    result = results["assessment-results"]["results"][0]
    statuses = {"open": 0, "deviation-approved": 0, "closed": 0}
    for finding in document["findings"]:
        statuses["closed" if finding["change"] not in OPEN else "deviation-approved" if finding["waived"] else "open"] += 1
    for where, risks in (("ar", result.get("risks", [])), ("poam", plan["plan-of-action-and-milestones"].get("risks", []))):
        problems.expect({**dict.fromkeys(statuses, 0), **Counter(risk["status"] for risk in risks)} == statuses,
                        f"{name} {where}: statuses of risks")
    known = {observation["uuid"] for observation in result["observations"]}
    pointed = {related["observation-uuid"] for finding in result["findings"] for related in finding["related-observations"]}
    problems.expect(pointed <= known, f"{name}: observations that are not there")
    satisfied = {finding["target"]["target-id"] for finding in result["findings"]
                 if finding["target"]["status"]["state"] == "satisfied"}
    wanted = {check["id"] for check in document["checks"] if check["met"] > 0 and check["open"] == 0 and
              check["not_met"] + check["unknown"] + check["to_judge"] == 0}
    problems.expect(satisfied == wanted, f"{name}: satisfied {sorted(satisfied ^ wanted)[:5]}")
    items = plan["plan-of-action-and-milestones"]["poam-items"]
    promises = [promise for promise in document["promises"]["list"] if promise["counts"] and not promise["gone_since"] and
                promise["follow_up"] not in ("followed", "not_followed", "lapsed")]
    expected = statuses["open"] + statuses["deviation-approved"] + len(promises)
    problems.expect(len(items) == max(expected, 1), f"{name}: {len(items)} items, {expected} expected")
    uuids = [item["uuid"] for item in items] + [item["uuid"] for item in result.get("risks", [])]
    problems.expect(len(set(uuids)) == len(uuids), f"{name}: a UUID stands for two things")


def check_prometheus(name, text, document, problems):
    families = {family.name: family for family in text_string_to_metric_families(text)}
    problems.expect(all(family.documentation and family.type == "gauge" for family in families.values()), f"{name}: HELP, TYPE")
    opened = Counter()
    for sample in families["schouw_findings_open"].samples:
        opened[sample.labels["severity"]] += int(sample.value)
    problems.expect(dict(opened) == document["counts"]["open_by_severity"], f"{name}: open findings")
    verdicts = {sample.labels["verdict"]: int(sample.value) for sample in families["schouw_verdicts"].samples}
    problems.expect(verdicts == document["counts"]["verdicts"], f"{name}: verdicts")


def check_numbers(name, document, problems):
    counts = document["counts"]
    some = document["edition"]["registers"]
    if some is not None:
        problems.expect({finding["register"] for finding in document["findings"]} <= set(some), f"{name}: other registers")
        return
    open_ones = [finding for finding in document["findings"] if finding["change"] in OPEN]
    problems.expect(counts["open"] == len(open_ones) == sum(counts["open_by_severity"].values()), f"{name}: open")
    severities = Counter(finding["severity"] for finding in open_ones if not finding["waived"])
    problems.expect({**dict.fromkeys(counts["open_by_severity"], 0), **severities} == counts["not_accepted_by_severity"],
                    f"{name}: not accepted")
    for verdict, count in counts["verdicts"].items():
        for group in ("checks", "checklists"):
            problems.expect(sum(one[verdict] for one in document[group]) == count, f"{name}: {verdict} over {group}")
    changes = Counter(finding["change"] for finding in document["findings"])
    problems.expect(changes["new"] + changes["reopened"] == counts["new"] and changes["solved"] == counts["solved"],
                    f"{name}: new and solved: {changes} {counts}")
    problems.expect(all(source["read"] == source["accepted"] + source["refused"] + source["ignored"]
                        for source in document["registers"]), f"{name}: control totals")


def check_edition(schouw, edition, language, validators, outside, problems):
    name = f"{schouw.folder.name} {edition} {language}"
    data = {format_id: schouw.report(edition, format_id, language) for format_id in
            ("json", "jsonl", "csv", "csv-rfc4180", "sarif", "junit", "oscal-ar", "oscal-poam", "prometheus")}
    document = json.loads(data["json"])
    for error in first_errors(validators["report"], document):
        problems.expect(False, f"{name} json: {error}")
    lines = [json.loads(line) for line in data["jsonl"].splitlines()]
    for line in lines:
        for error in first_errors(validators["report-lines"], line):
            problems.expect(False, f"{name} jsonl: {error}")
    head = {key: value for key, value in lines[0].items() if key != "type"}
    rest = [{key: value for key, value in line.items() if key != "type"} for line in lines[1:]]
    problems.expect({**head, "findings": rest} == document, f"{name}: jsonl says something else than json")
    check_numbers(name, document, problems)
    check_csv(f"{name} csv", data["csv"], document, True, problems) if language == "nl" else None
    check_csv(f"{name} csv-rfc4180", data["csv-rfc4180"], document, False, problems)
    sarif = json.loads(data["sarif"])
    outside.json(f"{name} sarif", sarif, problems, "sarif-schema-2.1.0.json")
    check_sarif(f"{name} sarif", sarif, document, problems)
    outside.xml(f"{name} junit", data["junit"], problems)
    check_junit(f"{name} junit", data["junit"], document, problems)
    results, plan = json.loads(data["oscal-ar"]), json.loads(data["oscal-poam"])
    outside.json(f"{name} oscal-ar", results, problems, "oscal_assessment-results_schema.json")
    outside.json(f"{name} oscal-poam", plan, problems, "oscal_poam_schema.json")
    check_oscal(name, document, results, plan, problems)
    check_prometheus(f"{name} prometheus", data["prometheus"].decode(), document, problems)
    return document, lines


def example(binary, name, day):
    schouw = Schouw(binary)
    folder = schouw.folder / name
    schouw.run("init", folder, "--example", name, "-q")
    inside = Schouw(binary, folder)
    inside.temporary = schouw.temporary
    inside.run("check", "-q", "--as-of", day, codes=(0, 1, 3))
    return inside


def accept_some(schouw, day):
    """A second run, a month on: a finding that is accepted, and some that are gone."""
    findings = json.loads(schouw.report("werklijst", "json"))["findings"]
    year, month, _ = day.split("-")
    later = f"{year}-{int(month) + 1:02}-01"
    text = (f'[[waiver]]\nfinding = "{findings[0]["id"]}"\nreason = "Wacht op vervanging"\nowner = "functie 1"\n'
            f'approver = "functie 2"\nfrom = {day}\nuntil = {year}-12-31\n')
    with (schouw.folder / "waivers.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + text)
    register = findings[-1]["source"]["file"]
    if register and register.endswith(".csv"):
        path = schouw.folder / register
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(lines[:-1]), encoding="utf-8")
    schouw.run("check", "-q", "--as-of", later, codes=(0, 1, 3))


def main():
    binary, source = sys.argv[1:3]
    problems = Problems()
    validators = {name: own_validator(source, name) for name in ("report", "report-lines")}
    outside = Outside(shared_schemas(source))
    if outside.folder is None:
        print("../shared/schemas is not there: SARIF, JUnit and OSCAL are not held against their schemas")
    for name, day in EXAMPLES.items():
        schouw = example(binary, name, day)
        first = name == next(iter(EXAMPLES))
        if first:
            check_edition(schouw, "raad", "en", validators, outside, problems)
            accept_some(schouw, day)
        for edition in (word for word in editions(source) if has_document(word, "json", source)):
            document, lines = check_edition(schouw, edition, "nl", validators, outside, problems)
            if first:
                check_refusals(f"{edition} json", validators["report"], document, problems)
                for line in lines[:2]:
                    check_refusals(f"{edition} jsonl", validators["report-lines"], line, problems)
            if first and edition == "raad":
                changes = Counter(finding["change"] for finding in document["findings"])
                problems.expect(changes["unchanged"] > 0 and any(finding["waived"] for finding in document["findings"]),
                                f"the second run shows nothing: {changes}")
    problems.end()


main()
