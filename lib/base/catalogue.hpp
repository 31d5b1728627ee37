// SPDX-License-Identifier: EUPL-1.2
// Every sentence that the program says, in the language asked for (templates/text, compiled in).
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/toml.hpp"

namespace schouw {

class Catalogue {
public:
    explicit Catalogue(Language language);
    Language language() const { return language_; }
    // The sentence of a key, filled in. A key that is not there comes back between guillemets;
    // a test refuses that.
    std::string say(std::string_view key, const Args& args = {}) const;
    bool has(std::string_view key) const { return sentences_.contains(std::string(key)); }
    const std::map<std::string, std::string>& sentences() const { return sentences_; }
    // "file:12:3: fout: sentence", made safe to print.
    std::string complain(const Message& message) const;
    std::string complain(const Message& message, std::string_view level_key) const;
    // 1530 as "1.530" (nl) or "1,530" (en).
    std::string number(long long value) const;
    // 56.0 as "56", 1.5 as "1,5" (nl) or "1.5" (en).
    std::string decimal(double value) const;
    // 2026-01-31 as "31-01-2026" (nl); other text as it is.
    std::string date(std::string_view iso) const;
    // 2026-01-05T09:00:00Z as the clock in Amsterdam shows it, "05-01-2026 10:00" (nl) or
    // "2026-01-05 10:00" (en), with the seconds when there are any; other text as it is.
    std::string moment(std::string_view iso) const;

private:
    Language language_;
    const std::map<std::string, std::string>& sentences_;  // read once a process
};

// "file:12:3" or, in a workbook, "file[Sheet]!C12". Empty for no place.
std::string where(const Place& place);

// SCHOUW_LANG, LC_ALL, LC_MESSAGES, LANG, in this order; Dutch when none says English.
Language language_of_environment();
// The words by which people write yes, no, unknown, not applicable and months
// (templates/text/reading.toml, compiled in).
std::string_view reading_words();

}  // namespace schouw
