// SPDX-License-Identifier: EUPL-1.2
#include "report/intake_workbook.hpp"

#include <xlsxwriter.h>

#include "base/file.hpp"
#include "base/text.hpp"
#include "registers/log_facts.hpp"

namespace schouw {
namespace {

constexpr lxw_row_t rows_to_fill = 2000;

void check(lxw_error error, const std::filesystem::path& path) {
    if (error != LXW_NO_ERROR)
        fail(Exit::io, "file.cannot_write", {{"why", lxw_strerror(error)}},
             {path.string(), "", 0, 0});
}

std::string explanation(const Column& column, const Catalogue& words) {
    std::string text = column.description.in(words.language());
    text +=
        "\n" + words.say("intake.duty_" + column_duty_words[static_cast<std::size_t>(column.duty)]);
    if (column.na) text += "\n" + words.say("intake.na");
    if (column.empty_none) text += "\n" + words.say("intake.none");
    return std::string(trim(text));
}

// A drop-down of at most 255 characters, Excel's limit for a list in the cell's own rule.
void add_choices(lxw_worksheet* sheet, lxw_col_t at, const Column& column, const Catalogue& words,
                 const std::filesystem::path& path) {
    std::vector<std::string> titles;
    std::size_t size = 0;
    if (column.type == Type::boolean) titles = {words.say("fact.yes"), words.say("fact.no")};
    if (column.type == Type::choice)
        for (const auto& choice : column.choices) {
            titles.push_back(choice.title.in(words.language()));
            size += titles.back().size() + 1;
            if (titles.back().find(',') != std::string::npos) return;
        }
    if (titles.empty() || size > 255) return;
    std::vector<char*> list;
    for (auto& title : titles) list.push_back(title.data());
    list.push_back(nullptr);
    lxw_data_validation rule{};
    rule.validate = LXW_VALIDATION_TYPE_LIST;
    rule.value_list = list.data();
    rule.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    check(worksheet_data_validation_range(sheet, 1, at, rows_to_fill, at, &rule), path);
}

void write_sheet(lxw_workbook* book, const Schema& schema, lxw_format* header, lxw_format* dates,
                 const Catalogue& words, const std::filesystem::path& path) {
    lxw_worksheet* sheet = workbook_add_worksheet(book, schema.id.substr(0, 31).c_str());
    if (sheet == nullptr) check(LXW_ERROR_MEMORY_MALLOC_FAILED, path);
    for (std::size_t i = 0; i < schema.columns.size(); ++i) {
        const Column& column = schema.columns[i];
        const auto at = static_cast<lxw_col_t>(i);
        const std::string title = column.title.in(words.language());
        check(worksheet_set_column(sheet, at, at, std::max(14.0, width(title) * 1.1),
                                   column.type == Type::date ? dates : nullptr),
              path);
        check(worksheet_write_string(sheet, 0, at, title.c_str(), header), path);
        const std::string note = explanation(column, words);
        if (!note.empty()) check(worksheet_write_comment(sheet, 0, at, note.c_str()), path);
        add_choices(sheet, at, column, words, path);
    }
    worksheet_freeze_panes(sheet, 1, 1);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9);
    worksheet_repeat_rows(sheet, 0, 0);
}

}  // namespace

void write_intake_workbook(const Schemas& schemas, const Catalogue& words,
                           const std::filesystem::path& path, const ReadBack& read_back) {
    write_with(path, [&](const std::filesystem::path& part) {
        lxw_workbook* book = workbook_new(part.c_str());
        if (book == nullptr) check(LXW_ERROR_MEMORY_MALLOC_FAILED, path);
        lxw_format* header = workbook_add_format(book);
        format_set_bold(header);
        format_set_text_wrap(header);
        format_set_align(header, LXW_ALIGN_VERTICAL_TOP);
        format_set_bg_color(header, 0xDDE6EE);
        lxw_format* dates = workbook_add_format(book);
        format_set_num_format(dates, "dd-mm-yyyy");
        for (const auto& [id, schema] : schemas)
            if (!schema.filled() && !is_made(schema))
                write_sheet(book, schema, header, dates, words, path);
        check(workbook_close(book), path);
        if (read_back) read_back(part, {});
    });
}

}  // namespace schouw
