// Access behind a gateway that names the user: every route and every message, compared with the
// published table.

#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <map>
#include <optional>

#include "tests/integration/access_table.hpp"
#include "tests/integration/service.hpp"

namespace aurawell {
namespace {

using namespace test_support;

enum class caller_kind {
  nobody,
  malformed,
  elsewhere,
  other_user,
  stranger,
  viewer,
  manager,
  owner
};
constexpr std::array everybody{
    caller_kind::nobody,   caller_kind::malformed, caller_kind::elsewhere, caller_kind::other_user,
    caller_kind::stranger, caller_kind::viewer,    caller_kind::manager,   caller_kind::owner};

bool may_read(caller_kind caller) {
  return caller == caller_kind::viewer || caller == caller_kind::manager ||
         caller == caller_kind::owner;
}

header_list named(const std::string& user) {
  return {{"X-Auth-User", user}};
}

config::settings gateway_settings() {
  auto values = test_settings();
  values.auth.user_header = "X-Auth-User";
  values.server.trusted_proxies = {"127.0.0.1"};
  values.auth.passwords.password_memory = 8 * 1024;
  values.auth.passwords.password_passes = 1;
  values.server.connects_per_address = values.session.messages_per_address = 0;
  values.server.rest.logins_per_address = values.server.rest.logins_per_account = 0;
  return values;
}

/// The gateway's header for the caller.
header_list headers_of(caller_kind caller, const shared_family& all) {
  switch (caller) {
    case caller_kind::nobody: return {};
    case caller_kind::malformed: return named(all.id("owner") + "," + all.id("owner"));
    case caller_kind::other_user:
    case caller_kind::stranger: return all.proof_of("stranger");
    case caller_kind::viewer: return all.proof_of("viewer");
    case caller_kind::manager: return all.proof_of("manager");
    case caller_kind::elsewhere:
    case caller_kind::owner: break;
  }
  return all.proof_of("owner");
}

std::string peer_of(caller_kind caller) {
  return caller == caller_kind::elsewhere ? "127.0.0.2" : "127.0.0.1";
}

std::string ask_http(const http_row& row, caller_kind caller, const shared_family& all) {
  auto target = all.fill(row.target());
  if (caller == caller_kind::other_user) {
    target += (row.query.empty() ? "?user_id=" : "&user_id=") + all.id("owner");
  }
  return describe(ask_rest(all.port(), row.method, target, headers_of(caller, all),
                           all.fill(row.body), peer_of(caller)),
                  may_read(caller));
}

std::string ask_socket(const std::string& frame, caller_kind caller, const shared_family& all) {
  const std::map<caller_kind, std::string> people{{caller_kind::stranger, "stranger"},
                                                  {caller_kind::viewer, "viewer"},
                                                  {caller_kind::manager, "manager"}};
  const auto person = people.find(caller);
  const auto user = all.id(person == people.end() ? "owner" : person->second);
  ws_client client{all.port(),
                   "/ws/chat/" + user + "?lang=en",
                   {.headers = headers_of(caller, all), .from = peer_of(caller)}};
  if (auto refused = refusal_of(client); !refused.empty()) {
    return refused;
  }
  client.send(all.fill(frame));
  return last_word(client);
}

class gateway_authorisation : public ::testing::Test {
 protected:
  static void check(const access_rows& published, const std::string& name,
                    const std::function<std::string(caller_kind)>& ask) {
    cells heard;
    for (const auto caller : everybody) {
      heard.push_back(ask(caller));
    }
    check_row(published, name, heard);
  }

  const std::map<std::string, access_rows> published = published_tables();
  const running_service service{gateway_settings()};
};

TEST_F(gateway_authorisation, over_http_is_as_published) {
  for (const auto& row : all_http_rows()) {
    std::optional<shared_family> all;
    check(published.at("Plain HTTP behind a gateway"), "`" + row.name() + "`",
          [&](caller_kind caller) {
            if (!all || row.method != "GET") {
              all.emplace(service.port(), &named);
            }
            return ask_http(row, caller, *all);
          });
  }
}

TEST_F(gateway_authorisation, over_websockets_is_as_published) {
  const shared_family all{service.port(), &named};
  for (const auto& row : all_socket_rows()) {
    check(published.at("WebSocket behind a gateway"), row.name,
          [&](caller_kind caller) { return ask_socket(row.frame, caller, all); });
  }
}

}  // namespace
}  // namespace aurawell
