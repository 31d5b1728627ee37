// SPDX-License-Identifier: EUPL-1.2
// The report: what the sentences, the tables and the JSON of one run say agrees, and what a cell
// holds is written as harmless text.
#include <catch2/catch.hpp>

#include <algorithm>

#include "base/file.hpp"
#include "base/text.hpp"
#include "checks/checklist.hpp"
#include "findings/run.hpp"
#include "report/build.hpp"
#include "report/format_xlsx.hpp"
#include "report/round.hpp"
#include "report/run_json.hpp"
#include "report/xlsx_text.hpp"
#include "support.hpp"

using namespace schouw;

namespace {

constexpr const char* measures_head =
    "measure_id;text;kind;made_by;made_on;term_text;due_on;owner;status\n";

// A workspace with one register, and a run on it.
struct Made {
    PrivateFolder folder;
    Schemas schemas;
    RunOutcome outcome;

    Made(const std::string& id, const std::string& text) {
        test::write(folder.path / (id + ".csv"), text);
        test::write(folder.path / "schouw.toml",
                    "organisation = \"Gemeente Voorbeeld\"\n[sources." + id + "]\nfile = \"" + id +
                        ".csv\"\n");
        Setup setup = load_setup(folder.path);
        schemas = setup.schemas;
        outcome = run_checks(setup, {"2026-01-01", "", {}});
    }

    Report report(const std::string& edition, Language language = Language::nl) {
        const Catalogue words(language);
        return build_report(*outcome.store, outcome.run, schemas,
                            load_edition(data_folder() / "templates/reports", edition, schemas),
                            words);
    }
};

Sheet sheet_of(const Report& report, const std::string& id) {
    for (const auto& sheet : report.sheets)
        if (sheet.id.starts_with(id)) return sheet;
    FAIL("no sheet " + id);
    return report.sheets.front();
}

std::size_t column_of(const Table& table, const std::string& title) {
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i].title == title) return i;
    FAIL("no column " + title);
    return 0;
}

long long sum_of(const Table& table, const std::string& title) {
    const auto at = column_of(table, title);
    double sum = 0;
    for (const auto& row : table.rows) sum += row[at].number;
    return static_cast<long long>(sum);
}

std::string words_of(const Sheet& sheet) {
    std::string all;
    for (const auto& line : sheet.lines) all += line.label + " " + line.value.text + "\n";
    return all;
}

std::string everything(const Report& report) {
    std::string all;
    for (const auto& sheet : report.sheets) {
        all += sheet.title + sheet.note.text + words_of(sheet);
        for (const auto& row : sheet.table.rows)
            for (const auto& cell : row) all += cell.text + "\n";
    }
    return all;
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != text.npos;
}

std::string error_of(const std::string& toml) {
    const Catalogue words(Language::en);
    const PrivateFolder folder;
    test::write(folder.path / "own.toml", toml);
    try {
        load_edition(folder.path, "own", load_shipped().schemas);
    } catch (const Error& error) {
        return std::to_string(error.message.place.row) + ": " +
               words.say(error.message.key, error.message.args);
    }
    return "no error";
}

const std::string edition_head =
    "[edition]\nid = \"own\"\ntitle = { nl = \"Eigen\", en = \"Own\" }\n";

}  // namespace

TEST_CASE("sentences, tables and JSON of a run have the same numbers") {
    Made made("measures", std::string(measures_head) +
                              "P1;Een plan;toezegging;;01-01-2020;;;;open\n"
                              "P2;Een brief;toezegging;;01-01-2020;;01-02-2020;functie 1;open\n"
                              "P3;Een visie;toezegging;;01-01-2020;spoedig;;;open\n");
    const Report report = made.report("raad");
    const Json json = run_json(*made.outcome.store, made.outcome.run, Catalogue(Language::nl),
                               [](const FindingInfo& finding) { return is_open(finding.kind); });
    const Sheet& summary = sheet_of(report, "summary");
    const auto all = [&](const char* key) {
        long long sum = 0;
        for (const auto& check : json.at("checks")) sum += check.at(key).get<long long>();
        return sum;
    };
    CHECK(sum_of(summary.table, "Voldoet") == all("met"));
    CHECK(sum_of(summary.table, "Voldoet niet") == all("not_met"));
    CHECK(sum_of(summary.table, "Niet vast te stellen") == all("unknown"));
    CHECK(sum_of(summary.table, "Nog te beoordelen") == all("to_judge"));
    CHECK(sum_of(summary.table, "Niet van toepassing") == all("not_applicable"));
    CHECK(sum_of(summary.table, "Toetspunten") == static_cast<long long>(json["checks"].size()));

    const auto open = json.at("findings").size();
    REQUIRE(open > 3);
    CHECK(sum_of(summary.table, "Open bevindingen") == static_cast<long long>(open));
    CHECK(contains(words_of(summary), "staan " + std::to_string(open) + " bevindingen open"));
    CHECK(sheet_of(report, "findings").table.rows.size() == open);
    long long grouped = 0;
    for (const auto& sheet : report.sheets)
        if (sheet.id.starts_with("checklist:") && !sheet.table.rows.empty())
            grouped += sum_of(sheet.table, "Aantal");
    CHECK(grouped == static_cast<long long>(open));
    CHECK(sum_of(sheet_of(report, "unknowns").table, "Aantal") == all("unknown") + all("to_judge"));

    const Report work = made.report("werklijst");
    CHECK(sheet_of(work, "worklist").table.rows.size() == open);
    CHECK(sum_of(sheet_of(work, "owners").table, "Open bevindingen") ==
          static_cast<long long>(open));
}

TEST_CASE("a total is the sum of what stands above it") {
    Made made("measures", std::string(measures_head) + "P1;Een plan;toezegging;;;;;;open\n");
    for (const char* edition : {"raad", "werklijst"}) {
        const Report report = made.report(edition);
        int totals = 0;
        for (const auto& sheet : report.sheets) {
            const Table& table = sheet.table;
            for (const auto& row : table.rows) CHECK(row.size() == table.columns.size());
            if (table.total.empty()) continue;
            ++totals;
            INFO(sheet.title);
            REQUIRE(table.total.size() == table.columns.size());
            for (std::size_t i = 0; i < table.total.size(); ++i)
                if (table.total[i].kind == CellKind::number)
                    CHECK(static_cast<double>(sum_of(table, table.columns[i].title)) ==
                          table.total[i].number);
        }
        CHECK(totals >= 3);
    }
}

TEST_CASE("findings that say the same stand in one row, each record in it") {
    std::string rows;
    for (int i = 1; i <= 5; ++i)
        rows += "P" + std::to_string(i) + ";Een plan;toezegging;;01-01-2020;;01-01-2030;;open\n";
    Made made("measures", measures_head + rows);
    const Report report = made.report("raad");
    bool found = false;
    for (const auto& sheet : report.sheets) {
        if (!sheet.id.starts_with("checklist:") || sheet.table.rows.empty()) continue;
        const auto title = column_of(sheet.table, "Bevinding");
        const auto records = column_of(sheet.table, "Bij welke regels");
        for (const auto& row : sheet.table.rows)
            if (row[title].text == "De toezegging heeft geen eigenaar") {
                CHECK(row[records].text == "P1; P2; P3; P4; P5");
                found = true;
            }
    }
    CHECK(found);
}

TEST_CASE("a record is called by its name, where the edition says which column that is") {
    Made made("measures", std::string(measures_head) + "P1;Een plan;toezegging;;;;;;open\n");
    const Table& table = sheet_of(made.report("werklijst"), "worklist").table;
    const auto name = column_of(table, "Naam");
    const auto key = column_of(table, "Nummer");
    int named = 0;
    for (const auto& row : table.rows) {
        if (row[key].text != "P1") continue;
        CHECK(row[name].text == "Een plan");
        ++named;
    }
    CHECK(named > 1);
}

TEST_CASE("what is not printed stands at the right, and the sheet says so") {
    Made made("measures", std::string(measures_head) + "P1;Een plan;toezegging;;;;;;open\n");
    const Report report = made.report("raad");
    for (const auto& sheet : report.sheets) {
        bool beyond = false;
        for (const auto& column : sheet.table.columns) {
            CHECK_FALSE((beyond && column.printed));
            beyond = beyond || !column.printed;
            if (!column.printed && !sheet.table.rows.empty())
                CHECK(contains(words_of(sheet), "“" + column.title + "”"));
        }
    }
}

TEST_CASE("the council's edition has nothing from personal columns, the work list has it") {
    Made made("measures",
              std::string(measures_head) + "P1;Een plan;toezegging;KANARIE;01-01-2020;;;;open\n");
    for (const auto language : {Language::nl, Language::en})
        CHECK_FALSE(contains(everything(made.report("raad", language)), "KANARIE"));
    Made named("organisation", "organisation_id;name;contact\n1;Gemeente Voorbeeld;KANARIE\n");
    CHECK_FALSE(contains(everything(named.report("raad")), "KANARIE"));

    // The edition may name a personal column: the name stays away all the same.
    test::write(made.folder.path / "own.toml",
                edition_head +
                    "hide_personal = true\n[names]\nmeasures = \"made_by\"\n"
                    "[[sheet]]\nkind = \"findings\"\ntitle = { nl = \"A\", en = \"A\" }\n");
    const Report report =
        build_report(*made.outcome.store, made.outcome.run, made.schemas,
                     load_edition(made.folder.path, "own", made.schemas), Catalogue(Language::nl));
    CHECK_FALSE(contains(everything(report), "KANARIE"));
}

TEST_CASE("what an edition cannot have is refused, with what was meant") {
    const std::string sheet = "[[sheet]]\ntitle = { nl = \"A\", en = \"A\" }\n";
    CHECK(error_of(edition_head + sheet + "kind = \"summary\"\nlimt = 3\n") ==
          "7: unknown key \"limt\"; did you mean \"limit\"?");
    CHECK(contains(error_of(edition_head + "hide_persnal = true\n" + sheet), "hide_personal"));
    CHECK(contains(error_of(edition_head + sheet + "kind = \"sumary\"\n"), "summary"));
    CHECK(contains(error_of(edition_head + "[name]\nmeasures = \"text\"\n" + sheet), "names"));
    CHECK(contains(error_of(edition_head + "[names]\nmeasurs = \"text\"\n" + sheet), "measures"));
    CHECK(contains(error_of(edition_head + "[names]\nmeasures = \"txt\"\n" + sheet), "text"));
    CHECK(contains(error_of(edition_head + sheet + "kind = \"records\"\nregister = \"measures\"\n" +
                            "columns = [\"text\"]\nunprinted = [\"onwer\"]\n"),
                   "owner"));
    CHECK(error_of(edition_head) != "no error");
}

TEST_CASE("a run without a row gives sheets that say so") {
    Made made("measures", measures_head);
    for (const char* edition : {"raad", "werklijst"}) {
        const Report report = made.report(edition);
        for (const auto& sheet : report.sheets) {
            INFO(sheet.title);
            CHECK_FALSE(sheet.title.empty());
            CHECK_FALSE(sheet.lines.empty());
            if (sheet.table.rows.empty() && !sheet.table.columns.empty())
                CHECK_FALSE(sheet.table.empty.empty());
        }
        write_xlsx(report, made.folder.path / "empty.xlsx");
    }
    const Sheet unread = sheet_of(made.report("raad"), "records:measures");
    CHECK(contains(words_of(unread), "kon niet worden gelezen"));
    CHECK(unread.note.text == "niet leesbaar");
    CHECK(sheet_of(made.report("raad"), "records:recommendations").note.text == "niet aangeleverd");

    Made other("measures", std::string(measures_head) + "P1;Een mening;standpunt;;;;;;open\n");
    const Sheet none = sheet_of(other.report("raad"), "records:measures");
    CHECK(none.table.rows.empty());
    CHECK(none.table.empty == "Het register bevat geen regels van deze soort.");
}

TEST_CASE("the traffic light never says more than was seen") {
    const auto light = [](long long met, long long not_met, long long unknown,
                          const char* gravity) {
        const auto at = std::find(severity_words.begin(), severity_words.end(), gravity);
        RoundCheck check;
        check.tally = {met, not_met, unknown, 0, 0, 0};
        check.severity = static_cast<std::size_t>(at - severity_words.begin());
        return light_of({check}, {0});
    };
    CHECK(light(3, 0, 0, "high") == Light::good);
    CHECK(light(3, 0, 1, "high") == Light::unclear);
    CHECK(light(3, 1, 0, "medium") == Light::fair);
    CHECK(light(3, 1, 0, "high") == Light::bad);
    CHECK(light(0, 1, 0, "low") == Light::bad);
    CHECK(light(0, 1, 30, "medium") == Light::unclear);  // a register that was not supplied
    CHECK(light(0, 1, 30, "high") == Light::bad);
    CHECK(light(0, 0, 0, "high") == Light::unclear);
}

TEST_CASE("the same run gives the same bytes") {
    Made made("measures", std::string(measures_head) + "P1;Een plan;toezegging;;;;;;open\n");
    for (const char* edition : {"raad", "werklijst"}) {
        write_xlsx(made.report(edition), made.folder.path / "one.xlsx");
        write_xlsx(made.report(edition), made.folder.path / "two.xlsx");
        const std::string one = read_file(made.folder.path / "one.xlsx", 1 << 24);
        CHECK(one.size() > 5000);
        CHECK(one == read_file(made.folder.path / "two.xlsx", 1 << 24));
    }
}

TEST_CASE("cells of any make are written as text") {
    Made made("measures", std::string(measures_head) + "P1;=1+1;toezegging;;;;;;open\n" + "P2;" +
                              std::string(40'000, 'x') + ";toezegging;;;;;;open\n" +
                              "P3;a\x01\x1b[31mb\xff;toezegging;;;;;;open\n" +
                              "P4;_x000D_ \xe2\x80\xae\xef\xbf\xbf;toezegging;;;;;;open\n");
    for (const char* edition : {"raad", "werklijst"}) {
        const Report report = made.report(edition);
        write_xlsx(report, made.folder.path / "nasty.xlsx");
        for (const char c : everything(report)) CHECK_FALSE((c >= 0 && c < ' ' && c != '\n'));
    }
    const Table& table = sheet_of(made.report("raad"), "records:measures").table;
    const auto text = column_of(table, "Toezegging of maatregel");
    CHECK(table.rows[0][text].kind == CellKind::text);
    CHECK(table.rows[0][text].text == "=1+1");
}

TEST_CASE("text for a workbook") {
    CHECK(xlsx_string("=1+1") == "=1+1");
    CHECK(xlsx_string("a\nb") == "a\nb");
    CHECK(xlsx_string("_x000D_") == "_x005F_x000D_");
    CHECK(xlsx_string("\xef\xbf\xbf") == "\\uffff");
    CHECK_FALSE(contains(xlsx_string("a\x01z"), "\x01"));
    CHECK_FALSE(contains(xlsx_string("a\xffz"), "\xff"));
    const std::string cut = xlsx_string(std::string(40'000, 'x'));
    CHECK(cut.size() == 32'766 + std::string("…").size());
    CHECK(cut.ends_with("…"));
    // Characters outside the first plane take two of the units that Excel counts.
    std::string faces;
    for (int i = 0; i < 20'000; ++i) faces += "😀";
    CHECK(xlsx_string(faces).size() == 16'383 * 4 + std::string("…").size());
    CHECK(footer_text("Jansen & Co") == "Jansen && Co");
}

TEST_CASE("names of sheets that Excel accepts") {
    const auto names = sheet_names({"Aanbevelingen en toezeggingen van het bestuur",
                                    "Aanbevelingen en toezeggingen van het college", "a[]:*?/\\b",
                                    "'quoted'", "History", "", "Zelfde", "zelfde"});
    CHECK(names[0] == "Aanbevelingen en toezeggingen v");
    CHECK(names[1] == "Aanbevelingen en toezegging (2)");
    CHECK(names[2] == "a       b");
    CHECK(names[3] == "quoted");
    CHECK(names[4] == "History (2)");
    CHECK(names[5] == "-");
    CHECK(names[7] == "zelfde (2)");
}

TEST_CASE("heights follow the text") {
    CHECK(wrapped_lines("", 10, 10, false) == 1);
    CHECK(wrapped_lines("een twee drie vier vijf zes", 10, 10, false) == 3);
    CHECK(wrapped_lines("a\nb\nc", 10, 10, false) == 3);
    CHECK(wrapped_lines(std::string(100, 'x'), 10, 10, false) > 9);
    CHECK(height_of(1000, 10) == 409);
    CHECK(widest_word("Onbeantwoorde onderdelen", 10, true) >
          widest_word("Beantwoorde onderdelen", 10, true));
}
