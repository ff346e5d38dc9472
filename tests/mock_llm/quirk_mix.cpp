#include "tests/mock_llm/quirk_mix.hpp"

#include <algorithm>
#include <charconv>
#include <string>

#include "tests/mock_llm/mixed_bits.hpp"
#include "tests/mock_llm/quirk_catalog.hpp"

namespace aurawell::mock {
namespace {

constexpr double max_weight = 1e6;

struct weighted {
  const quirk* kind;
  double weight;
};

result<double> weight_of(std::string_view text) {
  double weight = -1;
  const auto* const end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, weight);
  if (parsed.ec != std::errc{} || parsed.ptr != end || !(weight >= 0 && weight <= max_weight)) {
    return error{ec::invalid_input, "'" + std::string{text} + "' is not a weight of 0 to 1000000"};
  }
  return weight;
}

std::vector<const quirk*> members_of(std::span<const quirk> catalog) {
  std::vector<const quirk*> members;
  for (const auto& each : catalog) {
    if (each.name != "none") {
      members.push_back(&each);
    }
  }
  return members;
}

result<std::vector<const quirk*>> quirks_named(std::string_view name) {
  if (name == "faults") {
    return members_of(fault_catalog());
  }
  if (name == "corpus") {
    return members_of(corpus_catalog());
  }
  if (name == "all") {
    auto members = members_of(fault_catalog());
    std::ranges::copy(members_of(corpus_catalog()), std::back_inserter(members));
    return members;
  }
  const auto found = find_quirk(name);
  if (!found) {
    return found.failure();
  }
  return std::vector{*found};
}

void set_weight(std::vector<weighted>& all, const quirk* kind, double weight) {
  const auto known = std::ranges::find(all, kind, &weighted::kind);
  if (known != all.end()) {
    known->weight = weight;
  } else {
    all.push_back({kind, weight});
  }
}

result<void> add_entry(std::vector<weighted>& all, std::string_view text) {
  const auto equals = text.find('=');
  const auto members = quirks_named(text.substr(0, equals));
  if (!members) {
    return members.failure();
  }
  const auto weight =
      equals == std::string_view::npos ? result<double>{1.0} : weight_of(text.substr(equals + 1));
  if (!weight) {
    return weight.failure();
  }
  for (const auto* const each : *members) {
    set_weight(all, each, *weight / static_cast<double>(members->size()));
  }
  return {};
}

}  // namespace

result<quirk_mix> quirk_mix::parse(std::string_view text, std::uint64_t seed) {
  quirk_mix mix;
  mix.seed_ = seed;
  std::vector<weighted> all;
  while (!text.empty()) {
    const auto part = text.substr(0, text.find(','));
    text.remove_prefix(std::min(part.size() + 1, text.size()));
    if (const auto added = add_entry(all, part); !added) {
      return added.failure();
    }
  }
  auto sum = 0.0;
  for (const auto& each : all) {
    if (each.weight > 0) {
      sum += each.weight;
      mix.entries_.push_back({each.kind, sum});
    }
  }
  if (!all.empty() && mix.entries_.empty()) {
    return error{ec::invalid_input, "all weights of the quirks are 0"};
  }
  return mix;
}

const quirk* quirk_mix::draw(std::uint64_t number) const noexcept {
  if (entries_.empty()) {
    return nullptr;
  }
  constexpr auto scale = 1.0 / static_cast<double>(std::uint64_t{1} << 53U);
  const auto bits = mixed_bits(mixed_bits(seed_) + number);
  const auto point = static_cast<double>(bits >> 11U) * scale * entries_.back().weight_up_to;
  const auto drawn = std::ranges::upper_bound(entries_, point, {}, &entry::weight_up_to);
  return drawn == entries_.end() ? entries_.back().kind : drawn->kind;
}

}  // namespace aurawell::mock
