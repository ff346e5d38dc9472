#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "actors/options/pool_options.hpp"
#include "actors/options/session_options.hpp"
#include "config/log/log_settings.hpp"
#include "domain/attempts/stream_options.hpp"
#include "domain/drain/drain_options.hpp"
#include "domain/prompt/memory_limits.hpp"
#include "domain/safety/help/region.hpp"
#include "net/admin/admin_options.hpp"
#include "net/auth/passwords/notify_options.hpp"
#include "net/auth/passwords/password_options.hpp"
#include "net/auth/tokens/token_options.hpp"
#include "net/llm/curl/curl_options.hpp"
#include "net/llm/request/llm_options.hpp"
#include "net/server/server_options.hpp"
#include "net/storage/database/store_options.hpp"
#include "net/takeover/takeover_options.hpp"
#include "net/trace/otlp/trace_options.hpp"

namespace aurawell::config {

enum class provider_kind : unsigned char { openai, offline };

/// A provider of answers. Only the part that `kind` selects is used.
struct provider_settings {
  provider_kind kind = provider_kind::openai;
  net::llm_options llm{};
  net::offline_options offline{};
  stream_options stream{};
  /// Environment variable with `llm.api_keys`, separated by commas.
  std::string api_key_env{};
  /// True: `llm.base_url` may be http:// on another machine.
  bool allow_unencrypted = false;
};

enum class auth_mode : unsigned char { open, jwt };

struct auth_settings {
  auth_mode mode = auth_mode::open;
  bool allow_open_anywhere = false;
  /// The header in which a gateway names the user; empty: no such header.
  std::string user_header;
  /// Environment variable with `tokens.secret`.
  std::string secret_env = "AURAWELL_AUTH_SECRET";
  net::token_options tokens{};
  net::password_options passwords{};
  net::notify_options notify{};
};

struct safety_settings {
  /// `unknown`: derived from the language of each question.
  safety::region region = safety::region::unknown;
};

struct actor_settings {
  /// For actors whose handlers take long; 0: one per core.
  std::uint32_t threads = 0;
};

/// All settings of an operator. The defaults are in the structs.
struct settings {
  net::server_options server;
  drain_options drain;
  net::takeover_options takeover;
  actors::session_options session;
  /// Exactly these two.
  std::map<std::string, actors::pool_options> pools{{"health_chat", {}}, {"general_chat", {}}};
  /// These two and those that the operator adds.
  std::map<std::string, provider_settings> providers{
      {"deepseek", {.api_key_env = "DEEPSEEK_API_KEY"}},
      {"offline", {.kind = provider_kind::offline}}};
  /// For each I/O thread, all providers together.
  net::curl_options curl;
  safety_settings safety;
  auth_settings auth;
  net::admin_options admin;
  net::store_options storage;
  log_settings log;
  net::trace_options trace;
  actor_settings actors;
  memory_limits memory;
};

}  // namespace aurawell::config
