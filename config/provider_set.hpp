#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>

#include "actors/pool/pool_setup.hpp"
#include "config/settings/settings.hpp"

namespace aurawell::config {

/// The providers of the present settings, created once and shared by all pools. An answer holds its
/// providers, so one can be replaced while it is in use.
class provider_set {
 public:
  using maker = std::function<provider(const std::string& name, const provider_settings& values)>;

  explicit provider_set(maker make) : make_{std::move(make)} {}

  /// Creates new providers and re-creates those that differ from `before`; state that belongs to
  /// the name, not to the settings, is kept. Removes the others.
  void take_over(const settings& before, const settings& now);

  std::set<std::string> names() const;

  /// The setup of each pool. Every provider that it names must exist.
  std::map<chat_kind, actors::pool_setup> pools_of(const settings& now) const;

 private:
  maker make_;
  std::map<std::string, provider> made_;
};

}  // namespace aurawell::config
