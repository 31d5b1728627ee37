// SPDX-License-Identifier: EUPL-1.2
// What the journal commits to: digests over the tables themselves. The writer takes them before it
// commits, `schouw verify` takes them again.
#pragma once
#include <string>

#include "store/store.hpp"

namespace schouw {

// Over what an import added and ended: how each source was read, versions of records (by their
// digests), refused rows, remarks. SHA-256 in hexadecimals.
std::string digest_of_snapshot(Store& store, long long snapshot);

// Over what a run said: day, label, what it says of itself, checks with their counts, the events
// and counts of findings, unknowns and waivers that began or ended. Not over the clock, so that
// the same input gives the same digest in every store.
std::string digest_of_run(Store& store, long long run);

// The number of a text that is kept once.
long long keep_text(Store& store, const std::string& text);

}  // namespace schouw
