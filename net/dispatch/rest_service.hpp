#pragma once

#include <memory>

#include "net/rest/route.hpp"
#include "net/server/server_loop.hpp"

namespace aurawell::net {

/// What the routes of a server with chats use. Thread-safe. A handler that still makes a reply
/// keeps it alive, and with it the server's context.
class rest_service {
 public:
  /// @param context Must belong to a server with chats.
  explicit rest_service(std::shared_ptr<server_context> context);
  rest_service(const rest_service&) = delete;
  rest_service& operator=(const rest_service&) = delete;

  const rest_backend& backend() const noexcept { return backend_; }

  /// Takes over the limits of logins and requests; ignores the other options.
  void adopt_limits(const rest_options& changed);

 private:
  std::shared_ptr<server_context> context_;
  login_limits logins_;
  request_rates requests_;
  const rest_backend backend_;
};

}  // namespace aurawell::net
