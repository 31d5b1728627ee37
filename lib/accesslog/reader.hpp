// SPDX-License-Identifier: EUPL-1.2
// The files of a log in, batches of entries out, in the order of the lines. No line outlives its
// batch; of refused ones only the place is kept.
#pragma once
#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "accesslog/config.hpp"
#include "accesslog/event.hpp"
#include "accesslog/moment.hpp"
#include "accesslog/names.hpp"
#include "accesslog/stream.hpp"
#include "accesslog/users.hpp"
#include "accesslog/world.hpp"

namespace schouw {

enum class Refused : std::uint8_t { cells, moment, json, too_long, late };
constexpr std::size_t refusals = 5;
extern const std::array<const char*, refusals>
    refused_words;  // of the sentence logs.refused_<word>

// read = accepted + refused + ignored. A header line is no line; a blank one is ignored.
struct LogTotals {
    long long read = 0;
    long long accepted = 0;
    long long ignored = 0;
    std::array<long long, refusals> refused{};
    long long twice = 0;  // moments in an hour that comes twice, or never
    long long never = 0;
    long long bytes = 0;             // unpacked
    std::int64_t first = INT64_MAX;  // moments of accepted lines, UTC
    std::int64_t last = INT64_MIN;
    long long all_refused() const;
    void add(const LogTotals& other);
};

struct RefusedLine {
    Refused why = Refused::cells;
    std::uint32_t file = 0;
    long line = 0;
};

struct Event {
    LogEntry entry;
    std::int32_t day = 0;
    std::uint32_t line = 0;  // from 1
};

struct Batch {
    std::uint32_t file = 0;
    std::uint16_t mapped = 0;  // fields that this file has, or one before it
    std::vector<Event> events;
    std::vector<Numbered> numbered;  // one for each event when the log has sequence numbers
    std::vector<NewUser> users;
    std::vector<RefusedLine> refused;  // at most `most_samples`
    LogTotals totals;
};
constexpr std::size_t most_samples = 20;  // places that are shown of what was refused

// A file that was read, or why it was not.
struct LogFile {
    std::string shown;
    std::string packing;
    Message failure;
    FieldCells cells{};
};

// The names behind the numbers of entries.
struct LogNames {
    explicit LogNames(const HashKey& key)
        : users(key, 4'000'000),
          roles(key, most_small_names),
          employers(key, most_small_names),
          teams(key, most_small_names),
          activities(key, most_small_names),
          actions(key, 1'000'000),
          keys(key, 65'000) {}
    Names users, roles, employers, teams, activities, actions, keys;
};

class LogLines;

class LogReader {
public:
    LogReader(const LogConfig& log, std::vector<std::filesystem::path> files, const World& world,
              const HashKey& key);
    ~LogReader();
    // False at the end. A file that cannot be read, or not further, is no error here: it stands in
    // files() with its reason.
    bool next(Batch& batch);
    const std::vector<LogFile>& files() const { return files_; }
    const LogNames& names() const { return names_; }

private:
    bool open_next();
    void take(const std::array<std::string_view, field_count>& values, long line, Batch& batch);
    void refuse(Refused why, long line, Batch& batch);
    void take_action(std::string_view action, LogEntry& entry);
    void take_employer(std::string_view employer, LogEntry& entry);
    void take_key(std::string_view key, LogEntry& entry);
    void take_activity(std::string_view activity, LogEntry& entry);
    std::uint16_t small(Names& names, std::string_view text, std::uint16_t& missing, Field field);

    const LogConfig& log_;
    const World& world_;
    HashKey key_;
    ReadingWords words_;
    MomentReader moments_;
    LogNames names_;
    UserNumbers users_;
    std::vector<std::filesystem::path> paths_;
    std::size_t next_ = 0;
    std::vector<LogFile> files_;
    std::unique_ptr<LogStream> stream_;
    std::unique_ptr<LogLines> lines_;
    std::vector<Act> acts_;        // by action
    std::vector<bool> other_key_;  // by search key
    std::vector<bool> vendor_;     // by employer
    std::vector<bool> unknown_;    // by activity
    std::uint16_t mapped_ = 0;
    std::uint16_t unmapped_ = 0;  // in the file that is read
};

}  // namespace schouw
