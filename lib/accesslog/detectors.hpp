// SPDX-License-Identifier: EUPL-1.2
// The detectors, each of the file detect_<name>.cpp.
#pragma once
#include <memory>

#include "accesslog/detector.hpp"

namespace schouw {

std::unique_ptr<Detector> detect_lines(const Scene& scene);
std::unique_ptr<Detector> detect_groups(const Scene& scene);
std::unique_ptr<Detector> detect_volume(const Scene& scene);
std::unique_ptr<Detector> detect_burst(const Scene& scene);
std::unique_ptr<Detector> detect_off_hours(const Scene& scene);
std::unique_ptr<Detector> detect_accounts(const Scene& scene);
std::unique_ptr<Detector> detect_vendor(const Scene& scene);
std::unique_ptr<Detector> detect_relation(const Scene& scene);
std::unique_ptr<Detector> detect_dossier_times(const Scene& scene);
std::unique_ptr<Detector> detect_people(const Scene& scene);
std::unique_ptr<Detector> detect_bulk(const Scene& scene);
std::unique_ptr<Detector> detect_search(const Scene& scene);
std::unique_ptr<Detector> detect_emergency(const Scene& scene);
std::unique_ptr<Detector> detect_activity(const Scene& scene);
std::unique_ptr<Detector> detect_gaps(const Scene& scene);
std::unique_ptr<Detector> detect_clock(const Scene& scene);
std::unique_ptr<Detector> detect_missing(const Scene& scene);
std::unique_ptr<Detector> detect_dormant(const Scene& scene);

}  // namespace schouw
