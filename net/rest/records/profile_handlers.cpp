#include "net/rest/records/profile_handlers.hpp"

#include <fmt/format.h>

#include <utility>

#include "domain/family/audited_use.hpp"
#include "domain/sign_in/problems.hpp"
#include "net/http/http_replies.hpp"
#include "net/json/timestamp.hpp"
#include "net/rest/data_reply.hpp"
#include "net/rest/family/member_reply.hpp"
#include "net/rest/json_fields.hpp"
#include "net/rest/parameters.hpp"
#include "net/rest/records/profile_fields.hpp"
#include "net/wire/profile_json.hpp"

namespace aurawell::net {
namespace {

constexpr bilingual saved{"资料已保存", "The profile is saved"};

struct shown_profile {
  member_key member;
  stored_profile stored;
  /// The profile has another tag than the request requires.
  bool has_changed = false;
};

/// Tag of the profile as written, with the time of its last change.
std::string etag_of(const shown_profile& shown) {
  std::string text;
  json_writer json{text};
  json.begin_object();
  write_profile(json, shown.stored.values);
  json.number("at", to_cursor(shown.stored.updated_at.value_or(wall_time{})));
  json.end_object();
  std::uint64_t hash = 14'695'981'039'346'656'037U;  // FNV-1a
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211U;
  }
  return fmt::format("\"{:x}\"", hash);
}

http_reply profile_reply(const shown_profile& shown, std::string_view message) {
  auto reply = data_reply(200, message, [&](json_writer& json) {
    json.text("user_id", shown.member.owner.value);
    json.text("member_id", shown.member.member.value);
    write_profile(json, shown.stored.values);
    if (shown.stored.updated_at) {
      json.text("updated_at", timestamp{*shown.stored.updated_at});
    } else {
      json.null("updated_at");
    }
  });
  reply.headers.emplace_back("ETag", etag_of(shown));
  return reply;
}

/// The member in the path, else the one in the query.
result<member_wish> wanted_member(const rest_backend& behind, const rest_request& request,
                                  const caller& requester, member_need need) {
  if (request.path_values.empty()) {
    return read_member(behind, request, requester, need);
  }
  auto member = check_name(request.path_values.front(), "the member's id");
  if (!member) {
    return member.failure();
  }
  return member_wish{requester.user, {*std::move(member)}, need};
}

result<shown_profile> load(account_store& accounts, const member_key& member) {
  auto stored = accounts.load_profile(member);
  if (!stored) {
    return stored.failure();
  }
  return shown_profile{member, *std::move(stored)};
}

struct replacement {
  member_wish wish;
  std::string body;
  std::string if_match;
  wall_time now;
};

/// One work, so that no other write comes in between. The owner of the member decides which values
/// are valid, so the body is read here.
result<shown_profile> replace(account_store& accounts, const replacement& change) {
  const auto access = use_member(accounts, change.wish, "edit_profile", change.now);
  if (!access) {
    return access.failure();
  }
  const auto& member = access->member.key;
  const auto body = read_json_body(change.body);
  if (!body) {
    return body.failure();
  }
  const auto form = read_profile_fields(*body, !member.is_holder(), other_fields::refused);
  if (!form.problems.empty()) {
    return join_problems(form.problems);
  }
  auto before = load(accounts, member);
  if (!before) {
    return before;
  }
  if (!change.if_match.empty() && !names_tag(change.if_match, etag_of(*before))) {
    before->has_changed = true;
    return before;
  }
  if (const auto done = accounts.save_profile(member, form.values, change.now); !done) {
    return done.failure();
  }
  return load(accounts, member);
}

}  // namespace

rest_answer show_profile(const rest_backend& behind, const rest_request& request,
                         const caller& requester) {
  const auto wish = wanted_member(behind, request, requester, member_need::view);
  if (!wish) {
    return failure_reply(wish.failure(), request.now);
  }
  const auto find = [](advice_store& store, const member_key& member) {
    return load(store.accounts(), member);
  };
  const auto write = [known = std::string{request.if_none_match}](const shown_profile& shown,
                                                                  wall_time) {
    if (!known.empty() && names_tag(known, etag_of(shown))) {
      http_reply reply;
      reply.status = 304;
      reply.headers = {{"ETag", etag_of(shown)}, {"Cache-Control", "no-store"}};
      return reply;
    }
    return profile_reply(shown, "");
  };
  return reply_from_member<shown_profile>(behind.store, asker_of(behind, request, requester),
                                          {*wish, "read_profile", request.now}, find, write);
}

rest_answer replace_profile(const rest_backend& behind, const rest_request& request,
                            const caller& requester) {
  auto wish = wanted_member(behind, request, requester, member_need::act);
  if (!wish) {
    return failure_reply(wish.failure(), request.now);
  }
  const auto change = [fresh = replacement{*std::move(wish), std::string{request.body},
                                           std::string{request.if_match}, request.now}](
                          advice_store& store) { return replace(store.accounts(), fresh); };
  const auto write = [lang = request.lang](const shown_profile& shown, wall_time now) {
    return shown.has_changed ? error_reply(412, ec::invalid_input,
                                           "the profile has changed meanwhile; read it again", now)
                             : profile_reply(shown, saved.in(lang));
  };
  return reply_from_store<shown_profile>(behind.store, store_use::writes,
                                         asker_of(behind, request, requester), change, write);
}

}  // namespace aurawell::net
