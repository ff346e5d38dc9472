#pragma once

#include <atomic>
#include <optional>
#include <string>

#include "net/admin/admin_access.hpp"
#include "net/admin/admin_controls.hpp"
#include "net/http/http_site.hpp"
#include "net/http/static_files.hpp"
#include "net/metrics/metrics_page.hpp"

namespace aurawell::net {

/// Whether a load balancer should send clients to this node. Thread-safe.
class readiness {
 public:
  enum class phase : unsigned char { starting, accepting, stopping };

  void enter(phase next) noexcept { now_.store(next, std::memory_order_relaxed); }
  phase now() const noexcept { return now_.load(std::memory_order_relaxed); }

 private:
  std::atomic<phase> now_{phase::starting};
};

/// The operators' pages over HTTP: for browsers one page with all of it, for programs `/admin/`,
/// which lists the paths. They contain no texts of users, and of users only pseudonyms.
/// Thread-safe.
class admin_site {
 public:
  /// `state`, all of `sources` and all of `controls` must outlive the site.
  admin_site(metric_sources sources, const readiness& state, admin_controls controls = {},
             admin_access access = {nullptr, true});

  site_answer answer(const http_query& query, wall_time now) const;

 private:
  struct request;
  struct path_row;
  static const path_row* find_row(std::string_view method, std::string_view path, std::string& id);
  static http_reply refuse_method(std::string_view path);

  // admin_site.cpp
  /// A file of the page; nothing when there is none at this path.
  std::optional<http_reply> page_file(const http_query& query) const;
  site_answer index(const request& asked) const;
  site_answer metrics(const request& asked) const;
  site_answer alive(const request& asked) const;
  site_answer ready(const request& asked) const;
  site_answer pools(const request& asked) const;
  site_answer providers(const request& asked) const;

  // admin_orders.cpp
  site_answer show_drain(const request& asked) const;
  site_answer begin_drain(const request& asked) const;
  site_answer list_connections(const request& asked) const;
  site_answer close_connection(const request& asked) const;
  site_answer close_user(const request& asked) const;
  site_answer show_session(const request& asked) const;
  site_answer show_config(const request& asked) const;
  site_answer reload(const request& asked) const;
  site_answer show_log_level(const request& asked) const;
  site_answer set_log_level(const request& asked) const;
  site_answer close_those(const std::string& name, bool must_exist,
                          connection_list::is_meant meant) const;

  metric_sources sources_;
  const readiness& state_;
  admin_controls controls_;
  admin_access access_;
  static_files files_;
};

/// What a handler gets of a request.
struct admin_site::request {
  const http_query& query;
  /// The part of the path that the table has as "{id}", decoded.
  std::string id;
};

/// One line of the table of all paths.
struct admin_site::path_row {
  /// GET serves HEAD too.
  std::string_view method;
  std::string_view path;
  admin_need need;
  site_answer (admin_site::*handle)(const request& asked) const;
};

/// For paths that do not exist.
http_reply no_such_path();

}  // namespace aurawell::net
