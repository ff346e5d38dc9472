#include "tests/support/server_user.hpp"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace aurawell::test_support {
namespace {

namespace fs = std::filesystem;

/// Null unless this process is root.
const passwd* other_user() {
  if (geteuid() != 0) {
    return nullptr;
  }
  const auto* found = getpwnam("postgres");
  return found != nullptr ? found : getpwnam("nobody");
}

/// In the child: becomes the other user, and ends with its parent.
void become(const passwd* user) {
  if (user != nullptr) {
    if (setgroups(0, nullptr) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0) {
      _exit(126);
    }
  }
  // A change of the user resets it.
  prctl(PR_SET_PDEATHSIG, SIGQUIT);
}

void give_one(const fs::path& path, const passwd& user) {
  if (lchown(path.c_str(), user.pw_uid, user.pw_gid) != 0) {
    throw std::runtime_error{"cannot give " + path.string() + " to the user " + user.pw_name};
  }
}

}  // namespace

pid_t launch_as_server_user(const std::vector<std::string>& words, const fs::path& folder) {
  const auto log = (folder / "log").string();
  const auto place = folder.string();
  std::vector<char*> arguments;
  for (const auto& word : words) {
    arguments.push_back(const_cast<char*>(word.c_str()));
  }
  arguments.push_back(nullptr);
  const auto* const user = other_user();
  const pid_t child = fork();
  if (child != 0) {
    return child;
  }
  become(user);
  const int output = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(output, 1);
  dup2(output, 2);
  if (chdir(place.c_str()) == 0) {
    std::array<char*, 2> environment{const_cast<char*>("LC_ALL=C.UTF-8"), nullptr};
    execve(arguments[0], arguments.data(), environment.data());
  }
  _exit(127);
}

void run_as_server_user(const std::vector<std::string>& words, const fs::path& folder) {
  const auto child = launch_as_server_user(words, folder);
  int status = 0;
  if (waitpid(child, &status, 0) != child || status != 0) {
    throw std::runtime_error{words.front() + " failed; is its package installed? " +
                             server_log(folder)};
  }
}

void give_to_server_user(const fs::path& path) {
  const auto* const user = other_user();
  if (user == nullptr) {
    return;
  }
  give_one(path, *user);
  if (fs::is_directory(path)) {
    for (const auto& entry : fs::recursive_directory_iterator{path}) {
      give_one(entry.path(), *user);
    }
  }
}

std::string server_log(const fs::path& folder) {
  std::ifstream file{folder / "log"};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace aurawell::test_support
