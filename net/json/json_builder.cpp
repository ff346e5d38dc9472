#include "net/json/json_builder.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>

namespace aurawell::net {
namespace {

/// Upper bound: each value is the root, follows a comma, or is the first of an array or object.
std::size_t most_values_in(std::string_view json) noexcept {
  std::size_t count = 1;
  for (const char c : json) {
    count += c == ',' || c == '[' || c == '{' ? 1U : 0U;
  }
  return count;
}

}  // namespace

json_builder::json_builder(const json_bounds& bounds, std::string_view json,
                           std::pmr::vector<json_value>& values)
    : bounds_{bounds}, values_{values} {
  auto* memory = values_.get_allocator().resource();
  free_text_ = static_cast<char*>(memory->allocate(std::max<std::size_t>(json.size(), 1), 1));
  values_.reserve(std::min<std::size_t>(most_values_in(json), bounds.max_values));
}

bool json_builder::flag(bool value) {
  auto* added = add(json_kind::flag);
  if (added != nullptr) {
    added->flag_ = value;
  }
  return added != nullptr;
}

bool json_builder::number(std::string_view digits) {
  if (digits.size() > bounds_.max_number_bytes) {
    return fail("has a number longer than ", bounds_.max_number_bytes, " bytes");
  }
  double value = 0;
  const auto* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, value);
  // RapidJSON accepts "NaN.5" as a number.
  if (read.ptr != end) {
    fault_ = "is not JSON: Invalid value.";
    return false;
  }
  if (read.ec != std::errc{} && bounds_.profile == json_profile::strict) {
    fault_ = "is not JSON: Number out of range.";
    return false;
  }
  auto* added = add(json_kind::number);
  if (added != nullptr) {
    added->text_ = keep(digits);
    added->size_ = static_cast<std::uint32_t>(digits.size());
  }
  return added != nullptr;
}

bool json_builder::text(std::string_view value) {
  auto* added = add(json_kind::text);
  if (added != nullptr) {
    added->text_ = keep(value);
    added->size_ = static_cast<std::uint32_t>(value.size());
  }
  return added != nullptr;
}

void json_builder::name(std::string_view name) {
  next_name_ = {keep(name), name.size()};
}

bool json_builder::open(json_kind kind) {
  if (depth_ == bounds_.max_depth) {
    return fail("is nested deeper than ", bounds_.max_depth, " levels");
  }
  auto* added = add(kind);
  if (added != nullptr) {
    added->span_ = innermost_;
    innermost_ = static_cast<std::uint32_t>(values_.size() - 1);
    ++depth_;
  }
  return added != nullptr;
}

void json_builder::close(std::uint32_t children) {
  assert(depth_ > 0);
  auto& closed = values_[innermost_];
  const auto outer = closed.span_;
  closed.size_ = children;
  closed.span_ = static_cast<std::uint32_t>(values_.size()) - innermost_;
  innermost_ = outer;
  --depth_;
}

json_value* json_builder::add(json_kind kind) {
  if (values_.size() == bounds_.max_values) {
    fail("has more than ", bounds_.max_values, " values");
    return nullptr;
  }
  auto& added = values_.emplace_back();
  added.kind_ = kind;
  added.name_ = next_name_.data();
  added.name_size_ = static_cast<std::uint32_t>(next_name_.size());
  next_name_ = {};
  return &added;
}

const char* json_builder::keep(std::string_view text) {
  const auto* kept = free_text_;
  free_text_ = std::copy(text.begin(), text.end(), free_text_);
  return kept;
}

bool json_builder::fail(std::string_view why, std::size_t bound, std::string_view unit) {
  fault_ = std::string{why} + std::to_string(bound) + std::string{unit};
  return false;
}

}  // namespace aurawell::net
