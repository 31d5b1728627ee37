// SPDX-License-Identifier: EUPL-1.2
#include "report/formats.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "report/format_html.hpp"
#include "report/format_machine.hpp"
#include "report/format_md.hpp"
#include "report/format_ods.hpp"
#include "report/format_svg.hpp"
#include "report/format_xlsx.hpp"

namespace schouw {

const std::vector<Format>& formats() {
    static const std::vector<Format> all = {
        {"xlsx", ".xlsx", write_xlsx},
        {"ods", ".ods", write_ods},
        {"html", ".html", write_html},
        {"md", ".md", write_md},
        {"svg", ".svg", write_svg},
        {"json", ".json", write_json, true},
        {"jsonl", ".jsonl", write_jsonl, true},
        {"csv", ".csv", write_csv, true},
        {"csv-rfc4180", ".csv", write_csv_rfc4180, true},
        {"sarif", ".sarif", write_sarif, true},
        {"junit", ".junit.xml", write_junit, true},
        {"oscal-ar", ".oscal-ar.json", write_oscal_ar, true},
        {"oscal-poam", ".oscal-poam.json", write_oscal_poam, true},
        {"prometheus", ".prom", write_prometheus, true},
    };
    return all;
}

const Format& format_for(const std::string& id, const std::filesystem::path& file) {
    const std::string name = file.filename().string();
    const Format* found = nullptr;
    std::vector<std::string> known;
    for (const auto& format : formats()) {
        known.push_back(format.id);
        const bool fits =
            id.empty() ? fold_value(name).ends_with(format.extension) : id == format.id;
        if (fits && (found == nullptr || format.extension.size() > found->extension.size()))
            found = &format;
    }
    if (found != nullptr) return *found;
    if (id.empty())
        fail(Exit::usage, "report.no_such_format",
             {{"file", file.string()}, {"known", join(known, ", ")}});
    fail(Exit::usage, "report.no_format_named",
         {{"name", id},
          {"meant", did_you_mean(id, known).value_or("-")},
          {"known", join(known, ", ")}});
}

}  // namespace schouw
