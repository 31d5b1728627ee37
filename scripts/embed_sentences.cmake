# SPDX-License-Identifier: EUPL-1.2
# Writes the sentences of the file IN as schouw::embedded::NAME into OUT: "[section.", "key", "sentence", each with a zero
# behind it. That is read in a tenth of the time that TOML takes, at each start of the program. A line is a comment, a
# [section] or key = "sentence" (with three quotes: of several lines): what TOML escapes in those, C++ does as well.
file(READ "${IN}" text)
while(text MATCHES "= \"\"\"\n(([^\"]|\"[^\"])*)\"\"\"")  # of several lines
  set(found "${CMAKE_MATCH_0}")
  string(REPLACE "\"" "\\\"" line "${CMAKE_MATCH_1}")
  string(REPLACE "\n" "\\n" line "${line}")
  string(REPLACE "${found}" "= \"${line}\"" text "${text}")
endwhile()
string(REGEX REPLACE "\n(#[^\n]*)?" "\n" text "\n${text}")
string(REGEX REPLACE "\n\\[([a-z0-9_.-]+)\\]" "\n\"[\\1.\\\\0\"" text "${text}")
string(REGEX REPLACE "\n([a-zA-Z0-9_.-]+) *= *(\"[^\n]*\")" "\n\"\\1\\\\0\" \\2 \"\\\\0\"" text "${text}")
string(REGEX REPLACE "\n(\"[^\n]*\")?" "" rest "${text}")
if(NOT rest STREQUAL "")
  message(FATAL_ERROR "${IN}: a line is neither a comment, a [section] nor key = \"sentence\": ${rest}")
endif()
file(WRITE "${OUT}" "#include <string_view>
namespace schouw::embedded {
extern const std::string_view ${NAME};
constexpr char text[] = ${text};
const std::string_view ${NAME}{text, sizeof text - 1};
}  // namespace schouw::embedded
")
