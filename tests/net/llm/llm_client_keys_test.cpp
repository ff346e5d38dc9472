#include <gmock/gmock.h>

#include "net/llm/llm_client.hpp"
#include "tests/net/llm/llm_fixture.hpp"
#include "tests/support/captured_log.hpp"

namespace aurawell::net {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::Not;

class llm_client_keys : public llm_fixture {
 protected:
  static llm_options with_keys(std::vector<std::string> keys) {
    llm_options options;
    options.api_keys = std::move(keys);
    return options;
  }

  static scripted_server::script refusal(std::string_view status, std::string_view headers = "",
                                         std::string_view body = "{}") {
    return {{act::send, response(status, headers, body)}};
  }

  /// The failure of one more request.
  static std::optional<completion_failure> failure_of(llm_client& client) {
    const auto one = ask(client);
    return one.sink->wait_for_end();
  }

  static std::string key_of(const std::string& request) {
    const std::string begin = "Authorization: Bearer ";
    const auto at = request.find(begin) + begin.size();
    return request.substr(at, request.find('\r', at) - at);
  }

  static std::vector<std::string> keys_of(const scripted_server& server) {
    std::vector<std::string> keys;
    for (const auto& request : server.requests()) {
      keys.push_back(key_of(request));
    }
    return keys;
  }

  using keys = std::vector<std::string>;
};

TEST_F(llm_client_keys, changes_to_the_next_key_when_one_is_refused) {
  for (const auto* status : {"401 Unauthorized", "402 Payment Required", "403 Forbidden"}) {
    scripted_server server{{refusal(status), answer("a"), answer("b")}};
    auto& client = client_of(server, with_keys({"k-1", "k-2"}));
    const auto failure = failure_of(client);
    ASSERT_TRUE(failure) << status;
    EXPECT_EQ(failure->cause.code, ec::ai_unavailable) << status;
    EXPECT_TRUE(failure->other_key) << status;
    EXPECT_TRUE(failure->retryable) << status;
    EXPECT_FALSE(failure_of(client));
    EXPECT_FALSE(failure_of(client));
    EXPECT_EQ(keys_of(server), (keys{"k-1", "k-2", "k-2"})) << status;
  }
}

TEST_F(llm_client_keys, changes_the_key_for_an_error_inside_the_answer_too) {
  scripted_server server{
      {{{act::send, chunked_head() + chunk("data: {\"error\":{\"code\":402}}\n\n") + last_chunk()}},
       answer("a")}};
  auto& client = client_of(server, with_keys({"k-1", "k-2"}));
  const auto failure = failure_of(client);
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->http_status, 200);
  EXPECT_TRUE(failure->other_key);
  EXPECT_FALSE(failure_of(client));
  EXPECT_EQ(keys_of(server), (keys{"k-1", "k-2"}));
}

TEST_F(llm_client_keys, says_that_there_is_no_other_key_when_all_are_refused) {
  scripted_server server{refusal("401 Unauthorized")};
  auto& client = client_of(server, with_keys({"k-1", "k-2"}));
  EXPECT_TRUE(failure_of(client)->other_key);
  const auto last = failure_of(client);
  ASSERT_TRUE(last);
  EXPECT_FALSE(last->other_key);
  EXPECT_FALSE(last->retryable);
}

TEST_F(llm_client_keys, fails_at_once_with_a_single_key) {
  scripted_server server{refusal("401 Unauthorized")};
  const auto failure = failure_of(client_of(server, with_keys({"k-1"})));
  ASSERT_TRUE(failure);
  EXPECT_FALSE(failure->other_key);
  EXPECT_FALSE(failure->retryable);
  EXPECT_EQ(server.requests().size(), 1U);
}

TEST_F(llm_client_keys, takes_turns_with_keys_that_are_at_their_limit) {
  const auto full = refusal("429 Too Many Requests", "Retry-After: 60\r\n");
  scripted_server server{{full, full, full, answer("a")}};
  auto& client = client_of(server, with_keys({"k-1", "k-2", "k-3"}));
  EXPECT_TRUE(failure_of(client)->other_key);
  EXPECT_TRUE(failure_of(client)->other_key);
  const auto last = failure_of(client);
  ASSERT_TRUE(last);
  EXPECT_FALSE(last->other_key);
  EXPECT_TRUE(last->retryable);
  EXPECT_EQ(last->retry_after, milliseconds{60'000});
  EXPECT_FALSE(failure_of(client));
  EXPECT_EQ(keys_of(server), (keys{"k-1", "k-2", "k-3", "k-1"}));
}

TEST_F(llm_client_keys, lets_a_key_rest_no_longer_than_its_pause) {
  scripted_server server{{refusal("429 Too Many Requests", "Retry-After: 3600\r\n"),
                          refusal("401 Unauthorized"), answer("a")}};
  auto options = with_keys({"k-1", "k-2"});
  options.key_pause = milliseconds{0};
  auto& client = client_of(server, options);
  EXPECT_TRUE(failure_of(client)->other_key);
  EXPECT_TRUE(failure_of(client)->other_key);
  EXPECT_FALSE(failure_of(client));
  EXPECT_EQ(keys_of(server), (keys{"k-1", "k-2", "k-1"}));
}

TEST_F(llm_client_keys, asks_without_an_optional_member_with_the_same_key) {
  scripted_server server{{refusal("400 Bad Request", "", "unknown: 'thinking'"), answer("a")}};
  EXPECT_FALSE(failure_of(client_of(server, with_keys({"k-1", "k-2"}))));
  EXPECT_EQ(keys_of(server), (keys{"k-1", "k-1"}));
}

TEST_F(llm_client_keys, are_logged_by_number_and_never_by_value_or_beginning) {
  std::string text;
  {
    const test_support::captured_log log;
    scripted_server server{
        refusal("401 Unauthorized", "",
                R"({"error":{"message":"Incorrect key: sk-alpha-****99, not sk-omega-12."}})")};
    auto& client = client_of(server, with_keys({"sk-alpha-1199", "sk-omega-12"}));
    EXPECT_TRUE(failure_of(client));
    EXPECT_TRUE(failure_of(client));
    text = log.text();
  }
  EXPECT_THAT(text, HasSubstr(" error provider.failed host=127.0.0.1 "));
  EXPECT_THAT(text, HasSubstr(" key=1 keys=2 key_pause_ms=300000 status=401 "));
  EXPECT_THAT(text, HasSubstr("key=2 keys=2"));
  EXPECT_THAT(text, Not(HasSubstr("sk-al")));
  EXPECT_THAT(text, Not(HasSubstr("sk-om")));
}

}  // namespace
}  // namespace aurawell::net
