#include "net/conversation_routes.hpp"

#include <charconv>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

#include "net/conversation_replies.hpp"
#include "net/url_text.hpp"

namespace aurawell::net {
namespace {

constexpr std::string_view root = "/api/v1/chat/conversations";
constexpr std::size_t longest_page = 200;

/// What every request here says about whose conversations are meant.
struct caller {
  user_id user;
  member_id member;
};

/// The parameter, decoded; `missing` when there is none.
result<std::string> read_name(std::string_view query, std::string_view name,
                              const result<std::string>& missing) {
  const auto value = find_parameter(query, name);
  if (!value || value->empty()) {
    return missing;
  }
  auto decoded = percent_decode(*value);
  if (!decoded || !is_entity_name(*decoded)) {
    return error{ec::bad_format,
                 std::string{name} + " must be 1 to 128 characters of A-Z a-z 0-9 : _ . @ -"};
  }
  return *std::move(decoded);
}

result<caller> read_caller(std::string_view query) {
  auto user = read_name(query, "user_id", error{ec::missing_field, "user_id is missing"});
  if (!user) {
    return user.failure();
  }
  auto member = read_name(query, "member_id", *user);
  if (!member) {
    return member.failure();
  }
  return caller{{*std::move(user)}, {*std::move(member)}};
}

/// A whole number from 1 on; `usual` when there is no such parameter.
template <class Number>
result<std::optional<Number>> read_number(std::string_view query, std::string_view name,
                                          std::optional<Number> usual, const char* wanted) {
  const auto value = find_parameter(query, name);
  if (!value || value->empty()) {
    return usual;
  }
  Number number = 0;
  const auto [end, fault] = std::from_chars(value->data(), value->data() + value->size(), number);
  if (end != value->data() + value->size() || fault == std::errc::invalid_argument) {
    return error{ec::bad_format, std::string{name} + " must be " + wanted};
  }
  if (fault != std::errc{} || number < 1) {
    return error{ec::out_of_range, std::string{name} + " must be " + wanted};
  }
  return std::optional{number};
}

/// Reads `limit` and `before` into a query of a list.
template <class Query>
result<Query> with_page(Query page, std::string_view query) {
  constexpr auto wanted_limit = "a number from 1 to 200";
  const auto limit = read_number<std::size_t>(query, "limit", page.limit, wanted_limit);
  if (!limit) {
    return limit.failure();
  }
  if (**limit > longest_page) {
    return error{ec::out_of_range, std::string{"limit must be "} + wanted_limit};
  }
  const auto before =
      read_number<std::int64_t>(query, "before", std::nullopt, "what another page gave as next");
  if (!before) {
    return before.failure();
  }
  page.limit = **limit;
  page.before = *before;
  return page;
}

/// The path below the root: "" for the list, "/ID" and "/ID/messages".
struct place {
  std::string_view id;
  bool messages = false;
};

std::optional<place> read_place(std::string_view path) {
  if (!path.starts_with(root)) {
    return std::nullopt;
  }
  path.remove_prefix(root.size());
  if (path.empty()) {
    return place{};
  }
  if (!cut(path, '/').empty()) {
    return std::nullopt;
  }
  place found{cut(path, '/'), false};
  if (found.id.empty() || (!path.empty() && path != "messages")) {
    return std::nullopt;
  }
  found.messages = !path.empty();
  return found;
}

result<conversation_request> read_request(const place& where, std::string_view query) {
  auto who = read_caller(query);
  if (!who) {
    return who.failure();
  }
  if (where.id.empty()) {
    conversation_list_query list{std::move(who->user), std::move(who->member), {}};
    auto page = with_page(std::move(list), query);
    return page ? result<conversation_request>{*std::move(page)} : page.failure();
  }
  auto id = percent_decode(where.id);
  if (!id || !is_entity_name(*id)) {
    return error{ec::bad_format, "the conversation's id is malformed"};
  }
  conversation_key key{std::move(who->user), std::move(who->member), {*std::move(id)}};
  if (!where.messages) {
    return conversation_request{std::move(key)};
  }
  auto page = with_page(exchange_list_query{std::move(key), {}}, query);
  return page ? result<conversation_request>{*std::move(page)} : page.failure();
}

}  // namespace

std::optional<std::variant<http_reply, conversation_request>> read_conversation_request(
    const http_query& query, wall_time now) {
  auto parameters = query.target;
  const auto where = read_place(cut(parameters, '?'));
  if (!where) {
    return std::nullopt;
  }
  const bool removes = !where->id.empty() && !where->messages;
  const bool fits =
      removes ? query.method == "DELETE" : query.method == "GET" || query.method == "HEAD";
  if (!fits) {
    return method_not_allowed(removes ? "DELETE" : "GET, HEAD", now);
  }
  auto wanted = read_request(*where, parameters);
  if (!wanted) {
    return error_reply(400, wanted.failure().code, wanted.failure().detail, now);
  }
  return *std::move(wanted);
}

void ask_archive(conversation_archive& archive, conversation_request wanted,
                 std::function<void(reply_maker)> then) {
  const auto reply_to = [&]<class T>(std::type_identity<T>) {
    return [then = std::move(then)](result<T> found) {
      then([found = std::move(found)](wall_time now) { return conversation_reply(found, now); });
    };
  };
  if (auto* list = std::get_if<conversation_list_query>(&wanted)) {
    archive.list(std::move(*list), reply_to(std::type_identity<conversation_list>{}));
  } else if (auto* page = std::get_if<exchange_list_query>(&wanted)) {
    archive.read(std::move(*page), reply_to(std::type_identity<exchange_list>{}));
  } else {
    archive.remove(std::get<conversation_key>(std::move(wanted)),
                   reply_to(std::type_identity<void>{}));
  }
}

}  // namespace aurawell::net
