#include "net/storage/spool/sqlite_spool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <set>

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

TEST_F(sqlite_spool_test, a_flipped_byte_of_a_sealed_text_loses_that_text_alone) {
  fill(20, first_key);
  // After the names of its row.
  flip_byte(place_of("questionu1r9u1m1c1") + 200);
  const auto left = requests(first_key);
  EXPECT_THAT(left, testing::SizeIs(19));
  EXPECT_THAT(left, testing::Not(Contains("r9")));
  EXPECT_EQ(requests(first_key), left) << "what cannot be read is gone";
}

TEST_F(sqlite_spool_test, a_damaged_page_loses_what_stood_there_alone) {
  fill(20);
  damage_page_with("r9....");
  const auto left = requests();
  EXPECT_THAT(left, testing::SizeIs(19));
  EXPECT_THAT(left, testing::Not(Contains("r9")));
  EXPECT_THAT(left,
              testing::AllOf(Contains("r0"), Contains("r8"), Contains("r10"), Contains("r19")));
  EXPECT_TRUE(std::filesystem::exists(folder / "db.spool.damaged"));
  EXPECT_EQ(requests(), left) << "the new file has them";
}

TEST_F(sqlite_spool_test, loses_nothing_between_two_damaged_pages) {
  fill(20);
  damage_page_with("r5....");
  damage_page_with("r14....");
  const auto left = requests();
  EXPECT_THAT(left, testing::SizeIs(18));
  EXPECT_THAT(left, testing::AllOf(Contains("r4"), Contains("r6"), Contains("r10"), Contains("r13"),
                                   Contains("r15")));
}

TEST_F(sqlite_spool_test, keeps_what_was_refused_when_a_page_is_damaged) {
  fill(20);
  ASSERT_TRUE(open()->set_aside(3, ec::database_failed));
  damage_page_with("r9....");
  EXPECT_THAT(requests(), testing::SizeIs(18));
  EXPECT_EQ(count("refused = 'DB_1601' AND request_id = 'r2'"), 1);
}

TEST_F(sqlite_spool_test, keeps_an_answer_whose_question_is_lost) {
  fill(20);
  ASSERT_TRUE(open()->append(
      {answer("r9", "M4RK3D"), answer("r8", "x"), progress_record{{"u1"}, {"r9"}, "half"}}));
  damage_page_with("r9....");
  const auto left = requests();
  EXPECT_THAT(left, testing::AllOf(testing::SizeIs(20), Contains("r8"))) << "19 and one answer";
  EXPECT_THAT(left, testing::Not(Contains("r9")));
  EXPECT_EQ(count("refused IS NOT NULL AND request_id = 'r9' AND text = 'M4RK3D'"), 1);
  EXPECT_EQ(requests(), left);
}

TEST_F(sqlite_spool_test, keeps_an_answer_whose_question_does_not_open) {
  fill(20, first_key);
  ASSERT_TRUE(open(first_key)->append({answer("r9", "M4RK3D")}));
  flip_byte(place_of("questionu1r9u1m1c1") + 200);
  EXPECT_THAT(requests(first_key),
              testing::AllOf(testing::SizeIs(19), testing::Not(Contains("r9"))));
  EXPECT_EQ(count("refused IS NOT NULL AND request_id = 'r9' AND kind = 'answer'"), 1);
  EXPECT_THAT(requests(first_key), testing::SizeIs(19));
}

/// Each page is valid, but the table differs from its index.
class damaged_index : public sqlite_spool_test {
 protected:
  void damage() { flip_byte(place_of("u1r9question") + 3); }

  bool is_sound() const {
    auto connection = sqlite_connection::open(path.c_str(), {}).value();
    return *connection.read_integer("SELECT count(*) FROM pragma_integrity_check") == 1 &&
           *connection.read_integer(
               "SELECT integrity_check = 'ok' FROM pragma_integrity_check(1)") == 1;
  }
};

TEST_F(damaged_index, is_made_anew_at_start) {
  fill(20);
  damage();
  ASSERT_FALSE(is_sound());
  EXPECT_THAT(requests(), testing::SizeIs(20));
  EXPECT_TRUE(is_sound());
}

TEST_F(damaged_index, keeps_no_erasure_from_its_end) {
  fill(20);
  const auto spool = open();
  ASSERT_TRUE(spool->append({question("other", "of the second", key_of("u2"))}));
  damage();
  ASSERT_TRUE(spool->erase({"u1"}));
  EXPECT_THAT(files_with(folder / "", "......"), IsEmpty());
  EXPECT_THAT(requests_in(*spool->load()), testing::ElementsAre("other"));
}

TEST_F(damaged_index, keeps_nothing_from_being_cleared_or_set_aside) {
  fill(20);
  const auto spool = open();
  damage();
  ASSERT_TRUE(spool->set_aside(10, ec::database_failed));
  EXPECT_EQ(*spool->append({question("next", "x")}), 21) << "numbers stay";
  ASSERT_TRUE(spool->clear());
  EXPECT_EQ(count("refused IS NULL"), 0);
  EXPECT_EQ(count("refused IS NOT NULL AND request_id = 'r9'"), 1);
}

TEST_F(sqlite_spool_test, no_flipped_byte_ends_the_program_or_hides_another_write) {
  constexpr int writes = 6;
  fill(writes);
  const auto whole = folder / "whole";
  std::filesystem::copy_file(path, whole);
  const auto pages = place_of("r5....") / 4'096 + 1;
  std::set<std::size_t> refused_pages;
  std::set<std::size_t> given_up_pages;
  for (std::size_t at = 0; at < pages * 4'096; at += 787) {
    std::filesystem::copy_file(whole, path, std::filesystem::copy_options::overwrite_existing);
    std::filesystem::remove(folder / "db.spool-wal");
    flip_byte(at);
    const auto opened = sqlite_spool::open(path, options_with());
    if (!opened) {
      EXPECT_THAT(opened.failure().detail, HasSubstr(path.string())) << at;
      refused_pages.insert(at / 4'096 + 1);
      continue;
    }
    const auto left = (*opened)->load();
    ASSERT_TRUE(left) << at << ": " << left.failure().detail;
    EXPECT_TRUE((*opened)->append({question("more", "x")})) << at;
    if (left->empty()) {
      given_up_pages.insert(at / 4'096 + 1);
      continue;
    }
    EXPECT_GE(left->size(), writes - 1U) << at;
    EXPECT_TRUE((*opened)->set_aside(left->back().number, ec::database_failed)) << at;
    EXPECT_TRUE((*opened)->erase({"u1"})) << at;
    EXPECT_TRUE((*opened)->clear()) << at;
  }
  EXPECT_THAT(refused_pages, testing::IsSubsetOf(pages_of_schema()));
  EXPECT_THAT(given_up_pages, testing::IsSubsetOf(pages_of_schema()));
}

// Not even the number of the lost writes can be read, so the log says that, and the file is kept.
TEST_F(sqlite_spool_test, begins_a_new_file_when_the_names_of_the_tables_are_damaged) {
  fill(3);
  std::filesystem::copy_file(path, folder / "whole");
  const auto pages = pages_of_schema();
  // The first page has the header of the file: without it the file is of another kind.
  const auto page = *std::ranges::find_if(pages, [](std::size_t number) { return number > 1; });
  for (std::size_t at = 0; at < 100; ++at) {
    flip_byte((page - 1) * 4'096 + at);
  }
  auto spool = open();
  ASSERT_TRUE(spool);
  EXPECT_TRUE(spool->load()->empty());
  EXPECT_TRUE(spool->append({question("more", "x")}));
  EXPECT_TRUE(std::filesystem::exists(folder / "db.spool.damaged"));
  spool.reset();
  EXPECT_THAT(requests(), testing::ElementsAre("more"));
}

TEST_F(sqlite_spool_test, goes_on_when_the_new_file_could_not_take_its_place) {
  fill(20);
  const auto spool = open();
  damage_page_with("r9....");
  std::filesystem::create_directories(folder / "db.spool.damaged/full");
  EXPECT_FALSE(spool->load());
  EXPECT_FALSE(spool->load()) << "the same again";
  std::filesystem::remove_all(folder / "db.spool.damaged");
  const auto left = spool->load();
  ASSERT_TRUE(left) << left.failure().detail;
  EXPECT_EQ(left->size(), 19U);
}

TEST_F(sqlite_spool_test, an_erasure_removes_an_unfinished_new_file_too) {
  fill(1);
  for (const auto* suffix : {".new", ".new-wal"}) {
    std::ofstream{path.string() + suffix} << "M4RK3D";
  }
  ASSERT_TRUE(open()->erase({"u1"}));
  EXPECT_THAT(files_with(folder / "", "M4RK3D"), IsEmpty());
}

TEST_F(sqlite_spool_test, an_erasure_removes_the_damaged_file_too) {
  fill(20);
  damage_page_with("r9....");
  const auto spool = open();
  ASSERT_TRUE(spool->load());
  ASSERT_TRUE(std::filesystem::exists(folder / "db.spool.damaged"));
  ASSERT_TRUE(spool->erase({"u1"}));
  EXPECT_THAT(files_with(folder / "", "......"), IsEmpty());
}

TEST_F(sqlite_spool_test, goes_on_after_an_end_between_the_steps_of_a_new_file) {
  fill(1);
  std::filesystem::rename(path, folder / "db.spool.new");
  std::ofstream{folder / "db.spool-wal"} << "of the damaged file";
  EXPECT_THAT(requests(), testing::ElementsAre("r0"));
}

}  // namespace
}  // namespace aurawell::net
