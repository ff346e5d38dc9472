#include "net/static_files.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

TEST(static_files, finds_a_file_by_its_exact_path) {
  const static_files files{
      {{"index.html", "page", "\"1\""}, {"img/a.svg", "svg", "\"2\""}, {"app.js", "js", "\"3\""}}};
  EXPECT_EQ(files.find("/")->bytes, "page");
  EXPECT_EQ(files.find("/index.html")->bytes, "page");
  EXPECT_EQ(files.find("/img/a.svg")->bytes, "svg");
  EXPECT_EQ(files.find("/app.js")->bytes, "js");
}

TEST(static_files, has_an_address_for_the_documentation) {
  const static_files files{{{"docs/docs.js", "js", "\"1\""}, {"docs/index.html", "docs", "\"2\""}}};
  ASSERT_NE(files.find("/docs"), nullptr);
  EXPECT_EQ(files.find("/docs")->bytes, "docs");
  EXPECT_EQ(files.find("/docs/docs.js")->bytes, "js");
  EXPECT_EQ(files.find("/docs/"), nullptr);
}

TEST(static_files, finds_nothing_else) {
  const static_files files{{{"index.html", "page", "\"1\""}}};
  for (const auto* path : {"", "index.html", "//index.html", "/./index.html", "/../index.html",
                           "/%69ndex.html", "/INDEX.html", "/index.html/", "/etc/passwd"}) {
    EXPECT_EQ(files.find(path), nullptr) << path;
  }
  EXPECT_EQ(static_files{{}}.find("/"), nullptr);
}

TEST(static_files, holds_the_web_client) {
  const static_files files{embedded_web_files()};
  const auto* page = files.find("/");
  ASSERT_NE(page, nullptr);
  EXPECT_NE(page->bytes.find("<html"), std::string_view::npos);
  EXPECT_EQ(page->etag.size(), 18U);
  EXPECT_EQ(page->etag.front(), '"');
  EXPECT_EQ(page->etag.back(), '"');
  for (const auto* path : {"/docs", "/asyncapi.json", "/docs/vendor/swagger-ui/LICENSE.txt"}) {
    EXPECT_NE(files.find(path), nullptr) << path;
  }
  for (const auto& file : embedded_web_files()) {
    EXPECT_NE(content_type_of(file.name), "application/octet-stream") << file.name;
  }
}

TEST(static_files, knows_content_types_by_ending) {
  EXPECT_EQ(content_type_of("a.html"), "text/html; charset=utf-8");
  EXPECT_EQ(content_type_of("a.min.js"), "text/javascript; charset=utf-8");
  EXPECT_EQ(content_type_of("html"), "application/octet-stream");
}

}  // namespace
}  // namespace aurawell::net
