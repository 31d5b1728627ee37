// SPDX-License-Identifier: EUPL-1.2
#include <catch2/catch.hpp>
#include <random>

#include "store/places.hpp"

using namespace schouw;

TEST_CASE("rows of records come back as they were packed", "[#places_test]") {
    const auto same = [](const std::vector<long>& rows) {
        CHECK(unpack_places(pack_places(rows), rows.size()) == rows);
    };
    same({});
    same({0});
    same({2, 3, 4, 5, 9, 10, 0, 0, 7});
    same({1'048'576, 2, 1'048'576});
    std::mt19937 random(1);
    for (int round = 0; round < 200; ++round) {
        std::vector<long> rows(random() % 300);
        for (auto& row : rows) row = static_cast<long>(random() % (1 + random() % 100'000));
        same(rows);
    }
}

TEST_CASE("a register in order of key takes a few bytes", "[#places_test]") {
    std::vector<long> rows;
    for (long row = 2; row < 100'002; ++row) rows.push_back(row);
    CHECK(pack_places(rows).size() < 10);
}

TEST_CASE("bytes that were changed give no more rows than there are records", "[#places_test]") {
    CHECK(unpack_places("\xff\xff\xff\xff\x0f\x02", 10).empty());
    CHECK(unpack_places("\x01", 10).empty());
    CHECK(unpack_places("\x80", 10).empty());
    CHECK(unpack_places(std::string(40, '\xff'), 10).empty());
    std::mt19937 random(2);
    for (int round = 0; round < 20'000; ++round) {
        std::string bytes(random() % 12, '\0');
        for (auto& byte : bytes) byte = static_cast<char>(random());
        CHECK(unpack_places(bytes, 5).size() <= 5);
    }
}
