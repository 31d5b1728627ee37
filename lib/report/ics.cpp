// SPDX-License-Identifier: EUPL-1.2
#include "report/ics.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "findings/wording.hpp"

namespace schouw {
namespace {

constexpr std::size_t most_bytes = 75;  // of a line without its CRLF: RFC 5545, 3.1

// By severity; 1 is the highest of nine: RFC 5545, 3.8.1.9.
constexpr const char* priorities[] = {"1", "3", "5", "9"};

// 2026-06-01 as 20260601, 2026-06-01T10:00:00Z as 20260601T100000Z.
std::string compact(const std::string& iso) {
    std::string out;
    for (const char c : iso)
        if (c != '-' && c != ':') out += c;
    return out;
}

std::string description(const AgendaItem& item, const Json& check, const Catalogue& words) {
    const bool answer = item.kind == AgendaKind::answer;
    const std::string remedy =
        answer ? words.say("agenda.answer_again") : in_language(check.at("remedy"), words);
    const std::vector<std::string> lines = {
        words.say(answer ? "ics.answer" : "ics.before", {{"date", words.date(item.due)}}),
        words.say("ics.what", {{"remedy", remedy}}),
        words.say("ics.where",
                  {{"register", in_language(check.at("register_title"), words)},
                   {"key", shown_key(check, item.key, true)},
                   {"severity", words.say("severity." + check.value("severity", "low"))},
                   {"check", item.check}})};
    return join(lines, "\n");
}

std::string event(const AgendaItem& item, const Agenda& agenda, const Catalogue& words) {
    const Json& check = agenda.definitions.at(item.check);
    const std::string organisation = agenda.run.about.value("organisation", "");
    const std::string title =
        words.say("ics.summary", {{"title", in_language(check.at("title"), words)},
                                  {"key", shown_key(check, item.key, true)}});
    return ics_line("BEGIN", "VEVENT") +
           ics_line("UID", ics_uid(organisation, item.check, item.register_id, item.key)) +
           ics_line("DTSTAMP", compact(agenda.run.recorded_at)) +
           ics_line("DTSTART;VALUE=DATE", compact(item.due)) +
           ics_line("SUMMARY", ics_escape(title)) +
           ics_line("DESCRIPTION", ics_escape(description(item, check, words))) +
           ics_line("CATEGORIES", ics_escape(in_language(check.at("checklist_title"), words))) +
           ics_line("PRIORITY", priorities[std::min(item.severity, std::size(priorities) - 1)]) +
           ics_line("TRANSP", "TRANSPARENT") + ics_line("END", "VEVENT");
}

// A calendar has to hold something (RFC 5545, 3.6): a zone that nothing uses.
std::string nothing() {
    return ics_line("BEGIN", "VTIMEZONE") + ics_line("TZID", "UTC") +
           ics_line("BEGIN", "STANDARD") + ics_line("DTSTART", "19700101T000000") +
           ics_line("TZOFFSETFROM", "+0000") + ics_line("TZOFFSETTO", "+0000") +
           ics_line("END", "STANDARD") + ics_line("END", "VTIMEZONE");
}

}  // namespace

std::string ics_escape(std::string_view text) {
    std::string lines;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] != '\r')
            lines += text[i];
        else if (i + 1 == text.size() || text[i + 1] != '\n')
            lines += '\n';
    std::string out;
    for (const char c : visible(lines, true)) {
        if (c == '\n') {
            out += "\\n";
            continue;
        }
        if (c == '\\' || c == ';' || c == ',') out += '\\';
        out += c;
    }
    return out;
}

std::string ics_line(std::string_view name, std::string_view value) {
    std::string line(name);
    line += ':';
    line += value;
    std::string out;
    std::size_t at = 0;
    std::size_t room = most_bytes;
    while (line.size() - at > room) {
        std::size_t end = at + room;
        while ((static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U && end > at + 1) --end;
        out.append(line, at, end - at);
        out += "\r\n ";
        at = end;
        room = most_bytes - 1;  // the blank counts
    }
    return out + line.substr(at) + "\r\n";
}

std::string ics_uid(const std::string& organisation, const std::string& check,
                    const std::string& register_id, const std::string& key) {
    Sha256 hash;
    for (const auto* part : {&organisation, &check, &register_id, &key}) hash.add_field(*part);
    return hex(hash.finish()).substr(0, 32) + "@schouw";
}

std::string ics_of(const Agenda& agenda, const Catalogue& words) {
    const std::string name =
        words.say("ics.name", {{"organisation", agenda.run.about.value("organisation", "")}});
    const std::string language = words.language() == Language::nl ? "NL" : "EN";
    std::string out = ics_line("BEGIN", "VCALENDAR") + ics_line("VERSION", "2.0") +
                      ics_line("PRODID", "-//schouw//agenda//" + language) +
                      ics_line("CALSCALE", "GREGORIAN") +
                      ics_line("X-WR-CALNAME", ics_escape(name));
    if (agenda.items.empty()) out += nothing();
    for (const auto& item : agenda.items) out += event(item, agenda, words);
    return out + ics_line("END", "VCALENDAR");
}

}  // namespace schouw
