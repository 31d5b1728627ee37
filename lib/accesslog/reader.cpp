// SPDX-License-Identifier: EUPL-1.2
#include "accesslog/reader.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

#include "accesslog/lines.hpp"

namespace schouw {

const std::array<const char*, refusals> refused_words = {"cells", "moment", "json", "too_long",
                                                         "late"};

long long LogTotals::all_refused() const {
    return std::accumulate(refused.begin(), refused.end(), 0LL);
}

void LogTotals::add(const LogTotals& other) {
    read += other.read;
    accepted += other.accepted;
    ignored += other.ignored;
    for (std::size_t i = 0; i < refusals; ++i) refused[i] += other.refused[i];
    twice += other.twice;
    never += other.never;
    bytes += other.bytes;
    first = std::min(first, other.first);
    last = std::max(last, other.last);
}

namespace {

// Only the blanks of a keyboard: the hot path.
std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

std::string shown_name(const std::filesystem::path& path) {
    return path == "-" ? "stdin" : path.filename().string();
}

}  // namespace

LogReader::LogReader(const LogConfig& log, std::vector<std::filesystem::path> files,
                     const World& world, const HashKey& key)
    : log_(log),
      world_(world),
      key_(key),
      words_(load_reading_words()),
      moments_(log.utc, words_),
      names_(key),
      users_(names_.users, names_.roles, world),
      paths_(std::move(files)) {}

LogReader::~LogReader() = default;

bool LogReader::open_next() {
    while (next_ < paths_.size()) {
        const auto& path = paths_[next_++];
        LogFile& file = files_.emplace_back();
        file.shown = shown_name(path);
        try {
            stream_ = std::make_unique<LogStream>(path, file.shown);
            file.packing = stream_->packing();
            lines_ = open_lines(*stream_, log_, file.cells);
        } catch (const Error& error) {
            if (error.exit != Exit::io) throw;
            file.failure = error.message;
            continue;
        }
        unmapped_ = 0;
        for (std::size_t i = 0; i < field_count; ++i) {
            const auto of_field = static_cast<std::uint16_t>(1U << i);
            if (file.cells[i] < 0)
                unmapped_ = static_cast<std::uint16_t>(unmapped_ | of_field);
            else
                mapped_ = static_cast<std::uint16_t>(mapped_ | of_field);
        }
        return true;
    }
    return false;
}

bool LogReader::next(Batch& batch) {
    batch.events.clear();
    batch.events.reserve(1 << 14);
    batch.numbered.clear();
    batch.users.clear();
    batch.refused.clear();
    batch.totals = {};
    if (!lines_ && !open_next()) return false;
    batch.file = static_cast<std::uint32_t>(files_.size() - 1);
    batch.mapped = mapped_;
    const auto bytes = lines_->bytes();
    const LineSink sink{[&](const Values& values, long line) { take(values, line, batch); },
                        [&](Refused why, long line) { refuse(why, line, batch); },
                        [&] {
                            ++batch.totals.read;
                            ++batch.totals.ignored;
                        }};
    bool more = false;
    try {
        more = lines_->next(sink);
        batch.totals.bytes = lines_->bytes() - bytes;
    } catch (const Error& error) {
        if (error.exit != Exit::io) throw;
        files_.back().failure = error.message;
    }
    if (!more) {
        lines_.reset();
        stream_.reset();
    }
    return true;
}

void LogReader::refuse(Refused why, long line, Batch& batch) {
    ++batch.totals.read;
    ++batch.totals.refused[static_cast<std::size_t>(why)];
    if (batch.refused.size() < most_samples) batch.refused.push_back({why, batch.file, line});
}

std::uint16_t LogReader::small(Names& names, std::string_view text, std::uint16_t& missing,
                               Field field) {
    text = trimmed(text);
    if (text.empty()) {
        missing = static_cast<std::uint16_t>(missing | bit(field));
        return 0;
    }
    return static_cast<std::uint16_t>(names.number(text));
}

void LogReader::take_action(std::string_view action, LogEntry& entry) {
    entry.action = names_.actions.number(action);
    while (acts_.size() < names_.actions.size())
        acts_.push_back(act_of(names_.actions.text(static_cast<std::uint32_t>(acts_.size() + 1)),
                               log_.actions));
    if (entry.action <= acts_.size()) entry.act = acts_[entry.action - 1];
}

void LogReader::take_employer(std::string_view employer, LogEntry& entry) {
    entry.employer = small(names_.employers, employer, entry.missing, Field::employer);
    while (vendor_.size() < names_.employers.size())
        vendor_.push_back(names_vendor(
            names_.employers.text(static_cast<std::uint32_t>(vendor_.size() + 1)), log_.vendors));
    if (entry.employer != 0 && entry.employer <= vendor_.size() && vendor_[entry.employer - 1U])
        entry.flags = entry.flags | LogEntry::vendor;
}

void LogReader::take_key(std::string_view key, LogEntry& entry) {
    const std::uint16_t number = small(names_.keys, key, entry.missing, Field::search_key);
    while (other_key_.size() < names_.keys.size())
        other_key_.push_back(!is_citizen_number(
            names_.keys.text(static_cast<std::uint32_t>(other_key_.size() + 1))));
    if (number != 0 && number <= other_key_.size() && other_key_[number - 1U])
        entry.flags = entry.flags | LogEntry::other_key;
}

void LogReader::take_activity(std::string_view activity, LogEntry& entry) {
    entry.activity = small(names_.activities, activity, entry.missing, Field::activity);
    while (unknown_.size() < names_.activities.size())
        unknown_.push_back(!world_.knows_activity(
            names_.activities.text(static_cast<std::uint32_t>(unknown_.size() + 1))));
    if (entry.activity != 0 && (entry.activity > unknown_.size() || unknown_[entry.activity - 1U]))
        entry.flags = entry.flags | LogEntry::unknown_activity;
}

void LogReader::take(const std::array<std::string_view, field_count>& values, long line,
                     Batch& batch) {
    LogMoment moment;
    if (!moments_.read(trimmed(values[at(Field::moment)]), moment))
        return refuse(Refused::moment, line, batch);
    Event& event = batch.events.emplace_back();
    event.day = moment.day;
    event.line = static_cast<std::uint32_t>(std::min<long>(line, UINT32_MAX));
    LogEntry& entry = event.entry;
    entry.second = moment.second;
    const auto given = [&](Field field) {
        const auto text = trimmed(values[at(field)]);
        if (text.empty()) entry.missing = static_cast<std::uint16_t>(entry.missing | bit(field));
        return text;
    };
    if (const auto user = given(Field::user); !user.empty())
        entry.user = users_.number(user, batch.users);
    if (const auto dossier = given(Field::dossier); !dossier.empty())
        entry.dossier = keyed_hash(key_, dossier);
    if (const auto action = given(Field::action); !action.empty()) take_action(action, entry);
    entry.role = small(names_.roles, values[at(Field::role)], entry.missing, Field::role);
    if (entry.role == 0) entry.role = users_.role(entry.user);
    take_employer(values[at(Field::employer)], entry);
    entry.team = small(names_.teams, values[at(Field::team)], entry.missing, Field::team);
    take_activity(values[at(Field::activity)], entry);
    take_key(values[at(Field::search_key)], entry);
    given(Field::object);
    given(Field::result);
    given(Field::origin);
    given(Field::reason);
    if ((unmapped_ & bit(Field::sequence)) == 0) {
        const auto text = given(Field::sequence);
        std::int64_t number = INT64_MIN;  // none
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc() || end != text.data() + text.size()) number = INT64_MIN;
        batch.numbered.push_back({number, moment.utc});
    }
    ++batch.totals.read;
    ++batch.totals.accepted;
    batch.totals.first = std::min(batch.totals.first, moment.utc);
    batch.totals.last = std::max(batch.totals.last, moment.utc);
    batch.totals.twice += moment.how == LocalTime::twice ? 1 : 0;
    batch.totals.never += moment.how == LocalTime::never ? 1 : 0;
}

}  // namespace schouw
