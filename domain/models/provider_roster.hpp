#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "domain/models/provider_health.hpp"

namespace aurawell {

/// The health of every provider by its name in the settings. Survives a change of settings: the
/// same name keeps its health. Thread-safe.
class provider_roster {
 public:
  /// The health of that name, with these options from now on; adds it if there is none.
  std::shared_ptr<provider_health> get_or_add(const std::string& name,
                                              const breaker_options& options);

  /// Removes all others; their running attempts continue.
  void keep_only(const std::set<std::string>& names);

  /// In the order of names.
  std::vector<provider_status> statuses(provider_health::time_point now) const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::shared_ptr<provider_health>> known_;
};

}  // namespace aurawell
