#include "tests/conformance/rows/handshake.hpp"

namespace aurawell::conformance {

handshake::handshake()
    : start_{"GET /ws/chat/shaker?lang=en HTTP/1.1"},
      fields_{{"Host", "localhost"},
              {"Connection", "Upgrade"},
              {"Upgrade", "websocket"},
              {"Sec-WebSocket-Version", "13"},
              {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}} {}

handshake& handshake::start(std::string line) {
  start_ = std::move(line);
  return *this;
}

handshake& handshake::set(std::string_view name, std::string_view value) {
  for (auto& [known, present] : fields_) {
    if (known == name) {
      present = value;
      return *this;
    }
  }
  return add(std::string{name}, std::string{value});
}

handshake& handshake::add(std::string name, std::string value) {
  fields_.emplace_back(std::move(name), std::move(value));
  return *this;
}

handshake& handshake::drop(std::string_view name) {
  std::erase_if(fields_, [&](const auto& field) { return field.first == name; });
  return *this;
}

std::string handshake::text(std::string_view behind) const {
  auto bytes = start_ + "\r\n";
  for (const auto& [name, value] : fields_) {
    bytes += name + ": " + value + "\r\n";
  }
  return bytes + "\r\n" + std::string{behind};
}

http_row accepted(std::string name, const handshake& asked, std::string section) {
  return row("handshake_" + name, asked.text(), answered({101}), std::move(section))
      .with("HTTP/1.1 101 ")
      .with("websocket")
      .without("Sec-WebSocket-Extensions");
}

http_row denied(std::string name, const handshake& asked, std::vector<int> statuses,
                std::string section) {
  return row("handshake_" + name, asked.text(), replied(std::move(statuses)), std::move(section));
}

}  // namespace aurawell::conformance
