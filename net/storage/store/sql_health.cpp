// Health data of a member.

#include <algorithm>
#include <limits>
#include <optional>
#include <string>

#include "net/json/json_writer.hpp"
#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/value_places.hpp"
#include "net/storage/database/value_seal.hpp"
#include "net/storage/store/sql_accounts.hpp"
#include "net/wire/profile_json.hpp"

namespace aurawell::net {
namespace {

result<double> read_value(const sql_run& row, const member_key& member, const value_seal& seal) {
  if (!row.is_sealed(1)) {
    return row.real(1);
  }
  const auto text = seal.open(row, 1,
                              places::sample(member.owner.value, member.member.value, row.text(0),
                                             row.integer(2), row.text(3)));
  return text ? result<double>{number_of(*text)} : text.failure();
}

}  // namespace

result<void> sql_accounts::save_profile(const member_key& member, const health::profile& values,
                                        wall_time now) {
  std::string content;
  json_writer json{content};
  json.begin_object();
  write_profile(json, values);
  json.end_object();
  return run_alone(batch_, statements_.health.save_profile, member.owner.value, member.member.value,
                   seal_.seal(content, places::profile(member.owner.value, member.member.value)),
                   unix_ms(now));
}

result<stored_profile> sql_accounts::load_profile(const member_key& member) {
  sql_run run{statements_.health.load_profile, member.owner.value, member.member.value};
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

result<void> sql_accounts::add_samples(const member_key& member,
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

result<void> sql_accounts::add_sample(const member_key& member, const health_sample& sample) {
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

result<std::size_t> sql_accounts::remove_samples(const sample_range& which) {
  const auto kind = which.kind ? std::optional{to_string(*which.kind)} : std::nullopt;
  const auto removed =
      count_alone(batch_, connection_, statements_.health.remove_samples, which.member.owner.value,
                  which.member.member.value, unix_ms(which.until), kind);
  if (removed && *removed > 0) {
    batch_.sweep_log();
  }
  return removed ? result<std::size_t>{static_cast<std::size_t>(*removed)} : removed.failure();
}

result<sample_list> sql_accounts::list_samples(const sample_query& query) {
  sample_list page;
  if (query.limit == 0) {
    return page;
  }
  constexpr auto newest = std::numeric_limits<std::int64_t>::max();
  sample_place from{query.before ? unix_ms(*query.before) : newest, 0, {}};
  if (query.page) {
    const auto found = find_place(query.member, *query.page);
    if (!found) {
      return found.failure();
    }
    if (!*found) {
      return page;
    }
    from = std::min(from, **found);
  }
  const auto& [owner, member] = query.member;
  const auto rows = row_limit(query.limit) + 1;
  if (query.kind) {
    sql_run run{statements_.health.list_samples_of_kind,
                owner.value,
                member.value,
                from.at,
                from.source,
                rows,
                to_string(*query.kind)};
    return read_page(run, query);
  }
  sql_run run{statements_.health.list_samples, owner.value, member.value, from.at, from.id, rows};
  return read_page(run, query);
}

result<std::optional<sql_accounts::sample_place>> sql_accounts::find_place(const member_key& member,
                                                                           std::int64_t id) {
  sql_run run{statements_.health.find_sample, member.owner.value, member.member.value, id};
  return read_row(run, [&](const sql_run& row) {
    return sample_place{row.integer(0), id, std::string{row.text(1)}};
  });
}

/// `run` has one row more than the page if there is a further page.
result<sample_list> sql_accounts::read_page(sql_run& run, const sample_query& query) const {
  page_cursor last;
  const auto add = [&](sample_list& page, const sql_run& row) -> result<bool> {
    if (page.samples.size() == query.limit) {
      page.next = last;
      return false;
    }
    const auto value = read_value(row, query.member, seal_);
    if (!value) {
      return value.failure();
    }
    last = row.integer(4);
    page.samples.push_back({sample_kind_from_string(row.text(0)).value_or(sample_kind::steps),
                            *value, from_unix_ms(row.integer(2)), std::string{row.text(3)}});
    return true;
  };
  return gather_rows(run, sample_list{}, add);
}

result<std::size_t> sql_accounts::count_samples(const user_id& owner) {
  sql_run run{statements_.health.count_samples, owner.value};
  const auto row = run.step();
  return row ? result<std::size_t>{static_cast<std::size_t>(run.integer(0))} : row.failure();
}

}  // namespace aurawell::net
