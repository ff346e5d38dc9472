#include "net/conversation_routes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "tests/net/fake_archive.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Pair;

constexpr wall_time now{std::chrono::duration_cast<wall_time::duration>(1767323045678ms)};
const std::string root = "/api/v1/chat/conversations";

conversation_request read(const std::string& target, std::string_view method = "GET") {
  const auto full = root + target;
  auto found = read_conversation_request({method, full, ""}, now);
  if (!found || !std::holds_alternative<conversation_request>(*found)) {
    ADD_FAILURE() << target << " is refused";
    return {};
  }
  return std::get<conversation_request>(*std::move(found));
}

http_reply refusal(const std::string& target, std::string_view method = "GET") {
  const auto full = root + target;
  auto found = read_conversation_request({method, full, ""}, now);
  if (!found || !std::holds_alternative<http_reply>(*found)) {
    ADD_FAILURE() << target << " is not refused";
    return {};
  }
  return std::get<http_reply>(*std::move(found));
}

http_reply reply_of(conversation_archive& archive, conversation_request wanted) {
  http_reply reply;
  ask_archive(archive, std::move(wanted), [&](const reply_maker& make) { reply = make(now); });
  return reply;
}

TEST(conversation_routes, reads_whose_list_is_wanted) {
  const auto wanted = std::get<conversation_list_query>(
      read("?user_id=ann%40home&member_id=mum&limit=7&before=42&other=1"));
  EXPECT_EQ(wanted.user.value, "ann@home");
  EXPECT_EQ(wanted.member.value, "mum");
  EXPECT_EQ(wanted.limit, 7U);
  EXPECT_EQ(wanted.before, 42);
}

TEST(conversation_routes, means_the_user_and_the_newest_unless_told_otherwise) {
  for (const auto* target : {"?user_id=ann", "?user_id=ann&member_id=&limit=&before="}) {
    const auto wanted = std::get<conversation_list_query>(read(target, "HEAD"));
    EXPECT_EQ(wanted.member.value, "ann");
    EXPECT_EQ(wanted.limit, 50U);
    EXPECT_FALSE(wanted.before);
  }
}

TEST(conversation_routes, reads_which_conversation_is_wanted) {
  const auto page =
      std::get<exchange_list_query>(read("/conv%5F1/messages?user_id=ann&limit=200&before=9"));
  EXPECT_EQ(page.key, (conversation_key{{"ann"}, {"ann"}, {"conv_1"}}));
  EXPECT_EQ(page.limit, 200U);
  EXPECT_EQ(page.before, 9);
  const auto removed =
      std::get<conversation_key>(read("/conv_1?user_id=ann&member_id=mum", "DELETE"));
  EXPECT_EQ(removed, (conversation_key{{"ann"}, {"mum"}, {"conv_1"}}));
}

TEST(conversation_routes, leaves_other_paths_alone) {
  for (const auto* path :
       {"/", "/api/v1/health", "/api/v1/chat/conversationsX", "/api/v1/chat/conversations/",
        "/api/v1/chat/conversations//messages", "/api/v1/chat/conversations/c/other",
        "/api/v1/chat/conversations/c/messages/1", "/api/v1/chat/conversation"}) {
    EXPECT_FALSE(read_conversation_request({"GET", path, ""}, now)) << path;
  }
}

TEST(conversation_routes, names_the_methods_that_work) {
  const auto list = refusal("?user_id=ann", "DELETE");
  EXPECT_EQ(list.status, 405U);
  EXPECT_THAT(list.headers, Contains(Pair("Allow", "GET, HEAD")));
  const auto one = refusal("/c?user_id=ann", "GET");
  EXPECT_EQ(one.status, 405U);
  EXPECT_THAT(one.headers, Contains(Pair("Allow", "DELETE")));
  EXPECT_EQ(refusal("/c/messages?user_id=ann", "POST").status, 405U);
}

TEST(conversation_routes, says_what_is_wrong) {
  struct mistake {
    const char* target;
    const char* code;
    const char* message;
  };
  for (const auto& [target, code, message] : {
           mistake{"", "VALIDATION_1102", "user_id is missing"},
           mistake{"?user_id=", "VALIDATION_1102", "user_id is missing"},
           mistake{"?user_id=a%20b", "VALIDATION_1103", "user_id must be 1 to 128 characters"},
           mistake{"?user_id=%zz", "VALIDATION_1103", "user_id must be"},
           mistake{"?user_id=a&member_id=/", "VALIDATION_1103", "member_id must be"},
           mistake{"?user_id=a&limit=0", "VALIDATION_1104", "limit must be a number from 1 to 200"},
           mistake{"?user_id=a&limit=201", "VALIDATION_1104", "limit must be"},
           mistake{"?user_id=a&limit=99999999999999999999", "VALIDATION_1104", "limit must be"},
           mistake{"?user_id=a&limit=-1", "VALIDATION_1103", "limit must be"},
           mistake{"?user_id=a&limit=5x", "VALIDATION_1103", "limit must be"},
           mistake{"?user_id=a&before=x", "VALIDATION_1103",
                   "before must be what another page gave as next"},
           mistake{"?user_id=a&before=-5", "VALIDATION_1104", "before must be"},
           mistake{"?user_id=a&before=9223372036854775808", "VALIDATION_1104", "before must be"},
           mistake{"/%20/messages?user_id=a", "VALIDATION_1103", "conversation's id"},
           mistake{"/c/messages", "VALIDATION_1102", "user_id is missing"},
           mistake{"/c/messages?user_id=a&limit=0", "VALIDATION_1104", "limit must be"},
       }) {
    const auto reply = refusal(target);
    EXPECT_EQ(reply.status, 400U) << target;
    EXPECT_THAT(reply.body, HasSubstr(code)) << target;
    EXPECT_THAT(reply.body, HasSubstr(message)) << target;
  }
  EXPECT_EQ(refusal("/c", "DELETE").status, 400U);
}

TEST(conversation_routes, lists_conversations) {
  fake_archive archive;
  archive.conversations = conversation_list{
      {{{"c-2"}, {"mum"}, "我\"累\"", now, now + 1s, 3}, {{"c-1"}, {"mum"}, "", now, now, 1}}, 77};
  const auto reply = reply_of(archive, conversation_list_query{{"ann"}, {"mum"}, {}});
  EXPECT_EQ(reply.status, 200U);
  EXPECT_EQ(reply.body,
            R"({"success":true,"conversations":[{"conversation_id":"c-2","member_id":"mum",)"
            R"("title":"我\"累\"","created_at":"2026-01-02T03:04:05.678Z",)"
            R"("updated_at":"2026-01-02T03:04:06.678Z","exchanges":3},)"
            R"({"conversation_id":"c-1","member_id":"mum","title":"",)"
            R"("created_at":"2026-01-02T03:04:05.678Z","updated_at":"2026-01-02T03:04:05.678Z",)"
            R"("exchanges":1}],"next":77})");
  EXPECT_THAT(reply.headers, Contains(Pair("Cache-Control", "no-store")));
  EXPECT_THAT(reply.headers, Contains(Pair("Content-Type", "application/json; charset=utf-8")));
}

TEST(conversation_routes, an_empty_list_is_no_failure) {
  fake_archive archive;
  EXPECT_EQ(reply_of(archive, conversation_list_query{{"ann"}, {"ann"}, {}}).body,
            R"({"success":true,"conversations":[],"next":null})");
}

stored_exchange exchange(const char* request, std::optional<request_status> status) {
  stored_exchange one;
  one.request = {request};
  one.question = "why?";
  one.asked_at = now;
  one.status = status;
  one.summary.text = std::make_shared<const std::string>("be\ncause");
  return one;
}

TEST(conversation_routes, shows_a_question_and_its_answer) {
  fake_archive archive;
  auto done = exchange("r-1", request_status::done);
  done.answered_at = now + 2s;
  done.summary.model = "m";
  done.summary.provider = "p";
  done.summary.finish_reason = "stop";
  archive.exchanges = exchange_list{{done}, std::nullopt};
  EXPECT_EQ(reply_of(archive, exchange_list_query{{}, {}}).body,
            R"({"success":true,"messages":[{"request_id":"r-1","role":"user","content":"why?",)"
            R"("timestamp":"2026-01-02T03:04:05.678Z"},{"request_id":"r-1","role":"assistant",)"
            R"("content":"be\ncause","status":"done","timestamp":"2026-01-02T03:04:07.678Z",)"
            R"("model":"m","provider":"p","finish_reason":"stop"}],"next":null})");
}

TEST(conversation_routes, shows_how_far_an_answer_has_come) {
  fake_archive archive;
  auto failed = exchange("r-2", request_status::error);
  failed.failure = ec::ai_unavailable;
  archive.exchanges = exchange_list{{exchange("r-1", std::nullopt), failed}, 5};
  const auto body = reply_of(archive, exchange_list_query{{}, {}}).body;
  EXPECT_THAT(body, HasSubstr(R"("content":"be\ncause","status":"streaming",)"
                              R"("timestamp":"2026-01-02T03:04:05.678Z")"));
  EXPECT_THAT(body, HasSubstr(R"("status":"error")"));
  EXPECT_THAT(body, HasSubstr(R"("error_code":"AI_1401")"));
  EXPECT_THAT(body, HasSubstr(R"("next":5)"));
}

TEST(conversation_routes, confirms_a_removal) {
  fake_archive archive;
  const auto reply = reply_of(archive, conversation_key{{"ann"}, {"ann"}, {"c"}});
  EXPECT_EQ(reply.status, 200U);
  EXPECT_EQ(reply.body, R"({"success":true})");
}

TEST(conversation_routes, finds_a_status_for_every_failure) {
  struct outcome {
    ec code;
    unsigned status;
  };
  for (const auto& [code, status] :
       {outcome{ec::conversation_not_found, 404}, outcome{ec::database_failed, 503},
        outcome{ec::database_unreachable, 503}, outcome{ec::timed_out, 504},
        outcome{ec::internal, 500}}) {
    fake_archive archive;
    archive.exchanges = error{code, "as it is"};
    const auto reply = reply_of(archive, exchange_list_query{{}, {}});
    EXPECT_EQ(reply.status, status);
    EXPECT_THAT(reply.body, HasSubstr(to_string(code)));
    EXPECT_THAT(reply.body, HasSubstr("as it is"));
  }
}

}  // namespace
}  // namespace aurawell::net
