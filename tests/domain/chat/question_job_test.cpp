#include "domain/chat/question_job.hpp"

#include <gtest/gtest.h>

namespace aurawell {
namespace {

question_job full_job() {
  question_job job;
  job.lang = language::en;
  job.context = {{"profile.age", 41.0},
                 {"profile.height", 0.1},
                 {"a", -1.5e-300},
                 {"smokes", false},
                 {"smokes", true},
                 {"", std::string{}},
                 {"k3:x\n", std::string{"a\0b3:\xff", 6}}};
  job.earlier = std::vector{past_exchange{"q1", "a1"}, past_exchange{"", {"\0", 1}}};
  job.wants_reasoning = true;
  job.trace.emplace();
  for (std::size_t i = 0; i < 16; ++i) {
    job.trace->trace[i] = static_cast<std::uint8_t>(255 - i);
    job.trace->span[i / 2] = static_cast<std::uint8_t>(i);
  }
  job.trace->is_sampled = true;
  job.trace->state = "vendor=1:2";
  return job;
}

question_job round_trip(const question_job& job) {
  const auto text = text_of(job);
  EXPECT_TRUE(text);
  const auto back = job_of(*text);
  EXPECT_TRUE(back);
  EXPECT_EQ(*text_of(*back), *text);
  return back ? *back : question_job{};
}

TEST(question_job, comes_back_from_its_text) {
  EXPECT_EQ(round_trip(question_job{}), question_job{});
  EXPECT_EQ(round_trip(full_job()), full_job());
}

TEST(question_job, keeps_every_field_apart_from_the_others) {
  const question_job plain;
  for (int field = 0; field < 6; ++field) {
    question_job job;
    if (field == 0) {
      job.lang = language::en;
    } else if (field == 1) {
      job.context = {{"k", std::string{"v"}}};
    } else if (field == 2) {
      job.earlier.emplace();
    } else if (field == 3) {
      job.wants_reasoning = true;
    } else {
      job.trace.emplace().is_random = field == 4;
    }
    EXPECT_NE(job, plain) << field;
    EXPECT_EQ(round_trip(job), job) << field;
  }
}

TEST(question_job, keeps_its_published_text) {
  EXPECT_EQ(*text_of(question_job{}), "1l2:zhr1:0");
  question_job job;
  job.lang = language::en;
  job.context = {{"age", 41.0}, {"ok", true}, {"name", std::string{"x"}}};
  job.earlier = std::vector{past_exchange{"q", "a"}};
  EXPECT_EQ(*text_of(job), "1l2:enr1:0k3:agen2:41k2:okb1:1k4:names1:xh0:q1:qa1:a");
}

TEST(question_job, refuses_every_beginning_of_its_text) {
  const auto text = *text_of(full_job());
  int accepted = 0;
  for (std::size_t size = 0; size < text.size(); ++size) {
    const auto cut = job_of(std::string_view{text}.substr(0, size));
    if (cut) {
      // Facts and exchanges are optional, so some beginnings are whole texts of other jobs.
      ++accepted;
      EXPECT_EQ(*text_of(*cut), text.substr(0, size));
    } else {
      EXPECT_EQ(cut.failure().code, ec::bad_format);
    }
  }
  // Behind the reasoning, seven facts, the mark of the history, and two exchanges.
  EXPECT_EQ(accepted, 11);
}

TEST(question_job, refuses_what_its_text_never_has) {
  for (const auto* text : {"",
                           "1",
                           "2l2:zhr1:0",
                           "l2:zhr1:0",
                           "1l2:frr1:0",
                           "1l2:zhr1:2",
                           "1r1:0l2:zh",
                           "1l02:zhr1:0",
                           "1l+2:zhr1:0",
                           "1l2:zhr1:0x0:",
                           "1l2:zhr1:0 ",
                           "1l2:zhr1:0k1:a",
                           "1l2:zhr1:0k1:an3:4.0",
                           "1l2:zhr1:0k1:an1:x",
                           "1l2:zhr1:0k1:ab1:2",
                           "1l2:zhr1:0h1:x",
                           "1l2:zhr1:0h0:q1:q",
                           "1l2:zhr1:0q1:qa1:a",
                           "1l2:zhr1:0t3:abcu0:",
                           "1l2:zhr1:0u0:",
                           "1l99999999999:zh",
                           "1l4294967295:zhr1:0"}) {
    const auto read = job_of(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.failure().code, ec::bad_format);
  }
}

TEST(question_job, has_a_longest_text) {
  question_job job;
  job.context = {{"k", std::string(most_job_bytes - 100, 'x')}};
  EXPECT_EQ(round_trip(job), job);
  job.context.push_back({"l", std::string(100, 'x')});
  EXPECT_EQ(text_of(job).failure().code, ec::out_of_range);
  job.context.clear();
  job.earlier = std::vector{past_exchange{std::string(most_job_bytes, 'x'), ""}};
  EXPECT_EQ(text_of(job).failure().code, ec::out_of_range);
  EXPECT_EQ(job_of("1l2:zhr1:0k1:as" + std::to_string(most_job_bytes) + ":" +
                   std::string(most_job_bytes, 'x'))
                .failure()
                .code,
            ec::bad_format);
}

}  // namespace
}  // namespace aurawell
