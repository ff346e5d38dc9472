#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/ports/client_channel.hpp"

namespace aurawell::test_support {

/// Keeps the events that a client would receive.
class fake_channel final : public client_channel {
 public:
  room send(std::vector<server_event> events) override {
    for (auto& event : events) {
      received.push_back(std::move(event));
    }
    return full ? room::full : room::more;
  }

  void close(close_code code, std::string reason) override {
    closed_with = std::pair{code, std::move(reason)};
  }

  /// Bodies of one kind, in order.
  template <class Body>
  std::vector<Body> all() const {
    std::vector<Body> found;
    for (const auto& event : received) {
      if (const auto* body = std::get_if<Body>(&event.body)) {
        found.push_back(*body);
      }
    }
    return found;
  }

  std::vector<request_status> statuses(const request_id& request) const {
    std::vector<request_status> found;
    for (const auto& event : received) {
      const auto* update = std::get_if<status_update>(&event.body);
      if (update != nullptr && event.scope->request == request) {
        found.push_back(update->status);
      }
    }
    return found;
  }

  std::string text(const request_id& request) const {
    std::string joined;
    for (const auto& event : received) {
      const auto* delta = std::get_if<answer_delta>(&event.body);
      if (delta != nullptr && event.scope->request == request) {
        joined += delta->text;
      }
    }
    return joined;
  }

  std::vector<server_event> received;
  std::optional<std::pair<close_code, std::string>> closed_with;
  /// The result of the next `send`.
  bool full = false;
};

}  // namespace aurawell::test_support
