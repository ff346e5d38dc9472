// Access with tokens: every route and every message for each kind of caller, compared with the
// published table.

#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include "net/auth/tokens/base64url.hpp"
#include "net/auth/tokens/token_gatekeeper.hpp"
#include "net/rest/router.hpp"
#include "tests/integration/access_table.hpp"
#include "tests/integration/service.hpp"

namespace aurawell {
namespace {

using namespace std::chrono_literals;
using namespace test_support;

const std::string secret(32, 's');

enum class caller_kind {
  nobody,
  expired,
  revoked,
  without_signature,
  wrong_key,
  wrong_audience,
  other_user,
  stranger,
  viewer,
  manager,
  owner
};
constexpr std::array everybody{caller_kind::nobody,     caller_kind::expired,
                               caller_kind::revoked,    caller_kind::without_signature,
                               caller_kind::wrong_key,  caller_kind::wrong_audience,
                               caller_kind::other_user, caller_kind::stranger,
                               caller_kind::viewer,     caller_kind::manager,
                               caller_kind::owner};

const char* name_of(caller_kind caller) {
  constexpr std::array names{"nobody",    "expired",        "revoked",    "alg none",
                             "wrong key", "wrong audience", "other user", "stranger",
                             "viewer",    "manager",        "owner"};
  return names.at(static_cast<std::size_t>(caller));
}

/// The table's column. Tokens that are invalid for four reasons share one.
std::size_t column_of(caller_kind caller) {
  constexpr std::array<std::size_t, 11> columns{0, 1, 2, 2, 2, 2, 3, 4, 5, 6, 7};
  return columns.at(static_cast<std::size_t>(caller));
}

bool may_read(caller_kind caller) {
  return caller == caller_kind::viewer || caller == caller_kind::manager ||
         caller == caller_kind::owner;
}

config::settings jwt_settings() {
  auto values = test_settings();
  values.auth.mode = config::auth_mode::jwt;
  values.auth.tokens.secret = secret;
  values.auth.passwords.password_memory = 8 * 1024;
  values.auth.passwords.password_passes = 1;
  values.server.connects_per_address = values.session.messages_per_address = 0;
  values.server.rest.logins_per_address = values.server.rest.logins_per_account = 0;
  return values;
}

std::string make_token(const std::string& user, const std::string& key = secret,
                       const std::string& audience = "aurawell",
                       std::chrono::milliseconds age = 0ms) {
  net::token_options options;
  options.secret = key;
  options.audience = audience;
  const auto at = std::chrono::system_clock::now() - age;
  const auto gate =
      net::token_gatekeeper::make(net::token_gatekeeper::mode::tokens, options, at).value();
  return gate->issue_for({user}, 1h, at).value().text;
}

std::string without_signature(const std::string& token) {
  const auto first = token.find('.');
  return net::base64url_encode(R"({"alg":"none"})") +
         token.substr(first, token.rfind('.') - first + 1);
}

header_list bearer(const std::string& token) {
  return token.empty() ? header_list{} : header_list{{"Authorization", "Bearer " + token}};
}

header_list proof_of(const std::string& user) {
  return bearer(make_token(user));
}

std::string token(caller_kind caller, const shared_family& all) {
  const auto& owner = all.id("owner");
  switch (caller) {
    case caller_kind::nobody: return {};
    case caller_kind::expired: return make_token(owner, secret, "aurawell", 3h);
    case caller_kind::revoked: {
      auto token = make_token(owner);
      EXPECT_EQ(ask_rest(all.port(), "POST", "/api/v1/auth/logout", bearer(token)).status, 200);
      return token;
    }
    case caller_kind::without_signature: return without_signature(make_token(owner));
    case caller_kind::wrong_key: return make_token(owner, std::string(32, 'x'));
    case caller_kind::wrong_audience: return make_token(owner, secret, "another service");
    case caller_kind::other_user:
    case caller_kind::stranger: return make_token(all.id("stranger"));
    case caller_kind::viewer: return make_token(all.id("viewer"));
    case caller_kind::manager: return make_token(all.id("manager"));
    case caller_kind::owner: return make_token(owner);
  }
  return {};
}

std::string ask_http(const http_row& row, caller_kind caller, const shared_family& all) {
  auto target = all.fill(row.target());
  if (caller == caller_kind::other_user) {
    target += (row.query.empty() ? "?user_id=" : "&user_id=") + all.id("owner");
  }
  return describe(
      ask_rest(all.port(), row.method, target, bearer(token(caller, all)), all.fill(row.body)),
      may_read(caller));
}

std::string ask_socket(const std::string& frame, caller_kind caller, const shared_family& all) {
  const std::map<caller_kind, std::string> people{{caller_kind::stranger, "stranger"},
                                                  {caller_kind::viewer, "viewer"},
                                                  {caller_kind::manager, "manager"}};
  const auto person = people.find(caller);
  const auto user = all.id(person == people.end() ? "owner" : person->second);
  ws_client client{all.port(), "/ws/chat/" + user + "?lang=en&token=" + token(caller, all)};
  if (auto refused = refusal_of(client); !refused.empty()) {
    return refused;
  }
  client.send(all.fill(frame));
  return last_word(client);
}

/// Sends another token on a connection of the owner.
std::string ask_refresh(caller_kind caller, const shared_family& all) {
  ws_client client{all.port(), "/ws/chat/" + all.id("owner") +
                                   "?lang=en&token=" + token(caller_kind::owner, all)};
  EXPECT_EQ(refusal_of(client), "");
  client.send(R"({"type":"refresh_token","data":{"token":")" + token(caller, all) + "\"}}");
  return last_word(client);
}

class authorisation : public ::testing::Test {
 protected:
  /// Asks as each caller. Callers who share a column must get the same answer.
  static void check(const access_rows& published, const std::string& name,
                    const std::function<std::string(caller_kind)>& ask) {
    cells heard(8);
    for (const auto caller : everybody) {
      const auto answer = ask(caller);
      auto& cell = heard[column_of(caller)];
      EXPECT_TRUE(cell.empty() || cell == answer)
          << name << ": " << name_of(caller) << " got " << answer << ", others " << cell;
      cell = answer;
    }
    check_row(published, name, heard);
  }

  const std::map<std::string, access_rows> published = published_tables();
  const running_service service{jwt_settings()};
};

TEST_F(authorisation, over_http_is_as_published) {
  for (const auto& row : all_http_rows()) {
    std::optional<shared_family> all;
    check(published.at("Plain HTTP"), "`" + row.name() + "`", [&](caller_kind caller) {
      if (!all || row.method != "GET") {
        all.emplace(service.port(), &proof_of);
      }
      return ask_http(row, caller, *all);
    });
  }
}

TEST_F(authorisation, over_websockets_is_as_published) {
  const shared_family all{service.port(), &proof_of};
  const auto& table = published.at("WebSocket");
  for (const auto& row : all_socket_rows()) {
    check(table, row.name, [&](caller_kind caller) { return ask_socket(row.frame, caller, all); });
  }
  check(table, "`refresh_token`", [&](caller_kind caller) { return ask_refresh(caller, all); });
}

TEST_F(authorisation, is_published_for_every_route_and_for_nothing_else) {
  std::set<std::string> asked{"`refresh_token`"};
  std::set<std::string> routes;
  for (const auto& row : all_http_rows()) {
    asked.insert("`" + row.name() + "`");
    routes.insert(row.method + " " + row.pattern);
  }
  for (const auto& row : all_socket_rows()) {
    asked.insert(row.name);
  }
  for (const auto& row : net::all_routes()) {
    EXPECT_TRUE(routes.contains(std::string{row.method} + " " + std::string{row.pattern}))
        << row.method << " " << row.pattern << " is not asked for by this test";
  }
  for (const auto& [heading, rows] : published) {
    for (const auto& [name, row] : rows) {
      EXPECT_TRUE(asked.contains(name)) << heading << ": " << name;
    }
  }
}

}  // namespace
}  // namespace aurawell
