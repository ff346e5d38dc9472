#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>

namespace aurawell::net {

enum class json_kind : unsigned char { null, flag, number, text, array, object };

/// One value of a `json_document`. The document owns the value and everything that its functions
/// return.
class json_value {
 public:
  /// Iterates over direct children only.
  class iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = json_value;
    using difference_type = std::ptrdiff_t;
    using pointer = const json_value*;
    using reference = const json_value&;

    iterator() = default;
    explicit iterator(const json_value* at) noexcept : at_{at} {}

    reference operator*() const noexcept { return *at_; }
    pointer operator->() const noexcept { return at_; }
    iterator& operator++() noexcept {
      at_ += at_->span_;
      return *this;
    }
    iterator operator++(int) noexcept {
      auto before = *this;
      ++*this;
      return before;
    }
    bool operator==(const iterator&) const = default;

   private:
    const json_value* at_ = nullptr;
  };

  json_kind kind() const noexcept { return kind_; }
  bool is_null() const noexcept { return kind_ == json_kind::null; }
  bool is_flag() const noexcept { return kind_ == json_kind::flag; }
  bool is_number() const noexcept { return kind_ == json_kind::number; }
  bool is_text() const noexcept { return kind_ == json_kind::text; }
  bool is_array() const noexcept { return kind_ == json_kind::array; }
  bool is_object() const noexcept { return kind_ == json_kind::object; }

  /// The name of a member; empty for any other value.
  std::string_view name() const noexcept { return {name_, name_size_}; }
  /// Requires `true` or `false`.
  bool flag() const noexcept {
    assert(is_flag());
    return flag_;
  }
  /// Requires a string. Returns it without escapes.
  std::string_view text() const noexcept {
    assert(is_text());
    return {text_, size_};
  }
  /// Requires a number. Returns it as the text has it.
  std::string_view digits() const noexcept {
    assert(is_number());
    return {text_, size_};
  }
  /// Returns the nearest double; nothing for another kind and for a number out of range. Only the
  /// lenient profile accepts such numbers.
  std::optional<double> as_double() const noexcept;
  /// Returns nothing unless the value is a number without fraction and exponent that fits in an
  /// int.
  std::optional<int> as_int() const noexcept;

  /// Number of elements of an array or members of an object; 0 for others.
  std::size_t size() const noexcept { return is_array() || is_object() ? size_ : 0; }
  iterator begin() const noexcept { return iterator{this + 1}; }
  iterator end() const noexcept { return iterator{this + span_}; }

 private:
  friend class json_builder;

  const char* name_ = nullptr;
  const char* text_ = nullptr;
  std::uint32_t name_size_ = 0;
  std::uint32_t size_ = 0;
  /// Number of values in memory that belong to this one: itself and everything inside it.
  std::uint32_t span_ = 1;
  json_kind kind_ = json_kind::null;
  bool flag_ = false;
};

/// Returns the first member of that name; null when there is none or `object` is not an object.
const json_value* find_entry(const json_value& object, std::string_view name) noexcept;

/// As `find_entry`, but a member with the JSON value null counts as missing.
const json_value* find_member(const json_value& object, std::string_view name) noexcept;
/// Returns null when `object` is null.
const json_value* find_member(const json_value* object, std::string_view name) noexcept;

/// Returns the string; "" for a null pointer and any other kind.
std::string_view text_of(const json_value* value) noexcept;

}  // namespace aurawell::net
