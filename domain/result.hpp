#pragma once

#include <cassert>
#include <optional>
#include <utility>
#include <variant>

#include "domain/error.hpp"

namespace aurawell {

/// A value, or why there is none. Reading the side that is not there is a bug.
template <class T>
class [[nodiscard]] result {
 public:
  result(T value) : content_{std::in_place_index<0>, std::move(value)} {}
  result(error failure) : content_{std::in_place_index<1>, std::move(failure)} {}

  bool has_value() const noexcept { return content_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  T& value() & { return checked<0>(content_); }
  const T& value() const& { return checked<0>(content_); }
  T&& value() && { return std::move(checked<0>(content_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const error& failure() const { return checked<1>(content_); }

 private:
  template <std::size_t I, class Variant>
  static auto& checked(Variant& content) {
    assert(content.index() == I);
    return *std::get_if<I>(&content);
  }

  std::variant<T, error> content_;
};

/// Success without a value, or a failure.
template <>
class [[nodiscard]] result<void> {
 public:
  result() = default;
  result(error failure) : failure_{std::move(failure)} {}

  bool has_value() const noexcept { return !failure_.has_value(); }
  explicit operator bool() const noexcept { return has_value(); }
  const error& failure() const {
    assert(failure_.has_value());
    return *failure_;
  }

 private:
  std::optional<error> failure_;
};

}  // namespace aurawell
