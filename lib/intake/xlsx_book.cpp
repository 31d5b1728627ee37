// SPDX-License-Identifier: EUPL-1.2
// The parts of an xlsx that stand before its sheets: relations and the workbook part.
#include <algorithm>
#include <set>

#include "intake/book.hpp"

namespace schouw {
namespace {

constexpr std::size_t most_relations = 100'000;
constexpr std::size_t most_sheets = 10'000;

struct Relation {
    std::string id;
    std::string type;  // the last word of it: "worksheet"
    std::string target;
    bool external = false;
};

struct RelationsSink : XmlSink {
    Book& book;
    std::vector<Relation> found;
    std::size_t depth = 0;
    explicit RelationsSink(Book& of) : book(of) {}
    void start(const XmlTag& tag) override {
        if (++depth != 2 || !tag.is(Ns::relations, "Relationship")) return;
        if (found.size() == most_relations)
            refuse_book(book, "book.too_many",
                        {{"part", "_rels"}, {"limit", std::to_string(most_relations)}});
        const std::string_view type = tag.get("Type");
        found.push_back({std::string(tag.get("Id")), std::string(type.substr(type.rfind('/') + 1)),
                         std::string(tag.get("Target")), tag.get("TargetMode") == "External"});
    }
    void text(std::string_view) override {}
    void end() override { --depth; }
};

std::string folder_of(const std::string& part) {
    const auto slash = part.rfind('/');
    return slash == part.npos ? "" : part.substr(0, slash + 1);
}

std::vector<Relation> relations_of(Book& book, const std::string& part) {
    const std::string folder = folder_of(part);
    RelationsSink sink(book);
    read_xml(book.archive, folder + "_rels/" + part.substr(folder.size()) + ".rels", sink);
    return std::move(sink.found);
}

// The part that a target means, seen from a part; empty when it leads out of the archive.
std::string resolve(const std::string& from, std::string target) {
    std::replace(target.begin(), target.end(), '\\', '/');
    std::string all = target.starts_with('/') ? target : folder_of(from) + target;
    std::vector<std::string> steps;
    for (std::size_t at = 0; at <= all.size();) {
        const auto slash = std::min(all.find('/', at), all.size());
        const std::string step = all.substr(at, slash - at);
        at = slash + 1;
        if (step.empty() || step == ".") continue;
        if (step != "..") {
            steps.push_back(step);
        } else if (steps.empty()) {
            return "";
        } else {
            steps.pop_back();
        }
    }
    std::string out;
    for (const auto& step : steps) out += (out.empty() ? "" : "/") + step;
    return out;
}

struct WorkbookSink : XmlSink {
    Book& book;
    std::string part;
    std::vector<std::pair<SheetInfo, std::string>> found;  // with the id of its relation
    std::size_t depth = 0;
    bool in_sheets = false;
    WorkbookSink(Book& of, std::string name) : book(of), part(std::move(name)) {}
    void start(const XmlTag& tag) override {
        ++depth;
        if (depth == 1 && !tag.is(Ns::sheet, "workbook"))
            refuse_book(book, "book.not_a_workbook",
                        {{"part", part}, {"root", std::string(tag.name)}});
        if (depth == 2) in_sheets = tag.is(Ns::sheet, "sheets");
        if (depth == 2 && tag.is(Ns::sheet, "workbookPr")) {
            const auto value = tag.get("date1904");
            book.date1904 = value == "1" || value == "true" || value == "on";
        }
        if (depth != 3 || !in_sheets || !tag.is(Ns::sheet, "sheet")) return;
        if (found.size() == most_sheets)
            refuse_book(book, "book.too_many",
                        {{"part", part}, {"limit", std::to_string(most_sheets)}});
        const auto state = tag.get("state");
        found.push_back({{std::string(tag.get("name")), state == "hidden" || state == "veryHidden"},
                         std::string(tag.get("id", Ns::relation))});
    }
    void text(std::string_view) override {}
    void end() override { --depth; }
};

// Charts and macro sheets are left out; a worksheet that cannot be read says so when it is opened.
void add_sheet(Book& book, const std::string& workbook, const SheetInfo& info,
               const Relation* relation, std::set<std::string>& seen) {
    if (relation != nullptr && relation->type != "worksheet") return;
    XlsxSheet sheet;
    if (relation == nullptr) {
        sheet.fault = "book.no_relation";
    } else if (sheet.part = resolve(workbook, relation->target); relation->external) {
        sheet.part = relation->target;
        sheet.fault = "book.external";
    } else if (sheet.part.empty()) {
        sheet.part = relation->target;
        sheet.fault = "book.path_out";
    } else if (sheet.part == workbook) {
        sheet.fault = "book.cycle";
    } else if (!seen.insert(sheet.part).second) {
        refuse_book(book, "book.same_part", {{"part", sheet.part}});
    } else if (book.archive.find(sheet.part) == nullptr) {
        sheet.fault = "book.missing_part";
    }
    book.sheets.push_back(info);
    book.xlsx_sheets.push_back(std::move(sheet));
}

}  // namespace

void read_xlsx_book(Book& book) {
    std::string workbook;
    for (const auto& relation : relations_of(book, "")) {
        if (relation.type != "officeDocument") continue;
        if (relation.external) refuse_book(book, "book.external", {{"part", relation.target}});
        workbook = resolve("", relation.target);
        if (workbook.empty()) refuse_book(book, "book.path_out", {{"name", relation.target}});
        break;
    }
    if (workbook.empty()) refuse_book(book, "book.no_workbook");
    if (workbook.ends_with(".bin")) refuse_book(book, "book.xlsb");
    if (workbook.starts_with("_rels/")) refuse_book(book, "book.cycle", {{"part", workbook}});
    WorkbookSink sink(book, workbook);
    read_xml(book.archive, workbook, sink);
    if (sink.found.empty()) refuse_book(book, "book.no_sheets");
    const auto relations = relations_of(book, workbook);
    for (const auto& relation : relations) {
        if (relation.type == "sharedStrings")
            book.strings_part = resolve(workbook, relation.target);
        if (relation.type == "styles") book.styles_part = resolve(workbook, relation.target);
        if (relation.type == "vbaProject") book.format = BookFormat::xlsm;
    }
    std::set<std::string> seen;
    for (const auto& sheet : sink.found) {
        const auto found = std::find_if(relations.begin(), relations.end(),
                                        [&](const auto& one) { return one.id == sheet.second; });
        add_sheet(book, workbook, sheet.first, found == relations.end() ? nullptr : &*found, seen);
    }
    if (book.sheets.empty()) refuse_book(book, "book.no_sheets");
}

}  // namespace schouw
