#pragma once

#include <cstdint>
#include <memory>

#include "tests/loadtest/load_client.hpp"

namespace aurawell::loadtest {

/// A client that reads only `slow_bytes_per_second`, with small kernel buffers. It asks one
/// question after the other and reconnects a second after its connection was closed. It checks
/// nothing that it receives and never ends.
///
/// `number` names the user.
std::shared_ptr<load_client> make_slow_reader(client_context& context, std::uint32_t number);

}  // namespace aurawell::loadtest
