// SPDX-License-Identifier: EUPL-1.2
#include "registers/table_rows.hpp"

namespace schouw {
namespace {

constexpr std::size_t most_kept = 2000;

}  // namespace

TableRows::TableRows(std::unique_ptr<TableReader> table) : table_(std::move(table)) {}

void TableRows::keep_row(const Row& row) { kept_.push_back({keep(row), table_->aside().size()}); }

bool TableRows::next(Row& row) {
    if (given_ == kept_.size()) {
        read_ = read_ || !table_->next(row);
        aside_ = table_->aside().size();
        if (read_) return false;
        if (keeping_ && kept_.size() < most_kept) {
            keep_row(row);
        } else {
            keeping_ = false;
            kept_.clear();
            given_ = 0;
            return true;
        }
    }
    const Kept& kept = kept_[given_++];
    show(kept.row, row);
    aside_ = kept.aside;
    return true;
}

std::span<const std::pair<long, Aside>> TableRows::aside() const {
    return {table_->aside().data(), aside_};
}

bool TableRows::look_through(const std::function<void(const Row&)>& look) {
    Row row;
    while (keeping_ && !read_ && kept_.size() < most_kept)
        if (table_->next(row))
            keep_row(row);
        else
            read_ = true;
    if (!read_ || !keeping_) return keeping_ = false;
    for (const auto& kept : kept_) {
        show(kept.row, row);
        look(row);
    }
    return true;
}

}  // namespace schouw
