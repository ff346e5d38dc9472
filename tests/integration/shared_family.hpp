#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "tests/support/ws_client.hpp"

namespace aurawell::test_support {

/// The text of the first field of this name; empty without one.
std::string text_field(const std::string& json, const std::string& name);

/// One request; a body is sent as JSON.
http_response ask_rest(std::uint16_t port, const std::string& method, const std::string& target,
                       header_list headers, const std::string& body = "",
                       const std::string& from = "127.0.0.1");

/// An owner with a login, a member with a conversation, users with access, an invited user, and a
/// stranger.
class shared_family {
 public:
  /// The headers that authenticate a user.
  using proof = header_list (*)(const std::string& user);

  shared_family(std::uint16_t port, proof prove);

  /// Id of "owner", "manager", "viewer", "stranger" or "guest", of the "member", the "invitation",
  /// the "conversation" or the owner's "login".
  const std::string& id(const std::string& name) const { return ids_.at(name); }
  std::uint16_t port() const { return port_; }
  header_list proof_of(const std::string& person) const { return prove_(ids_.at(person)); }

  /// Replaces `$what` by the id of the person or thing, `@person` by the user name, `$new` by a new
  /// one.
  std::string fill(std::string text) const;

  /// Texts in the owner's data for the member; callers without access must not get them.
  static constexpr const char* marks[] = {"Mum-of-the-owner", "question-of-the-owner"};
  static constexpr const char* password = "a long password";

 private:
  std::string as(const std::string& person, const std::string& method, const std::string& target,
                 const std::string& body = "");
  std::string invite(const std::string& person, const std::string& role);
  void share(const std::string& person, const std::string& role);

  std::uint16_t port_;
  proof prove_;
  std::string prefix_;
  std::map<std::string, std::string> ids_;
};

}  // namespace aurawell::test_support
