#include "net/rest/family/family_handlers.hpp"
#include "net/json/json_arrays.hpp"

#include <utility>

#include "domain/family/family.hpp"
#include "domain/random_name.hpp"
#include "net/rest/data_reply.hpp"
#include "net/rest/family/family_json.hpp"
#include "net/rest/json_fields.hpp"
#include "net/rest/parameters.hpp"
#include "net/rest/parts_reply.hpp"
#include "net/rest/store_reply.hpp"

namespace aurawell::net {
namespace {

constexpr bilingual added{"已添加", "Added"};
constexpr bilingual changed{"已保存", "Saved"};
constexpr bilingual removed{"已删除，连同全部记录", "Gone, with everything that was kept"};

struct member_body {
  member_form form;
  /// Empty: the service chooses one.
  member_id id;
};

result<member_body> read_member_body(const rest_request& request) {
  return read_body(request.body, [](json_fields& fields) {
    member_body read{{fields.required_text("name"), fields.text("relation")},
                     {fields.text("member_id")}};
    if (fields.problems().empty()) {
      fields.add_problems(check_member(read.form));
    }
    if (!read.id.empty() && !is_entity_name(read.id.value)) {
      fields.add_problem(ec::bad_format, "member_id",
                         "must be 1 to 128 characters of A-Z a-z 0-9 : _ . @ -");
    }
    return read;
  });
}

/// An account without a name of its own member uses its user name.
result<void> name_holders(account_store& accounts, std::vector<member_access>& all) {
  for (auto& [member, role] : all) {
    if (member.key.is_holder() && member.name.empty()) {
      const auto holder = accounts.find_account(member.key.owner);
      if (!holder) {
        return holder.failure();
      }
      member.name = *holder ? (*holder)->username : std::string{};
    }
  }
  return {};
}

http_reply member_reply(unsigned status, const member_access& one, std::string_view message) {
  return data_reply(status, message, [&](json_writer& json) { write_member(json, one); });
}

}  // namespace

rest_answer list_family(const rest_backend& behind, const rest_request& request,
                        const caller& requester) {
  using members = std::vector<member_access>;
  const auto find = [user = requester.user](advice_store& store) -> result<members> {
    auto all = store.accounts().list_members(user);
    if (!all) {
      return all;
    }
    const auto named = name_holders(store.accounts(), *all);
    return named ? std::move(all) : result<members>{named.failure()};
  };
  return reply_from_store<members>(
      behind.store, store_use::reads, asker_of(behind, request, requester), find,
      [](const members& all, wall_time) {
        return data_reply(
            200, "", [&](json_writer& json) { write_objects(json, "members", all, write_member); });
      });
}

rest_answer add_to_family(const rest_backend& behind, const rest_request& request,
                          const caller& requester) {
  auto read = read_member_body(request);
  if (!read) {
    return failure_reply(read.failure(), request.now);
  }
  if (read->id.empty()) {
    read->id.value = random_name("member_");
  }
  const family_member fresh{
      {requester.user, read->id}, read->form.name, read->form.relation, request.now};
  const auto add = [fresh, most = behind.options.members_per_account](
                       advice_store& store) -> result<member_access> {
    const auto done = add_family_member(store.accounts(), fresh, most);
    return done ? result<member_access>{{fresh, member_role::owner}} : done.failure();
  };
  return reply_from_store<member_access>(
      behind.store, store_use::writes, asker_of(behind, request, requester), add,
      [lang = request.lang](const member_access& one, wall_time) {
        return member_reply(201, one, added.in(lang));
      });
}

rest_answer change_member(const rest_backend& behind, const rest_request& request,
                          const caller& requester) {
  const auto read = read_member_body(request);
  if (!read) {
    return failure_reply(read.failure(), request.now);
  }
  const auto change = [user = requester.user, member = member_id{request.path_values.front()},
                       form = read->form, now = request.now](advice_store& store) {
    return change_family_member(store.accounts(), user, member, form, now);
  };
  return reply_from_store<member_access>(
      behind.store, store_use::writes, asker_of(behind, request, requester), change,
      [lang = request.lang](const member_access& one, wall_time) {
        return member_reply(200, one, changed.in(lang));
      });
}

rest_answer remove_member(const rest_backend& behind, const rest_request& request,
                          const caller& requester) {
  const auto remove = [user = requester.user,
                       member = member_id{request.path_values.front()}](advice_store& store) {
    return remove_family_member(store, user, member);
  };
  return reply_after_parts(behind.store, asker_of(behind, request, requester), remove,
                           [message = removed.in(request.lang)](std::size_t, wall_time) {
                             return message_reply(message);
                           });
}

}  // namespace aurawell::net
