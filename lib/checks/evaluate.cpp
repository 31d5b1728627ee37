// SPDX-License-Identifier: EUPL-1.2
#include "checks/evaluate.hpp"

#include <algorithm>

#include "checks/reader_pool.hpp"
#include "checks/scan.hpp"

namespace schouw {

const std::vector<std::string> verdict_words = {"met", "not_met", "unknown", "not_applicable",
                                                "to_judge"};

namespace {

// What one thread does at a time; by the number of rows alone, so that results repeat.
long long piece_of(long long rows) { return std::clamp(rows / 8, 128LL, 4096LL); }

std::string base_column(const Schema& schema, const std::string& name) {
    for (const auto& column : sql_columns(schema))
        if (column.name == name) return schema.columns[column.column].id;
    return name;
}

// The verdicts of one register. False when a check failed.
bool evaluate_register(const Scan& scan, Evaluation& evaluation,
                       const std::function<void(Hit&&)>& sink) {
    RunDb& database = scan.input.database;
    const long long last = database.highest_row(scan.schema.id);
    const long long rows = piece_of(last);
    const auto pieces = static_cast<std::size_t>((last + rows) / rows);
    const unsigned threads = pieces < 4 ? 1 : std::max(1U, std::thread::hardware_concurrency());
    const auto make_worker = [&]() -> std::function<ScanResult(std::size_t)> {
        auto sandbox = threads > 1 ? std::make_unique<Sandbox>(database.reader())
                                   : std::make_unique<Sandbox>(database.db());
        auto reader = std::make_shared<ScanReader>(scan, std::move(sandbox));
        return [reader, rows](std::size_t piece) {
            const long long first = static_cast<long long>(piece) * rows;
            return reader->read(first, first + rows - 1);
        };
    };
    in_order<ScanResult>(pieces, threads, make_worker, [&](ScanResult&& result) {
        for (std::size_t i = 0; i < scan.checks.size(); ++i)
            for (std::size_t v = 0; v < verdicts; ++v)
                evaluation.counts[scan.checks[i]][v] += result.counts[i][v];
        evaluation.failed.insert(result.failed.begin(), result.failed.end());
        if (!evaluation.failed.empty()) return false;
        for (auto& hit : result.hits) sink(std::move(hit));
        return true;
    });
    return evaluation.failed.empty();
}

}  // namespace

Message blocked_by(const Compiled& compiled, const Schemas& schemas, const Supplied& supplied,
                   const std::set<std::string>& failed_registers) {
    const auto on_register = [&](const std::string& id) -> Message {
        if (supplied.contains(id)) return {};
        return {failed_registers.contains(id) ? "unknown.register_failed"
                                              : "unknown.register_absent",
                {{"register", id}},
                {}};
    };
    if (compiled.check->kind == Kind::absent) return {};
    if (auto message = on_register(compiled.check->register_id); !message.key.empty())
        return message;
    for (const auto& [table, column] : compiled.reads) {
        if (auto message = on_register(table); !message.key.empty()) return message;
        if (column.empty()) continue;
        const std::string base = base_column(schemas.at(table), column);
        if (!supplied.at(table).contains(base))
            return {"unknown.column_absent", {{"register", table}, {"column", base}}, {}};
    }
    return {};
}

Evaluation evaluate(const EvaluateInput& input, const std::function<void(Hit&&)>& sink) {
    Evaluation evaluation;
    evaluation.counts.resize(input.program.checks.size());
    for (const auto& [id, schema] : input.schemas) {
        Scan scan{input, schema, {}};
        for (std::size_t i = 0; i < input.program.checks.size(); ++i) {
            const Check& check = *input.program.checks[i].check;
            if (check.register_id == id && check.kind != Kind::absent && !input.blocked.contains(i))
                scan.checks.push_back(i);
        }
        if (!scan.checks.empty() && !evaluate_register(scan, evaluation, sink)) break;
    }
    return evaluation;
}

}  // namespace schouw
