# SPDX-License-Identifier: EUPL-1.2
"""Two access logs beside the registers: of the system of the social domain, with incidents in May that every detector of
schouw has to find, and of the tax system, in which nothing is the matter but that its account is shared and nobody
reviewed it. The months before May are quiet, so that each check has a month that is met as well."""

import csv
import gzip
import io
from datetime import date, datetime, timedelta

from world import Dice

FIRST, LAST = date(2026, 2, 2), date(2026, 5, 29)
HOLIDAYS = {date(2026, 4, 3), date(2026, 4, 6), date(2026, 4, 27), date(2026, 5, 5), date(2026, 5, 14), date(2026, 5, 25)}
SILENT_DAY, SILENT_HOUR = date(2026, 5, 12), date(2026, 5, 20)
LOST_NUMBERS, CLOCK_BACK = date(2026, 5, 7), date(2026, 5, 13)
BUSY_HOUR = 10
CASELOAD = 12    # dossiers of a user
MANY = 45        # of the one who opens very many at once
HEADER = ["volgnummer", "tijdstip", "gebruiker", "rol", "organisatie", "team", "dossier", "actie", "object", "resultaat",
          "werkplek", "reden", "verwerking", "gezocht op"]
TOML = """
[parameters]
accesslog_subjects = 12    # zodat de map klein blijft: van meer gevallen van één soort staat er alleen hoeveel

[logs.belastingen]
files     = ["logs/belastingen-2026.csv"]
system    = "S-13"

[logs.regie]
files     = ["logs/regiesysteem-2026.csv.gz"]
system    = "S-01"
reviewer  = "applicatiecontroller"
vendors   = ["leverancier *"]
relations = "logs/werkverdeling.csv"
dossiers  = "logs/dossiers.csv"
columns   = { moment = "tijdstip", user = "gebruiker", role = "rol", employer = "organisatie", team = "team", dossier = "dossier", action = "actie", object = "object", result = "resultaat", origin = "werkplek", reason = "reden", activity = "verwerking", sequence = "volgnummer", search_key = "gezocht op" }
"""


def workdays(first, last):
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    return [day for day in days if day.weekday() < 5 and day not in HOLIDAYS]


def open_until(account):
    ends = [account[name] for name in ("ends_on", "employment_ends_on") if isinstance(account[name], date)]
    return min(ends, default=date.max)


def accounts_of(world, system):
    return [account for account in world["accounts"] if account["system_id"] == system
            and isinstance(account["account_id"], str)]


class Log:
    """The log of the system S-01: what everybody does every day, and then the incidents of May."""

    def __init__(self, world):
        self.dice = Dice("access log")
        self.lines, self.relations, self.dossiers = [], [], []
        accounts = accounts_of(world, "S-01")
        active = [account for account in accounts if account["status"] == "active" and open_until(account) > LAST]
        self.vendors = [a["account_id"] for a in active if a["employer_kind"] == "vendor"]
        self.managers = [a["account_id"] for a in active if a["privileged"] is True and a not in self.vendors]
        self.users = [a["account_id"] for a in active if a["account_id"] not in self.vendors + self.managers][:-1]
        self.left = next(a["account_id"] for a in accounts if isinstance(a["employment_ends_on"], date)
                         and a["employment_ends_on"] < FIRST)
        self.team = {a["account_id"]: ("Regieteam Noord", "Regieteam Zuid")[n % 2] for n, a in enumerate(accounts)}
        self.activity = world["processing"][0]["activity_id"]
        self.cases = {user: [f"D-{n * MANY + i:05}" for i in range(MANY)] for n, user in enumerate(self.users)}
        for user in self.users:
            self.relations += [(user, case, "2025-01-01", "") for case in self.cases[user][:CASELOAD]]
        self.dormant = self.users[-1]    # used in the first days, and not since
        self.free = iter(self.users)     # the next user with whom nothing is the matter yet

    def at(self, day, hour):
        return datetime(day.year, day.month, day.day, hour, self.dice.number(0, 59), self.dice.number(0, 59))

    def line(self, when, user, dossier, action="inzien", **more):
        row = {"tijdstip": when, "gebruiker": user, "rol": "consulent", "organisatie": "gemeente Voorbeeldstad",
               "team": self.team.get(user, "Regieteam Noord"), "dossier": dossier, "actie": action, "object": "plan", "resultaat": "ok",
               "werkplek": f"pc-{len(user) + self.dice.number(10, 40)}", "reden": "behandeling", "verwerking": self.activity,
               "gezocht op": ""}
        row.update({name.replace("_", " "): value for name, value in more.items()})
        self.lines.append(row)

    def related(self, user, dossier):
        self.relations.append((user, dossier, "2020-01-01", ""))
        return dossier

    def ordinary(self):
        for day in workdays(FIRST, LAST):
            if day == SILENT_DAY:
                continue
            for user in self.users:
                if user == self.dormant and day > FIRST + timedelta(3):
                    continue
                hours = [BUSY_HOUR] + [self.dice.number(13, 16)] * self.dice.chance(0.4)
                for hour in hours:
                    when = self.at(day, 13 if hour == BUSY_HOUR and day == SILENT_HOUR else hour)
                    self.line(when, user, self.dice.pick(self.cases[user][:CASELOAD]),
                              self.dice.pick(["inzien"] * 7 + ["wijzigen"]))

    def people(self):
        loud = next(self.free)
        may = [day for day in workdays(date(2026, 5, 1), LAST) if day != SILENT_DAY]
        for n in range(220):
            self.line(self.at(may[n % len(may)], 13 + n % 4), loud, self.cases[loud][n % CASELOAD])
        burst = next(self.free)
        for n, case in enumerate(self.cases[burst]):
            if n >= CASELOAD:
                self.related(burst, case)
            self.line(datetime(2026, 5, 6, 14, n, 5), burst, case)
        for day, hour in ((date(2026, 5, 11), 21), (date(2026, 5, 16), 11), (date(2026, 5, 14), 11)):
            user = next(self.free)
            for _ in range(9):
                self.line(self.at(day, hour), user, self.cases[user][0])
        for _ in range(3):
            self.line(self.at(date(2026, 5, 18), 15), "inval-07", self.related("inval-07", "D-00001"))
        for _ in range(4):
            self.line(self.at(date(2026, 5, 19), 15), self.left, self.related(self.left, "D-00002"))
        for user in self.vendors:
            for n in range(5):
                self.line(self.at(date(2026, 5, 21), 11), user, self.related(user, f"D-0000{n}"), rol="support",
                          organisatie="leverancier Alfa", reden="" if user == self.vendors[0] else "M-2026-114")
        for user in self.managers[:3]:
            self.line(self.at(date(2026, 5, 22), 11), user, self.related(user, "D-00003"), rol="functioneel beheerder")
        user = next(self.free)
        for n in range(3):
            self.line(self.at(date(2026, 5, 26), 15), user, self.cases[self.users[-2]][n])

    def files(self):
        for number, times in enumerate((("2026-05-28", "", "", ""), ("2020-01-01", "2026-01-31", "2040-12-31", ""),
                                        ("2000-01-01", "2010-12-31", "2025-12-31", ""), ("2020-01-01", "", "", "collega"))):
            dossier = f"X-{number:05}"
            self.dossiers.append((dossier, *times))
            user = next(self.free)
            for _ in range(2):
                self.line(self.at(date(2026, 5, 27), 14), user, self.related(user, dossier))
        for user in self.users[:-1] + self.managers:
            self.line(self.at(date(2026, 5, 28), 15), user, self.related(user, "D-09999"))

    def use(self):
        output, search = self.users[2], self.users[3]
        for _ in range(25):
            self.line(self.at(date(2026, 5, 8), 14), output, self.cases[output][0], "exporteren")
            self.line(self.at(date(2026, 5, 8), 16), search, self.cases[search][0], "zoeken", gezocht_op="naam")
        judged, unjudged = self.users[4], self.users[5]
        for month, user in ((4, judged), (5, unjudged)):
            self.line(self.at(date(2026, month, 9 if month == 4 else 11), 15), user, self.cases[user][1], "noodtoegang")
        self.line(self.at(date(2026, 4, 10), 15), judged, self.cases[judged][1], "beoordeling noodtoegang")
        user = self.users[6]
        for n in range(3):
            self.line(self.at(date(2026, 5, 29), 15), user, self.cases[user][0], verwerking="V-9999")
            self.line(self.at(date(2026, 5, 29), 15), user, self.cases[user][0], werkplek="")
            self.line(datetime(2026, 6, 1, 23, n), user, self.cases[user][0])

    def numbered(self):
        """In order of time; some numbers are missing on one day, and on another the clock goes back."""
        self.lines.sort(key=lambda row: (row["tijdstip"], row["gebruiker"], row["dossier"], row["actie"]))
        on = {day: [i for i, row in enumerate(self.lines) if row["tijdstip"].date() == day] for day in (LOST_NUMBERS, CLOCK_BACK)}
        number = 41_000
        for i, row in enumerate(self.lines):
            number += 8 if i == on[LOST_NUMBERS][len(on[LOST_NUMBERS]) // 2] else 1
            row["volgnummer"] = number
        for i in on[CLOCK_BACK][-4:]:
            self.lines[i]["tijdstip"] -= timedelta(minutes=90)

    def write(self):
        self.ordinary()
        self.people()
        self.files()
        self.use()
        self.numbered()
        rows = [[row[name] for name in HEADER] for row in self.lines]
        broken = list(rows[-10])
        broken[1] = "storing"
        rows.insert(len(rows) - 10, broken)
        return {"logs/regiesysteem-2026.csv.gz": gzip.compress(table(HEADER, rows), 9, mtime=0),
                "logs/werkverdeling.csv": table(["gebruiker", "dossier", "van", "tot"], sorted(set(self.relations))),
                "logs/dossiers.csv": table(["dossier", "intake", "gesloten op", "bewaren tot", "markering"], self.dossiers)}


def quiet_log(world):
    """The log of the system S-13: each open account once a week."""
    dice = Dice("quiet log")
    rows = []
    for number, day in enumerate(workdays(date(2026, 4, 1), LAST)):
        for place, account in enumerate(accounts_of(world, "S-13")):
            if account["status"] != "active" or open_until(account) < day or place % 5 != number % 5 and place > 3:
                continue
            rows.append([datetime(day.year, day.month, day.day, 9 + place % 8, dice.number(0, 59)), account["account_id"],
                         "medewerker belastingen", f"K-{dice.number(1, 400):04}", "inzien", "aanslag", "ok", f"pc-{place + 1}"])
    rows.sort()
    return table(["tijdstip", "gebruiker", "rol", "dossier", "actie", "object", "resultaat", "werkplek"], rows)


def table(header, rows):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()


def files(world):
    """Name to bytes: the logs and the lists beside them."""
    return {**Log(world).write(), "logs/belastingen-2026.csv": quiet_log(world)}
