#include "net/http/request_token.hpp"

#include <gtest/gtest.h>

#include <boost/beast/http/field.hpp>

namespace aurawell::net {
namespace {

using boost::beast::http::field;

TEST(request_token, is_a_bearer_token) {
  EXPECT_EQ(bearer_token("Bearer a.b.c"), "a.b.c");
  EXPECT_EQ(bearer_token("bearer   a.b.c"), "a.b.c");
  for (const auto* other : {"", "Bearer", "Bearer ", "Basic a.b.c", "Bearera.b.c", "a.b.c"}) {
    EXPECT_EQ(bearer_token(other), "") << other;
  }
}

TEST(request_token, is_found_at_each_of_its_places) {
  request_message request;
  EXPECT_EQ(token_of(request, ""), "");
  request.insert(field::sec_websocket_protocol, "aurawell.v1");
  EXPECT_EQ(token_of(request, ""), "");
  request.insert(field::sec_websocket_protocol, "other, aurawell.token.p.q-r.s_t");
  EXPECT_EQ(token_of(request, ""), "p.q-r.s_t");
  request.insert(field::authorization, "Basic eDp5");
  EXPECT_EQ(token_of(request, ""), "p.q-r.s_t");
  request.set(field::authorization, "Bearer h.h.h");
  EXPECT_EQ(token_of(request, ""), "h.h.h");
  EXPECT_EQ(token_of(request, "q.q.q"), "q.q.q");
}

}  // namespace
}  // namespace aurawell::net
