#pragma once

#include "domain/account/account.hpp"

namespace aurawell::net {

class json_writer;

/// An element of "samples".
void write_sample(json_writer& json, const health_sample& sample);

}  // namespace aurawell::net
