#include "net/storage/database/process_register.hpp"

#include <fstream>
#include <system_error>

#include "domain/random_name.hpp"
#include "net/storage/database/database_swap.hpp"
#include "net/storage/database/sqlite_file.hpp"

namespace aurawell::net {
namespace {

namespace fs = std::filesystem;

/// Another process that cleans the folder may take a file just before its owner holds it.
constexpr int most_tries = 4;

fs::path folder_of(const fs::path& database) {
  return beside(database, ".runs");
}

/// A name comes from the database too: it must not lead to another folder.
bool is_name(std::string_view text) noexcept {
  constexpr std::string_view digits = "0123456789abcdef";
  return !text.empty() && text.size() <= 64 && text.find_first_not_of(digits) == text.npos;
}

template <class Take>
result<void> each_file(const fs::path& folder, Take take) {
  std::error_code failure;
  auto file = fs::directory_iterator{folder, failure};
  for (; !failure && file != fs::directory_iterator{}; file.increment(failure)) {
    if (is_name(file->path().filename().string())) {
      take(file->path());
    }
  }
  if (failure && failure != std::errc::no_such_file_or_directory) {
    return error{ec::database_unreachable,
                 "cannot read the folder " + folder.string() + ": " + failure.message()};
  }
  return {};
}

void remove_ended(const fs::path& folder) {
  (void)each_file(folder, [](const fs::path& file) {
    if (const auto ended = held_file::open(file)) {
      std::error_code failure;
      fs::remove(file, failure);
    }
  });
}

/// Reads the name of the folder, or draws one.
result<std::string> node_of(const fs::path& database) {
  const auto path = beside(database, ".node");
  const auto read = [&]() -> std::string {
    std::ifstream file{path};
    std::string name;
    return std::getline(file, name) && is_name(name) ? name : std::string{};
  };
  auto name = read();
  if (name.empty()) {
    const auto fresh = path.string() + random_name(".");
    std::ofstream{fresh} << random_name("") << '\n';
    std::error_code failure;
    // Fails if another process of this folder was first.
    fs::create_hard_link(fresh, path, failure);
    fs::remove(fresh, failure);
    name = read();
  }
  return name.empty() ? result<std::string>{error{ec::database_unreachable,
                                                  "the file " + path.string() +
                                                      " with the name of this node cannot be used; "
                                                      "check that this account may write there"}}
                      : name + ".";
}

}  // namespace

result<std::shared_ptr<process_register>> process_register::enter(const fs::path& database,
                                                                  nodes others_too) {
  const auto folder = folder_of(database);
  if (auto made = make_private_folders(folder); !made) {
    return made.failure();
  }
  auto node = others_too == nodes::many ? node_of(database) : std::string{};
  if (!node) {
    return node.failure();
  }
  remove_ended(folder);
  const auto others = running(database);
  if (!others) {
    return others.failure();
  }
  if (others->size() >= most_processes) {
    return error{ec::database_unreachable, std::to_string(others->size()) + " processes use " +
                                               database.string() +
                                               " already; wait until one of them has ended"};
  }
  for (int i = 1;; ++i) {
    auto name = random_name("");
    auto own = held_file::open(folder / name);
    if (own) {
      return std::shared_ptr<process_register>{
          new process_register{folder, *node, std::move(name), std::move(own).value()}};
    }
    if (i == most_tries) {
      return own.failure();
    }
  }
}

result<std::vector<std::string>> process_register::running(const fs::path& database) {
  std::vector<std::string> names;
  const auto done = each_file(folder_of(database), [&](const fs::path& file) {
    if (held_file::is_held(file)) {
      names.push_back(file.filename().string());
    }
  });
  return done ? result<std::vector<std::string>>{std::move(names)} : done.failure();
}

process_register::~process_register() {
  std::error_code failure;
  fs::remove(folder_ / file_, failure);
}

result<std::vector<std::string>> process_register::others() const {
  std::vector<std::string> names;
  const auto done = each_file(folder_, [&](const fs::path& file) {
    if (file.filename() != file_ && held_file::is_held(file)) {
      names.push_back(file.filename().string());
    }
  });
  return done ? result<std::vector<std::string>>{std::move(names)} : done.failure();
}

bool process_register::is_running(std::string_view name) const noexcept {
  if (name == name_) {
    return true;
  }
  if (!name.starts_with(node_)) {
    // Of another node, or written before nodes had names: then nobody runs it.
    return name.find('.') != name.npos;
  }
  const auto file = name.substr(node_.size());
  return is_name(file) && held_file::is_held(folder_ / file);
}

bool process_register::may_end_elsewhere(std::string_view runner) const noexcept {
  return runner != name_ && (!has_completed_.load(std::memory_order_acquire) || is_running(runner));
}

}  // namespace aurawell::net
