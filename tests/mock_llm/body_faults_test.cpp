#include <gtest/gtest.h>

#include "tests/mock_llm/faults.hpp"
#include "tests/mock_llm/inflated.hpp"
#include "tests/mock_llm/mock_fixture.hpp"

namespace aurawell::mock {
namespace {

TEST(odd_framings, compress_the_answer) {
  for (const auto* name : {"gzip", "deflate"}) {
    quirk_fixture fixture;
    const auto answer = fixture.answer(name);
    EXPECT_NE(answer.head.find("Content-Encoding: " + std::string{name}), std::string::npos);
    const auto content = inflated(answer.body());
    EXPECT_TRUE(content.complete);
    EXPECT_EQ(joined_deltas(content.text), answer_text(1, 30));
    EXPECT_GT(answer.chunks.size(), 30U) << "each token comes in its time";
  }
}

TEST(odd_framings, may_be_wrong_about_the_coding) {
  quirk_fixture cut;
  const auto half = inflated(cut.answer("gzip_cut_mid_answer").body());
  EXPECT_FALSE(half.complete);
  EXPECT_EQ(joined_deltas(half.text), first_tokens(1, 15));
  quirk_fixture named;
  const auto plain = named.answer("gzip_in_name_only");
  EXPECT_NE(plain.head.find("Content-Encoding: gzip"), std::string::npos);
  EXPECT_EQ(joined_deltas(plain.body()), answer_text(1, 30));
}

TEST(odd_framings, end_a_body_by_closing) {
  for (const auto& [name, version] :
       {std::pair{"http_1_0", "HTTP/1.0 200"}, std::pair{"until_close", "HTTP/1.1 200"}}) {
    SCOPED_TRACE(name);
    quirk_fixture fixture;
    const auto answer = fixture.answer(name);
    EXPECT_TRUE(answer.head.starts_with(version));
    EXPECT_EQ(answer.head.find("Transfer-Encoding"), std::string::npos);
    EXPECT_EQ(joined_deltas(answer.body()), answer_text(1, 30));
    EXPECT_TRUE(answer.complete);
    EXPECT_TRUE(answer.body().ends_with("data: [DONE]\n\n")) << "no chunk's end behind it";
  }
}

TEST(odd_framings, close_the_connection_behind_a_whole_answer) {
  quirk_fixture fixture;
  const auto answer = fixture.answer("connection_close");
  EXPECT_NE(answer.head.find("Connection: close"), std::string::npos);
  EXPECT_TRUE(answer.complete);
  EXPECT_EQ(joined_deltas(answer.body()), answer_text(1, 30));
  EXPECT_TRUE(fixture.client.peer_closed());
}

TEST(odd_framings, lie_about_the_length) {
  quirk_fixture too_long;
  const auto cut = too_long.answer("length_too_long");
  EXPECT_FALSE(cut.complete);
  EXPECT_EQ(joined_deltas(cut.body()), answer_text(1, 30));
  quirk_fixture too_short;
  const auto answer = too_short.answer("length_too_short");
  EXPECT_TRUE(answer.complete);
  EXPECT_EQ(answer.body().size(), 600U);
  EXPECT_TRUE(too_short.client.read_to_end().ends_with("data: [DONE]\n\n"));
}

TEST(odd_framings, break_the_rules_of_http) {
  quirk_fixture garbled;
  garbled.ask("chunk_size_garbled");
  EXPECT_TRUE(garbled.client.read_to_end().ends_with("\r\n\r\n5\r\n: hi\n\r\nsize\r\n"));
  quirk_fixture none;
  none.ask("no_http");
  EXPECT_EQ(none.client.read_to_end(), "220 mock ESMTP\r\n");
}

TEST(odd_bodies, are_labelled_as_something_else) {
  quirk_fixture fixture;
  const auto answer = fixture.answer("octet_stream");
  EXPECT_NE(answer.head.find("Content-Type: application/octet-stream\r\n"), std::string::npos);
  EXPECT_EQ(joined_deltas(answer.body()), answer_text(1, 30));
}

TEST(odd_bodies, are_json_in_place_of_a_stream) {
  quirk_fixture fixture;
  const auto answer = fixture.answer("json_answer,text=words");
  EXPECT_EQ(answer.status, 200U);
  EXPECT_NE(answer.head.find("Content-Type: application/json"), std::string::npos);
  EXPECT_NE(answer.body().find(answer_text(1, 30, answer_style::words)), std::string::npos);
  const auto error = fixture.answer("json_error");
  EXPECT_EQ(error.status, 200U);
  EXPECT_TRUE(error.body().starts_with(R"({"error":{)"));
  EXPECT_EQ(fixture.model.stats().requests_refused, 0U) << "its status was 200";
}

TEST(odd_bodies, hold_errors_in_a_good_stream) {
  quirk_fixture fixture;
  const auto first = fixture.answer("error_at_first");
  EXPECT_EQ(first.status, 200U);
  EXPECT_TRUE(first.body().starts_with(R"(data: {"error":{)"));
  const auto behind = fixture.answer("error_mid_answer");
  EXPECT_TRUE(behind.complete);
  const auto error = behind.body().find(R"(data: {"error":{)");
  ASSERT_NE(error, std::string::npos);
  EXPECT_EQ(joined_deltas(behind.body().substr(0, error)), first_tokens(1, 15));
}

TEST(odd_bodies, say_done_twice_or_nothing_else) {
  quirk_fixture fixture;
  const auto twice = fixture.answer("double_done").body();
  EXPECT_TRUE(twice.ends_with("data: [DONE]\n\ndata: [DONE]\n\n"));
  EXPECT_EQ(joined_deltas(twice), answer_text(1, 30));
  EXPECT_EQ(fixture.answer("done_only").body(), "data: [DONE]\n\n");
}

}  // namespace
}  // namespace aurawell::mock
