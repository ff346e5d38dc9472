#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <mutex>

#include "domain/ports/advice_store.hpp"
#include "domain/ports/service_status.hpp"
#include "domain/prompt/memory_limits.hpp"
#include "domain/prompt/past_readings.hpp"

namespace aurawell {

/// Remembers what was read in the newest conversations, so that a question costs less in a long
/// one. It saves work only: no result depends on it, because what is remembered is compared with
/// the texts from the store before it is used. Holds texts of people. Thread-safe.
class conversation_memory {
 public:
  explicit conversation_memory(const memory_limits& limits = {}) : limits_{limits} {}

  /// Number of removals so far. Take it before the conversation is read from the store.
  std::uint64_t removals() const;

  /// Null: nothing is remembered.
  std::shared_ptr<const past_readings> find(const conversation_key& key);

  /// Replaces what is remembered. Does nothing if anything was removed since `removals` was taken:
  /// what is given may be a part of it.
  void keep(const conversation_key& key, past_readings readings, std::uint64_t removals);

  /// Forgets what was removed from the store. Call it when the removal is durable.
  void forget(const removal& removed);

  void limit(const memory_limits& limits);

  memory_status status() const;

 private:
  struct entry {
    conversation_key key;
    std::shared_ptr<const past_readings> readings;
    std::size_t bytes = 0;
  };
  using entries = std::list<entry>;
  struct key_less {
    bool operator()(const conversation_key& a, const conversation_key& b) const noexcept;
  };
  using index = std::map<conversation_key, entries::iterator, key_less>;

  void erase(index::iterator at);
  void shrink();

  mutable std::mutex mutex_;
  memory_limits limits_;
  /// The newest first.
  entries entries_;
  index index_;
  std::size_t bytes_ = 0;
  std::uint64_t removals_ = 0;
  std::uint64_t hits_ = 0;
  std::uint64_t misses_ = 0;
};

}  // namespace aurawell
