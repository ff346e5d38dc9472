#pragma once

#include <memory>
#include <optional>

#include "net/admin/admin_token.hpp"
#include "net/http/http_query.hpp"
#include "net/http/http_replies.hpp"

namespace aurawell::net {

/// What somebody must be to use a path of the operators' listener.
enum class admin_need : unsigned char {
  /// Nothing: load balancers and the files of the page. They hold no numbers and no names.
  nothing,
  /// To read numbers: the token, if there is one.
  reading,
  /// To see connections and settings, and to change something: an operator. Without a token that is
  /// who reaches a loopback address, or shows a certificate.
  operating,
};

/// Decides who may use the operators' listener. Thread-safe.
class admin_access {
 public:
  /// @param token Null: there is none.
  /// @param only_operators_connect The listener is on a loopback address, or asks for certificates.
  admin_access(std::shared_ptr<const admin_token> token, bool only_operators_connect) noexcept
      : token_{std::move(token)}, only_operators_connect_{only_operators_connect} {}

  /// Nothing: the request may be answered. Else 403 for what a page of another site sends, 401
  /// without the token, 403 where there can be no operators.
  std::optional<http_reply> refuse(const http_query& query, admin_need need) const;

 private:
  std::shared_ptr<const admin_token> token_;
  bool only_operators_connect_;
};

}  // namespace aurawell::net
