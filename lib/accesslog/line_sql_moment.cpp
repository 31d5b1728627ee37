// SPDX-License-Identifier: EUPL-1.2
// Moments that a table has as text, in the notations that MomentReader reads fast: all but those
// with the names of months.
#include <fmt/format.h>

#include "accesslog/line_sql.hpp"

namespace schouw {

void LineSql::define_text_moment(const std::string& column, bool utc) {
    const std::string none = std::to_string(INT64_MIN + 1);
    words_["moment_text"] = "replaceRegexpAll(" + column + ", '^[ \\t]+|[ \\t]+$', '')";
    words_["written"] =
        "match({moment_text}, '^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}-[0-9]{2}-[0-9]{4})[ T]"
        "([01][0-9]|2[0-3]):[0-5][0-9](:([0-5][0-9]|60)([.,][0-9]+)?)?"
        "( ?([Zz]|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?))?$')";
    words_["epoch"] = "match({moment_text}, '^([0-9]{10}|[0-9]{13})$')";
    words_["iso"] = "substring({moment_text}, 5, 1) = '-'";
    const auto part = [](int iso, int dutch, int size) {
        return fmt::format("toInt64OrZero(if({{iso}}, substring({{moment_text}}, {0}, {2}), "
                           "substring({{moment_text}}, {1}, {2})))",
                           iso, dutch, size);
    };
    words_["year"] = part(1, 7, 4);
    words_["month"] = part(6, 4, 2);
    words_["date"] = part(9, 1, 2);
    words_["exists"] =
        "{month} >= 1 AND {month} <= 12 AND {date} >= 1 AND {date} <= multiIf({month} = 2, 28 + "
        "({year} % 4 = 0 AND ({year} % 100 != 0 OR {year} % 400 = 0)), {month} IN (4, 6, 9, 11), "
        "30, 31)";
    // Days since 1970 by the Gregorian calendar, from a year that begins in March (years 1 to
    // 9999).
    words_["spring"] = "{year} - ({month} <= 2)";
    words_["days"] =
        "365 * {spring} + intDiv({spring}, 4) - intDiv({spring}, 100) + intDiv({spring}, 400) + "
        "intDiv(153 * ({month} + if({month} > 2, -3, 9)) + 2, 5) + {date} - 719469";
    words_["rest"] = "substring({moment_text}, 17)";
    words_["wall"] =
        "{days} * 86400 + toInt64OrZero(substring({moment_text}, 12, 2)) * 3600 + "
        "toInt64OrZero(substring({moment_text}, 15, 2)) * 60 + "
        "if(substring({rest}, 1, 1) = ':', least(toInt64OrZero(substring({rest}, 2, 2)), 59), 0)";
    words_["zone"] = "replaceAll(extract({rest}, '[+-][0-9:]+$'), ':', '')";
    words_["zoned"] = utc ? "1" : "match({rest}, '[Zz]$|[+-]')";
    words_["clockless"] = "{written} AND {exists} AND NOT ({zoned})";
    words_["ahead"] =
        "(toInt64OrZero(substring({zone}, 2, 2)) * 3600 + toInt64OrZero(substring({zone}, 4, 2)) * "
        "60) * if(substring({zone}, 1, 1) = '-', -1, 1)";
    words_["utc"] =
        "multiIf({epoch}, if(length({moment_text}) = 13, intDiv(toInt64OrZero({moment_text}), "
        "1000), toInt64OrZero({moment_text})), NOT ({written} AND {exists}), " +
        none + ", {zoned}, {wall} - {ahead}, {wall} - 3600 - 3600 * ({wall_summer}))";
}

}  // namespace schouw
