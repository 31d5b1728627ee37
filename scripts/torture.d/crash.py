# SPDX-License-Identifier: EUPL-1.2
"""Promises 1 to 3: a run or a report that is killed, or told of a full disk or a broken one, at each call that writes.

A scenario is a workspace as it stands and one command. It is first done in peace: what is remembered then is what must
be remembered in the end after each fault as well. SOURCE_DATE_EPOCH stops the clock, so this is the same to the byte.
"""

import hashlib
from dataclasses import dataclass, field

import faults
import store
import workspace

REPORT = "report.xlsx"
ALLOWED = {"schouw.toml", "checklists", "dpias.csv", "vendors.csv", "schouw.db", "schouw.db-wal", "schouw.db-shm", "schouw.db.lock",
           REPORT}


@dataclass
class Scenario:
    name: str
    arguments: list
    place: workspace.Place              # before the command
    before: store.Contents = None
    points: list = field(default_factory=list)
    code: int = 0
    out: bytes = b""
    after: store.Contents = None
    report: str = ""                    # hash of the report when all is well
    old_report: str = ""


def report_of(place):
    path = place.work / REPORT
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def prepare(program, name, arguments, place):
    """The scenario, after it was done once in peace, and once more under strace to find its points."""
    scenario = Scenario(name, arguments, place, store.look(place.work), old_report=report_of(place))
    calm = workspace.Place(place.top.parent, f"{name}-calm").copy_of(place)
    ran = program.run(calm.work, arguments, calm.tmp)
    scenario.code, scenario.out = ran.code, ran.out
    scenario.after, scenario.report = store.look(calm.work), report_of(calm)
    traced = workspace.Place(place.top.parent, f"{name}-traced").copy_of(place)
    scenario.points, again = faults.points(program, traced, arguments)
    if (again.code, again.out) != (ran.code, ran.out) or store.look(traced.work).digest != scenario.after.digest:
        raise SystemExit(f"torture: {name}: two runs in peace differ, so nothing can be said about the others: "
                         f"{(ran.code, ran.out.decode(errors='replace'))} and {(again.code, again.out.decode(errors='replace'))}; "
                         f"in the store {store.differences(calm.work, traced.work)}")
    calm.remove()
    traced.remove()
    return scenario


def scenarios(program, top, records):
    """First run (rollback journal), later run (write-ahead log), one with a source gone, an import alone, and reports."""
    made = workspace.Place(top, f"made-{records}").make(records)
    check = ["check", "--as-of", "2026-01-01"]
    yield prepare(program, f"first-{records}", check, workspace.Place(top, f"first-{records}").copy_of(made))
    program.run(made.work, check, made.tmp)
    report = ["report", "--edition", "werklijst", "-o", str(REPORT)]
    yield prepare(program, f"report-{records}", report, workspace.Place(top, f"report-{records}").copy_of(made))
    program.run(made.work, report, made.tmp)
    workspace.write_sources(made.work, records, 3)
    later = ["check", "--as-of", "2026-02-01"]
    yield prepare(program, f"later-{records}", later, workspace.Place(top, f"later-{records}").copy_of(made))
    yield prepare(program, f"import-{records}", ["import"], workspace.Place(top, f"import-{records}").copy_of(made))
    gone = workspace.Place(top, f"gone-{records}").copy_of(made)
    (gone.work / "vendors.csv").unlink()
    yield prepare(program, f"gone-{records}", later, gone)
    program.run(made.work, later, made.tmp)
    yield prepare(program, f"again-{records}", later, workspace.Place(top, f"again-{records}").copy_of(made))
    yield prepare(program, f"rewrite-{records}", report, workspace.Place(top, f"rewrite-{records}").copy_of(made))


def nameless(path):
    """SQLite takes the name off a temporary file before it writes to it. Killed in between, an empty file with a name stays."""
    return path.name.startswith("etilqs_") and path.is_file() and path.stat().st_size == 0


def left_over(place):
    """Files that should not be there once a run has ended well."""
    names = [str(path.relative_to(place.work)) for path in place.work.iterdir() if path.name not in ALLOWED]
    return ([f"left behind: {name}" for name in names]
            + [f"left behind in TMPDIR: {path.name}" for path in place.tmp.iterdir() if not nameless(path)])


def after_fault(scenario, place):
    """What is wrong with the state that the fault left."""
    now = store.look(place.work)
    wrong = (now.faults if now else []) + store.lost(scenario.before, now)
    if report_of(place) not in {scenario.old_report, scenario.report}:
        wrong.append("the report is neither the old one nor the new one")
    return now, wrong


def repeat(program, scenario, place):
    """The same command in peace: afterwards all must be as if nothing had happened."""
    ran = program.run(place.work, scenario.arguments, place.tmp)
    now = store.look(place.work)
    wrong = []
    if ran.code != scenario.code:
        wrong.append(f"the next run ended with {ran.code} instead of {scenario.code}: {ran.err.decode(errors='replace')[-300:]}")
    if not now or now.digest != scenario.after.digest:
        wrong.append("after the next run the store remembers something else than after an undisturbed run")
    if report_of(place) != scenario.report:
        wrong.append("after the next run the report is another one")
    return wrong + left_over(place)


def complete(scenario, now):
    return now is not None and now.head == scenario.after.head


def kill(program, scenario, place, point):
    """(killed or not, what is wrong)"""
    ran = faults.killed_at(program, place, scenario.arguments, point)
    if ran.code not in (-9, 137):
        return False, [] if ran.code == scenario.code else [f"ended with {ran.code} without a kill"]
    now, wrong = after_fault(scenario, place)
    if "check" in scenario.arguments and complete(scenario, now):
        if now.digest != scenario.after.digest:
            wrong.append("the run was recorded, and differs from an undisturbed one")
        return True, wrong
    return True, wrong + repeat(program, scenario, place)


def fail(program, scenario, place, point, error, lasting):
    """(told of the error or not, what is wrong)"""
    ran = faults.failing_at(program, place, scenario.arguments, point, error, lasting)
    now, wrong = after_fault(scenario, place)
    recorded = complete(scenario, now) and report_of(place) == scenario.report
    if ran.code == scenario.code:
        if not recorded:
            wrong.append(f"it ended with {ran.code} as if all were well, and did not do its work")
        return False, wrong
    if ran.code != 74:
        wrong.append(f"it ended with {ran.code} instead of 74: {ran.err.decode(errors='replace')[-300:]}")
    if not ran.err and point.call not in ("write", "writev"):
        wrong.append("it ended with 74 and said nothing")
    if "check" in scenario.arguments and complete(scenario, now):
        return True, wrong
    return True, wrong + repeat(program, scenario, place)
