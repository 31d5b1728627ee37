# SPDX-License-Identifier: EUPL-1.2
"""The records as files that people keep: CSV in several dialects, and workbooks, with the dirt of real ones."""

import io
import unicodedata
import zipfile
from datetime import date, datetime, timedelta
from xml.sax.saxutils import escape

from catalogue import NA, UNKNOWN, Unreadable
from world import Dice

MONTHS = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
LONG_MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
    "november", "december"]


ENGLISH = set("""and application authority board breach code comments control controller country data date derogation dpo field for legal
    number of official on owner policy processor public purpose recipients retention review risk safeguard safeguards security source
    subject subjects task term the to transfer type vendor with""".split())


def dutch(names):
    """Names that a Dutch register would have."""
    return [name for name in names if not ENGLISH & set(name.lower().replace("-", " ").split())]


def fold(text):
    plain = unicodedata.normalize("NFKD", text).lower()
    return "".join(char for char in plain if char.isalnum())


class Layout:
    """How one register is written down."""

    def __init__(self, register, form, *, above=(), below=(), groups=False, unknown=None, hidden=None, sheet=None):
        self.register, self.form, self.above, self.below = register, form, above, below
        self.groups, self.unknown, self.hidden, self.sheet = groups, unknown, hidden, sheet


def headers(register, columns, plain):
    """Titles, and here and there another name that people use for it; no name fits two columns."""
    owner = {}
    for column in register.columns.values():
        for name in (column.id, column.title):
            owner.setdefault(fold(name), column.id)
    for column in register.columns.values():
        for name in column.aliases:
            owner.setdefault(fold(name), column.id)
    out = []
    for column in columns:
        dice = Dice(f"header {register.id} {column.id}")
        names = dutch([a for a in column.aliases if owner[fold(a)] == column.id])
        name = dice.pick(names) if names and not plain and dice.chance(0.3) else column.title
        out.append(name[0].upper() + name[1:])
    return out


def spelled(column, value, dice):
    """A choice by its title, or by another spelling."""
    names = column.choices[value]
    names = names[:1] + dutch(names[1:-1])    # the last one is English
    clear = [n for n in names if not set(",;") & set(n)] or [value]
    return clear[0] if dice.chance(0.85) else dice.pick(clear)


def day(value, dice, whole):
    if (value + timedelta(days=1)).day == 1 and whole and dice.chance(0.3):
        return f"{MONTHS[value.month - 1]} {value.year}"
    return dice.pick([f"{value.day:02d}-{value.month:02d}-{value.year}"] * 5 + [f"{value.day}-{value.month}-{value.year}",
                     f"{value.day} {MONTHS[value.month - 1]} {value.year}", value.isoformat(),
                     f"{value.day} {LONG_MONTHS[value.month - 1]} {value.year}"])


def number(value):
    if isinstance(value, float):
        return str(value).replace(".", ",")
    return str(value) if 1900 <= value <= 2100 else f"{value:,}".replace(",", ".")


def cell(column, value, dice, whole):
    """As text; dates and numbers of a workbook stay what they are, mostly."""
    if value is None:
        return "" if dice.chance(0.95) else "-"
    if value == NA and isinstance(value, str):
        return dice.pick(["n.v.t."] * 8 + ["nvt", "N.v.t.", "niet van toepassing"])
    if value == UNKNOWN and isinstance(value, str):
        return dice.pick(["onbekend", "nog onbekend", "?", "n.n.b."])
    if isinstance(value, Unreadable):
        return str(value)
    if column.type == "boolean":
        return dice.pick(["ja"] * 8 + ["Ja", "J"]) if value else dice.pick(["nee"] * 8 + ["Nee", "N"])
    if column.type == "choice":
        return spelled(column, value, dice)
    if column.type == "list":
        return "; ".join(spelled(column, v, dice) if column.choices else str(v) for v in value)
    if column.type == "moment":
        return value.strftime("%d-%m-%Y %H:%M")
    if column.type == "date":
        return day(value, dice, whole)
    return value


def table(world, layout, names):
    """Header names and rows of values. Columns that nobody filled in and no check asks for are left out."""
    register = world.registers[layout.register]
    records = world[layout.register]
    columns = [c for c in register.columns.values() if c.id in register.key or c.id in names
        or any(r.get(c.id) is not None for r in records)]
    head = headers(register, columns, layout.groups)
    workbook = layout.form == "xlsx"
    rows = []
    for record in records:
        row = []
        for column in columns:
            dice = Dice(f"cell {register.id} {record.row} {column.id}")
            value = record.get(column.id)
            plain = isinstance(value, (int, float)) and not isinstance(value, bool) or isinstance(value,
                date) and not isinstance(value, datetime)
            if workbook and plain and dice.chance(0.97):
                row.append(value)
                continue
            text = cell(column, value, dice, f"{column.id}_from" not in names)
            if isinstance(text, (int, float)) and not isinstance(text, bool):
                text = number(text)
            row.append(str(text))
        rows.append(row)
    if layout.unknown:
        head.append(layout.unknown)
        for index, row in enumerate(rows):
            row.append(f"2026-{index * 37 % 9000 + 1000}" if index % 3 else "")
    return head, rows


# CSV

def quoted(text, delimiter):
    return '"' + text.replace('"', '""') + '"' if set(text) & {delimiter, '"', "\n"} else text


def csv_bytes(layout, head, rows):
    delimiter, encoding, end = {"csv": (";", "utf-8-sig", "\r\n"), "csv-1252": (";", "cp1252", "\r\n"),
        "csv-comma": (",", "utf-8", "\n"),
                                "csv-tab": ("\t", "utf-8", "\n")}[layout.form]
    width = len(head)
    lines = [[text] + [""] * (width - 1) if text else [""] * width for text in layout.above] + [head] + rows
    lines += [[text] + [""] * (width - 1) if text else [""] * width for text in layout.below]
    return "".join(delimiter.join(quoted(str(c), delimiter) for c in line) + end for line in lines).encode(encoding)


# Workbooks

def column_name(index):
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def group_of(title):
    """What stands before the colon, for a name above several columns."""
    for word in ("Beding", "Element", "Elementen", "Regelt", "Legt"):
        if title.startswith(word + ": ") or title.startswith(word + " ") and word in ("Beding", "Regelt"):
            return word, title[len(word):].lstrip(": ")
    return None, title


def sheet_xml(layout, head, rows, strings):
    lines, merges = [], []
    number_ = 0

    def put(cells, style=0, hidden=False):
        nonlocal number_
        number_ += 1
        out = []
        for index, value in enumerate(cells):
            at = f"{column_name(index)}{number_}"
            if value is None or value == "":
                continue
            if isinstance(value, date):
                out.append(f'<c r="{at}" s="2"><v>{(value - date(1899, 12, 30)).days}</v></c>')
            elif isinstance(value, (int, float)):
                out.append(f'<c r="{at}"><v>{value}</v></c>')
            else:
                shown = f' s="{style}"' if style else ""
                out.append(f'<c r="{at}" t="s"{shown}><v>{strings.setdefault(value, len(strings))}</v></c>')
        flag = ' hidden="1"' if hidden else ""
        lines.append(f'<row r="{number_}"{flag}>{"".join(out)}</row>')

    for text in layout.above:
        put([text], 1)
        if text:
            merges.append(f"A{number_}:F{number_}")
    if layout.groups:
        parts = [group_of(name) for name in head]
        upper, index = [""] * len(head), 0
        while index < len(parts):
            last = index
            while parts[index][0] and last + 1 < len(parts) and parts[last + 1][0] == parts[index][0]:
                last += 1
            if parts[index][0] and last > index:
                upper[index] = parts[index][0]
                merges.append(f"{column_name(index)}{number_ + 1}:{column_name(last)}{number_ + 1}")
            else:
                parts[index] = (None, head[index])
            index = last + 1
        put(upper, 1)
        put([name for _, name in parts], 1)
    else:
        put(head, 1)
    for index, row in enumerate(rows):
        put(row, hidden=index == layout.hidden)
    for text in layout.below:
        put([text])
    merged = f'<mergeCells count="{len(merges)}">' + "".join(f'<mergeCell ref="{m}"/>'
        for m in merges) + "</mergeCells>" if merges else ""
    return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            f'<sheetData>{"".join(lines)}</sheetData>{merged}</worksheet>')


STYLES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def workbook_bytes(sheets):
    """sheets: (name, layout, head, rows)."""
    strings = {}
    parts = {}
    for index, (_, layout, head, rows) in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{index}.xml"] = sheet_xml(layout, head, rows, strings)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    parts["[Content_Types].xml"] = HEAD + (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}sheet.main+xml"/>'
        + "".join(f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{kind}worksheet+xml"/>'
        for i in range(1, len(sheets) + 1))
        + f'<Override PartName="/xl/styles.xml" ContentType="{kind}styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{kind}sharedStrings+xml"/></Types>')
    parts["_rels/.rels"] = HEAD + f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    parts["xl/workbook.xml"] = HEAD + (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        + "".join(f'<sheet name="{escape(name)}" sheetId="{i}" r:id="rId{i}"/>' for i,
        (name, *_) in enumerate(sheets, 1)) + "</sheets></workbook>")
    parts["xl/_rels/workbook.xml.rels"] = HEAD + (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(f'<Relationship Id="rId{i}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(sheets) + 1))
        + f'<Relationship Id="rId{len(sheets) + 1}" Type="{RELATIONS}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId{len(sheets) + 2}" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>')
    parts["xl/styles.xml"] = STYLES
    parts["xl/sharedStrings.xml"] = HEAD + f'<sst xmlns="{MAIN}" uniqueCount="{len(strings)}">' + "".join(
        f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings) + "</sst>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(parts, key=lambda n: (n != "[Content_Types].xml", n)):
            info = zipfile.ZipInfo(name, (2026, 6, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            archive.writestr(info, parts[name])
    return out.getvalue()
