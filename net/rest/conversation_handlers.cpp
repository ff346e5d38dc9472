#include "net/rest/conversation_handlers.hpp"

#include <utility>
#include <variant>

#include "domain/account/audited_use.hpp"
#include "domain/random_name.hpp"
#include "net/json/json_writer.hpp"
#include "net/rest/conversation_replies.hpp"
#include "net/rest/member_query.hpp"
#include "net/rest/parameters.hpp"
#include "net/rest/store_reply.hpp"
#include "net/timestamp.hpp"

namespace aurawell::net {
namespace {

constexpr auto read_action = "read_conversations";
constexpr auto remove_action = "remove_conversation";

conversation_key key_of(const member_access& access, conversation_id conversation) {
  return {access.who.key.owner, access.who.key.member, std::move(conversation)};
}

result<conversation_id> read_id(const rest_request& request) {
  auto id = check_name(request.path_values.front(), "the conversation's id");
  if (!id) {
    return id.failure();
  }
  return conversation_id{*std::move(id)};
}

}  // namespace

rest_answer make_conversation(const rest_backend&, const rest_request& request, const caller&) {
  auto reply = json_reply(200);
  json_writer json{reply.body};
  json.begin_object();
  json.flag("success", true);
  json.text("conversation_id", random_name("conv_"));
  json.text("created_at", timestamp{request.now});
  json.end_object();
  return reply;
}

rest_answer list_conversations(const rest_backend& behind, const rest_request& request,
                               const caller& who) {
  const auto wish = read_member(behind, request, who, member_need::view);
  if (!wish) {
    return failure_reply(wish.failure(), request.now);
  }
  const auto page = read_page(request.query);
  if (!page) {
    return failure_reply(page.failure(), request.now);
  }
  const auto find = [wish = *wish, page = *page,
                     now = request.now](advice_store& store) -> result<conversation_list> {
    const auto access = use_member(store.accounts(), wish, read_action, now);
    if (!access) {
      return access.failure();
    }
    const auto& key = access->who.key;
    return store.list_conversations({key.owner, key.member, page.before, page.limit});
  };
  return reply_from_store<conversation_list>(behind.store, use_for(*wish), find,
                                             conversations_reply);
}

rest_answer read_conversation(const rest_backend& behind, const rest_request& request,
                              const caller& who) {
  const auto wish = read_member(behind, request, who, member_need::view);
  if (!wish) {
    return failure_reply(wish.failure(), request.now);
  }
  const auto id = read_id(request);
  if (!id) {
    return failure_reply(id.failure(), request.now);
  }
  const auto page = read_page(request.query);
  if (!page) {
    return failure_reply(page.failure(), request.now);
  }
  const auto find = [wish = *wish, id = *id, page = *page,
                     now = request.now](advice_store& store) -> result<exchange_list> {
    const auto access = use_member(store.accounts(), wish, read_action, now);
    if (!access) {
      return access.failure();
    }
    return store.list_exchanges({key_of(*access, id), page.before, page.limit});
  };
  return reply_from_store<exchange_list>(behind.store, use_for(*wish), find, messages_reply);
}

rest_answer remove_conversation(const rest_backend& behind, const rest_request& request,
                                const caller& who) {
  const auto wish = read_member(behind, request, who, member_need::act);
  if (!wish) {
    return failure_reply(wish.failure(), request.now);
  }
  const auto id = read_id(request);
  if (!id) {
    return failure_reply(id.failure(), request.now);
  }
  const auto remove = [wish = *wish, id = *id,
                       now = request.now](advice_store& store) -> result<std::monostate> {
    const auto access = use_member(store.accounts(), wish, remove_action, now);
    if (!access) {
      return access.failure();
    }
    const auto removed = store.remove_conversation(key_of(*access, id));
    return removed ? result<std::monostate>{std::monostate{}} : removed.failure();
  };
  return reply_from_store<std::monostate>(behind.store, store_use::writes, remove,
                                          [](std::monostate, wall_time) { return done_reply(); });
}

}  // namespace aurawell::net
