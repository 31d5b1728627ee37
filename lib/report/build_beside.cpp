// SPDX-License-Identifier: EUPL-1.2
// What a register says of a checklist, to stand beside it: the DPO's opinion, the board's reaction.
#include "base/text.hpp"
#include "registers/value.hpp"
#include "report/records.hpp"

namespace schouw {

std::map<std::string, std::vector<Line>> lines_beside(Builder& builder, const EditionSheet& wish) {
    std::map<std::string, std::vector<Line>> out;
    const BesideWish& beside = wish.beside;
    const SourceInfo* source = source_of(builder, beside.register_id);
    if (source == nullptr || source->state != "read") return out;
    EditionSheet inner;
    inner.register_id = beside.register_id;
    inner.columns = beside.columns;
    inner.columns.insert(inner.columns.begin(), beside.what);
    Records records(builder, inner);
    const auto lists =
        column_cells(builder.store, builder.round.run.snapshot, beside.register_id, beside.list);
    const ReadingWords words = load_reading_words();
    const auto columns = records.columns();
    for (const auto& key : records.keys()) {
        const auto list = lists.find(key);
        if (list == lists.end()) continue;
        const auto row = records.row(columns, key);
        std::vector<std::string> parts;
        for (std::size_t i = 1; i < row.size(); ++i)
            if (const std::string text = builder.shown(row[i]); !names_nothing(text, words))
                parts.push_back(text);
        if (parts.empty()) continue;
        out[std::string(trim(list->second))].push_back(
            fact(builder.shown(row.front()), text_cell(join(parts, " – "))));
    }
    return out;
}

}  // namespace schouw
