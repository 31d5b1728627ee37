// SPDX-License-Identifier: EUPL-1.2
// The words by which people write an answer: reading.toml, compiled in.
#include "base/catalogue.hpp"
#include "base/text.hpp"
#include "registers/value.hpp"

namespace schouw {

ReadingWords load_reading_words() {
    const Toml toml = parse_toml(std::string(reading_words()), "reading.toml");
    ReadingWords words;
    const auto set = [&](const char* key, ReadingWords::Set& into) {
        for (const auto& word : texts_of(toml, toml.root, key)) into.insert(fold_value(word));
    };
    set("yes", words.yes);
    set("no", words.no);
    set("tick", words.tick);
    set("cross", words.cross);
    words.yes.insert(words.tick.begin(), words.tick.end());
    words.yes.insert(words.cross.begin(), words.cross.end());
    set("empty", words.empty);
    set("unknown", words.unknown);
    set("not_applicable", words.not_applicable);
    set("none", words.none);
    set("errors", words.errors);
    set("currency", words.currency);
    set("early", words.early);
    set("middle", words.middle);
    set("late", words.late);
    set("week", words.week);
    set("quarter", words.quarter);
    set("half", words.half);
    set("suffix", words.suffix);
    set("filler", words.filler);
    for (std::size_t byte = 0x80; byte < 256; ++byte) words.may_start_state[byte] = true;
    for (const auto* states :
         {&words.empty, &words.unknown, &words.not_applicable, &words.none, &words.errors})
        for (const auto& word : *states) {
            const auto first = static_cast<unsigned char>(word.front());
            words.may_start_state[first] = true;
            words.may_start_state[static_cast<unsigned char>(std::toupper(first))] = true;
        }
    const auto numbered = [&](const char* key, ReadingWords::Numbers& into) {
        int number = 0;
        for (const auto& spellings : texts_of(toml, toml.root, key)) {
            ++number;
            for (const auto& word : split(spellings, ' ')) into.emplace(word, number);
        }
    };
    numbered("weekdays", words.weekdays);
    numbered("months", words.months);
    numbered("ordinals", words.ordinals);
    return words;
}

}  // namespace schouw
