#include "net/json/json_repair.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

constexpr auto npos = std::string_view::npos;

TEST(half_pairs, are_found_where_they_stand) {
  struct row {
    std::string_view json;
    std::size_t at;
  };
  for (const auto& [json, at] : {
           row{R"("")", npos},
           row{R"("\u0041\n\\")", npos},
           row{R"("\ud83d\ude00")", npos},
           row{R"("\uD83D\uDE00\uD83D\uDE00")", npos},
           row{R"("\\ud800")", npos},
           row{R"("\\\\udc00")", npos},
           row{R"("\ud8")", npos},
           row{R"("\ud8zz")", npos},
           row{R"("\uE000\uD7FF")", npos},
           row{R"("\)", npos},
           row{R"("\u)", npos},
           row{R"("\ud800")", 1},
           row{R"("\udfff")", 1},
           row{R"("a\uDBFF")", 2},
           row{R"("\ud83d\ud83d\ude00")", 1},
           row{R"("\ud83d\ude00\ude00")", 13},
           row{R"("\ud83dx\ude00")", 1},
           row{R"("\uD83D\\uDE00")", 1},
           row{R"("\\\uDE00")", 3},
       }) {
    EXPECT_EQ(find_half_pair(json), at) << json;
  }
}

TEST(half_pairs, are_replaced_and_nothing_else) {
  EXPECT_EQ(with_half_pairs_as_bytes(R"("\ud83d\ude00\n\\ud800")"), R"("\ud83d\ude00\n\\ud800")");
  EXPECT_EQ(with_half_pairs_as_bytes(R"("\ud800a\udc00\ud83d\ud83d\ude00\udfff")"),
            "\"\xED\xA0\x80"
            "a\xED\xB0\x80\xED\xA0\xBD\\ud83d\\ude00\xED\xBF\xBF\"");
}

}  // namespace
}  // namespace aurawell::net
