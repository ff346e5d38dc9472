#include "net/http/static_files.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <string>
#include <vector>

namespace aurawell::net {
namespace {

constexpr std::string_view site_version = "0123456789abcdef";

TEST(static_files, finds_a_file_by_its_exact_path) {
  const static_files files{
      {{"index.html", "page", "\"1\""}, {"img/a.svg", "svg", "\"2\""}, {"app.js", "js", "\"3\""}},
      site_version};
  EXPECT_EQ(files.find("/")->bytes, "page");
  EXPECT_EQ(files.find("/index.html")->bytes, "page");
  EXPECT_EQ(files.find("/img/a.svg")->bytes, "svg");
  EXPECT_EQ(files.find("/app.js")->bytes, "js");
}

TEST(static_files, has_an_address_for_the_documentation) {
  const static_files files{{{"docs/docs.js", "js", "\"1\""}, {"docs/index.html", "docs", "\"2\""}},
                           site_version};
  ASSERT_TRUE(files.find("/docs"));
  EXPECT_EQ(files.find("/docs")->bytes, "docs");
  EXPECT_EQ(files.find("/docs/docs.js")->bytes, "js");
  EXPECT_FALSE(files.find("/docs/"));
}

TEST(static_files, finds_nothing_else) {
  const static_files files{{{"index.html", "page", "\"1\""}}, site_version};
  for (const auto* path :
       {"", "index.html", "//index.html", "/./index.html", "/../index.html", "/%69ndex.html",
        "/INDEX.html", "/index.html/", "/etc/passwd", "/static/0123456789abcdef",
        "/static/0123456789abcdef/", "/static/0123456789abcdef/../index.html",
        "/static/0123456789ABCDEF/index.html", "/static/0123/index.html", "/static//index.html",
        "/static/index.html", "/static/", "/static/0123456789abcdef//index.html"}) {
    EXPECT_FALSE(files.find(path)) << path;
  }
  EXPECT_FALSE((static_files{{}, site_version}.find("/")));
}

TEST(static_files, never_change_at_an_address_with_their_version) {
  const static_files files{{{"index.html", "page", "\"1\""}, {"docs/docs.js", "js", "\"2\""}},
                           site_version};
  const auto own = files.find("/static/0123456789abcdef/docs/docs.js");
  ASSERT_TRUE(own);
  EXPECT_EQ(own->bytes, "js");
  EXPECT_TRUE(own->never_changes);
  const auto others = files.find("/static/fedcba9876543210/docs/docs.js");
  ASSERT_TRUE(others) << "a page of another version";
  EXPECT_EQ(others->bytes, "js");
  EXPECT_FALSE(others->never_changes);
  EXPECT_FALSE(files.find("/docs/docs.js")->never_changes);
  EXPECT_FALSE(files.find("/")->never_changes);
}

TEST(static_files, holds_the_web_client) {
  const static_files files{embedded_web_files(), embedded_web_version()};
  const auto page = files.find("/");
  ASSERT_TRUE(page);
  EXPECT_NE(page->bytes.find("<html"), std::string_view::npos);
  EXPECT_EQ(page->etag.size(), 18U);
  EXPECT_EQ(page->etag.front(), '"');
  EXPECT_EQ(page->etag.back(), '"');
  for (const auto* path : {"/docs", "/asyncapi.json", "/docs/vendor/swagger-ui/LICENSE.txt"}) {
    EXPECT_TRUE(files.find(path)) << path;
  }
  for (const auto& file : embedded_web_files()) {
    EXPECT_NE(content_type_of(file.name), "application/octet-stream") << file.name;
  }
}

/// The files in the attributes of `page`.
std::vector<std::string> addresses_in(std::string_view page) {
  static const std::regex attribute{R"re((?:src|href)="([^"#]+)")re"};
  const std::string text{page};
  std::vector<std::string> found;
  for (std::sregex_iterator each{text.begin(), text.end(), attribute}, end; each != end; ++each) {
    found.push_back((*each)[1]);
  }
  return found;
}

TEST(static_files, pages_name_addresses_that_never_change) {
  const static_files files{embedded_web_files(), embedded_web_version()};
  for (const auto* path : {"/", "/docs"}) {
    std::size_t named = 0;
    for (const auto& address : addresses_in(files.find(path)->bytes)) {
      const auto file = files.find("/" + address);
      if (file && content_type_of(file->name) != content_type_of("x.html")) {
        EXPECT_TRUE(file->never_changes) << address;
        ++named;
      }
    }
    EXPECT_GE(named, 4U) << path;
  }
}

TEST(static_files, are_compressed_where_that_saves) {
  for (const auto& file : embedded_web_files()) {
    const auto type = content_type_of(file.name);
    if (file.bytes.size() < 512) {
      EXPECT_TRUE(file.gzip.empty()) << file.name;
    } else if (type.starts_with("text/") || type.starts_with("application/")) {
      EXPECT_LT(file.gzip.size(), file.bytes.size() * 7 / 10) << file.name;
      EXPECT_TRUE(file.gzip.starts_with("\x1f\x8b\x08")) << file.name;
      EXPECT_NE(file.gzip_etag, file.etag);
    }
  }
}

TEST(static_files, knows_content_types_by_ending) {
  EXPECT_EQ(content_type_of("a.html"), "text/html; charset=utf-8");
  EXPECT_EQ(content_type_of("a.min.js"), "text/javascript; charset=utf-8");
  EXPECT_EQ(content_type_of("html"), "application/octet-stream");
}

}  // namespace
}  // namespace aurawell::net
