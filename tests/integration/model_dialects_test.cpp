// The whole program with servers of different makers; the mock simulates each as a quirk.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/integration/service.hpp"

namespace aurawell::test_support {
namespace {

using ::testing::HasSubstr;
using names = std::set<std::string>;

mock::mock_llm_options quick_answers() {
  mock::mock_llm_options options;
  options.answer.tokens = 100;
  options.answer.rate = 0;
  options.answer.first_token = std::chrono::milliseconds{0};
  return options;
}

/// A service whose first provider is a server with this quirk.
class dialect_service {
 public:
  explicit dialect_service(const std::string& quirk)
      : upstream_{quick_answers()},
        service_{settings_for(quirk)},
        client_{service_.connect("ann")} {}

  /// The n-th question of one conversation, of some 1,500 bytes.
  heard_answer ask(int n) {
    const auto request = "r" + std::to_string(n);
    client_.send(R"({"type":"health_chat","request_id":")" + request +
                 R"(","conversation_id":"c","data":{"message":")" + "question " +
                 std::to_string(n) + " " + std::string(1'500, 'x') + "\"}}");
    return read_answer(client_, request);
  }

  std::uint64_t requests() const { return upstream_.stats().requests; }

  provider_status provider() const {
    for (const auto& one : service_.status().providers()) {
      if (one.name == "deepseek") {
        return one;
      }
    }
    return {};
  }

  std::string admin_page(const std::string& query = "?format=json") const {
    return http_get(service_.admin_port(), "/admin/providers" + query).body;
  }

 private:
  config::settings settings_for(const std::string& quirk) const {
    auto values = settings_with(upstream_);
    values.providers.at("deepseek").llm.model = "quirk:" + quirk;
    return values;
  }

  mock::mock_llm upstream_;
  running_service service_;
  ws_client client_;
};

void expect_answer_of_model(const heard_answer& heard) {
  EXPECT_EQ(heard.last().status(), "done");
  EXPECT_EQ(heard.last().text("data.provider"), "deepseek");
  EXPECT_EQ(heard.joined, heard.last().text("data.full_response"));
}

struct dialect {
  std::string name;
  names refused;
  /// Requests for the first question.
  std::uint64_t first_requests;
};

std::ostream& operator<<(std::ostream& out, const dialect& one) {
  return out << one.name;
}

class model_dialects : public ::testing::TestWithParam<dialect> {};

// A row of the table in docs/operations.md each.
INSTANTIATE_TEST_SUITE_P(
    all, model_dialects,
    ::testing::Values(
        dialect{"deepseek", {}, 1}, dialect{"openai_chat", {"thinking", "user_id"}, 3},
        dialect{"openai_reasoning", {"max_tokens", "temperature", "thinking", "user_id"}, 5},
        dialect{"gemini", {"thinking", "user_id"}, 2},
        dialect{"mistral", {"stream_options", "thinking", "user_id"}, 2},
        dialect{"groq", {"stream_options", "thinking", "user_id"}, 4}, dialect{"ollama", {}, 1},
        dialect{"vllm", {}, 1}, dialect{"sglang", {}, 1}),
    [](const auto& each) { return each.param.name; });

TEST_P(model_dialects, are_found_out_with_the_first_question_and_kept) {
  dialect_service service{"dialect_" + GetParam().name};
  expect_answer_of_model(service.ask(0));
  EXPECT_EQ(service.requests(), GetParam().first_requests);
  expect_answer_of_model(service.ask(1));
  EXPECT_EQ(service.requests(), GetParam().first_requests + 1) << "nothing is tried twice";
  const auto provider = service.provider();
  EXPECT_EQ(provider.failures, 0U);
  EXPECT_EQ(provider.recent_failures, 0U);
  if (GetParam().refused.empty()) {
    EXPECT_TRUE(provider.lessons.empty());
  } else {
    ASSERT_EQ(provider.lessons.size(), 1U);
    EXPECT_EQ(provider.lessons[0].model, "quirk:dialect_" + GetParam().name);
    EXPECT_EQ(provider.lessons[0].refused, GetParam().refused);
  }
}

TEST_P(model_dialects, do_not_end_a_conversation_that_grows_over_their_context) {
  dialect_service service{"dialect_" + GetParam().name};
  for (int i = 0; i < 12; ++i) {
    expect_answer_of_model(service.ask(i));
  }
  const auto provider = service.provider();
  EXPECT_EQ(provider.failures, 0U);
  EXPECT_EQ(provider.breaker, breaker_state::closed);
  ASSERT_EQ(provider.lessons.size(), 1U);
  EXPECT_TRUE(provider.lessons[0].history_bytes);
  // After the first cut a question needs one request, and sometimes one more.
  EXPECT_LE(service.requests(), GetParam().first_requests - 1 + 12 + 6);
}

TEST(model_dialects, tell_the_operators_what_was_learned) {
  dialect_service service{"strict_members"};
  expect_answer_of_model(service.ask(0));
  EXPECT_THAT(service.admin_page(),
              HasSubstr(R"("learned":[{"model":"quirk:strict_members","refused":["max_completion_)"
                        R"(tokens","max_tokens","stream_options","temperature","thinking",)"
                        R"("user_id"],"history_bytes":null}])"));
  EXPECT_THAT(service.admin_page(""), HasSubstr("quirk:strict_members: without max_completion_"));
}

TEST(model_dialects, are_found_out_inside_of_an_answer) {
  dialect_service service{"strict_members_in_stream"};
  expect_answer_of_model(service.ask(0));
  EXPECT_EQ(service.requests(), 1U + 6U) << "one for each member that can be left out";
  expect_answer_of_model(service.ask(1));
  EXPECT_EQ(service.requests(), 1U + 6U + 1U);
  EXPECT_EQ(service.provider().failures, 0U);
}

TEST(model_dialects, shorten_a_conversation_refused_inside_of_an_answer) {
  dialect_service service{"small_context_in_stream"};
  for (int i = 0; i < 6; ++i) {
    expect_answer_of_model(service.ask(i));
  }
  EXPECT_EQ(service.provider().failures, 0U);
}

TEST(model_dialects, go_to_the_next_provider_when_even_the_question_is_too_long) {
  dialect_service service{"too_long_always"};
  const auto first = service.ask(0);
  EXPECT_EQ(first.last().status(), "done");
  EXPECT_EQ(first.last().text("data.provider"), "offline");
  EXPECT_EQ(service.requests(), 1U) << "there was no history to leave out";
  const auto second = service.ask(1);
  EXPECT_EQ(second.last().text("data.provider"), "offline");
  EXPECT_EQ(service.requests(), 1U + 2U) << "once with, once without the one exchange";
  EXPECT_EQ(service.provider().failures, 0U);
  EXPECT_TRUE(service.provider().lessons.empty()) << "history was not the cause";
}

}  // namespace
}  // namespace aurawell::test_support
