#include "net/storage/spool/sqlite_spool.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>
#include <set>

#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/spool/open_spool.hpp"
#include "tests/net/storage/file_scan.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using test_support::answer;
using test_support::files_with;
using test_support::key_of;
using test_support::question;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

class sqlite_spool_test : public ::testing::Test {
 protected:
  using keys = std::vector<encryption_key>;

  store_options with(keys given = {}) const {
    store_options options;
    options.url = "sqlite:" + (folder / "db").string();
    options.busy_timeout = std::chrono::milliseconds{1};
    options.sync_to_disk = false;
    options.spool_bytes = 1 << 20;
    options.encryption_keys = std::move(given);
    return options;
  }

  std::unique_ptr<sqlite_spool> open(keys given = {}) {
    auto opened = sqlite_spool::open(path, with(std::move(given)));
    EXPECT_TRUE(opened) << opened.failure().detail;
    return opened ? std::move(opened).value() : nullptr;
  }

  std::string refusal(keys given = {}) {
    const auto opened = sqlite_spool::open(path, with(std::move(given)));
    return opened ? std::string{} : opened.failure().detail;
  }

  static std::vector<std::string> requests_in(const std::vector<waiting_write>& writes) {
    std::vector<std::string> names;
    for (const auto& one : writes) {
      names.push_back(request_of(one.write).value);
    }
    return names;
  }

  std::vector<std::string> requests(keys given = {}) {
    const auto left = open(std::move(given))->load();
    EXPECT_TRUE(left);
    return left ? requests_in(*left) : std::vector<std::string>{};
  }

  /// Questions r0, r1, …, each with a text that fills a page.
  void fill(int count, keys given = {}) {
    const auto spool = open(std::move(given));
    for (int i = 0; i < count; ++i) {
      const auto name = "r" + std::to_string(i);
      ASSERT_TRUE(spool->append({question(name, name + std::string(3'000, '.'))}));
    }
  }

  void flip_byte(std::size_t at) const {
    std::fstream file{path, std::ios::in | std::ios::out | std::ios::binary};
    file.seekg(static_cast<std::streamoff>(at));
    const auto byte = static_cast<char>(file.get() ^ 0x55);
    file.seekp(static_cast<std::streamoff>(at));
    file.put(byte);
  }

  void damage_page_with(std::string_view text) const {
    const auto page = place_of(text) / 4'096;
    for (std::size_t at = 0; at < 100; ++at) {
      flip_byte(page * 4'096 + at);
    }
  }

  /// As another program reads it.
  std::int64_t count(const char* where) const {
    auto connection = sqlite_connection::open(path.c_str(), {}).value();
    return *connection.read_integer(
        (std::string{"SELECT count(*) FROM waiting_writes WHERE "} + where).c_str());
  }

  /// Whose damage nobody can read through: the names of the tables stand there, and the keys.
  std::vector<std::size_t> pages_of_schema() const {
    auto connection = sqlite_connection::open((folder / "whole").c_str(), {}).value();
    const auto find = connection.prepare(
        "SELECT pageno FROM dbstat WHERE name IN ('sqlite_schema', 'encryption_keys', "
        "'sqlite_autoindex_encryption_keys_1')");
    std::vector<std::size_t> pages;
    sqlite_run run{*find};
    while (*run.step()) {
      pages.push_back(static_cast<std::size_t>(run.integer(0)));
    }
    return pages;
  }

  std::size_t place_of(std::string_view text) const {
    std::ifstream file{path, std::ios::binary};
    const std::string all{std::istreambuf_iterator<char>{file}, {}};
    return all.find(text);
  }

  test_support::temp_folder folder;
  const std::filesystem::path path = folder / "db.spool";
  const keys first_key{encryption_key{}};
};

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

TEST_F(sqlite_spool_test, is_for_one_process_and_private) {
  const auto spool = open();
  EXPECT_THAT(refusal(), HasSubstr("in use by another process"));
  struct stat facts {};
  ASSERT_EQ(stat(path.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0600U);
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
    // The file alone, as it is now: nothing stands in the log only.
    std::filesystem::copy_file(path, copy);
  }
  const auto left = sqlite_spool::open(copy, with())->get()->load();
  ASSERT_TRUE(left);
  EXPECT_THAT(requests_in(*left), testing::ElementsAre("r1", "r2"));
}

TEST_F(sqlite_spool_test, a_flipped_byte_of_a_sealed_text_loses_that_text_alone) {
  fill(20, first_key);
  // Behind the names of its row.
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

/// The pages are sound each, and the table is not what its index says.
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
  for (std::size_t at = 0; at < pages * 4'096; at += 787) {
    std::filesystem::copy_file(whole, path, std::filesystem::copy_options::overwrite_existing);
    std::filesystem::remove(folder / "db.spool-wal");
    flip_byte(at);
    const auto opened = sqlite_spool::open(path, with());
    if (!opened) {
      EXPECT_THAT(opened.failure().detail, HasSubstr(path.string())) << at;
      refused_pages.insert(at / 4'096 + 1);
      continue;
    }
    const auto left = (*opened)->load();
    ASSERT_TRUE(left) << at << ": " << left.failure().detail;
    EXPECT_GE(left->size(), writes - 1U) << at;
    EXPECT_TRUE((*opened)->append({question("more", "x")})) << at;
    EXPECT_TRUE((*opened)->set_aside(left->back().number, ec::database_failed)) << at;
    EXPECT_TRUE((*opened)->erase({"u1"})) << at;
    EXPECT_TRUE((*opened)->clear()) << at;
  }
  EXPECT_THAT(refused_pages, testing::IsSubsetOf(pages_of_schema()));
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

TEST_F(sqlite_spool_test, takes_the_place_of_an_empty_file_of_a_former_release) {
  std::ofstream{path, std::ios::binary} << "AuWlSpl\1";
  std::ofstream{folder / "db.spool.rejected", std::ios::binary} << "AuWlSpl\1";
  EXPECT_THAT(requests(), IsEmpty());
  EXPECT_FALSE(std::filesystem::exists(folder / "db.spool.rejected"));
}

TEST_F(sqlite_spool_test, refuses_a_file_that_a_former_release_has_filled) {
  std::ofstream{path, std::ios::binary} << "AuWlSpl\1and a write";
  EXPECT_THAT(refusal(), HasSubstr("start that release once"));
  EXPECT_EQ(std::filesystem::file_size(path), 19U) << "it is as it was";
  std::filesystem::remove(path);
  std::ofstream{folder / "db.spool.rejected", std::ios::binary} << "AuWlSpl\1and a write";
  EXPECT_THAT(refusal(), HasSubstr("cannot erase"));
}

TEST_F(sqlite_spool_test, refuses_what_is_no_spool) {
  std::ofstream{path, std::ios::binary} << std::string(9'000, 'x');
  EXPECT_THAT(refusal(), testing::AllOf(HasSubstr(path.string()), HasSubstr("move a damaged")));
}

TEST_F(sqlite_spool_test, stands_beside_the_database_or_where_it_is_told) {
  auto options = with();
  options.spool_bytes = 65'536;
  EXPECT_TRUE(open_spool(options).value() != nullptr);
  EXPECT_TRUE(std::filesystem::exists(path));
  options.spool_dir = (folder / "elsewhere/deep").string();
  EXPECT_TRUE(open_spool(options).value() != nullptr);
  EXPECT_TRUE(std::filesystem::exists(folder / "elsewhere/deep/db.spool"));
  struct stat facts {};
  ASSERT_EQ(stat((folder / "elsewhere/deep").c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0700U);
  options.url = "memory:";
  EXPECT_TRUE(open_spool(options).value() == nullptr);
}

}  // namespace
}  // namespace aurawell::net
