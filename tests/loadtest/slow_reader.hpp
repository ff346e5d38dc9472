#pragma once

#include <cstdint>
#include <memory>

#include "tests/loadtest/load_client.hpp"

namespace aurawell::loadtest {

/// A client that reads `slow_bytes_per_second` and no more, with little kernel memory
/// in between. It asks one question after the other and comes back a second after it
/// was closed. Nothing that it is sent is checked; it never is over.
///
/// `number` names the user.
std::shared_ptr<load_client> make_slow_reader(client_context& context, std::uint32_t number);

}  // namespace aurawell::loadtest
