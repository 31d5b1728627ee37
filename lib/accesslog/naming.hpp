// SPDX-License-Identifier: EUPL-1.2
// The border of privacy: facts about numbers in, facts about pseudonyms out.
#pragma once
#include "accesslog/analysis.hpp"

namespace schouw {

// By month, detector, value (the highest first) and subject.
std::vector<NamedFact> named_facts(std::vector<Fact> facts, const LogNames& names,
                                   const World& world, const LogKey& key);
// What was not read of the log.
Fact unread_fact(const Analysis& analysis);
// The numbers of an analysis that follow from its facts.
void sum_up(const std::vector<Fact>& facts, const LogNames& names, Analysis& out);

// As analyse, of a log that stays in a cluster.
Analysis analyse_cluster(const LogConfig& log, const Workspace& workspace, const Schemas& schemas,
                         const Limits& limits, const LogKey& key, const AnalysisWish& wish);

}  // namespace schouw
