#include "domain/trace/trace_sampling.hpp"

namespace aurawell {
namespace {

constexpr std::size_t random_bytes = 7;

template <class Id>
std::uint64_t last_bytes_of(const Id& id) noexcept {
  std::uint64_t number = 0;
  for (auto i = id.size() - random_bytes; i < id.size(); ++i) {
    number = number << 8U | id[i];
  }
  return number;
}

}  // namespace

trace_context place_question(const std::optional<trace_context>& parent,
                             const trace_sampling& rule) {
  if (!parent) {
    trace_context own{make_trace_id(), make_span_id(), false, true};
    own.is_sampled = is_in_share(last_bytes_of(own.trace), rule.ratio);
    return own;
  }
  auto place = place_inside(*parent);
  if (!rule.trusts_clients) {
    place.is_sampled = is_in_share(last_bytes_of(place.span), rule.ratio);
  }
  return place;
}

trace_context place_inside(const trace_context& parent) {
  auto place = parent;
  place.span = make_span_id();
  return place;
}

bool is_in_share(std::uint64_t last_bytes, double share) noexcept {
  // A threshold from below, as OpenTelemetry defines it: a larger share contains a smaller one.
  constexpr auto all = static_cast<double>(std::uint64_t{1} << (8 * random_bytes));
  return last_bytes >= static_cast<std::uint64_t>((1 - share) * all);
}

}  // namespace aurawell
