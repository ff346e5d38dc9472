// What is known of a member's health.

#include <string>

#include "net/json_writer.hpp"
#include "net/profile_json.hpp"
#include "net/storage/sqlite_accounts.hpp"
#include "net/storage/sqlite_rows.hpp"

namespace aurawell::net {

result<void> sqlite_accounts::save_profile(const member_key& member, const health::profile& values,
                                           wall_time now) {
  std::string content;
  json_writer json{content};
  json.begin_object();
  write_profile(json, values);
  json.end_object();
  return batch_.atomically([&] {
    return run_once(statements_.health.save_profile, member.owner.value, member.member.value,
                    content, unix_ms(now));
  });
}

result<stored_profile> sqlite_accounts::load_profile(const member_key& member) {
  sqlite_run run{statements_.health.load_profile, member.owner.value, member.member.value};
  const auto row = run.step();
  if (!row) {
    return row.failure();
  }
  if (!*row) {
    return stored_profile{};
  }
  auto values = read_profile(run.text(0));
  if (!values) {
    return error{ec::database_failed, "a profile is damaged: " + values.failure().detail};
  }
  return stored_profile{std::move(values).value(), from_unix_ms(run.integer(1))};
}

result<void> sqlite_accounts::add_samples(const member_key& member,
                                          const std::vector<health_sample>& samples) {
  return batch_.atomically([&]() -> result<void> {
    for (const auto& sample : samples) {
      if (auto added =
              run_once(statements_.health.add_sample, member.owner.value, member.member.value,
                       to_string(sample.kind), unix_ms(sample.at), sample.source, sample.value);
          !added) {
        return added;
      }
    }
    return {};
  });
}

result<std::vector<health_sample>> sqlite_accounts::list_samples(const sample_query& query) {
  if (query.limit == 0) {
    return std::vector<health_sample>{};
  }
  const auto kind = query.kind ? std::optional{to_string(*query.kind)} : std::nullopt;
  const auto before = query.before ? std::optional{unix_ms(*query.before)} : std::nullopt;
  sqlite_run run{statements_.health.list_samples,
                 query.member.owner.value,
                 query.member.member.value,
                 kind,
                 before,
                 row_limit(query.limit)};
  return read_rows(run, [](const sqlite_run& row) {
    return health_sample{sample_kind_from_string(row.text(0)).value_or(sample_kind::steps),
                         row.real(1), from_unix_ms(row.integer(2)), std::string{row.text(3)}};
  });
}

}  // namespace aurawell::net
