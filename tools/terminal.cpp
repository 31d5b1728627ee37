// SPDX-License-Identifier: EUPL-1.2
#include "terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "base/error.hpp"
#include "base/text.hpp"

namespace schouw {
namespace {

bool& colored() {
    static bool on = false;
    return on;
}

const char* code(Ink tone) {
    switch (tone) {
        case Ink::bold: return "\x1b[1m";
        case Ink::good: return "\x1b[32m";
        case Ink::doubtful: return "\x1b[33m";
        case Ink::bad: return "\x1b[31m";
        case Ink::faint: return "\x1b[2m";
        case Ink::plain: break;
    }
    return "";
}

void put(std::FILE* stream, const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stream);
}

}  // namespace

void set_color(const std::string& wish) {
    const char* no = std::getenv("NO_COLOR");
    const bool refused = no != nullptr && *no != '\0';
    colored() = wish == "always" || (wish == "auto" && !refused && isatty(STDOUT_FILENO) == 1);
}

void print(const std::string& text, Ink tone) {
    const std::string safe = visible(text, true);
    if (colored() && tone != Ink::plain)
        put(stdout, code(tone) + safe + "\x1b[0m");
    else
        put(stdout, safe);
}

void print_line(const std::string& text, Ink tone) {
    print(visible(text), tone);
    put(stdout, "\n");
}

void talk(const std::string& text) { put(stderr, visible(text) + "\n"); }

void print_json_part(const std::string& json) { put(stdout, json); }

void print_json(const std::string& json) { put(stdout, json + "\n"); }

namespace {

int width_of_terminal() {
    if (const char* columns = std::getenv("COLUMNS")) {
        const int wanted = std::atoi(columns);
        if (wanted >= 20) return wanted;
    }
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) return size.ws_col;
    return isatty(STDOUT_FILENO) == 1 ? 80 : 100;
}

}  // namespace

int terminal_width() {
    static const int width = width_of_terminal();
    return width;
}

bool terminal_shows_utf8() {
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const char* value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        const std::string locale = fold(value);
        return locale.find("utf8") != locale.npos;
    }
    return false;
}

void print_table(const std::vector<TextColumn>& columns,
                 const std::vector<std::vector<std::string>>& rows) {
    std::vector<int> widths;
    for (const auto& column : columns) widths.push_back(width(column.title));
    for (const auto& row : rows)
        for (std::size_t i = 0; i < columns.size(); ++i)
            widths[i] = std::max(widths[i], width(visible(row[i])));
    int total = 2 * (static_cast<int>(columns.size()) - 1);
    for (const int one : widths) total += one;
    if (isatty(STDOUT_FILENO) == 1 || std::getenv("COLUMNS") != nullptr) {
        for (std::size_t i = 0; i < columns.size() && total > terminal_width(); ++i) {
            if (!columns[i].shrinks) continue;
            const int less = std::min(total - terminal_width(), widths[i] - 12);
            if (less <= 0) continue;
            widths[i] -= less;
            total -= less;
        }
    }
    const auto line = [&](const std::vector<std::string>& cells, Ink tone) {
        std::string text;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const std::string cell = clip(visible(cells[i]), widths[i]);
            if (i > 0) text += "  ";
            if (columns[i].right)
                text += std::string(static_cast<std::size_t>(widths[i] - width(cell)), ' ') + cell;
            else
                text += i + 1 == columns.size() ? cell : pad(cell, widths[i]);
        }
        while (!text.empty() && text.back() == ' ') text.pop_back();
        print_line(text, tone);
    };
    std::vector<std::string> titles;
    for (const auto& column : columns) titles.push_back(column.title);
    line(titles, Ink::bold);
    for (const auto& row : rows) line(row, Ink::plain);
}

void print_wrapped(const std::string& text, int indent) {
    const std::string margin(static_cast<std::size_t>(indent), ' ');
    for (const auto& line : wrap(text, std::max(20, std::min(terminal_width(), 100) - indent)))
        print_line(line.empty() ? "" : margin + line);
}

void flush_output() {
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
        fail(Exit::io, "output.failed", {{"why", std::strerror(errno)}});
}

}  // namespace schouw
