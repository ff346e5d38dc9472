#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <variant>

#include "domain/account/account.hpp"
#include "domain/admission/connection_census.hpp"
#include "domain/ports/store_access.hpp"
#include "net/auth/caller.hpp"
#include "net/auth/gatekeeper.hpp"
#include "net/auth/passwords/code_sender.hpp"
#include "net/auth/passwords/password_hasher.hpp"
#include "net/http/http_replies.hpp"
#include "net/rest/chat_exchange.hpp"
#include "net/rest/login_limits.hpp"
#include "net/rest/request_rates.hpp"
#include "net/rest/rest_request.hpp"
#include "net/server/rest_options.hpp"
#include "net/wire/wire_codec.hpp"

namespace aurawell::net {

/// Writes the reply; left to the thread that sends it, because it may be long.
using reply_maker = std::function<http_reply(wall_time now)>;

/// A reply that must be waited for: called once, with what to do with it. That is called
/// exactly once, on any thread, possibly before the call returns. Whoever keeps `then`, also after
/// it has been called, keeps what is behind: callbacks that use it must.
using pending_reply = std::function<void(std::function<void(reply_maker)> then)>;

/// What a handler gives: the reply, a wait for it, or an answer of the model.
using rest_answer = std::variant<http_reply, pending_reply, chat_exchange>;

/// What the handlers work with; outlives every call, and every `then` of theirs.
struct rest_backend {
  store_access& store;
  gatekeeper& gate;
  password_hasher& passwords;
  const connection_census& census;
  login_limits& logins;
  request_rates& requests;
  const rest_options& options;
  /// Closes the sockets of a login that has ended, or of all that the user has when it is
  /// `revoked_logins::every_login`; of every login but one when it says which it spares.
  std::function<void(const revoked_login&)> hang_up;
  /// What a question's body may hold.
  wire_limits limits{};
  /// Null: nobody brings codes to people.
  code_sender* codes = nullptr;
  /// As `session_gateway::end_answers`.
  std::function<void(const user_id& user, const member_id& about)> end_answers;
};

enum class route_access : unsigned char { everybody, callers, operators };

/// Whose requests one counts with. What ends logins is counted for each login: whoever has stolen
/// one of them could keep its owner from that otherwise.
enum class request_count : unsigned char { of_user, of_login };

/// `who` is empty for `everybody` when nobody has said who it is.
using rest_handler = rest_answer(const rest_backend& behind, const rest_request& request,
                                 const caller& who);

/// One line of the table of everything that is served over plain HTTP below "/api", "/v1"
/// and "/ws". `pattern` has names in braces for path segments.
struct route {
  std::string_view method;
  std::string_view pattern;
  route_access access = route_access::callers;
  rest_handler* handle = nullptr;
  request_count counted = request_count::of_user;
};

}  // namespace aurawell::net
