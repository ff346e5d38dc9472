#include "net/admin/admin_server.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <utility>

#include "domain/log/log.hpp"
#include "net/address/query_parameters.hpp"
#include "net/admin/status_pages.hpp"
#include "net/json/json_writer.hpp"
#include "net/json/timestamp.hpp"
#include "net/server/repeating_timer.hpp"

namespace aurawell::net {
namespace {

constexpr std::string_view plain_text = "text/plain; charset=utf-8";
constexpr std::string_view prometheus_text = "text/plain; version=0.0.4; charset=utf-8";

constexpr std::string_view index_text =
    "/metrics          numbers for Prometheus\n"
    "/livez            200 while the program serves\n"
    "/readyz           200 while clients should be sent here, else 503; each check as JSON\n"
    "/admin/pools      the pools at this moment\n"
    "/admin/providers  the providers at this moment\n"
    "/admin/drain      the phase of a stop; POST begins to stop the service\n"
    "\n"
    "Tables are plain text; ?format=json or \"Accept: application/json\" makes them JSON.\n";

http_reply text_reply(unsigned status, std::string body, std::string_view type = plain_text) {
  http_reply reply;
  reply.status = status;
  reply.headers = {{"Content-Type", std::string{type}},
                   {"Cache-Control", "no-store"},
                   {"X-Content-Type-Options", "nosniff"}};
  reply.body = std::move(body);
  reply.may_compress = true;
  return reply;
}

http_reply json_text_reply(unsigned status, std::string body) {
  auto reply = json_reply(status);
  reply.body = std::move(body);
  reply.may_compress = true;
  return reply;
}

void write_outage(json_writer& json, const store_status& store) {
  json.begin_object("outage");
  json.text("reason", store.reason);
  json.text("since", timestamp{store.since});
  json.number("waiting", store.waiting);
  json.number("bytes", store.bytes);
  json.end_object();
}

bool wants_json(const http_query& query) {
  const auto mark = query.target.find('?');
  if (mark != std::string_view::npos) {
    if (const auto format = find_parameter(query.target.substr(mark + 1), "format")) {
      return *format == "json";
    }
  }
  return query.accept.find("application/json") != std::string_view::npos;
}

}  // namespace

admin_site::admin_site(metric_sources sources, const readiness& state,
                       std::function<void()> begin_drain)
    : sources_{std::move(sources)}, state_{state}, begin_drain_{std::move(begin_drain)} {}

http_reply admin_site::answer(const http_query& query, wall_time) const {
  const auto path = query.target.substr(0, query.target.find('?'));
  if (path == "/admin/drain" && begin_drain_) {
    return drain(query);
  }
  if (query.method != "GET" && query.method != "HEAD") {
    auto reply = text_reply(405, "Only GET and HEAD work here.\n");
    reply.headers.emplace_back("Allow", "GET, HEAD");
    return reply;
  }
  if (path == "/metrics") {
    return text_reply(200, metrics_page(sources_), prometheus_text);
  }
  if (path == "/livez") {
    return text_reply(200, "alive\n");
  }
  if (path == "/readyz") {
    return ready();
  }
  if (path == "/admin/pools") {
    return pools(query);
  }
  if (path == "/admin/providers") {
    return providers(query);
  }
  if (path == "/admin/" || path == "/admin" || path == "/") {
    return text_reply(200, std::string{index_text});
  }
  return text_reply(404, "Nothing is served at this path. There is\n\n" + std::string{index_text});
}

http_reply admin_site::ready() const {
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
  return json_text_reply(is_ready ? 200 : 503, std::move(body));
}

http_reply admin_site::drain(const http_query& query) const {
  const bool is_order = query.method == "POST";
  if (!is_order && query.method != "GET" && query.method != "HEAD") {
    auto reply = text_reply(405, "Only GET, HEAD and POST work here.\n");
    reply.headers.emplace_back("Allow", "GET, HEAD, POST");
    return reply;
  }
  // A page of any site can make a browser on this machine send a POST.
  if (is_order && !query.origin.empty()) {
    return text_reply(403, "Not from a page of a browser.\n");
  }
  if (is_order) {
    logging::info("admin.drain_requested");
    begin_drain_();
  }
  const auto now = sources_.drain.read();
  std::string body;
  json_writer json{body};
  json.begin_object();
  json.text("phase", to_string(now.phase));
  json.number("answers_finished", now.finished);
  json.number("answers_cut", now.cut);
  json.end_object();
  body += '\n';
  return json_text_reply(is_order ? 202 : 200, std::move(body));
}

http_reply admin_site::pools(const http_query& query) const {
  const auto now = sources_.status.pools();
  return wants_json(query) ? json_text_reply(200, pools_json(now))
                           : text_reply(200, pools_text(now));
}

http_reply admin_site::providers(const http_query& query) const {
  const auto now = sources_.status.providers();
  return wants_json(query) ? json_text_reply(200, providers_json(now))
                           : text_reply(200, providers_text(now));
}

server_options admin_server_options(const admin_options& options) {
  server_options values;
  values.listener = "operators";
  values.host = options.host;
  values.port = options.port;
  values.host_names = options.host_names;
  values.compression = options.compression;
  values.max_connections = 256;
  values.max_connections_per_address = 32;
  values.max_header_bytes = 8 * 1024;
  values.max_body_bytes = 1024;
  return values;
}

admin_server::admin_server(const admin_options& options, const metric_sources& sources,
                           const readiness& state, std::function<void()> begin_drain,
                           std::shared_ptr<const served_certificate> shown)
    : site_{sources, state, std::move(begin_drain)},
      server_{admin_server_options(options), thread_,
              [this](const http_query& query, wall_time now) { return site_.answer(query, now); },
              std::move(shown)} {
  repeat(thread_.loop(0), sources.counted.note_interval(),
         [&counted = sources.counted](std::chrono::nanoseconds) { counted.note(); });
}

result<void> admin_server::start() {
  auto listening = listen();
  if (listening) {
    accept();
  }
  return listening;
}

result<void> admin_server::listen(std::vector<listening_socket> inherited) {
  auto listening = server_.listen(std::move(inherited));
  if (!listening) {
    return error{listening.failure().code,
                 "admin.port: " + listening.failure().detail +
                     "; set admin.port to a free port, 0 for any, or admin.enabled to false"};
  }
  logging::info("admin.listening", {{"port", port()}});
  return listening;
}

void admin_server::release_listeners() {
  server_.release_listeners();
  server_.refuse_chats();
}

}  // namespace aurawell::net
