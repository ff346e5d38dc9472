#include "net/chat_target.hpp"

#include <charconv>
#include <utility>

#include "net/url_text.hpp"

namespace aurawell::net {
namespace {

constexpr std::string_view chat_path = "/ws/chat/";

std::optional<event_seq> parse_seq(std::string_view text) {
  event_seq seq = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), seq);
  if (fault != std::errc{} || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return seq;
}

void take_parameter(chat_target& target, std::string_view name, std::string value) {
  if (name == "token" && target.token.empty()) {
    target.token = std::move(value);
  } else if (name == "session" && target.session.empty() && is_entity_name(value)) {
    target.session.value = std::move(value);
  } else if (name == "epoch" && target.epoch.empty() && is_entity_name(value)) {
    target.epoch = std::move(value);
  } else if (name == "seq" && !target.seq) {
    target.seq = parse_seq(value);
  } else if (name == "lang" && value == "en") {
    target.lang = language::en;
  }
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
  while (!target.empty()) {
    auto value = cut(target, '&');
    const auto name = cut(value, '=');
    if (auto decoded = percent_decode(value)) {
      take_parameter(parsed, name, *std::move(decoded));
    } else if (name == "token") {
      // Left out, it would be as if nobody had tried to prove anything.
      take_parameter(parsed, name, std::string{value});
    }
  }
  return parsed;
}

}  // namespace aurawell::net
