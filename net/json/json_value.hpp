#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>

namespace aurawell::net {

enum class json_kind : unsigned char { null, flag, number, text, array, object };

/// One value of a `json_document`, which owns it and all that it returns.
class json_value {
 public:
  /// Walks over children, not over what is inside them.
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

  /// Of a member: its name. Empty for any other value.
  std::string_view name() const noexcept { return {name_, name_size_}; }
  /// Only for `true` and `false`.
  bool flag() const noexcept {
    assert(is_flag());
    return flag_;
  }
  /// Only for a string; without its escapes.
  std::string_view text() const noexcept {
    assert(is_text());
    return {text_, size_};
  }
  /// Only for a number: as it stands in the text.
  std::string_view digits() const noexcept {
    assert(is_number());
    return {text_, size_};
  }
  /// The nearest double. Nothing for any other kind, and for a number out of range, which
  /// only the lenient profile lets in.
  std::optional<double> as_double() const noexcept;
  /// Nothing unless it is a number without fraction and exponent that fits.
  std::optional<int> as_int() const noexcept;

  /// Elements of an array, members of an object in the order of the text; 0 for others.
  std::size_t size() const noexcept { return is_array() || is_object() ? size_ : 0; }
  iterator begin() const noexcept { return iterator{this + 1}; }
  iterator end() const noexcept { return iterator{this + span_}; }

 private:
  friend class json_builder;

  const char* name_ = nullptr;
  const char* text_ = nullptr;
  std::uint32_t name_size_ = 0;
  std::uint32_t size_ = 0;
  /// This value and all that is inside it, which follows it in memory.
  std::uint32_t span_ = 1;
  json_kind kind_ = json_kind::null;
  bool flag_ = false;
};

/// The first member of that name; null when there is none or `object` is no object.
const json_value* find_entry(const json_value& object, std::string_view name) noexcept;

/// As `find_entry`, but a member that is JSON's null counts as missing.
const json_value* find_member(const json_value& object, std::string_view name) noexcept;
/// Null when `object` is null.
const json_value* find_member(const json_value* object, std::string_view name) noexcept;

/// The string; "" for null and any other kind.
std::string_view text_of(const json_value* value) noexcept;

}  // namespace aurawell::net
