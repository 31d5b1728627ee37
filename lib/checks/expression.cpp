// SPDX-License-Identifier: EUPL-1.2
#include "checks/expression.hpp"

#include <cctype>

namespace schouw {
namespace {

bool name_char(char c) {
    return (std::isalnum(static_cast<unsigned char>(c)) != 0) || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

std::vector<Token> tokens(std::string_view sql) {
    std::vector<Token> out;
    std::size_t i = 0;
    while (i < sql.size()) {
        const char c = sql[i];
        const std::size_t start = i;
        if (std::isspace(static_cast<unsigned char>(c)) != 0) {
            ++i;
        } else if (sql.substr(i, 2) == "--") {
            i = std::min(sql.find('\n', i), sql.size());
        } else if (sql.substr(i, 2) == "/*") {
            const auto end = sql.find("*/", i + 2);
            i = end == sql.npos ? sql.size() : end + 2;
        } else if (c == '\'') {
            do i = sql.find('\'', i + 1) + 1;
            while (i != 0 && i < sql.size() && sql[i] == '\'');
            out.push_back({"'", start});
            if (i == 0) break;
        } else if (name_char(c) || c == ':') {
            while (i < sql.size() && (name_char(sql[i]) || (i == start && c == ':'))) ++i;
            std::string word(sql.substr(start, i - start));
            for (char& letter : word)
                letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
            out.push_back({word, start});
        } else {
            out.push_back({std::string(1, c), start});
            ++i;
        }
    }
    return out;
}

std::optional<Fault> fault_in(std::string_view sql) {
    const auto list = tokens(sql);
    int depth = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto& [text, offset] = list[i];
        const std::string next = i + 1 < list.size() ? list[i + 1].text : "";
        const std::string after = i + 2 < list.size() ? list[i + 2].text : "";
        if (text == "exists") return Fault{"sql.exists", "EXISTS", offset};
        if (text == "in" &&
            (next != "(" || after == "select" || after == "values" || after == "with"))
            return Fault{"sql.in_select", "IN", offset};
        if (text == "\"" || text == "`" || text == "[") return Fault{"sql.quotes", text, offset};
        if (text == ";") return Fault{"sql.statement", ";", offset};
        if (text == "?" || text == "@" || text == "$") return Fault{"sql.parameter", text, offset};
        depth += text == "(" ? 1 : text == ")" ? -1 : 0;
        if (depth < 0) return Fault{"sql.brackets", ")", offset};
    }
    if (depth != 0) return Fault{"sql.brackets", "(", 0};
    if (list.empty()) return Fault{"sql.empty", "", 0};
    return std::nullopt;
}

std::vector<std::string> tokens_in(std::string_view sql) {
    std::vector<std::string> out;
    for (auto& token : tokens(sql)) out.push_back(std::move(token.text));
    return out;
}

std::vector<std::string> words_in(std::string_view sql) {
    std::vector<std::string> words;
    for (const auto& token : tokens(sql))
        if (name_char(token.text.front()) || token.text.front() == ':') words.push_back(token.text);
    return words;
}

std::string quoted_text(const std::string& text) {
    std::string out = "'";
    for (const char c : text) {
        out += c;
        if (c == '\'') out += c;
    }
    return out + "'";
}

}  // namespace schouw
