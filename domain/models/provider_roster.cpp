#include "domain/models/provider_roster.hpp"

namespace aurawell {

std::shared_ptr<provider_health> provider_roster::get_or_add(const std::string& name,
                                                             const breaker_options& options) {
  const std::lock_guard lock{mutex_};
  auto& health = known_[name];
  if (health) {
    health->configure(options);
  } else {
    health = std::make_shared<provider_health>(name, options);
  }
  return health;
}

void provider_roster::keep_only(const std::set<std::string>& names) {
  const std::lock_guard lock{mutex_};
  std::erase_if(known_, [&](const auto& entry) { return !names.contains(entry.first); });
}

std::vector<provider_status> provider_roster::statuses(provider_health::time_point now) const {
  const std::lock_guard lock{mutex_};
  std::vector<provider_status> out;
  for (const auto& [name, health] : known_) {
    out.push_back(health->status(now));
  }
  return out;
}

}  // namespace aurawell
