#include <gtest/gtest.h>

#include "tests/mock_llm/faults.hpp"
#include "tests/mock_llm/inflated.hpp"
#include "tests/mock_llm/mock_fixture.hpp"

namespace aurawell::mock {
namespace {

constexpr std::size_t mib = 1024 * 1024;

std::uint64_t count_of(std::string_view text, std::string_view part) {
  std::uint64_t count = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

TEST(floods, burst_out_of_a_small_gzip_stream) {
  for (const auto* name : {"gzip_bomb_line", "gzip_bomb_events"}) {
    SCOPED_TRACE(name);
    quirk_fixture fixture;
    const auto answer = fixture.answer(name);
    EXPECT_TRUE(answer.complete);
    EXPECT_NE(answer.head.find("Content-Encoding: gzip"), std::string::npos);
    const auto coded = answer.body();
    EXPECT_LT(coded.size(), 16 * mib);
    EXPECT_GE(inflated(coded).text.size(), 64 * mib) << "where the test stops";
    // The last four bytes of gzip are the size.
    const auto size = coded.substr(coded.size() - 4);
    EXPECT_GE(static_cast<unsigned char>(size[3]), 0x40U) << "a GiB at least";
  }
}

TEST(floods, are_a_line_that_hardly_ends) {
  quirk_fixture fixture;
  const auto body = fixture.answer("long_line").body();
  EXPECT_GT(body.find('\n'), 16 * mib);
  EXPECT_EQ(joined_deltas(body.substr(body.find('\n'))), answer_text(1, 30));
}

TEST(floods, are_a_million_events) {
  quirk_fixture fixture;
  const auto empty = fixture.answer("empty_deltas").body();
  EXPECT_EQ(count_of(empty, R"("delta":{"content":""})"), 1'000'000U);
  EXPECT_TRUE(empty.ends_with("data: [DONE]\n\n"));
  const auto tiny = fixture.answer("tiny_tokens").body();
  EXPECT_EQ(count_of(tiny, R"("delta":{"content":"a"})"), 1'000'000U);
  EXPECT_TRUE(tiny.ends_with("data: [DONE]\n\n"));
}

TEST(floods, have_no_end) {
  for (const auto* name : {"endless_header", "endless_tokens"}) {
    SCOPED_TRACE(name);
    quirk_fixture fixture;
    fixture.ask(name);
    EXPECT_GE(fixture.client.read_at_least(4 * mib), 4 * mib);
    fixture.client.close();
    EXPECT_TRUE(fixture.is_at_rest());
    EXPECT_EQ(fixture.model.stats().streams_aborted, 1U);
  }
}

TEST(floods, go_on_when_a_client_reads_late) {
  quirk_fixture fixture;
  fixture.ask("endless_tokens");
  ASSERT_TRUE(comes_true([&] { return fixture.model.stats().writes_blocked > 0; }));
  EXPECT_GE(fixture.client.read_at_least(16 * mib), 16 * mib);
  fixture.client.close();
  EXPECT_TRUE(fixture.is_at_rest());
}

}  // namespace
}  // namespace aurawell::mock
