#include "config/loading/reload_guard.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/support/temp_folder.hpp"

namespace aurawell::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class reload_guard : public ::testing::Test {
 protected:
  reload_guard() { wish.config_file = (folder / "aurawell.toml").string(); }

  void write(const std::string& text) const {
    std::ofstream{wish.config_file, std::ios::binary} << text;
  }

  loaded_settings start(const std::string& text) const {
    write(text);
    return std::get<loaded_settings>(load_settings(wish, {}));
  }

  /// The reason; empty: it was read.
  std::string refusal(const loaded_settings& current) const {
    const auto loaded = load_again(wish, {}, current);
    const auto* problems = std::get_if<std::vector<problem>>(&loaded);
    if (problems == nullptr) {
      return {};
    }
    EXPECT_EQ(problems->size(), 1U);
    EXPECT_EQ(problems->front().origin, wish.config_file);
    return problems->front().message;
  }

  test_support::temp_folder folder;
  command_line wish;
  const std::string whole =
      "server.port = 9000\nserver.max_connections = 777\nlog.level = \"warn\"\n";
};

TEST_F(reload_guard, refuses_a_file_that_sets_nothing_any_more) {
  const auto current = start(whole);
  for (const auto* text : {"", "\n", "# server.port = 9000\n", "\xef\xbb\xbf", "[server]\n"}) {
    write(text);
    EXPECT_THAT(refusal(current), HasSubstr("sets nothing any more")) << text;
  }
}

TEST_F(reload_guard, accepts_a_file_that_never_set_anything) {
  const auto current = start("# nothing\n");
  write("");
  EXPECT_EQ(refusal(current), "");
}

TEST_F(reload_guard, refuses_a_file_whose_settings_others_override) {
  write(whole);
  wish.set = {"server.port=1", "server.max_connections=2", "log.level=info"};
  const auto current = std::get<loaded_settings>(load_settings(wish, {}));
  EXPECT_EQ(refusal(current), "");
  write("");
  EXPECT_THAT(refusal(current), HasSubstr("sets nothing any more"));
}

TEST_F(reload_guard, refuses_every_cut_of_a_file) {
  const auto current = start(whole);
  for (std::size_t size = 0; size + 1 < whole.size(); ++size) {
    if (size > 0 && whole[size - 1] == '\n') {
      continue;
    }
    write(whole.substr(0, size));
    const auto loaded = load_again(wish, {}, current);
    const auto* next = std::get_if<loaded_settings>(&loaded);
    // The last value may be cut where all keys are there already.
    EXPECT_TRUE(next == nullptr || next->origins.size() == current.origins.size())
        << whole.substr(0, size);
  }
  write("server.port = 90");
  EXPECT_THAT(refusal(current),
              HasSubstr("does not set server.max_connections and 1 more any more"));
}

TEST_F(reload_guard, accepts_that_settings_are_left_out_and_names_them) {
  const auto current = start(whole);
  write("log.level = \"warn\"\n");
  const auto loaded = load_again(wish, {}, current);
  ASSERT_TRUE(std::holds_alternative<loaded_settings>(loaded));
  EXPECT_THAT(no_longer_set(current, std::get<loaded_settings>(loaded)),
              ElementsAre("server.port", "server.max_connections"));
  EXPECT_THAT(no_longer_set(current, current), IsEmpty());
}

TEST_F(reload_guard, accepts_a_last_line_without_end_when_all_settings_are_there) {
  const auto current = start("server.port = 9000\nlog.level = \"warn\"");
  write("server.port = 9001\nlog.level = \"info\"");
  EXPECT_EQ(refusal(current), "");
}

TEST_F(reload_guard, does_not_name_what_follows_from_others_or_went_with_its_provider) {
  const auto current = start(
      "[providers.deepseek]\nbase_url = \"http://127.0.0.1:1/v1\"\n[providers.x]\nkind = "
      "\"offline\"\n");
  write("log.level = \"warn\"\n");
  const auto loaded = load_again(wish, {}, current);
  ASSERT_TRUE(std::holds_alternative<loaded_settings>(loaded));
  EXPECT_THAT(no_longer_set(current, std::get<loaded_settings>(loaded)),
              ElementsAre("providers.deepseek.base_url"));
}

TEST_F(reload_guard, does_not_wait_for_a_pipe) {
  const auto current = start(whole);
  std::filesystem::remove(wish.config_file);
  ASSERT_EQ(::mkfifo(wish.config_file.c_str(), 0600), 0);
  EXPECT_THAT(refusal(current), HasSubstr("no regular file"));
}

TEST_F(reload_guard, leaves_a_missing_file_to_the_loader) {
  const auto current = start(whole);
  std::filesystem::remove(wish.config_file);
  EXPECT_THAT(refusal(current), HasSubstr("cannot be read"));
}

}  // namespace
}  // namespace aurawell::config
