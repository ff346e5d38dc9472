#pragma once

#include <string>
#include <vector>

#include "config/loading/loader.hpp"
#include "config/loading/reload.hpp"
#include "domain/guarded.hpp"

namespace aurawell::config {

/// The settings in use as operators read them. Thread-safe.
class config_pages {
 public:
  /// @param changes Of the last reload; those that need a restart are shown as waiting.
  void show(const loaded_settings& used, const std::vector<setting_change>& changes);

  std::string text(bool as_json) const;

 private:
  struct texts {
    std::string json;
    std::string toml;
  };
  guarded<texts> texts_;
};

}  // namespace aurawell::config
