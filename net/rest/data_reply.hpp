#pragma once

#include <functional>
#include <string_view>

#include "domain/ports/page_cursor.hpp"
#include "net/http/http_replies.hpp"
#include "net/json/json_writer.hpp"

namespace aurawell::net {

/// `{"success":true,…}` with what `write_rest` adds.
http_reply success_reply(const std::function<void(json_writer&)>& write_rest,
                         unsigned status = 200);

/// `{"success":true,"message":…,"data":{…}}`; an empty message is left out.
http_reply data_reply(unsigned status, std::string_view message,
                      const std::function<void(json_writer&)>& write_data);

/// `{"success":true,"message":…}`
http_reply message_reply(std::string_view message);

/// Writes the start of the next page; null after the last one.
void write_next(json_writer& json, const page_cursor& next);

/// Milliseconds since 1970.
std::uint64_t to_cursor(wall_time at) noexcept;

}  // namespace aurawell::net
