#pragma once

#include <rapidjson/document.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace aurawell::net {

/// A JSON text from an upstream. Small ones are parsed without touching the heap, and
/// no nesting exhausts the stack. Half a UTF-16 pair counts as U+FFFD.
class upstream_json {
 public:
  using value = rapidjson::Value;

  explicit upstream_json(std::string_view text);
  upstream_json(const upstream_json&) = delete;
  upstream_json& operator=(const upstream_json&) = delete;

  bool is_object() const { return is_valid() && document_.IsObject(); }
  bool is_valid() const { return !document_.HasParseError(); }
  const value& root() const { return document_; }

 private:
  using pool = rapidjson::MemoryPoolAllocator<>;

  void parse(std::string_view text);

  std::array<char, 4096> value_space_;
  std::array<char, 2048> parse_space_;
  pool value_pool_{value_space_.data(), value_space_.size()};
  pool parse_pool_{parse_space_.data(), parse_space_.size()};
  rapidjson::GenericDocument<rapidjson::UTF8<>, pool, pool> document_{&value_pool_, 1024,
                                                                      &parse_pool_};
};

/// The member, unless it is missing, null, or `object` is no object.
const rapidjson::Value* find_member(const rapidjson::Value& object, const char* name);
const rapidjson::Value* find_member(const rapidjson::Value* object, const char* name);

/// The string, or nothing for any other type.
std::string_view text_of(const rapidjson::Value* value);

/// A count that fits; a fraction is cut off. Nothing for any other type.
std::optional<std::uint32_t> count_of(const rapidjson::Value* value);

}  // namespace aurawell::net
