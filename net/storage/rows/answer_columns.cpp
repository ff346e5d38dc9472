#include "net/storage/rows/answer_columns.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include "net/storage/database/sqlite_rows.hpp"

namespace aurawell::net {
namespace {

using std::chrono::milliseconds;

std::uint32_t count_at(const sqlite_run& row, int column) {
  return static_cast<std::uint32_t>(row.integer(column));
}

std::optional<std::uint32_t> optional_count_at(const sqlite_run& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional{count_at(row, column)};
}

}  // namespace

std::optional<std::string_view> level_value(const std::optional<answer_safety>& found) {
  return found ? std::optional{to_string(found->level)} : std::nullopt;
}

std::optional<std::string_view> region_value(const std::optional<answer_safety>& found) {
  const bool is_known = found && found->where != safety::region::unknown;
  return is_known ? std::optional{to_string(found->where)} : std::nullopt;
}

std::optional<std::string_view> level_now_value(const std::optional<answer_safety>& found) {
  return found && found->level_now ? std::optional{to_string(*found->level_now)} : std::nullopt;
}

std::optional<answer_safety> read_safety(const sqlite_run& row) {
  const auto level = safety_level_from_string(row.text(21));
  if (!level) {
    return std::nullopt;
  }
  const auto where = safety::region_from_string(row.text(22));
  return answer_safety{*level, where.value_or(safety::region::unknown),
                       safety_level_from_string(row.text(23))};
}

result<void> run_set_answer(const sqlite_statement& update, std::int64_t row,
                            const stored_value& text, const answer_record& answer) {
  const auto& [_, usage, model, provider, finish_reason, first_token, duration, safety] =
      answer.summary;
  using count = std::optional<std::int64_t>;
  const auto of_usage = [&usage = usage](auto field) {
    return usage ? count{(*usage).*field} : count{};
  };
  return run_once(update, row, to_string(answer.status), text, unix_ms(answer.answered_at), model,
                  provider, finish_reason, first_token ? count{first_token->count()} : count{},
                  std::int64_t{duration.count()}, of_usage(&token_usage::prompt_tokens),
                  of_usage(&token_usage::completion_tokens), of_usage(&token_usage::total_tokens),
                  usage && usage->cached_tokens ? count{*usage->cached_tokens} : count{},
                  usage && usage->reasoning_tokens ? count{*usage->reasoning_tokens} : count{},
                  of_usage(&token_usage::estimated),
                  answer.failure ? std::optional{to_string(*answer.failure)} : std::nullopt,
                  level_value(safety), region_value(safety), level_now_value(safety));
}

answer_summary read_summary(const sqlite_run& row, std::string text) {
  answer_summary summary;
  summary.text = std::make_shared<const std::string>(std::move(text));
  summary.model = row.text(9);
  summary.provider = row.text(10);
  summary.finish_reason = row.text(11);
  if (!row.is_null(12)) {
    summary.first_token = milliseconds{row.integer(12)};
  }
  summary.duration = milliseconds{row.integer(13)};
  if (!row.is_null(16)) {
    summary.usage =
        token_usage{count_at(row, 14),          count_at(row, 15),          count_at(row, 16),
                    optional_count_at(row, 17), optional_count_at(row, 18), row.integer(19) != 0};
  }
  summary.safety = read_safety(row);
  return summary;
}

}  // namespace aurawell::net
