#include "net/storage/spool_codec.hpp"

#include <gtest/gtest.h>

#include "tests/net/storage/records.hpp"

namespace aurawell::net {
namespace {

using test_support::answer;
using test_support::question;

answer_record full_answer() {
  auto full = answer("r1", std::string("text\0with everything", 20));
  full.status = request_status::incomplete;
  full.summary.usage = token_usage{1, 2, 3, 4, std::nullopt, true};
  full.summary.model = "model";
  full.summary.provider = "provider";
  full.summary.finish_reason = "length";
  full.summary.first_token = std::chrono::milliseconds{7};
  full.summary.duration = std::chrono::milliseconds{8};
  full.summary.safety = safety_level::urgent;
  full.failure = ec::upstream_failed;
  full.asked_by = {"u2"};
  return full;
}

template <class Record>
Record round_trip(const Record& record) {
  const auto decoded = decode_write(encode_write(record));
  EXPECT_TRUE(decoded && std::holds_alternative<Record>(*decoded));
  return std::get<Record>(decoded.value());
}

TEST(SpoolCodec, BringsBackAQuestion) {
  auto asked = question("r1", "why?");
  asked.session = {"s1"};
  asked.kind = chat_kind::general;
  asked.asked_by = {"u2"};
  asked.makes_member = true;
  const auto back = round_trip(asked);
  EXPECT_EQ(back.key, asked.key);
  EXPECT_EQ(back.session, asked.session);
  EXPECT_EQ(back.request, asked.request);
  EXPECT_EQ(back.kind, asked.kind);
  EXPECT_EQ(back.text, asked.text);
  EXPECT_EQ(back.asked_at, asked.asked_at);
  EXPECT_EQ(back.asked_by, asked.asked_by);
  EXPECT_TRUE(back.makes_member);
}

TEST(SpoolCodec, BringsBackAProgress) {
  const auto back = round_trip(progress_record{{"u1"}, {"r1"}, "so far"});
  EXPECT_EQ(back.user.value, "u1");
  EXPECT_EQ(back.request.value, "r1");
  EXPECT_EQ(back.text, "so far");
}

TEST(SpoolCodec, BringsBackAnAnswer) {
  const auto full = full_answer();
  const auto back = round_trip(full);
  EXPECT_EQ(back.key, full.key);
  EXPECT_EQ(back.request, full.request);
  EXPECT_EQ(back.status, full.status);
  EXPECT_EQ(*back.summary.text, *full.summary.text);
  EXPECT_EQ(back.summary.usage, full.summary.usage);
  EXPECT_EQ(back.summary.model, full.summary.model);
  EXPECT_EQ(back.summary.provider, full.summary.provider);
  EXPECT_EQ(back.summary.finish_reason, full.summary.finish_reason);
  EXPECT_EQ(back.summary.first_token, full.summary.first_token);
  EXPECT_EQ(back.summary.duration, full.summary.duration);
  EXPECT_EQ(back.summary.safety, full.summary.safety);
  EXPECT_EQ(back.answered_at, full.answered_at);
  EXPECT_EQ(back.failure, full.failure);
  EXPECT_EQ(back.asked_by, full.asked_by);
}

TEST(SpoolCodec, TakesNothingThatIsNotWhole) {
  const auto bytes = encode_write(full_answer());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode_write(std::string_view{bytes}.substr(0, size))) << size;
  }
  EXPECT_FALSE(decode_write(bytes + "x"));
  EXPECT_FALSE(decode_write("\x09" + bytes.substr(1)));
}

}  // namespace
}  // namespace aurawell::net
