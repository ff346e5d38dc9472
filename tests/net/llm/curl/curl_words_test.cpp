#include "net/llm/curl/curl_words.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

TEST(curl_words, repeat_what_names_only_a_host) {
  EXPECT_EQ(words_of(CURLE_COULDNT_RESOLVE_HOST, "Could not resolve host: a.example"),
            "Could not resolve host: a.example");
  EXPECT_EQ(words_of(CURLE_COULDNT_CONNECT, ""), curl_easy_strerror(CURLE_COULDNT_CONNECT));
}

// The message of libcurl 7.88 about a proxy in the environment.
TEST(curl_words, repeat_no_address_of_a_proxy) {
  const auto* told =
      "Unsupported proxy syntax in 'http://user:ProxyPassword@h :1': Malformed input";
  for (const auto outcome :
       {CURLE_COULDNT_RESOLVE_PROXY, CURLE_URL_MALFORMAT, CURLE_WEIRD_SERVER_REPLY,
        CURLE_WRITE_ERROR, CURLE_BAD_CONTENT_ENCODING}) {
    EXPECT_EQ(words_of(outcome, told), curl_easy_strerror(outcome));
  }
}

}  // namespace
}  // namespace aurawell::net
