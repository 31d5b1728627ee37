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

struct Piece {
    const Scan* scan = nullptr;
    long long first = 0, last = 0;  // rows
};

struct PieceResult {
    const Scan* scan = nullptr;
    ScanResult result;
};

std::vector<Piece> pieces_of(const std::vector<Scan>& scans, RunDb& database) {
    std::vector<Piece> pieces;
    for (const auto& scan : scans) {
        const long long last = database.highest_row(scan.schema.id);
        const long long rows = piece_of(last);
        for (long long first = 0; first <= last; first += rows)
            pieces.push_back({&scan, first, first + rows - 1});
    }
    return pieces;
}

// A connection of its own, and the reader of the register that it is at.
struct Worker {
    explicit Worker(Db db) : sandbox(std::move(db)) {}
    PieceResult work(const Piece& piece) {
        if (at != piece.scan) {
            reader.reset();
            reader = std::make_unique<ScanReader>(*piece.scan, sandbox);
            at = piece.scan;
        }
        return {piece.scan, reader->read(piece.first, piece.last)};
    }
    Sandbox sandbox;
    std::unique_ptr<ScanReader> reader;
    const Scan* at = nullptr;
};

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
    const auto& empty = compiled.check->empty_without;
    for (const auto& [table, column] : compiled.reads) {
        if (!supplied.contains(table) && !failed_registers.contains(table) &&
            std::find(empty.begin(), empty.end(), table) != empty.end())
            continue;
        if (auto message = on_register(table); !message.key.empty()) return message;
        if (column.empty()) continue;
        const Schema& schema = schemas.at(table);
        const auto at = sql_column(schema, column);
        const std::string base = at ? schema.columns[at->column].id : column;
        if (!supplied.at(table).contains(base))
            return {"unknown.column_absent", {{"register", table}, {"column", base}}, {}};
    }
    return {};
}

Evaluation evaluate(const EvaluateInput& input, const std::function<void(Hit&&)>& sink) {
    Evaluation evaluation;
    evaluation.counts.resize(input.program.checks.size());
    std::vector<Scan> scans;
    for (const auto& [id, schema] : input.schemas) {
        Scan scan{input, schema, {}};
        for (std::size_t i = 0; i < input.program.checks.size(); ++i) {
            const Check& check = *input.program.checks[i].check;
            if (check.register_id == id && check.kind != Kind::absent && !input.blocked.contains(i))
                scan.checks.push_back(i);
        }
        if (!scan.checks.empty()) scans.push_back(std::move(scan));
    }
    const std::vector<Piece> pieces = pieces_of(scans, input.database);
    const auto make_worker = [&]() -> std::function<PieceResult(std::size_t)> {
        auto worker = std::make_shared<Worker>(input.database.reader());
        return [worker, &pieces](std::size_t i) { return worker->work(pieces[i]); };
    };
    const unsigned threads = std::max(1U, std::thread::hardware_concurrency());
    in_order<PieceResult>(pieces.size(), threads, make_worker, [&](PieceResult&& piece) {
        const auto& checks = piece.scan->checks;
        for (std::size_t i = 0; i < checks.size(); ++i)
            for (std::size_t v = 0; v < verdicts; ++v)
                evaluation.counts[checks[i]][v] += piece.result.counts[i][v];
        evaluation.failed.insert(piece.result.failed.begin(), piece.result.failed.end());
        if (!evaluation.failed.empty()) return false;
        for (auto& hit : piece.result.hits) sink(std::move(hit));
        return true;
    });
    return evaluation;
}

}  // namespace schouw
