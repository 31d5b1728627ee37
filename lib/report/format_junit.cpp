// SPDX-License-Identifier: EUPL-1.2
// JUnit XML (Ant's schema and Jenkins'): a suite per checklist; a failed test per open finding, a
// skipped one when it is accepted; and per check one test for each other verdict, with its number.
#include <map>

#include "base/catalogue.hpp"
#include "base/file.hpp"
#include "report/format_machine.hpp"
#include "report/machine_text.hpp"

namespace schouw {
namespace {

using Json = nlohmann::ordered_json;

struct Suite {
    long long tests = 0, failures = 0, skipped = 0;
    std::string cases;
};

std::string attribute(const char* name, const std::string& value) {
    return std::string(" ") + name + "=\"" + xml_text(value) + "\"";
}

// One test. `outcome`: empty for passed, "failure" or "skipped".
void add_case(Suite& suite, const std::string& class_name, const std::string& name,
              const std::string& outcome, const std::string& type, const std::string& message) {
    ++suite.tests;
    suite.failures += outcome == "failure" ? 1 : 0;
    suite.skipped += outcome == "skipped" ? 1 : 0;
    suite.cases += "  <testcase" + attribute("name", one_line(name, "-")) +
                   attribute("classname", class_name) + " time=\"0\"";
    if (outcome.empty()) {
        suite.cases += "/>\n";
        return;
    }
    suite.cases += ">\n   <" + outcome + attribute("message", one_line(message, "-"));
    if (outcome == "failure") suite.cases += attribute("type", type);
    suite.cases += "/>\n  </testcase>\n";
}

std::string class_of(const Json& check) {
    return text_at(check, "checklist") + "." +
           text_at(check, check.contains("check") ? "check" : "id");
}

void add_finding(Suite& suite, const Json& finding, const Catalogue& words) {
    const std::string key = one_line(text_at(finding, "key"), text_at(finding, "register"));
    const std::string name = text_at(finding, "title") + " [" + key + "]";
    const Json& waived = finding.at("waived");
    std::string message = text_at(finding, "reason");
    if (waived.is_null())
        return add_case(suite, class_of(finding), name, "failure", text_at(finding, "severity"),
                        message);
    const bool duty = waived.at("duty_remains") == true;
    message += " (" +
               words.say(duty ? "waiver.mark_duty" : "waiver.mark",
                         {{"until", words.date(text_at(waived, "until"))}}) +
               ")";
    add_case(suite, class_of(finding), name, "skipped", "", message);
}

void add_verdicts(Suite& suite, const Json& check, const Catalogue& words) {
    for (const char* verdict : {"met", "unknown", "to_judge", "not_applicable"}) {
        const long long count = check.at(verdict).get<long long>();
        if (count == 0) continue;
        const std::string said = words.say(std::string("verdict.") + verdict);
        const std::string name =
            text_at(check, "title") + ": " + said + " (" + words.number(count) + ")";
        const bool passed = std::string_view(verdict) == "met";
        add_case(suite, class_of(check), name, passed ? "" : "skipped", "", said);
    }
}

bool is_open(const Json& finding) {
    const std::string change = text_at(finding, "change");
    return change == "new" || change == "reopened" || change == "updated" || change == "unchanged";
}

std::string suite_text(const Json& document, const Json& list, std::size_t number,
                       const Suite& suite) {
    const std::string moment = text_at(document.at("run"), "recorded_at");
    const std::string id = text_at(list, "id");
    return " <testsuite" + attribute("name", id) + attribute("package", "schouw") +
           attribute("id", std::to_string(number)) +
           attribute("timestamp", moment.substr(0, moment.find('Z'))) +
           attribute("hostname", "schouw") + attribute("tests", std::to_string(suite.tests)) +
           attribute("failures", std::to_string(suite.failures)) + " errors=\"0\"" +
           attribute("skipped", std::to_string(suite.skipped)) + " time=\"0\">\n" +
           "  <properties>\n   <property name=\"title\"" +
           attribute("value", text_at(list, "title")) + "/>\n   <property name=\"as_of\"" +
           attribute("value", text_at(document.at("run"), "as_of")) +
           "/>\n   <property name=\"run_hash\"" +
           attribute("value", text_at(document.at("run"), "hash")) + "/>\n  </properties>\n" +
           suite.cases + "  <system-out/>\n  <system-err/>\n </testsuite>\n";
}

}  // namespace

void write_junit(const Report& report, const std::filesystem::path& path, const ReadBack&) {
    const Json& document = report.document;
    const Catalogue words(report.language);
    std::map<std::string, Suite> suites;
    for (const auto& finding : document.at("findings"))
        if (is_open(finding)) add_finding(suites[text_at(finding, "checklist")], finding, words);
    for (const auto& check : document.at("checks"))
        add_verdicts(suites[text_at(check, "checklist")], check, words);
    write_stream(path, [&](const auto& write) {
        write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        std::size_t number = 0;
        for (const auto& list : document.at("checklists"))
            write(suite_text(document, list, number++, suites[text_at(list, "id")]));
        write("</testsuites>\n");
    });
}

}  // namespace schouw
