// Which certificates the client accepts, and connections through proxies.
#include <gmock/gmock.h>
#include <stdlib.h>

#include <fstream>

#include "net/llm/llm_client.hpp"
#include "tests/net/llm/connect_proxy.hpp"
#include "tests/net/llm/llm_fixture.hpp"
#include "tests/net/llm/test_authority.hpp"
#include "tests/net/llm/tls_server.hpp"
#include "tests/support/captured_log.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

/// Until the end of the test.
class set_variable {
 public:
  set_variable(const char* name, const std::string& value) : name_{name} {
    ::setenv(name, value.c_str(), 1);
  }
  set_variable(const set_variable&) = delete;
  set_variable& operator=(const set_variable&) = delete;
  ~set_variable() { ::unsetenv(name_); }

 private:
  const char* name_;
};

class llm_client_tls : public llm_fixture {
 protected:
  llm_client_tls() { trust(authority_); }

  void trust(const test_authority& authority) {
    std::ofstream{folder_ / "ca.pem"} << authority.pem();
  }

  static std::string whole_answer() {
    return response("200 OK", "Connection: close\r\n", text_event("a") + end_events());
  }

  llm_options options_for(const std::string& base_url) const {
    llm_options options;
    options.base_url = base_url;
    options.ca_bundle_file = folder_ / "ca.pem";
    options.api_keys = {"key-1"};
    return options;
  }

  std::optional<completion_failure> failure_at(const llm_options& options) {
    const auto one = ask(client_with(options));
    return one.sink->wait_for_end();
  }

  void expect_refusal(const test_certificate& shown, const char* logged) {
    const test_support::captured_log log;
    const tls_server server{shown, whole_answer()};
    const auto failure =
        failure_at(options_for("https://127.0.0.1:" + std::to_string(server.port())));
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->cause.code, ec::upstream_unreachable);
    EXPECT_TRUE(failure->retryable);
    EXPECT_EQ(failure->http_status, 0);
    EXPECT_EQ(server.requests(), 0U);
    EXPECT_THAT(log.text(), HasSubstr(logged));
  }

  test_support::temp_folder folder_;
  test_authority authority_{"the authority of this test"};
};

TEST_F(llm_client_tls, believes_a_server_whose_authority_it_trusts) {
  const tls_server server{authority_.issue("IP:127.0.0.1"), whole_answer()};
  EXPECT_FALSE(failure_at(options_for("https://127.0.0.1:" + std::to_string(server.port()))));
  EXPECT_EQ(server.requests(), 1U);
}

TEST_F(llm_client_tls, refuses_a_server_of_an_unknown_authority) {
  expect_refusal(test_authority{"somebody else"}.issue("IP:127.0.0.1"),
                 "unable to get local issuer certificate");
}

TEST_F(llm_client_tls, refuses_a_server_of_another_name) {
  expect_refusal(authority_.issue("DNS:other.test"), "matches target host name");
  expect_refusal(authority_.issue("IP:127.0.0.2"), "matches target host name");
}

TEST_F(llm_client_tls, refuses_a_server_whose_certificate_is_over_or_yet_to_come) {
  expect_refusal(authority_.issue("IP:127.0.0.1", {.from = -10, .until = -1}),
                 "certificate has expired");
  expect_refusal(authority_.issue("IP:127.0.0.1", {.from = 5, .until = 10}),
                 "certificate is not yet valid");
}

TEST_F(llm_client_tls, goes_through_the_proxy_of_its_settings_and_gives_it_no_key) {
  const tls_server server{authority_.issue("DNS:model.test"), whole_answer()};
  const connect_proxy proxy{server.port()};
  const set_variable other{"HTTPS_PROXY", "http://127.0.0.1:1"};
  const set_variable none{"NO_PROXY", "*"};
  auto options = options_for("https://model.test/v1");
  options.proxy = proxy.url();
  EXPECT_FALSE(failure_at(options));
  ASSERT_EQ(proxy.requests().size(), 1U);
  EXPECT_THAT(proxy.requests().front(), StartsWith("CONNECT model.test:443 HTTP/1.1\r\n"));
  EXPECT_THAT(proxy.requests().front(), Not(HasSubstr("key-1")));
}

TEST_F(llm_client_tls, goes_through_the_proxy_of_the_environment) {
  const tls_server server{authority_.issue("DNS:model.test"), whole_answer()};
  const connect_proxy proxy{server.port()};
  const set_variable variable{"HTTPS_PROXY", proxy.url()};
  EXPECT_FALSE(failure_at(options_for("https://model.test/v1")));
  EXPECT_EQ(proxy.requests().size(), 1U);
}

TEST_F(llm_client_tls, checks_who_answers_behind_a_proxy) {
  const tls_server server{authority_.issue("DNS:other.test"), whole_answer()};
  const connect_proxy proxy{server.port()};
  auto options = options_for("https://model.test/v1");
  options.proxy = proxy.url();
  EXPECT_TRUE(failure_at(options));
  EXPECT_EQ(server.requests(), 0U);
}

TEST_F(llm_client_tls, cannot_reach_the_model_when_the_proxy_refuses) {
  std::uint16_t nobody = 0;
  {
    const scripted_server gone{scripted_server::script{}};
    nobody = gone.port();
  }
  const connect_proxy proxy{nobody};
  auto options = options_for("https://model.test/v1");
  options.proxy = proxy.url();
  const auto failure = failure_at(options);
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->cause.code, ec::upstream_unreachable);
  EXPECT_EQ(failure->http_status, 0);
  EXPECT_TRUE(failure->retryable);
}

TEST_F(llm_client_tls, asks_a_plain_address_through_the_proxy_unless_it_is_excepted) {
  scripted_server proxy{answer("through the proxy")};
  scripted_server server{answer("straight")};
  const set_variable variable{"http_proxy", "http://127.0.0.1:" + std::to_string(proxy.port())};
  llm_options options;
  // An address of this machine, but not a loopback address.
  options.base_url = "http://0.0.0.0:" + std::to_string(server.port());
  {
    const auto one = ask(client_with(options));
    EXPECT_FALSE(one.sink->wait_for_end());
    EXPECT_EQ(one.sink->text(), "through the proxy");
  }
  EXPECT_THAT(proxy.requests().front(), StartsWith("POST http://0.0.0.0:"));
  const set_variable exception{"NO_PROXY", "0.0.0.0"};
  const auto two = ask(client_with(options));
  EXPECT_FALSE(two.sink->wait_for_end());
  EXPECT_EQ(two.sink->text(), "straight");
}

TEST_F(llm_client_tls, goes_straight_to_a_loopback_address_unless_a_proxy_is_set) {
  scripted_server proxy{answer("through the proxy")};
  scripted_server server{answer("straight")};
  const set_variable variable{"http_proxy", "http://127.0.0.1:1"};
  llm_options options;
  {
    const auto one = ask(client_of(server, options));
    EXPECT_FALSE(one.sink->wait_for_end());
    EXPECT_EQ(one.sink->text(), "straight");
  }
  options.proxy = "http://127.0.0.1:" + std::to_string(proxy.port());
  const auto two = ask(client_of(server, options));
  EXPECT_FALSE(two.sink->wait_for_end());
  EXPECT_EQ(two.sink->text(), "through the proxy");
}

}  // namespace
}  // namespace aurawell::net
