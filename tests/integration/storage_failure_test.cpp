// Events that affect stored data, in random order: keys are changed, backups made and restored,
// files damaged, the disk filled, and the program and its commands killed. No confirmed answer is
// lost unless the program has reported it: by its request, or, where that cannot be read, as a loss
// of unnamed writes.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "domain/durability/write_backlog.hpp"
#include "net/storage/database/encryption_key.hpp"
#include "net/storage/database/store_options.hpp"
#include "net/storage/spool/open_spool.hpp"
#include "net/storage/store/make_store.hpp"
#include "tests/integration/failure_run.hpp"
#include "tests/integration/small_disk.hpp"
#include "tests/support/private_file.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell {
namespace {

using namespace test_support;
namespace fs = std::filesystem;

constexpr std::uint32_t tokens = 20;

/// AURAWELL_SEED and AURAWELL_STORAGE_ROUNDS change the run.
class storage_failure : public ::testing::Test {
 protected:
  storage_failure() {
    std::cout << "AURAWELL_SEED=" << seed_ << std::endl;
    write_keys();
  }

  std::uint64_t below(std::uint64_t end) { return random_() % end; }

  std::string key_text() const {
    std::string text;
    for (const char key : keys_) {
      text += std::string(64, key) + "\n";
    }
    return text;
  }

  void write_keys() const { write_private_file(key_file_, key_text()); }

  void add_key() {
    constexpr std::string_view digits = "123456789abcdef";
    keys_.insert(keys_.begin(), digits[++keys_made_ % digits.size()]);
    write_keys();
  }

  std::vector<std::string> settings() const {
    return {"storage.encryption_key_file=" + key_file_, "storage.spool_bytes=4MiB",
            "storage.busy_timeout=100ms"};
  }

  /// Its exit code; nothing when it was killed while it ran, which happens in half of the calls.
  std::optional<int> run(std::vector<std::string> arguments, bool may_be_killed = true) {
    arguments.insert(arguments.end(), {"--set", "storage.url=sqlite:" + database_});
    for (const auto& setting : settings()) {
      arguments.insert(arguments.end(), {"--set", setting});
    }
    running_program command{arguments};
    if (may_be_killed && below(2) == 0) {
      std::this_thread::sleep_for(std::chrono::milliseconds{below(120)});
      return std::nullopt;
    }
    for (const auto& line : command.whole_log()) {
      std::cout << "  " << line << std::endl;
    }
    return command.wait();
  }

  void back_up() {
    const auto file = folder_ / ("backup" + std::to_string(round_) + ".db");
    if (run({"backup", file.string()}) == 0) {
      EXPECT_EQ(run({"verify", file.string()}, false), 0);
      backup_ = {file.string(), asked_.size(), keys_};
    } else {
      EXPECT_FALSE(fs::exists(file) && run({"verify", file.string()}, false) != 0)
          << "there is a backup that is not whole";
    }
  }

  /// Whether the service is stopped or seals with the newest key.
  void change_key() {
    if (run({"rekey"}) == 0) {
      keys_.resize(1);
      write_keys();
      EXPECT_EQ(run({"verify"}, false), 0) << "something is left under an older key";
    }
  }

  void restore() {
    for (const char key : backup_.keys) {
      if (std::find(keys_.begin(), keys_.end(), key) == keys_.end()) {
        keys_.push_back(key);
      }
    }
    write_keys();
    (void)run({"restore", backup_.file, "--accept-loss"});
    fs::remove(database_ + ".before-restore");
    ASSERT_EQ(run({"restore", backup_.file, "--accept-loss"}, false), 0);
    fs::remove(database_ + ".before-restore");
    asked_.resize(backup_.asked);
  }

  /// Changes 64 bytes after the first page, near the beginning, because the end of a spool is
  /// empty.
  void damage(const std::string& file) {
    const auto size = std::min<std::uintmax_t>(fs::file_size(file), 400'000);
    ASSERT_GT(size, 8'192U);
    std::fstream bytes{file, std::ios::in | std::ios::out | std::ios::binary};
    bytes.seekp(static_cast<std::streamoff>(4'096 + below(size - 4'096 - 64)));
    bytes << std::string(64, '\xa5');
  }

  /// Overwrites the header of the page that contains the text.
  void break_page_with(const std::string& text) const {
    std::fstream file{database_, std::ios::in | std::ios::out | std::ios::binary};
    const std::string all{std::istreambuf_iterator<char>{file}, {}};
    const auto found = all.find(text);
    ASSERT_NE(found, std::string::npos);
    file.clear();
    file.seekp(static_cast<std::streamoff>(found / 4'096 * 4'096));
    file << std::string(8, '\xff');
  }

  static question_record question_of(const conversation_key& key, const std::string& request) {
    return {key, {"s"}, {request}, chat_kind::health, "?", std::chrono::system_clock::now()};
  }

  static answer_record answer_of(const conversation_key& key, const std::string& request,
                                 const std::string& text) {
    answer_record answer{key, {request}, request_status::done, {}, {}};
    answer.summary.text = std::make_shared<const std::string>(text);
    return answer;
  }

  static void write(advice_store& store, const conversation_key& key, const std::string& request,
                    const std::string& text) {
    ASSERT_TRUE(store.save_question(question_of(key, request)));
    ASSERT_TRUE(store.save_answer(answer_of(key, request, text)));
  }

  std::vector<std::string> missing() const {
    net::store_options options;
    options.url = "sqlite:" + database_;
    options.encryption_keys = net::read_encryption_keys(key_text()).value();
    return missing_answers(options, asked_, tokens);
  }

  /// A reported loss is not checked again.
  void forget(const std::vector<std::string>& gone) {
    const auto is_gone = [&](const asked_question& one) {
      return std::find(gone.begin(), gone.end(), one.request) != gone.end();
    };
    const auto known = asked_.begin() + static_cast<std::ptrdiff_t>(backup_.asked);
    backup_.asked -= static_cast<std::size_t>(std::count_if(asked_.begin(), known, is_gone));
    std::erase_if(asked_, is_gone);
  }

  /// One run of the program under load, with one event.
  void live() {
    test_program program{database_, upstream_, settings()};
    ASSERT_NE(program.port(), 0);
    const auto gone = missing();
    many_clients people{{program.port(), 40, "round" + std::to_string(round_)}};
    ASSERT_TRUE(patiently([&] { return people.answered() >= 40; }));
    std::unique_ptr<raw_database> locked;
    const auto choice = below(7);
    std::cout << "round " << round_ << ": " << choice << std::endl;
    switch (choice) {
      case 0: back_up(); break;
      case 1: change_key(); break;
      case 2:
        add_key();
        EXPECT_NE(run({"rekey"}), 0) << "the service seals with the older key";
        break;
      case 3:
        back_up();
        change_key();
        break;
      case 4: disk_.fill(); break;
      default:
        locked = std::make_unique<raw_database>(database_);
        locked->run("BEGIN EXCLUSIVE");
        break;
    }
    const auto before = people.answered();
    EXPECT_TRUE(patiently([&] { return people.answered() >= before + 60 || people.failed() > 0; }));
    if (choice == 4) {
      disk_.empty();
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{below(300)});
    program.kill();
    auto fresh = people.stop();
    asked_.insert(asked_.end(), fresh.begin(), fresh.end());
    // Where the names of the spool's tables were damaged, it can name no request.
    const bool lost_unnamed = program.logged("spool.unnamed_writes_lost");
    for (const auto& request : gone) {
      EXPECT_TRUE(lost_unnamed || program.logged(request))
          << request << " is gone, and the start did not say so";
    }
    forget(gone);
    if (locked) {
      locked->run("ROLLBACK");
      damages_spool_ = below(2) == 0;
    }
  }

  /// Events while the program is stopped.
  void rest() {
    if (std::exchange(damages_spool_, false)) {
      std::cout << "  the spool is damaged" << std::endl;
      damage(database_ + ".spool");
      return;
    }
    switch (below(4)) {
      case 0: change_key(); break;
      case 1: add_key(); break;
      case 2:
        if (!backup_.file.empty()) {
          if (below(2) == 0) {
            damage(database_);
          }
          std::cout << "  a backup is restored" << std::endl;
          restore();
        }
        break;
      default: break;
    }
  }

  struct kept_backup {
    std::string file;
    /// At least this many questions are in it.
    std::size_t asked = 0;
    std::vector<char> keys;
  };

  const std::uint64_t seed_ = environment_number("AURAWELL_SEED", std::random_device{}());
  std::mt19937_64 random_{seed_};
  mock::mock_llm upstream_{quick_model(tokens)};
  temp_folder folder_;
  const small_disk disk_{folder_ / "disk", "48m"};
  const std::string database_ = (folder_ / "disk/a.db").string();
  const std::string key_file_ = (folder_ / "keys").string();
  std::vector<char> keys_{'1'};
  std::size_t keys_made_ = 0;
  std::uint64_t round_ = 0;
  std::vector<asked_question> asked_;
  kept_backup backup_;
  bool damages_spool_ = false;
};

TEST_F(storage_failure, loses_nothing_without_saying_so) {
  if (!disk_.mounted()) {
    GTEST_SKIP() << "only root can mount a small disk";
  }
  const auto rounds = environment_number("AURAWELL_STORAGE_ROUNDS", 15);
  for (; round_ < rounds && !HasFailure(); ++round_) {
    SCOPED_TRACE("round " + std::to_string(round_));
    live();
    if (!HasFailure()) {
      rest();
    }
  }
}

/// A damaged page with one conversation, and more answers in the spool.
TEST_F(storage_failure, serves_and_writes_the_spool_around_a_damaged_page) {
  const std::string marker = "M4RK3D-TEXT";
  const auto ann = conversation_key{{"ann"}, {"ann"}, {"c"}};
  const auto bob = conversation_key{{"bob"}, {"bob"}, {"c"}};
  net::store_options options;
  options.url = "sqlite:" + database_;
  // The disk is small.
  options.spool_bytes = 4U * 1024U * 1024U;
  {
    const auto store = net::open_store(options).value();
    write(*store, ann, "a1", marker + std::string(20'000, 'a'));
    for (int i = 0; i < 40; ++i) {
      write(*store, bob, "b" + std::to_string(i), std::string(2'000, 'b'));
    }
    write_backlog waits{net::open_spool(options).value()};
    ASSERT_TRUE(waits.add(
        {answer_of(ann, "a1", "again"), question_of(bob, "b40"), answer_of(bob, "b40", "waited")}));
  }
  break_page_with(marker);
  test_program program{database_, upstream_, {"storage.spool_bytes=4MiB"}};
  ASSERT_NE(program.port(), 0);
  many_clients people{{program.port(), 4, "people"}};
  EXPECT_TRUE(patiently([&] { return people.answered() >= 20; }));
  EXPECT_FALSE(program.degraded());
  program.kill();
  const auto asked = people.stop();
  EXPECT_TRUE(program.logged("request=a1 "));
  EXPECT_FALSE(program.logged("request=b40 "));
  EXPECT_EQ(missing_answers(options, asked, tokens), std::vector<std::string>{});
  const auto store = net::open_store(options).value();
  EXPECT_EQ(*store->find_exchange({"bob"}, {"b40"}).value()->summary.text, "waited");
}

}  // namespace
}  // namespace aurawell
