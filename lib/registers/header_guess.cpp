// SPDX-License-Identifier: EUPL-1.2
// Header cells that nearly name a column.
#include <algorithm>

#include "base/text.hpp"
#include "registers/assign.hpp"
#include "registers/header.hpp"

namespace schouw {
namespace {

constexpr int least_alike = 60;
constexpr int clearly = 15;
constexpr std::size_t most_headers = 500;
constexpr std::size_t longest = 200;

struct Likeness {
    int alike = 0;
    bool typo = false;  // a slip of the pen, nothing else
    std::string named;
};

std::string digits_of(const std::string& text) {
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits),
                 [](char c) { return c >= '0' && c <= '9'; });
    return digits;
}

// Words of three letters and more, folded.
std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : text + " ") {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80 && std::isalnum(byte) == 0) {
            if (auto folded = fold(word); folded.size() >= 3) words.push_back(std::move(folded));
            word.clear();
        } else {
            word += c;
        }
    }
    return words;
}

int percent_alike(const std::string& a, const std::string& b, int distance) {
    const auto size = static_cast<int>(std::max(a.size(), b.size()));
    return size == 0 ? 0 : 100 - 100 * distance / size;
}

// How many words two names share, of all that they have; never above 90.
int words_alike(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    if (a.empty() || b.empty()) return 0;
    int shared = 0;
    for (const auto& word : a)
        shared +=
            std::any_of(b.begin(), b.end(),
                        [&](const std::string& other) {
                            return percent_alike(word, other, edit_distance(word, other)) >= 80;
                        })
                ? 1
                : 0;
    return std::min(90, 180 * shared / static_cast<int>(a.size() + b.size()));
}

struct Name {
    std::string text, folded, digits;
    std::vector<std::string> words;
};

Name name_of(const std::string& text) {
    const std::string folded = fold(text);
    return {text, folded, digits_of(folded), words_of(text)};
}

Likeness likeness(const Name& cell, const Name& own) {
    const int distance = edit_distance(cell.folded, own.folded);
    const int letters = percent_alike(cell.folded, own.folded, distance);
    const auto size = std::min(cell.folded.size(), own.folded.size());
    const bool typo = size >= 6 && distance <= (size >= 10 ? 2 : 1) &&
                      cell.folded.compare(0, 2, own.folded, 0, 2) == 0 && cell.digits == own.digits;
    return {std::max(letters, words_alike(cell.words, own.words)), typo, own.text};
}

std::vector<Name> names_of(const Column& column) {
    std::vector<Name> names = {name_of(column.id), name_of(column.title.nl),
                               name_of(column.title.en)};
    for (const auto& alias : column.aliases) names.push_back(name_of(alias));
    return names;
}

// The second best score in a row or column of the table, for what is not in doubt.
int rival_of(const std::vector<std::vector<int>>& score, std::size_t row, std::size_t cell) {
    int rival = 0;
    for (std::size_t j = 0; j < score[row].size(); ++j)
        if (j != cell) rival = std::max(rival, score[row][j]);
    for (std::size_t i = 0; i < score.size(); ++i)
        if (i != row) rival = std::max(rival, score[i][cell]);
    return rival;
}

}  // namespace

std::vector<HeaderGuess> guess_columns(const Schema& schema, const HeaderMatch& match) {
    std::vector<std::size_t> cells;
    std::vector<Name> cell_names;
    for (std::size_t i = 0; i < match.names.size() && cells.size() < most_headers; ++i)
        if (match.column_of[i] < 0 && !match.names[i].empty() && match.names[i].size() <= longest) {
            cells.push_back(i);
            cell_names.push_back(name_of(match.names[i]));
        }
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < schema.columns.size(); ++i)
        if (match.cell_of[i] < 0) columns.push_back(i);
    if (cells.empty() || columns.empty()) return {};
    std::vector<std::vector<int>> score(columns.size(), std::vector<int>(cells.size()));
    std::vector<std::vector<Likeness>> best(columns.size(), std::vector<Likeness>(cells.size()));
    for (std::size_t i = 0; i < columns.size(); ++i)
        for (const auto& own : names_of(schema.columns[columns[i]]))
            for (std::size_t j = 0; j < cells.size(); ++j) {
                Likeness now = likeness(cell_names[j], own);
                if (now.alike < least_alike || now.alike <= score[i][j]) continue;
                score[i][j] = now.alike;
                best[i][j] = std::move(now);
            }
    std::vector<HeaderGuess> guesses;
    const auto assigned = assign(score);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (assigned[i] < 0) continue;
        const auto j = static_cast<std::size_t>(assigned[i]);
        const bool key =
            std::find(schema.key.begin(), schema.key.end(), columns[i]) != schema.key.end();
        guesses.push_back(
            {static_cast<int>(cells[j]), static_cast<int>(columns[i]), score[i][j],
             best[i][j].named,
             best[i][j].typo && !key && rival_of(score, i, j) + clearly <= score[i][j]});
    }
    return guesses;
}

}  // namespace schouw
