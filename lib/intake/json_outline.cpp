// SPDX-License-Identifier: EUPL-1.2
#include "intake/json_outline.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

namespace schouw {
namespace {

constexpr std::size_t arrays_named = 8;  // in a message
constexpr std::size_t none = static_cast<std::size_t>(-1);

struct Found {
    std::string path;
    std::size_t depth = 0;
    std::size_t begin = 0;
    std::size_t count = 0;
    std::size_t other = none;  // offset of the first element that is no object
    bool objects = false;      // the first element is one
};

class Outline : private JsonWalk {
public:
    Outline(const JsonText& text, const std::optional<std::string>& wish)
        : document_(text), wish_(wish) {}
    JsonRecords find();

private:
    void scalar(RawKind kind, const std::string& text) override {
        if (depth() == 0) kind_ = "scalar";
        if (direct()) count(false, scalar_begin(kind, text));
    }
    void opened() override;
    void closing() override;
    bool wanted() const;
    // Within the array that is counted, and no deeper.
    bool direct() const { return current_ != none && depth() == array_depth_; }
    void count(bool object, std::size_t at);
    JsonRecords take(const Found& array) const;
    [[noreturn]] void absent() const;

    const JsonText& document_;
    const std::optional<std::string>& wish_;
    std::vector<Found> found_;  // at most one for each depth
    std::vector<std::string> names_;
    std::optional<Found> empty_;   // the first array without elements
    std::size_t current_ = none;   // in found_: the array that is counted
    std::size_t array_depth_ = 0;  // of the outermost array that is open; 0: there is none
    std::string kind_;             // of the document: array, object or scalar
    std::size_t document_begin_ = 0;
};

// Whether the array that opens here may hold the records.
bool Outline::wanted() const {
    if (depth() == 1) return !wish_ || *wish_ == ".";
    if (wish_) return path() == *wish_ && found_.empty();
    for (const Found& array : found_)
        if (array.depth == depth()) return false;
    return true;
}

void Outline::count(bool object, std::size_t at) {
    Found& array = found_[current_];
    if (array.count++ == 0) array.objects = object;
    if (!object && array.other == none) array.other = at;
}

void Outline::opened() {
    const Level& here = level(depth() - 1);
    if (depth() == 1) {
        kind_ = here.object ? "object" : "array";
        document_begin_ = here.begin;
    }
    if (current_ != none && depth() == array_depth_ + 1) count(here.object, here.begin);
    if (array_depth_ > 0 || here.object) return;
    array_depth_ = depth();
    if (depth() > 1 && names_.size() < arrays_named) names_.push_back(path());
    if (!wanted()) return;
    current_ = found_.size();
    found_.push_back({path(), depth(), offset(), 0, none, false});
}

void Outline::closing() {
    if (depth() != array_depth_) return;
    array_depth_ = 0;
    if (current_ == none) return;
    current_ = none;
    if (wish_ || depth() == 1 || found_.back().objects) return;
    if (found_.back().count == 0 && !empty_) empty_ = found_.back();
    found_.pop_back();
}

JsonRecords Outline::take(const Found& array) const {
    if (array.count == 0)
        refuse("json.no_records",
               {{"path", array.path.empty() ? "." : clip(visible(array.path), 60)}},
               array.begin - 1);
    if (array.other != none) refuse("json.not_object", {}, array.other);
    if (array.count > json_most_records)
        refuse("json.too_many_records", {{"limit", std::to_string(json_most_records)}},
               array.begin);
    return {array.path, array.begin, array.count, false};
}

void Outline::absent() const {
    std::vector<std::string> known;
    for (const auto& name : names_) known.push_back(clip(visible(name), 60));
    refuse(
        "json.records_absent",
        {{"path", clip(visible(*wish_), 60)}, {"known", known.empty() ? "–" : join(known, ", ")}},
        document_begin_);
}

JsonRecords Outline::find() {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    std::size_t end = walk(document_, 0, JsonExtent::each_part);
    if (kind_ == "scalar") refuse("json.not_table", {}, 0);
    while (end < document_.bytes.size() && blank(document_.bytes[end])) ++end;
    if (end < document_.bytes.size()) refuse("json.trailing", {}, end);
    const Found* best = nullptr;
    for (const Found& array : found_)
        if (best == nullptr || array.depth < best->depth) best = &array;
    if (best != nullptr) return take(*best);
    if (wish_ && *wish_ != ".") absent();
    if (empty_ && !wish_) take(*empty_);
    return {"", document_begin_, 1, true};
}

}  // namespace

JsonRecords find_json_records(const JsonText& text, const std::optional<std::string>& wish) {
    return Outline(text, wish).find();
}

}  // namespace schouw
