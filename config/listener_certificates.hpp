#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

#include "config/settings/settings.hpp"
#include "domain/result.hpp"
#include "net/dispatch/server.hpp"
#include "net/metrics/tls_metrics.hpp"
#include "net/server/io_threads.hpp"
#include "net/tls/certificate_watch.hpp"
#include "net/tls/served_certificate.hpp"

namespace aurawell::config {

/// The certificates of both listeners, for those that speak TLS. They are read again when their
/// files change.
class listener_certificates {
 public:
  /// Reads the files. A failure names the setting.
  result<void> open(const settings& values);

  /// For a reload: reads the files again.
  void reload();

  /// Null: the listener speaks without TLS.
  const std::shared_ptr<net::served_certificate>& clients() const noexcept { return clients_; }
  const std::shared_ptr<net::served_certificate>& operators() const noexcept { return operators_; }

  net::served_certificates all() const;

 private:
  std::shared_ptr<net::served_certificate> clients_;
  std::shared_ptr<net::served_certificate> operators_;
  std::optional<net::certificate_watch> watch_;
};

/// Makes the server of `server.tls.redirect_port`, which leads clients to `port`, in `made`, and
/// lets it listen; leaves it null without that setting. `threads` must outlive it.
/// @param inherited As for `net::server::listen`.
result<void> listen_for_redirect(const net::server_options& options, net::io_threads& threads,
                                 std::uint16_t port, std::vector<net::listening_socket> inherited,
                                 std::unique_ptr<net::server>& made);

}  // namespace aurawell::config
