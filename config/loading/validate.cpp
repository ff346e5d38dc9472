#include "config/loading/validate.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>

#include "config/loading/section_rules.hpp"
#include "config/loading/suggestion.hpp"
#include "config/loading/text_rules.hpp"
#include "config/settings/options.hpp"
#include "config/settings/value_text.hpp"
#include "net/storage/postgres/postgres_url.hpp"
#include "net/storage/store/make_store.hpp"

namespace aurawell::config {
namespace {

class checker {
 public:
  explicit checker(const loaded_settings& loaded) : loaded_{loaded}, in_{loaded.values} {}

  std::vector<problem> run() {
    check_server();
    check_auth();
    check_admin();
    check_passwords();
    check_session();
    check_trace();
    for (const auto& message : find_log_level_faults(in_.log.levels)) {
      broken({"log.levels"}, message);
    }
    for (const auto& [name, pool] : in_.pools) {
      check_pool("pools." + name, pool);
    }
    for (const auto& [name, provider] : in_.providers) {
      check_provider(name, provider);
    }
    if (const auto good = net::check_store_url(in_.storage.url); !good) {
      broken({"storage.url"},
             quote(net::without_password(in_.storage.url)) + " " + good.failure().detail);
    }
    return std::move(found_);
  }

 private:
  bool is_set(const std::string& key) const { return loaded_.origins.contains(key); }

  /// Reports the location of the first of the keys that was set.
  void broken(std::initializer_list<std::string> keys, const std::string& message) {
    const auto guilty =
        std::find_if(keys.begin(), keys.end(), [&](const std::string& key) { return is_set(key); });
    const auto origin = guilty == keys.end() ? "settings" : loaded_.origins.at(*guilty);
    found_.push_back({origin, *keys.begin() + ": " + message});
  }

  template <class Number>
  void at_least(const std::string& key, Number value, const std::string& other, Number least,
                std::string (*text)(Number)) {
    if (value < least) {
      broken({key, other}, text(value) + " is less than " + other + ", which is " + text(least));
    }
  }

  void bytes_at_least(const std::string& key, std::size_t value, const std::string& other,
                      std::size_t least) {
    at_least<std::int64_t>(key, static_cast<std::int64_t>(value), other,
                           static_cast<std::int64_t>(least), &size_text);
  }

  void check_server() {
    for (const auto& [key, message] : find_server_faults(in_)) {
      broken({key}, message);
    }
    for (const auto& [key, message] : find_tls_faults(in_)) {
      broken({key}, message);
    }
    for (const auto& [key, message] : find_takeover_faults(in_)) {
      broken({key}, message);
    }
  }

  void check_trace() {
    for (const auto& [key, message] : find_trace_faults(in_.trace)) {
      broken({key}, message);
    }
  }

  void check_auth() {
    for (const auto& [key, message] : find_auth_faults(in_.auth)) {
      broken({key}, message);
    }
    at_least("auth.login_ttl", in_.auth.tokens.login_ttl, "auth.token_ttl",
             in_.auth.tokens.token_ttl, &duration_text);
  }

  void check_admin() {
    const auto& admin = in_.admin;
    if (!admin.enabled) {
      return;
    }
    for (const auto& [key, message] : find_admin_faults(admin)) {
      broken({key}, message);
    }
    if (admin.port != 0 && admin.port == in_.server.port) {
      broken({"admin.port", "server.port"},
             std::to_string(admin.port) + " is server.port too; each needs a port of its own");
    }
  }

  void check_passwords() {
    const auto wait = in_.auth.passwords.password_wait;
    if (wait >= in_.server.request_timeout) {
      broken({"auth.password_wait", "server.request_timeout"},
             "a request ends after server.request_timeout, " +
                 duration_text(in_.server.request_timeout) +
                 ": a password must wait for less, that it can be told to try again");
    }
  }

  void check_session() {
    bytes_at_least("session.outbox_bytes", in_.server.outbox_bytes, "session.page_bytes",
                   in_.session.page_bytes);
    bytes_at_least("session.log_bytes", in_.session.log_bytes, "session.page_bytes",
                   in_.session.page_bytes);
    bytes_at_least("session.log_bytes", in_.session.log_bytes, "session.backlog_bytes",
                   in_.session.backlog_bytes);
    at_least("session.heartbeat_interval", in_.server.heartbeat_interval,
             "session.heartbeat_timeout", in_.server.heartbeat_timeout, &duration_text);
    const auto question_bytes = std::size_t{in_.session.max_message_chars} * 4;
    if (in_.server.max_message_bytes < question_bytes) {
      broken({"session.max_message_chars", "server.max_message_bytes"},
             "questions of " + std::to_string(in_.session.max_message_chars) +
                 " characters may take " + std::to_string(question_bytes) +
                 " bytes, but server.max_message_bytes is " +
                 size_text(static_cast<std::int64_t>(in_.server.max_message_bytes)));
    }
  }

  void check_pool(const std::string& path, const actors::pool_options& pool) {
    const auto key = path + ".providers";
    if (pool.providers.empty()) {
      broken({key}, "must name at least one provider");
    }
    std::vector<std::string> known;
    for (const auto& entry : in_.providers) {
      known.push_back(entry.first);
    }
    std::set<std::string> seen;
    for (const auto& name : pool.providers) {
      if (!seen.insert(name).second) {
        broken({key}, quote(name) + " is named twice");
      } else if (!in_.providers.contains(name)) {
        broken({key}, "there is no provider " + quote(name) + did_you_mean(name, known));
      }
    }
  }

  bool is_used(const std::string& provider) const {
    return std::any_of(in_.pools.begin(), in_.pools.end(), [&](const auto& entry) {
      const auto& names = entry.second.providers;
      return std::find(names.begin(), names.end(), provider) != names.end();
    });
  }

  void check_provider(const std::string& name, const provider_settings& provider) {
    const auto path = "providers." + name + ".";
    const auto& stream = provider.stream;
    for (const auto& [clock, value] : {std::pair{"connect_timeout", provider.llm.connect_timeout},
                                       std::pair{"header_timeout", stream.header_timeout},
                                       std::pair{"first_token_timeout", stream.first_token_timeout},
                                       std::pair{"token_timeout", stream.token_timeout}}) {
      at_least(path + "total_timeout", stream.total_timeout, path + clock, value, &duration_text);
    }
    at_least(path + "retry_pause_max", stream.retry_pause_max, path + "retry_pause",
             stream.retry_pause, &duration_text);
    at_least(path + "breaker.max_open_for", stream.breaker.max_open_for, path + "breaker.open_for",
             stream.breaker.open_for, &duration_text);
    for (const auto& row : all_options()) {
      if (row.only_for && !has_effect(row, name, in_) && is_set(key_of(row, name))) {
        broken({key_of(row, name)},
               "means nothing to a provider of this kind; leave it out, or "
               "set " +
                   path + "kind");
      }
    }
    if (provider.kind == provider_kind::openai) {
      check_upstream(name, path, provider);
      check_key(name, path, provider);
    }
  }

  void check_upstream(const std::string& name, const std::string& path,
                      const provider_settings& provider) {
    if (!settings{}.providers.contains(name)) {
      for (const char* needed : {"base_url", "model"}) {
        if (!is_set(path + needed)) {
          broken({path + needed, path + "kind", path + "api_key_env"},
                 "must be set for a provider that you add");
        }
      }
    }
    if (const auto fault = find_base_url_fault(provider.llm.base_url, provider.allow_unencrypted)) {
      broken({path + "base_url"}, *fault);
    }
    const auto& thinking = provider.llm.thinking;
    if (!thinking.empty() && thinking != "enabled" && thinking != "disabled") {
      broken({path + "thinking"},
             quote(thinking) + " is none of \"enabled\", \"disabled\" and \"\"");
    }
    const auto& bundle = provider.llm.ca_bundle_file;
    if (!bundle.empty() && ::access(bundle.c_str(), R_OK) != 0) {
      broken({path + "ca_bundle_file"}, "the file " + quote(bundle) + " cannot be read");
    }
    bytes_at_least(path + "max_body_bytes", provider.llm.max_body_bytes, path + "max_event_bytes",
                   provider.llm.max_event_bytes);
    if (const auto fault = find_proxy_fault(provider.llm.proxy)) {
      broken({path + "proxy"}, *fault);
    }
    for (const auto& fault : find_omit_faults(provider.llm.omit)) {
      broken({path + "omit"}, fault);
    }
  }

  /// Repeats no value that may be a key: operators sometimes put keys in place of names.
  void check_key(const std::string& name, const std::string& path,
                 const provider_settings& provider) {
    const auto key = path + "api_key_env";
    if (provider.api_key_env.empty()) {
      return;
    }
    if (!is_variable_name(provider.api_key_env)) {
      broken({key},
             "must be the name of an environment variable, such as \"DEEPSEEK_API_KEY\"; "
             "the key itself does not belong here");
    } else if (!std::all_of(provider.llm.api_keys.begin(), provider.llm.api_keys.end(),
                            &is_visible_ascii)) {
      broken({path + "api_key"}, "a key holds blanks, line ends or other signs that no key has");
    } else if (provider.llm.api_keys.empty() && is_used(name) &&
               (is_set(key) || !is_set(path + "base_url"))) {
      const auto& variable = provider.api_key_env;
      broken({key}, "the environment variable " +
                        (is_upper_case(variable) ? variable : "that it names") +
                        " is not set, and a pool asks this provider; set it, or set "
                        "api_key_env = \"\" if the provider needs no key");
    }
  }

  const loaded_settings& loaded_;
  const settings& in_;
  std::vector<problem> found_;
};

}  // namespace

std::vector<problem> validate(const loaded_settings& loaded) {
  return checker{loaded}.run();
}

}  // namespace aurawell::config
