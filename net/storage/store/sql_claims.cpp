// Which process runs a question.

#include <cstdint>
#include <utility>
#include <vector>

#include "domain/log/log.hpp"
#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/value_places.hpp"
#include "net/storage/rows/exchange_rows.hpp"
#include "net/storage/store/interrupted_rows.hpp"
#include "net/storage/store/sql_store.hpp"

namespace aurawell::net {
namespace {

struct claimable {
  std::int64_t id = 0;
  claimed_question question;
};

result<question_job> read_job(const sql_run& row, const value_seal& seal) {
  if (row.is_null(31)) {
    return error{ec::request_not_found, "nothing was kept to ask the question again"};
  }
  const places::exchange place{row.integer(0), row.integer(26), row.text(1)};
  const auto text = seal.open(row, 31, places::job(place));
  return text ? job_of(*text) : text.failure();
}

/// Adds the row to `all`, as it is before the claim.
bool add_claimable(std::vector<claimable>& all, const sql_run& row, const value_seal& seal) {
  auto read = read_exchange(row, seal);
  if (!read) {
    logging::error("store.question_not_claimed",
                   {{"exchange", row.integer(0)}, {"detail", read.failure().detail}});
    return true;
  }
  auto& exchange = read->exchange;
  conversation_key key{std::move(read->owner), exchange.member, exchange.conversation};
  all.push_back({read->id,
                 {std::move(key),
                  {std::string{row.text(29)}},
                  {std::string{row.text(30)}},
                  std::move(exchange),
                  read_job(row, seal)}});
  return true;
}

}  // namespace

std::optional<std::string_view> sql_store::own_runner() const noexcept {
  return processes_ ? std::optional{std::string_view{processes_->own_name()}} : std::nullopt;
}

result<std::vector<std::string>> sql_store::list_runners() {
  const auto found = runners_under_way(*connection_);
  std::vector<std::string> names;
  for (const auto& name : found ? *found : std::vector<std::optional<std::string>>{}) {
    names.push_back(name.value_or(""));
  }
  return found ? result<std::vector<std::string>>{std::move(names)} : found.failure();
}

result<std::vector<claimed_question>> sql_store::claim_running(const claim_query& query) {
  std::vector<claimed_question> claimed;
  const auto done = together([&] {
    claimed.clear();
    return claim_some(query, claimed);
  });
  return done ? result<std::vector<claimed_question>>{std::move(claimed)} : done.failure();
}

result<void> sql_store::claim_some(const claim_query& query, std::vector<claimed_question>& into) {
  const auto former =
      query.runner.empty() ? std::nullopt : std::optional{std::string_view{query.runner}};
  std::vector<claimable> rows;
  {
    sql_run run{statements_.run_by, former, row_limit(query.most)};
    if (auto read =
            each_row(run, [&](const sql_run& row) { return add_claimable(rows, row, seal_); });
        !read) {
      return read;
    }
  }
  for (auto& [id, question] : rows) {
    if (auto sent =
            run_once(statements_.set_runner, id, own_runner(), former, question.exchange.term);
        !sent) {
      return sent;
    }
    ++question.exchange.term;
    into.push_back(std::move(question));
  }
  // The rows are locked, so each of these has changed one.
  return connection_->settle();
}

}  // namespace aurawell::net
