// SPDX-License-Identifier: EUPL-1.2
// The tests' own main: each file runs as one ctest, chosen by its name (-# makes the tags).
#define CATCH_CONFIG_RUNNER
#include <sodium.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>

int main(int argc, char** argv) {
    umask(077);
    if (sodium_init() < 0) return 70;
    Catch::Session session;
    session.configData().filenamesAsTags = true;
    const int wrong = session.applyCommandLine(argc, argv);
    return wrong != 0 ? wrong : session.run();
}
