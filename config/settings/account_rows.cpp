#include "config/settings/option_rows.hpp"

namespace aurawell::config {
namespace {

using ro = net::rest_options;
using to = net::token_options;
using pw = net::password_options;
using no = net::notify_options;

constexpr option all_account_rows[] = {
    {"auth", "mode", at<&auth_settings::mode>, after_restart,
     "`jwt`: every client needs a valid token, and the `sub` of the token is the user; a key to "
     "verify tokens is required. `open`: no token is needed, and a client may name any user id; "
     "for trials, or with `user_header` behind a gateway that authenticates users. In both modes "
     "an invalid token is refused."},
    {"auth", "user_header", at<&auth_settings::user_header>, after_restart,
     "Name of the header, such as `X-Auth-User`, in which a gateway of `server.trusted_proxies` "
     "names the user whom it has authenticated. The gateway must remove this header from what "
     "clients send. Requests without it are refused, and so is a `user_id` of another user. Needs "
     "`open`. Empty: there is no such header."},
    {"auth", "allow_open_anywhere", at<&auth_settings::allow_open_anywhere>, after_restart,
     "true: `open` without `user_header` may listen on an address that is not loopback, and may "
     "stand behind a gateway. Everybody who reaches the service can then act as any user."},
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
     "How many passwords may wait to be hashed. Those of users who are already known wait in a "
     "line of their own, half as long. A further one is refused with `SYSTEM_1702`."},
    {"auth", "password_wait", at<&pw::password_wait>, limits{100, 1 * minute}, after_restart,
     "One that has waited so long for its turn is refused with `SYSTEM_1702`; less than "
     "`server.request_timeout`."},
    {"auth", "password_bits", at<&ro::password_bits>, limits{0, 64}, after_restart,
     "How hard a new password must be to guess, in bits: each bit doubles the number of guesses, "
     "and 20 bits are about a million. 0: every password is accepted."},
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
     limits{1 * minute, 365 * 24 * hour},
     "An invitation without an answer expires after this time."},
    {"accounts", "max_export_bytes", at<&ro::max_export_bytes>, limits{64 * kib, 1024 * mib},
     unit::bytes,
     "Maximum size of one export of a person's data. A larger export is cut off there and says "
     "so."},
    {"accounts", "exports_per_account", at<&ro::exports_per_account>, limits{0, 1'000'000}, at_once,
     "Exports of one account within a minute; past it 429. 0: any number."},
    {"accounts", "reset_code_lifetime", at<&ro::reset_code_lifetime>,
     limits{1 * minute, 7 * 24 * hour}, "How long a code for a new password counts."},
    {"accounts", "max_reset_codes", at<&ro::max_reset_codes>, limits{1, 100},
     "Codes of one account that count at the same time; while they do, no other one is sent."},
    {"accounts", "notify_command", at<&no::command>,
     "Program that sends codes for a new password to users: its absolute path, then its arguments. "
     "It is started without a shell and reads one JSON object from its standard input. Empty: no "
     "codes are sent."},
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
