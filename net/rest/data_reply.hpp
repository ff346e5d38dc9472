#pragma once

#include <functional>
#include <string_view>

#include "net/http_replies.hpp"
#include "net/json/json_writer.hpp"

namespace aurawell::net {

/// `{"success":true,"message":…,"data":{…}}`; without a message none is written.
http_reply data_reply(unsigned status, std::string_view message,
                      const std::function<void(json_writer&)>& write_data);

/// `{"success":true,"message":…}`
http_reply message_reply(std::string_view message);

/// Milliseconds since 1970, as cursors of lists by time count.
std::uint64_t to_cursor(wall_time at) noexcept;

}  // namespace aurawell::net
