// SPDX-License-Identifier: EUPL-1.2
// Entries in, in any order; whole days out, in the order of their dates. In a log that is in order
// of time days close soon; once a line shows that it is not, as much stays open as fits. A line for
// a day that has closed comes too late.
#pragma once
#include <functional>
#include <map>
#include <vector>

#include "accesslog/reader.hpp"

namespace schouw {

class OpenDays {
public:
    // `late_days`: this many days before the last one stay open, whatever they take.
    OpenDays(int late_days, std::function<void(const Day&)> close)
        : late_days_(late_days), close_(std::move(close)) {}
    // Takes the events of a batch. What comes too late is taken back from its totals.
    void take(Batch& batch);
    // Closes every day that is open.
    void end();
    long long open() const { return open_; }  // entries

private:
    struct Open {
        std::vector<LogEntry> entries;
        std::vector<Numbered> numbered;
    };
    void close_first();
    void make_room();

    static constexpr long long few_open = 200'000;     // entries, while days come in order
    static constexpr long long most_open = 2'000'000;  // otherwise: 100 MB with numbers
    bool disordered_ = false;
    int late_days_;
    std::function<void(const Day&)> close_;
    std::map<std::int32_t, Open> days_;
    std::int32_t last_ = INT_MIN;    // the latest day seen
    std::int32_t closed_ = INT_MIN;  // the latest day that closed
    long long open_ = 0;
    std::vector<LogEntry> grouped_;
    std::vector<std::uint32_t> offsets_;
    std::vector<UserDay> users_;
    std::vector<Pair> pairs_;
};

}  // namespace schouw
