#include "config/reload_desk.hpp"

#include <string_view>
#include <utility>

#include "net/json/json_writer.hpp"

namespace aurawell::config {
namespace {

net::control_outcome refusal(std::string_view reason) {
  net::control_outcome outcome{503, {}};
  net::json_writer json{outcome.json};
  json.begin_object();
  json.flag("adopted", false);
  json.text("refused", reason);
  json.end_object();
  outcome.json += '\n';
  return outcome;
}

}  // namespace

void reload_desk::ask(receiver then) {
  std::string_view refused;
  {
    const std::lock_guard lock{mutex_};
    if (is_closed_) {
      refused = "the service is stopping";
    } else if (waiting_.size() >= most_waiting) {
      refused = "too many reloads wait already";
    } else {
      waiting_.push_back(std::move(then));
    }
  }
  if (refused.empty()) {
    wake_();
  } else {
    then(refusal(refused));
  }
}

std::vector<reload_desk::receiver> reload_desk::take() {
  const std::lock_guard lock{mutex_};
  return std::exchange(waiting_, {});
}

void reload_desk::close() {
  {
    const std::lock_guard lock{mutex_};
    is_closed_ = true;
  }
  for (const auto& then : take()) {
    then(refusal("the service is stopping"));
  }
}

}  // namespace aurawell::config
