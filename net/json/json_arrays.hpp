#pragma once

#include <string_view>

#include "net/json/json_writer.hpp"

namespace aurawell::net {

/// Writes an array of texts.
void write_texts(json_writer& json, std::string_view name, const auto& all) {
  json.begin_array(name);
  for (const auto& one : all) {
    json.text(one);
  }
  json.end_array();
}

/// Writes an array with an object for each element of `all`; `write(json, one)` writes its fields.
template <class All, class Write>
void write_objects(json_writer& json, std::string_view name, const All& all, Write write) {
  json.begin_array(name);
  for (const auto& one : all) {
    json.begin_object();
    write(json, one);
    json.end_object();
  }
  json.end_array();
}

}  // namespace aurawell::net
