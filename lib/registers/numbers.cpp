// SPDX-License-Identifier: EUPL-1.2
// Numbers as people write them: 1.234,56 and 1,234.56, € 12,50, 1.000,-, 64 %.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "base/text.hpp"
#include "registers/value.hpp"

namespace schouw {
namespace {

bool digits_only(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool take_end(std::string_view& text, std::string_view end) {
    if (!text.ends_with(end)) return false;
    text = trim(text.substr(0, text.size() - end.size()));
    return true;
}

// A currency before or after the number.
void take_currency(std::string_view& text, const ReadingWords& words) {
    for (const auto& word : words.currency) {
        if (text.starts_with(word)) {
            text = trim(text.substr(word.size()));
            return;
        }
        if (take_end(text, word)) return;
    }
}

bool take_sign(std::string_view& text, std::string& whole) {
    for (const std::string_view sign : {"-", "+", "−"}) {
        if (!text.starts_with(sign)) continue;
        if (sign != "+") whole = '-';
        text.remove_prefix(sign.size());
        return true;
    }
    return false;
}

// The digits of 1.234.567: groups of three behind a first one that does not begin with 0.
std::optional<std::string> grouped(std::string_view text, char mark) {
    const std::size_t first = text.size() % 4;  // each other group has a mark before it
    if (first == 0 || text.front() == '0' || !digits_only(text.substr(0, first)))
        return std::nullopt;
    std::string out(text.substr(0, first));
    for (std::size_t at = first; at < text.size(); at += 4) {
        if (text[at] != mark || !digits_only(text.substr(at + 1, 3))) return std::nullopt;
        out += text.substr(at + 1, 3);
    }
    return out;
}

// What stands between the sign and the per cent: digits and marks.
bool read_body(std::string_view body, Digits& out) {
    const auto last_at = body.find_last_of(".,' ");
    if (last_at == body.npos) {
        out.whole += body;
        return digits_only(body) && !body.empty();
    }
    const char last = body[last_at];
    const std::string_view before = body.substr(0, last_at);
    const std::string_view after = body.substr(last_at + 1);
    const auto first_at = before.find_first_of(".,' ");
    const bool may_be_decimal = last == '.' || last == ',';
    if (!may_be_decimal || before.find(last) != before.npos) {
        const auto digits = grouped(body, last);  // 1 234, 1.234.567
        if (!digits) return false;
        out.whole += *digits;
        if (may_be_decimal) out.decimal = last == '.' ? ',' : '.';
        return true;
    }
    if (after.empty() || !digits_only(after)) return false;
    const auto digits = first_at == before.npos ? std::optional(std::string(before))
                                                : grouped(before, before[first_at]);
    if (!digits || !digits_only(*digits)) return false;
    out.whole += digits->empty() ? "0" : *digits;
    out.decimals = after;
    const bool open = first_at == before.npos && after.size() == 3 && !before.empty() &&
                      before.size() <= 3 && before.front() != '0';
    (open ? out.mark : out.decimal) = last;
    return true;
}

// The decimal sign of a cell that does not say it: that of its column, else the comma.
char decimal_sign(const Habit& habit) { return habit.point && !habit.comma ? '.' : ','; }

// Whether the column says which sign that is.
bool proven(const Habit& habit) { return habit.point != habit.comma; }

}  // namespace

std::optional<Digits> read_digits(std::string_view cell, const ReadingWords& words) {
    Digits out;
    cell = trim(cell);
    if (!cell.empty() && cell.size() <= 18 && digits_only(cell)) {  // by far the most common
        out.whole = cell;
        return out;
    }
    const std::string folded = fold_value(cell);
    std::string_view text = folded;
    const bool sign = take_sign(text, out.whole);
    take_currency(text, words);
    if (!sign) take_sign(text, out.whole);
    out.percent = take_end(text, "%");
    bool dash = false;
    for (const char* end : {",-", ",--", ",–", ",—"}) dash = dash || take_end(text, end);
    if (out.percent && dash) return std::nullopt;
    if (!read_body(trim(text), out)) return std::nullopt;
    if (!dash) return out;
    if (out.mark == ',' || out.decimal == '.') return std::nullopt;
    if (out.mark == '.') out.whole += std::exchange(out.decimals, "");
    if (!out.decimals.empty()) return std::nullopt;
    out.mark = '\0';
    out.decimal = ',';
    return out;
}

void read_integer(std::string_view cell, const ReadingWords& words, const Habit& habit,
                  Value& value) {
    auto digits = read_digits(cell, words);
    if (!digits) return unreadable(value, "value.no_number");
    value.by_habit = digits->mark != '\0' || digits->percent;
    // 1.234 of a column whose numbers are whole parts thousands, unless its point is a decimal
    // sign; 1,234 is left alone, unless the column shows that it parts thousands.
    if (digits->mark != '\0' && digits->mark != decimal_sign(habit))
        digits->whole += std::exchange(digits->decimals, "");
    const bool whole = digits->mark == '\0' || digits->decimals.empty();
    if (!whole || digits->decimals.find_first_not_of('0') != std::string::npos)
        return unreadable(value, "value.no_integer");
    const char* end = digits->whole.data() + digits->whole.size();
    const auto [stop, error] = std::from_chars(digits->whole.data(), end, value.integer);
    if (error != std::errc{} || stop != end) return unreadable(value, "value.no_integer");
    if (!digits->percent || !habit.bare) return;
    keep(value, std::to_string(value.integer));
    value.remark = "value.percent";
}

void read_number(std::string_view cell, const ReadingWords& words, const Habit& habit,
                 Value& value) {
    auto digits = read_digits(cell, words);
    if (!digits) return unreadable(value, "value.no_number");
    value.by_habit = digits->mark != '\0' || digits->percent;
    if (digits->percent && habit.bare) value.remark = "value.percent";
    if (digits->mark != '\0') {
        const bool thousands = digits->mark != decimal_sign(habit);
        if (thousands) digits->whole += std::exchange(digits->decimals, "");
        if (!proven(habit)) value.remark = thousands ? "value.thousands" : "value.decimals";
    }
    std::string plain = digits->whole;
    if (!digits->decimals.empty()) plain += "." + digits->decimals;
    const char* end = plain.data() + plain.size();
    const auto [stop, error] = std::from_chars(plain.data(), end, value.number);
    if (error != std::errc{} || stop != end) return unreadable(value, "value.no_number");
    if (value.remark != nullptr) keep(value, plain);
}

void read_exact(Type type, std::string_view cell, Value& value) {
    const auto* end = cell.data() + cell.size();
    const auto [stop, error] = std::from_chars(cell.data(), end, value.number);
    if (error != std::errc{} || stop != end || !std::isfinite(value.number))
        return unreadable(value, "value.no_number");
    if (type == Type::number) return;
    const bool whole = value.number > -9e15 && value.number < 9e15 &&
                       value.number == static_cast<double>(static_cast<std::int64_t>(value.number));
    if (!whole) return unreadable(value, "value.no_integer");
    value.integer = static_cast<std::int64_t>(value.number);
}

}  // namespace schouw
