#pragma once

#include <string>

#include "tests/loadtest/load_options.hpp"
#include "tests/loadtest/load_run.hpp"

namespace aurawell::loadtest {

/// For people: aligned columns, times with their unit, only what there is to tell.
std::string report_table(const load_report& report, const load_options& options);

/// For programs: one JSON object, times in microseconds, always the same members.
std::string report_json(const load_report& report, const load_options& options);

/// What a connection cost the server in memory, in bytes; 0 if unknown.
std::uint64_t memory_per_connection(const load_report& report);

}  // namespace aurawell::loadtest
