// What the operators' listener needs of the other parts.
#include <utility>

#include "config/application_parts.hpp"
#include "config/log/stderr_log.hpp"
#include "config/settings/value_text.hpp"
#include "domain/log/log.hpp"
#include "net/llm/request/user_pseudonym.hpp"

namespace aurawell::config {
namespace {

/// Digits of a pseudonym: two users of one service have different ones.
constexpr std::size_t shown_digits = 16;

std::string level_name() {
  return std::string{names_of(log_level{})[static_cast<std::size_t>(current_log_level())]};
}

bool set_level_named(const std::string& name) {
  const auto names = names_of(log_level{});
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) {
      set_log_level(static_cast<log_level>(i));
      return true;
    }
  }
  return false;
}

/// Who asks for the stop already hears of its first phase, which the main thread begins later.
std::function<void()> with_notice(std::function<void()> begin_drain, drain_board& board) {
  return [begin_drain = std::move(begin_drain), &board] {
    board.with_lock([](drain_status& now) {
      if (now.phase == drain_phase::serving) {
        now.phase = drain_phase::notice;
      }
    });
    begin_drain();
  };
}

}  // namespace

net::admin_controls application::parts::make_controls(const operator_orders& orders) {
  net::admin_controls controls;
  if (orders.begin_drain) {
    controls.begin_drain = with_notice(orders.begin_drain, drain);
  }
  controls.reload = orders.reload;
  controls.config = [this](bool as_json) { return config.text(as_json); };
  controls.log_level = level_name;
  controls.set_log_level = set_level_named;
  controls.connections = [this] { return open_connections.read(); };
  controls.session = [this](const session_id& id, session_facts_receiver then) {
    runtime->gateway().describe(id, std::move(then));
  };
  controls.pseudonym = [named = net::user_pseudonym{{pseudonym_key.begin(), pseudonym_key.end()}}](
                           const user_id& user) {
    return "u-" + named.of(user, {}).substr(0, shown_digits);
  };
  return controls;
}

result<void> application::parts::make_admin(const net::admin_options& options,
                                            const operator_orders& orders) {
  if (!options.enabled) {
    return {};
  }
  if (!options.token_file.empty()) {
    auto token = net::read_admin_token(options.token_file);
    if (!token) {
      return error{token.failure().code, "admin.token_file: " + token.failure().detail};
    }
    operators_token = std::make_shared<net::admin_token>(std::move(token).value());
  }
  admin = std::make_unique<net::admin_server>(
      options,
      net::metric_sources{*measures, runtime->status(), *census, drain, AURAWELL_VERSION,
                          certificates->all(), &compressed, takeovers, watchdog_messages},
      ready, make_controls(orders), operators_token, certificates->operators());
  return {};
}

void application::parts::reload_files(const settings& values, std::vector<std::string>& warnings) {
  if (const auto keys = gate->adopt(values.auth.tokens, std::chrono::system_clock::now()); !keys) {
    logging::error("auth.keys_not_adopted", {{"code", to_string(keys.failure().code)},
                                             {"detail", keys.failure().detail},
                                             {"hint", "tokens are judged as before"}});
    warnings.push_back("tokens of users are judged as before: " + keys.failure().detail);
  }
  certificates->reload();
  if (!operators_token) {
    return;
  }
  if (auto token = net::read_admin_token(values.admin.token_file)) {
    operators_token->replace(std::move(token).value());
  } else {
    logging::error("admin.token_not_adopted",
                   {{"detail", token.failure().detail}, {"hint", "the former token counts on"}});
    warnings.push_back("the operators' former token counts on: " + token.failure().detail);
  }
}

}  // namespace aurawell::config
