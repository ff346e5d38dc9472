#include "net/json/json_extent.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace aurawell::net {
namespace {

/// The values of `text`, read in two parts or byte by byte; the last part has no end.
std::vector<std::string> parts_of(const std::vector<std::string_view>& cuts) {
  json_extent extent;
  std::vector<std::string> parts{""};
  for (auto cut : cuts) {
    while (!cut.empty()) {
      const auto end = extent.feed(cut);
      const auto part = cut.substr(0, end);
      parts.back() += part;
      cut.remove_prefix(part.size());
      if (end != json_extent::npos) {
        parts.emplace_back();
      }
    }
  }
  return parts;
}

TEST(json_extent, ends_with_the_outermost_bracket_in_any_cuts) {
  using parts = std::vector<std::string>;
  for (const auto& expected : {
           parts{"{}", ""},
           parts{" \n{\"a\":[{},{}]}", "\n[1,[2]]", ""},
           parts{R"({"a":"}]\"}{","b":"\\"})", R"({"c":1})", " "},
           parts{R"({"a":"}\)"},
           parts{R"({"a":{)"},
           parts{"] } \"x{}", ""},
           parts{""},
       }) {
    std::string text;
    for (const auto& part : expected) {
      text += part;
    }
    const std::string_view all{text};
    std::vector<std::string_view> bytes;
    for (std::size_t at = 0; at < all.size(); ++at) {
      EXPECT_EQ(parts_of({all.substr(0, at), all.substr(at)}), expected) << text << " at " << at;
      bytes.push_back(all.substr(at, 1));
    }
    EXPECT_EQ(parts_of(bytes), expected) << text;
  }
}

}  // namespace
}  // namespace aurawell::net
