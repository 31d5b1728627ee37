// SPDX-License-Identifier: EUPL-1.2
#include "report/question_form.hpp"

#include "base/date.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "report/cells.hpp"

namespace schouw {
namespace {

struct FormColumn {
    const char* id;  // of the register of answers
    double width;
};
constexpr FormColumn form_columns[] = {{"check_id", 22},    {"question", 40}, {"register", 17},
                                       {"record_key", 14},  {"answer", 13},   {"answered_by", 15},
                                       {"answered_on", 12}, {"evidence", 26}, {"valid_until", 12},
                                       {"remarks", 20}};

std::string title_of(const Schema& schema, const FormColumn& column, const Catalogue& words) {
    const auto at = schema.find(column.id);
    return at ? schema.columns[*at].title.in(words.language()) : column.id;
}

// The words that may be filled in, as the register has them.
std::string choices_of(const Schema& schema, const Catalogue& words) {
    std::vector<std::string> titles;
    if (const auto at = schema.find("answer"))
        for (const auto& choice : schema.columns[*at].choices)
            titles.push_back("“" + choice.title.in(words.language()) + "”");
    return join(titles, ", ");
}

}  // namespace

void add_form_columns(Table& table, const Schema& schema, const Catalogue& words) {
    for (const auto& column : form_columns)
        table.columns.push_back({title_of(schema, column, words), column.width});
}

void add_form_cells(std::vector<Cell>& row, const std::string& check,
                    const std::string& register_id, const std::string& key,
                    const std::string& question) {
    const std::map<std::string, std::string> given = {{"check_id", check},
                                                      {"register", register_id},
                                                      {"record_key", key},
                                                      {"question", question}};
    for (const auto& column : form_columns) {
        const auto known = given.find(column.id);
        row.push_back(known == given.end() ? answer_cell() : text_cell(known->second));
    }
}

std::string how_to_answer(const Schema& schema, long long questions, const Catalogue& words) {
    return words.say("form.how",
                     {{"n", words.number(questions)}, {"choices", choices_of(schema, words)}});
}

Report question_form(const Setup& setup, const Questions& questions, const std::string& day,
                     const Catalogue& words) {
    const Schema& schema = *questions.schema;
    Sheet sheet;
    sheet.id = "form";
    sheet.title = words.say("form.sheet");
    add_form_columns(sheet.table, schema, words);
    for (const auto& question : questions.asked)
        if (question.state != QuestionState::answered)
            add_form_cells(sheet.table.rows.emplace_back(), question.check->id,
                           question.check->register_id, question.key,
                           question.check->question.in(words.language()));
    sheet.table.empty = words.say("form.none");
    const auto rows = static_cast<long long>(sheet.table.rows.size());
    sheet.lines = {line(LineKind::title, words.say("form.title")),
                   line(LineKind::text, how_to_answer(schema, rows, words))};
    Report report;
    report.language = words.language();
    report.edition = "form";
    report.title = words.say("form.title");
    report.organisation = visible(setup.workspace.organisation);
    report.as_of = day;
    report.recorded_at = iso_moment(now_seconds());
    report.footer = words.say("report.footer", {{"organisation", report.organisation},
                                                {"title", report.title},
                                                {"as_of", words.date(day)}});
    report.page_words = words.say("report.page");
    report.back = words.say("report.back");
    report.sheets.push_back(std::move(sheet));
    return report;
}

}  // namespace schouw
