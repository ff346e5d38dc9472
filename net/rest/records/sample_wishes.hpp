#pragma once

#include <vector>

#include "domain/ports/account_queries.hpp"
#include "net/rest/route.hpp"

namespace aurawell::net {

/// One measurement, or up to 500; all problems of all of them are told together.
result<std::vector<health_sample>> read_samples(const rest_request& request);

/// Of which member is not known yet.
result<sample_query> read_sample_query(const rest_request& request);
result<sample_range> read_sample_range(const rest_request& request);

}  // namespace aurawell::net
