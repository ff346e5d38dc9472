#include "net/storage/spool/spool_salvage.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "domain/log/log.hpp"
#include "net/storage/database/sql_rows.hpp"
#include "net/storage/rows/readable_rows.hpp"

namespace aurawell::net {
namespace {

/// The reason with which an answer is kept whose question is lost.
constexpr ec question_is_lost = ec::database_failed;

class salvaging {
 public:
  salvaging(const waiting_statements& statements, const value_seal& seal, const std::string& file)
      : statements_{statements}, seal_{seal}, file_{file} {}

  result<salvaged_writes> run() {
    const auto whole = read_readable(statements_.oldest_first, statements_.newest_first,
                                     [&](const sql_run& row) { return take(row); });
    if (!whole) {
      return whole.failure();
    }
    found_.is_whole = *whole;
    std::sort(found_.writes.begin(), found_.writes.end(),
              [](const auto& one, const auto& other) { return one.number < other.number; });
    if (!*whole) {
      name_lost();
    }
    part_from_lost_questions();
    return std::move(found_);
  }

 private:
  /// Asker and request id.
  using request = std::pair<std::string, std::string>;

  static request request_of_row(const sql_run& row, int asker) {
    return {std::string{row.text(asker)}, std::string{row.text(asker + 1)}};
  }

  result<void> take(const sql_run& row) {
    const auto number = number_of(row);
    read_.insert(number);
    auto write = read_waiting(row, seal_);
    if (write) {
      found_.writes.push_back({number, std::move(write).value(), std::string{refusal_at(row)}});
      return {};
    }
    logging::error(
        "spool.write_lost",
        {{"file", file_}, {"request", request_at(row)}, {"detail", write.failure().detail}});
    found_.useless.push_back(number);
    if (row.text(1) == "question" && refusal_at(row).empty()) {
      lost_questions_.insert(request_of_row(row, 2));
    }
    return {};
  }

  /// The index may still have rows that the table has lost.
  void name_lost() {
    sql_run names{statements_.names};
    const auto done = each_row(names, [&](const sql_run& row) {
      if (read_.contains(row.integer(0))) {
        return true;
      }
      logging::error("spool.write_lost", {{"file", file_},
                                          {"request", row.text(2)},
                                          {"detail", "it stood where the file is damaged"}});
      if (row.text(3) == "question") {
        lost_questions_.insert(request_of_row(row, 1));
      }
      return true;
    });
    if (!done) {
      logging::error("spool.unnamed_writes_lost",
                     {{"file", file_}, {"detail", done.failure().detail}});
    }
  }

  void part_from_lost_questions() {
    std::vector<kept_write> kept;
    for (auto& one : found_.writes) {
      const request name{asker_of(one.write).value, request_of(one.write).value};
      if (!one.refused.empty() || !lost_questions_.contains(name)) {
        kept.push_back(std::move(one));
      } else if (std::holds_alternative<progress_record>(one.write)) {
        found_.useless.push_back(one.number);
      } else {
        logging::error("spool.answer_without_question",
                       {{"file", file_},
                        {"request", name.second},
                        {"hint", "the answer is kept among the refused writes"}});
        found_.orphans.push_back(one.number);
        one.refused = to_string(question_is_lost);
        kept.push_back(std::move(one));
      }
    }
    found_.writes = std::move(kept);
  }

  const waiting_statements& statements_;
  const value_seal& seal_;
  const std::string& file_;
  salvaged_writes found_;
  std::set<std::int64_t> read_;
  std::set<request> lost_questions_;
};

}  // namespace

result<salvaged_writes> salvage(const waiting_statements& statements, const value_seal& seal,
                                const std::string& file) {
  return salvaging{statements, seal, file}.run();
}

}  // namespace aurawell::net
