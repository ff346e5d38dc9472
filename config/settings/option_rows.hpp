#pragma once

#include <span>
#include <string>
#include <tuple>
#include <type_traits>

#include "config/settings/options.hpp"

/// What the files of rows share. A file has the rows of the sections that it is named after.
namespace aurawell::config {

/// Sections server, drain and takeover.
std::span<const option> server_rows() noexcept;
/// Sections session and limits.
std::span<const option> session_rows() noexcept;
/// Sections pools, providers and safety.
std::span<const option> answer_rows() noexcept;
/// Sections auth and accounts.
std::span<const option> account_rows() noexcept;
/// Sections admin, storage, log, actors and memory.
std::span<const option> process_rows() noexcept;
/// Section trace.
std::span<const option> trace_rows() noexcept;

inline constexpr double kib = 1024;
inline constexpr double mib = 1024 * kib;
inline constexpr double second = 1000;
inline constexpr double minute = 60 * second;
inline constexpr double hour = 60 * minute;

inline constexpr auto at_once = takes_effect::at_once;
inline constexpr auto after_restart = takes_effect::after_restart;

template <class Part, class... Parts>
constexpr bool is_one_of = (std::is_same_v<Part, Parts> || ...);

/// The one part of the settings that is of this type. `name` is the pool or the provider.
template <class Part>
Part& part_of(settings& in, const std::string& name) {
  if constexpr (std::is_same_v<Part, actors::pool_options>) {
    return in.pools.at(name);
  } else if constexpr (is_one_of<Part, provider_settings, net::llm_options, stream_options,
                                 breaker_options, net::offline_options>) {
    auto& of = in.providers.at(name);
    return std::get<Part&>(std::tie(of, of.llm, of.stream, of.stream.breaker, of.offline));
  } else {
    return std::get<Part&>(std::tie(
        in.server, in.drain, in.takeover, in.server.rest, in.server.compression, in.curl,
        in.session, in.safety, in.auth, in.auth.tokens, in.auth.passwords, in.auth.notify, in.admin,
        in.storage, in.storage.postgres, in.log, in.trace, in.actors, in.memory));
  }
}

template <class Part, class Value>
Value* find_value(settings& in, const std::string& name, Value Part::*member) {
  return &(part_of<Part>(in, name).*member);
}

/// The accessor of a row whose value is this member.
template <auto Member>
field at(settings& in, const std::string& name) {
  return find_value(in, name, Member);
}

}  // namespace aurawell::config
