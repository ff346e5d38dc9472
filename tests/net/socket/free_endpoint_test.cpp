#include "net/socket/free_endpoint.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/error.hpp>
#include <boost/asio/ip/address.hpp>

namespace aurawell::net {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(free_endpoint, says_what_is_missing_for_a_port_that_the_user_may_not_open) {
  const boost::asio::ip::tcp::endpoint place{boost::asio::ip::make_address("127.0.0.1"), 80};
  EXPECT_THAT(describe_listen_fault(place, boost::asio::error::access_denied),
              AllOf(StartsWith("cannot listen on 127.0.0.1:80: Permission denied"),
                    HasSubstr("CAP_NET_BIND_SERVICE")));
  EXPECT_THAT(describe_listen_fault(place, boost::asio::error::address_in_use),
              EndsWith("80: Address already in use"));
}

}  // namespace
}  // namespace aurawell::net
