#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <functional>

namespace aurawell::net {

/// Calls `work` in this interval on the loop's thread, until the loop is destroyed. What `work`
/// uses must live until then.
/// @param work Gets how much later than planned it runs.
void repeat(boost::asio::io_context& loop, std::chrono::milliseconds interval,
            std::function<void(std::chrono::nanoseconds late)> work);

}  // namespace aurawell::net
