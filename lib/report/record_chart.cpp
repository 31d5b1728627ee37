// SPDX-License-Identifier: EUPL-1.2
#include "report/record_chart.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace schouw {
namespace {

std::size_t column_at(const std::vector<Shown>& columns, const std::string& id) {
    const auto at = std::find_if(columns.begin(), columns.end(),
                                 [&](const auto& shown) { return shown.column->id == id; });
    return static_cast<std::size_t>(at - columns.begin());
}

bool is_number(const Cell& cell) {
    return cell.kind == CellKind::number || cell.kind == CellKind::decimal;
}

}  // namespace

void add_band(const Builder& builder, const BandWish& band, const std::vector<Shown>& columns,
              Sheet& sheet) {
    const std::size_t amount = column_at(columns, band.amount);
    const std::size_t low = column_at(columns, band.low);
    const std::size_t high = column_at(columns, band.high);
    if (band.amount.empty() || std::max({amount, low, high}) >= columns.size()) return;
    long long under = 0, within = 0, over = 0;
    for (auto& row : sheet.table.rows) {
        const Cell &value = row[amount], &least = row[low], &most = row[high];
        if (is_number(value) && is_number(least) && value.number < least.number) {
            ++under;
            row.push_back(text_cell(builder.say("band.under"), Tone::fair));
        } else if (is_number(value) && is_number(most) && value.number > most.number) {
            ++over;
            row.push_back(text_cell(builder.say("band.over"), Tone::bad));
        } else if (is_number(value) && is_number(least) && is_number(most)) {
            ++within;
            row.push_back(text_cell(builder.say("band.within"), Tone::good));
        } else {
            row.push_back(text_cell(builder.say("band.unknown"), Tone::unclear));
        }
    }
    sheet.table.columns.push_back({builder.say("col.band"), 18, true});
    const auto all = static_cast<long long>(sheet.table.rows.size());
    sheet.lines.push_back(line(
        LineKind::text,
        builder.say("band.counts", {{"n", builder.number(all)},
                                    {"under", builder.number(under)},
                                    {"within", builder.number(within)},
                                    {"over", builder.number(over)},
                                    {"unknown", builder.number(all - under - within - over)}})));
}

void add_chart(const Builder& builder, const ChartWish& wish, const std::vector<Shown>& columns,
               Sheet& sheet) {
    const auto language = builder.words.language();
    Chart chart;
    chart.kind = wish.kind;
    chart.title = wish.title.in(language);
    chart.labels = column_at(columns, wish.labels);
    if (chart.labels >= columns.size()) return;
    const auto add = [&](const std::string& id, bool limit) {
        const std::size_t at = column_at(columns, id);
        const auto& rows = sheet.table.rows;
        if (at >= columns.size() || std::none_of(rows.begin(), rows.end(), [&](const auto& row) {
                return is_number(row[at]);
            }))
            return;
        chart.series.push_back({sheet.table.columns[at].title, at, 0, 0, limit});
    };
    for (const auto& id : wish.series) add(id, false);
    if (chart.series.empty()) return;
    std::vector<std::string> names;
    for (const auto& one : chart.series) names.push_back(one.name);
    for (const auto& id : wish.limits) add(id, true);
    chart.x_title = sheet.table.columns[chart.labels].title;
    if (wish.kind == ChartKind::scatter) chart.y_title = names.front();
    chart.description =
        builder.say("chart.of_records",
                    {{"title", chart.title},
                     {"names", join(names, ", ")},
                     {"n", builder.number(static_cast<long long>(sheet.table.rows.size()))}});
    sheet.charts.push_back(std::move(chart));
}

}  // namespace schouw
