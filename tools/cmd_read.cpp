// SPDX-License-Identifier: EUPL-1.2
// schouw read: a file as schouw sees it.
#include <memory>

#include "base/file.hpp"
#include "base/text.hpp"
#include "command.hpp"
#include "intake/csv.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

struct Options {
    std::string file;
    std::string delimiter;
    std::string encoding;
    std::string output;
    long rows = 10;
};

// RFC 4180 with comma and CRLF.
void append_csv(std::string& out, const Row& row) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (i > 0) out += ',';
        const auto cell = row.cells[i];
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

std::string delimiter_name(char delimiter) {
    return delimiter == '\t' ? "TAB" : std::string(1, delimiter);
}

Exit read(Shared& shared, const Options& options) {
    DialectWish wish;
    if (!options.delimiter.empty())
        wish.delimiter = options.delimiter == "TAB" ? '\t' : options.delimiter.front();
    if (!options.encoding.empty()) wish.encoding = options.encoding;
    CsvReader reader(options.file, options.file, wish);
    Row row;
    std::string csv;
    std::vector<std::vector<std::string>> shown;
    Json rows = Json::array();
    long long read = 0;
    std::size_t widest = 0;
    while (reader.next(row)) {
        ++read;
        widest = std::max(widest, row.cells.size());
        if (!options.output.empty()) append_csv(csv, row);
        if (read > options.rows) continue;
        std::vector<std::string> cells(row.cells.begin(), row.cells.end());
        rows.push_back({{"line", row.line}, {"cells", cells}});
        cells.insert(cells.begin(), std::to_string(row.line));
        shown.push_back(std::move(cells));
    }
    if (!options.output.empty()) write_file(options.output, csv);
    const Dialect& dialect = reader.dialect();
    if (shared.json) {
        print_json(Json{
            {"schema_version", 1},
            {"file", options.file},
            {"bytes", reader.bytes()},
            {"sha256", hex(reader.sha256())},
            {"encoding", dialect.encoding},
            {"bom", dialect.bom},
            {"delimiter", std::string(1, dialect.delimiter)},
            {"rows", read},
            {"columns", widest},
            {"head",
             rows}}.dump(1, ' ', false, Json::error_handler_t::replace));
        return Exit::ok;
    }
    print_wrapped(shared.words.say("read.about",
                                   {{"file", options.file},
                                    {"encoding", dialect.encoding + (dialect.bom ? " (BOM)" : "")},
                                    {"delimiter", delimiter_name(dialect.delimiter)},
                                    {"rows", shared.words.number(read)},
                                    {"columns", std::to_string(widest)}}));
    print_line();
    std::vector<TextColumn> columns = {{shared.words.say("read.line"), true, false}};
    for (std::size_t i = 0; i < widest; ++i)
        columns.push_back({std::to_string(i + 1), false, true});
    for (auto& cells : shown) cells.resize(widest + 1);
    print_table(columns, shown);
    return Exit::ok;
}

}  // namespace

void cmd_read(Commands& commands) {
    auto options = std::make_shared<Options>();
    auto* command =
        commands.add("read", [&commands, options] { return read(commands.shared, *options); });
    command->add_option("FILE", options->file, commands.help("read_file"))->required();
    command->add_option("--delimiter", options->delimiter, commands.help("read_delimiter"))
        ->type_name("CHAR|TAB");
    takes(command->add_option("--encoding", options->encoding, commands.help("read_encoding")),
          {"UTF-8", "Windows-1252"});
    command->add_option("--rows", options->rows, commands.help("read_rows"))->type_name("N");
    command->add_option("-o,--output", options->output, commands.help("read_output"))
        ->type_name("OUT.csv");
}

}  // namespace schouw
