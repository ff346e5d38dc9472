#include "config/settings/options.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <string>
#include <tuple>
#include <type_traits>

namespace aurawell::config {
namespace {

using so = net::server_options;
using se = actors::session_options;
using po = actors::pool_options;
using ro = net::rest_options;
using lo = net::llm_options;
using ad = net::admin_options;
using to = net::token_options;
using pw = net::password_options;
using no = net::notify_options;
using st = stream_options;
using br = breaker_options;

constexpr double kib = 1024;
constexpr double mib = 1024 * kib;
constexpr double second = 1000;
constexpr double minute = 60 * second;
constexpr double hour = 60 * minute;

constexpr auto upstream = provider_kind::openai;
constexpr auto coach = provider_kind::offline;

constexpr auto at_once = takes_effect::at_once;
constexpr auto after_restart = takes_effect::after_restart;

template <class Part, class... Parts>
constexpr bool is_one_of = (std::is_same_v<Part, Parts> || ...);

/// The one part of the settings that is of this type.
template <class Part>
Part& part_of(settings& in, const std::string& name) {
  if constexpr (std::is_same_v<Part, po>) {
    return in.pools.at(name);
  } else if constexpr (is_one_of<Part, provider_settings, lo, st, br, net::offline_options>) {
    auto& of = in.providers.at(name);
    return std::get<Part&>(std::tie(of, of.llm, of.stream, of.stream.breaker, of.offline));
  } else {
    return std::get<Part&>(std::tie(in.server, in.server.rest, in.curl, in.session, in.safety,
                                    in.auth, in.auth.tokens, in.auth.passwords, in.auth.notify,
                                    in.admin, in.storage, in.log, in.actors));
  }
}

template <class Part, class Value>
Value* find_value(settings& in, const std::string& name, Value Part::*member) {
  return &(part_of<Part>(in, name).*member);
}

template <auto Member>
field at(settings& in, const std::string& name) {
  return find_value(in, name, Member);
}

constexpr section sections[] = {
    {"server", "The listener and the connections of clients."},
    {"session", "What one client's session may use and how it watches its connection.",
     takes_effect::new_sessions},
    {"limits", "How often clients may connect and ask.", takes_effect::at_once},
    {"pools.*", "The assistants, one pool of workers each: `health_chat` and `general_chat`.",
     takes_effect::at_once},
    {"providers.*",
     "What answers questions. Any number of providers, each in a table of its own name (lower-case "
     "letters, digits and single underscores); pools list them by that name.",
     takes_effect::at_once},
    {"safety", "What people are told in an emergency.", takes_effect::at_once},
    {"auth",
     "Who may connect, how they prove who they are, and the tokens that the service issues.",
     takes_effect::at_once},
    {"accounts", "What one account may have."},
    {"admin", "The listener for those who run the service: metrics, health, what it is doing."},
    {"storage", "Where conversations are kept."},
    {"log", "What the program writes to its standard error.", takes_effect::at_once},
    {"actors", "The threads on which sessions, pools and answers run."},
};

constexpr option options[] = {
    {"server", "host", at<&so::host>,
     "Address to listen on; without authentication it must be a loopback address."},
    {"server", "port", at<&so::port>, limits{0, 65'535},
     "Port of the WebSocket, the API and the web page; 0 lets the system choose."},
    {"server", "io_threads", at<&so::io_threads>, limits{0, 256},
     "Threads that serve sockets, each with its own event loop; 0: one per core."},
    {"server", "max_connections", at<&so::max_connections>, limits{1, 1'000'000}, at_once,
     "Open client sockets; the next one is refused with 503. Each needs a file descriptor."},
    {"server", "max_connections_per_address", at<&so::max_connections_per_address>,
     limits{0, 1'000'000}, at_once,
     "Open sockets of one address; the next one is refused with 429. 0: any number. Not for "
     "`trusted_proxies` themselves: chats through them count for the client."},
    {"server", "max_connections_per_user", at<&so::max_connections_per_user>, limits{1, 100'000},
     at_once, "Open chats of one user; the next one closes the oldest with 4005."},
    {"server", "max_message_bytes", at<&so::max_message_bytes>, limits{1 * kib, 1 * mib},
     unit::bytes, "A longer WebSocket message closes its connection with 1009."},
    {"server", "max_json_depth", at<&so::max_json_depth>, limits{4, 256},
     "Nesting of a message's JSON; deeper is a protocol error."},
    {"server", "max_context_facts", at<&so::max_context_facts>, limits{0, 10'000},
     "Values that a question's `context` may hold."},
    {"server", "max_header_bytes", at<&so::max_header_bytes>, limits{1 * kib, 1 * mib}, unit::bytes,
     "Request line and header fields of an HTTP request; more is answered with 431."},
    {"server", "max_body_bytes", at<&so::max_body_bytes>, limits{1 * kib, 16 * mib}, unit::bytes,
     "Body of a plain HTTP request; more is answered with 413."},
    {"server", "handshake_timeout", at<&so::handshake_timeout>, limits{100, 5 * minute},
     "From accepting a socket, or from the first byte of a further request, to the end of the "
     "request, body included; and for the upgrade."},
    {"server", "keep_alive_timeout", at<&so::keep_alive_timeout>, limits{100, 1 * hour},
     "An idle HTTP connection is closed after this."},
    {"server", "allowed_origins", at<&so::allowed_origins>,
     "Browser pages that may connect, as `https://app.example.com`; `*` allows all. Pages on "
     "loopback addresses and the service's own page always may."},
    {"server", "trusted_proxies", at<&so::trusted_proxies>,
     "Addresses and networks, as `10.0.0.7` or `10.0.0.0/8`, of gateways whose `X-Forwarded-For` "
     "says where a client is, and whose `auth.user_header` says who; limits per address do not "
     "apply to the gateways themselves."},
    {"server", "host_names", at<&so::host_names>,
     "Names by which clients, gateways and operators may call the service in `Host`, as "
     "`app.example.com`; another one gets 421. `*` allows all. Addresses in numbers, `localhost` "
     "and `host` always may."},
    {"server", "request_timeout", at<&so::request_timeout>, limits{100, 10 * minute},
     "An HTTP request that the database has not answered after this gets 504."},
    {"server", "answer_timeout", at<&so::answer_timeout>, limits{100, 1 * hour},
     "A question over HTTP whose whole answer is not there after this gets 504; asked again with "
     "the same `request_id` it gets the answer."},
    {"server", "stop_closed_completions", at<&so::stop_closed_completions>,
     "true: a client of `/v1/chat/completions` that closes its connection stops the answer, as it "
     "has no other way; what was said so far is stored. false: the answer goes on."},
    {"server", "first_message_timeout", at<&so::first_message_timeout>,
     limits{1 * second, 24 * hour}, "A chat whose client has said nothing after this is closed."},
    {"server", "idle_timeout", at<&so::idle_timeout>, limits{1 * second, 7 * 24 * hour},
     "A chat on which neither side said anything for so long is closed; pings do not count."},
    {"server", "write_timeout", at<&so::write_timeout>, limits{100, 10 * minute},
     "A client that takes no byte of what is sent to it for this long is disconnected, however "
     "long it takes for all of it. What its system has taken counts, read or not: on loopback up "
     "to 64 KiB at a time."},
    {"server", "provider_idle_connections", at<&net::curl_options::idle_connections>,
     limits{1, 10'000},
     "Connections to providers that each I/O thread keeps open for the next question."},
    {"server", "provider_idle_timeout", at<&net::curl_options::idle_timeout>,
     limits{1 * second, 1 * hour}, "One of them that is not used for so long is ended."},
    {"server", "close_timeout", at<&so::close_timeout>, limits{100, 5 * minute},
     "Time to send what waits and to say goodbye when a connection is to be closed."},
    {"server", "drain_timeout", at<&so::drain_timeout>, limits{0, 10 * minute}, at_once,
     "Time that open connections get to end when the program stops."},
    {"session", "max_inflight", at<&se::max_inflight>, limits{1, 1'000},
     "Questions of one session that are answered at the same time."},
    {"session", "max_waiting", at<&se::max_waiting>, limits{0, 1'000},
     "Further questions that wait for one of those; the next is refused."},
    {"session", "resume_window", at<&se::resume_window>, limits{0, 24 * hour},
     "How long a session whose connection is gone can be resumed."},
    {"session", "on_expiry", at<&se::on_expiry>,
     "What becomes of answers that still stream when that time has passed: `continue` finishes and "
     "stores them, `cancel` stops them."},
    {"session", "max_sessions", at<&se::max_sessions>, limits{1, 10'000'000}, at_once,
     "Sessions at the same time, with and without a connection. Past it the one that waits longest "
     "for its client gives way."},
    {"session", "save_interval", at<&se::save_interval>, limits{100, 1 * minute},
     "An answer that streams is stored this often."},
    {"session", "rollup_delay", at<&se::rollup_delay>, limits{0, 10 * second},
     "Answer text waits so long for more to share a frame with; 0: it leaves at once."},
    {"session", "max_message_chars", at<&se::max_message_chars>, limits{1, 262'144}, after_restart,
     "Characters (Unicode code points) of one question."},
    {"session", "heartbeat_interval", at<&so::heartbeat_interval>, limits{1 * second, 1 * hour},
     after_restart,
     "Silence after which a connection is pinged; clients are told, rounded up to seconds."},
    {"session", "heartbeat_timeout", at<&so::heartbeat_timeout>, limits{100, 10 * minute},
     after_restart, "Time to answer that ping; then the connection is closed."},
    {"session", "outbox_bytes", at<&so::outbox_bytes>, limits{4 * kib, 16 * mib}, unit::bytes,
     after_restart,
     "Bytes waiting for one client past which its session stops sending until there is room."},
    {"session", "outbox_frames", at<&so::outbox_frames>, limits{1, 100'000}, after_restart,
     "Messages waiting for one client past which its session stops sending."},
    {"session", "backlog_bytes", at<&se::backlog_bytes>, limits{4 * kib, 256 * mib}, unit::bytes,
     after_restart,
     "Bytes of the session's log that may wait for a slow client beyond that; past it the "
     "connection is closed with 4008 and the client resumes. Less than `log_bytes`."},
    {"session", "page_bytes", at<&se::page_bytes>, limits{1 * kib, 4 * mib}, unit::bytes,
     after_restart, "Most text that a session hands to its connection in one step."},
    {"session", "log_bytes", at<&se::log_bytes>, limits{64 * kib, 256 * mib}, unit::bytes,
     after_restart, "Text and events kept per session, for clients that are slow or come back."},
    {"session", "max_protocol_errors", at<&se::max_protocol_errors>, limits{0, 100'000},
     "Malformed messages before the connection is closed with 4010."},
    {"session", "max_unread", at<&se::max_unread>, limits{1, 100'000},
     "Messages of one connection that its session has not read yet; past it the connection is "
     "closed with 4029."},
    {"session", "store_timeout", at<&se::store_timeout>, limits{100, 5 * minute}, after_restart,
     "Wait for the database before a question fails."},
    {"limits", "connects_per_user", at<&so::connects_per_user>, limits{0, 1'000'000},
     "Chats that one user may open within a minute; past it 429. 0: any number."},
    {"limits", "connects_per_address", at<&so::connects_per_address>, limits{0, 1'000'000},
     "The same for one address."},
    {"limits", "messages_per_user", at<&se::messages_per_user>, limits{0, 1'000'000},
     "Questions of one user within a minute, over all connections; past it they are refused with a "
     "hint when to try again. 0: any number."},
    {"limits", "messages_per_address", at<&se::messages_per_address>, limits{0, 1'000'000},
     "The same for one address."},
    {"limits", "requests_per_user", at<&ro::requests_per_user>, limits{0, 1'000'000},
     "Requests of one user over plain HTTP within a minute; past it 429. 0: any number."},
    {"limits", "requests_per_address", at<&ro::requests_per_address>, limits{0, 1'000'000},
     "The same for one address, whoever asks."},
    {"pools.*", "workers", at<&po::workers>, limits{1, 1'024},
     "Actors that prepare answers: history, prompt, start of the stream."},
    {"pools.*", "max_streams", at<&po::max_streams>, limits{1, 1'000'000},
     "Answers that stream at the same time."},
    {"pools.*", "queue", at<&po::queue>, limits{0, 1'000'000},
     "Questions that wait for one of those; the next is refused with a hint when to try again."},
    {"pools.*", "queue_timeout", at<&po::queue_timeout>, limits{100, 1 * hour},
     "A question that waited this long is refused."},
    {"pools.*", "per_user", at<&po::per_user>, limits{1, 10'000},
     "Questions of one user, waiting and streaming together."},
    {"pools.*", "providers", at<&po::providers>,
     "Names of providers, in the order in which they are tried. Unless it is set: `deepseek`, then "
     "`offline`, as soon as DeepSeek's key is in the environment or `providers.deepseek.base_url` "
     "is set."},
    {"pools.*", "model", at<&po::model>, "Model to ask for; empty: the provider's own."},
    {"pools.*", "temperature", at<&po::temperature>, limits{0, 2},
     "Sampling temperature sent upstream; 0 is the most repeatable."},
    {"pools.*", "max_tokens", at<&po::max_tokens>, limits{1, 1'000'000},
     "Longest answer, in tokens, asked of the provider."},
    {"pools.*", "history_exchanges", at<&po::history_exchanges>, limits{0, 1'000},
     "Most earlier questions that go into the prompt with their answers, word for word."},
    {"pools.*", "history_tokens", at<&po::history_tokens>, limits{0, 1'000'000},
     "Their size together, in tokens as we estimate them: a word or a Chinese character each. Past "
     "it up to half of them are dropped at once, so that a provider's prefix cache holds in "
     "between."},
    {"pools.*", "note_tokens", at<&po::note_tokens>, limits{0, 100'000},
     "Size of the note in which what was dropped is condensed; 0: none."},
    {"pools.*", "history_bytes", at<&po::history_bytes>, limits{0, 16 * mib}, unit::bytes,
     "What is read from the database for both; the oldest are left out first. Well above what "
     "`history_tokens` needs, or the prompt's beginning changes with every question."},
    {"providers.*", "kind", at<&provider_settings::kind>,
     "`openai`: any server with OpenAI's chat API; `offline`: the built-in coach, which needs no "
     "network."},
    {"providers.*", "base_url", at<&lo::base_url>, upstream,
     "Address up to and without `/chat/completions`. Required for a provider that you add."},
    {"providers.*", "allow_unencrypted", at<&provider_settings::allow_unencrypted>, upstream,
     "Lets `base_url` be `http://` on another machine: everybody on the way can read the questions "
     "and the answers. On this machine's loopback it is always allowed."},
    {"providers.*", "api_key_env", at<&provider_settings::api_key_env>, upstream,
     "Name of the environment variable that holds the API key, or several, separated by commas: "
     "when one is refused or at its limit, the next is used. Empty: none is sent."},
    {"providers.*", "api_key", at<&lo::api_keys>, never_shown, upstream,
     "The keys themselves: only ever taken from the variable that `api_key_env` names."},
    {"providers.*", "key_pause", at<&lo::key_pause>, limits{1 * second, 24 * hour}, upstream,
     "A refused key (401, 402, 403) is left out for so long while there is another; a key at its "
     "limit (429) for as long as the server says, at most this."},
    {"providers.*", "model", at<&lo::model>, upstream,
     "Model to ask for when the pool names none. Required for a provider that you add."},
    {"providers.*", "thinking", at<&lo::thinking>, upstream,
     "Sent as `thinking.type`: `enabled`, `disabled`, or empty to send none. A server that does "
     "not know it is asked without."},
    {"providers.*", "continuation", at<&lo::continuation>, upstream,
     "How the server is asked to go on behind a partial answer, which is the request's last "
     "message: `assistant` by that alone; `prefix` marks it with `\"prefix\": true` (Mistral; "
     "DeepSeek with the `/beta` address); `vllm` sends `continue_final_message`; `off` never."},
    {"providers.*", "unopened_thoughts", at<&lo::unopened_thoughts>, upstream,
     "Whether answers begin with thoughts that end with `</think>` and have no `<think>` before "
     "them, because the server's chat template writes it into the prompt: `always`; `never`; "
     "`auto`: as the last answer that showed it, and at first if the model's name has `r1`, `qwq` "
     "or `thinking` in it. Where it is so, an answer without `</think>` comes in one piece."},
    {"providers.*", "omit", at<&lo::omit>, upstream,
     "Members of a request that the server does not know, as `[\"thinking\", \"user_id\"]`: they "
     "are not sent. What is not named here is found out: a member that the server refuses is left "
     "out from then on."},
    {"providers.*", "max_tokens_name", at<&lo::max_tokens_name>, upstream,
     "What the server calls the bound of an answer. If it refuses this name, the other one is "
     "tried."},
    {"providers.*", "connect_timeout", at<&lo::connect_timeout>, limits{10, 5 * minute}, upstream,
     "DNS, TCP and TLS together."},
    {"providers.*", "header_timeout", at<&st::header_timeout>, limits{10, 10 * minute},
     "From the question to the provider's response header."},
    {"providers.*", "first_token_timeout", at<&st::first_token_timeout>, limits{10, 30 * minute},
     "From then until the first text or reasoning."},
    {"providers.*", "token_timeout", at<&st::token_timeout>, limits{10, 30 * minute},
     "Between two pieces of text; a keep-alive does not count."},
    {"providers.*", "finish_grace", at<&st::finish_grace>, limits{0, 1 * minute},
     "How long the usage and the end of the stream are waited for behind the model's reason to "
     "finish; then the answer is done without them."},
    {"providers.*", "total_timeout", at<&st::total_timeout>, limits{100, 2 * hour},
     "The whole answer, over all providers tried."},
    {"providers.*", "min_tokens_per_second", at<&st::min_tokens_per_second>, limits{0, 1'000},
     "An answer that comes slower for `slow_window` counts as one that stopped; 0: none does."},
    {"providers.*", "slow_window", at<&st::slow_window>, limits{100, 30 * minute},
     "How long that pace is watched before it is judged."},
    {"providers.*", "max_retries", at<&st::max_retries>, limits{0, 20},
     "Further tries after a failure that may pass, before the first text. If another provider can "
     "be asked, they take no longer together than `header_timeout`."},
    {"providers.*", "retry_pause", at<&st::retry_pause>, limits{1, 1 * minute},
     "Pause before the first of them; it doubles each time and varies by a fifth."},
    {"providers.*", "retry_pause_max", at<&st::retry_pause_max>, limits{1, 10 * minute},
     "Longest such pause."},
    {"providers.*", "retry_after_cap", at<&st::retry_after_cap>, limits{0, 1 * hour},
     "Longest wait that a provider at its limit may ask for; past it the next provider is asked."},
    {"providers.*", "breaker.window", at<&br::window>, limits{1 * second, 1 * hour},
     "Attempts that ended within this time decide whether the provider is left alone."},
    {"providers.*", "breaker.min_requests", at<&br::min_requests>, limits{1, 1'000'000},
     "Fewer attempts than this decide nothing."},
    {"providers.*", "breaker.failure_ratio", at<&br::failure_ratio>, limits{0.01, 1},
     "Share of failures from which on the provider is left alone."},
    {"providers.*", "breaker.open_for", at<&br::open_for>, limits{100, 1 * hour},
     "How long, until it is probed; doubles with each probe that fails."},
    {"providers.*", "breaker.max_open_for", at<&br::max_open_for>, limits{100, 24 * hour},
     "Longest such pause."},
    {"providers.*", "breaker.probes", at<&br::probes>, limits{1, 1'000},
     "Attempts at the same time until one of them gets an answer."},
    {"providers.*", "max_answer_bytes", at<&st::max_answer_bytes>, limits{1 * kib, 64 * mib},
     unit::bytes, "A longer answer is cut off and kept as incomplete."},
    {"providers.*", "max_event_bytes", at<&lo::max_event_bytes>, limits{1 * kib, 64 * mib},
     unit::bytes, upstream, "One event of the provider's stream; a longer one fails the answer."},
    {"providers.*", "max_header_bytes", at<&lo::max_header_bytes>, limits{1 * kib, 1 * mib},
     unit::bytes, upstream,
     "Status line and header fields of a provider's response; more fails the answer."},
    {"providers.*", "max_body_bytes", at<&lo::max_body_bytes>, limits{4 * kib, 1024 * mib},
     unit::bytes, upstream,
     "Everything that the provider sends for one answer, decompressed, with keep-alives, thoughts "
     "and the wrapping of each token (some 300 bytes); more fails the answer. At least "
     "`max_event_bytes`."},
    {"providers.*", "ca_bundle_file", at<&lo::ca_bundle_file>, upstream,
     "PEM file with the trusted authorities; empty: the system's."},
    {"providers.*", "proxy", at<&lo::proxy>, upstream,
     "URL of a proxy for this provider, such as `http://proxy.example.com:3128`. Empty: what "
     "`HTTPS_PROXY`, `http_proxy` and `NO_PROXY` say, and none for a loopback address."},
    {"providers.*", "http_version", at<&lo::http>, upstream,
     "`1.1`: a connection for each answer that streams; `2`: answers share connections where the "
     "server offers HTTP/2 over TLS, but a stop may reach it late while its connection is silent."},
    {"providers.*", "tokens_per_second", at<&net::offline_options::tokens_per_second>,
     limits{2, 100'000}, coach,
     "Pace of the built-in coach, which writes in phrases: tokens of an answer per second, as its "
     "usage counts them. A token is a word or a Chinese character."},
    {"safety", "region", at<&safety_settings::region>,
     "Whose emergency numbers are named: `cn` 120 and 12356, `us` 911 and 988, `eu` 112; `auto`: "
     "China's for Chinese, all of them for English. A question's context may say otherwise with "
     "`region`."},
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
    {"admin", "enabled", at<&ad::enabled>, "false: there is no such listener."},
    {"admin", "host", at<&ad::host>,
     "Address to listen on; a loopback address unless `allow_anywhere`."},
    {"admin", "port", at<&ad::port>, limits{0, 65'535},
     "Port of `/metrics`, `/livez`, `/readyz` and `/admin/`; 0 lets the system choose."},
    {"admin", "allow_anywhere", at<&ad::allow_anywhere>,
     "Lets it listen on an address that is not loopback: whoever reaches it reads everything "
     "there."},
    {"storage", "url", at<&net::store_options::url>,
     "`sqlite:PATH`, relative to the working folder, or `memory:` for trials. Missing folders are "
     "made, for this account only."},
    {"storage", "busy_timeout", at<&net::store_options::busy_timeout>, limits{0, 1 * minute},
     "Wait for another process's lock on the file before the database counts as away; well below "
     "`session.store_timeout`, because everybody waits with it."},
    {"storage", "waiting_per_user", at<&net::store_options::waiting_per_user>, limits{1, 10'000},
     "Requests of one user over plain HTTP that may wait for the database, to read and to change "
     "so many each; the next is refused with 429."},
    {"storage", "waiting_requests", at<&net::store_options::waiting_requests>, limits{1, 1'000'000},
     "The same of all users; then the newest of whoever has the most gets 503."},
    {"storage", "encryption_key_env", at<&net::store_options::encryption_key_env>,
     "Name of the environment variable that holds the key that texts of people are sealed with: 32 "
     "bytes in hexadecimal digits or base64. Several, separated by commas: the first seals, all of "
     "them open. Empty: none."},
    {"storage", "encryption_key_file", at<&net::store_options::encryption_key_file>,
     "File with such keys, in place of the variable. Neither: texts are stored as they are."},
    {"storage", "sync_to_disk", at<&net::store_options::sync_to_disk>,
     "true: what was saved survives a power cut; false: faster, survives a crash of the program "
     "only."},
    {"storage", "check_time", at<&net::store_options::check_time>, limits{0, 10 * minute},
     "At start the pages of the database are looked at for damage, at most so long: damage is "
     "logged and counted. 0: not at all."},
    {"storage", "spool_dir", at<&net::store_options::spool_dir>,
     "Where questions and answers wait, in a file, while the database is away; empty: beside it. "
     "Made when it is missing, for this account only."},
    {"storage", "spool_bytes", at<&net::store_options::spool_bytes>,
     limits{64 * kib, 16 * 1024 * mib}, unit::bytes,
     "They may take so much there, which is set apart on the disk from the start with a quarter "
     "more for the log; with a full spool questions are refused."},
    {"storage", "retry_interval", at<&net::store_options::retry_interval>, limits{10, 1 * minute},
     "Pause before a database that is away is tried again; it doubles, up to eight times this."},
    {"log", "level", at<&log_settings::level>, "The least serious records that are written."},
    {"log", "format", at<&log_settings::format>,
     "`text` for people, `json` for machines: one object per line."},
    {"actors", "threads", at<&actor_settings::threads>, limits{0, 256},
     "Threads that run the actors; 0: one per core."},
};

}  // namespace

std::span<const section> all_sections() noexcept {
  return sections;
}

std::span<const option> all_options() noexcept {
  return options;
}

}  // namespace aurawell::config
