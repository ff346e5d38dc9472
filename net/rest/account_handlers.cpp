#include "net/rest/account_handlers.hpp"

#include <memory>
#include <utility>

#include "net/auth/revoked_logins.hpp"
#include "net/rest/account_export.hpp"
#include "net/rest/data_reply.hpp"
#include "net/rest/family_json.hpp"
#include "net/rest/json_fields.hpp"
#include "net/rest/parameters.hpp"
#include "net/rest/store_reply.hpp"

namespace aurawell::net {
namespace {

using receiver = std::function<void(reply_maker)>;

constexpr bilingual erased{"账户和全部数据已删除", "The account is gone, with everything in it"};

http_reply export_reply(const account_export& job) {
  auto reply = json_reply(200);
  reply.headers.emplace_back("Content-Disposition", R"(attachment; filename="aurawell.json")");
  reply.body = job.text();
  return reply;
}

/// One page after the other.
void gather(const rest_backend& behind, const std::shared_ptr<account_export>& job,
            const receiver& then) {
  behind.store.read([job](advice_store& store) { return job->advance(store); },
                    [&behind, job, then](const result<void>& done) {
                      if (!done) {
                        then(failure_maker(done.failure()));
                      } else if (job->is_finished()) {
                        then([job](wall_time) { return export_reply(*job); });
                      } else {
                        gather(behind, job, then);
                      }
                    });
}

struct farewell {
  caller who;
  std::string password;
  language lang = language::zh;
  wall_time now;
};

/// All logins of an own account end; of others' tokens, the one that was shown.
std::optional<revoked_login> ended_login(const rest_backend& behind, const farewell& wish,
                                         bool has_account) {
  auto who = wish.who;
  if (has_account) {
    who.login = revoked_logins::every_login;
  }
  return who.login.empty() ? std::nullopt : std::optional{behind.gate.revocation_of(who, wish.now)};
}

void erase(const rest_backend& behind, const farewell& wish, bool has_account,
           const receiver& then) {
  const auto& user = wish.who.user;
  const auto gone = ended_login(behind, wish, has_account);
  const auto work = [user, gone](advice_store& store) {
    auto done = store.accounts().erase_account(user);
    return done && gone ? store.accounts().revoke_login(*gone) : done;
  };
  behind.store.write(work, [&behind, user, gone, lang = wish.lang, then](const result<void>& done) {
    if (!done) {
      then(failure_maker(done.failure()));
      return;
    }
    if (gone) {
      behind.gate.revoke(*gone);
    }
    behind.hang_up({std::string{revoked_logins::every_login}, user, {}});
    then([lang](wall_time) { return message_reply(erased.in(lang)); });
  });
}

/// Goes on when the password of the account is right, or there is no account.
void check_and_erase(const rest_backend& behind, const farewell& wish,
                     const std::optional<account>& own, const receiver& then) {
  if (!own) {
    erase(behind, wish, false, then);
    return;
  }
  if (wish.password.empty()) {
    then(failure_maker({ec::missing_field, "password is missing"}));
    return;
  }
  behind.passwords.verify(wish.password, own->password_hash,
                          [&behind, wish, then](const result<password_hasher::verdict>& seen) {
                            if (!seen) {
                              then(failure_maker(seen.failure()));
                            } else if (!seen->right) {
                              then(failure_maker({ec::bad_credentials, "the password is wrong"}));
                            } else {
                              erase(behind, wish, true, then);
                            }
                          });
}

}  // namespace

rest_answer list_audit(const rest_backend& behind, const rest_request& request, const caller& who) {
  using entries = std::vector<audit_entry>;
  const auto page = read_page(request.query, 100);
  if (!page) {
    return failure_reply(page.failure(), request.now);
  }
  const auto find = [user = who.user, limit = page->limit](advice_store& store) {
    return store.accounts().list_audit(user, limit);
  };
  return reply_from_store<entries>(behind.store, store_use::reads, find,
                                   [](const entries& all, wall_time) {
                                     return data_reply(200, "", [&](json_writer& json) {
                                       json.begin_array("entries");
                                       for (const auto& one : all) {
                                         json.begin_object();
                                         write_audit(json, one);
                                         json.end_object();
                                       }
                                       json.end_array();
                                     });
                                   });
}

rest_answer export_account(const rest_backend& behind, const rest_request& request,
                           const caller& who) {
  // It is much work; the limit of tries to sign in fits it too.
  if (const auto wait = behind.logins.take("export " + who.user.value, "")) {
    return wait_reply(*wait, "too many exports in a minute", request.now);
  }
  auto job =
      std::make_shared<account_export>(who.user, behind.options.max_export_bytes, request.now);
  return pending_reply{[&behind, job](const receiver& then) { gather(behind, job, then); }};
}

rest_answer erase_account(const rest_backend& behind, const rest_request& request,
                          const caller& who) {
  const auto body = read_json_body(request.body);
  if (!body) {
    return failure_reply(body.failure(), request.now);
  }
  json_fields fields{*body};
  const farewell wish{who, fields.text("password"), request.lang, request.now};
  if (!fields.problems().empty()) {
    return failure_reply(fields.problems().front(), request.now);
  }
  if (const auto wait = behind.logins.take(who.user.value, request.address)) {
    return wait_reply(*wait, "too many tries in a minute", request.now);
  }
  return pending_reply{[&behind, wish](const receiver& then) {
    using own_account = std::optional<account>;
    ask_store<own_account>(
        behind.store, store_use::reads,
        [user = wish.who.user](advice_store& store) { return store.accounts().find_account(user); },
        [&behind, wish, then](const result<own_account>& own) {
          if (own) {
            check_and_erase(behind, wish, *own, then);
          } else {
            then(failure_maker(own.failure()));
          }
        });
  }};
}

}  // namespace aurawell::net
