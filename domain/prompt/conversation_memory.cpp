#include "domain/prompt/conversation_memory.hpp"

#include <iterator>
#include <tuple>
#include <utility>

namespace aurawell {
namespace {

std::size_t bytes_of_entry(const conversation_key& key, const past_readings& readings) {
  return 2 * (key.user.value.size() + key.member.value.size() + key.conversation.value.size()) +
         readings.bytes();
}

bool is_part(const conversation_key& key, const removal& of) {
  return key.user == of.user && (!of.member || key.member == *of.member) &&
         (!of.conversation || key.conversation == *of.conversation);
}

}  // namespace

bool conversation_memory::key_less::operator()(const conversation_key& a,
                                               const conversation_key& b) const noexcept {
  return std::tie(a.user, a.member, a.conversation) < std::tie(b.user, b.member, b.conversation);
}

std::uint64_t conversation_memory::removals() const {
  const std::lock_guard lock{mutex_};
  return removals_;
}

std::shared_ptr<const past_readings> conversation_memory::find(const conversation_key& key) {
  const std::lock_guard lock{mutex_};
  const auto at = index_.find(key);
  if (at == index_.end()) {
    ++misses_;
    return nullptr;
  }
  ++hits_;
  entries_.splice(entries_.begin(), entries_, at->second);
  return at->second->readings;
}

void conversation_memory::keep(const conversation_key& key, past_readings readings,
                               std::uint64_t removals) {
  const auto bytes = bytes_of_entry(key, readings);
  auto shared = std::make_shared<const past_readings>(std::move(readings));
  const std::lock_guard lock{mutex_};
  if (const auto at = index_.find(key); at != index_.end()) {
    erase(at);
  }
  if (removals != removals_ || limits_.conversations == 0 || bytes > limits_.bytes) {
    return;
  }
  entries_.push_front({key, std::move(shared), bytes});
  index_.emplace(key, entries_.begin());
  bytes_ += bytes;
  shrink();
}

void conversation_memory::forget(const removal& removed) {
  const std::lock_guard lock{mutex_};
  ++removals_;
  for (auto at = index_.lower_bound({removed.user, {}, {}});
       at != index_.end() && at->first.user == removed.user;) {
    const auto next = std::next(at);
    if (is_part(at->first, removed)) {
      erase(at);
    }
    at = next;
  }
}

void conversation_memory::limit(const memory_limits& limits) {
  const std::lock_guard lock{mutex_};
  limits_ = limits;
  shrink();
}

memory_status conversation_memory::status() const {
  const std::lock_guard lock{mutex_};
  return {entries_.size(), bytes_, hits_, misses_};
}

void conversation_memory::erase(index::iterator at) {
  bytes_ -= at->second->bytes;
  entries_.erase(at->second);
  index_.erase(at);
}

void conversation_memory::shrink() {
  while (entries_.size() > limits_.conversations || bytes_ > limits_.bytes) {
    erase(index_.find(entries_.back().key));
  }
}

}  // namespace aurawell
