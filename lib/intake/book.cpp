// SPDX-License-Identifier: EUPL-1.2
#include "intake/book.hpp"

namespace schouw {
namespace {

constexpr long long most_positions = 256'000'000;

}  // namespace

void refuse_book(const Book& book, const char* key, Args args) {
    fail(Exit::io, key, std::move(args), {book.archive.shown(), "", 0, 0});
}

void refuse_cell(const Book& book, std::size_t sheet, const char* key, Args args, long row,
                 long column) {
    fail(Exit::io, key, std::move(args),
         {book.archive.shown(), book.sheets[sheet].name, row, column});
}

bool RowBudget::spend(std::size_t width, long long rows) {
    if (rows > most_positions) return false;
    positions += static_cast<long long>(width) * rows;
    return positions <= most_positions;
}

void RichText::clear() {
    text_.clear();
    depth_ = taking_ = skipping_ = 0;
}

void RichText::start(const XmlTag& tag) {
    ++depth_;
    if (skipping_ != 0) return;
    if (taking_ == 0 && tag.is(Ns::sheet, "t")) {
        taking_ = depth_;
    } else if (depth_ != 1 || !tag.is(Ns::sheet, "r")) {
        skipping_ = depth_;
    }
}

bool RichText::end() {
    if (depth_ == 0) return true;
    if (taking_ == depth_) taking_ = 0;
    if (skipping_ == depth_) skipping_ = 0;
    --depth_;
    return false;
}

const std::string& RichText::finish() {
    unescape_xstring(text_);
    return text_;
}

}  // namespace schouw
