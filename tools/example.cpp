// SPDX-License-Identifier: EUPL-1.2
#include "example.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

bool known(const Schemas& schemas, const std::string& register_id, const Cells& cells) {
    const auto schema = schemas.find(register_id);
    return schema != schemas.end() &&
           std::all_of(cells.begin(), cells.end(), [&](const auto& cell) {
               return schema->second.find(cell.first).has_value();
           });
}

bool known(const Schemas& schemas, const Rows& rows) {
    return std::all_of(rows.begin(), rows.end(), [&](const auto& one) {
        return std::all_of(one.second.begin(), one.second.end(),
                           [&](const Cells& cells) { return known(schemas, one.first, cells); });
    });
}

std::string one_value(const Column& column, const std::string& cell, const Catalogue& words) {
    if (const auto choice = column.choice_of(cell))
        return column.choices[*choice].title.in(words.language());
    if (column.type == Type::date) return words.date(cell);
    if (column.type == Type::boolean && (cell == "ja" || cell == "nee"))
        return words.say(cell == "ja" ? "fact.yes" : "fact.no");
    if (column.type == Type::number && !cell.empty() &&
        cell.find_first_not_of("0123456789.") == cell.npos)
        return words.decimal(std::atof(cell.c_str()));
    return cell;
}

std::string shown(const Column& column, const std::string& cell, const Catalogue& words) {
    if (cell.empty()) return words.say("fact.empty");
    if (column.type != Type::list) return one_value(column, cell, words);
    std::vector<std::string> items;
    for (const auto& item : split(cell, ';'))
        if (!item.empty()) items.push_back(one_value(column, item, words));
    return join(items, ", ");
}

// "Title: value" of each cell, in the order of the register.
std::vector<std::string> lines_of(const Schema& schema, const Cells& cells,
                                  const Catalogue& words) {
    std::vector<std::string> lines;
    for (const auto& column : schema.columns)
        if (const auto cell = cells.find(column.id); cell != cells.end())
            lines.push_back(column.title.in(words.language()) + ": " +
                            shown(column, cell->second, words));
    return lines;
}

}  // namespace

std::optional<Example> example_of(const Check& check, const Schemas& schemas) {
    const auto file = data_folder() / "examples" / (check.id + ".toml");
    if (!std::filesystem::exists(file)) return std::nullopt;
    Fixture fixture = load_fixture(file);
    for (auto& one : fixture.cases)
        if (one.verdict == "not_met" && known(schemas, check.register_id, one.record) &&
            known(schemas, one.others))
            return Example{fixture.as_of, std::move(one.record), std::move(one.others)};
    return std::nullopt;
}

void print_example(const Example& example, const Check& check, const Schemas& schemas,
                   bool settings_changed, const Catalogue& words) {
    print_line();
    print_line(words.say("explain.example"), Ink::bold);
    print_wrapped(words.say(settings_changed ? "explain.example_shipped" : "explain.example_record",
                            {{"date", words.date(example.as_of)}}),
                  2);
    for (const auto& line : lines_of(schemas.at(check.register_id), example.record, words))
        print_wrapped(line, 4);
    bool first = true;
    for (const auto& [id, records] : example.others)
        for (const auto& record : records) {
            if (first) print_wrapped(words.say("explain.example_others"), 2);
            first = false;
            const Schema& schema = schemas.at(id);
            print_wrapped(schema.title.in(words.language()) + " – " +
                              join(lines_of(schema, record, words), "; "),
                          4);
        }
}

Json example_json(const std::optional<Example>& example) {
    if (!example) return nullptr;
    return {{"as_of", example->as_of}, {"record", example->record}, {"registers", example->others}};
}

}  // namespace schouw
