#include "config/loading/suggestion.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace aurawell::config {
namespace {

const std::vector<std::string> known_keys{"server.host", "server.port", "storage.url",
                                          "session.max_inflight"};

TEST(suggestion, finds_a_slip_of_the_fingers) {
  EXPECT_EQ(did_you_mean("server.prot", known_keys), "; did you mean \"server.port\"?");
  EXPECT_EQ(did_you_mean("serve.host", known_keys), "; did you mean \"server.host\"?");
  EXPECT_EQ(did_you_mean("session.max_in_flight", known_keys),
            "; did you mean \"session.max_inflight\"?");
}

TEST(suggestion, finds_the_right_name_in_a_wrong_place) {
  EXPECT_EQ(did_you_mean("port", known_keys), "; did you mean \"server.port\"?");
  EXPECT_EQ(did_you_mean("database.url", known_keys), "; did you mean \"storage.url\"?");
}

TEST(suggestion, finds_the_name_of_a_shorter_one) {
  const std::vector<std::string> keys{"server.tls.certificate_file", "server.tls.private_key_file",
                                      "server.tls.redirect_port", "admin.tls.certificate_file"};
  EXPECT_EQ(did_you_mean("server.tls.cert_file", keys),
            "; did you mean \"server.tls.certificate_file\"?");
  EXPECT_EQ(did_you_mean("server.tls.key", keys),
            "; did you mean \"server.tls.private_key_file\"?");
  EXPECT_EQ(did_you_mean("admin.tls.cert", keys), "; did you mean \"admin.tls.certificate_file\"?");
  EXPECT_EQ(did_you_mean("server.tls.no", keys), "");
}

TEST(suggestion, finds_a_slip_in_a_table_below) {
  const std::vector<std::string> keys{"server.tls.certificate_file", "server.tls.redirect_port"};
  EXPECT_EQ(did_you_mean("server.tls.redirct_port", keys),
            "; did you mean \"server.tls.redirect_port\"?");
}

TEST(suggestion, says_nothing_when_nothing_is_near) {
  EXPECT_EQ(did_you_mean("server.colour", known_keys), "");
  EXPECT_EQ(did_you_mean("", known_keys), "");
  EXPECT_EQ(did_you_mean(std::string(100'000, 'x'), known_keys), "");
  EXPECT_EQ(did_you_mean("server.port", {}), "");
}

}  // namespace
}  // namespace aurawell::config
