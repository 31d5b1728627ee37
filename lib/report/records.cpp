// SPDX-License-Identifier: EUPL-1.2
#include "report/records.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace schouw {
namespace {

bool personal(const Builder& builder, const Column& column) {
    if (column.personal) return true;
    const auto target = builder.schemas.find(column.reference_register);
    if (target == builder.schemas.end()) return false;
    const auto at = target->second.find(column.reference_column);
    return at && target->second.columns[*at].personal;
}

std::string choice_title(const Builder& builder, const Column& column, std::string_view id) {
    for (const auto& choice : column.choices)
        if (choice.id == id) return choice.title.in(builder.words.language());
    return std::string(id);
}

std::string list_text(const Builder& builder, const Column& column, std::string_view json) {
    std::vector<std::string> items;
    for (const auto& item : Json::parse(json, nullptr, false))
        if (item.is_string())
            items.push_back(choice_title(builder, column, item.get<std::string>()));
    return join(items, ", ");
}

// A day as a date; a span in its own words, with the last day that they can mean.
Cell shown_date(const Builder& builder, const Value& value, const std::string& cell) {
    const std::string last(value.text);
    if (value.from.empty() || value.from == last) return date_cell(last);
    return text_cell(builder.say(
        "record.span", {{"text", std::string(trim(cell))}, {"date", builder.words.date(last)}}));
}

Cell shown_value(const Builder& builder, const Column& column, const Reading& reading,
                 const std::string& cell) {
    Value value;
    reading.read(column, cell, value);
    switch (value.state) {
        case State::value: break;
        case State::not_applicable: return text_cell(builder.say("record.not_applicable"));
        case State::stated_unknown: return text_cell(builder.say("record.stated_unknown"));
        case State::unreadable:
            return text_cell(builder.say("record.unreadable", {{"text", std::string(trim(cell))}}));
        case State::empty:
        case State::absent: return {};
    }
    switch (column.type) {
        case Type::date: return shown_date(builder, value, cell);
        case Type::integer: return number_cell(value.integer);
        case Type::number: return decimal_cell(value.number);
        case Type::boolean:
            return text_cell(builder.say(value.integer != 0 ? "record.yes" : "record.no"));
        case Type::choice: return text_cell(choice_title(builder, column, value.text));
        case Type::list: return text_cell(list_text(builder, column, value.text));
        case Type::text:
        case Type::reference:
        case Type::moment: break;
    }
    return text_cell(value.text);
}

// Whether a cell is one of the wanted choices or texts.
bool wanted(const Column& column, const Reading& reading, const std::string& cell,
            const std::vector<std::string>& words) {
    Value value;
    reading.read(column, cell, value);
    if (value.state != State::value) return false;
    const std::string text = fold_value(value.text);
    return std::any_of(words.begin(), words.end(),
                       [&](const auto& word) { return fold_value(word) == text; });
}

// What to sort by: ISO dates before what is no date; nothing last.
std::string sort_text(const Column& column, const Reading& reading, const std::string& cell) {
    Value value;
    reading.read(column, cell, value);
    return value.state == State::value ? std::string(value.text) : "\x7f";
}

}  // namespace

Records::Records(Builder& builder, const EditionSheet& wish)
    : builder_(builder),
      wish_(wish),
      schema_(builder.schemas.at(wish.register_id)),
      reading_{load_reading_words(), {}} {
    const auto source = builder.sources.find(wish.register_id);
    if (source != builder.sources.end()) reading_.habits = source->second->habits;
}

std::vector<Shown> Records::columns() {
    std::vector<Shown> columns;
    for (const auto& id : wish_.columns) {
        const Column& column = schema_.columns[*schema_.find(id)];
        if (builder_.hides() && personal(builder_, column)) {
            builder_.leave_out(builder_.say("hidden.column", {{"column", title(column)},
                                                              {"register", title(schema_)}}),
                               builder_.say("hidden.personal"));
            continue;
        }
        columns.push_back({&column, cells(id)});
    }
    return columns;
}

std::vector<std::string> Records::keys() {
    std::vector<std::string> keys;
    for (const auto& [key, cell] : cells(schema_.columns[schema_.key.front()].id))
        keys.push_back(key);
    for (const auto& [id, words] : wish_.when) {
        const Column& column = schema_.columns[*schema_.find(id)];
        const Cells values = cells(id);
        std::erase_if(keys, [&, &words = words](const std::string& key) {
            const auto at = values.find(key);
            return at == values.end() || !wanted(column, reading_, at->second, words);
        });
    }
    std::sort(keys.begin(), keys.end(), natural_less);
    if (wish_.sort.empty()) return keys;
    const Column& column = schema_.columns[*schema_.find(wish_.sort)];
    const Cells values = cells(wish_.sort);
    std::map<std::string, std::string> rank;
    for (const auto& key : keys) {
        const auto at = values.find(key);
        rank[key] = sort_text(column, reading_, at == values.end() ? "" : at->second);
    }
    std::stable_sort(keys.begin(), keys.end(),
                     [&](const auto& a, const auto& b) { return natural_less(rank[a], rank[b]); });
    return keys;
}

std::vector<Cell> Records::row(const std::vector<Shown>& columns, const std::string& key) const {
    std::vector<Cell> cells;
    for (const auto& shown : columns) {
        const auto at = shown.cells.find(key);
        cells.push_back(at == shown.cells.end()
                            ? Cell{}
                            : shown_value(builder_, *shown.column, reading_, at->second));
    }
    return cells;
}

double Records::width(const Column& column) const {
    const bool wide =
        std::find(wish_.wide.begin(), wish_.wide.end(), column.id) != wish_.wide.end();
    if (wide) return 36;
    const bool number = column.type == Type::integer || column.type == Type::number;
    return number ? 13 : column.type == Type::text || column.type == Type::list ? 15 : 13;
}

Cells Records::cells(const std::string& column) {
    return column_cells(builder_.store, builder_.round.run.snapshot, schema_.id, column);
}

}  // namespace schouw
