#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "domain/durability/other_processes.hpp"
#include "net/storage/database/held_file.hpp"
#include "net/storage/database/process_register.hpp"
#include "net/storage/database/store_options.hpp"

namespace aurawell::config {

/// A database that more than one process may use for the time of an upgrade. The one that has the
/// spool completes the work of processes that have ended: first their writes in the spool, then the
/// answers that have no end. A process without the spool takes it when it is the only one left.
class shared_database final : public other_processes {
 public:
  shared_database(net::store_options options, std::shared_ptr<net::process_register> processes)
      : options_{std::move(options)}, processes_{std::move(processes)} {}

  /// For a process that has no other beside it. A failure needs an operator.
  ///
  /// @param held The file of the spool.
  result<void> take_over(advice_store& store, net::held_file held);

  std::size_t look(advice_store& store) override;
  std::shared_ptr<write_backlog> backlog() const override { return backlog_; }

  /// Removes everything of this user from the spool, whoever has it.
  result<void> erase(const user_id& user);

 private:
  using names = std::vector<std::string>;

  result<void> open_spool(net::held_file held);
  result<void> write_what_waits(advice_store& store);
  result<void> close_interrupted(advice_store& store);
  result<void> try_to_take_over(advice_store& store);
  void look_at_revocations(advice_store& store) const;

  net::store_options options_;
  std::shared_ptr<net::process_register> processes_;
  /// Held and loaded, but not all of it is written.
  std::shared_ptr<write_backlog> opened_;
  std::shared_ptr<write_backlog> backlog_;
  /// The others when answers were last closed.
  std::optional<names> closed_beside_;
  bool failure_logged_ = false;
};

}  // namespace aurawell::config
