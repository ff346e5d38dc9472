#include "net/http/content_coding.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

TEST(content_coding, honours_weights) {
  for (const auto* takes : {"gzip", "gzip;q=0.001", " x-gzip ; q=0.5 , identity;q=0.5", "*;q=0.1",
                            "identity;q=0.2, *;q=0.3", "deflate, gzip;q=1.0, *;q=0.5",
                            "gzip;q=1, identity; q=0.5, *;q=0", "br,GZip"}) {
    EXPECT_TRUE(prefers_gzip(takes)) << takes;
  }
  for (const auto* not_so :
       {"", ",", "identity", "gzip;q=0", "gzip;Q=0", "gzip;x=\"q=1\"; q=0", "gzip;q=0.000", "*;q=0",
        "br, deflate", "gzip;q=0.4, identity;q=0.5", "gzip;q=x", "gzip;q=inf", "gzip;q=nan",
        "gzip;q=-1", "gzip;q=2", "gzipped", "identity, *;q=0.5"}) {
    EXPECT_FALSE(prefers_gzip(not_so)) << not_so;
  }
}

}  // namespace
}  // namespace aurawell::net
