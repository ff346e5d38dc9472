#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "domain/text/utf8.hpp"
#include "net/wire/wire_codec.hpp"
#include "tests/support/odd_numbers.hpp"

namespace aurawell::net {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

template <class Command>
Command decoded(std::string_view text) {
  const auto frame = decode_command(text, {});
  if (!frame) {
    ADD_FAILURE() << frame.failure().detail;
    return {};
  }
  const auto* command = *frame ? std::get_if<client_command>(&**frame) : nullptr;
  if (command == nullptr || !std::holds_alternative<Command>(*command)) {
    ADD_FAILURE() << "another kind of command: " << text;
    return {};
  }
  return std::get<Command>(*command);
}

error refused(std::string_view text, const wire_limits& limits = {}) {
  const auto frame = decode_command(text, limits);
  if (frame) {
    ADD_FAILURE() << "taken: " << text.substr(0, 200);
    return {ec::internal, ""};
  }
  return frame.failure();
}

TEST(wire_decode, reads_another_token) {
  const auto frame =
      decode_command(R"({"type":"refresh_token","request_id":"r-1","data":{"token":"a.b.c"}})", {});
  ASSERT_TRUE(frame && *frame);
  const auto& shown = std::get<shown_token>(**frame);
  EXPECT_EQ(shown.request.value, "r-1");
  EXPECT_EQ(shown.token, "a.b.c");
  for (const auto* data :
       {"", R"(,"data":{})", R"(,"data":{"token":""})", R"(,"data":{"token":null})"}) {
    EXPECT_EQ(refused(R"({"type":"refresh_token")" + std::string{data} + "}").code,
              ec::missing_field);
  }
  const auto wrong = refused(R"({"type":"refresh_token","data":{"token":["a.b.c"]}})");
  EXPECT_EQ(wrong.code, ec::bad_format);
  EXPECT_EQ(wrong.detail, "data.token must be a string");
}

TEST(wire_decode, reads_a_health_chat) {
  const auto chat = decoded<chat_command>(
      R"({"type":"health_chat","request_id":"r-17","conversation_id":"conv_123",)"
      R"("active_member_id":"user_123","data":{"message":"我最近总是很累","context":{"sleep_hours":6}}})");
  EXPECT_EQ(chat.kind, chat_kind::health);
  EXPECT_EQ(chat.request.value, "r-17");
  EXPECT_EQ(chat.conversation.value, "conv_123");
  EXPECT_EQ(chat.member.value, "user_123");
  EXPECT_EQ(chat.message, "我最近总是很累");
  EXPECT_THAT(chat.context, ElementsAre(context_fact{"sleep_hours", 6.0}));
  EXPECT_FALSE(chat.wants_reasoning);
}

TEST(wire_decode, reads_what_clients_in_use_send) {
  const auto health = decoded<chat_command>(
      R"({"type":"health_chat","data":{"message":"hi","context":{"mood":"tired",)"
      R"("activity_level":"low"}},"conversation_id":"test_conv_001",)"
      R"("active_member_id":"test_user_002","sent_at":17,"extra":{"a":[]}})");
  EXPECT_TRUE(health.request.empty());
  EXPECT_THAT(health.context, ElementsAre(context_fact{"mood", std::string{"tired"}},
                                          context_fact{"activity_level", std::string{"low"}}));
  const auto general = decoded<chat_command>(
      R"({"type":"general_chat","data":{"message":"hello"},"conversation_id":"c"})");
  EXPECT_EQ(general.kind, chat_kind::general);
  decoded<get_status_command>(R"({"type":"get_status","data":{}})");
  const auto change = decoded<switch_member_command>(
      R"({"type":"switch_member","data":{"target_member_id":"family_member_001"}})");
  EXPECT_EQ(change.target.value, "family_member_001");
}

TEST(wire_decode, takes_null_and_empty_for_no_id) {
  const auto chat = decoded<chat_command>(
      R"({"type":"general_chat","request_id":"","conversation_id":null,"active_member_id":"",)"
      R"("data":{"message":"x","context":null,"reasoning":null}})");
  EXPECT_TRUE(chat.request.empty());
  EXPECT_TRUE(chat.conversation.empty());
  EXPECT_TRUE(chat.member.empty());
  EXPECT_TRUE(chat.context.empty());
}

TEST(wire_decode, reads_the_trace_of_a_question_and_never_refuses_it) {
  const std::string parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  const auto trace_of = [](const std::string& members) {
    return decoded<chat_command>("{" + members +
                                 R"("type":"general_chat","data":{"message":"hello"}})")
        .trace;
  };
  const auto read = trace_of(R"("traceparent":")" + parent + R"(","tracestate":"rojo=1",)");
  ASSERT_TRUE(read.parent);
  EXPECT_EQ(to_hex(read.parent->span), "00f067aa0ba902b7");
  EXPECT_EQ(read.parent->state, "rojo=1");
  for (const auto* state : {"7", "null", "\"rojo\"", "{}"}) {
    const auto without =
        trace_of(R"("traceparent":")" + parent + R"(","tracestate":)" + state + ",");
    EXPECT_TRUE(without.parent) << state;
    EXPECT_EQ(without.parent->state, "") << state;
  }
  for (const auto* text : {"7", "\"\"", "[]", "{}", "true", "\"00-x\""}) {
    const auto invalid = trace_of(R"("traceparent":)" + std::string{text} + ",");
    EXPECT_TRUE(invalid.is_invalid) << text;
    EXPECT_FALSE(invalid.parent) << text;
  }
  EXPECT_EQ(trace_of(""), given_trace{});
  EXPECT_EQ(trace_of(R"("traceparent":null,)"), given_trace{});
  EXPECT_EQ(trace_of(R"("tracestate":"rojo=1",)"), given_trace{});
}

TEST(wire_decode, needs_no_data_where_nothing_is_wanted) {
  for (const auto* text : {R"({"type":"get_status"})", R"({"type":"get_status","data":null})",
                           R"({"type":"get_status","data":[1]})"}) {
    decoded<get_status_command>(text);
  }
}

TEST(wire_decode, reads_cancel_and_the_wish_for_reasoning) {
  EXPECT_EQ(
      decoded<cancel_command>(R"({"type":"cancel","data":{"request_id":"r-1"}})").request.value,
      "r-1");
  EXPECT_TRUE(
      decoded<chat_command>(R"({"type":"health_chat","data":{"message":"x","reasoning":true}})")
          .wants_reasoning);
}

TEST(wire_decode, keeps_the_data_of_a_ping_as_json) {
  EXPECT_EQ(decoded<ping_command>(R"({"type":"ping"})").data_json, "{}");
  EXPECT_EQ(
      decoded<ping_command>(R"({"type":"ping","data": {"t" : [1, "\u00e9\n", null]} })").data_json,
      "{\"t\":[1,\"é\\n\",null]}");
  EXPECT_EQ(decoded<ping_command>(R"({"type":"ping","data":17})").data_json, "17");
}

TEST(wire_decode, ignores_pong) {
  const auto frame = decode_command(R"({"type":"pong","data":"whatever"})", {});
  ASSERT_TRUE(frame);
  EXPECT_FALSE(frame->has_value());
}

TEST(wire_decode, flattens_context_in_the_clients_order) {
  const auto chat = decoded<chat_command>(
      R"({"type":"health_chat","data":{"message":"x","context":{"b":true,)"
      R"("profile":{"age":41,"diet":["vegan",{"since":"2020"}],"none":null,"empty":{}},"a":-1.5}}})");
  EXPECT_THAT(chat.context, ElementsAre(context_fact{"b", true}, context_fact{"profile.age", 41.0},
                                        context_fact{"profile.diet", std::string{"vegan"}},
                                        context_fact{"profile.diet.since", std::string{"2020"}},
                                        context_fact{"a", -1.5}));
}

TEST(wire_decode, keeps_decimals_exactly) {
  const auto chat = decoded<chat_command>(
      R"({"type":"health_chat","data":{"message":"x","context":{"kg":72.1,"big":1e300}}})");
  EXPECT_THAT(chat.context, ElementsAre(context_fact{"kg", 72.1}, context_fact{"big", 1e300}));
}

TEST(wire_decode, survives_odd_numbers_wherever_they_stand) {
  for (const auto& [number, fits] : test_support::odd_numbers()) {
    for (const auto& frame :
         {R"({"type":"ping","data":)" + number + "}", R"({"type":"pong","data":[)" + number + "]}",
          R"({"type":"get_status","unknown":{"member":)" + number + "}}",
          R"({"type":"health_chat","data":{"message":"x","context":{"kg":)" + number + "}}}"}) {
      if (fits) {
        EXPECT_TRUE(decode_command(frame, {})) << frame;
      } else {
        EXPECT_EQ(refused(frame).code, ec::bad_format) << frame;
      }
    }
    EXPECT_FALSE(decode_command(R"({"type":"health_chat","data":{"message":)" + number + "}}", {}));
  }
}

TEST(wire_decode, gives_the_number_of_a_ping_back_as_it_came) {
  for (const std::string number :
       {"0e65", "-0", "1.50", "5e-324", "12345678901234567890123", "1E+2"}) {
    EXPECT_EQ(decoded<ping_command>(R"({"type":"ping","data":)" + number + "}").data_json, number);
  }
}

TEST(wire_decode, bounds_the_values_of_a_frame) {
  std::string list = "0";
  for (int i = 0; i < 65'536; ++i) {
    list += ",0";
  }
  EXPECT_THAT(refused(R"({"type":"ping","data":[)" + list + "]}").detail,
              HasSubstr("has more than 65536 values"));
}

TEST(wire_decode, refuses_equal_keys) {
  for (const auto* text : {R"({"type":"ping","type":"pong"})",
                           R"({"type":"general_chat","data":{"message":"1","message":"2"}})"}) {
    const auto frame = decode_command(text, {});
    ASSERT_FALSE(frame);
    EXPECT_EQ(frame.failure().code, ec::bad_format);
    EXPECT_EQ(frame.failure().detail, "message has an object with two members of one name");
  }
}

TEST(wire_decode, keeps_escaped_nul_and_surrogate_pairs_in_a_message) {
  const auto chat =
      decoded<chat_command>(R"({"type":"general_chat","data":{"message":"a\u0000b\uD83D\uDE00"}})");
  EXPECT_EQ(chat.message, std::string("a\0b😀", 7));
}

struct bad_frame {
  const char* text;
  ec code;
  const char* says;
};

TEST(wire_decode, names_the_field_that_is_wrong) {
  const bad_frame table[] = {
      {"", ec::bad_format, "not JSON"},
      {"hello", ec::bad_format, "not JSON"},
      {"{\"type\":\"ping\"} x", ec::bad_format, "offset 16"},
      {"{\"type\":\"ping\"", ec::bad_format, "not JSON"},
      {"{'type':'ping'}", ec::bad_format, "not JSON"},
      {"[]", ec::bad_format, "not a JSON object"},
      {"null", ec::bad_format, "not a JSON object"},
      {"{}", ec::missing_field, "type is missing"},
      {R"({"type":null})", ec::missing_field, "type is missing"},
      {R"({"type":5})", ec::bad_format, "type must be a string"},
      {R"({"type":"dance"})", ec::invalid_input, "type is none"},
      {R"({"type":"Health_chat"})", ec::invalid_input, "type is none"},
      {R"({"type":"health_chat"})", ec::missing_field, "data.message is missing"},
      {R"({"type":"health_chat","data":{}})", ec::missing_field, "data.message is missing"},
      {R"({"type":"health_chat","data":{"message":null}})", ec::missing_field, "data.message"},
      {R"({"type":"health_chat","data":"hi"})", ec::bad_format, "data must be an object"},
      {R"({"type":"health_chat","data":{"message":5}})", ec::bad_format, "data.message must be"},
      {R"({"type":"health_chat","data":{"message":""}})", ec::invalid_input, "empty"},
      {R"({"type":"health_chat","data":{"message":" \t\n　\u00a0"}})", ec::invalid_input, "empty"},
      {R"({"type":"health_chat","request_id":7,"data":{"message":"x"}})", ec::bad_format,
       "request_id must be a string"},
      {R"({"type":"health_chat","request_id":"a b","data":{"message":"x"}})", ec::bad_format,
       "request_id has"},
      {R"({"type":"health_chat","conversation_id":"a/b","data":{"message":"x"}})", ec::bad_format,
       "conversation_id has"},
      {R"({"type":"health_chat","active_member_id":{},"data":{"message":"x"}})", ec::bad_format,
       "active_member_id must"},
      {R"({"type":"health_chat","data":{"message":"x","context":[1]}})", ec::bad_format,
       "data.context must be an object"},
      {R"({"type":"health_chat","data":{"message":"x","reasoning":"yes"}})", ec::bad_format,
       "data.reasoning"},
      {R"({"type":"switch_member","data":{}})", ec::missing_field, "data.target_member_id"},
      {R"({"type":"switch_member"})", ec::missing_field, "data.target_member_id"},
      {R"({"type":"switch_member","data":{"target_member_id":"a b"}})", ec::bad_format,
       "data.target_member_id"},
      {R"({"type":"cancel","data":{"request_id":""}})", ec::missing_field, "data.request_id"},
      {R"({"type":"cancel","data":{"request_id":[]}})", ec::bad_format, "data.request_id"},
      {R"({"type":"ping","data":1e999})", ec::bad_format, "not JSON"},
      {R"({"type":"ping","data":"\ud800"})", ec::bad_format, "surrogate"},
      {R"({"type":"ping","data":"\udc00"})", ec::bad_format, "surrogate"},
      {R"({"type":"ping","data":"\uD83D\\uDE00"})", ec::bad_format, "surrogate"},
      {R"({"type":"ping","data":"\\\uDE00"})", ec::bad_format, "surrogate"},
      {"{\"type\":\"ping\",\"data\":\"\xff\"}", ec::bad_format, "not JSON"},
      {"{\"type\":\"ping\",\"data\":\"\xed\xa0\x80\"}", ec::bad_format, "not JSON"},
  };
  for (const auto& row : table) {
    const auto why = refused(row.text);
    EXPECT_EQ(why.code, row.code) << row.text;
    EXPECT_THAT(why.detail, HasSubstr(row.says)) << row.text;
  }
}

TEST(wire_decode, never_repeats_what_the_client_wrote) {
  for (const auto* text :
       {R"({"type":"s3cret"})", R"({"s3cret)", R"({"type":"ping","request_id":"s3cret !"})"}) {
    EXPECT_EQ(refused(text).detail.find("s3cret"), std::string::npos);
  }
}

TEST(wire_decode, refuses_nul_bytes) {
  using namespace std::string_view_literals;
  EXPECT_EQ(refused("{\"type\":\"ping\"}\0"sv).code, ec::bad_format);
  EXPECT_EQ(refused("{\"type\":\"pi\0ng\"}"sv).code, ec::bad_format);
}

TEST(wire_decode, refuses_deep_nesting_without_recursion) {
  const wire_limits limits{4, 64};
  EXPECT_TRUE(decode_command(R"({"type":"ping","data":[[[1]]]})", limits));
  EXPECT_THAT(refused(R"({"type":"ping","data":[[[[1]]]]})", limits).detail, HasSubstr("4 levels"));
  for (const char* opening : {"[", "{\"a\":"}) {
    std::string deep;
    for (int i = 0; i < 100'000; ++i) {
      deep += opening;
    }
    EXPECT_EQ(refused(deep).code, ec::bad_format);
    // The reader must not overflow the stack, even if an operator allows this depth.
    EXPECT_EQ(refused(deep, {1'000'000, 64}).code, ec::bad_format);
  }
  EXPECT_TRUE(decode_command(R"({"type":"ping","data":"[[[[[[[[\"[["})", limits));
}

TEST(wire_decode, bounds_the_facts_of_a_context) {
  const auto with_facts = [](int count) {
    std::string text = R"({"type":"health_chat","data":{"message":"x","context":{"k":[)";
    for (int i = 0; i < count; ++i) {
      text += i == 0 ? "1" : ",1";
    }
    return text + "]}}}";
  };
  EXPECT_TRUE(decode_command(with_facts(64), {}));
  EXPECT_EQ(refused(with_facts(65)).code, ec::out_of_range);
  const auto long_key = std::string(257, 'k');
  EXPECT_EQ(refused(R"({"type":"health_chat","data":{"message":"x","context":{")" + long_key +
                    R"(":{"a":1}}}})")
                .code,
            ec::out_of_range);
}

TEST(wire_decode, survives_random_damage) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random{seed};
  const std::string sound =
      R"({"type":"health_chat","request_id":"r","data":{"message":"\u4f60\ud83d\ude00",)"
      R"("context":{"a":[1,2.5e3,{"b":null}],"c":true}}})";
  for (int round = 0; round < 4'000; ++round) {
    auto text = sound;
    for (auto changes = random() % 4; changes > 0; --changes) {
      const auto at = random() % text.size();
      switch (random() % 3) {
        case 0: text[at] = static_cast<char>(random()); break;
        case 1: text.erase(at, 1 + random() % 8); break;
        default: text.insert(at, text.substr(random() % text.size(), 6)); break;
      }
      text += ' ';
    }
    const auto frame = decode_command(text, {});
    if (!frame) {
      EXPECT_FALSE(frame.failure().detail.empty());
      continue;
    }
    const auto* command = *frame ? std::get_if<client_command>(&**frame) : nullptr;
    if (const auto* chat = command != nullptr ? std::get_if<chat_command>(command) : nullptr) {
      const auto& message = chat->message;
      for (std::size_t at = 0; at < message.size();) {
        const auto step = utf8_at(message, at);
        ASSERT_TRUE(step.valid) << text;
        at += step.length;
      }
    }
  }
}

}  // namespace
}  // namespace aurawell::net
