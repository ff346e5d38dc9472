// What the table says about each option, compared with what a reload does.
#include <gmock/gmock.h>

#include <cstdint>
#include <set>
#include <type_traits>

#include "config/loading/reload.hpp"

namespace aurawell::config {
namespace {

using testing::IsEmpty;

/// Another value that the row allows.
void change(const option& row, const field& target) {
  std::visit(
      [&]<class T>(T* value) {
        if constexpr (std::is_same_v<T, bool>) {
          *value = !*value;
        } else if constexpr (std::is_same_v<T, std::string>) {
          *value += "x";
        } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
          value->push_back("x");
        } else if constexpr (std::is_enum_v<T>) {
          *value = static_cast<T>(*value == T{} ? 1 : 0);
        } else if constexpr (std::is_same_v<T, std::chrono::milliseconds>) {
          const auto most = std::chrono::milliseconds{static_cast<long>(row.allowed->most)};
          *value = *value == most ? most / 2 : most;
        } else {
          const auto most = static_cast<T>(row.allowed->most);
          *value = *value == most ? static_cast<T>(row.allowed->least) : most;
        }
      },
      target);
}

/// Calls with each key of the default settings, and with settings in which only it differs.
template <class Callback>
void for_each_change(Callback callback) {
  const settings before;
  for (const auto& row : all_options()) {
    for (const auto& instance : instances_of(row.section, before)) {
      if (has_effect(row, instance, before)) {
        SCOPED_TRACE(key_of(row, instance));
        settings after;
        change(row, row.access(after, instance));
        callback(row, instance, after);
      }
    }
  }
}

TEST(reload_every_option, is_reported_with_what_the_table_says) {
  for_each_change([](const option& row, const std::string& instance, const settings& after) {
    const auto changes = changes_between({}, after);
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes.front().key, key_of(row, instance));
    EXPECT_EQ(changes.front().when, effect_of(row));
  });
}

TEST(reload_every_option, is_kept_if_and_only_if_it_needs_a_restart) {
  for_each_change([](const option& row, const std::string&, const settings& after) {
    const auto adopted = without_restart({}, after);
    const auto is_kept = effect_of(row) == takes_effect::after_restart;
    EXPECT_EQ(changes_between({}, adopted).empty(), is_kept);
    EXPECT_EQ(changes_between(adopted, after).empty(), !is_kept);
  });
}

/// Whether the value is in a part of the settings that `application::reload` hands on as a whole.
bool is_in_adopted_part(const option& row) {
  settings in;
  const auto value = row.access(in, instances_of(row.section, in).front());
  const auto address =
      std::visit([](const auto* held) { return reinterpret_cast<std::uintptr_t>(held); }, value);
  const auto is_inside = [&](const auto& part) {
    const auto begin = reinterpret_cast<std::uintptr_t>(&part);
    return address >= begin && address < begin + sizeof(part);
  };
  const bool has_name = row.section == "pools.*" || row.section == "providers.*";
  return has_name || is_inside(in.session) || is_inside(in.safety) || is_inside(in.log) ||
         is_inside(in.auth.tokens) || is_inside(in.drain) || is_inside(in.memory);
}

// The server and the routes adopt some limits only: `server_context::adopt_limits`,
// `login_limits::set_limits`, `request_rates::set_limits`. `server.drain_timeout` is read when the
// program stops, `auth.secret_env` while the settings are loaded. Who makes another option
// adoptable adds its key here.
TEST(reload_every_option, changes_without_a_restart_only_if_a_component_adopts_it) {
  std::set<std::string> adoptable{"server.max_connections",
                                  "server.max_connections_per_address",
                                  "server.max_connections_per_user",
                                  "server.drain_timeout",
                                  "limits.connects_per_user",
                                  "limits.connects_per_address",
                                  "limits.requests_per_user",
                                  "limits.requests_per_address",
                                  "auth.secret_env",
                                  "auth.logins_per_account",
                                  "auth.login_wait",
                                  "auth.login_wait_max",
                                  "auth.unknown_logins_per_account",
                                  "auth.logins_per_address",
                                  "accounts.invitation_tries",
                                  "accounts.exports_per_account"};
  for (const auto& row : all_options()) {
    if (is_in_adopted_part(row)) {
      continue;
    }
    const auto key = key_of(row, "");
    EXPECT_EQ(effect_of(row) != takes_effect::after_restart, adoptable.erase(key) == 1) << key;
  }
  EXPECT_THAT(adoptable, IsEmpty()) << "keys that the table does not have";
}

}  // namespace
}  // namespace aurawell::config
