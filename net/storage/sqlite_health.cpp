// What is known of a member's health.

#include <string>

#include "net/json/json_writer.hpp"
#include "net/profile_json.hpp"
#include "net/storage/sealed_number.hpp"
#include "net/storage/sqlite_accounts.hpp"
#include "net/storage/sqlite_rows.hpp"
#include "net/storage/value_places.hpp"

namespace aurawell::net {
namespace {

result<double> read_value(const sqlite_run& row, const member_key& member, const value_seal& seal) {
  if (!row.is_blob(1)) {
    return row.real(1);
  }
  const auto text = seal.open(row, 1,
                              places::sample(member.owner.value, member.member.value, row.text(0),
                                             row.integer(2), row.text(3)));
  return text ? result<double>{number_of(*text)} : text.failure();
}

}  // namespace

result<void> sqlite_accounts::save_profile(const member_key& member, const health::profile& values,
                                           wall_time now) {
  std::string content;
  json_writer json{content};
  json.begin_object();
  write_profile(json, values);
  json.end_object();
  return batch_.atomically([&] {
    return run_once(statements_.health.save_profile, member.owner.value, member.member.value,
                    seal_.seal(content, places::profile(member.owner.value, member.member.value)),
                    unix_ms(now));
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
  const auto content = seal_.open(run, 0, places::profile(member.owner.value, member.member.value));
  if (!content) {
    return content.failure();
  }
  auto values = read_profile(*content);
  if (!values) {
    return error{ec::database_failed, "a profile is damaged: " + values.failure().detail};
  }
  return stored_profile{std::move(values).value(), from_unix_ms(run.integer(1))};
}

result<void> sqlite_accounts::add_samples(const member_key& member,
                                          const std::vector<health_sample>& samples) {
  return batch_.atomically([&]() -> result<void> {
    for (const auto& sample : samples) {
      if (auto added = add_sample(member, sample); !added) {
        return added;
      }
    }
    return {};
  });
}

result<void> sqlite_accounts::add_sample(const member_key& member, const health_sample& sample) {
  const auto kind = to_string(sample.kind);
  const auto time = unix_ms(sample.at);
  const auto add = [&](const auto& value) {
    return run_once(statements_.health.add_sample, member.owner.value, member.member.value, kind,
                    time, sample.source, value);
  };
  if (!seal_.has_keys()) {
    return add(sample.value);
  }
  const auto place =
      places::sample(member.owner.value, member.member.value, kind, time, sample.source);
  return add(seal_.seal(number_text(sample.value), place));
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
  return read_rows(run, [&](const sqlite_run& row) -> result<health_sample> {
    const auto value = read_value(row, query.member, seal_);
    if (!value) {
      return value.failure();
    }
    return health_sample{sample_kind_from_string(row.text(0)).value_or(sample_kind::steps), *value,
                         from_unix_ms(row.integer(2)), std::string{row.text(3)}};
  });
}

}  // namespace aurawell::net
