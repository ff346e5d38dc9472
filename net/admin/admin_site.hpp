#pragma once

#include "domain/ports/service_status.hpp"
#include "net/admin/admin_options.hpp"
#include "net/admin/readiness.hpp"
#include "net/http/http_query.hpp"
#include "net/http/http_replies.hpp"
#include "net/metrics/metrics_page.hpp"
#include "net/server/server_options.hpp"

namespace aurawell::net {

/// What those who run the service can ask it over HTTP: `/admin/` lists the paths. It
/// changes nothing and tells of nobody. Thread-safe.
class admin_site {
 public:
  /// `state` and all of `sources` must outlive the site.
  admin_site(metric_sources sources, const readiness& state);

  http_reply answer(const http_query& query, wall_time now) const;

 private:
  http_reply ready() const;
  http_reply pools(const http_query& query) const;
  http_reply providers(const http_query& query) const;

  metric_sources sources_;
  const readiness& state_;
};

/// How its listener behaves: few connections, short requests.
server_options admin_server_options(const admin_options& options);

}  // namespace aurawell::net
