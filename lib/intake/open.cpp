// SPDX-License-Identifier: EUPL-1.2
#include "intake/open.hpp"

#include <fstream>

#include "base/error.hpp"
#include "base/text.hpp"

namespace schouw {
namespace {

class SheetRows : public RowSource {
public:
    SheetRows(Workbook& book, std::size_t sheet)
        : book_(book), hidden_(book.sheets()[sheet].hidden), reader_(book.open(sheet)) {}

    bool next(Row& row) override {
        if (!reader_.next(now_)) return false;
        row.line = now_.number;
        row.cells.clear();
        row.kinds.clear();
        for (const auto& cell : now_.cells) {
            row.cells.push_back(cell.text);
            row.kinds.push_back(cell.kind);
        }
        row.oddity = Oddity::none;
        row.recoded = false;
        row.hidden = now_.hidden || hidden_;
        return true;
    }
    Digest sha256() override { return book_.sha256(); }
    long long bytes() override { return book_.bytes(); }

private:
    Workbook& book_;
    bool hidden_;
    SheetReader reader_;
    BookRow now_;
};

// A ZIP archive, or the compound file of old and of encrypted workbooks.
bool looks_like_book(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return false;
    std::ifstream file(path, std::ios::binary);
    char head[8] = {};
    file.read(head, sizeof head);
    const std::string_view seen(head, static_cast<std::size_t>(file.gcount()));
    return seen.starts_with("PK\x03\x04") || seen.starts_with("PK\x05\x06") ||
           seen.starts_with("\xd0\xcf\x11\xe0");
}

bool named_json(const std::filesystem::path& path) {
    const std::string ending = fold_value(path.extension().string());
    return ending == ".json" || ending == ".jsonl" || ending == ".ndjson";
}

}  // namespace

DataFile::DataFile(const std::filesystem::path& path, const std::string& shown,
                   const FileWish& wish, bool digest) {
    if (looks_like_book(path))
        book_ = std::make_unique<Workbook>(path, shown);
    else if (named_json(path))
        json_ = std::make_unique<JsonRows>(path, shown, wish.json);
    else
        csv_ = std::make_unique<CsvReader>(path, shown, wish.csv, digest);
}

DataFile::~DataFile() = default;

RowSource& DataFile::rows(std::size_t sheet) {
    if (csv_) return *csv_;
    if (json_) return *json_;
    sheet_ = std::make_unique<SheetRows>(*book_, sheet);
    return *sheet_;
}

Origin DataFile::origin(std::size_t sheet) const {
    if (csv_) {
        const Dialect& dialect = csv_->dialect();
        return {"csv", dialect.encoding, dialect.delimiter, "", dialect.columns};
    }
    if (json_) return {json_->lines() ? "jsonl" : "json", "UTF-8", "", json_->records(), 0};
    constexpr const char* names[] = {"xlsx", "xlsm", "ods"};
    return {names[static_cast<std::size_t>(book_->format())], "", "", book_->sheets()[sheet].name,
            0};
}

std::size_t sheet_named(const Workbook& book, const std::string& name, const std::string& shown) {
    std::vector<std::string> known;
    for (const auto& sheet : book.sheets()) known.push_back(sheet.name);
    for (std::size_t i = 0; i < known.size(); ++i)
        if (known[i] == name) return i;
    fail(Exit::io, "book.no_such_sheet",
         {{"name", name},
          {"known", join(known, ", ")},
          {"meant", did_you_mean(name, known).value_or("")}},
         {shown, "", 0, 0});
}

}  // namespace schouw
