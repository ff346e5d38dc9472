#include "domain/chat/recent_ends.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace aurawell {
namespace {

/// More than the requests that can be running when a client leaves.
constexpr std::size_t most_ends = 32;

std::size_t text_of(const recent_ends::end& one) noexcept {
  const auto* summary = std::get_if<answer_summary>(&one.status.data);
  return summary != nullptr && summary->text ? summary->text->size() : 0;
}

}  // namespace

void recent_ends::add(end entry) {
  drop(entry.scope->request);
  text_bytes_ += text_of(entry);
  ends_.push_back(std::move(entry));
  if (ends_.size() > most_ends) {
    forget_text(ends_.front());
    ends_.erase(ends_.begin());
  }
  for (auto oldest = ends_.begin(); text_bytes_ > most_text_; ++oldest) {
    forget_text(*oldest);
  }
}

void recent_ends::drop(const request_id& request) {
  const auto found = std::find_if(ends_.begin(), ends_.end(),
                                  [&](const end& one) { return one.scope->request == request; });
  if (found != ends_.end()) {
    text_bytes_ -= text_of(*found);
    ends_.erase(found);
  }
}

void recent_ends::forget_text(end& of) {
  if (const auto bytes = text_of(of); bytes > 0) {
    text_bytes_ -= bytes;
    std::get<answer_summary>(of.status.data).text.reset();
    of.lost_text = true;
  }
}

std::vector<recent_ends::end> recent_ends::after(event_seq position) const {
  std::vector<end> found;
  std::copy_if(ends_.begin(), ends_.end(), std::back_inserter(found),
               [&](const end& one) { return one.seq > position; });
  return found;
}

bool recent_ends::has(const request_id& request) const noexcept {
  return std::any_of(ends_.begin(), ends_.end(),
                     [&](const end& one) { return one.scope->request == request; });
}

}  // namespace aurawell
