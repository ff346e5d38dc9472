#include "net/admin/admin_site.hpp"

#include <utility>

#include "domain/ids.hpp"
#include "net/address/url_text.hpp"
#include "net/admin/admin_replies.hpp"
#include "net/admin/status_pages.hpp"
#include "net/admin/web_files.hpp"
#include "net/json/json_writer.hpp"
#include "net/json/timestamp.hpp"

namespace aurawell::net {
namespace {

constexpr std::string_view prometheus_text = "text/plain; version=0.0.4; charset=utf-8";
constexpr std::string_view id_place = "{id}";

constexpr std::string_view index_text =
    "/metrics                       numbers for Prometheus\n"
    "/livez                         200 while the program serves\n"
    "/readyz                        200 while clients should be sent here, else 503\n"
    "/admin/pools                   the pools at this moment\n"
    "/admin/providers               the providers at this moment\n"
    "/admin/connections             the open chats, ?limit=100&after=ID\n"
    "/admin/connections/ID          DELETE closes one\n"
    "/admin/users/USER/connections  DELETE closes all of a user\n"
    "/admin/sessions/ID             one session, as JSON\n"
    "/admin/config                  the settings in use and where each comes from\n"
    "/admin/reload                  POST reads the settings again and reports, as JSON\n"
    "/admin/log-level               what is logged; PUT {\"level\":\"debug\"} changes it\n"
    "/admin/drain                   the phase of a stop; POST begins to stop the service\n"
    "\n"
    "Tables are plain text; ?format=json or \"Accept: application/json\" makes them JSON.\n";

/// Whether `path` is that of the row; then `id` is the decoded part in the place of "{id}".
bool matches(std::string_view path, std::string_view pattern, std::string& id) {
  const auto place = pattern.find(id_place);
  if (place == std::string_view::npos) {
    return path == pattern;
  }
  const auto before = pattern.substr(0, place);
  const auto after = pattern.substr(place + id_place.size());
  if (path.size() < before.size() + after.size() || !path.starts_with(before) ||
      !path.ends_with(after)) {
    return false;
  }
  auto part =
      percent_decode(path.substr(before.size(), path.size() - before.size() - after.size()));
  if (!part || !is_entity_name(*part)) {
    return false;
  }
  id = *std::move(part);
  return true;
}

void write_outage(json_writer& json, const store_status& store) {
  json.begin_object("outage");
  json.text("reason", store.reason);
  json.text("since", timestamp{store.since});
  json.number("waiting", store.waiting);
  json.number("bytes", store.bytes);
  json.end_object();
}

}  // namespace

http_reply no_such_path() {
  return text_reply(404, "Nothing is served at this path. There is\n\n" + std::string{index_text});
}

admin_site::admin_site(metric_sources sources, const readiness& state, admin_controls controls,
                       admin_access access)
    : sources_{std::move(sources)},
      state_{state},
      controls_{std::move(controls)},
      access_{std::move(access)},
      files_{embedded_admin_files(), embedded_admin_version()} {}

const admin_site::path_row* admin_site::find_row(std::string_view method, std::string_view path,
                                                 std::string& id) {
  using enum admin_need;
  static constexpr path_row rows[] = {
      {"GET", "/", nothing, &admin_site::index},
      {"GET", "/admin", nothing, &admin_site::index},
      {"GET", "/admin/", nothing, &admin_site::index},
      {"GET", "/livez", nothing, &admin_site::alive},
      {"GET", "/readyz", nothing, &admin_site::ready},
      {"GET", "/metrics", reading, &admin_site::metrics},
      {"GET", "/admin/pools", reading, &admin_site::pools},
      {"GET", "/admin/providers", reading, &admin_site::providers},
      {"GET", "/admin/drain", reading, &admin_site::show_drain},
      {"POST", "/admin/drain", operating, &admin_site::begin_drain},
      {"GET", "/admin/connections", operating, &admin_site::list_connections},
      {"DELETE", "/admin/connections/{id}", operating, &admin_site::close_connection},
      {"DELETE", "/admin/users/{id}/connections", operating, &admin_site::close_user},
      {"GET", "/admin/sessions/{id}", operating, &admin_site::show_session},
      {"GET", "/admin/config", operating, &admin_site::show_config},
      {"POST", "/admin/reload", operating, &admin_site::reload},
      {"GET", "/admin/log-level", reading, &admin_site::show_log_level},
      {"PUT", "/admin/log-level", operating, &admin_site::set_log_level},
  };
  for (const auto& row : rows) {
    if ((method.empty() || method == row.method) && matches(path, row.path, id)) {
      return &row;
    }
  }
  return nullptr;
}

http_reply admin_site::refuse_method(std::string_view path) {
  std::string allowed;
  for (const auto* method : {"GET", "POST", "PUT", "DELETE"}) {
    std::string id;
    if (find_row(method, path, id) != nullptr) {
      allowed += allowed.empty() ? "" : ", ";
      allowed += std::string_view{method} == "GET" ? "GET, HEAD" : method;
    }
  }
  auto reply = text_reply(405, "Only these methods work here: " + allowed + ".\n");
  reply.headers.emplace_back("Allow", allowed);
  return reply;
}

site_answer admin_site::answer(const http_query& query, wall_time) const {
  const auto path = query.target.substr(0, query.target.find('?'));
  std::string id;
  const auto* row = find_row(query.method == "HEAD" ? "GET" : query.method, path, id);
  if (row == nullptr) {
    if (auto file = page_file(query)) {
      return *std::move(file);
    }
    return find_row({}, path, id) != nullptr ? refuse_method(path) : no_such_path();
  }
  if (auto refused = access_.refuse(query, row->need)) {
    return *std::move(refused);
  }
  return (this->*row->handle)({query, std::move(id)});
}

std::optional<http_reply> admin_site::page_file(const http_query& query) const {
  const auto file = files_.find(query.target.substr(0, query.target.find('?')));
  const bool is_read = query.method == "GET" || query.method == "HEAD";
  return file && is_read ? std::optional{file_reply(*file, query)} : std::nullopt;
}

site_answer admin_site::index(const request& asked) const {
  if (asked.query.accept.find("text/html") == std::string_view::npos) {
    return compressible(text_reply(200, std::string{index_text}));
  }
  // The page refers to its files by relative addresses.
  if (asked.query.target.starts_with("/admin")) {
    auto reply = text_reply(302, "The page is at /.\n");
    reply.headers.emplace_back("Location", "/");
    return reply;
  }
  return *page_file(asked.query);
}

site_answer admin_site::metrics(const request&) const {
  return compressible(text_reply(200, metrics_page(sources_), prometheus_text));
}

site_answer admin_site::alive(const request&) const {
  return text_reply(200, "alive\n");
}

site_answer admin_site::ready(const request&) const {
  const auto now = state_.now();
  const bool has_started = now != readiness::phase::starting;
  const bool goes_on = now != readiness::phase::stopping;
  const bool is_ready = has_started && goes_on;
  std::string body;
  json_writer json{body};
  json.begin_object();
  json.flag("ready", is_ready);
  // The node stays ready without its database: all nodes may share that database, and questions are
  // still answered.
  const auto store = sources_.status.store();
  json.flag("degraded", store.degraded);
  json.begin_object("checks");
  json.flag("started", has_started);
  json.flag("not_stopping", goes_on);
  json.flag("database", !store.degraded);
  json.end_object();
  if (store.degraded) {
    write_outage(json, store);
  }
  json.end_object();
  body += '\n';
  return compressible(json_text_reply(is_ready ? 200 : 503, std::move(body)));
}

site_answer admin_site::pools(const request& asked) const {
  const auto now = sources_.status.pools();
  return compressible(wants_json(asked.query) ? json_text_reply(200, pools_json(now))
                                              : text_reply(200, pools_text(now)));
}

site_answer admin_site::providers(const request& asked) const {
  const auto now = sources_.status.providers();
  return compressible(wants_json(asked.query) ? json_text_reply(200, providers_json(now))
                                              : text_reply(200, providers_text(now)));
}

}  // namespace aurawell::net
