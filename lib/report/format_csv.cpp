// SPDX-License-Identifier: EUPL-1.2
// CSV: one finding a row. No cell is taken for a formula: see base/csv_text.hpp.
#include "base/catalogue.hpp"
#include "base/csv_text.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "report/format_machine.hpp"
#include "report/machine_text.hpp"

namespace schouw {
namespace {

using Json = nlohmann::ordered_json;

struct Dialect {
    char separator;
    bool dutch;  // byte order mark, dates as the language writes them
};

struct Row {
    std::string& out;
    const Dialect& dialect;
    const Catalogue& words;
    bool first = true;

    void next() {
        if (!first) out += dialect.separator;
        first = false;
    }
    void text(const std::string& text) {
        next();
        if (!text.empty()) append_csv_cell(out, visible(text, true));
    }
    void date(const std::string& iso) { text(dialect.dutch ? words.date(iso) : iso); }
    void number(const Json& value) {
        next();
        if (value.is_number_integer()) out += std::to_string(value.get<long long>());
    }
    void end() {
        out += "\r\n";
        first = true;
    }
};

std::string joined(const Json& list) {
    std::vector<std::string> texts;
    for (const auto& one : list) texts.push_back(one.get<std::string>());
    return join(texts, "; ");
}

void add_head(Row& row) {
    for (const char* id : {"id",       "finding", "severity", "status",     "accepted_until",
                           "register", "key",     "name",     "owner",      "reason",
                           "remedy",   "norms",   "tests",    "first_seen", "last_seen",
                           "age_days", "due",     "overdue",  "file",       "sheet",
                           "row",      "column",  "check_id"})
        row.text(row.words.say(std::string("report.col.") + id));
    row.end();
}

void add_finding(Row& row, const Json& finding) {
    const auto say = [&](const char* group, const std::string& word) {
        return word.empty() ? "" : row.words.say(group + word);
    };
    const Json& waived = finding.at("waived");
    const Json& source = finding.at("source");
    std::string status = say("status.", text_at(finding, "status"));
    if (finding.at("unverified") == true) status += ", " + row.words.say("status.unverified");
    row.text(text_at(finding, "id"));
    row.text(text_at(finding, "title"));
    row.text(say("severity.", text_at(finding, "severity")));
    row.text(status);
    row.date(waived.is_null() ? "" : text_at(waived, "until"));
    for (const char* name : {"register", "key", "name", "owner", "reason", "remedy"})
        row.text(text_at(finding, name));
    row.text(joined(finding.at("norms")));
    row.text(say("tests.", text_at(finding, "tests")));
    row.date(text_at(finding, "first_seen"));
    row.date(text_at(finding, "last_seen"));
    row.number(finding.at("age_days"));
    row.date(text_at(finding, "due"));
    row.text(
        row.words.say(finding.at("overdue") == true ? "report.record.yes" : "report.record.no"));
    row.text(text_at(source, "file"));
    row.text(text_at(source, "sheet"));
    row.number(source.at("row"));
    row.text(text_at(source, "column"));
    row.text(text_at(finding, "check"));
    row.end();
}

void write(const Report& report, const std::filesystem::path& path, const Dialect& dialect) {
    const Catalogue words(report.language);
    write_stream(path, [&](const auto& write_bytes) {
        std::string out = dialect.dutch ? "\xef\xbb\xbf" : "";
        Row row{out, dialect, words};
        add_head(row);
        for (const auto& finding : report.document.at("findings")) {
            add_finding(row, finding);
            write_bytes(out);
            out.clear();
        }
        write_bytes(out);
    });
}

}  // namespace

void write_csv(const Report& report, const std::filesystem::path& path, const ReadBack&) {
    write(report, path, {';', true});
}

void write_csv_rfc4180(const Report& report, const std::filesystem::path& path, const ReadBack&) {
    write(report, path, {',', false});
}

}  // namespace schouw
