// SPDX-License-Identifier: EUPL-1.2
// What was exported in, the page that explains every file and column in Dutch and English out.
#include "base/catalogue.hpp"
#include "base/text.hpp"
#include "report/export_parts.hpp"

namespace schouw {
namespace {

// Text within a line or a cell of a table.
std::string plain(std::string_view text) {
    std::string out;
    for (const char c : visible(text)) {
        if (std::string_view("\\`*_{}[]<>#|").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

class Page {
public:
    Page(const Exporter& out, Language language) : out_(out), words_(language) {}

    std::string text() {
        heading();
        for (const char* part : {"read_csv", "read_json", "dates", "check", "leave"})
            paragraph(say(part));
        files();
        columns();
        registers();
        left_out();
        return page_;
    }

private:
    std::string say(const std::string& key, const Args& args = {}) const {
        return words_.say("export.readme." + key, args);
    }
    void paragraph(const std::string& text) { page_ += text + "\n\n"; }
    void title(const std::string& key) { page_ += "## " + say(key) + "\n\n"; }

    void heading() {
        page_ += "# " + say("title", {{"organisation", plain(out_.wish.organisation)}}) + "\n\n";
        paragraph(say(out_.limit.all ? "about" : "about_then",
                      {{"date", words_.date(out_.limit.as_of)}}));
        if (!out_.wish.registers.empty()) paragraph(say("part"));
        long long changed = 0;
        for (const auto& file : out_.folder.files()) changed += std::max(0LL, file.changed);
        paragraph(say(changed == 0 ? "unchanged" : "changed", {{"n", words_.number(changed)}}));
    }

    void files() {
        title("files");
        page_ += "| " + say("file") + " | " + say("rows") + " | " + say("holds") +
                 " |\n|---|---:|---|\n";
        for (const auto& table : out_.folder.tables())
            page_ += "| " + plain(table.name) + " | " + words_.number(table.rows) + " | " +
                     about(table) + " |\n";
        page_ += "\n";
    }

    std::string about(const ExportedTable& table) const {
        const std::string key = "export.file." + table.topic;
        return words_.has(key) ? words_.say(key, {{"register", plain(table.of)}})
                               : say("undescribed");
    }

    // The own sentence of a column in this file, else what a column of that name is anywhere.
    std::string about(const ExportedTable& table, const std::string& column) const {
        for (const auto& key :
             {"export.of." + table.topic + "." + column, "export.column." + column})
            if (words_.has(key)) return words_.say(key);
        return say("undescribed");
    }

    void columns() {
        title("columns");
        for (const auto& table : out_.folder.tables()) {
            if (!table.of.empty()) continue;
            page_ += "### " + plain(table.name) + "\n\n| " + say("column") + " | " + say("holds") +
                     " |\n|---|---|\n";
            for (const auto& column : table.columns)
                page_ += "| " + plain(column) + " | " + about(table, column) + " |\n";
            page_ += "\n";
        }
    }

    void registers() {
        title("registers");
        paragraph(say("register_columns"));
        page_ += "| " + say("column") + " | " + say("holds") + " |\n|---|---|\n";
        for (const char* column :
             {"_version", "_key", "_from_snapshot", "_from", "_to_snapshot", "_to", "_states"})
            page_ += "| " + plain(column) + " | " +
                     words_.say(std::string("export.column.") + column) + " |\n";
        page_ += "\n";
        for (const auto& table : out_.folder.tables())
            if (table.topic == "register_understood") understood(table);
        for (const auto& [id, file] : out_.not_known)
            paragraph(say("not_known", {{"register", plain(id)}, {"file", plain(file)}}));
    }

    void understood(const ExportedTable& table) {
        const Schema& schema = out_.schemas.at(table.of);
        page_ += "### " + plain(table.name) + ": " + plain(schema.title.in(words_.language())) +
                 "\n\n| " + say("column") + " | " + say("holds") + " |\n|---|---|\n";
        for (const auto& name : table.columns)
            if (const auto at = schema.find(name))
                page_ += "| " + plain(name) + " | " +
                         plain(schema.columns[*at].title.in(words_.language())) + " |\n";
        page_ += "\n";
    }

    void left_out() {
        title("not_here");
        for (const auto& table : out_.left_out)
            page_ +=
                "- " + plain(table.name) + ": " + words_.say("export.left_out." + table.why) + "\n";
        page_ += "- " + say("own_files") + "\n\n";
    }

    const Exporter& out_;
    Catalogue words_;
    std::string page_;
};

}  // namespace

std::string export_readme(const Exporter& out) {
    return Page(out, Language::nl).text() + "---\n\n" + Page(out, Language::en).text();
}

}  // namespace schouw
