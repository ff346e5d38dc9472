#pragma once

#include <functional>
#include <string_view>

#include "domain/ports/page_cursor.hpp"
#include "net/http/http_replies.hpp"
#include "net/json/json_writer.hpp"

namespace aurawell::net {

/// `{"success":true,"message":…,"data":{…}}`; without a message none is written.
http_reply data_reply(unsigned status, std::string_view message,
                      const std::function<void(json_writer&)>& write_data);

/// `{"success":true,"message":…}`
http_reply message_reply(std::string_view message);

/// Where the next page of a list starts; null when there is none.
void write_next(json_writer& json, const page_cursor& next);

/// Milliseconds since 1970.
std::uint64_t to_cursor(wall_time at) noexcept;

}  // namespace aurawell::net
