// Registration of an account.

#include <utility>

#include "domain/sign_in/registration.hpp"
#include "net/rest/account/account_handlers.hpp"
#include "net/rest/account/password_checks.hpp"
#include "net/rest/data_reply.hpp"
#include "net/rest/json_fields.hpp"
#include "net/rest/login_origin.hpp"
#include "net/rest/records/profile_fields.hpp"
#include "net/rest/store_reply.hpp"

namespace aurawell::net {
namespace {

constexpr bilingual registered{"注册成功，现在可以登录了",
                               "Your account is ready; you can sign in"};

struct registration_body {
  registration wish;
  health::profile holder;
};

result<registration_body> read_registration(const rest_request& request) {
  return read_body(request.body, [](json_fields& fields) {
    registration_body read;
    read.wish.username = fields.required_text("username");
    read.wish.email = fields.required_text("email");
    read.wish.password = fields.required_text("password");
    if (fields.problems().empty()) {
      fields.add_problems(check_registration(read.wish));
    }
    if (const auto* health_data = fields.object("health_data")) {
      // Clients of the former service may send fields that it did not store.
      auto form = read_profile_fields(*health_data, false, other_fields::passed_over);
      fields.add_problems(form.problems);
      read.holder = std::move(form.values);
    }
    return read;
  });
}

}  // namespace

rest_answer register_account(const rest_backend& behind, const rest_request& request,
                             const caller&) {
  auto read = read_registration(request);
  if (!read) {
    return failure_reply(read.failure(), request.now);
  }
  if (const auto wait = behind.logins.take_address(request.address)) {
    return wait_reply(*wait, "too many tries to register in a minute", request.now);
  }
  if (const auto fault = find_password_fault(read->wish.password, "password",
                                             {read->wish.username, read->wish.email},
                                             behind.options.password_bits, request.lang)) {
    return failure_reply(*fault, request.now);
  }
  return pending_reply{[&behind, read = *std::move(read), now = request.now, lang = request.lang,
                        address = request.address,
                        asker = asker_of(behind, request, {})](const reply_receiver& then) {
    const auto keep = [&behind, read, now, lang, asker, then](const std::string& hash) {
      const auto add = [read, hash, now](advice_store& store) {
        return aurawell::register_account(store.accounts(), read.wish, hash, read.holder, now);
      };
      const auto write = [lang](const user_id& user, wall_time) {
        return data_reply(200, registered.in(lang),
                          [&](json_writer& json) { json.text("user_id", user.value); });
      };
      reply_from_store<user_id>(behind.store, store_use::writes, asker, add, write)(then);
    };
    behind.passwords.hash(read.wish.password, {network_of(address)}, unless_failed(then, keep));
  }};
}

}  // namespace aurawell::net
