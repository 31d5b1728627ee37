// SPDX-License-Identifier: EUPL-1.2
// Moments that a table has as text, in the notations that MomentReader reads fast. Each definition
// is written out where it is used: a server that takes seconds to read its query reads no line.
#include "accesslog/line_sql.hpp"

namespace schouw {
namespace {

// Days that exist, of the years of a DateTime.
const std::string year = "(19[7-9][0-9]|20[0-9]{2}|210[0-5])";
const std::string day =
    "(" + year + "-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|" +
    "02-(0[1-9]|1[0-9]|2[0-8]))|(19(7[26]|8[048]|9[26])|20([02468][048]|[13579][26])|2104)-02-29)";
const std::string time_of_day = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.,][0-9]+)?)?";
const std::string zone = "( ?([Zz]|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?))?";

}  // namespace

void LineSql::define_text_moment(const std::string& column, bool utc) {
    words_["moment"] = column;
    texts_.emplace_back("moment");
    words_["iso"] =
        "replaceRegexpOne({moment}, '^([0-9]{2})-([0-9]{2})-([0-9]{4})', '\\\\3-\\\\2-\\\\1')";
    words_["written"] = "match({iso}, '^" + day + "[ T]" + time_of_day + zone + "$')";
    words_["wall"] =
        "toInt64(toDateTimeOrZero(concat(substring({iso}, 1, 10), ' ', substring({iso}, 12, 5), "
        "if(substring({iso}, 17, 1) = ':', substring({iso}, 17, 3), ':00')), 'UTC'))";
    words_["zoned"] = utc ? "1" : "match(substring({iso}, 17), '[Zz]$|[+-]')";
    words_["clockless"] = "{written} AND NOT ({zoned})";
    words_["zone"] = "replaceAll(extract(substring({iso}, 17), '[+-][0-9:]+$'), ':', '')";
    words_["ahead"] =
        "(toInt64OrZero(substring({zone}, 2, 2)) * 3600 + toInt64OrZero(substring({zone}, 4, 2)) * "
        "60) * if(substring({zone}, 1, 1) = '-', -1, 1)";
    words_["utc"] =
        "multiIf(match({iso}, '^([0-9]{10}|[0-9]{13})$'), toInt64OrZero(substring({iso}, 1, 10)), "
        "NOT ({written}), " +
        std::to_string(no_moment) +
        ", {zoned}, {wall} - {ahead}, {wall} - 3600 - 3600 * ({wall_summer}))";
}

}  // namespace schouw
