// SPDX-License-Identifier: EUPL-1.2
// schouw logs review: who looked at a month of a log, when, with which outcome and what was done.
#include <algorithm>
#include <charconv>

#include "base/date.hpp"
#include "base/text.hpp"
#include "findings/new_record.hpp"
#include "logs_actions.hpp"
#include "registers/log_facts.hpp"
#include "registers/roles.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

constexpr const char* no_value = "n.v.t.";

struct Review {
    std::string log;
    std::string result;  // id of the choice
    NewRow row;
};

const Schema& reviews_schema(const Setup& setup) {
    const auto found = registers_with_role(setup.schemas, log_reviews_role);
    if (found.empty()) fail(Exit::usage, "review.no_register");
    return *found.front();
}

void need(const LogsOptions& options) {
    const std::pair<const char*, bool> needed[] = {
        {"MONTH", options.names.empty()},
        {"--by", trim(options.by).empty()},
        {"--outcome", trim(options.outcome).empty()},
        {"--follow-up", trim(options.follow_up).empty()}};
    for (const auto& [name, lacks] : needed)
        if (lacks) fail(Exit::usage, "review.needs", {{"what", name}});
}

std::string iso_day(const std::string& text, const char* option) {
    if (parse_iso(text)) return text;
    const ReadingWords words = load_reading_words();
    Span span;
    if (read_date(text, words, span) != DateFault::none || !span.exact ||
        span.order == DayOrder::either)
        fail(Exit::usage, "answer.no_date", {{"option", option}, {"word", text}});
    return iso(span.to);
}

// The records of a register as they are now; none when it has no source or its file no rows yet.
void each_row(const Setup& setup, const Schema& schema,
              const std::function<void(const Record&)>& take) {
    const Source source = source_for(setup, schema);
    if (!std::filesystem::exists(setup.workspace.folder / source.file)) return;
    const ReadingWords words = load_reading_words();
    RegisterReader reader(schema, source, setup.workspace.folder, words, [](const Remark&) {});
    Record record;
    while (reader.next(record))
        if (record.refused == nullptr) take(record);
}

std::string text_in(const Schema& schema, const Record& record, const char* column) {
    const auto at = schema.find(column);
    if (!at || record.values[*at].state != State::value) return "";
    return std::string(record.values[*at].text);
}

// Nobody reviews what was not analysed.
void need_facts(const Setup& setup, const std::string& log, const MonthSpan& month) {
    const Schema& schema = facts_schema(setup);
    bool found = false;
    each_row(setup, schema, [&](const Record& record) {
        found = found || (text_in(schema, record, "log") == log &&
                          text_in(schema, record, "period") == month.word);
    });
    if (!found) fail(Exit::usage, "review.no_facts", {{"log", log}, {"month", month.word}});
}

// The number of a new review. Throws when a planned one waits to be filled in.
std::string new_number(const Setup& setup, const Schema& schema, const LogConfig& log,
                       const MonthSpan& month) {
    const Source source = source_for(setup, schema);
    std::vector<std::string> keys;
    each_row(setup, schema, [&](const Record& record) {
        keys.push_back(record.key);
        const auto held = schema.find("held_on");
        const bool planned = held && record.values[*held].state != State::value;
        if (planned && text_in(schema, record, "system_id") == log.system_id &&
            text_in(schema, record, "period_from") == month.from &&
            text_in(schema, record, "period_until") == month.until)
            fail(Exit::usage, "review.planned", {{"key", record.key}},
                 {source.file, "", record.row, 0});
    });
    const std::string start = "LC-" + month.word + "-" + log.name;
    std::string number = start;
    for (int n = 2; std::find(keys.begin(), keys.end(), number) != keys.end(); ++n)
        number = start + "-" + std::to_string(n);
    return number;
}

std::string choice_of(const Schema& schema, const char* column, const std::string& word,
                      const char* option) {
    const auto at = schema.find(column);
    std::vector<std::string> known;
    if (at) {
        if (const auto choice = schema.columns[*at].choice_of(word))
            return schema.columns[*at].choices[*choice].id;
        for (const auto& choice : schema.columns[*at].choices) known.push_back(choice.id);
    }
    fail(Exit::usage, "review.no_such_choice",
         {{"option", option},
          {"word", word},
          {"known", join(known, ", ")},
          {"meant", did_you_mean(word, known).value_or("-")}});
}

// --set COLUMN=VALUE, as the register itself would read it.
void set_cell(const Schema& schema, const std::string& word, NewRow& row) {
    const auto equals = word.find('=');
    std::vector<std::string> known;
    for (const auto& column : schema.columns) known.push_back(column.id);
    const std::string name = word.substr(0, std::min(equals, word.size()));
    const auto at = schema.find(name);
    if (equals == std::string::npos || !at)
        fail(Exit::usage, "review.no_such_column",
             {{"word", word},
              {"known", join(known, ", ")},
              {"meant", did_you_mean(name, known).value_or("-")}});
    const Column& column = schema.columns[*at];
    const std::string cell(trim(std::string_view(word).substr(equals + 1)));
    Value value;
    read_value(column, cell, load_reading_words(), value, RawKind::text, {});
    if (value.state == State::not_applicable)
        row.cells[name] = no_value;
    else if (value.state != State::value)
        fail(Exit::usage, "review.bad_value",
             {{"value", cell},
              {"column", name},
              {"type", type_words[static_cast<std::size_t>(column.type)]}});
    else if (column.type == Type::boolean || column.type == Type::integer)
        row.cells[name] = std::to_string(value.integer);
    else
        row.cells[name] = std::string(value.text);
    row.optional.erase(name);
}

std::string points_of(const LogsOptions& options, bool passed) {
    if (options.points.empty()) {
        if (!passed) fail(Exit::usage, "review.needs", {{"what", "--points"}});
        return "0";
    }
    int number = -1;
    const char* const end = options.points.data() + options.points.size();
    const auto [stop, error] = std::from_chars(options.points.data(), end, number);
    if (error != std::errc() || stop != end || number < 0)
        fail(Exit::usage, "review.points", {{"value", options.points}});
    return std::to_string(number);
}

Review review_of(const Setup& setup, const Schema& schema, const LogsOptions& options,
                 const LogConfig& log, const MonthSpan& month, const std::string& held) {
    if (log.system_id.empty())
        fail(Exit::usage, "review.no_system", {{"log", log.name}}, log.place);
    need_facts(setup, log.name, month);
    Review review;
    review.log = log.name;
    review.result = choice_of(schema, "result", options.outcome, "--outcome");
    const std::string points = points_of(options, review.result == "passed");
    const auto days = setup.law.parameters.find("accesslog_review_days");
    const long term = days == setup.law.parameters.end()
                          ? 31
                          : std::strtol(days->second.value.c_str(), nullptr, 10);
    auto& cells = review.row.cells;
    cells = {{"review_id", new_number(setup, schema, log, month)},
             {"system_id", log.system_id},
             {"period_from", month.from},
             {"period_until", month.until},
             {"planned_on", iso(Date{parse_iso(month.until)->days + static_cast<int>(term)})},
             {"held_on", held},
             {"held_by", std::string(trim(options.by))},
             {"result", review.result},
             {"points", points},
             {"points_open", points},
             {"kind", "generic"},
             {"follow_up", std::string(trim(options.follow_up))}};
    review.row.optional = {"planned_on", "points", "points_open", "kind"};
    if (points == "0") {
        cells["points_due_on"] = cells["deviation_pursued"] = no_value;
        review.row.optional.insert({"points_due_on", "deviation_pursued"});
    }
    if (!trim(options.evidence).empty()) cells["evidence"] = std::string(trim(options.evidence));
    for (const auto& word : options.set) set_cell(schema, word, review.row);
    return review;
}

void tell(const Shared& shared, const Setup& setup, const Schema& schema, const Review& review,
          const NewRecord& composed, bool told, const MonthSpan& month) {
    const Catalogue& words = shared.words;
    const Column& column = schema.columns[*schema.find("result")];
    std::string outcome = review.result;
    for (const auto& choice : column.choices)
        if (choice.id == review.result) outcome = choice.title.in(words.language());
    (void)setup;
    if (shared.json) {
        Json document = {{"schema_version", 1},         {"file", composed.file},
                         {"created", composed.created}, {"source_configured", told},
                         {"log", review.log},           {"month", month.word}};
        for (const auto& [name, cell] : review.row.cells) document[name] = cell;
        print_json(document.dump(1, ' ', false, Json::error_handler_t::replace));
    } else if (!shared.quiet) {
        print_line(words.say("review.recorded", {{"key", review.row.cells.at("review_id")},
                                                 {"log", review.log},
                                                 {"month", month.word},
                                                 {"outcome", outcome},
                                                 {"file", composed.file}}));
    }
    if (composed.toml.empty()) return;
    talk(words.say(told ? "review.toml_added" : "review.toml_needed", {{"file", composed.file}}));
    if (!told) talk(composed.toml);
}

}  // namespace

Exit logs_review(Shared& shared, const LogsOptions& options) {
    need(options);
    const MonthSpan month = month_span(options.names.front());
    const std::string day = day_of(shared);
    const std::string held = options.on.empty() ? day : iso_day(options.on, "--on");
    if (held > day) fail(Exit::usage, "answer.on_ahead", {{"day", shared.words.date(held)}});
    if (month.until >= held) fail(Exit::usage, "review.not_over", {{"month", month.word}});
    Setup setup = open_setup(shared);
    const Schema& schema = reviews_schema(setup);
    const auto logs =
        chosen_logs(setup.workspace.folder, {options.names.begin() + 1, options.names.end()});
    if (logs.size() > 1) {
        std::vector<std::string> known;
        for (const auto& log : logs) known.push_back(log.name);
        fail(Exit::usage, "review.which_log", {{"known", join(known, ", ")}});
    }
    const Lock lock(setup.workspace.store, no_patience);
    const Review review = review_of(setup, schema, options, logs.front(), month, held);
    const Language language = setup.workspace.language.value_or(shared.words.language());
    const NewRecord composed = compose_records(setup, schema, {review.row}, language);
    for (const auto& fault : faults_of(setup, schema, {review.row}, composed, day, shared.words))
        fail(Exit::usage, "review.fault", {{"check", fault.check}, {"reason", fault.reason}});
    const bool told = write_record(setup, composed);
    tell(shared, setup, schema, review, composed, told, month);
    return Exit::ok;
}

}  // namespace schouw
