#pragma once

#include <string>
#include <vector>

#include "domain/context_fact.hpp"

namespace aurawell {

/// "key: value" for each fact, as one line of data (`as_data_line`) with its line end.
std::string fact_lines(const std::vector<context_fact>& facts);

}  // namespace aurawell
