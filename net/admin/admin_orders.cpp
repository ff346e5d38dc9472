// The paths of an admin_site that show more than numbers, or change something.
#include <algorithm>
#include <utility>

#include "domain/log/log.hpp"
#include "domain/text/parse_number.hpp"
#include "net/address/query_parameters.hpp"
#include "net/admin/admin_replies.hpp"
#include "net/admin/admin_site.hpp"
#include "net/admin/connection_pages.hpp"
#include "net/json/json_members.hpp"
#include "net/json/json_object.hpp"
#include "net/json/json_writer.hpp"

namespace aurawell::net {
namespace {

constexpr std::size_t usual_page = 100;
constexpr std::size_t largest_page = 500;

constexpr std::string_view close_reason = "closed by an operator";

/// A query's value of that name, "" without one.
std::string_view parameter(const http_query& query, parameter_name name) {
  const auto mark = query.target.find('?');
  return mark == std::string_view::npos
             ? std::string_view{}
             : find_parameter(query.target.substr(mark + 1), name).value_or("");
}

struct page_wish {
  std::uint64_t after = 0;
  std::size_t most = usual_page;
};

/// Nothing when a parameter is wrong.
std::optional<page_wish> read_page_wish(const http_query& query) {
  page_wish wish;
  if (const auto after = parameter(query, "after"); !after.empty()) {
    wish.after = number_of({std::string{after}});
    if (wish.after == 0) {
      return std::nullopt;
    }
  }
  if (const auto limit = parameter(query, "limit"); !limit.empty()) {
    const auto most = parse_number<std::size_t>(limit);
    if (!most || *most == 0 || *most > largest_page) {
      return std::nullopt;
    }
    wish.most = *most;
  }
  return wish;
}

http_reply port_not_open() {
  return text_reply(503, "The clients' port is not open.\n");
}

std::string one_number(std::string_view name, std::uint64_t value) {
  std::string body;
  json_writer json{body};
  json.begin_object();
  json.number(name, value);
  json.end_object();
  return body + '\n';
}

/// The level in `{"level":"debug"}`.
result<std::string> read_level(std::string_view body) {
  const json_object read{body, {}, "the body"};
  return read ? read_text(*read, "level") : result<std::string>{read.failure()};
}

}  // namespace

site_answer admin_site::show_drain(const request&) const {
  const auto now = sources_.drain.read();
  std::string body;
  json_writer json{body};
  json.begin_object();
  json.text("phase", to_string(now.phase));
  json.number("answers_finished", now.finished);
  json.number("answers_cut", now.cut);
  json.end_object();
  body += '\n';
  return json_text_reply(200, std::move(body));
}

site_answer admin_site::begin_drain(const request& asked) const {
  if (!controls_.begin_drain) {
    return no_such_path();
  }
  logging::info("admin.drain_requested");
  controls_.begin_drain();
  auto reply = show_drain(asked);
  std::get<http_reply>(reply).status = 202;
  return reply;
}

site_answer admin_site::list_connections(const request& asked) const {
  if (!controls_.connections) {
    return no_such_path();
  }
  const auto wish = read_page_wish(asked.query);
  if (!wish) {
    return text_reply(400, "limit is a number from 1 to 500, after the id of a connection.\n");
  }
  const auto all = controls_.connections();
  if (!all) {
    return port_not_open();
  }
  return pending_reply{[all, wish = *wish, as_json = wants_json(asked.query),
                        name_of = controls_.pseudonym](const reply_receiver& then) {
    all->find(wish.after, wish.most, [=](const connection_list::page& page) {
      then([=](wall_time) {
        return as_json ? json_text_reply(200, connections_json(page, name_of))
                       : text_reply(200, connections_text(page, name_of));
      });
    });
  }};
}

site_answer admin_site::close_connection(const request& asked) const {
  return close_those(asked.id, true, [id = asked.id](const connection_names& one) {
    return one.connection->value == id;
  });
}

site_answer admin_site::close_user(const request& asked) const {
  return close_those(asked.id, false,
                     [user = asked.id, name_of = controls_.pseudonym](const connection_names& one) {
                       return one.user->value == user || name_of(*one.user) == user;
                     });
}

site_answer admin_site::close_those(const std::string& name, bool must_exist,
                                    connection_list::is_meant meant) const {
  if (!controls_.connections) {
    return no_such_path();
  }
  const auto all = controls_.connections();
  if (!all) {
    return port_not_open();
  }
  return pending_reply{[=, meant = std::move(meant)](const reply_receiver& then) {
    all->close(
        meant, close_code::refused, std::string{close_reason},
        [then, name, must_exist](std::size_t closed) {
          logging::info("admin.connections_closed", {{"name", name}, {"connections", closed}});
          then([closed, must_exist](wall_time) {
            return closed == 0 && must_exist ? text_reply(404, "There is no such connection.\n")
                                             : json_text_reply(200, one_number("closed", closed));
          });
        });
  }};
}

site_answer admin_site::show_session(const request& asked) const {
  if (!controls_.session) {
    return no_such_path();
  }
  return pending_reply{[id = session_id{asked.id}, describe = controls_.session,
                        name_of = controls_.pseudonym](const reply_receiver& then) {
    describe(id, [then, name_of](const std::optional<session_facts>& facts) {
      then([facts, name_of](wall_time) {
        return facts ? json_text_reply(200, session_json(*facts, name_of))
                     : text_reply(404, "There is no such session.\n");
      });
    });
  }};
}

site_answer admin_site::show_config(const request& asked) const {
  if (!controls_.config) {
    return no_such_path();
  }
  return wants_json(asked.query) ? json_text_reply(200, controls_.config(true))
                                 : text_reply(200, controls_.config(false));
}

site_answer admin_site::reload(const request&) const {
  if (!controls_.reload) {
    return no_such_path();
  }
  return pending_reply{[begin = controls_.reload](const reply_receiver& then) {
    begin([then](const control_outcome& outcome) {
      then([outcome](wall_time) { return json_text_reply(outcome.status, outcome.json); });
    });
  }};
}

site_answer admin_site::show_log_level(const request&) const {
  if (!controls_.log_level) {
    return no_such_path();
  }
  std::string body;
  json_writer json{body};
  json.begin_object();
  json.text("level", controls_.log_level());
  json.end_object();
  body += '\n';
  return json_text_reply(200, std::move(body));
}

site_answer admin_site::set_log_level(const request& asked) const {
  if (!controls_.set_log_level) {
    return no_such_path();
  }
  const auto level = read_level(asked.query.body);
  if (!level) {
    return text_reply(400, level.failure().detail + "; send {\"level\":\"debug\"}\n");
  }
  if (!controls_.set_log_level(*level)) {
    return text_reply(400, "level is one of trace, debug, info, warn, error and off.\n");
  }
  logging::warn("admin.log_level_changed", {{"log_level", *level}});
  return show_log_level(asked);
}

}  // namespace aurawell::net
