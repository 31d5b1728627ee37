// SPDX-License-Identifier: EUPL-1.2
#include "findings/load_snapshot.hpp"

#include "store/records.hpp"

namespace schouw {
namespace {

std::set<std::string> all_columns(const Schema& schema) {
    std::set<std::string> names;
    for (const auto& column : sql_columns(schema)) names.insert(column.name);
    return names;
}

std::set<std::string> lookups(const Schema& schema) {
    std::set<std::string> names;
    for (const auto key : schema.key) names.insert(schema.columns[key].id);
    for (const auto& column : schema.columns)
        if (column.type == Type::reference) names.insert(column.id);
    return names;
}

// How the cells of a register were read.
struct Reading {
    const Schema& schema;
    const ReadingWords& words;
    std::vector<int> cell_of;  // by column of the schema; -1 for not supplied
    std::vector<Habit> habits;
    bool ragged = false;  // rows end with their last filled cell
};

Reading reading_of(const SourceInfo& source, const Schema& schema, const ReadingWords& words) {
    Reading reading{schema, words, std::vector<int>(schema.columns.size(), -1),
                    std::vector<Habit>(schema.columns.size()), source.format != "csv"};
    for (std::size_t cell = 0; cell < source.ids.size(); ++cell) {
        const auto habit = source.habits.find(source.ids[cell]);
        for (const auto& id : ids_in(source.ids[cell])) {
            const auto at = schema.find(id);
            if (!at) continue;
            reading.cell_of[*at] = static_cast<int>(cell);
            if (habit != source.habits.end()) reading.habits[*at] = habit->second;
        }
    }
    return reading;
}

// The same rules as RegisterReader's: a cell that a short row of a CSV file lacks is absent.
void read_record(const StoredRecord& stored, const Reading& reading, Record& record) {
    record.row = stored.row;
    record.key = stored.key;
    record.values.resize(reading.schema.columns.size());
    for (std::size_t i = 0; i < reading.schema.columns.size(); ++i) {
        Value& value = record.values[i];
        const auto cell = static_cast<std::size_t>(reading.cell_of[i]);  // -1 is beyond the row
        const bool there = cell < stored.cells.size();
        if (reading.cell_of[i] < 0 || (!there && !reading.ragged)) {
            value.state = State::absent;
            continue;
        }
        read_value(reading.schema.columns[i],
                   there ? std::string_view(stored.cells[cell]) : std::string_view(), reading.words,
                   value, RawKind::text, reading.habits[i]);
    }
}

}  // namespace

Loaded load_snapshot(Store& store, long long snapshot, const Schemas& schemas, RunDb& database,
                     const Program* program) {
    const ReadingWords words = load_reading_words();
    std::map<std::string, SourceInfo> sources;
    for (auto& source : sources_of(store, snapshot))
        sources.emplace(source.register_id, std::move(source));
    const auto of = [](const auto& map, const std::string& id) {
        const auto at = map.find(id);
        return at == map.end() ? std::set<std::string>() : at->second;
    };
    Loaded loaded;
    for (const auto& [id, schema] : schemas) {
        RunTable table(database, schema,
                       program != nullptr ? of(program->needed, id) : all_columns(schema));
        const auto source = sources.find(id);
        if (source != sources.end() && source->second.state == "failed") loaded.failed.insert(id);
        if (source != sources.end() && source->second.state == "read") {
            auto& columns = loaded.supplied[id];
            for (const auto& ids : source->second.ids)
                for (auto& column : ids_in(ids)) columns.insert(std::move(column));
            const Reading reading = reading_of(source->second, schema, words);
            Record record;
            loaded.destroyed += each_record(store, snapshot, id, [&](const StoredRecord& stored) {
                read_record(stored, reading, record);
                table.put(record);
            });
        }
        table.end(program != nullptr ? of(program->indexed, id) : lookups(schema));
    }
    database.finish();
    return loaded;
}

}  // namespace schouw
