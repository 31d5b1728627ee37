// SPDX-License-Identifier: EUPL-1.2
// A log that stays in a cluster: what it has, then month by month what each detector asks, and at
// the end whether the log is still what it was.
#include <algorithm>
#include <chrono>

#include "accesslog/load_world.hpp"
#include "accesslog/naming.hpp"
#include "accesslog/pushdown.hpp"
#include "base/calendar.hpp"

namespace schouw {
namespace {

constexpr long most_values = 1'000'000;
constexpr long most_users = 4'000'000;

// A log that is written while it is read: lines about now wait for the next time.
Stretch about_now() {
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(
                         std::chrono::system_clock::now().time_since_epoch())
                         .count();
    return {now - 15 * 60, now + 6 * 3600};
}

// The days with lines, and the control totals that they add up to.
struct Extent {
    DayLines days;
    LogTotals totals;
    friend bool operator==(const Extent& a, const Extent& b) {
        return a.days == b.days && a.totals.read == b.totals.read &&
               a.totals.first == b.totals.first && a.totals.last == b.totals.last;
    }
};

class ClusterRun {
public:
    ClusterRun(const LogConfig& log, const World& world, const WrittenLists& written,
               const Limits& limits, const LogKey& key, const AnalysisWish& wish,
               const std::filesystem::path& folder)
        : log_(log),
          world_(world),
          cluster_(read_address(log.cluster.from, log.place), login_of(log, folder),
                   ways_of(log, folder)),
          lines_(cluster_.address(), log, columns()),
          names_(log, world, key.hash_key()),
          pushdown_(cluster_, lines_, names_, limits),
          scene_{world, limits, names_.users, lines_.mapped(), wish.now} {
        send_lists(written);
    }

    std::vector<Fact> facts(Analysis& out) {
        out.files.back().cells = lines_.cells();
        out.mapped = lines_.mapped();
        const Extent found = measure();
        out.totals = found.totals;
        std::vector<Fact> all;
        if (found.totals.accepted == 0) return all;
        name_values(found);
        Detectors detectors = make_detectors(scene_);
        for (auto day = found.days.begin(); day != found.days.end();) {
            const Month month = month_of(Date{day->first});
            DayLines of_month;
            for (; day != found.days.end() && month_of(Date{day->first}) == month; ++day)
                of_month.insert(*day);
            pushdown_.over(of_month, stretch_of(of_month));
            for (auto& detector : detectors) {
                detector->ask(pushdown_);
                detector->close(month, all);
            }
        }
        pushdown_.over(found.days, stretch_of(found.days));
        for (auto& detector : detectors) {
            detector->ask_whole(pushdown_);
            detector->end(all);
        }
        if (!(extent() == found))
            fail(Exit::io, "logs.cluster_changed", {}, {cluster_.address().shown(), "", 0, 0});
        sum_up(all, names_.names, out);
        return all;
    }
    const LogNames& names() const { return names_.names; }

    std::vector<std::string> users() {
        const Extent found = measure();
        if (found.totals.accepted == 0) return {};
        pushdown_.over(found.days, stretch_of(found.days));
        return values_of(Field::user, most_users);
    }

private:
    static Login login_of(const LogConfig& log, const std::filesystem::path& folder) {
        if (log.cluster.credentials.empty()) return {};
        return read_login(folder / log.cluster.credentials);
    }

    static HttpWays ways_of(const LogConfig& log, const std::filesystem::path& folder) {
        HttpWays ways;
        ways.seconds = log.cluster.seconds;
        if (!log.cluster.certificates.empty())
            ways.certificates = (folder / log.cluster.certificates).string();
        return ways;
    }

    static Stretch stretch_of(const DayLines& days) {
        return {begin_of(days.begin()->first), begin_of(days.rbegin()->first + 1)};
    }

    std::vector<ClusterColumn> columns() {
        const ClusterAddress& address = cluster_.address();
        if (!address.tls && !address.this_machine() && !log_.cluster.plain)
            fail(Exit::io, "logs.cluster_plain", {}, {address.shown(), "", 0, 0});
        std::vector<ClusterColumn> all;
        cluster_.rows("DESCRIBE TABLE " + sql_name(address.database) + "." +
                          sql_name(address.table),
                      {}, [&](std::span<const std::string> cells) {
                          all.push_back({cells[0], cells.size() > 1 ? cells[1] : ""});
                      });
        return all;
    }

    // A table of one column.
    static SentTable values_table(const std::vector<std::string>& values) {
        SentTable table{"value String", ""};
        for (const auto& value : values) table.rows += sent_cell(value) + "\n";
        return table;
    }

    void send_lists(const WrittenLists& written) {
        pushdown_.send("sent_relations", {"sent_user String, sent_dossier String, sent_from Int32, "
                                          "sent_until Int32",
                                          written.relations});
        SentTable dossiers{
            "sent_dossier String, sent_from Int32, sent_until Int32, sent_keep Int32, "
            "sent_flag UInt8, sent_area UInt32",
            ""};
        for (const auto& [name, times] : written.dossiers)
            dossiers.rows += sent_cell(name) + "\t" + std::to_string(times.from) + "\t" +
                             std::to_string(times.until) + "\t" + std::to_string(times.keep_until) +
                             "\t" + (times.flagged ? "1" : "0") + "\t" +
                             std::to_string(times.area) + "\n";
        pushdown_.send("sent_dossiers", std::move(dossiers));
    }

    // First roughly, without summer time: which years are they about, and have texts blanks?
    Extent measure() {
        lines_.leave_alone(about_now());
        pushdown_.over({}, {INT64_MIN, INT64_MAX});
        std::vector<bool> blank;
        const auto look = [&](ReducedRow& row) {
            years_ = {row.number(), row.number() + 1};
            blank.clear();
            for (std::size_t i = 0; i < lines_.blanks_asked(); ++i)
                blank.push_back(row.number() > 0);
        };
        count_lines(lines_.blanks(), look);
        lines_.trim(blank);
        // A moment with blanks was none so far.
        if (std::find(blank.begin(), blank.end(), true) != blank.end())
            count_lines(lines_.blanks(), look);
        lines_.set_known(years_);
        return extent();
    }

    // All lines, also those without a moment.
    long long count_lines(const std::string& blanks, const std::function<void(ReducedRow&)>& more) {
        long long lines = 0;
        pushdown_.rows("log_extent",
                       [&](ReducedRow& row) {
                           lines = row.number();
                           more(row);
                       },
                       {{"blanks", blanks}});
        return lines;
    }

    static void add_day(ReducedRow& row, Extent& now) {
        const auto day = static_cast<std::int32_t>(row.number());
        const long long lines = row.number();
        now.days[day] += lines;
        now.totals.accepted += lines;
        now.totals.first = std::min(now.totals.first, row.number());
        now.totals.last = std::max(now.totals.last, row.number());
        now.totals.twice += row.number();
        now.totals.never += row.number();
    }

    Extent extent() {
        Extent now;
        pushdown_.over({}, {INT64_MIN, INT64_MAX});
        now.totals.read = count_lines("", [](ReducedRow&) {});
        // A year has two summer times at most: a query about it stays short.
        const int last = parts(amsterdam_day(years_.until)).year;
        for (int year = parts(amsterdam_day(years_.from)).year; year <= last; ++year) {
            const Stretch of_year{begin_of(make_date(year, 1, 1)->days),
                                  begin_of(make_date(year + 1, 1, 1)->days)};
            pushdown_.over({}, of_year);
            pushdown_.rows("log_days", [&](ReducedRow& row) { add_day(row, now); }, {});
        }
        now.totals.refused[static_cast<std::size_t>(Refused::moment)] =
            now.totals.read - now.totals.accepted;
        return now;
    }

    // What the words of a field are to detectors is decided here; queries get lists of them.
    void name_values(const Extent& extent) {
        pushdown_.over(extent.days, stretch_of(extent.days));
        const auto action = [&](auto&& wanted) {
            return
                [&, wanted](const std::string& text) { return wanted(act_of(text, log_.actions)); };
        };
        send_values(Field::action, "print",
                    action([](Act act) { return act == Act::print || act == Act::export_; }));
        send_values(Field::action, "emergency",
                    action([](Act act) { return act == Act::emergency || act == Act::follow_up; }));
        send_values(Field::employer, "vendor", [&](const std::string& employer) {
            return names_vendor(employer, log_.vendors);
        });
        send_values(Field::search_key, "usual_key", is_citizen_number);
        for (const auto& role : values_of(Field::role, most_values))
            names_.names.roles.number(role);
        send_terms(extent);
    }

    // {is_<word>}: whether the field of a line has one of the values that are wanted.
    template <class Wanted>
    void send_values(Field field, const std::string& word, const Wanted& wanted) {
        std::vector<std::string> values = values_of(field, most_values);
        std::erase_if(values, [&](const auto& value) { return !wanted(value); });
        const std::string table = "sent_" + word + "_values";
        pushdown_.say("is_" + word, values.empty()
                                        ? "0"
                                        : std::string("{") + field_words[at(field)] +
                                              "} GLOBAL IN (SELECT value FROM " + table + ")");
        pushdown_.send(table, values_table(values));
    }

    // Users whose account begins or ends within the log.
    void send_terms(const Extent& extent) {
        std::vector<std::string> users;
        for (const auto& user : values_of(Field::user, most_users)) {
            const std::uint32_t number = names_.numbers.number(user, names_.users);
            const Account* account = scene_.account(number);
            if (account != nullptr && (account->from > extent.days.begin()->first ||
                                       account->until < extent.days.rbegin()->first))
                users.push_back(user);
        }
        pushdown_.say("has_term",
                      users.empty() ? "0" : "{user} GLOBAL IN (SELECT value FROM sent_terms)");
        pushdown_.send("sent_terms", values_table(users));
    }

    std::vector<std::string> values_of(Field field, long most) {
        std::vector<std::string> values;
        if (!scene_.has(field)) return values;
        const std::string word = field_words[at(field)];
        pushdown_.rows("log_values", [&](ReducedRow& row) { values.push_back(row.text()); },
                       {{"value", "{" + word + "}"}, {"most", std::to_string(most + 1)}});
        if (static_cast<long>(values.size()) > most)
            fail(Exit::io, "logs.cluster_values", {{"field", word}, {"most", std::to_string(most)}},
                 {cluster_.address().shown(), "", 0, 0});
        std::sort(values.begin(), values.end());
        return values;
    }

    const LogConfig& log_;
    const World& world_;
    Cluster cluster_;
    LineSql lines_;
    ClusterNames names_;
    Pushdown pushdown_;
    Scene scene_;
    Stretch years_;  // from the first moment on until the last, an hour off where it is text
};

}  // namespace

std::vector<std::string> cluster_users(const LogConfig& log, const World& world, const LogKey& key,
                                       const std::filesystem::path& folder) {
    return ClusterRun(log, world, {}, {}, key, {}, folder).users();
}

Analysis analyse_cluster(const LogConfig& log, const Workspace& workspace, const Schemas& schemas,
                         const Limits& limits, const LogKey& key, const AnalysisWish& wish) {
    Analysis out;
    WrittenLists written;
    const World world = load_world(log, workspace, schemas, key.hash_key(), &written);
    out.lists = world.lists;
    out.files.push_back({read_address(log.cluster.from, log.place).shown(), "", {}, {}});
    try {
        ClusterRun run(log, world, written, limits, key, wish, workspace.folder);
        auto facts = run.facts(out);
        facts.push_back(unread_fact(out));
        out.facts = named_facts(std::move(facts), run.names(), world, key);
    } catch (const Error& error) {
        if (error.exit != Exit::io) throw;
        // What there is of it is a part, and nobody can say which: it is no log that was read.
        out.files.back().failure = error.message;
        out.totals = {};
        out.facts = named_facts({unread_fact(out)}, LogNames(key.hash_key()), world, key);
    }
    return out;
}

}  // namespace schouw
