// SPDX-License-Identifier: EUPL-1.2
// A compiled program over the temporary database in, verdicts out, in the order of the records.
#pragma once
#include <array>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "checks/compile.hpp"

namespace schouw {

enum class Verdict : unsigned char { met, not_met, unknown, not_applicable, to_judge };
constexpr std::size_t verdicts = 5;
extern const std::vector<std::string> verdict_words;

using Counts = std::array<long long, verdicts>;

// A verdict about one record that somebody has to see: not met, unknown or to judge.
struct Hit {
    std::size_t check = 0;  // in Program::checks
    Verdict verdict = Verdict::not_met;
    long row = 0;
    std::string key;
    std::string facts;  // JSON object: the columns that the reason shows
    std::string due;    // ISO date or empty
    std::string why;    // unknown: "cells:a=e,b=x" (column = state letter) or "other:register,…"
};

// What a run could read of a register: null for not at all; else the columns that it has.
using Supplied = std::map<std::string, std::set<std::string>>;

// Why a check cannot be answered for the whole register; key empty when it can.
Message blocked_by(const Compiled& compiled, const Schemas& schemas, const Supplied& supplied,
                   const std::set<std::string>& failed_registers);

struct EvaluateInput {
    const Law& law;
    const Schemas& schemas;
    const Program& program;
    const std::map<std::size_t, Message>& blocked;  // checks that are left out, with why
    std::string as_of;
    RunDb& database;
};

struct Evaluation {
    std::vector<Counts> counts;             // by check of the program
    std::map<std::size_t, Message> failed;  // checks that failed while running: run again without
};

// Verdicts of every check that is not blocked and not absent-kind. Hits come to the sink one by
// one: by register, by row, by check, whatever the number of readers. When a check fails, the
// evaluation stops and `failed` names it.
Evaluation evaluate(const EvaluateInput& input, const std::function<void(Hit&&)>& sink);

}  // namespace schouw
