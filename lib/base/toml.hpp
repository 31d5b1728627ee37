// SPDX-License-Identifier: EUPL-1.2
// TOML files: guarded against hostile input, with a closed vocabulary and a place for each error.
#pragma once
#include <stdexcept>

#ifndef TOML_HEADER_ONLY
#define TOML_HEADER_ONLY 0
#endif
// toml++ 3.3 aborts on "[" + newline through an assertion that its parser does not need: the
// syntax error behind it is reported as one.
#define TOML_ASSERT(expr) static_cast<void>(0)
#include <toml++/toml.h>

#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace schouw {

enum class Language { nl, en };

// One text in both languages.
struct Words {
    std::string nl;
    std::string en;
    const std::string& in(Language language) const { return language == Language::nl ? nl : en; }
    bool empty() const { return nl.empty() && en.empty(); }
};

struct Toml {
    std::string file;  // as the user knows it
    std::string text;
    toml::table root;
};

// Reads at most 1 MiB. Throws Error(usage) with file:line:column when it is no TOML, and
// Error(io) when it cannot be read.
Toml load_toml(const std::filesystem::path& path);
Toml parse_toml(std::string text, std::string file);

Place place_of(const Toml& toml, const toml::node& node);

// Refuses any other key than these, with its place and a did-you-mean.
void known_keys(const Toml& toml, const toml::table& table,
                std::initializer_list<std::string_view> keys);

// A key of a table, typed. `need_` throws Error(usage) when it is absent; each throws when the
// value has another type.
std::string need_text(const Toml& toml, const toml::table& table, std::string_view key);
std::optional<std::string> text_of(const Toml& toml, const toml::table& table,
                                   std::string_view key);
bool flag_of(const Toml& toml, const toml::table& table, std::string_view key);
std::optional<std::int64_t> integer_of(const Toml& toml, const toml::table& table,
                                       std::string_view key);
std::vector<std::string> texts_of(const Toml& toml, const toml::table& table, std::string_view key);
// { nl = "…", en = "…" }, both filled.
Words need_words(const Toml& toml, const toml::table& table, std::string_view key);
std::optional<Words> words_of(const Toml& toml, const toml::table& table, std::string_view key);
std::optional<std::string> date_of(const Toml& toml, const toml::table& table,
                                   std::string_view key);
// [[key]]: its tables; none when the key is absent.
std::vector<const toml::table*> tables_of(const Toml& toml, const toml::table& table,
                                          std::string_view key);
const toml::table* table_of(const Toml& toml, const toml::table& table, std::string_view key);

// One of the words; throws with a did-you-mean otherwise. Returns its position.
std::size_t one_of(const Toml& toml, const toml::table& table, std::string_view key,
                   const std::vector<std::string>& words, std::optional<std::size_t> fallback);

}  // namespace schouw
