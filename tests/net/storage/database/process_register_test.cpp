#include "net/storage/database/process_register.hpp"

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <vector>

#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class process_register_test : public testing::Test {
 protected:
  std::shared_ptr<process_register> enter() { return process_register::enter(database_).value(); }

  std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& file : std::filesystem::directory_iterator{folder_ / "a.db.runs"}) {
      names.push_back(file.path().filename().string());
    }
    return names;
  }

  test_support::temp_folder folder_;
  std::filesystem::path database_ = folder_ / "a.db";
};

TEST_F(process_register_test, shows_each_process_to_the_others) {
  const auto first = enter();
  EXPECT_THAT(*first->others(), IsEmpty());
  {
    const auto second = enter();
    EXPECT_NE(first->own_name(), second->own_name());
    EXPECT_THAT(*first->others(), ElementsAre(second->own_name()));
    EXPECT_THAT(*second->others(), ElementsAre(first->own_name()));
    EXPECT_TRUE(first->is_running(second->own_name()));
    EXPECT_EQ(process_register::running(database_)->size(), 2U);
  }
  EXPECT_THAT(*first->others(), IsEmpty());
  EXPECT_TRUE(first->is_running(first->own_name()));
}

TEST_F(process_register_test, leaves_answers_of_other_nodes_alone) {
  using nodes = process_register::nodes;
  const auto here = process_register::enter(database_, nodes::many).value();
  const auto elsewhere = process_register::enter(folder_ / "b.db", nodes::many).value();
  EXPECT_TRUE(here->is_running(here->own_name()));
  EXPECT_TRUE(here->is_running(elsewhere->own_name()));
  EXPECT_TRUE(here->may_end_elsewhere(elsewhere->own_name()));
  EXPECT_THAT(*here->others(), IsEmpty());
  EXPECT_FALSE(here->is_running("")) << "unknown";
  EXPECT_FALSE(here->is_running("0123abcd")) << "written before nodes had names";
}

TEST_F(process_register_test, knows_the_former_processes_of_its_node) {
  using nodes = process_register::nodes;
  std::string former;
  {
    const auto first = process_register::enter(database_, nodes::many).value();
    former = first->own_name();
    const auto beside = process_register::enter(database_, nodes::many).value();
    EXPECT_TRUE(beside->is_running(former));
    EXPECT_EQ(beside->others()->size(), 1U);
  }
  const auto next = process_register::enter(database_, nodes::many).value();
  EXPECT_FALSE(next->is_running(former));
  EXPECT_NE(next->own_name(), former);
  EXPECT_EQ(next->own_name().substr(0, next->own_name().find('.')),
            former.substr(0, former.find('.')));
}

TEST_F(process_register_test, refuses_a_node_without_a_name) {
  std::filesystem::create_directory(folder_ / "a.db.node");
  const auto entered = process_register::enter(database_, process_register::nodes::many);
  ASSERT_FALSE(entered);
  EXPECT_THAT(entered.failure().detail, HasSubstr("a.db.node"));
}

TEST_F(process_register_test, leaves_no_file_behind) {
  (void)enter();
  EXPECT_THAT(files(), IsEmpty());
}

TEST_F(process_register_test, is_private) {
  const auto own = enter();
  struct stat facts {};
  ASSERT_EQ(::stat((folder_ / "a.db.runs").c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0700U);
  ASSERT_EQ(::stat((folder_ / "a.db.runs" / own->own_name()).c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0600U);
}

TEST_F(process_register_test, removes_the_files_of_processes_that_were_killed) {
  const auto own = enter();
  std::ofstream{folder_ / "a.db.runs" / "0123456789abcdef"};
  std::ofstream{folder_ / "a.db.runs" / "README"};
  EXPECT_FALSE(own->is_running("0123456789abcdef"));
  EXPECT_THAT(*own->others(), IsEmpty());
  const auto next = enter();
  EXPECT_THAT(files(), testing::UnorderedElementsAre(own->own_name(), next->own_name(), "README"));
}

TEST_F(process_register_test, notices_the_end_of_a_killed_process) {
  const auto own = enter();
  int ready[2];
  ASSERT_EQ(::pipe(ready), 0);
  const auto child = ::fork();
  if (child == 0) {
    const auto entered = process_register::enter(database_);
    const auto name = entered ? (*entered)->own_name() : std::string(32, 'x');
    (void)!::write(ready[1], name.data(), name.size());
    for (;;) {
      ::pause();
    }
  }
  std::string name(32, '\0');
  ASSERT_EQ(::read(ready[0], name.data(), name.size()), 32);
  EXPECT_TRUE(own->is_running(name));
  ASSERT_EQ(::kill(child, SIGKILL), 0);
  ASSERT_EQ(::waitpid(child, nullptr, 0), child);
  EXPECT_FALSE(own->is_running(name));
  ::close(ready[0]);
  ::close(ready[1]);
}

TEST_F(process_register_test, does_not_look_outside_its_folder) {
  const auto own = enter();
  const auto held = held_file::open(folder_ / "held");
  ASSERT_TRUE(held);
  EXPECT_FALSE(own->is_running("../held"));
  EXPECT_FALSE(own->is_running(""));
}

TEST_F(process_register_test, has_a_limit) {
  std::vector<std::shared_ptr<process_register>> all;
  for (std::size_t i = 0; i < process_register::most_processes; ++i) {
    all.push_back(enter());
  }
  const auto refused = process_register::enter(database_);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.failure().detail, HasSubstr("8 processes use"));
  all.pop_back();
  EXPECT_TRUE(process_register::enter(database_));
}

TEST_F(process_register_test, expects_ends_of_others_until_their_work_is_completed) {
  const auto own = enter();
  EXPECT_FALSE(own->may_end_elsewhere(own->own_name()));
  EXPECT_TRUE(own->may_end_elsewhere("0123456789abcdef")) << "its spool may have the end";
  EXPECT_TRUE(own->may_end_elsewhere(""));
  own->note_completed();
  EXPECT_FALSE(own->may_end_elsewhere("0123456789abcdef"));
  EXPECT_FALSE(own->may_end_elsewhere(""));
  const auto other = enter();
  EXPECT_TRUE(own->may_end_elsewhere(other->own_name()));
}

}  // namespace
}  // namespace aurawell::net
