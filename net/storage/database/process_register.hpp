#pragma once

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/result.hpp"
#include "net/storage/database/held_file.hpp"

namespace aurawell::net {

/// The processes that use one database. Each holds a file with its random name in the folder
/// "DATABASE.runs" until it ends, however it ends. Thread-safe.
class process_register {
 public:
  /// More processes at the same time are refused.
  static constexpr std::size_t most_processes = 8;

  /// Enters this process, and removes the files of processes that have ended. The entry ends with
  /// the object, so every connection that writes must share it.
  ///
  /// @param others Whether machines with other folders use the database too. Processes' names then
  /// begin with a name of this folder, which is kept in "DATABASE.node", and a process with another
  /// beginning counts as running.
  enum class nodes : unsigned char { one, many };
  static result<std::shared_ptr<process_register>> enter(const std::filesystem::path& database,
                                                         nodes others = nodes::one);

  /// Names of the running processes, of which none has to be this one.
  static result<std::vector<std::string>> running(const std::filesystem::path& database);

  process_register(const process_register&) = delete;
  process_register& operator=(const process_register&) = delete;
  ~process_register();

  const std::string& own_name() const noexcept { return name_; }
  result<std::vector<std::string>> others() const;
  bool is_running(std::string_view name) const noexcept;

  /// Whether an answer without an end may still get one from another process: that is running, or
  /// has ended and this process has not completed its work yet.
  ///
  /// @param runner Empty: unknown.
  bool may_end_elsewhere(std::string_view runner) const noexcept;

  /// From now on no work of an ended process is left.
  void note_completed() noexcept { has_completed_.store(true, std::memory_order_release); }

 private:
  process_register(std::filesystem::path folder, std::string node, std::string file, held_file own)
      : folder_{std::move(folder)},
        node_{std::move(node)},
        file_{std::move(file)},
        name_{node_ + file_},
        own_{std::move(own)} {}

  std::filesystem::path folder_;
  /// With a "." at the end; empty: the database has one node.
  std::string node_;
  std::string file_;
  std::string name_;
  held_file own_;
  std::atomic<bool> has_completed_{false};
};

}  // namespace aurawell::net
