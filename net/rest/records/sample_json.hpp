#pragma once

#include <vector>

#include "domain/account/account.hpp"
#include "domain/ports/account_queries.hpp"
#include "net/rest/route.hpp"

namespace aurawell::net {

class json_writer;

/// An element of "samples".
void write_sample(json_writer& json, const health_sample& sample);

/// Reads one to 500 measurements; reports the faults of all of them together.
result<std::vector<health_sample>> read_samples(const rest_request& request);

/// The member is not set yet.
result<sample_query> read_sample_query(const rest_request& request);
result<sample_range> read_sample_range(const rest_request& request);

}  // namespace aurawell::net
