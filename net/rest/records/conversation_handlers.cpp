#include "net/rest/records/conversation_handlers.hpp"

#include <utility>

#include "domain/family/audited_use.hpp"
#include "domain/family/member_use.hpp"
#include "domain/random_name.hpp"
#include "net/json/json_writer.hpp"
#include "net/json/timestamp.hpp"
#include "net/rest/data_reply.hpp"
#include "net/rest/family/member_reply.hpp"
#include "net/rest/parameters.hpp"
#include "net/rest/parts_reply.hpp"
#include "net/rest/records/conversation_replies.hpp"

namespace aurawell::net {
namespace {

constexpr auto read_action = "read_conversations";
constexpr auto remove_action = "remove_conversation";

conversation_key key_of(const member_key& member, conversation_id conversation) {
  return {member.owner, member.member, std::move(conversation)};
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
  return success_reply([&](json_writer& json) {
    json.text("conversation_id", random_name("conv_"));
    json.text("created_at", timestamp{request.now});
  });
}

rest_answer list_conversations(const rest_backend& behind, const rest_request& request,
                               const caller& requester) {
  const auto wish = read_member(behind, request, requester, member_need::view);
  if (!wish) {
    return failure_reply(wish.failure(), request.now);
  }
  const auto page = read_page(request.query);
  if (!page) {
    return failure_reply(page.failure(), request.now);
  }
  const auto find = [page = *page](advice_store& store, const member_key& key) {
    return store.list_conversations({key.owner, key.member, page.before, page.limit});
  };
  return reply_from_member<conversation_list>(behind.store, asker_of(behind, request, requester),
                                              {*wish, read_action, request.now}, find,
                                              conversations_reply);
}

rest_answer read_conversation(const rest_backend& behind, const rest_request& request,
                              const caller& requester) {
  const auto wish = read_member(behind, request, requester, member_need::view);
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
  const auto find = [id = *id, page = *page](advice_store& store, const member_key& key) {
    return store.list_exchanges({key_of(key, id), page.before, page.limit});
  };
  return reply_from_member<exchange_list>(behind.store, asker_of(behind, request, requester),
                                          {*wish, read_action, request.now}, find, messages_reply);
}

rest_answer remove_conversation(const rest_backend& behind, const rest_request& request,
                                const caller& requester) {
  const auto wish = read_member(behind, request, requester, member_need::act);
  if (!wish) {
    return failure_reply(wish.failure(), request.now);
  }
  const auto id = read_id(request);
  if (!id) {
    return failure_reply(id.failure(), request.now);
  }
  const auto remove = [wish = *wish, id = *id,
                       now = request.now](advice_store& store) -> result<std::size_t> {
    const auto access = find_member(store.accounts(), wish);
    if (!access) {
      return access.failure();
    }
    const auto& member = access->member.key;
    if (const auto some = store.remove_some({member.owner, member.member, id});
        !some || *some > 0) {
      return some;
    }
    if (const auto noted = use_member(store.accounts(), wish, remove_action, now); !noted) {
      return noted.failure();
    }
    const auto removed = store.remove_conversation(key_of(member, id));
    return removed ? result<std::size_t>{0} : removed.failure();
  };
  return reply_after_parts(behind.store, asker_of(behind, request, requester), remove,
                           [](std::size_t, wall_time) { return done_reply(); });
}

}  // namespace aurawell::net
