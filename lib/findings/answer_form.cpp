// SPDX-License-Identifier: EUPL-1.2
#include "findings/answer_form.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"

namespace schouw {
namespace {

// What was written in each cell of the row: the register itself would refuse a row without a day.
Answer written_in(const Schema& schema, const HeaderMatch& header, const Written& row) {
    const auto cells = nlohmann::json::parse(row.cells, nullptr, false);
    Answer answer;
    answer.row = row.row;
    for (const auto& [id, member] : answer_columns) {
        const auto column = schema.find(id);
        const int at = column ? header.cell_of[*column] : -1;
        if (at >= 0 && static_cast<std::size_t>(at) < cells.size() && cells[at].is_string())
            answer.*member = trim(cells[at].get<std::string>());
    }
    return answer;
}

// The id of the choice that is written there.
bool choose(const Schema& schema, const ReadingWords& words, std::string& text) {
    const auto at = schema.find("answer");
    if (!at) return false;
    const std::string cell = text;
    Value value;
    read_value(schema.columns[*at], cell, words, value);
    const bool known = value.state == State::value || value.state == State::not_applicable;
    if (value.state == State::value) text = value.text;
    if (value.state == State::not_applicable) text = "not_applicable";
    return known;
}

}  // namespace

AnswerForm read_answer_form(const Schema& schema, const std::filesystem::path& file) {
    Source source;
    source.register_id = schema.id;
    source.file = file.string();
    const ReadingWords words = load_reading_words();
    Schema counted = schema;
    counted.waits_for.clear();  // to know how many wait
    RegisterReader reader(counted, source, std::filesystem::current_path(), words,
                          [](const Remark&) {});
    AnswerForm form;
    Record record;
    while (reader.next(record)) {
        FormRow row{written_in(schema, reader.result().header, record), false};
        if (row.answer.answer.empty()) {
            ++form.blank;
            continue;
        }
        row.known_answer = choose(schema, words, row.answer.answer);
        form.filled.push_back(std::move(row));
    }
    return form;
}

}  // namespace schouw
