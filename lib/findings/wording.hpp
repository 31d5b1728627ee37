// SPDX-License-Identifier: EUPL-1.2
// What a run remembers of a check and a finding in, sentences out.
#pragma once
#include <string>

#include "base/catalogue.hpp"
#include "checks/compile.hpp"
#include "store/history.hpp"

namespace schouw {

// What a check said on the day of a run, as JSON (kept in the store, see wording.cpp for the keys).
Json definition(const Compiled& compiled, const Law& law, const Schemas& schemas,
                const std::string& as_of);

// { "nl": …, "en": … } in the language of the catalogue.
std::string in_language(const Json& words, const Catalogue& catalogue);

// The reason of a finding, its facts as JSON (empty: destroyed). hide_personal: facts of personal
// columns are left out, and said so.
std::string reason_of(const Json& definition, const std::string& facts_json,
                      const std::string& as_of, const Catalogue& catalogue, bool hide_personal);

// The reason of a check apart from any record: parameters filled in, the titles of the columns
// between brackets for their values.
std::string reason_in_general(const Check& check, const Schema& schema, const Law& law,
                              const Catalogue& catalogue);

// Why a record could not be judged ("cells:…", "other:…" of the evaluation) as a sentence.
std::string why_of(const Json& definition, const std::string& why, const Catalogue& catalogue);

// A finding's own name, the same every year: 12 hexadecimal digits of a digest over check,
// register and key.
std::string finding_id(const std::string& check, const std::string& register_id,
                       const std::string& key);

// A norm that the check cited on the day is law, and no standard.
bool statutory_duty(const Json& definition);
// "accepted until …", and for a statutory duty that it remains; empty when no waiver covers it.
std::string waiver_mark(const FindingInfo& finding, const Json& definition,
                        const Catalogue& catalogue);

// The key of the register is personal, and the reader may not see it.
bool hides_key(const Json& definition, bool hide_personal);

// The key as a reader may see it: the finding's id where the key itself is personal.
std::string shown_key(const Json& definition, const std::string& key, bool hide_personal);

// The finding's id as a reader may see it. A digest of a short key can be guessed back, so where
// the key is personal and hidden it is made of the row in the source: not the same every year then.
std::string shown_id(const Json& definition, const FindingInfo& finding, bool hide_personal);
std::string shown_id(const Json& definition, const UnknownInfo& unknown, bool hide_personal);

// new, open, solved, reopened, withdrawn, lapsed, renamed: the words of the life of a finding.
std::string status_word(const FindingInfo& finding);

}  // namespace schouw
