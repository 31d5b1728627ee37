// SPDX-License-Identifier: EUPL-1.2
// How systems call what a log line tells (templates/logs/fields.toml); a header in, the cell of
// each field out.
#pragma once
#include <array>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "accesslog/event.hpp"
#include "base/toml.hpp"

namespace schouw {

struct FieldNames {
    std::array<Words, field_count> titles;
    std::array<bool, field_count> asked{};  // by BIO2 8.15.01
    std::array<std::vector<std::string>, field_count> names;
    std::unordered_map<std::string, Field> by_name;               // folded
    std::array<std::vector<std::string>, act_words.size()> acts;  // folded words, by Act
    std::vector<std::string> citizen_number;                      // folded
};
// The shipped names. Throws Error(usage) for a malformed file.
const FieldNames& field_names();

// The field of this word ("moment", "user" …). Throws Error(usage) with a did-you-mean.
Field field_of(const std::string& word, const Place& place);

using FieldCells = std::array<int, field_count>;  // cell of each field, -1 for none
using Columns = std::map<Field, std::string>;

// Cells by the names that `columns` gives, and with `guess` by the shipped names for the rest.
// `absent`: names of `columns` that the header does not have.
FieldCells match_fields(const std::vector<std::string>& header, const Columns& columns, bool guess,
                        std::vector<std::string>& absent);

// What kind of action this is, by the words of `own` first and the shipped ones then.
Act act_of(std::string_view action, const std::map<std::string, std::vector<std::string>>& own);

// Whether an employer is one of these; a * at the end stands for any rest.
bool names_vendor(std::string_view employer, const std::vector<std::string>& vendors);
// Whether it was the citizen number that was searched by.
bool is_citizen_number(std::string_view search_key);

}  // namespace schouw
