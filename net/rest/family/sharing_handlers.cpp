#include <utility>

#include "domain/family/sharing.hpp"
#include "net/json/json_arrays.hpp"
#include "net/rest/data_reply.hpp"
#include "net/rest/family/family_handlers.hpp"
#include "net/rest/family/family_json.hpp"
#include "net/rest/json_fields.hpp"
#include "net/rest/store_reply.hpp"

namespace aurawell::net {
namespace {

constexpr bilingual invited{"邀请已发出", "The invitation is sent"};
constexpr bilingual accepted{"已接受邀请", "The invitation is accepted"};
constexpr bilingual dropped{"邀请已取消", "The invitation is gone"};
constexpr bilingual ended{"访问权限已收回", "The access has ended"};

using invitations = std::vector<member_invitation>;
using grants = std::vector<member_grant>;

/// The wish in the body, without the user.
result<invitation_wish> read_wish(const rest_request& request) {
  return read_body(request.body, [](json_fields& fields) {
    invitation_wish wish;
    wish.to = fields.required_text("username");
    const auto role = fields.text("role");
    if (!role.empty()) {
      const auto known = member_role_from_string(role);
      if (!known || *known == member_role::owner) {
        fields.add_problem(ec::invalid_input, "role", "must be viewer or manager");
      }
      wish.role = known.value_or(member_role::viewer);
    }
    return wish;
  });
}

template <class List, class Write>
http_reply list_reply(const char* name, const List& all, Write write) {
  return data_reply(200, "", [&](json_writer& json) { write_objects(json, name, all, write); });
}

http_reply invitations_reply(const invitations& all, wall_time) {
  return list_reply("invitations", all, write_invitation);
}

}  // namespace

rest_answer invite_to_member(const rest_backend& behind, const rest_request& request,
                             const caller& requester) {
  auto wish = read_wish(request);
  if (!wish) {
    return failure_reply(wish.failure(), request.now);
  }
  if (const auto wait = behind.logins.take_invitation(requester.user)) {
    return wait_reply(*wait, "too many invitations in a minute", request.now);
  }
  wish->from = requester.user;
  wish->member.value = request.path_values.front();
  wish->most = behind.options.invitations_per_member;
  wish->most_from = behind.options.invitations_per_inviter;
  wish->most_to = behind.options.invitations_per_invited;
  wish->lifetime = behind.options.invitation_lifetime;
  const auto add = [wish = *wish, now = request.now](advice_store& store) {
    return invite(store.accounts(), wish, now);
  };
  return reply_from_store<member_invitation>(
      behind.store, store_use::writes, asker_of(behind, request, requester), add,
      [lang = request.lang](const member_invitation& fresh, wall_time) {
        return data_reply(201, invited.in(lang),
                          [&](json_writer& json) { write_invitation(json, fresh); });
      });
}

rest_answer list_sent_invitations(const rest_backend& behind, const rest_request& request,
                                  const caller& requester) {
  const auto find = [user = requester.user, member = member_id{request.path_values.front()},
                     now = request.now](advice_store& store) {
    return invitations_for(store.accounts(), user, member, now);
  };
  return reply_from_store<invitations>(behind.store, store_use::reads,
                                       asker_of(behind, request, requester), find,
                                       invitations_reply);
}

rest_answer list_invitations(const rest_backend& behind, const rest_request& request,
                             const caller& requester) {
  const auto find = [user = requester.user, now = request.now](advice_store& store) {
    return store.accounts().invitations_to(user, now);
  };
  return reply_from_store<invitations>(behind.store, store_use::reads,
                                       asker_of(behind, request, requester), find,
                                       invitations_reply);
}

rest_answer accept_invitation(const rest_backend& behind, const rest_request& request,
                              const caller& requester) {
  const auto accept = [user = requester.user, id = request.path_values.front(),
                       now = request.now](advice_store& store) {
    return aurawell::accept_invitation(store.accounts(), user, id, now);
  };
  return reply_from_store<member_access>(
      behind.store, store_use::writes, asker_of(behind, request, requester), accept,
      [lang = request.lang](const member_access& one, wall_time) {
        return data_reply(200, accepted.in(lang),
                          [&](json_writer& json) { write_member(json, one); });
      });
}

rest_answer drop_invitation(const rest_backend& behind, const rest_request& request,
                            const caller& requester) {
  const auto drop = [user = requester.user, id = request.path_values.front(),
                     now = request.now](advice_store& store) {
    return aurawell::drop_invitation(store.accounts(), user, id, now);
  };
  return reply_after(behind.store, asker_of(behind, request, requester), drop,
                     dropped.in(request.lang));
}

rest_answer list_grants(const rest_backend& behind, const rest_request& request,
                        const caller& requester) {
  const auto find = [user = requester.user, member = member_id{request.path_values.front()}](
                        advice_store& store) { return grants_for(store.accounts(), user, member); };
  return reply_from_store<grants>(
      behind.store, store_use::reads, asker_of(behind, request, requester), find,
      [](const grants& all, wall_time) { return list_reply("access", all, write_grant); });
}

rest_answer end_access(const rest_backend& behind, const rest_request& request,
                       const caller& requester) {
  const member_id member{request.path_values.at(0)};
  const user_id from{request.path_values.at(1)};
  const auto end = [user = requester.user, member, from, now = request.now](advice_store& store) {
    return aurawell::end_access(store.accounts(), user, member, from, now);
  };
  return pending_reply{[&behind, asker = asker_of(behind, request, requester), end, member, from,
                        lang = request.lang](const reply_receiver& then) {
    behind.store.write(asker, end, unless_failed(then, [&behind, member, from, lang, then] {
                         behind.end_answers(from, member);
                         then([lang](wall_time) { return message_reply(ended.in(lang)); });
                       }));
  }};
}

}  // namespace aurawell::net
