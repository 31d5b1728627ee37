// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "findings/promises.hpp"
#include "registers/roles.hpp"
#include "report/document_parts.hpp"
#include "report/remarks.hpp"

namespace schouw {
namespace {

Json nullable(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json totals_json(const PromiseTotals& n) {
    return {{"all", n.all},
            {"to_do", n.to_do},
            {"partly", n.partly},
            {"followed", n.followed},
            {"not_followed", n.not_followed},
            {"lapsed", n.lapsed},
            {"unknown", n.unknown},
            {"adopted", n.adopted},
            {"partly_adopted", n.partly_adopted},
            {"declined", n.declined},
            {"no_reaction", n.no_reaction},
            {"reaction_unknown", n.reaction_unknown},
            {"overdue", n.overdue},
            {"overdue_unknown", n.overdue_unknown},
            {"without_term", n.without_term},
            {"moved", n.moved},
            {"verified", n.verified},
            {"unanswered", n.unanswered},
            {"gone", n.gone}};
}

// What the edition may show of a promise: each of its texts stands in a column with a role.
class Shown {
public:
    Shown(const Builder& builder, const Schema& schema) : builder_(builder), schema_(schema) {}
    bool column(const Column* column) const {
        return !builder_.hides() || column == nullptr || !column->personal;
    }
    Json text(const char* role, const std::string& text) const {
        return column(column_with_role(schema_, role)) ? nullable(text) : Json();
    }
    Json owner(const std::string& text) const {
        return column(owner_column(schema_)) ? nullable(text) : Json();
    }
    Json key(const std::string& key) const {
        const bool hidden = std::any_of(schema_.key.begin(), schema_.key.end(),
                                        [&](auto at) { return !column(&schema_.columns[at]); });
        return hidden ? Json() : Json(plain_key(key));
    }

private:
    const Builder& builder_;
    const Schema& schema_;
};

Json promise_json(const Builder& builder, const Promise& promise) {
    const Shown shown(builder, builder.schemas.at(promise.register_id));
    return {{"register", promise.register_id},
            {"key", shown.key(promise.key)},
            {"text", shown.text("text", promise.text)},
            {"kind", nullable(promise.kind)},
            {"counts", promise.counts},
            {"owner", shown.owner(promise.owner)},
            {"adoption", nullable(promise.adoption)},
            {"follow_up", promise.follow_up},
            {"term_text", shown.text("term_text", promise.term_text)},
            {"first_term", nullable(promise.first_term)},
            {"term", nullable(promise.term)},
            {"moved", promise.moved},
            {"overdue", promise.overdue ? Json(*promise.overdue) : Json()},
            {"overdue_days", promise.overdue ? Json(promise.overdue_days) : Json()},
            {"done_on", nullable(promise.done_on)},
            {"gone_since", nullable(promise.gone_since)}};
}

}  // namespace

Json promises_json(const Builder& builder) {
    const auto all = promises_of(builder.store, builder.schemas, builder.round.run.snapshot,
                                 builder.round.run.as_of);
    Json list = Json::array();
    for (const auto& promise : all)
        if (speaks_of(builder, promise.register_id)) list.push_back(promise_json(builder, promise));
    return {{"totals", totals_json(count_promises(all))}, {"list", list}};
}

Json remarks_json(Builder& builder) {
    const auto& sheets = builder.edition.sheets;
    const bool shown = std::any_of(sheets.begin(), sheets.end(), [](const EditionSheet& sheet) {
        return sheet.kind == SheetKind::remarks;
    });
    Json list = Json::array();
    for (const auto& source : builder.round.sources)
        for (const auto& remark :
             remarks_of(builder.store, builder.round.run.snapshot, source.register_id))
            list.push_back(remark_json(source, remark, builder.words));
    if (shown && !builder.hides()) return list;
    if (!list.empty())
        builder.leave_out(
            builder.say("hidden.remarks",
                        {{"n", builder.number(static_cast<long long>(list.size()))}}),
            builder.say(builder.hides() ? "hidden.personal" : "hidden.other_edition"));
    return {};
}

}  // namespace schouw
