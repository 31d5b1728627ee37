// SPDX-License-Identifier: EUPL-1.2
// Any bytes as a cell of each type: a value that reads again as itself, or a reason; nothing else.
#include <fmt/format.h>

#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

#include "base/text.hpp"
#include "registers/value.hpp"

using namespace schouw;

namespace {

void expect(bool holds) {
    if (!holds) std::abort();
}

const ReadingWords& words() {
    static const ReadingWords loaded = load_reading_words();
    return loaded;
}

// What was read, written in its plainest form, reads as the same whatever the column shows.
void reads_again(const Column& column, const Value& value, const Habit& habit) {
    std::string plain(value.text);
    if (column.type == Type::integer || column.type == Type::boolean)
        plain = std::to_string(value.integer);
    if (column.type == Type::number) plain = fmt::format("{:.17g}", value.number);
    const bool exact = column.type == Type::number;
    Value again;
    read_value(column, plain, words(), again, exact ? RawKind::number : RawKind::text, habit);
    expect(again.state == State::value);
    expect(again.integer == value.integer);
    if (exact) expect(again.number == value.number);
    if (column.type == Type::date)
        expect(again.text == value.text && again.remark == nullptr &&
               parse_iso(again.text).has_value());
    if (column.type == Type::moment) expect(again.text == value.text && again.remark == nullptr);
}

void check(const Column& column, const std::string& cell, RawKind kind, const Habit& habit) {
    Value value;
    read_value(column, cell, words(), value, kind, habit);
    if (value.state == State::unreadable) expect(value.remark != nullptr);
    if (value.state != State::value) return;
    switch (column.type) {
        case Type::text:
        case Type::reference: expect(value.text == trim(cell) && !value.text.empty()); break;
        case Type::list:
            expect(nlohmann::json::parse(value.text, nullptr, false).is_array());
            break;
        case Type::choice: expect(column.choice_of(value.text).has_value()); break;
        case Type::date: expect(value.from <= value.text); [[fallthrough]];
        default: reads_again(column, value, habit);
    }
}

}  // namespace

// The first two bytes choose what the column shows and what kind of cell it is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    Habit habit;
    for (std::size_t i = 0; i < habit_facts.size(); ++i)
        habit.*habit_facts[i].second = (data[0] >> i & 1) != 0;
    const std::string cell(reinterpret_cast<const char*>(data + 2), size - 2);
    if (!valid_utf8(cell)) return 0;  // intake sees to that
    for (int type = 0; type <= static_cast<int>(Type::moment); ++type) {
        Column column;
        column.type = static_cast<Type>(type);
        column.na = (data[1] & 1) != 0;
        column.empty_none = (data[1] & 2) != 0;
        if (column.type == Type::choice || (column.type == Type::list && (data[1] & 4) != 0)) {
            column.choices = {{"yes", {}, {"ja"}, {}}, {"unknown", {}, {"n.v.t."}, {}}};
            column.spelling = {{"yes", 0}, {"ja", 0}, {"unknown", 1}, {"n.v.t.", 1}};
        }
        const bool number = column.type == Type::number || column.type == Type::integer;
        check(column, cell, RawKind::text, habit);
        if (number || column.type == Type::date) check(column, cell, RawKind::number, habit);
        observe(column, cell, words(), RawKind::text, habit);
    }
    return 0;
}
