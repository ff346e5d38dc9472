#include "net/rest/data_reply.hpp"

#include <chrono>

namespace aurawell::net {

http_reply success_reply(const std::function<void(json_writer&)>& write_rest, unsigned status) {
  auto reply = json_reply(status);
  json_writer json{reply.body};
  json.begin_object();
  json.flag("success", true);
  write_rest(json);
  json.end_object();
  return reply;
}

http_reply data_reply(unsigned status, std::string_view message,
                      const std::function<void(json_writer&)>& write_data) {
  const auto write = [&](json_writer& json) {
    if (!message.empty()) {
      json.text("message", message);
    }
    json.begin_object("data");
    write_data(json);
    json.end_object();
  };
  return success_reply(write, status);
}

http_reply message_reply(std::string_view message) {
  return success_reply([&](json_writer& json) { json.text("message", message); });
}

void write_next(json_writer& json, const page_cursor& next) {
  if (next) {
    json.number("next", static_cast<std::uint64_t>(*next));
  } else {
    json.null("next");
  }
}

std::uint64_t to_cursor(wall_time at) noexcept {
  const auto since = std::chrono::floor<std::chrono::milliseconds>(at.time_since_epoch());
  return static_cast<std::uint64_t>(since.count());
}

}  // namespace aurawell::net
