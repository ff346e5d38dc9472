#include "tests/integration/shared_family.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <utility>

namespace aurawell::test_support {
namespace {

void replace(std::string& text, const std::string& old, const std::string& by) {
  for (auto at = text.find(old); at != std::string::npos; at = text.find(old, at + by.size())) {
    text.replace(at, old.size(), by);
  }
}

}  // namespace

std::string text_field(const std::string& json, const std::string& name) {
  const auto mark = "\"" + name + "\":\"";
  const auto begin = json.find(mark);
  if (begin == std::string::npos) {
    return {};
  }
  const auto text = begin + mark.size();
  return json.substr(text, json.find('"', text) - text);
}

http_response ask_rest(std::uint16_t port, const std::string& method, const std::string& target,
                       header_list headers, const std::string& body, const std::string& from) {
  http_request request{method, target, std::move(headers), body, from};
  if (!body.empty()) {
    request.headers.emplace_back("Content-Type", "application/json");
  }
  return http_send(port, request);
}

shared_family::shared_family(std::uint16_t port, proof prove) : port_{port}, prove_{prove} {
  static std::atomic<int> families{0};
  prefix_ = "f" + std::to_string(++families) + "_";
  for (const auto* person : {"owner", "manager", "viewer", "stranger", "guest"}) {
    const auto name = prefix_ + person;
    const auto made = ask_rest(port_, "POST", "/api/v1/auth/register", {},
                               R"({"username":")" + name + R"(","email":")" + name +
                                   R"(@example.com","password":")" + password + "\"}");
    ids_[person] = text_field(made.body, "user_id");
    EXPECT_FALSE(ids_[person].empty()) << made.body;
  }
  ids_["member"] =
      text_field(as("owner", "POST", "/api/v1/family/members",
                    std::string{R"({"name":")"} + marks[0] + R"(","relation":"mother"})"),
                 "member_id");
  share("manager", "manager");
  share("viewer", "viewer");
  ids_["invitation"] = invite("guest", "viewer");
  const auto asked = as("owner", "POST", "/api/v1/chat/message",
                        std::string{R"({"message":")"} + marks[1] + R"(","active_member_id":")" +
                            ids_["member"] + "\"}");
  ids_["conversation"] = text_field(asked, "conversation_id");
  EXPECT_FALSE(ids_["conversation"].empty()) << asked;
  as("owner", "POST", "/api/v1/auth/login",
     R"({"username":")" + prefix_ + R"(owner","password":")" + password + "\"}");
  const auto logins = as("owner", "GET", "/api/v1/user/logins");
  ids_["login"] = text_field(logins, "login_id");
  EXPECT_FALSE(ids_["login"].empty()) << logins;
}

std::string shared_family::fill(std::string text) const {
  for (const auto& [name, value] : ids_) {
    replace(text, "$" + name, value);
  }
  replace(text, "$new", prefix_ + "fresh");
  replace(text, "@guest", prefix_ + "guest");
  replace(text, "@owner", prefix_ + "owner");
  return text;
}

std::string shared_family::as(const std::string& person, const std::string& method,
                              const std::string& target, const std::string& body) {
  const auto reply = ask_rest(port_, method, target, proof_of(person), body);
  EXPECT_LT(reply.status, 300) << method << " " << target << " " << reply.body;
  return reply.body;
}

std::string shared_family::invite(const std::string& person, const std::string& role) {
  return text_field(as("owner", "POST", "/api/v1/family/members/" + ids_["member"] + "/invitations",
                       R"({"username":")" + prefix_ + person + R"(","role":")" + role + "\"}"),
                    "invitation_id");
}

void shared_family::share(const std::string& person, const std::string& role) {
  as(person, "POST", "/api/v1/family/invitations/" + invite(person, role) + "/accept");
}

}  // namespace aurawell::test_support
