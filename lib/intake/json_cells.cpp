// SPDX-License-Identifier: EUPL-1.2
#include "intake/json_cells.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

namespace schouw {

std::size_t JsonCells::learn(const JsonText& text, std::size_t begin) {
    return record(text, begin);
}

std::size_t JsonCells::record(const JsonText& text, std::size_t begin) {
    for (const auto id : touched_) {
        Slot& slot = slots_[id];
        slot.touched = slot.list = false;
        slot.text.clear();
        slot.items.clear();
    }
    touched_.clear();
    arrays_ = 0;
    return walk(text, begin, JsonExtent::whole_value);
}

std::size_t JsonCells::slot_of_path() {
    const auto found = ids_.find(path());
    if (found != ids_.end()) return found->second;
    if (!learning_) refuse("json.changed", {}, offset());
    if (slots_.size() == json_most_paths)
        refuse("json.too_many_paths", {{"limit", std::to_string(json_most_paths)}}, offset());
    slots_.emplace_back();
    slots_.back().name = path();
    ids_.emplace(path(), slots_.size() - 1);
    return slots_.size() - 1;
}

void JsonCells::scalar(RawKind kind, const std::string& text) {
    const std::size_t id = slot_of_path();
    Slot& slot = slots_[id];
    // {"a.b": 1, "a": {"b": 2}}: two values, one path.
    if (slot.touched && !(slot.list && arrays_ > 0))
        refuse("json.path_twice", {{"path", clip(visible(path()), 60)}}, scalar_begin(kind, text));
    if (!slot.touched) touched_.push_back(id);
    slot.touched = true;
    slot.list = arrays_ > 0;
    if (kind == RawKind::blank) return;
    slot.filled = true;
    slot.text += text;
    slot.items.push_back({slot.text.size(), kind});
}

void JsonCells::opened() {
    if (!level(depth() - 1).object) ++arrays_;
}

// An empty list or object is a blank at its path.
void JsonCells::closing() {
    const Level& closed = level(depth() - 1);
    if (closed.empty && depth() > 1) scalar(RawKind::blank, "");
    if (!closed.object) --arrays_;
}

std::size_t JsonCells::end_learning() {
    learning_ = false;
    std::vector<bool> has_below(slots_.size(), false);
    for (const Slot& slot : slots_) {
        for (auto dot = slot.name.find('.'); dot != std::string::npos;
             dot = slot.name.find('.', dot + 1)) {
            const auto above = ids_.find(slot.name.substr(0, dot));
            if (above != ids_.end()) has_below[above->second] = true;
        }
    }
    for (std::size_t id = 0; id < slots_.size(); ++id) {
        if (!slots_[id].filled && has_below[id]) continue;
        slots_[id].column = columns_.size();
        columns_.push_back(id);
    }
    return columns_.size();
}

void JsonCells::header(Row& row) const {
    row.cells.clear();
    for (const auto id : columns_) row.cells.emplace_back(slots_[id].name);
    row.kinds.assign(row.cells.size(), RawKind::text);
}

std::size_t JsonCells::read(const JsonText& text, std::size_t begin, Row& row) {
    const std::size_t end = record(text, begin);
    row.cells.assign(columns_.size(), {});
    row.kinds.assign(columns_.size(), RawKind::blank);
    for (const auto id : touched_) {
        Slot& slot = slots_[id];
        if (slot.items.empty() || slot.column == none) continue;
        row.kinds[slot.column] = slot.list ? RawKind::text : slot.items[0].kind;
        if (slot.list) write_list(slot);
        row.cells[slot.column] = slot.text;
    }
    return end;
}

// Whether "; " between the values would not tell where one ends.
bool JsonCells::needs_json(const Slot& slot) {
    if (slot.text.find_first_of(";\n\r") != std::string::npos) return true;
    std::size_t begin = 0;
    for (const Item& item : slot.items) {
        if (slot.text[begin] == '[') return true;
        begin = item.end;
    }
    return false;
}

void JsonCells::write_list(Slot& slot) {
    const bool json = needs_json(slot);
    std::string out = json ? "[" : "";
    std::size_t begin = 0;
    for (const Item& item : slot.items) {
        if (begin > 0) out += json ? ", " : "; ";
        const auto value = slot.text.substr(begin, item.end - begin);
        out += json && item.kind == RawKind::text ? nlohmann::json(value).dump() : value;
        begin = item.end;
    }
    if (json) out += "]";
    slot.text = std::move(out);
}

}  // namespace schouw
