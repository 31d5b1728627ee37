// SPDX-License-Identifier: EUPL-1.2
// The registers of the store: every version of every record, as it was written and as it is
// understood.
#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "registers/value.hpp"
#include "report/export_layouts.hpp"
#include "report/export_parts.hpp"

namespace schouw {
namespace {

const char* const versions_sql = R"(
    SELECT id, record_key, from_snapshot, to_snapshot, cells FROM record
    WHERE register = ? AND from_snapshot <= ? ORDER BY record_key, from_snapshot, id)";

// One version of a record; `ended` is the snapshot that no longer has it, 0 for none.
struct Version {
    long long id = 0;
    std::string key;
    long long began = 0;
    long long ended = 0;
    Json cells;  // null when they were destroyed
};

const std::vector<std::string> version_columns = {"_version", "_key",         "_from_snapshot",
                                                  "_from",    "_to_snapshot", "_to"};

void for_each_version(Exporter& out, const std::string& register_id,
                      const std::function<void(const Version&)>& body) {
    SQLite::Statement query(out.store.db(), versions_sql);
    query.bind(1, register_id);
    query.bind(2, static_cast<int64_t>(out.limit.all ? INT64_MAX : out.limit.snapshot));
    while (query.executeStep()) {
        Version version{query.getColumn(0).getInt64(), query.getColumn(1).getString(),
                        query.getColumn(2).getInt64(), query.getColumn(3).getInt64(),
                        Json::parse(query.getColumn(4).getString(), nullptr, false)};
        if (!out.limit.all && version.ended > out.limit.snapshot) version.ended = 0;
        if (!version.cells.is_array()) version.cells = Json();
        body(version);
    }
}

ExportCell date_of(const Exporter& out, long long snapshot) {
    const auto at = out.snapshots.find(snapshot);
    return at == out.snapshots.end() ? null_cell() : exported(std::string_view(at->second));
}

ExportRow begin_row(const Exporter& out, const Version& version) {
    const bool ended = version.ended != 0;
    return {exported(static_cast<std::int64_t>(version.id)),
            exported(std::string_view(version.key)),
            exported(static_cast<std::int64_t>(version.began)),
            date_of(out, version.began),
            ended ? exported(static_cast<std::int64_t>(version.ended)) : null_cell(),
            ended ? date_of(out, version.ended) : null_cell()};
}

std::string text_of(const Json& cell) {
    return cell.is_string() ? cell.get<std::string>() : cell.dump();
}

// Header names of all layouts, each once, in order of appearance; the same name a second time in
// one header, an empty one, and one that is taken already get a number.
class WrittenColumns {
public:
    explicit WrittenColumns(const std::vector<LayoutAt>& layouts)
        : taken_(version_columns.begin(), version_columns.end()) {
        for (const auto& at : layouts) place(at.layout.get());
    }
    const std::vector<std::string>& names() const { return names_; }
    // Where the cells of this layout go.
    const std::vector<std::size_t>& places(const ExportLayout* layout) { return place(layout); }
    std::size_t beyond(std::size_t cell) { return column("", cell); }

private:
    const std::vector<std::size_t>& place(const ExportLayout* layout) {
        auto& places = places_[layout];
        if (!places.empty() || layout->header.empty()) return places;
        std::map<std::string, std::size_t> seen;
        for (std::size_t i = 0; i < layout->header.size(); ++i) {
            const std::string& name = layout->header[i];
            places.push_back(name.empty() ? column("", i) : column(name, seen[name]++));
        }
        return places;
    }
    std::size_t column(const std::string& name, std::size_t nth) {
        const auto [at, fresh] = known_.try_emplace({name, nth}, names_.size());
        if (fresh) {
            std::string shown = name.empty() ? "#" + std::to_string(nth + 1)
                                : nth > 0    ? name + " (" + std::to_string(nth + 1) + ")"
                                             : name;
            while (!taken_.insert(shown).second) shown += " *";
            names_.push_back(shown);
        }
        return at->second;
    }
    std::set<std::string> taken_;
    std::vector<std::string> names_;
    std::map<std::pair<std::string, std::size_t>, std::size_t> known_;
    std::map<const ExportLayout*, std::vector<std::size_t>> places_;
};

void export_written(Exporter& out, const std::string& id, const std::vector<LayoutAt>& layouts) {
    WrittenColumns columns(layouts);
    // Cells beyond the header have a column as well: one pass finds how many there are.
    for_each_version(out, id, [&](const Version& version) {
        const ExportLayout* layout = layout_of_start(layouts, version.began);
        const std::size_t header = layout == nullptr ? 0 : layout->header.size();
        for (std::size_t i = header; i < version.cells.size(); ++i) columns.beyond(i);
    });
    ExportedTable file{"registers/" + file_name_of(id) + ".written", "register_written", id,
                       version_columns, 0};
    file.columns.insert(file.columns.end(), columns.names().begin(), columns.names().end());
    out.folder.table(file, [&](const auto& sink) {
        for_each_version(out, id, [&](const Version& version) {
            ExportRow row = begin_row(out, version);
            row.resize(file.columns.size());
            const ExportLayout* layout = layout_of_start(layouts, version.began);
            static const std::vector<std::size_t> none;
            const auto& places = layout == nullptr ? none : columns.places(layout);
            for (std::size_t i = 0; i < version.cells.size(); ++i) {
                const std::size_t at = i < places.size() ? places[i] : columns.beyond(i);
                row[version_columns.size() + at] =
                    exported(std::string_view(text_of(version.cells[i])));
            }
            sink(row);
        });
    });
}

const char* const state_words[] = {"value",          "empty",      "not_applicable",
                                   "stated_unknown", "unreadable", "absent"};

ExportCell understood(const Column& column, const Value& value) {
    if (value.state != State::value) return null_cell();
    switch (column.type) {
        case Type::integer: return exported(value.integer);
        case Type::boolean: return exported_flag(value.integer != 0);
        case Type::number: return exported(value.number);
        case Type::list: return exported_json(std::string(value.text));
        default: return exported(value.text);
    }
}

// The columns of the register that any of its sources had.
std::vector<std::size_t> supplied(const Schema& schema, const std::vector<LayoutAt>& layouts) {
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < schema.columns.size(); ++i)
        if (std::any_of(layouts.begin(), layouts.end(), [&](const LayoutAt& at) {
                return at.layout->cell_of.contains(schema.columns[i].id);
            }))
            columns.push_back(i);
    return columns;
}

struct Understanding {
    const Schema& schema;
    const std::vector<LayoutAt>& layouts;
    ReadingWords words;
    std::vector<std::size_t> columns;

    // Reads one cell of a version as the last import that had it would have read it. `value` may
    // keep a view of `cell`.
    void read(const Version& version, const ExportLayout* layout, const Column& column,
              std::string& cell, Value& value) const {
        value.state = State::absent;
        if (layout == nullptr || version.cells.is_null()) return;
        const auto at = layout->cell_of.find(column.id);
        if (at == layout->cell_of.end()) return;
        const bool there = at->second < version.cells.size();
        if (!there && !layout->ragged) return;
        cell = there ? text_of(version.cells[at->second]) : "";
        const auto habit = layout->habits.find(column.id);
        read_value(column, cell, words, value, RawKind::text,
                   habit == layout->habits.end() ? Habit{} : habit->second);
    }

    ExportRow row(const Exporter& out, const Version& version) const {
        ExportRow row = begin_row(out, version);
        row.push_back({});
        Json states = Json::object();
        const ExportLayout* layout = layout_at_end(layouts, version.began, version.ended);
        for (const auto index : columns) {
            const Column& column = schema.columns[index];
            std::string cell;
            Value value;
            read(version, layout, column, cell, value);
            row.push_back(understood(column, value));
            if (column.type == Type::date)
                row.push_back(value.state == State::value ? exported(std::string_view(value.from))
                                                          : null_cell());
            if (value.state != State::value && value.state != State::empty)
                states[column.id] = state_words[static_cast<std::size_t>(value.state)];
        }
        row[version_columns.size()] = exported_json(states.dump());
        return row;
    }
};

void export_understood(Exporter& out, const Schema& schema, const std::vector<LayoutAt>& layouts) {
    const Understanding reading{schema, layouts, load_reading_words(), supplied(schema, layouts)};
    ExportedTable file{"registers/" + file_name_of(schema.id) + ".understood",
                       "register_understood", schema.id, version_columns, 0};
    file.columns.push_back("_states");
    for (const auto index : reading.columns) {
        file.columns.push_back(schema.columns[index].id);
        if (schema.columns[index].type == Type::date)
            file.columns.push_back(schema.columns[index].id + "_from");
    }
    out.folder.table(file, [&](const auto& sink) {
        for_each_version(out, schema.id,
                         [&](const Version& version) { sink(reading.row(out, version)); });
    });
}

ExportCell said(const std::string& text) {
    return text.empty() ? null_cell() : exported(std::string_view(text));
}

// What the columns of the registers mean: the description of today.
void export_columns(Exporter& out) {
    ExportedTable file{"registers/columns",
                       "register_columns",
                       "",
                       {"register", "column", "type", "title_nl", "title_en", "description_nl",
                        "description_en", "duty", "personal", "refers_to", "choices"},
                       0};
    out.folder.table(file, [&](const auto& sink) {
        for (const auto& id : out.registers) {
            const auto schema = out.schemas.find(id);
            if (schema == out.schemas.end()) continue;
            for (const auto& column : schema->second.columns) {
                Json choices = Json::object();
                for (const auto& choice : column.choices)
                    choices[choice.id] = {{"nl", choice.title.nl}, {"en", choice.title.en}};
                sink({exported(std::string_view(id)), exported(std::string_view(column.id)),
                      exported(std::string_view(type_words[static_cast<std::size_t>(column.type)])),
                      said(column.title.nl), said(column.title.en), said(column.description.nl),
                      said(column.description.en),
                      exported(std::string_view(
                          column_duty_words[static_cast<std::size_t>(column.duty)])),
                      exported_flag(column.personal),
                      column.refers() ? exported(std::string_view(column.reference_register + "." +
                                                                  column.reference_column))
                                      : null_cell(),
                      choices.empty() ? null_cell() : exported_json(choices.dump())});
            }
        }
    });
}

}  // namespace

void export_registers(Exporter& out) {
    const auto layouts = all_layouts(out);
    for (const auto& id : out.registers) {
        static const std::vector<LayoutAt> none;
        const auto at = layouts.find(id);
        const auto& own = at == layouts.end() ? none : at->second;
        export_written(out, id, own);
        const auto schema = out.schemas.find(id);
        if (schema == out.schemas.end())
            out.not_known[id] = file_name_of(id);
        else
            export_understood(out, schema->second, own);
    }
    export_columns(out);
}

}  // namespace schouw
