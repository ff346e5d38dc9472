#pragma once

#include <rapidjson/document.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "config/application.hpp"
#include "config/settings/settings.hpp"
#include "tests/mock_llm/mock_llm.hpp"
#include "tests/support/patience.hpp"
#include "tests/support/ws_client.hpp"

namespace aurawell::test_support {

/// Settings of a service for one test: any port, no stored data, the built-in coach without delay.
config::settings test_settings();

/// The same with `upstream` as the first provider of both pools.
config::settings settings_with(const mock::mock_llm& upstream);

/// The whole program in this process, on its own port.
class running_service {
 public:
  explicit running_service(const config::settings& values);
  ~running_service();

  std::uint16_t port() const { return service_.port(); }
  const service_status& status() const { return service_.status(); }
  std::uint16_t admin_port() const { return service_.admin_port(); }
  void stop();
  /// Call it on the thread that made this object.
  config::reload_report reload(const config::settings& values) {
    return service_.reload({values, {}});
  }

  /// A chat connection that has read its greeting.
  ws_client connect(const std::string& user, const std::string& query = "?lang=en") const;

 private:
  config::application service_;
  bool stopped_ = false;
};

/// One frame of the server, with the functions that tests need.
class event {
 public:
  explicit event(const std::string& json);

  /// Empty when there is no such member or it is not a string. `path` uses dots.
  std::string text(const std::string& path) const;
  /// Returns -1 when there is no such number.
  double number(const std::string& path) const;
  /// Returns false when there is no such boolean.
  bool flag(const std::string& path) const;
  bool has(const std::string& path) const { return find(path) != nullptr; }
  std::string type() const { return text("type"); }
  std::string status() const { return text("status"); }

 private:
  const rapidjson::Value* find(const std::string& path) const;

  std::shared_ptr<rapidjson::Document> document_;
};

/// The events of one request up to its terminal status.
struct heard_answer {
  std::vector<std::string> statuses;
  std::string joined;
  std::vector<event> events;

  const event& last() const { return events.back(); }
};

/// Reads until a terminal status of `request` (any request when empty). Fails the test when the
/// connection closes before.
heard_answer read_answer(ws_client& client, const std::string& request = "");

/// The next frame as an event; fails the test when there is none.
event read_event(ws_client& client);

}  // namespace aurawell::test_support
