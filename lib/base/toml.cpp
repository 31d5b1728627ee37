// SPDX-License-Identifier: EUPL-1.2
#define TOML_IMPLEMENTATION
#include "base/toml.hpp"

#include <fmt/format.h>

#include <atomic>
#include <exception>
#include <thread>

#include "base/date.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

namespace schouw {
namespace {

constexpr std::size_t max_bytes = 1 << 20;
constexpr int max_depth = 64;

// toml++ descends once per bracket and per dot: refuse what would overflow its stack.
void guard_depth(const std::string& text, const std::string& file) {
    long line = 1;
    int dots = 0;
    int open = 0;
    for (const char c : text) {
        if (c == '\n') {
            ++line;
            dots = 0;
        } else if (c == '.') {
            ++dots;
        } else if (c == '=' || c == '"' || c == '\'' || c == '#' || c == ' ') {
            dots = 0;
        } else if (c == '[' || c == '{') {
            ++open;
        } else if (c == ']' || c == '}') {
            open = std::max(0, open - 1);
        }
        if (dots > max_depth || open > max_depth)
            fail(Exit::usage, "toml.too_deep", {{"limit", std::to_string(max_depth)}},
                 {file, "", line, 0});
    }
}

[[noreturn]] void wrong_type(const Toml& toml, const toml::node& node, std::string_view key,
                             const char* wanted) {
    fail(Exit::usage, "toml.wrong_type", {{"key", std::string(key)}, {"wanted", wanted}},
         place_of(toml, node));
}

[[noreturn]] void missing(const Toml& toml, const toml::table& table, std::string_view key) {
    fail(Exit::usage, "toml.missing_key", {{"key", std::string(key)}}, place_of(toml, table));
}

void refuse_large(std::uintmax_t size, const std::string& file) {
    if (size > max_bytes)
        fail(Exit::usage, "toml.too_large", {{"limit", "1 MiB"}}, {file, "", 0, 0});
}

}  // namespace

Toml parse_toml(std::string text, std::string file) {
    refuse_large(text.size(), file);
    if (!valid_utf8(text)) fail(Exit::usage, "toml.not_utf8", {}, {file, "", 0, 0});
    guard_depth(text, file);
    Toml toml{std::move(file), std::move(text), {}};
    try {
        toml.root = toml::parse(std::string_view(toml.text));
    } catch (const toml::parse_error& error) {
        const auto at = error.source().begin;
        fail(Exit::usage, "toml.syntax", {{"what", std::string(error.description())}},
             {toml.file, "", static_cast<long>(at.line), static_cast<long>(at.column)});
    } catch (const std::runtime_error&) {
        fail(Exit::usage, "toml.syntax", {{"what", "unexpected token"}}, {toml.file, "", 0, 0});
    }
    return toml;
}

Toml load_toml(const std::filesystem::path& path) {
    const std::string shown = path.lexically_normal().string();
    std::error_code unknown;  // what cannot be read is said by read_file
    const auto size = std::filesystem::file_size(path, unknown);
    if (!unknown) refuse_large(size, shown);
    return parse_toml(read_file(path, max_bytes), shown);
}

std::vector<Toml> load_tomls(const std::vector<std::filesystem::path>& files) {
    std::vector<Toml> tomls(files.size());
    std::vector<std::exception_ptr> errors(files.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < files.size(); i = next++) try {
                tomls[i] = load_toml(files[i]);
            } catch (...) {
                errors[i] = std::current_exception();
            }
    };
    std::vector<std::thread> others;
    const std::size_t most =
        std::min<std::size_t>(std::thread::hardware_concurrency(), files.size());
    while (others.size() + 1 < most) others.emplace_back(work);
    work();
    for (auto& other : others) other.join();
    for (const auto& error : errors)
        if (error) std::rethrow_exception(error);
    return tomls;
}

Place place_of(const Toml& toml, const toml::node& node) {
    const auto at = node.source().begin;
    return {toml.file, "", static_cast<long>(at.line), static_cast<long>(at.column)};
}

void known_keys(const Toml& toml, const toml::table& table,
                std::initializer_list<std::string_view> keys) {
    for (const auto& [key, node] : table) {
        if (std::find(keys.begin(), keys.end(), key.str()) != keys.end()) continue;
        const std::vector<std::string> known(keys.begin(), keys.end());
        const auto meant = did_you_mean(key.str(), known);
        Place place = place_of(toml, node);
        if (const auto at = key.source().begin; at.line > 0) {
            place.row = static_cast<long>(at.line);
            place.column = static_cast<long>(at.column);
        }
        fail(Exit::usage, meant ? "toml.unknown_key_meant" : "toml.unknown_key",
             {{"key", std::string(key.str())},
              {"meant", meant.value_or("")},
              {"known", join(known, ", ")}},
             place);
    }
}

std::optional<std::string> text_of(const Toml& toml, const toml::table& table,
                                   std::string_view key) {
    const auto* node = table.get(key);
    if (node == nullptr) return std::nullopt;
    const auto value = node->value_exact<std::string>();
    if (!value) wrong_type(toml, *node, key, "text");
    return value;
}

std::string need_text(const Toml& toml, const toml::table& table, std::string_view key) {
    auto value = text_of(toml, table, key);
    if (!value || value->empty()) missing(toml, table, key);
    return *value;
}

bool flag_of(const Toml& toml, const toml::table& table, std::string_view key) {
    const auto* node = table.get(key);
    if (node == nullptr) return false;
    const auto value = node->value_exact<bool>();
    if (!value) wrong_type(toml, *node, key, "true/false");
    return *value;
}

std::optional<std::int64_t> integer_of(const Toml& toml, const toml::table& table,
                                       std::string_view key) {
    const auto* node = table.get(key);
    if (node == nullptr) return std::nullopt;
    const auto value = node->value_exact<std::int64_t>();
    if (!value) wrong_type(toml, *node, key, "integer");
    return value;
}

std::vector<std::string> texts_of(const Toml& toml, const toml::table& table,
                                  std::string_view key) {
    const auto* node = table.get(key);
    if (node == nullptr) return {};
    const auto* array = node->as_array();
    if (array == nullptr) wrong_type(toml, *node, key, "[\"…\", \"…\"]");
    std::vector<std::string> texts;
    for (const auto& item : *array) {
        const auto value = item.value_exact<std::string>();
        if (!value) wrong_type(toml, item, key, "[\"…\", \"…\"]");
        texts.push_back(*value);
    }
    return texts;
}

std::optional<Words> words_of(const Toml& toml, const toml::table& table, std::string_view key) {
    const auto* node = table.get(key);
    if (node == nullptr) return std::nullopt;
    const auto* words = node->as_table();
    if (words == nullptr) wrong_type(toml, *node, key, "{ nl = \"…\", en = \"…\" }");
    known_keys(toml, *words, {"nl", "en"});
    return Words{need_text(toml, *words, "nl"), need_text(toml, *words, "en")};
}

Words need_words(const Toml& toml, const toml::table& table, std::string_view key) {
    auto words = words_of(toml, table, key);
    if (!words) missing(toml, table, key);
    return *words;
}

std::optional<std::string> date_of(const Toml& toml, const toml::table& table,
                                   std::string_view key) {
    const auto* node = table.get(key);
    if (node == nullptr) return std::nullopt;
    const auto value = node->value_exact<toml::date>();
    if (!value) wrong_type(toml, *node, key, "2026-12-31");
    const auto date = make_date(value->year, value->month, value->day);
    if (!date) wrong_type(toml, *node, key, "2026-12-31");
    return iso(*date);
}

std::vector<const toml::table*> tables_of(const Toml& toml, const toml::table& table,
                                          std::string_view key) {
    const auto* node = table.get(key);
    if (node == nullptr) return {};
    const auto* array = node->as_array();
    if (array == nullptr) wrong_type(toml, *node, key, "[[…]]");
    std::vector<const toml::table*> tables;
    for (const auto& item : *array) {
        if (!item.is_table()) wrong_type(toml, item, key, "[[…]]");
        tables.push_back(item.as_table());
    }
    return tables;
}

const toml::table* table_of(const Toml& toml, const toml::table& table, std::string_view key) {
    const auto* node = table.get(key);
    if (node == nullptr) return nullptr;
    if (!node->is_table()) wrong_type(toml, *node, key, "[…]");
    return node->as_table();
}

std::size_t one_of(const Toml& toml, const toml::table& table, std::string_view key,
                   const std::vector<std::string>& words, std::optional<std::size_t> fallback) {
    const auto value = text_of(toml, table, key);
    if (!value) {
        if (!fallback) missing(toml, table, key);
        return *fallback;
    }
    const auto at = std::find(words.begin(), words.end(), *value);
    if (at != words.end()) return static_cast<std::size_t>(at - words.begin());
    const auto meant = did_you_mean(*value, words);
    fail(Exit::usage, meant ? "toml.unknown_word_meant" : "toml.unknown_word",
         {{"key", std::string(key)},
          {"word", *value},
          {"meant", meant.value_or("")},
          {"known", join(words, ", ")}},
         place_of(toml, *table.get(key)));
}

}  // namespace schouw
