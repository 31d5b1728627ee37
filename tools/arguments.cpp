// SPDX-License-Identifier: EUPL-1.2
#include "arguments.hpp"

#include <algorithm>

#include "base/calendar.hpp"
#include "base/date.hpp"
#include "base/text.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

std::string value_after(const std::vector<std::string>& arguments, const std::string& name) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == name && i + 1 < arguments.size()) return arguments[i + 1];
        if (arguments[i].starts_with(name + "=")) return arguments[i].substr(name.size() + 1);
        if (name.size() == 2 && arguments[i].size() > 2 && arguments[i].starts_with(name))
            return arguments[i].substr(2);
    }
    return "";
}

// The language key of a workspace, when there is one that can be read; no error here.
std::string workspace_language(const std::string& folder) {
    try {
        const Toml toml = load_toml(std::filesystem::path(folder) / "schouw.toml");
        return text_of(toml, toml.root, "language").value_or("");
    } catch (const Error&) {
        return "";
    }
}

bool environment_speaks() {
    for (const char* name : {"SCHOUW_LANG"})
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return true;
    return false;
}

// The names that could have stood where something unknown stands.
std::vector<std::string> known_words(const CLI::App& app) {
    std::vector<std::string> names;
    const CLI::App* chosen = &app;
    for (const auto* command : app.get_subcommands({})) {
        names.push_back(command->get_name());
        if (command->parsed()) chosen = command;
    }
    if (chosen != &app) names.clear();
    for (const auto* from : {&app, chosen})
        for (const auto* option : from->get_options())
            for (const auto& name : option->get_lnames()) names.push_back("--" + name);
    return names;
}

// What stands between two marks in CLI11's own sentence: the option or the value it is about.
std::string between(const std::string& text, const std::string& from, const std::string& to) {
    const auto start = from.empty() ? 0 : text.find(from);
    if (start == text.npos) return "";
    const auto begin = start + from.size();
    return text.substr(begin, text.find(to, begin) - begin);
}

// The values that an option takes, as its help names them: "a|b" as a list; else what it is.
std::vector<std::string> values_of(const CLI::App& app, const std::string& option) {
    for (const auto* from : app.get_subcommands())
        for (const auto* one : from->get_options())
            if (one->check_name(option)) return split(one->get_type_name(), '|');
    for (const auto* one : app.get_options())
        if (one->check_name(option)) return split(one->get_type_name(), '|');
    return {};
}

[[noreturn]] void refuse_value(const CLI::App& app, const std::string& option,
                               const std::string& value) {
    auto known = values_of(app, option);
    const auto meant = did_you_mean(value, known);
    fail(Exit::usage, known.size() > 1 ? "arguments.value" : "arguments.value_kind",
         {{"option", option},
          {"value", value},
          {"known", join(known, ", ")},
          {"meant", meant.value_or("")}});
}

[[noreturn]] void refuse(const CLI::App& app, const CLI::ParseError& error,
                         const std::vector<std::string>& arguments) {
    const std::string what = error.what();
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr ||
        dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
        std::vector<std::string> known = known_words(app);
        for (const auto& argument : app.remaining(true)) {
            const auto meant = did_you_mean(argument.substr(0, argument.find('=')), known);
            fail(Exit::usage, meant ? "arguments.unknown_meant" : "arguments.unknown",
                 {{"word", argument}, {"meant", meant.value_or("")}});
        }
    }
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr)
        fail(Exit::usage, arguments.empty() ? "arguments.none" : "arguments.required",
             {{"what", between(what, "", " is required")}});
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
        const std::string option = between(what, "", ":");
        fail(Exit::usage, "arguments.number",
             {{"option", option}, {"known", join(values_of(app, option), ", ")}});
    }
    if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr)
        refuse_value(app, between(what, "convert: ", " ="), between(what, "= ", "\n"));
    if (dynamic_cast<const CLI::ValidationError*>(&error) != nullptr)
        refuse_value(app, between(what, "", ": "), between(what, ": ", " not in {"));
    if (dynamic_cast<const CLI::ExcludesError*>(&error) != nullptr ||
        dynamic_cast<const CLI::RequiresError*>(&error) != nullptr)
        fail(Exit::usage, "arguments.together", {{"what", error.what()}});
    fail(Exit::usage, "arguments.other", {{"what", error.what()}});
}

}  // namespace

Language asked_language(const std::vector<std::string>& arguments) {
    const std::string asked = value_after(arguments, "--lang");
    if (!asked.empty()) return asked == "en" ? Language::en : Language::nl;
    if (environment_speaks()) return language_of_environment();
    const std::string folder = value_after(arguments, "-C");
    const std::string own = workspace_language(folder.empty() ? "." : folder);
    if (!own.empty()) return own == "en" ? Language::en : Language::nl;
    return language_of_environment();
}

void takes(CLI::Option* option, const std::vector<std::string>& words) {
    option->type_name(join(words, "|"))->check(CLI::IsMember(words).description(""));
}

void add_shared_options(Commands& commands) {
    CLI::App& app = commands.app;
    Shared& shared = commands.shared;
    app.require_subcommand(1);
    app.set_help_flag("-h,--help", commands.help("option.help"));
    app.set_version_flag("--version", "schouw " SCHOUW_VERSION, commands.help("option.version"));
    app.add_option("-C", shared.folder, commands.help("option.folder"))->type_name("DIR");
    app.add_option("--as-of", shared.as_of, commands.help("option.as_of"))->type_name("DATE");
    takes(app.add_option("--lang", shared.language, commands.help("option.lang")), {"nl", "en"});
    takes(app.add_option("--color", shared.color, commands.help("option.color")),
          {"auto", "always", "never"});
    app.add_flag("--json", shared.json, commands.help("option.json"));
    app.add_flag("-q,--quiet", shared.quiet, commands.help("option.quiet"));
    const auto formatter = std::make_shared<CLI::Formatter>();
    for (const char* label : {"Usage", "OPTIONS", "SUBCOMMAND", "Positionals", "REQUIRED"})
        formatter->label(label, commands.help(std::string("label.") + label));
    formatter->column_width(28);
    app.formatter(formatter);
    app.get_option("--help")->group(commands.help("label.Options"));
    for (auto* option : app.get_options()) option->group(commands.help("label.Options"));
}

// CLI11 shows what a flag means without a value: "--wait{always}".
static std::string without_defaults(std::string help) {
    for (std::size_t at = 0; (at = help.find('{', at)) != help.npos;)
        help.erase(at, std::min(help.find('}', at), help.size() - 1) - at + 1);
    return help;
}

bool parse_arguments(Commands& commands, const std::vector<std::string>& arguments) {
    for (auto* command : commands.app.get_subcommands({}))
        for (auto* option : command->get_options())
            if (option->get_group() == "Options") option->group(commands.help("label.Options"));
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    try {
        commands.app.parse(reversed);
    } catch (const CLI::CallForHelp&) {
        const auto chosen = commands.app.get_subcommands();
        print(without_defaults(chosen.empty() ? commands.app.help()
                                              : chosen.front()->help("schouw")));
        flush_output();
        return false;
    } catch (const CLI::CallForVersion& version) {
        print_line(version.what());
        flush_output();
        return false;
    } catch (const CLI::ParseError& error) {
        refuse(commands.app, error, arguments);
    }
    return true;
}

CLI::App* Commands::add(const std::string& name, std::function<Exit()> body) {
    CLI::App* command = app.add_subcommand(name, help(name));
    command->fallthrough();
    command->group(help("label.SUBCOMMANDS"));
    command->set_help_flag("-h,--help", help("option.help"));
    command->get_option("--help")->group(help("label.Options"));
    command->callback([this, body = std::move(body)] { chosen = body; });
    return command;
}

namespace {
constexpr const char* without_end = "always";
}  // namespace

// A flag and no option: a word that follows is a checklist or a register, and no number of seconds.
void add_wait(const Commands& commands, CLI::App* command, std::string& wait) {
    command
        ->add_flag("--wait{" + std::string(without_end) + "}", wait, commands.help("option.wait"))
        ->type_name("[=SECONDS]");
}

Patience patience_of(const std::string& wait) {
    if (wait.empty()) return no_patience;
    if (wait == without_end) return endless_patience;
    constexpr std::size_t most_digits = 9;
    if (wait.size() > most_digits || wait.find_first_not_of("0123456789") != wait.npos)
        fail(Exit::usage, "arguments.no_seconds", {{"word", wait}});
    return std::stol(wait);
}

std::string day_of(const Shared& shared) {
    if (shared.as_of.empty()) return iso(amsterdam_day(now_seconds()));
    const auto day = parse_iso(shared.as_of);
    if (!day) fail(Exit::usage, "arguments.no_date", {{"word", shared.as_of}});
    return iso(*day);
}

Setup open_setup(Shared& shared) { return load_setup(shared.folder); }

RunInfo run_to_read(Store& store, const Shared& shared) {
    const auto run = latest_run(store, shared.as_of.empty() ? "" : day_of(shared));
    if (!run)
        fail(Exit::usage, shared.as_of.empty() ? "store.no_run" : "store.no_run_then",
             {{"date", shared.as_of}});
    return *run;
}

}  // namespace schouw
