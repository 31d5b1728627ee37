# SPDX-License-Identifier: EUPL-1.2
"""Promise 15: a corrupt store is noticed, not used. One bit of it is flipped: each command that reads gives the same answer as
before, or an error with exit code 4 (2 where the bit makes it a store of a newer version). It never crashes."""

import hashlib

import workspace

FLIPS = {True: 60, False: 10_000}      # by --short
REPORT = "report.xlsx"
READING = [["findings", "--status", "all", "--json"], ["list", "runs", "--json"],
           ["report", "--edition", "werklijst", "-o", REPORT]]
OPTIONAL = [["verify"], ["diff", "--json"], ["trend", "--json"], ["agenda", "--json"]]      # where this version has them
NOTICED = (2, 4)


def commands(program, place):
    """The commands that read, as far as they are there and work on the sound store."""
    present = [command for command in OPTIONAL
               if program.run(place.work, [command[0], "--help"], place.tmp).code == 0
               and program.run(place.work, command, place.tmp).code == 0]
    return READING + present


def answer(program, place, command):
    """What the command says, with the file that it writes; and how it ended."""
    report = place.work / REPORT
    report.unlink(missing_ok=True)
    ran = program.run(place.work, command, place.tmp)
    said = hashlib.sha256(ran.out)
    if REPORT in command and report.exists():
        said.update(report.read_bytes())
    return ran, said.hexdigest()


def judge(ran, said, sound, command):
    """noticed, same, or a sentence about what is wrong"""
    name = command[0]
    if ran.code in NOTICED:
        return "noticed" if ran.err or ran.out else f"{name} ended with {ran.code} and said nothing"
    if ran.code < 0 or ran.code == 70:
        return f"{name} crashed: {ran.code} {ran.err.decode(errors='replace')[-200:]}"
    if ran.code != 0:
        return f"{name} ended with {ran.code}: {ran.err.decode(errors='replace')[-200:]}"
    return "same" if said == sound else f"{name} says something else and does not notice"


def history(program, place):
    """A store with a past: three runs over registers that change, one of them incomplete."""
    for shift, day in ((0, "2026-01-01"), (3, "2026-02-01"), (5, "2026-03-01")):
        workspace.write_sources(place.work, 120 if shift == 3 else 100, shift)
        program.run(place.work, ["check", "--as-of", day, "--label", f"ronde {shift}"], place.tmp)
    return place


def run(torture, top):
    program = torture.program
    sound = history(program, workspace.Place(top, "sound").make(100))
    reading = commands(program, sound)
    known = [answer(program, sound, command)[1] for command in reading]
    program.run(sound.work, reading[0], sound.tmp)
    assert not (sound.work / "schouw.db-wal").exists(), "the store has a write-ahead log that was not flipped"
    (sound.work / REPORT).unlink(missing_ok=True)
    bits = (sound.work / "schouw.db").stat().st_size * 8

    def attempt(bit):
        place = torture.place(top).copy_of(sound)
        store = place.work / "schouw.db"
        data = bytearray(store.read_bytes())
        data[bit // 8] ^= 1 << (bit % 8)
        store.write_bytes(data)
        verdicts = [judge(*answer(program, place, command), what, command) for command, what in zip(reading, known)]
        wrong = [verdict for verdict in verdicts if verdict not in ("noticed", "same")]
        torture.wrong(f"bit {bit % 8} of byte {bit // 8}", wrong)
        place.remove()
        return "noticed" in verdicts

    trials = [torture.random.randrange(bits) for _ in range(FLIPS[torture.options.short])]
    noticed = torture.each(trials, attempt)
    return (f"{len(trials)} bits flipped in a store of {bits // 8:,} bytes, read by {len(reading)} commands: "
            f"{noticed} noticed, the others made no difference")
