#include "config/provider_set.hpp"

#include <utility>

#include "config/loading/reload.hpp"

namespace aurawell::config {
namespace {

chat_kind kind_of_pool(const std::string& name) {
  return name == pool_name(chat_kind::health) ? chat_kind::health : chat_kind::general;
}

}  // namespace

void provider_set::take_over(const settings& before, const settings& now) {
  std::map<std::string, provider> next;
  for (const auto& [name, values] : now.providers) {
    const auto known = made_.find(name);
    if (known == made_.end()) {
      next.emplace(name, make_(name, values));
      continue;
    }
    auto kept = std::move(known->second);
    if (!same_provider(name, before, now)) {
      auto fresh = make_(name, values);
      kept.source = std::move(fresh.source);
      kept.options = fresh.options;
    }
    next.emplace(name, std::move(kept));
  }
  made_ = std::move(next);
}

std::set<std::string> provider_set::names() const {
  std::set<std::string> all;
  for (const auto& [name, made] : made_) {
    all.insert(name);
  }
  return all;
}

std::map<chat_kind, actors::pool_setup> provider_set::pools_of(const settings& now) const {
  std::map<chat_kind, actors::pool_setup> pools;
  for (const auto& [name, pool] : now.pools) {
    actors::pool_setup ready{pool, {}, now.safety.region};
    for (const auto& provider : pool.providers) {
      ready.chain.push_back(made_.at(provider));
    }
    pools.emplace(kind_of_pool(name), std::move(ready));
  }
  return pools;
}

}  // namespace aurawell::config
