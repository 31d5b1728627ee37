// SPDX-License-Identifier: EUPL-1.2
// schouw read: a file as schouw sees it.
#include <fstream>
#include <memory>

#include "base/file.hpp"
#include "base/text.hpp"
#include "command.hpp"
#include "intake/encoding.hpp"
#include "intake/open.hpp"
#include "intake/table.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

struct Options {
    std::string file;
    std::string delimiter;
    std::string quote;
    std::string escape;
    std::string encoding;
    std::string output;
    std::string sheet;
    std::string records;
    long header_row = 0;
    long rows = 10;
};

// The file and the sheet that is shown.
struct Opened {
    DataFile file;
    std::size_t sheet = 0;
    RowSource* rows = nullptr;
};

// RFC 4180 with comma and CRLF.
template <class Cells>
void append_csv(std::string& out, const Cells& cells) {
    bool first = true;
    for (const std::string_view cell : cells) {
        if (!first) out += ',';
        first = false;
        if (cell.find_first_of(",\"\r\n") == cell.npos) {
            out += cell;
            continue;
        }
        out += '"';
        for (const char c : cell) {
            if (c == '"') out += c;
            out += c;
        }
        out += '"';
    }
    out += "\r\n";
}

std::string shown(const std::string& mark) {
    if (mark == "\t") return "TAB";
    return "\"" + mark + "\"";
}

std::string quote_word(char quote) {
    return quote == '\0' ? quote_words[2] : std::string(1, quote);
}

FileWish wish_of(const Options& options) {
    FileWish file;
    DialectWish& wish = file.csv;
    if (!options.delimiter.empty())
        wish.delimiter = options.delimiter == "TAB" ? "\t" : options.delimiter;
    if (!options.quote.empty())
        wish.quote = options.quote == quote_words[2] ? '\0' : options.quote.front();
    if (!options.escape.empty()) wish.backslash = options.escape == escape_words[1];
    if (!options.encoding.empty()) wish.encoding = options.encoding;
    if (!options.records.empty()) file.json.records = options.records;
    return file;
}

Json dialect_json(const Candidate& candidate) {
    const Dialect& dialect = candidate.dialect;
    return {{"delimiter", dialect.delimiter},
            {"quote", quote_word(dialect.quote)},
            {"escape", escape_words[dialect.backslash ? 1 : 0]},
            {"encoding", dialect.encoding},
            {"bom", dialect.bom},
            {"columns", dialect.columns},
            {"score", candidate.score}};
}

// What was seen of the file, but for its dialect.
struct Seen {
    long long rows = 0;
    long long odd = 0;  // of another number of cells, or read in another way
    Json odd_rows = Json::array();
    Json head = Json::array();
    std::vector<std::vector<std::string>> shown;
};

const std::vector<std::string> aside_words = {"blank", "above", "header", "below", "other_table"};
const std::vector<std::string> oddity_words = {"none", "open_quote", "stray_quote",
                                               "other_delimiter", "other_quote"};

Seen read_all(TableReader& table, const Options& options) {
    Seen seen;
    Row row;
    const bool wanted = !options.output.empty();
    const auto pass = [&](const std::function<void(std::string_view)>& write) {
        std::string csv;
        if (wanted && !table.header().empty()) append_csv(csv, table.header());
        while (table.next(row)) {
            ++seen.rows;
            if (wanted) append_csv(csv, row.cells);
            if (csv.size() > (1 << 20)) {
                write(csv);
                csv.clear();
            }
            const bool other_width = row.kinds.empty() ? row.cells.size() != table.columns()
                                                       : row.cells.size() > table.columns();
            if ((other_width || row.oddity != Oddity::none) && ++seen.odd <= 100)
                seen.odd_rows.push_back(
                    {{"line", row.line},
                     {"cells", row.cells.size()},
                     {"oddity", oddity_words[static_cast<std::size_t>(row.oddity)]}});
            if (seen.rows > options.rows) continue;
            std::vector<std::string> cells(row.cells.begin(), row.cells.end());
            seen.head.push_back({{"line", row.line}, {"cells", cells}});
            cells.insert(cells.begin(), std::to_string(row.line));
            seen.shown.push_back(std::move(cells));
        }
        write(csv);
    };
    if (wanted)
        write_stream(options.output, pass);
    else
        pass([](std::string_view) {});
    return seen;
}

// What is known of CSV; of another file nothing.
void add_dialect(Json& json, const CsvReader* csv) {
    if (csv == nullptr) return;
    Json runners_up = Json::array();
    for (std::size_t i = 1; i < csv->candidates().size() && i < 4; ++i)
        runners_up.push_back(dialect_json(csv->candidates()[i]));
    json["encoding"] = csv->dialect().encoding;
    json["bom"] = csv->dialect().bom;
    json["delimiter"] = csv->dialect().delimiter;
    json["dialect"] = dialect_json(csv->candidates().front());
    json["runners_up"] = runners_up;
}

void add_sheets(Json& json, Opened& opened) {
    if (opened.file.csv() != nullptr) return;
    if (opened.file.book() == nullptr) {
        json["records"] = opened.file.origin().sheet;
        return;
    }
    json["sheet"] = opened.file.origin(opened.sheet).sheet;
    json["sheets"] = Json::array();
    for (const auto& sheet : opened.file.book()->sheets())
        json["sheets"].push_back({{"name", sheet.name}, {"hidden", sheet.hidden}});
}

Json document(const Options& options, Opened& opened, const TableReader& table, Seen& seen) {
    Json aside = Json::array();
    for (const auto& [line, why] : table.aside())
        if (aside.size() < 1000)
            aside.push_back({{"line", line}, {"why", aside_words[static_cast<std::size_t>(why)]}});
    Json json = {{"schema_version", 1},
                 {"file", options.file},
                 {"format", opened.file.origin(opened.sheet).format},
                 {"bytes", opened.rows->bytes()},
                 {"sha256", hex(opened.rows->sha256())}};
    add_dialect(json, opened.file.csv());
    add_sheets(json, opened);
    json["header"] = table.header();
    json["columns"] = table.columns();
    json["rows"] = seen.rows;
    json["odd"] = seen.odd;
    json["odd_rows"] = seen.odd_rows;
    json["aside"] = aside;
    json["head"] = seen.head;
    return json;
}

void explain_dialect(const Options& options, const CsvReader& reader, const TableReader& table,
                     const Seen& seen, const Catalogue& words) {
    const auto& candidates = reader.candidates();
    const Dialect& dialect = candidates.front().dialect;
    const auto percent = [](double score) { return std::to_string(std::lround(score * 100)); };
    print_wrapped(
        words.say("read.about", {{"file", options.file},
                                 {"encoding", dialect.encoding + (dialect.bom ? " (BOM)" : "")},
                                 {"delimiter", shown(dialect.delimiter)},
                                 {"quote", quote_word(dialect.quote)},
                                 {"rows", words.number(seen.rows)},
                                 {"columns", std::to_string(table.columns())}}));
    if (candidates.size() > 1)
        print_wrapped(
            words.say("read.second", {{"score", percent(candidates[0].score)},
                                      {"delimiter", shown(candidates[1].dialect.delimiter)},
                                      {"quote", quote_word(candidates[1].dialect.quote)},
                                      {"columns", std::to_string(candidates[1].dialect.columns)},
                                      {"second", percent(candidates[1].score)}}));
    else if (options.delimiter.empty())
        print_wrapped(words.say("read.alone"));
}

void explain_book(const Options& options, Opened& opened, const TableReader& table,
                  const Seen& seen, const Catalogue& words) {
    const Origin origin = opened.file.origin(opened.sheet);
    std::vector<std::string> names;
    for (const auto& sheet : opened.file.book()->sheets()) names.push_back(sheet.name);
    print_wrapped(words.say("read.about_book", {{"file", options.file},
                                                {"format", origin.format},
                                                {"sheet", origin.sheet},
                                                {"rows", words.number(seen.rows)},
                                                {"columns", std::to_string(table.columns())}}));
    if (names.size() > 1) print_wrapped(words.say("read.sheets", {{"names", join(names, ", ")}}));
}

void explain_json(const Options& options, Opened& opened, const TableReader& table,
                  const Seen& seen, const Catalogue& words) {
    const Origin origin = opened.file.origin();
    const char* key =
        origin.sheet.empty() || origin.sheet == "." ? "read.about_json" : "read.about_json_at";
    print_wrapped(words.say(key, {{"file", options.file},
                                  {"format", origin.format},
                                  {"records", origin.sheet},
                                  {"rows", words.number(seen.rows)},
                                  {"columns", std::to_string(table.columns())}}));
}

void explain_table(const TableReader& table, const Seen& seen, const Catalogue& words) {
    std::map<Aside, long long> aside;
    for (const auto& [line, why] : table.aside()) ++aside[why];
    for (const auto& [why, n] : aside)
        print_wrapped(words.say("read.aside_" + aside_words[static_cast<std::size_t>(why)],
                                {{"n", words.number(n)}}));
    if (table.header().empty()) print_wrapped(words.say("read.no_header"));
    if (seen.odd > 0) {
        std::string lines;
        for (std::size_t i = 0; i < seen.odd_rows.size() && i < 10; ++i)
            lines += (i > 0 ? ", " : "") + seen.odd_rows[i].at("line").dump();
        print_wrapped(words.say("read.odd", {{"n", words.number(seen.odd)},
                                             {"columns", std::to_string(table.columns())},
                                             {"lines", lines + (seen.odd > 10 ? " …" : "")}}));
    }
}

void print_head(const TableReader& table, Seen& seen, const Catalogue& words) {
    std::vector<TextColumn> columns = {{words.say("read.line"), true, false}};
    std::size_t widest = table.columns();
    for (const auto& cells : seen.shown) widest = std::max(widest, cells.size() - 1);
    for (std::size_t i = 0; i < widest; ++i)
        columns.push_back(
            {i < table.header().size() ? table.header()[i] : std::to_string(i + 1), false, true});
    for (auto& cells : seen.shown) cells.resize(widest + 1);
    print_table(columns, seen.shown);
}

Exit read_table(Shared& shared, const Options& options) {
    Opened opened{{options.file, options.file, wish_of(options), shared.json}};
    if (opened.file.book() != nullptr && !options.sheet.empty())
        opened.sheet = sheet_named(*opened.file.book(), options.sheet, options.file);
    opened.rows = &opened.file.rows(opened.sheet);
    const Origin origin = opened.file.origin(opened.sheet);
    TableReader table(*opened.rows, origin.columns, options.header_row);
    if (options.header_row > 0 && table.header().empty())
        fail(Exit::io, "header.no_such_row", {{"row", std::to_string(options.header_row)}},
             {options.file, opened.file.book() != nullptr ? origin.sheet : "", 0, 0});
    Seen seen = read_all(table, options);
    if (shared.json) {
        print_json(document(options, opened, table, seen)
                       .dump(1, ' ', false, Json::error_handler_t::replace));
        return Exit::ok;
    }
    if (shared.quiet) return Exit::ok;
    if (opened.file.book() != nullptr)
        explain_book(options, opened, table, seen, shared.words);
    else if (opened.file.csv() == nullptr)
        explain_json(options, opened, table, seen, shared.words);
    else
        explain_dialect(options, *opened.file.csv(), table, seen, shared.words);
    explain_table(table, seen, shared.words);
    print_line();
    print_head(table, seen, shared.words);
    return Exit::ok;
}

// An empty file has no table: that is said, and OUT.csv has none either.
Exit read(Shared& shared, const Options& options) {
    try {
        return read_table(shared, options);
    } catch (const Error& error) {
        if (error.message.key != "csv.empty" || shared.json) throw;
        if (!options.output.empty())
            write_with(options.output, [](const auto& part) { std::ofstream file(part); });
        talk(shared.words.complain(error.message, "level.remark"));
        return Exit::ok;
    }
}

}  // namespace

void cmd_read(Commands& commands) {
    auto options = std::make_shared<Options>();
    auto* command =
        commands.add("read", [&commands, options] { return read(commands.shared, *options); });
    command->add_option("FILE", options->file, commands.help("read_file"))->required();
    command->add_option("--delimiter", options->delimiter, commands.help("read_delimiter"))
        ->type_name("TEXT|TAB");
    takes(command->add_option("--quote", options->quote, commands.help("read_quote")), quote_words);
    takes(command->add_option("--escape", options->escape, commands.help("read_escape")),
          escape_words);
    takes(command->add_option("--encoding", options->encoding, commands.help("read_encoding")),
          encoding_names);
    command->add_option("--sheet", options->sheet, commands.help("read_sheet"))->type_name("NAME");
    command->add_option("--records", options->records, commands.help("read_records"))
        ->type_name("PATH");
    command->add_option("--header-row", options->header_row, commands.help("read_header_row"))
        ->type_name("N");
    command->add_option("--rows", options->rows, commands.help("read_rows"))->type_name("N");
    command->add_option("-o,--output", options->output, commands.help("read_output"))
        ->type_name("OUT.csv");
}

}  // namespace schouw
