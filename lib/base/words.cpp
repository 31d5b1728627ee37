// SPDX-License-Identifier: EUPL-1.2
// Near words and filled-in sentences.
#include <algorithm>

#include "base/text.hpp"

namespace schouw {

int edit_distance(std::string_view from, std::string_view to) {
    const std::size_t n = to.size();
    std::vector<int> before(n + 1);
    std::vector<int> last(n + 1);
    std::vector<int> now(n + 1);
    for (std::size_t j = 0; j <= n; ++j) last[j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= from.size(); ++i) {
        now[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= n; ++j) {
            const int cost = from[i - 1] == to[j - 1] ? 0 : 1;
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + cost});
            if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                now[j] = std::min(now[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, now);
    }
    return last[n];
}

std::optional<std::string> did_you_mean(std::string_view word,
                                        std::span<const std::string> candidates) {
    if (word.size() > 200) return std::nullopt;
    std::optional<std::string> best;
    int best_distance = std::max(1, static_cast<int>(word.size()) / 3) + 1;
    for (const auto& candidate : candidates) {
        if (candidate.size() > 200) continue;
        const int distance = edit_distance(word, candidate);
        if (distance < best_distance) {
            best_distance = distance;
            best = candidate;
        }
    }
    return best;
}

namespace {

// Calls found(inside) for each {…}; what it returns replaces the braces.
std::string each_placeholder(std::string_view text,
                             const std::function<std::string(std::string_view)>& found) {
    std::string out;
    while (!text.empty()) {
        const auto open = text.find('{');
        out += text.substr(0, open);
        if (open == text.npos) break;
        const auto close = text.find('}', open);
        if (close == text.npos) {
            out += text.substr(open);
            break;
        }
        out += found(text.substr(open + 1, close - open - 1));
        text.remove_prefix(close + 1);
    }
    return out;
}

}  // namespace

std::string fill(std::string_view text, const Lookup& lookup) {
    return each_placeholder(text, [&](std::string_view inside) -> std::string {
        const auto choices = split(inside, '|');
        const auto value = lookup(choices.front());
        if (!value) return "{" + std::string(inside) + "}";
        if (choices.size() == 3) return *value == "1" ? choices[1] : choices[2];
        return *value;
    });
}

std::string fill(std::string_view text, const Args& args) {
    return fill(text, [&](std::string_view name) -> std::optional<std::string> {
        for (const auto& [key, value] : args)
            if (key == name) return value;
        return std::nullopt;
    });
}

std::vector<std::string> placeholders(std::string_view text) {
    std::vector<std::string> names;
    each_placeholder(text, [&](std::string_view inside) {
        names.push_back(split(inside, '|').front());
        return std::string();
    });
    return names;
}

}  // namespace schouw
