#include "domain/told_ends.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace aurawell {
namespace {

constexpr std::size_t most_ends = 32;

std::size_t text_of(const told_ends::end& one) noexcept {
  const auto* summary = std::get_if<answer_summary>(&one.status.data);
  return summary != nullptr && summary->text ? summary->text->size() : 0;
}

}  // namespace

void told_ends::add(end what) {
  text_bytes_ += text_of(what);
  ends_.push_back(std::move(what));
  while (ends_.size() > most_ends || (text_bytes_ > most_text_ && !ends_.empty())) {
    text_bytes_ -= text_of(ends_.front());
    forgotten_ = ends_.front().seq;
    ends_.pop_front();
  }
}

std::vector<told_ends::end> told_ends::take_after(event_seq position) {
  auto first = ends_.begin();
  while (first != ends_.end() && first->seq <= position) {
    ++first;
  }
  std::vector<end> taken{std::make_move_iterator(first), std::make_move_iterator(ends_.end())};
  ends_.erase(first, ends_.end());
  for (const auto& one : taken) {
    text_bytes_ -= text_of(one);
  }
  return taken;
}

bool told_ends::has(const request_id& request) const noexcept {
  return std::any_of(ends_.begin(), ends_.end(),
                     [&](const end& one) { return one.scope->request == request; });
}

}  // namespace aurawell
