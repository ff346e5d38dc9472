#include "net/takeover/takeover_message.hpp"

#include <algorithm>
#include <optional>
#include <type_traits>
#include <utility>

#include "net/json/json_arrays.hpp"
#include "net/json/json_object.hpp"
#include "net/json/json_writer.hpp"
#include "net/takeover/packet_socket.hpp"

namespace aurawell::net {
namespace {

constexpr json_bounds message_bounds{json_profile::strict, packet_socket::max_text_bytes, 4, 256,
                                     10};

template <class Message>
constexpr std::string_view name_of = "";
template <>
constexpr std::string_view name_of<takeover_hello> = "hello";
template <>
constexpr std::string_view name_of<takeover_sockets> = "sockets";
template <>
constexpr std::string_view name_of<takeover_ready> = "ready";
template <>
constexpr std::string_view name_of<takeover_accept> = "accept";
template <>
constexpr std::string_view name_of<takeover_accepting> = "accepting";
template <>
constexpr std::string_view name_of<takeover_released> = "released";
template <>
constexpr std::string_view name_of<takeover_refused> = "refused";

error malformed(const std::string& detail) {
  return {ec::bad_format, "the other process sent a message that " + detail};
}

void write(json_writer& json, const takeover_hello& hello) {
  json.text("version", std::string_view{hello.program.version}.substr(0, max_version_bytes));
  json.number("schema", static_cast<std::uint64_t>(hello.program.schema));
}

void write(json_writer& json, const takeover_sockets& sockets) {
  write_objects(json, "sockets", sockets.entries, [](json_writer& out, const auto& one) {
    out.text("role", to_string(one.role));
    out.flag("kept", one.kept);
  });
  json.flag("last", sockets.is_last);
}

void write(json_writer& json, const takeover_ready& ready) {
  json.begin_array("taken");
  for (const auto role : ready.taken) {
    json.text(to_string(role));
  }
  json.end_array();
}

void write(json_writer& json, const takeover_refused& refused) {
  json.text("reason", std::string_view{refused.reason}.substr(0, max_reason_bytes));
}

void write(json_writer&, const auto&) {}

std::optional<int> number_in(const json_value& object, std::string_view name) {
  const auto* found = find_member(object, name);
  return found == nullptr ? std::nullopt : found->as_int();
}

std::optional<bool> flag_in(const json_value& object, std::string_view name) {
  const auto* found = find_member(object, name);
  return found != nullptr && found->is_flag() ? std::optional{found->flag()} : std::nullopt;
}

const json_value* array_in(const json_value& object, std::string_view name) {
  const auto* found = find_member(object, name);
  return found != nullptr && found->is_array() ? found : nullptr;
}

result<takeover_message> read_hello(const json_value& from, int protocol) {
  const auto version = text_of(find_member(from, "version"));
  const auto schema = number_in(from, "schema");
  if (version.empty() || version.size() > max_version_bytes || !schema || *schema < 0) {
    return malformed("has no version or no schema");
  }
  return takeover_message{
      takeover_hello{static_cast<std::uint32_t>(protocol), {std::string{version}, *schema}}};
}

result<takeover_message> read_sockets(const json_value& from) {
  takeover_sockets sockets;
  const auto* entries = array_in(from, "sockets");
  const auto is_last = flag_in(from, "last");
  if (entries == nullptr || !is_last || entries->size() > packet_socket::max_descriptors) {
    return malformed("has no list of sockets");
  }
  sockets.is_last = *is_last;
  for (const auto& one : *entries) {
    const auto role = listener_role_of(text_of(find_member(one, "role")));
    const auto kept = flag_in(one, "kept");
    if (!role || !kept) {
      return malformed("has a socket of no known use");
    }
    sockets.entries.push_back({*role, *kept});
  }
  return takeover_message{std::move(sockets)};
}

result<takeover_message> read_ready(const json_value& from) {
  takeover_ready ready;
  const auto* taken = array_in(from, "taken");
  if (taken == nullptr || taken->size() > std::size(all_listener_roles)) {
    return malformed("has no list of listeners");
  }
  for (const auto& one : *taken) {
    const auto role = listener_role_of(text_of(&one));
    if (!role || std::ranges::count(ready.taken, *role) > 0) {
      return malformed("has an unknown listener");
    }
    ready.taken.push_back(*role);
  }
  return takeover_message{std::move(ready)};
}

result<takeover_message> read_refused(const json_value& from) {
  const auto reason = text_of(find_member(from, "reason"));
  if (reason.empty() || reason.size() > max_reason_bytes) {
    return malformed("has no reason");
  }
  return takeover_message{takeover_refused{std::string{reason}}};
}

result<takeover_message> read(const json_value& from, std::string_view name, int protocol) {
  if (name == name_of<takeover_hello>) {
    return read_hello(from, protocol);
  }
  if (name == name_of<takeover_refused>) {
    return read_refused(from);
  }
  if (protocol != static_cast<int>(takeover_protocol)) {
    return malformed("belongs to another version of the protocol");
  }
  if (name == name_of<takeover_sockets>) {
    return read_sockets(from);
  }
  if (name == name_of<takeover_ready>) {
    return read_ready(from);
  }
  if (name == name_of<takeover_accept>) {
    return takeover_message{takeover_accept{}};
  }
  if (name == name_of<takeover_accepting>) {
    return takeover_message{takeover_accepting{}};
  }
  if (name == name_of<takeover_released>) {
    return takeover_message{takeover_released{}};
  }
  return malformed("has no known name");
}

}  // namespace

std::string joined_names(const std::vector<listener_role>& roles) {
  std::string joined;
  for (const auto role : roles) {
    joined += (joined.empty() ? "" : ",") + std::string{to_string(role)};
  }
  return joined;
}

std::string encode(const takeover_message& message) {
  std::string text;
  json_writer json{text};
  json.begin_object();
  std::visit(
      [&]<class Message>(const Message& one) {
        if constexpr (std::is_same_v<Message, takeover_hello>) {
          json.number("takeover", one.protocol);
        } else {
          json.number("takeover", takeover_protocol);
        }
        json.text("message", name_of<Message>);
        write(json, one);
      },
      message);
  json.end_object();
  return text;
}

result<takeover_message> decode_takeover(std::string_view text) {
  const json_object object{text, message_bounds, "the message of the other process"};
  if (!object) {
    return object.failure();
  }
  const auto protocol = number_in(*object, "takeover");
  if (!protocol || *protocol < 1) {
    return malformed("is not about taking over");
  }
  return read(*object, text_of(find_member(*object, "message")), *protocol);
}

}  // namespace aurawell::net
