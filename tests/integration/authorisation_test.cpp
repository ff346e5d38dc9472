// Who gets what: every route and every message, asked by everybody, against the published table.

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>

#include "net/auth/base64url.hpp"
#include "net/auth/token_gatekeeper.hpp"
#include "net/rest/router.hpp"
#include "tests/integration/service.hpp"

namespace aurawell {
namespace {

using namespace std::chrono_literals;
using namespace test_support;

const std::string secret(32, 's');
const std::string password = "a long password";
/// Of the member and of what was asked for it: nobody else may read them.
const std::string marks[] = {"Mum-of-the-owner", "question-of-the-owner"};

enum class who {
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
constexpr std::array everybody{
    who::nobody,    who::expired,        who::revoked,    who::without_signature,
    who::wrong_key, who::wrong_audience, who::other_user, who::stranger,
    who::viewer,    who::manager,        who::owner};

const char* name_of(who caller) {
  constexpr std::array names{"nobody",    "expired",        "revoked",    "alg none",
                             "wrong key", "wrong audience", "other user", "stranger",
                             "viewer",    "manager",        "owner"};
  return names.at(static_cast<std::size_t>(caller));
}

/// The table's column; tokens that are no good for four reasons share one.
std::size_t column_of(who caller) {
  constexpr std::array<std::size_t, 11> columns{0, 1, 2, 2, 2, 2, 3, 4, 5, 6, 7};
  return columns.at(static_cast<std::size_t>(caller));
}

bool may_read(who caller) {
  return caller == who::viewer || caller == who::manager || caller == who::owner;
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

/// The text of the first field of this name; empty without one.
std::string field(const std::string& json, const std::string& name) {
  const auto mark = "\"" + name + "\":\"";
  const auto begin = json.find(mark);
  if (begin == std::string::npos) {
    return {};
  }
  const auto text = begin + mark.size();
  return json.substr(text, json.find('"', text) - text);
}

http_response send(std::uint16_t port, const std::string& method, const std::string& target,
                   const std::string& token, const std::string& body = "") {
  http_request request;
  request.method = method;
  request.target = target;
  request.body = body;
  if (!token.empty()) {
    request.headers.emplace_back("Authorization", "Bearer " + token);
  }
  if (!body.empty()) {
    request.headers.emplace_back("Content-Type", "application/json");
  }
  return http_send(port, request);
}

/// An owner, a member of his with a conversation, those whom he shares it with, one who is
/// invited, and a stranger.
class family {
 public:
  explicit family(std::uint16_t port) : port_{port} {
    static std::atomic<int> families{0};
    prefix_ = "f" + std::to_string(++families) + "_";
    for (const auto* person : {"owner", "manager", "viewer", "stranger", "guest"}) {
      const auto name = prefix_ + person;
      const auto made = send(port_, "POST", "/api/v1/auth/register", "",
                             R"({"username":")" + name + R"(","email":")" + name +
                                 R"(@example.com","password":")" + password + "\"}");
      ids_[person] = field(made.body, "user_id");
      EXPECT_FALSE(ids_[person].empty()) << made.body;
      tokens_[person] = make_token(ids_[person]);
    }
    ids_["member"] = field(as("owner", "POST", "/api/v1/family/members",
                              R"({"name":")" + marks[0] + R"(","relation":"mother"})"),
                           "member_id");
    share("manager", "manager");
    share("viewer", "viewer");
    ids_["invitation"] = invite("guest", "viewer");
    const auto asked =
        as("owner", "POST", "/api/v1/chat/message",
           R"({"message":")" + marks[1] + R"(","active_member_id":")" + ids_["member"] + "\"}");
    ids_["conversation"] = field(asked, "conversation_id");
    EXPECT_FALSE(ids_["conversation"].empty()) << asked;
  }

  const std::string& id(const std::string& what) const { return ids_.at(what); }
  std::uint16_t port() const { return port_; }

  /// `$what` becomes the id of the person or thing, `@person` its user name, `$new` one that
  /// is new.
  std::string fill(std::string text) const {
    for (const auto& [what, value] : ids_) {
      replace(text, "$" + what, value);
    }
    replace(text, "$new", prefix_ + "fresh");
    replace(text, "@guest", prefix_ + "guest");
    replace(text, "@owner", prefix_ + "owner");
    return text;
  }

  std::string token(who caller) const {
    const auto& owner = ids_.at("owner");
    switch (caller) {
      case who::nobody: return {};
      case who::expired: return make_token(owner, secret, "aurawell", 3h);
      case who::revoked: {
        auto token = make_token(owner);
        EXPECT_EQ(send(port_, "POST", "/api/v1/auth/logout", token).status, 200);
        return token;
      }
      case who::without_signature: return without_signature(tokens_.at("owner"));
      case who::wrong_key: return make_token(owner, std::string(32, 'x'));
      case who::wrong_audience: return make_token(owner, secret, "another service");
      case who::other_user:
      case who::stranger: return tokens_.at("stranger");
      case who::viewer: return tokens_.at("viewer");
      case who::manager: return tokens_.at("manager");
      case who::owner: return tokens_.at("owner");
    }
    return {};
  }

 private:
  static void replace(std::string& text, const std::string& what, const std::string& by) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
      text.replace(at, what.size(), by);
    }
  }

  std::string as(const std::string& person, const std::string& method, const std::string& target,
                 const std::string& body = "") {
    const auto reply = send(port_, method, target, tokens_.at(person), body);
    EXPECT_LT(reply.status, 300) << method << " " << target << " " << reply.body;
    return reply.body;
  }

  std::string invite(const std::string& person, const std::string& role) {
    return field(as("owner", "POST", "/api/v1/family/members/" + ids_["member"] + "/invitations",
                    R"({"username":")" + prefix_ + person + R"(","role":")" + role + "\"}"),
                 "invitation_id");
  }

  void share(const std::string& person, const std::string& role) {
    as(person, "POST", "/api/v1/family/invitations/" + invite(person, role) + "/accept");
  }

  std::uint16_t port_;
  std::string prefix_;
  std::map<std::string, std::string> ids_;
  std::map<std::string, std::string> tokens_;
};

/// One row of the table over plain HTTP. What stands in braces in `pattern` is filled with
/// the family's ids.
struct http_row {
  std::string method;
  std::string pattern;
  std::string query;
  std::string body;

  std::string name() const { return method + " " + pattern + query.substr(0, query.find('=')); }
};

const std::string member_query = "?member_id=$member";
const std::string for_member = R"({"message":"how is she?","active_member_id":"$member"})";
const std::string sample =
    R"({"kind":"steps","value":100,"time":"2026-01-01T20:00:00Z","source":"watch"})";

const http_row http_rows[] = {
    {"GET", "/api/v1/health", "", ""},
    {"GET", "/ws/health", "", ""},
    {"GET", "/ws/stats", "", ""},
    {"POST", "/api/v1/auth/register", "",
     R"({"username":"$new","email":"$new@example.com","password":"a long password"})"},
    {"POST", "/api/v1/auth/login", "", R"({"username":"@owner","password":"a long password"})"},
    {"POST", "/api/v1/auth/refresh", "", ""},
    {"POST", "/api/v1/auth/logout", "", ""},
    {"POST", "/api/v1/chat/message", "", for_member},
    {"POST", "/api/v1/chat/stream", "", for_member},
    {"POST", "/api/v1/chat/conversation", "", ""},
    {"GET", "/api/v1/chat/conversations", "", ""},
    {"GET", "/api/v1/chat/conversations", member_query, ""},
    {"GET", "/api/v1/chat/conversations/{id}/messages", "", ""},
    {"GET", "/api/v1/chat/conversations/{id}/messages", member_query, ""},
    {"DELETE", "/api/v1/chat/conversations/{id}", "", ""},
    {"DELETE", "/api/v1/chat/conversations/{id}", member_query, ""},
    {"GET", "/api/v1/user/profile", "", ""},
    {"PUT", "/api/v1/user/profile", "", R"({"age":40})"},
    {"GET", "/api/v1/user/samples", "", ""},
    {"GET", "/api/v1/user/samples", member_query, ""},
    {"POST", "/api/v1/user/samples", "", sample},
    {"POST", "/api/v1/user/samples", member_query, sample},
    {"GET", "/api/v1/user/audit", "", ""},
    {"GET", "/api/v1/user/export", "", ""},
    {"DELETE", "/api/v1/user", "", R"({"password":"a long password"})"},
    {"GET", "/api/v1/family/members", "", ""},
    {"POST", "/api/v1/family/members", "", R"({"name":"Dad"})"},
    {"PUT", "/api/v1/family/members/{member_id}", "", R"({"name":"Mother"})"},
    {"DELETE", "/api/v1/family/members/{member_id}", "", ""},
    {"GET", "/api/v1/family/members/{member_id}/profile", "", ""},
    {"PUT", "/api/v1/family/members/{member_id}/profile", "", R"({"age":70})"},
    {"GET", "/api/v1/family/members/{member_id}/invitations", "", ""},
    {"POST", "/api/v1/family/members/{member_id}/invitations", "",
     R"({"username":"@guest","role":"viewer"})"},
    {"GET", "/api/v1/family/members/{member_id}/access", "", ""},
    {"DELETE", "/api/v1/family/members/{member_id}/access/{user_id}", "", ""},
    {"GET", "/api/v1/family/invitations", "", ""},
    {"POST", "/api/v1/family/invitations/{invitation_id}/accept", "", ""},
    {"DELETE", "/api/v1/family/invitations/{invitation_id}", "", ""},
    {"POST", "/v1/chat/completions", "", R"({"messages":[{"role":"user","content":"hello"}]})"},
    {"GET", "/v1/models", "", ""},
};

std::string with_ids(std::string pattern) {
  const std::pair<const char*, const char*> places[] = {{"{id}", "$conversation"},
                                                        {"{member_id}", "$member"},
                                                        {"{user_id}", "$viewer"},
                                                        {"{invitation_id}", "$invitation"}};
  for (const auto& [place, id] : places) {
    if (const auto at = pattern.find(place); at != std::string::npos) {
      pattern.replace(at, std::string_view{place}.size(), id);
    }
  }
  return pattern;
}

/// "200", or "404 USER_1201".
std::string ask_http(const http_row& row, who caller, const family& all) {
  auto target = all.fill(with_ids(row.pattern) + row.query);
  if (caller == who::other_user) {
    target += (row.query.empty() ? "?user_id=" : "&user_id=") + all.id("owner");
  }
  const auto reply = send(all.port(), row.method, target, all.token(caller), all.fill(row.body));
  if (!may_read(caller)) {
    for (const auto& mark : marks) {
      EXPECT_EQ(reply.body.find(mark), std::string::npos) << row.name() << ": " << name_of(caller);
    }
  }
  const auto code = reply.status < 300 ? "" : field(reply.body, "code");
  return std::to_string(reply.status) + (code.empty() ? "" : " " + code);
}

struct socket_row {
  std::string name;
  std::string frame;
};

const socket_row socket_rows[] = {
    {"`health_chat`",
     R"({"type":"health_chat","active_member_id":"$member","data":{"message":"how is she?"}})"},
    {"`general_chat`",
     R"({"type":"general_chat","active_member_id":"$member","data":{"message":"hello"}})"},
    {"`switch_member`", R"({"type":"switch_member","data":{"target_member_id":"$member"}})"},
    {"`get_status`", R"({"type":"get_status"})"},
    {"`cancel`", R"({"type":"cancel","data":{"request_id":"of-nobody"}})"},
    {"`ping`", R"({"type":"ping","data":{}})"},
};

/// "close 4001"; nothing when the connection has been greeted.
std::string refusal_of(ws_client& client) {
  const auto frame = client.read();
  if (frame.text.find("connection_established") != std::string::npos) {
    return {};
  }
  return "close " + std::to_string(frame.code);
}

/// "done", "pong", or "error USER_1201".
std::string last_word(ws_client& client) {
  while (true) {
    const auto heard = read_event(client);
    if (heard.type() == "error") {
      return "error " + heard.text("error_code");
    }
    if (heard.type() == "pong") {
      return "pong";
    }
    if (heard.status() == "error") {
      return "error " + heard.text("data.error_code");
    }
    if (heard.status() == "done" || heard.type().empty()) {
      return heard.status();
    }
  }
}

std::string ask_socket(const std::string& frame, who caller, const family& all) {
  const std::map<who, std::string> people{
      {who::stranger, "stranger"}, {who::viewer, "viewer"}, {who::manager, "manager"}};
  const auto person = people.find(caller);
  const auto user = all.id(person == people.end() ? "owner" : person->second);
  ws_client client{all.port(), "/ws/chat/" + user + "?lang=en&token=" + all.token(caller)};
  if (auto refused = refusal_of(client); !refused.empty()) {
    return refused;
  }
  client.send(all.fill(frame));
  return last_word(client);
}

/// Shows another token on a connection of the owner's.
std::string ask_refresh(who caller, const family& all) {
  ws_client client{all.port(),
                   "/ws/chat/" + all.id("owner") + "?lang=en&token=" + all.token(who::owner)};
  EXPECT_EQ(refusal_of(client), "");
  client.send(R"({"type":"refresh_token","data":{"token":")" + all.token(caller) + "\"}}");
  return last_word(client);
}

using cells = std::vector<std::string>;

/// The rows of the published table by their first cell.
std::map<std::string, cells> published_table() {
  std::ifstream page{AURAWELL_DOCS "/authorisation.md"};
  std::map<std::string, cells> rows;
  for (std::string line; std::getline(page, line);) {
    if (!line.starts_with("| `")) {
      continue;
    }
    cells row;
    std::istringstream parts{line.substr(1)};
    for (std::string cell; std::getline(parts, cell, '|');) {
      const auto begin = cell.find_first_not_of(' ');
      row.push_back(begin == std::string::npos
                        ? ""
                        : cell.substr(begin, cell.find_last_not_of(' ') - begin + 1));
    }
    rows[row.front()] = cells{row.begin() + 1, row.end()};
  }
  return rows;
}

class authorisation : public ::testing::Test {
 protected:
  /// Compares what everybody got with the published row, which it prints when they differ.
  void check(const std::string& name, const std::function<std::string(who)>& ask) {
    const auto row = published.find(name);
    cells heard(8);
    bool is_right = row != published.end() && row->second.size() == heard.size();
    for (const auto caller : everybody) {
      const auto answer = ask(caller);
      auto& cell = heard[column_of(caller)];
      EXPECT_TRUE(cell.empty() || cell == answer)
          << name << ": " << name_of(caller) << " got " << answer << ", others " << cell;
      cell = answer;
      is_right = is_right && row->second[column_of(caller)] == answer;
    }
    if (!is_right) {
      std::string line = "| " + name;
      for (const auto& cell : heard) {
        line += " | " + cell;
      }
      ADD_FAILURE() << "docs/authorisation.md says something else. Heard:\n" << line << " |";
    }
  }

  const std::map<std::string, cells> published = published_table();
  const running_service service{jwt_settings()};
};

TEST_F(authorisation, over_http_is_as_published) {
  for (const auto& row : http_rows) {
    std::optional<family> all;
    check("`" + row.name() + "`", [&](who caller) {
      if (!all || row.method != "GET") {
        all.emplace(service.port());
      }
      return ask_http(row, caller, *all);
    });
  }
}

TEST_F(authorisation, over_websockets_is_as_published) {
  const family all{service.port()};
  for (const auto& row : socket_rows) {
    check(row.name, [&](who caller) { return ask_socket(row.frame, caller, all); });
  }
  check("`refresh_token`", [&](who caller) { return ask_refresh(caller, all); });
}

TEST_F(authorisation, is_published_for_every_route_and_for_nothing_else) {
  std::set<std::string> asked{"`refresh_token`"};
  std::set<std::string> routes;
  for (const auto& row : http_rows) {
    asked.insert("`" + row.name() + "`");
    routes.insert(row.method + " " + row.pattern);
  }
  for (const auto& row : socket_rows) {
    asked.insert(row.name);
  }
  for (const auto& row : net::all_routes()) {
    EXPECT_TRUE(routes.contains(std::string{row.method} + " " + std::string{row.pattern}))
        << row.method << " " << row.pattern << " is not asked for by this test";
  }
  for (const auto& [name, row] : published) {
    EXPECT_TRUE(asked.contains(name)) << name;
  }
}

}  // namespace
}  // namespace aurawell
