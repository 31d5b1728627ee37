# SPDX-License-Identifier: EUPL-1.2
"""waivers.toml of the example: accepted deviations that show each check on the waivers at work."""

import hashlib

HEAD = """# Geaccepteerde afwijkingen; zie schouw-waivers(5). Geschreven door scripts/make-example.
"""

# check, which of its records (a verdict and the how-manieth with it, or a pattern), days, and what is said of it
WAIVERS = [
    ("dpia-outdated", ("not_met", 0), "2026-02-01", "2026-09-30", "De herziening is aanbesteed en begint in september",
     "Teammanager Jeugd", "Gemeentesecretaris", "Z-2026-0117"),
    ("agreement-no-oversight", ("not_met", 0), "2024-05-01", "2025-04-30", "Het contract loopt in 2025 af",
     "Teammanager Inkomen", "Gemeentesecretaris", "Z-2024-0388"),
    ("agreement-no-oversight", ("not_met", 0), "2025-05-01", "2025-10-31", "De aanbesteding is een half jaar uitgesteld",
     "Teammanager Inkomen", "Gemeentesecretaris", "Z-2025-0402"),
    ("agreement-no-oversight", ("not_met", 0), "2025-11-01", "2026-10-31", "De aanbesteding is opnieuw uitgesteld",
     "Teammanager Inkomen", "Gemeentesecretaris", "Z-2025-0931"),
    ("dpia-outdated", ("met", 0), "2026-03-01", "2026-08-31", "Wacht op de nieuwe leverancier",
     "Teammanager Vergunningen", "Gemeentesecretaris", "Z-2026-0204"),
    ("agreement-expired", ("not_met", 0), "2025-04-01", "2026-03-31", "De verlenging ligt bij de leverancier",
     "Contractbeheerder", "Hoofd Inkoop", "Z-2025-0295"),
    ("processing-processor-without-agreement", ("not_met", 0), "2026-05-01", "2026-07-31",
     "De overeenkomst is getekend door de gemeente en ligt bij de verwerker", "Contractbeheerder", "Gemeentesecretaris",
     "Z-2026-0511"),
    ("agreement-audit-clause-missing", ("not_met", 0), "2026-01-01", "2026-12-31",
     "Wordt meegenomen bij de verlenging in januari", "Contractbeheerder", "Hoofd Inkoop", "Z-2026-0008"),
    ("account-never-used", "*", "2026-01-15", "2026-06-30", "De opruimactie loopt tot de zomer", "Functioneel beheerder",
     "CISO", ""),
]


def finding_id(*parts):
    """Of check, register and key, as schouw computes it."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode()
        digest.update(len(data).to_bytes(8, "little") + data)
    return digest.hexdigest()[:12]


def text(world, checks, verdicts):
    out = HEAD
    for name, which, first, last, reason, owner, approver, evidence in WAIVERS:
        check = checks[name]
        if which == "*":
            subject = f'check    = "{name}"\n'
        else:
            rows = sorted(row for row, verdict in verdicts.of(check).items() if verdict == which[0])
            record = next(r for r in world[check.register] if r.row == rows[which[1]])
            key = str(record[world.registers[check.register].key[0]])
            subject = f'check    = "{name}"\nkey      = "{key}"\n'
            if name == "agreement-expired":
                subject = f'finding  = "{finding_id(name, check.register, key)}"    # {name}: {key}\n'
        out += f'\n[[waiver]]\n{subject}reason   = "{reason}"\nowner    = "{owner}"\napprover = "{approver}"\n'
        out += f"from     = {first}\nuntil    = {last}\n" + (f'evidence = "{evidence}"\n' if evidence else "")
    return out
