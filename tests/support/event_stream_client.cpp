#include "tests/support/event_stream_client.hpp"

#include <cstdlib>
#include <sstream>

namespace aurawell::test_support {
namespace {

std::string request_text(const std::string& target, const std::string& body,
                         const header_list& headers) {
  std::string text =
      "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
  for (const auto& [name, value] : headers) {
    text += name + ": " + value + "\r\n";
  }
  return text + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// Returns the value of the field `name` in the lines "name: value" of an event.
bool take_field(const std::string& line, const std::string& name, std::string& value) {
  if (line.rfind(name + ": ", 0) != 0) {
    return false;
  }
  value = line.substr(name.size() + 2);
  return true;
}

}  // namespace

event_stream_client::event_stream_client(std::uint16_t port, const std::string& target,
                                         const std::string& body, const header_list& headers)
    : client_{port} {
  client_.send(request_text(target, body, headers));
  read_head();
}

void event_stream_client::read_head() {
  const auto head = client_.read_until("\r\n\r\n");
  if (!head) {
    return;
  }
  response_.status = std::atoi(head->c_str() + std::string_view{"HTTP/1.1 "}.size());
  std::istringstream lines{*head};
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line) && line != "\r") {
    const auto colon = line.find(": ");
    response_.headers.emplace_back(line.substr(0, colon),
                                   line.substr(colon + 2, line.size() - colon - 3));
  }
  if (response_.header("Transfer-Encoding") != "chunked") {
    response_.body = client_.read_to_end().value_or("");
  }
}

bool event_stream_client::read_chunk() {
  const auto size = client_.read_until("\r\n");
  // Events contain no carriage return.
  const auto bytes = size ? client_.read_until("\r\n") : std::nullopt;
  if (!bytes) {
    return false;
  }
  received_ += bytes->substr(0, bytes->size() - 2);
  ended_well_ = *size == "0\r\n";
  return !ended_well_;
}

std::optional<streamed_event> event_stream_client::next() {
  for (;;) {
    const auto end = received_.find("\n\n");
    if (end == std::string::npos) {
      if (response_.header("Transfer-Encoding") != "chunked" || !read_chunk()) {
        return std::nullopt;
      }
      continue;
    }
    std::istringstream lines{received_.substr(0, end)};
    received_.erase(0, end + 2);
    streamed_event event;
    for (std::string line; std::getline(lines, line);) {
      comments_ += line.rfind(':', 0) == 0 ? 1 : 0;
      take_field(line, "event", event.type) || take_field(line, "id", event.id) ||
          take_field(line, "data", event.data);
    }
    if (!event.data.empty()) {
      return event;
    }
  }
}

std::optional<std::string> unchunked(std::string_view body) {
  std::string joined;
  for (;;) {
    const auto line_end = body.find("\r\n");
    if (line_end == std::string_view::npos) {
      return std::nullopt;
    }
    const auto size = std::strtoul(std::string{body.substr(0, line_end)}.c_str(), nullptr, 16);
    body.remove_prefix(line_end + 2);
    if (size == 0) {
      return joined;
    }
    if (body.size() < size + 2) {
      return std::nullopt;
    }
    joined += body.substr(0, size);
    body.remove_prefix(size + 2);
  }
}

}  // namespace aurawell::test_support
