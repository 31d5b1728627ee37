#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""tests/calendar_file.py FILE: a calendar file read strictly by RFC 5545, and by python3-icalendar where it is installed.

Prints one line per event: date, UID, summary. Prints what is wrong, and exits with 1, for a line that is too long or not
ended by CRLF, a fold within a character, a property that an event needs or may not have twice, text that is not escaped, a
UID that comes twice, or a difference between the two readers.
"""

import re
import sys
from datetime import date, datetime
from pathlib import Path

ONCE = {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "PRIORITY", "TRANSP"}


class Wrong(Exception):
    """What is wrong with the file."""


def content_lines(raw):
    if not raw.endswith(b"\r\n"):
        raise Wrong("the last line has no CRLF")
    lines = raw[:-2].split(b"\r\n")
    unfolded = []
    for number, line in enumerate(lines, 1):
        if b"\n" in line or b"\r" in line:
            raise Wrong(f"line {number}: a bare line end")
        if len(line) > 75:
            raise Wrong(f"line {number}: {len(line)} bytes")
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Wrong(f"line {number}: {error}") from error
        if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text):
            raise Wrong(f"line {number}: a control character")
        if text.startswith(" "):
            if not unfolded:
                raise Wrong("the first line is folded")
            unfolded[-1] += text[1:]
        else:
            unfolded.append(text)
    return unfolded


def text_value(value):
    """The text of a TEXT value."""
    if re.search(r"(?<!\\)(?:\\\\)*[;,]", value) or not re.fullmatch(r"(?:[^\\]|\\[\\;,nN])*", value):
        raise Wrong(f"not escaped: {value}")
    return re.sub(r"\\(.)", lambda match: "\n" if match.group(1) in "nN" else match.group(1), value)


def events_of(lines):
    events, stack = [], []
    head = {}
    for line in lines:
        match = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[^:;]+)*):(.*)", line)
        if not match:
            raise Wrong(f"no content line: {line}")
        name, parameters, value = match.groups()
        if name == "BEGIN":
            stack.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            if not stack or stack.pop() != value:
                raise Wrong(f"END:{value} without its BEGIN")
        elif stack == ["VCALENDAR"]:
            if events:
                raise Wrong("a property of the calendar after its first event")
            head[name] = value
        elif stack == ["VCALENDAR", "VEVENT"]:
            if name in ONCE and name in events[-1]:
                raise Wrong(f"{name} twice")
            events[-1][name] = (parameters, value)
    if stack or lines[0] != "BEGIN:VCALENDAR" or lines[-1] != "END:VCALENDAR":
        raise Wrong("not one whole calendar")
    if head.get("VERSION") != "2.0" or "PRODID" not in head or "METHOD" in head:
        raise Wrong(f"the calendar's own properties: {head}")
    if sum(line.startswith("BEGIN:") for line in lines) < 2:
        raise Wrong("a calendar without a component")
    return events


def read_event(event):
    missing = {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} - set(event)
    if missing:
        raise Wrong(f"an event without {missing}")
    datetime.strptime(event["DTSTAMP"][1], "%Y%m%dT%H%M%SZ")
    if event["DTSTART"][0] != ";VALUE=DATE":
        raise Wrong("DTSTART is no DATE")
    day = datetime.strptime(event["DTSTART"][1], "%Y%m%d").date()
    for name in ("DESCRIPTION", "CATEGORIES"):
        text_value(event.get(name, ("", ""))[1])
    return day, event["UID"][1], text_value(event["SUMMARY"][1])


def read_by_icalendar(raw):
    import icalendar  # pylint: disable=import-outside-toplevel
    calendar = icalendar.Calendar.from_ical(raw)
    events = []
    for event in calendar.walk("VEVENT"):
        day = event["DTSTART"].dt
        if type(day) is not date:    # pylint: disable=unidiomatic-typecheck
            raise Wrong(f"icalendar reads {day!r}")
        if event.errors:
            raise Wrong(f"icalendar: {event.errors}")
        events.append((day, str(event["UID"]), str(event["SUMMARY"])))
    return events


def main(path):
    raw = Path(path).read_bytes()
    try:
        events = [read_event(event) for event in events_of(content_lines(raw))]
        uids = [uid for _, uid, _ in events]
        if len(set(uids)) != len(uids):
            raise Wrong("a UID comes twice")
        try:
            others = read_by_icalendar(raw)
        except ImportError:
            others = events
        if others != events:
            raise Wrong("icalendar reads other events")
    except Wrong as wrong:
        print(f"{path}: {wrong}")
        return 1
    for day, uid, summary in events:
        print(day, uid, summary)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
