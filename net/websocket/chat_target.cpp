#include "net/websocket/chat_target.hpp"

#include <utility>

#include "domain/text/parse_number.hpp"
#include "net/address/query_parameters.hpp"
#include "net/address/url_text.hpp"

namespace aurawell::net {
namespace {

constexpr std::string_view chat_path = "/ws/chat/";

/// Empty when there is none, or when it is no name.
std::string read_entity(std::string_view query, parameter_name name) {
  auto value = percent_decode(find_parameter(query, name).value_or(""));
  return value && is_entity_name(*value) ? *std::move(value) : std::string{};
}

/// A token that cannot be decoded is kept unchanged: without it, the request would count as one
/// without proof.
std::string read_token(std::string_view query) {
  const auto value = find_parameter(query, "token").value_or("");
  return percent_decode(value).value_or(std::string{value});
}

}  // namespace

std::optional<resume_point> chat_target::resume() const {
  if (session.empty() || epoch.empty()) {
    return std::nullopt;
  }
  return resume_point{session, epoch, seq.value_or(0)};
}

std::optional<chat_target> parse_chat_target(std::string_view target) {
  auto path = cut(target, '?');
  if (!path.starts_with(chat_path)) {
    return std::nullopt;
  }
  path.remove_prefix(chat_path.size());
  if (path.empty() || path.find('/') != std::string_view::npos) {
    return std::nullopt;
  }
  chat_target parsed;
  if (auto user = percent_decode(path); user && is_entity_name(*user)) {
    parsed.user.value = *std::move(user);
  }
  parsed.token = read_token(target);
  parsed.session.value = read_entity(target, "session");
  parsed.epoch = read_entity(target, "epoch");
  if (const auto seq = find_parameter(target, "seq")) {
    parsed.seq = parse_number<event_seq>(percent_decode(*seq).value_or(""));
  }
  if (percent_decode(find_parameter(target, "lang").value_or("")) == "en") {
    parsed.lang = language::en;
  }
  return parsed;
}

}  // namespace aurawell::net
