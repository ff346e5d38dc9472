#include "net/admin/connection_pages.hpp"

#include "net/admin/text_table.hpp"
#include "net/json/json_arrays.hpp"
#include "net/json/timestamp.hpp"
#include "net/rest/login_origin.hpp"

namespace aurawell::net {
namespace {

/// Not the whole address; "-" when it is unknown.
std::string shown_network(const std::string& address) {
  const auto network = network_of(address);
  return network.empty() ? "-" : network;
}

void write_connection(json_writer& json, const connection_facts& facts,
                      const user_naming& name_of) {
  json.text("id", facts.id.value);
  json.text("user", name_of(facts.user));
  json.text("session", facts.session.value);
  json.text("kind", facts.kind);
  json.text("address", shown_network(facts.address));
  json.text("since", timestamp{facts.since});
  json.text("state", facts.state);
  json.number("received_bytes", facts.traffic.received);
  json.number("sent_bytes", facts.traffic.sent);
  json.number("questions", facts.questions);
}

}  // namespace

std::string connections_text(const connection_list::page& page, const user_naming& name_of) {
  text_table table{{"CONNECTION", "USER", "SESSION", "KIND", "ADDRESS", "SINCE", "STATE",
                    "RECEIVED", "SENT", "QUESTIONS"}};
  for (const auto& one : page.rows) {
    table.add({one.id.value, name_of(one.user), one.session.value, std::string{one.kind},
               shown_network(one.address), std::string{timestamp{one.since}.text()},
               std::string{one.state}, std::to_string(one.traffic.received),
               std::to_string(one.traffic.sent), std::to_string(one.questions)});
  }
  auto text = table.text();
  if (page.has_more) {
    text += "\nThere are more: ?after=" + page.rows.back().id.value + "\n";
  }
  return text;
}

std::string connections_json(const connection_list::page& page, const user_naming& name_of) {
  std::string text;
  json_writer json{text};
  json.begin_object();
  write_objects(json, "connections", page.rows, [&](json_writer& to, const connection_facts& one) {
    write_connection(to, one, name_of);
  });
  if (page.has_more) {
    json.text("next", page.rows.back().id.value);
  } else {
    json.null("next");
  }
  json.end_object();
  text += '\n';
  return text;
}

std::string session_json(const session_facts& facts, const user_naming& name_of) {
  std::string text;
  json_writer json{text};
  json.begin_object();
  json.text("id", facts.id.value);
  json.text("user", name_of(facts.user));
  if (facts.connection.empty()) {
    json.null("connection");
  } else {
    json.text("connection", facts.connection.value);
  }
  json.text("attached_at", timestamp{facts.attached_at});
  json.number("last_event", facts.last_event);
  json.flag("is_caught_up", facts.is_caught_up);
  json.number("running", facts.running);
  json.number("held", facts.held);
  json.end_object();
  text += '\n';
  return text;
}

}  // namespace aurawell::net
