#include "tests/integration/access_table.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string_view>
#include <utility>

#include "tests/integration/service.hpp"

namespace aurawell::test_support {
namespace {

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
    {"POST", "/api/v1/auth/logout-all", "", ""},
    {"POST", "/api/v1/auth/forgot-password", "", R"({"user":"@owner"})"},
    {"POST", "/api/v1/auth/reset-password", "",
     R"({"user":"@owner","code":"ABCD-EFGH-JKMN-PQRS","new_password":"seven green boats"})"},
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
    {"DELETE", "/api/v1/user/samples", "?until=2020-01-01T00:00:00Z", ""},
    {"DELETE", "/api/v1/user/samples", "?member_id=$member&until=2020-01-01T00:00:00Z", ""},
    {"PUT", "/api/v1/user/password", "",
     R"({"current_password":"a long password","new_password":"seven green boats"})"},
    {"GET", "/api/v1/user/logins", "", ""},
    {"DELETE", "/api/v1/user/logins/{login_id}", "", ""},
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

std::string with_ids(std::string pattern) {
  const std::pair<const char*, const char*> places[] = {{"{id}", "$conversation"},
                                                        {"{member_id}", "$member"},
                                                        {"{user_id}", "$viewer"},
                                                        {"{invitation_id}", "$invitation"},
                                                        {"{login_id}", "$login"}};
  for (const auto& [place, id] : places) {
    if (const auto at = pattern.find(place); at != std::string::npos) {
      pattern.replace(at, std::string_view{place}.size(), id);
    }
  }
  return pattern;
}

cells cells_of(const std::string& line) {
  cells row;
  std::istringstream parts{line.substr(1)};
  for (std::string cell; std::getline(parts, cell, '|');) {
    const auto begin = cell.find_first_not_of(' ');
    row.push_back(begin == std::string::npos
                      ? ""
                      : cell.substr(begin, cell.find_last_not_of(' ') - begin + 1));
  }
  return row;
}

}  // namespace

std::string http_row::target() const {
  return with_ids(pattern) + query;
}

std::span<const http_row> all_http_rows() {
  return http_rows;
}

std::span<const socket_row> all_socket_rows() {
  return socket_rows;
}

std::string describe(const http_response& reply, bool may_read) {
  if (!may_read) {
    for (const auto* mark : shared_family::marks) {
      EXPECT_EQ(reply.body.find(mark), std::string::npos) << reply.body;
    }
  }
  const auto code = reply.status < 300 ? "" : text_field(reply.body, "code");
  return std::to_string(reply.status) + (code.empty() ? "" : " " + code);
}

std::string refusal_of(ws_client& client) {
  const auto frame = client.read();
  if (frame.text.find("connection_established") != std::string::npos) {
    return {};
  }
  return "close " + std::to_string(frame.code);
}

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

std::map<std::string, access_rows> published_tables() {
  std::ifstream page{AURAWELL_DOCS "/authorisation.md"};
  std::map<std::string, access_rows> tables;
  std::string heading;
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with("## ")) {
      heading = line.substr(3);
    } else if (line.starts_with("| `")) {
      const auto row = cells_of(line);
      tables[heading][row.front()] = cells{row.begin() + 1, row.end()};
    }
  }
  return tables;
}

void check_row(const access_rows& published, const std::string& name, const cells& heard) {
  const auto row = published.find(name);
  if (row != published.end() && row->second == heard) {
    return;
  }
  std::string line = "| " + name;
  for (const auto& cell : heard) {
    line += " | " + cell;
  }
  ADD_FAILURE() << "docs/authorisation.md says something else. Heard:\n" << line << " |";
}

}  // namespace aurawell::test_support
