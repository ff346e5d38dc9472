// A JSON text in both profiles of the reader.
#include <cmath>
#include <string>

#include "net/json/json_document.hpp"
#include "net/json/json_writer.hpp"
#include "tests/fuzz/fuzz_target.hpp"

namespace aurawell::fuzz {
namespace {

using net::json_document;
using net::json_value;

constexpr net::json_bounds strict{net::json_profile::strict, 64 * 1024, 16, 512, 64};

void check_number(const json_value& value, bool is_strict) {
  const auto number = value.as_double();
  must(!is_strict || (number && std::isfinite(*number)), "a number is one that a double holds");
  if (const auto whole = value.as_int()) {
    must(number && *number == *whole, "a number is the same as an integer and as a double");
  }
}

/// Appends the value as JSON. The reader bounds the depth.
void write(std::string& out, const json_value& value, bool is_strict) {
  if (value.is_text()) {
    must(is_utf8(value.text()) || !is_strict, "a text is UTF-8");
    net::append_quoted(out, value.text());
  } else if (value.is_number()) {
    check_number(value, is_strict);
    out += value.digits();
  } else if (value.is_array() || value.is_object()) {
    out += value.is_array() ? '[' : '{';
    std::size_t count = 0;
    for (const auto& child : value) {
      out += count++ == 0 ? "" : ",";
      if (value.is_object()) {
        net::append_quoted(out, child.name());
        out += ':';
      }
      write(out, child, is_strict);
    }
    must(count == value.size(), "a value has as many children as it says");
    out += value.is_array() ? ']' : '}';
  } else {
    out += value.is_null() ? "null" : value.flag() ? "true" : "false";
  }
}

std::string text_of(const json_document& read, bool is_strict) {
  std::string text;
  write(text, read.root(), is_strict);
  return text;
}

}  // namespace

void run(std::string_view input) {
  auto lenient = net::model_server_json;
  lenient.max_depth = 64;
  const json_document tolerant{input, lenient};
  if (tolerant.is_valid()) {
    text_of(tolerant, false);
  }
  const json_document read{input, strict};
  if (!read.is_valid()) {
    must(is_utf8(read.fault()) && read.fault().size() < 200, "a fault is told in a sentence");
    return;
  }
  must(tolerant.is_valid(), "what is read strictly is read leniently");
  must(is_utf8(input), "what is read strictly is UTF-8");
  const auto text = text_of(read, true);
  must(text_of(tolerant, false) == text, "both profiles read the same of a strict text");
  const json_document again{text, strict};
  must(again.is_valid() && text_of(again, true) == text, "what is written is read as the same");
}

}  // namespace aurawell::fuzz
