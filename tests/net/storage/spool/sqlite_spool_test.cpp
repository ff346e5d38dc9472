#include "net/storage/spool/sqlite_spool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "net/storage/database/sqlite_connection.hpp"
#include "tests/net/storage/file_scan.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/net/storage/spool/sqlite_spool_fixture.hpp"

namespace aurawell::net {
namespace {

using test_support::answer;
using test_support::files_with;
using test_support::key_of;
using test_support::question;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

TEST_F(sqlite_spool_test, gives_back_the_writes_in_order) {
  {
    const auto spool = open();
    EXPECT_EQ(*spool->append({question("r1", "a"), answer("r1", "b")}), 1);
    EXPECT_EQ(*spool->append({question("r2", "c")}), 3);
  }
  const auto left = open()->load();
  ASSERT_TRUE(left);
  ASSERT_EQ(left->size(), 3U);
  EXPECT_EQ(std::get<question_record>((*left)[0].write).text, "a");
  EXPECT_EQ(*std::get<answer_record>((*left)[1].write).summary.text, "b");
  EXPECT_EQ((*left)[2].number, 3);
}

TEST_F(sqlite_spool_test, removes_what_is_written_and_counts_on) {
  const auto spool = open();
  ASSERT_TRUE(spool->append({question("r1", "a"), question("r2", "b"), question("r3", "c")}));
  ASSERT_TRUE(spool->remove_until(2));
  EXPECT_THAT(requests_in(*spool->load()), testing::ElementsAre("r3"));
  EXPECT_EQ(*spool->append({question("r4", "d")}), 4);
}

TEST_F(sqlite_spool_test, keeps_no_byte_of_what_waited) {
  const auto spool = open();
  ASSERT_TRUE(
      spool->append({question("r1", "M4RK3D"), answer("r1", "M4RK3D" + std::string(9'000, 'x'))}));
  ASSERT_THAT(files_with(folder / "", "M4RK3D"), Contains("db.spool"));
  ASSERT_TRUE(spool->clear());
  EXPECT_THAT(files_with(folder / "", "M4RK3D"), IsEmpty());
  EXPECT_THAT(*spool->load(), IsEmpty());
}

TEST_F(sqlite_spool_test, writes_no_word_of_people_when_it_is_sealed) {
  {
    const auto spool = open(first_key);
    ASSERT_TRUE(spool->append({question("r1", "M4RK3D"), question("r2", "M4RK3D")}));
    ASSERT_TRUE(spool->set_aside(2, ec::database_failed));
  }
  EXPECT_THAT(files_with(folder / "", "M4RK3D"), IsEmpty());
  EXPECT_THAT(requests(first_key), testing::ElementsAre("r1"));
  EXPECT_THAT(refusal(), HasSubstr("no key was given")) << "it must not be taken for empty";
}

TEST_F(sqlite_spool_test, takes_over_what_was_not_sealed) {
  fill(1);
  EXPECT_THAT(requests(first_key), testing::ElementsAre("r0"));
}

TEST_F(sqlite_spool_test, what_is_set_aside_waits_no_longer_and_is_bounded) {
  const auto spool = open();
  for (int i = 0; i < 300; ++i) {
    const auto name = "r" + std::to_string(i);
    const auto number = spool->append({question(name, "M4RK3D-" + name + ".")});
    ASSERT_TRUE(spool->set_aside(*number, ec::database_failed));
  }
  EXPECT_THAT(*spool->load(), IsEmpty());
  ASSERT_TRUE(spool->clear());
  EXPECT_THAT(files_with(folder / "", "M4RK3D-r299."), Contains("db.spool"));
  EXPECT_THAT(files_with(folder / "", "M4RK3D-r1."), IsEmpty());
}

TEST_F(sqlite_spool_test, erases_a_person_as_owner_and_as_asker) {
  const auto spool = open();
  auto asked_by_first = question("r3", "M4RK3D asked", key_of("u3"));
  asked_by_first.asked_by = {"u1"};
  ASSERT_TRUE(spool->append({question("r1", "M4RK3D own", key_of("u1")),
                             question("r2", "of the second", key_of("u2")), asked_by_first}));
  for (const auto number : {1, 2, 3}) {
    ASSERT_TRUE(spool->set_aside(number, ec::database_failed));
  }
  ASSERT_TRUE(spool->erase({"u1"}));
  EXPECT_THAT(files_with(folder / "", "M4RK3D"), IsEmpty());
  EXPECT_THAT(files_with(folder / "", "of the second"), Contains("db.spool"));
}

TEST_F(sqlite_spool_test, refuses_what_does_not_fit_and_keeps_the_rest) {
  const auto spool = open();
  int taken = 0;
  while (true) {
    const auto number =
        spool->append({question("r" + std::to_string(taken), std::string(9'000, 'x'))});
    if (!number) {
      EXPECT_EQ(number.failure().code, ec::database_unreachable);
      EXPECT_THAT(number.failure().detail, HasSubstr("storage.spool_bytes"));
      break;
    }
    ASSERT_LT(++taken, 200);
  }
  EXPECT_GT(taken, 80);
  EXPECT_EQ(spool->load()->size(), static_cast<std::size_t>(taken));
  ASSERT_TRUE(spool->remove_until(2));
  EXPECT_TRUE(spool->append({question("fits", std::string(9'000, 'x'))}));
}

TEST_F(sqlite_spool_test, needs_no_room_for_a_progress_that_went_on) {
  const auto spool = open();
  for (int i = 0; i < 300; ++i) {
    ASSERT_TRUE(spool->append({progress_record{{"u1"}, {"r1"}, std::string(9'000, 'x')}})) << i;
  }
  EXPECT_EQ(spool->load()->size(), 1U);
}

TEST_F(sqlite_spool_test, stays_readable_when_it_is_killed_between_two_commits) {
  const auto copy = folder / "copy.spool";
  {
    const auto spool = open();
    ASSERT_TRUE(spool->append({question("r1", "a")}));
    ASSERT_TRUE(spool->append({question("r2", "b")}));
    // Only the file: no content is only in the log.
    std::filesystem::copy_file(path, copy);
  }
  const auto left = sqlite_spool::open(copy, options_with())->get()->load();
  ASSERT_TRUE(left);
  EXPECT_THAT(requests_in(*left), testing::ElementsAre("r1", "r2"));
}

TEST_F(sqlite_spool_test, sweeps_its_log_later_when_somebody_reads) {
  const auto spool = open();
  ASSERT_TRUE(spool->append({question("r1", "M4RK3D", key_of("u1"))}));
  {
    auto reader = sqlite_connection::open(path.c_str(), {}).value();
    ASSERT_TRUE(reader.execute("BEGIN; SELECT count(*) FROM waiting_writes"));
    ASSERT_TRUE(spool->append({answer("r1", "M4RK3D", key_of("u1"))}));
    ASSERT_TRUE(spool->erase({"u1"}));
    ASSERT_THAT(files_with(folder / "", "M4RK3D"), Contains("db.spool-wal"));
    ASSERT_TRUE(reader.execute("COMMIT"));
  }
  ASSERT_TRUE(spool->append({question("r2", "x", key_of("u2"))}));
  EXPECT_THAT(files_with(folder / "", "M4RK3D"), IsEmpty());
}

TEST_F(sqlite_spool_test, a_full_spool_drops_what_it_cannot_set_aside) {
  const auto spool = open();
  std::vector<std::int64_t> numbers;
  for (const std::size_t size : {9'000U, 300U, 30U}) {
    for (int i = 0; true; ++i) {
      const auto number = spool->append({question(std::to_string(i), std::string(size, 'x'))});
      if (!number) {
        break;
      }
      numbers.push_back(*number);
      ASSERT_LT(numbers.size(), 20'000U);
    }
  }
  for (const auto number : numbers) {
    const auto aside = spool->set_aside(number, ec::database_failed);
    ASSERT_TRUE(aside) << aside.failure().detail;
  }
  EXPECT_THAT(*spool->load(), IsEmpty());
}

}  // namespace
}  // namespace aurawell::net
