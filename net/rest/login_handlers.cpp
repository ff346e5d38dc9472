#include "net/rest/login_handlers.hpp"

#include <utility>

#include "domain/account/problems.hpp"
#include "domain/account/registration.hpp"
#include "net/rest/data_reply.hpp"
#include "net/rest/json_fields.hpp"
#include "net/rest/profile_fields.hpp"
#include "net/rest/store_reply.hpp"

namespace aurawell::net {
namespace {

constexpr bilingual registered{"注册成功，现在可以登录了",
                               "Your account is ready; you can sign in"};
constexpr bilingual signed_in{"登录成功", "You are signed in"};
constexpr bilingual signed_out{"已退出登录", "You are signed out"};

struct registration_body {
  registration wish;
  health::profile holder;
};

result<registration_body> read_registration(const rest_request& request) {
  const auto body = read_json_body(request.body);
  if (!body) {
    return body.failure();
  }
  json_fields fields{*body};
  registration_body read;
  read.wish.username = fields.required_text("username");
  read.wish.email = fields.required_text("email");
  read.wish.password = fields.required_text("password");
  if (fields.problems().empty()) {
    fields.add_problems(check_registration(read.wish));
  }
  if (const auto* health_data = fields.object("health_data")) {
    auto form = read_profile_fields(*health_data, false);
    fields.add_problems(form.problems);
    read.holder = std::move(form.values);
  }
  if (!fields.problems().empty()) {
    return join_problems(fields.problems());
  }
  return read;
}

struct login_body {
  std::string name;
  std::string password;
};

result<login_body> read_login(const rest_request& request) {
  const auto body = read_json_body(request.body);
  if (!body) {
    return body.failure();
  }
  json_fields fields{*body};
  login_body read{fields.required_text("username"), fields.required_text("password")};
  if (!fields.problems().empty()) {
    return join_problems(fields.problems());
  }
  return read;
}

http_reply token_reply(const result<issued_token>& token, const user_id& user,
                       std::string_view message, wall_time now) {
  if (!token) {
    return failure_reply(token.failure(), now);
  }
  return data_reply(200, message, [&](json_writer& json) {
    json.text("access_token", token->text);
    json.text("token_type", "bearer");
    json.number("expires_in", static_cast<std::uint64_t>(token->expires_in.count()));
    json.text("user_id", user.value);
  });
}

/// Another hash of a password that was right; if that fails, the old one still serves.
void renew_hash(const rest_backend& behind, const user_id& user, const std::string& password) {
  behind.passwords.hash(password, [&store = behind.store, user](const result<std::string>& hash) {
    if (hash) {
      store.write([user, hash = *hash](
                      advice_store& all) { return all.accounts().set_password_hash(user, hash); },
                  [](const result<void>&) {});
    }
  });
}

/// What follows when it has been seen whether the password was right.
http_reply finish_login(const rest_backend& behind, const std::optional<account>& found,
                        const std::string& password, const password_hasher::verdict& seen,
                        bilingual message, language lang, wall_time now) {
  if (!seen.right || !found) {
    return failure_reply({ec::bad_credentials, "user name or password is wrong"}, now);
  }
  if (seen.outdated) {
    renew_hash(behind, found->user, password);
  }
  return token_reply(behind.gate.issue(found->user, now), found->user, message.in(lang), now);
}

}  // namespace

rest_answer register_account(const rest_backend& behind, const rest_request& request,
                             const caller&) {
  auto read = read_registration(request);
  if (!read) {
    return failure_reply(read.failure(), request.now);
  }
  if (const auto wait = behind.logins.take("", request.address)) {
    return wait_reply(*wait, "too many tries to register in a minute", request.now);
  }
  return pending_reply{[&behind, read = *std::move(read), now = request.now,
                        lang = request.lang](std::function<void(reply_maker)> then) {
    behind.passwords.hash(read.wish.password, [&behind, read, now, lang, then = std::move(then)](
                                                  const result<std::string>& hash) {
      if (!hash) {
        then(failure_maker(hash.failure()));
        return;
      }
      const auto add = [read, hash = *hash, now](advice_store& store) {
        return aurawell::register_account(store.accounts(), read.wish, hash, read.holder, now);
      };
      const auto write = [lang](const user_id& user, wall_time) {
        return data_reply(200, registered.in(lang),
                          [&](json_writer& json) { json.text("user_id", user.value); });
      };
      reply_from_store<user_id>(behind.store, store_use::writes, add, write)(then);
    });
  }};
}

rest_answer log_in(const rest_backend& behind, const rest_request& request, const caller&) {
  auto read = read_login(request);
  if (!read) {
    return failure_reply(read.failure(), request.now);
  }
  if (const auto wait = behind.logins.take(read->name, request.address)) {
    return wait_reply(*wait, "too many tries to sign in in a minute", request.now);
  }
  return pending_reply{[&behind, read = *std::move(read), now = request.now,
                        lang = request.lang](std::function<void(reply_maker)> then) {
    using found_account = std::optional<account>;
    const auto find = [name = read.name](advice_store& store) {
      return store.accounts().find_login(name);
    };
    const auto verify = [&behind, read, now, lang,
                         then = std::move(then)](const result<found_account>& found) {
      if (!found) {
        then(failure_maker(found.failure()));
        return;
      }
      const auto decide = [&behind, found = *found, password = read.password, now, lang,
                           then](const result<password_hasher::verdict>& seen) {
        if (!seen) {
          then(failure_maker(seen.failure()));
          return;
        }
        then([reply = finish_login(behind, found, password, *seen, signed_in, lang, now)](
                 wall_time) { return reply; });
      };
      behind.passwords.verify(read.password, *found ? (*found)->password_hash : "", decide);
    };
    ask_store<found_account>(behind.store, store_use::reads, find, verify);
  }};
}

rest_answer refresh_token(const rest_backend& behind, const rest_request& request,
                          const caller& who) {
  if (request.token.empty()) {
    return failure_reply({ec::authentication_required, "send the token that is to be renewed"},
                         request.now);
  }
  return token_reply(behind.gate.reissue(request.token, request.now), who.user, "", request.now);
}

rest_answer log_out(const rest_backend& behind, const rest_request& request, const caller& who) {
  if (who.login.empty()) {
    return failure_reply({ec::authentication_required, "send the token that is to be given up"},
                         request.now);
  }
  const auto gone = behind.gate.revocation_of(who, request.now);
  return pending_reply{[&behind, gone, lang = request.lang](std::function<void(reply_maker)> then) {
    behind.store.write([gone](advice_store& store) { return store.accounts().revoke_login(gone); },
                       [&behind, gone, lang, then = std::move(then)](const result<void>& kept) {
                         if (!kept) {
                           then(failure_maker(kept.failure()));
                           return;
                         }
                         behind.gate.revoke(gone);
                         behind.hang_up(gone);
                         then([lang](wall_time) { return message_reply(signed_out.in(lang)); });
                       });
  }};
}

}  // namespace aurawell::net
