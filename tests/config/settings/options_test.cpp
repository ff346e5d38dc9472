#include "config/settings/options.hpp"

#include <gmock/gmock.h>

#include <cstdint>
#include <set>

#include "config/settings/values.hpp"

namespace aurawell::config {
namespace {

using testing::ElementsAre;

bool is_number(const field& value) {
  return std::visit(
      []<class T>(const T*) {
        return (std::is_arithmetic_v<T> && !std::is_same_v<T, bool>) ||
               std::is_same_v<T, std::chrono::milliseconds>;
      },
      value);
}

/// Calls with every key of the default settings.
template <class Callback>
void for_each_key(settings& in, Callback callback) {
  for (const auto& row : all_options()) {
    for (const auto& instance : instances_of(row.section, in)) {
      SCOPED_TRACE(key_of(row, instance));
      callback(row, instance, row.access(in, instance));
    }
  }
}

TEST(options, every_key_is_found_again) {
  settings in;
  std::set<std::string> seen;
  for_each_key(in, [&](const option& row, const std::string& instance, const field&) {
    const auto key = key_of(row, instance);
    EXPECT_TRUE(seen.insert(key).second) << "twice";
    const auto found = find_option(key);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->row, &row);
    EXPECT_EQ(found->instance, instance);
  });
}

TEST(options, every_field_has_one_key) {
  settings in;
  std::set<field> seen;
  for_each_key(in, [&](const option&, const std::string&, const field& value) {
    EXPECT_TRUE(seen.insert(value).second) << "another key has this field";
  });
}

/// Converts to a member of any type.
struct anything {
  template <class T>
  operator T() const;
};

template <class Struct, class... Members>
constexpr std::size_t count_members() {
  if constexpr (requires { Struct{Members{}..., anything{}}; }) {
    return count_members<Struct, Members..., anything>();
  } else {
    return sizeof...(Members);
  }
}

/// Returns the keys whose field is in `part` of `in`.
template <class Struct>
std::size_t count_keys(settings& in, const Struct& part) {
  std::size_t count = 0;
  for_each_key(in, [&](const option&, const std::string&, const field& value) {
    const auto address =
        std::visit([](const auto* held) { return reinterpret_cast<std::uintptr_t>(held); }, value);
    const auto begin = reinterpret_cast<std::uintptr_t>(&part);
    count += address >= begin && address < begin + sizeof(part) ? 1U : 0U;
  });
  return count;
}

template <class Struct>
void expect_all_have_keys(settings& in, const Struct& part, std::size_t without_key = 0) {
  EXPECT_EQ(count_keys(in, part), count_members<Struct>() - without_key);
}

TEST(options, every_member_of_the_settings_has_a_key) {
  settings in;
  auto& provider = in.providers.at("deepseek");
  // The limits of plain HTTP and its compression are groups of keys. Two members with the trusted
  // gateways come from keys of auth; the name of the listener is fixed.
  EXPECT_EQ(count_keys(in, in.server) - count_keys(in, in.server.rest) -
                count_keys(in, in.server.compression),
            count_members<net::server_options>() - 2 - 3);
  expect_all_have_keys(in, in.server.rest);
  expect_all_have_keys(in, in.server.compression);
  expect_all_have_keys(in, in.drain);
  expect_all_have_keys(in, in.takeover);
  // The heartbeat that clients receive comes from the server's, and `creates_unknown_members` from
  // auth.mode.
  expect_all_have_keys(in, in.session, 2);
  expect_all_have_keys(in, in.pools.at("health_chat"));
  // The key for pseudonyms comes from the store.
  expect_all_have_keys(in, provider.llm, 1);
  expect_all_have_keys(in, in.curl);
  expect_all_have_keys(in, provider.offline);
  expect_all_have_keys(in, provider.stream.breaker);
  // The breaker is a group of keys, not one.
  EXPECT_EQ(count_keys(in, provider.stream) - count_keys(in, provider.stream.breaker),
            count_members<stream_options>() - 1);
  expect_all_have_keys(in, in.auth.tokens);
  expect_all_have_keys(in, in.auth.passwords);
  expect_all_have_keys(in, in.auth.notify);
  // Those three are groups of keys.
  EXPECT_EQ(count_keys(in, in.auth) - count_keys(in, in.auth.tokens) -
                count_keys(in, in.auth.passwords) - count_keys(in, in.auth.notify),
            count_members<auth_settings>() - 3);
  // Two other keys name the source of the encryption keys; the waits for PostgreSQL are a group.
  EXPECT_EQ(count_keys(in, in.storage) - count_keys(in, in.storage.postgres),
            count_members<net::store_options>() - 2);
  expect_all_have_keys(in, in.storage.postgres);
  expect_all_have_keys(in, in.log);
  expect_all_have_keys(in, in.actors);
  expect_all_have_keys(in, in.memory);
}

TEST(options, every_number_has_limits_that_its_default_keeps) {
  settings in;
  for_each_key(in, [&](const option& row, const std::string&, const field& value) {
    ASSERT_EQ(row.allowed.has_value(), is_number(value));
    if (row.allowed) {
      EXPECT_LT(row.allowed->least, row.allowed->most);
      std::visit(
          [&]<class T>(const T* held) {
            if constexpr (std::is_same_v<T, std::chrono::milliseconds>) {
              EXPECT_GE(static_cast<double>(held->count()), row.allowed->least);
              EXPECT_LE(static_cast<double>(held->count()), row.allowed->most);
            } else if constexpr (std::is_arithmetic_v<T>) {
              EXPECT_GE(static_cast<double>(*held), row.allowed->least);
              EXPECT_LE(static_cast<double>(*held), row.allowed->most);
              EXPECT_LE(row.allowed->most, static_cast<double>(std::numeric_limits<T>::max()));
            }
          },
          value);
    }
  });
}

TEST(options, every_option_belongs_to_a_section_and_is_explained) {
  for (const auto& row : all_options()) {
    EXPECT_TRUE(std::any_of(all_sections().begin(), all_sections().end(),
                            [&](const section& known) { return known.name == row.section; }));
    EXPECT_TRUE(row.text.ends_with('.')) << row.name;
  }
}

TEST(options, say_when_a_change_takes_effect) {
  const auto effect = [](const char* key) { return effect_of(*find_option(key).value().row); };
  EXPECT_EQ(effect("server.port"), takes_effect::after_restart);
  EXPECT_EQ(effect("server.max_connections"), takes_effect::at_once);
  EXPECT_EQ(effect("session.max_inflight"), takes_effect::new_sessions);
  EXPECT_EQ(effect("session.heartbeat_interval"), takes_effect::after_restart);
  EXPECT_EQ(effect("limits.connects_per_user"), takes_effect::at_once);
  EXPECT_EQ(effect("pools.health_chat.workers"), takes_effect::at_once);
  EXPECT_EQ(effect("providers.deepseek.base_url"), takes_effect::at_once);
  EXPECT_EQ(effect("auth.mode"), takes_effect::after_restart);
  EXPECT_EQ(effect("auth.jwks_file"), takes_effect::at_once);
  EXPECT_EQ(effect("storage.url"), takes_effect::after_restart);
  EXPECT_EQ(effect("log.level"), takes_effect::at_once);
  EXPECT_EQ(effect("actors.threads"), takes_effect::after_restart);
}

TEST(options, environment_names_nest_with_two_underscores) {
  EXPECT_EQ(environment_name("server.port"), "AURAWELL_SERVER__PORT");
  EXPECT_EQ(environment_name("pools.health_chat.workers"), "AURAWELL_POOLS__HEALTH_CHAT__WORKERS");
}

TEST(options, other_keys_are_not_found) {
  for (const char* key : {"", ".", "server", "server.", "server.port.x", "port", "pools.workers",
                          "pools..workers.", "serverx.port"}) {
    EXPECT_FALSE(find_option(key)) << key;
  }
}

}  // namespace
}  // namespace aurawell::config
