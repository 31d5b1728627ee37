// SPDX-License-Identifier: EUPL-1.2
// schouw-reference SOURCE OUT: the reference pages of what SOURCE ships, in English in OUT/man7 and
// in Dutch in OUT/nl/man7. Their date is that of man/schouw.1.
#include <sodium.h>

#include <cstdio>

#include "base/file.hpp"
#include "base/text.hpp"
#include "reference/pages.hpp"
#include "registers/workspace.hpp"

namespace {

using namespace schouw;

constexpr std::size_t page_limit = 1 << 20;

std::string date_line(const std::filesystem::path& page) {
    for (const auto& line : split(read_file(page, page_limit), '\n'))
        if (line.starts_with(".Dd ")) return line;
    return ".Dd";
}

void write_pages(const std::filesystem::path& source, const std::filesystem::path& out) {
    const Schemas schemas = load_schemas(toml_files(source / "templates/registers"));
    const Law law = load_law(toml_files(source / "checklists"), schemas);
    const std::string dated = date_line(source / "man/schouw.1");
    for (const auto language : {Language::en, Language::nl}) {
        const Catalogue words(language);
        const auto folder = out / (language == Language::en ? "man7" : "nl/man7");
        std::filesystem::create_directories(folder);
        write_file(folder / "schouw-checks.7", checks_page(law, schemas, dated, words));
        write_file(folder / "schouw-registers.7", registers_page(law, schemas, dated, words));
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3 || sodium_init() < 0) {
        std::fputs("usage: schouw-reference SOURCE OUT\n", stderr);
        return static_cast<int>(Exit::usage);
    }
    try {
        write_pages(argv[1], argv[2]);
    } catch (const Error& error) {
        std::fputs((Catalogue(Language::en).complain(error.message) + "\n").c_str(), stderr);
        return static_cast<int>(error.exit);
    }
    return 0;
}
