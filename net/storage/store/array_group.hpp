#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "net/storage/store/answer_rows.hpp"
#include "net/storage/store/group_lookup.hpp"
#include "net/storage/store/group_statements.hpp"
#include "net/storage/store/question_rows.hpp"
#include "net/storage/store/running_rows.hpp"
#include "net/storage/store/write_tools.hpp"

namespace aurawell::net {

/// Saves any number of writes with at most eight statements over arrays and two round trips: it
/// looks up their rows, then it writes all. Nothing is looked up for the texts and answers of
/// questions in `running_rows`.
class array_group {
 public:
  /// @param running Null: remembers nothing.
  array_group(const write_tools& use, const group_statements& statements, running_rows* running)
      : use_{use}, statements_{statements}, running_{running}, lookup_{statements, use.accounts} {}

  /// Call it once, in a transaction; the writes must outlive this object. A failure concerns all of
  /// them.
  result<void> run(std::span<const write_view> writes);

  /// One for each write.
  const write_outcomes& outcomes() const noexcept { return outcomes_; }

  /// Another process has changed the same rows at the same time: undo this group and run another
  /// one with the same writes.
  bool has_raced() const noexcept { return has_raced_; }

 private:
  using request_key = std::pair<user_id, request_id>;
  /// So that two groups change the sums of conversations in the same order.
  using row_order = std::pair<std::int64_t, std::int64_t>;

  void look_up(const question_record& question);
  void look_up(const progress_record& progress);
  void look_up(const answer_record& answer);
  result<void> decide(const question_record& question);
  result<void> decide(const progress_record& progress);
  result<void> decide(const answer_record& answer);
  result<void> write();

  result<void> refuse(error why);
  result<void> add(const question_record& question, std::int64_t conversation);
  std::int64_t open(const question_record& question);
  void claim(const group_lookup::question_state& found);
  const running_rows::place* remembered(const user_id& asker, const request_id& request,
                                        run_term written) const;
  group_rows::guarded own(const running_rows::place& row) const;
  bool is_replaced_in(const group_lookup::saved_row& row, run_term written) const;
  group_rows::guarded guard(const group_lookup::saved_row& row) const;
  void set(const group_rows::guarded& place, const progress_record& progress);
  void set(const group_rows::guarded& place, const answer_record& answer);
  void remember();
  void forget(std::span<const write_view> writes);

  write_tools use_;
  const group_statements& statements_;
  running_rows* running_;
  group_lookup lookup_;
  write_outcomes outcomes_;
  std::vector<group_rows::opened> opened_;
  std::vector<group_rows::added> added_;
  /// By their ids.
  std::map<std::int64_t, group_rows::claimed> claimed_;
  std::map<row_order, group_rows::begun> begun_;
  std::map<row_order, group_rows::ended> ended_;
  /// Questions of this group.
  std::map<request_key, running_rows::place> fresh_;
  std::map<std::string, std::int64_t> conversations_;
  bool has_raced_ = false;
};

}  // namespace aurawell::net
