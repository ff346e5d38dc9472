#include "net/rest/account/account_handlers.hpp"

#include <memory>
#include <utility>

#include "domain/sign_in/logins.hpp"
#include "net/auth/revoked_logins.hpp"
#include "net/json/json_arrays.hpp"
#include "net/rest/account/account_export.hpp"
#include "net/rest/account/password_checks.hpp"
#include "net/rest/account_audit.hpp"
#include "net/rest/data_reply.hpp"
#include "net/rest/family/family_json.hpp"
#include "net/rest/json_fields.hpp"
#include "net/rest/parameters.hpp"
#include "net/rest/parts_reply.hpp"
#include "net/rest/store_reply.hpp"

namespace aurawell::net {
namespace {

using own_account = std::optional<account>;

constexpr bilingual erased{"账号和全部数据已删除", "The account is gone, with everything in it"};

http_reply export_reply(const account_export& job) {
  auto reply = json_reply(200);
  reply.headers.emplace_back("Content-Disposition", R"(attachment; filename="aurawell.json")");
  reply.body = job.text();
  return reply;
}

http_reply audit_reply(const audit_list& page, wall_time) {
  return data_reply(200, "", [&](json_writer& json) {
    write_objects(json, "entries", page.entries, write_audit);
    write_next(json, page.next);
  });
}

error signed_out() {
  return {ec::token_invalid, "the token is not valid: its login has been signed out"};
}

/// Reads one page after the other, as long as the login of the request is valid.
void gather(const rest_backend& behind, const store_asker& asker,
            const std::shared_ptr<account_export>& job, const reply_receiver& then) {
  if (asker.has_ended && asker.has_ended()) {
    then(failure_maker(signed_out()));
    return;
  }
  behind.store.read(
      asker, [job](advice_store& store) { return job->advance(store); },
      unless_failed(then, [&behind, asker, job, then] {
        if (job->is_finished()) {
          then([job](wall_time) { return export_reply(*job); });
        } else {
          gather(behind, asker, job, then);
        }
      }));
}

struct farewell {
  caller requester;
  std::string password;
  std::string address;
  language lang = language::zh;
  wall_time now;
};

/// All logins of an own account are revoked; for a token of another issuer, only the presented one.
std::optional<revoked_login> ended_login(const rest_backend& behind, const farewell& wish,
                                         bool has_account) {
  auto requester = wish.requester;
  if (has_account) {
    requester.login = revoked_logins::every_login;
  }
  return requester.login.empty() ? std::nullopt
                                 : std::optional{behind.gate.revocation_of(requester, wish.now)};
}

/// One part of the writes: erases everything if the password is still the one that was shown.
removal_part erasure_of(const user_id& user, const own_account& own,
                        const std::optional<revoked_login>& gone, wall_time begun) {
  return [user, own, gone, begun](advice_store& store) -> result<std::size_t> {
    auto& accounts = store.accounts();
    auto done = own ? expect_password(accounts, user, own->password_hash) : result<void>{};
    if (!done) {
      return done.failure();
    }
    if (const auto some = store.remove_some({user}); !some || *some > 0) {
      return some;
    }
    done = gone ? accounts.revoke_login(*gone) : done;
    done = done ? accounts.erase_account(user, time_of_writing(begun)) : done;
    return done ? result<std::size_t>{0} : done.failure();
  };
}

/// No admission may happen between the two steps: users admitted before are refused by
/// `erase_account`, and later ones are not admitted.
void erase(const rest_backend& behind, const farewell& wish, const own_account& own,
           const reply_receiver& then) {
  if (behind.gate.is_revoked(wish.requester)) {
    then(failure_maker(signed_out()));
    return;
  }
  const auto& user = wish.requester.user;
  const auto gone = ended_login(behind, wish, own.has_value());
  if (gone) {
    behind.gate.revoke(*gone);
  }
  behind.close_connections({std::string{revoked_logins::every_login}, user, {}});
  const auto work = erasure_of(user, own, gone, wish.now);
  remove_in_parts(
      behind.store, {user.value}, work,
      [&behind, user, gone, lang = wish.lang, then](const result<std::size_t>& done) {
        if (done) {
          // If no login was revoked, the user may have connected since then.
          behind.close_connections({std::string{revoked_logins::every_login}, user, {}});
          then([lang](wall_time) { return message_reply(erased.in(lang)); });
          return;
        }
        if (gone) {
          behind.gate.reinstate(*gone);
        }
        then(failure_maker(done.failure()));
      });
}

/// Continues when the password of the account is right, or when there is no account.
void check_and_erase(const rest_backend& behind, const farewell& wish, const own_account& own,
                     const reply_receiver& then) {
  if (!own) {
    erase(behind, wish, own, then);
    return;
  }
  if (wish.password.empty()) {
    then(failure_maker({ec::missing_field, "password is missing"}));
    return;
  }
  check_own_password(behind, {*own, wish.password, wish.address, wish.requester.login},
                     [&behind, wish, own, then](const std::optional<reply_maker>& refusal) {
                       if (refusal) {
                         then(*refusal);
                       } else {
                         erase(behind, wish, own, then);
                       }
                     });
}

}  // namespace

rest_answer list_audit(const rest_backend& behind, const rest_request& request,
                       const caller& requester) {
  const auto page = read_page(request.query, 100);
  if (!page) {
    return failure_reply(page.failure(), request.now);
  }
  const auto find = [query = audit_query{requester.user, page->before, page->limit}](
                        advice_store& store) { return store.accounts().list_audit(query); };
  return reply_from_store<audit_list>(behind.store, store_use::reads,
                                      asker_of(behind, request, requester), find, audit_reply);
}

rest_answer export_account(const rest_backend& behind, const rest_request& request,
                           const caller& requester) {
  if (const auto wait = behind.logins.take_export(requester.user)) {
    return wait_reply(*wait, "too many exports in a minute", request.now);
  }
  auto job = std::make_shared<account_export>(requester.user, behind.options.max_export_bytes,
                                              request.now);
  const auto note = [entry = own_entry(requester.user, "export", request.now)](
                        advice_store& store) { return store.accounts().add_audit(entry); };
  return pending_reply{[&behind, asker = asker_of(behind, request, requester), note,
                        job](const reply_receiver& then) {
    behind.store.write(asker, note, unless_failed(then, [&behind, asker, job, then] {
                         gather(behind, asker, job, then);
                       }));
  }};
}

rest_answer erase_account(const rest_backend& behind, const rest_request& request,
                          const caller& requester) {
  const auto read = read_body(request.body, [&](json_fields& fields) {
    return farewell{requester, fields.text("password"), request.address, request.lang, request.now};
  });
  if (!read) {
    return failure_reply(read.failure(), request.now);
  }
  return pending_reply{[&behind, wish = *read](const reply_receiver& then) {
    ask_store<own_account>(
        behind.store, store_use::reads, {wish.requester.user.value},
        [user = wish.requester.user](advice_store& store) {
          return store.accounts().find_account(user);
        },
        unless_failed(then, [&behind, wish, then](const own_account& own) {
          check_and_erase(behind, wish, own, then);
        }));
  }};
}

}  // namespace aurawell::net
