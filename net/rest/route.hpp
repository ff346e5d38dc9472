#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <variant>

#include "domain/account/account.hpp"
#include "domain/admission/connection_counts.hpp"
#include "domain/ports/store_access.hpp"
#include "net/auth/caller.hpp"
#include "net/auth/gatekeeper.hpp"
#include "net/auth/passwords/code_sender.hpp"
#include "net/auth/passwords/password_hasher.hpp"
#include "net/http/http_replies.hpp"
#include "net/http/pending_reply.hpp"
#include "net/rest/chat_exchange.hpp"
#include "net/rest/request_limits.hpp"
#include "net/rest/rest_request.hpp"
#include "net/server/rest_options.hpp"
#include "net/wire/wire_codec.hpp"

namespace aurawell::net {

/// The result of a handler: a reply, an asynchronous reply, or a question for the model.
using rest_answer = std::variant<http_reply, pending_reply, chat_exchange>;

/// The resources of the handlers; outlives every call of them and every `then`.
struct rest_backend {
  store_access& store;
  gatekeeper& gate;
  password_hasher& passwords;
  const connection_counts& census;
  login_limits& logins;
  request_rates& requests;
  const rest_options& options;
  /// Closes the connections of a revoked login; all of the user's for
  /// `revoked_logins::every_login`, except those of the spared login if there is one.
  std::function<void(const revoked_login&)> close_connections;
  /// Limits of the body of a question.
  wire_limits limits{};
  /// Null: codes cannot be sent.
  code_sender* codes = nullptr;
  /// As `session_gateway::end_answers`.
  std::function<void(const user_id& user, const member_id& about)> end_answers;
};

enum class route_access : unsigned char { everybody, callers, operators };

/// Whose requests one counts with. What ends logins is counted for each login: whoever has stolen
/// one of them could keep its owner from that otherwise.
enum class request_count : unsigned char { of_user, of_login };

/// `compressed`: for a client that prefers it and that shows itself who it is.
enum class reply_coding : unsigned char { as_it_is, compressed };

/// `requester` is empty for `everybody` when nobody has said who it is.
using rest_handler = rest_answer(const rest_backend& behind, const rest_request& request,
                                 const caller& requester);

/// One line of the table of everything that is served over plain HTTP below "/api", "/v1"
/// and "/ws". `pattern` has names in braces for path segments.
struct route {
  std::string_view method;
  std::string_view pattern;
  route_access access = route_access::callers;
  rest_handler* handle = nullptr;
  request_count counted = request_count::of_user;
  reply_coding coding = reply_coding::as_it_is;
};

}  // namespace aurawell::net
