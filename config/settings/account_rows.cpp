#include "config/settings/option_rows.hpp"

namespace aurawell::config {
namespace {

using ro = net::rest_options;
using to = net::token_options;
using pw = net::password_options;
using no = net::notify_options;

constexpr option all_account_rows[] = {
    {"auth", "mode", at<&auth_settings::mode>, after_restart,
     "`jwt`: nobody without a token whose `sub` is the user; needs a key. `open`: any well-formed "
     "user id, without a proof, for trials; or, with `user_header`, whom a gateway names. A token "
     "that comes must be good in both."},
    {"auth", "user_header", at<&auth_settings::user_header>, after_restart,
     "Header in which a gateway of `server.trusted_proxies` names the user whom it has "
     "authenticated, as `X-Auth-User`; the gateway must remove what the client sent in it. Nobody "
     "else is let in then, and a `user_id` must be that user's. Needs `open`."},
    {"auth", "allow_open_anywhere", at<&auth_settings::allow_open_anywhere>, after_restart,
     "Lets `open` without `user_header` listen on an address that is not loopback, and stand "
     "behind a gateway: whoever reaches it may be anybody."},
    {"auth", "secret_env", at<&auth_settings::secret_env>,
     "Name of the environment variable that holds the secret for own tokens (HS256), at least 32 "
     "bytes."},
    {"auth", "secret", at<&to::secret>, never_shown,
     "The secret itself: only ever taken from the variable that `secret_env` names."},
    {"auth", "secret_file", at<&to::secret_file>,
     "File with the secret; the end of its line does not count. With a variable too, that one "
     "signs, and tokens by the one in the file still count."},
    {"auth", "key_file", at<&to::key_file>,
     "PEM file with a key: RSA of at least 2048 bits (RS256), P-256 (ES256) or Ed25519 (EdDSA). A "
     "private one signs own tokens when there is no secret."},
    {"auth", "jwks_file", at<&to::jwks_file>,
     "File with an issuer's JWK set. A new file is read by itself; a bad one leaves the former "
     "keys."},
    {"auth", "jwks_check_interval", at<&to::jwks_check_interval>, limits{1 * second, 1 * hour},
     "How often it is looked at; for a token of an unknown key at once, though only once a "
     "second."},
    {"auth", "issuer", at<&to::issuer>,
     "What `iss` of a token must be, and is in own tokens; empty: anything, and nothing."},
    {"auth", "audience", at<&to::audience>,
     "What `aud` of a token must be or hold, and is in own tokens; empty: anything, and nothing."},
    {"auth", "token_ttl", at<&to::token_ttl>, limits{1 * second, 24 * hour},
     "How long an own token counts."},
    {"auth", "login_ttl", at<&to::login_ttl>, limits{1 * second, 8'760 * hour},
     "For how long after a login other tokens are given for it."},
    {"auth", "leeway", at<&to::leeway>, limits{0, 5 * minute},
     "How far the clocks of an issuer and this service may be apart; a token counts so much "
     "longer."},
    {"auth", "operators", at<&to::operators>,
     "Users who, with a token, may see what only operators see."},
    {"auth", "password_memory", at<&pw::password_memory>, limits{8 * mib, 1024 * mib}, unit::bytes,
     after_restart, "What the hash of one password (Argon2id) needs while it is made."},
    {"auth", "password_passes", at<&pw::password_passes>, limits{1, 20}, after_restart,
     "How often it goes over that memory."},
    {"auth", "password_threads", at<&pw::password_threads>, limits{1, 16}, after_restart,
     "Passwords that are hashed at the same time."},
    {"auth", "password_queue", at<&pw::password_queue>, limits{1, 10'000}, after_restart,
     "Passwords that may wait for that, and half as many again of people who are known; the next "
     "is refused with `SYSTEM_1702`."},
    {"auth", "password_wait", at<&pw::password_wait>, limits{100, 1 * minute}, after_restart,
     "One that has waited so long for its turn is refused with `SYSTEM_1702`; less than "
     "`server.request_timeout`."},
    {"auth", "password_bits", at<&ro::password_bits>, limits{0, 64}, after_restart,
     "What a new password must cost who guesses, in bits: 20 are a million guesses. 0: any "
     "password will do."},
    {"auth", "logins_per_account", at<&ro::logins_per_account>, limits{0, 1'000'000}, at_once,
     "Wrong passwords for one account from one address without a wait; past it 429. 0: any "
     "number."},
    {"auth", "login_wait", at<&ro::login_wait>, limits{100, 1 * hour}, at_once,
     "The wait after the last of those; each further wrong password doubles it."},
    {"auth", "login_wait_max", at<&ro::login_wait_max>, limits{100, 24 * hour}, at_once,
     "The longest wait; of networks past `unknown_logins_per_account` a day. After as long without "
     "a failure they are forgotten."},
    {"auth", "unknown_logins_per_account", at<&ro::unknown_logins_per_account>,
     limits{0, 1'000'000}, at_once,
     "Tries for one account within an hour from networks where it has no login; past it each such "
     "network has one wrong password without a wait. 0: any number."},
    {"auth", "logins_per_address", at<&ro::logins_per_address>, limits{0, 1'000'000}, at_once,
     "Tries to sign in within a minute from one address, registrations and codes for a new "
     "password included; past it 429. 0: any number."},
    {"auth", "max_logins", at<&ro::max_logins>, limits{1, 1'000}, after_restart,
     "Logins of one account at the same time; a further one ends the one that was used longest "
     "ago."},
    {"accounts", "members_per_account", at<&ro::members_per_account>, limits{0, 900},
     "Family members of one account, its holder not counted; the next is refused with 400."},
    {"accounts", "samples_per_account", at<&ro::samples_per_account>, limits{0, 10'000'000},
     "Measurements of one account, all members together; what goes beyond is refused with 400."},
    {"accounts", "invitations_per_member", at<&ro::invitations_per_member>, limits{1, 1'000},
     "Invitations to one member that wait for an answer; the next is refused with 400."},
    {"accounts", "invitations_per_inviter", at<&ro::invitations_per_inviter>, limits{1, 10'000},
     "Invitations of one account that wait for an answer; the next is refused with 400."},
    {"accounts", "invitations_per_invited", at<&ro::invitations_per_invited>, limits{1, 10'000},
     "Invitations to one account that wait for its answer; the next is refused with 400."},
    {"accounts", "invitation_tries", at<&ro::invitation_tries>, limits{0, 1'000'000}, at_once,
     "Invitations that one account may send within a minute, also to names that do not exist; past "
     "it 429. 0: any number."},
    {"accounts", "invitation_lifetime", at<&ro::invitation_lifetime>,
     limits{1 * minute, 365 * 24 * hour}, "An invitation that waited this long is gone."},
    {"accounts", "max_export_bytes", at<&ro::max_export_bytes>, limits{64 * kib, 1024 * mib},
     unit::bytes,
     "What somebody's data may be when it is exported; longer ones end early and say so."},
    {"accounts", "exports_per_account", at<&ro::exports_per_account>, limits{0, 1'000'000}, at_once,
     "Exports of one account within a minute; past it 429. 0: any number."},
    {"accounts", "reset_code_lifetime", at<&ro::reset_code_lifetime>,
     limits{1 * minute, 7 * 24 * hour}, "How long a code for a new password counts."},
    {"accounts", "max_reset_codes", at<&ro::max_reset_codes>, limits{1, 100},
     "Codes of one account that count at the same time; while they do, no other one is sent."},
    {"accounts", "notify_command", at<&no::command>,
     "Program, as an absolute path, and its arguments, that brings codes to people: it is run "
     "without a shell and gets one JSON object on its standard input. Empty: no codes are sent."},
    {"accounts", "notify_timeout", at<&no::timeout>, limits{100, 10 * minute},
     "A run of it that takes longer is killed."},
    {"accounts", "notify_parallel", at<&no::parallel>, limits{1, 64},
     "Runs of it at the same time."},
};

}  // namespace

std::span<const option> account_rows() noexcept {
  return all_account_rows;
}

}  // namespace aurawell::config
