// SPDX-License-Identifier: EUPL-1.2
#include "report/cells.hpp"

#include "base/date.hpp"
#include "base/text.hpp"
#include "findings/score.hpp"

namespace schouw {

Cell text_cell(std::string_view text, Tone tone) {
    Cell cell;
    cell.text = visible(trim(text), true);
    cell.kind = cell.text.empty() ? CellKind::empty : CellKind::text;
    cell.tone = tone;
    return cell;
}

Cell number_cell(long long value) {
    Cell cell;
    cell.kind = CellKind::number;
    cell.number = static_cast<double>(value);
    return cell;
}

Cell decimal_cell(double value) {
    Cell cell;
    cell.kind = CellKind::decimal;
    cell.number = value;
    return cell;
}

Cell percent_cell(long long part, long long whole) {
    Cell cell;
    if (whole == 0) return cell;
    cell.kind = CellKind::percent;
    cell.number = whole_percent(part, whole) / 100.0;
    return cell;
}

Cell date_cell(std::string_view iso) {
    const auto date = parse_iso(iso);
    if (!date) return text_cell(iso);
    Cell cell;
    cell.kind = CellKind::date;
    cell.number = date->days;
    return cell;
}

Cell answer_cell() {
    Cell cell;
    cell.kind = CellKind::answer;
    return cell;
}

Line line(LineKind kind, std::string_view text) { return {kind, "", text_cell(text), ""}; }

Line fact(std::string_view label, Cell value) {
    return {LineKind::fact, visible(label), std::move(value), ""};
}

Line link(std::string_view label, std::string target, Cell note) {
    return {LineKind::link, visible(label), std::move(note), std::move(target)};
}

std::string percent(long long part, long long whole) {
    return std::to_string(whole_percent(part, whole)) + "%";
}

}  // namespace schouw
