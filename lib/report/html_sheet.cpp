// SPDX-License-Identifier: EUPL-1.2
#include "report/html_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "report/chart.hpp"
#include "report/markup.hpp"
#include "report/svg.hpp"

namespace schouw {
namespace {

constexpr std::size_t sortable_from = 10;  // rows
constexpr std::size_t big_from = 30;       // rows that scroll under a header that stays
constexpr const char* tones[] = {"", "good", "fair", "bad", "unclear"};

std::string toned(const std::string& text, Tone tone) {
    if (tone == Tone::none || text.empty()) return text;
    return fmt::format("<span class=\"tone {}\">{}</span>", tones[static_cast<std::size_t>(tone)],
                       text);
}

class Section {
public:
    Section(const HtmlPage& page, const Sheet& sheet, const Take& take)
        : page_(page), sheet_(sheet), take_(take), id_(page.anchors.at(sheet.id)) {}

    void write() {
        const Report& report = *page_.report;
        out_ = fmt::format("<section id=\"{}\">\n", id_);
        const bool titled = std::any_of(sheet_.lines.begin(), sheet_.lines.end(),
                                        [](auto& line) { return line.kind == LineKind::title; });
        if (!titled) add_title(sheet_.title);
        for (const auto& line : sheet_.lines) add_line(line);
        close();
        for (const auto& chart : sheet_.charts) add_chart(chart);
        take_(out_);
        out_.clear();
        if (!sheet_.table.columns.empty()) write_table();
        if (!first())
            out_ += fmt::format("<p class=\"back\"><a href=\"#{}\">{}</a></p>\n",
                                page_.anchors.at(report.sheets.front().id), escaped(report.back));
        take_(out_ + "</section>\n");
    }

private:
    std::string words(const Cell& cell) const { return escaped(cell_words(cell, *page_.words)); }

    // The first title of the page is its own; those after it are of sections.
    void add_title(const std::string& text) {
        const int level = (titles_++ > 0 ? 1 : 0) + (first() ? 1 : 2);
        out_ += fmt::format("<h{0}>{1}</h{0}>\n", level, escaped(text));
    }

    bool first() const { return &sheet_ == &page_.report->sheets.front(); }

    void close() {
        if (open_ == nullptr) return;
        out_ += fmt::format("</{}>\n", open_);
        open_ = nullptr;
    }

    // Bullets, facts and links after each other are one list.
    void within(const char* element, const char* start) {
        if (open_ != nullptr && list_ == start) return;
        close();
        out_ += fmt::format("<{}>\n", start);
        open_ = element;
        list_ = start;
    }

    void add_line(const Line& line) {
        const std::string text = toned(words(line.value), line.value.tone);
        switch (line.kind) {
            case LineKind::title: close(); return add_title(cell_words(line.value, *page_.words));
            case LineKind::subtitle:
                close();
                out_ += "<p class=\"sub\">" + text + "</p>\n";
                return;
            case LineKind::heading:
                close();
                out_ += fmt::format("<h{0}>{1}</h{0}>\n", first() ? 2 : 3, text);
                return;
            case LineKind::text:
                close();
                out_ += "<p>" + text + "</p>\n";
                return;
            case LineKind::bullet:
                within("ul", "ul");
                out_ += "<li>" + text + "</li>\n";
                return;
            case LineKind::fact:
                within("dl", "dl");
                out_ +=
                    fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", escaped(line.label), text);
                return;
            case LineKind::link: break;
        }
        const auto anchor = page_.anchors.find(line.target);
        if (anchor == page_.anchors.end()) return;
        within("ul", "ul class=\"links\"");
        out_ += fmt::format("<li><a href=\"#{}\">{}</a>{}{}</li>\n", anchor->second,
                            escaped(line.label), text.empty() ? "" : " ",
                            line.value.tone == Tone::none && !text.empty()
                                ? "<span class=\"note\">" + text + "</span>"
                                : text);
    }

    void add_chart(const Chart& chart) {
        if (!drawable(chart, sheet_.table)) return;
        const std::string id = fmt::format("{}-chart{}", id_, ++charts_);
        out_ += fmt::format("<figure class=\"chart scroll\" tabindex=\"0\" role=\"region\" "
                            "aria-label=\"{}\">\n{}</figure>\n",
                            escaped(chart.title), svg_chart(chart, sheet_.table, id, *page_.words));
    }

    void write_table() {
        const Table& table = sheet_.table;
        if (table.rows.empty()) {
            if (!table.empty.empty()) out_ += "<p>" + escaped(table.empty) + "</p>\n";
            return;
        }
        const bool big = table.rows.size() >= big_from;
        out_ += fmt::format(
            "<div class=\"scroll{}{}\" tabindex=\"0\" role=\"region\" aria-labelledby=\"{}-table\">"
            "\n<table id=\"{}-t\"{}>\n<caption id=\"{}-table\">{}</caption>\n",
            big ? " big" : "", sheet_.on_screen ? " screen" : "", id_, id_,
            table.rows.size() >= sortable_from ? " class=\"sort\"" : "", id_,
            escaped(sheet_.title));
        out_ += "<colgroup>";
        for (std::size_t i = 0; i < table.columns.size(); ++i) out_ += "<col>";
        out_ += "</colgroup>\n<thead><tr>";
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            out_ += fmt::format("<th scope=\"col\"{}>{}</th>", numeric(i) ? " class=\"n\"" : "",
                                escaped(table.columns[i].title));
        out_ += "</tr></thead>\n<tbody>\n";
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            add_row(i);
            take_(out_);
            out_.clear();
        }
        out_ += "</tbody>\n";
        add_total();
        out_ += "</table>\n</div>\n";
    }

    bool numeric(std::size_t column) const {
        return std::any_of(sheet_.table.rows.begin(), sheet_.table.rows.end(),
                           [&](const auto& row) { return has_number(row[column]); });
    }

    void add_cell(const char* element, const Cell& cell, const std::string& inside) {
        std::string attributes;
        if (has_number(cell))
            attributes = fmt::format(" class=\"n\" data-v=\"{}\"", cell.number);
        else if (cell.kind == CellKind::date)
            attributes = fmt::format(" class=\"d\" data-v=\"{}\"", cell.number);
        else if (cell.kind == CellKind::answer)
            attributes = " class=\"answer\"";
        out_ += fmt::format("<{}{}>{}</{}>", element, attributes, inside,
                            std::string_view(element).substr(0, 2));
    }

    // The first cell says what its row is about.
    void add_row(std::size_t index) {
        const Table& table = sheet_.table;
        out_ += "<tr>";
        for (std::size_t i = 0; i < table.rows[index].size(); ++i) {
            const Cell& cell = table.rows[index][i];
            std::string inside = toned(words(cell), cell.tone);
            if (i == 0 && index < table.links.size())
                if (const auto anchor = page_.anchors.find(table.links[index]);
                    anchor != page_.anchors.end() && !inside.empty())
                    inside = fmt::format("<a href=\"#{}\">{}</a>", anchor->second, inside);
            add_cell(i == 0 && !inside.empty() ? "th scope=\"row\"" : "td", cell, inside);
        }
        out_ += "</tr>\n";
    }

    void add_total() {
        const auto& total = sheet_.table.total;
        if (total.empty()) return;
        out_ += "<tfoot><tr>";
        for (std::size_t i = 0; i < total.size(); ++i)
            add_cell(i == 0 && total[i].kind == CellKind::text ? "th scope=\"row\"" : "td",
                     total[i], words(total[i]));
        out_ += "</tr></tfoot>\n";
    }

    const HtmlPage& page_;
    const Sheet& sheet_;
    const Take& take_;
    std::string id_;
    std::string out_;
    const char* open_ = nullptr;
    std::string_view list_;
    int titles_ = 0;
    int charts_ = 0;
};

}  // namespace

std::map<std::string, std::string> html_anchors(const Report& report) {
    std::map<std::string, std::string> anchors;
    std::set<std::string> taken;
    for (const auto& sheet : report.sheets) {
        std::string base;
        for (const char c : sheet.id)
            base += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                        ? c
                        : '-';
        std::string name = "s-" + base;
        for (int next = 2; !taken.insert(name).second; ++next)
            name = fmt::format("s-{}-{}", base, next);
        anchors.emplace(sheet.id, name);
    }
    return anchors;
}

std::string html_table_rules(const HtmlPage& page, const Sheet& sheet) {
    if (sheet.table.rows.empty()) return "";
    const std::string id = "#" + page.anchors.at(sheet.id) + "-t";
    std::string out;
    std::string unprinted;
    double all = 0;
    for (std::size_t i = 0; i < sheet.table.columns.size(); ++i) {
        const double width = std::clamp(sheet.table.columns[i].width, 4.0, 120.0) + 2;
        all += width;
        out += fmt::format("{} col:nth-child({}){{width:{:.0f}ch}}", id, i + 1, width);
        if (!sheet.table.columns[i].printed)
            unprinted += fmt::format("{0}{1} tr>:nth-child({2}),{1} col:nth-child({2})",
                                     unprinted.empty() ? "" : ",", id, i + 1);
    }
    out += fmt::format("{}{{width:{:.0f}ch}}", id, all);
    if (!unprinted.empty()) out += "@media print{" + unprinted + "{display:none}}";
    return out + "\n";
}

void write_html_sheet(const HtmlPage& page, const Sheet& sheet, const Take& take) {
    Section(page, sheet, take).write();
}

}  // namespace schouw
