// SPDX-License-Identifier: EUPL-1.2
#include "report/format_md.hpp"

#include <algorithm>

#include "base/catalogue.hpp"
#include "base/file.hpp"
#include "report/chart.hpp"
#include "report/markup.hpp"

namespace schouw {
namespace {

class Passage {
public:
    explicit Passage(const Report& report) : report_(report), words_(report.language) {}

    std::string write() {
        add("# " + markdown_text(report_.title));
        if (!report_.organisation.empty()) add("**" + markdown_text(report_.organisation) + "**");
        add_fact("cover.as_of", words_.date(report_.as_of));
        for (const auto& sheet : report_.sheets)
            if (sheet.passage) add_sheet(sheet, &sheet == &report_.sheets.front());
        add_left_out();
        add("## " + say("cover.account"));
        add_fact("cover.recorded", recorded());
        add_fact("cover.run_hash", report_.run_hash);
        add_fact("cover.snapshot", report_.snapshot_digest);
        add(say("cover.verify"));
        return out_;
    }

private:
    std::string say(const std::string& key, const Args& args = {}) const {
        return markdown_text(words_.say("report." + key, args));
    }

    // As the cover says it.
    std::string recorded() const {
        const std::string& iso = report_.recorded_at;
        if (iso.size() < 16) return iso;
        return words_.date(iso.substr(0, 10)) + " " + iso.substr(11, 5) + " UTC";
    }

    // A block, with an empty line between it and the one before; items of one list stay together.
    void add(const std::string& block, bool item = false) {
        if (!out_.empty() && !(item && in_list_)) out_ += "\n";
        out_ += block + "\n";
        in_list_ = item;
    }

    void add_fact(const std::string& key, const std::string& value) {
        if (!value.empty()) add("- " + say(key) + ": " + markdown_text(value), true);
    }

    // Of the first sheet what it states: its contents and reading guide are those of a workbook,
    // and its account stands below.
    void add_sheet(const Sheet& sheet, bool first) {
        for (const auto& line : sheet.lines) {
            const std::string text = markdown_text(cell_words(line.value, words_));
            if (first && line.kind == LineKind::heading) return;
            if (first && (line.kind != LineKind::fact || line.value.kind == CellKind::date))
                continue;
            switch (line.kind) {
                case LineKind::title: add("## " + text); break;
                case LineKind::subtitle:
                case LineKind::heading: add("### " + text); break;
                case LineKind::text: add(text); break;
                case LineKind::bullet: add("- " + text, true); break;
                case LineKind::fact:
                    add("- " + markdown_text(line.label) + ": " + text, true);
                    break;
                case LineKind::link: break;  // to a sheet that is not here
            }
        }
        for (const auto& chart : sheet.charts)
            if (drawable(chart, sheet.table) && !chart.description.empty())
                add(markdown_text(chart.description));
        add_table(sheet.table);
    }

    // A table without columns that only say where something stands in the file.
    void add_table(const Table& table) {
        if (table.columns.empty()) return;
        if (table.rows.empty()) {
            if (!table.empty.empty()) add(markdown_text(table.empty));
            return;
        }
        std::string head = "|";
        std::string rule = "|";
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            if (!table.columns[i].printed) continue;
            head += " " + markdown_text(table.columns[i].title) + " |";
            const bool counts = std::any_of(table.rows.begin(), table.rows.end(),
                                            [&](const auto& row) { return has_number(row[i]); });
            rule += counts ? " ---: |" : " --- |";
        }
        std::string rows;
        for (const auto& row : table.rows) rows += "\n" + row_of(table, row, "");
        if (!table.total.empty()) rows += "\n" + row_of(table, table.total, "**");
        add(head + "\n" + rule + rows);
    }

    std::string row_of(const Table& table, const std::vector<Cell>& row,
                       const std::string& strong) const {
        std::string out = "|";
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (!table.columns[i].printed) continue;
            const std::string text = markdown_text(cell_words(row[i], words_));
            out += " " + (text.empty() ? text : strong + text + strong) + " |";
        }
        return out;
    }

    void add_left_out() {
        if (report_.left_out.empty()) return;
        add("## " + say("cover.left_out"));
        for (const auto& part : report_.left_out)
            add("- " + say("cover.left_out_line", {{"what", part.what}, {"why", part.why}}), true);
    }

    const Report& report_;
    const Catalogue words_;
    std::string out_;
    bool in_list_ = false;
};

}  // namespace

void write_md(const Report& report, const std::filesystem::path& path, const ReadBack&) {
    write_file(path, Passage(report).write());
}

}  // namespace schouw
