#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>

#include "actors/pool/pool_setup.hpp"
#include "config/settings/settings.hpp"

namespace aurawell::config {

/// The providers of the settings in force, made once and shared by all pools. Answers
/// hold on to those they use, so that one may be replaced while it answers.
class provider_set {
 public:
  using maker =
      std::function<provider(const std::string& name, const provider_settings& values)>;

  explicit provider_set(maker make) : make_{std::move(make)} {}

  /// Makes what is new, and makes again what differs from `before`, keeping whatever
  /// belongs to the name rather than to the settings; what is gone is forgotten.
  void take_over(const settings& before, const settings& now);

  std::set<std::string> names() const;

  /// How each pool is to work. Every provider that it names must be there.
  std::map<chat_kind, actors::pool_setup> pools_of(const settings& now) const;

 private:
  maker make_;
  std::map<std::string, provider> made_;
};

}  // namespace aurawell::config
