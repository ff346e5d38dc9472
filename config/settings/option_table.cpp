#include "config/settings/options.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace aurawell::config {
namespace {

template <auto Part, auto Member>
field in_part(settings& in, const std::string&) {
  return &((in.*Part).*Member);
}

template <auto Member>
field in_rest(settings& in, const std::string&) {
  return &(in.server.rest.*Member);
}

template <auto Member>
field in_pool(settings& in, const std::string& name) {
  return &(in.pools.at(name).*Member);
}

template <auto Member>
field in_provider(settings& in, const std::string& name) {
  return &(in.providers.at(name).*Member);
}

template <auto Part, auto Member>
field in_provider_part(settings& in, const std::string& name) {
  return &((in.providers.at(name).*Part).*Member);
}

template <auto Member>
field in_breaker(settings& in, const std::string& name) {
  return &(in.providers.at(name).stream.breaker.*Member);
}

template <auto Member>
constexpr auto server = &in_part<&settings::server, Member>;
template <auto Member>
constexpr auto session = &in_part<&settings::session, Member>;
template <auto Member>
constexpr auto safety_part = &in_part<&settings::safety, Member>;
template <auto Member>
constexpr auto auth = &in_part<&settings::auth, Member>;
template <auto Member>
field in_tokens(settings& in, const std::string&) {
  return &(in.auth.tokens.*Member);
}

template <auto Member>
field in_passwords(settings& in, const std::string&) {
  return &(in.auth.passwords.*Member);
}

template <auto Member>
field in_notify(settings& in, const std::string&) {
  return &(in.auth.notify.*Member);
}

template <auto Member>
constexpr auto admin = &in_part<&settings::admin, Member>;
template <auto Member>
constexpr auto storage = &in_part<&settings::storage, Member>;
template <auto Member>
constexpr auto log_part = &in_part<&settings::log, Member>;
template <auto Member>
constexpr auto llm = &in_provider_part<&provider_settings::llm, Member>;
template <auto Member>
constexpr auto stream = &in_provider_part<&provider_settings::stream, Member>;

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

constexpr std::optional<limits> no_limits;
constexpr auto upstream = provider_kind::openai;
constexpr auto coach = provider_kind::offline;

constexpr option at_once(option row) {
  row.changes = takes_effect::at_once;
  return row;
}

constexpr option after_restart(option row) {
  row.changes = takes_effect::after_restart;
  return row;
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
    {"server", "host", server<&so::host>, no_limits,
     "Address to listen on; without authentication it must be a loopback address."},
    {"server", "port", server<&so::port>, limits{0, 65'535},
     "Port of the WebSocket, the API and the web page; 0 lets the system choose."},
    {"server", "io_threads", server<&so::io_threads>, limits{0, 256},
     "Threads that serve sockets, each with its own event loop; 0: one per core."},
    at_once(
        {"server", "max_connections", server<&so::max_connections>, limits{1, 1'000'000},
         "Open client sockets; the next one is refused with 503. Each needs a file descriptor."}),
    at_once({"server", "max_connections_per_address", server<&so::max_connections_per_address>,
             limits{0, 1'000'000},
             "Open sockets of one address; the next one is refused with 429. 0: any number. Not "
             "for `trusted_proxies` themselves: chats through them count for the client."}),
    at_once({"server", "max_connections_per_user", server<&so::max_connections_per_user>,
             limits{1, 100'000},
             "Open chats of one user; the next one closes the oldest with 4005."}),
    {"server", "max_message_bytes", server<&so::max_message_bytes>, limits{1 * kib, 1 * mib},
     "A longer WebSocket message closes its connection with 1009.", unit::bytes},
    {"server", "max_json_depth", server<&so::max_json_depth>, limits{4, 256},
     "Nesting of a message's JSON; deeper is a protocol error."},
    {"server", "max_context_facts", server<&so::max_context_facts>, limits{0, 10'000},
     "Values that a question's `context` may hold."},
    {"server", "max_header_bytes", server<&so::max_header_bytes>, limits{1 * kib, 1 * mib},
     "Request line and header fields of an HTTP request; more is answered with 431.", unit::bytes},
    {"server", "max_body_bytes", server<&so::max_body_bytes>, limits{1 * kib, 16 * mib},
     "Body of a plain HTTP request; more is answered with 413.", unit::bytes},
    {"server", "handshake_timeout", server<&so::handshake_timeout>, limits{100, 5 * minute},
     "From accepting a socket, or from the first byte of a further request, to the end of the "
     "request, "
     "body included; and for the upgrade."},
    {"server", "keep_alive_timeout", server<&so::keep_alive_timeout>, limits{100, 1 * hour},
     "An idle HTTP connection is closed after this."},
    {"server", "allowed_origins", server<&so::allowed_origins>, no_limits,
     "Browser pages that may connect, as `https://app.example.com`; `*` allows all. Pages on "
     "loopback addresses and the service's own page always may."},
    {"server", "trusted_proxies", server<&so::trusted_proxies>, no_limits,
     "Addresses and networks, as `10.0.0.7` or `10.0.0.0/8`, of gateways whose "
     "`X-Forwarded-For` says where a client is, and whose "
     "`auth.user_header` says who; limits per address do not apply to the gateways themselves."},
    {"server", "host_names", server<&so::host_names>, no_limits,
     "Names by which clients, gateways and operators may call the service in `Host`, as "
     "`app.example.com`; another one gets 421. `*` allows all. Addresses in numbers, `localhost` "
     "and `host` always may."},
    {"server", "request_timeout", server<&so::request_timeout>, limits{100, 10 * minute},
     "An HTTP request that the database has not answered after this gets 504."},
    {"server", "answer_timeout", server<&so::answer_timeout>, limits{100, 1 * hour},
     "A question over HTTP whose whole answer is not there after this gets 504; asked again with "
     "the same `request_id` it gets the answer."},
    {"server", "stop_closed_completions", server<&so::stop_closed_completions>, no_limits,
     "true: a client of `/v1/chat/completions` that closes its connection stops the answer, as it "
     "has no other way; what was said so far is stored. false: the answer goes on."},
    {"server", "first_message_timeout", server<&so::first_message_timeout>,
     limits{1 * second, 24 * hour}, "A chat whose client has said nothing after this is closed."},
    {"server", "idle_timeout", server<&so::idle_timeout>, limits{1 * second, 7 * 24 * hour},
     "A chat on which neither side said anything for so long is closed; pings do not count."},
    {"server", "write_timeout", server<&so::write_timeout>, limits{100, 10 * minute},
     "A client that takes no byte of what is sent to it for this long is disconnected, however "
     "long it takes for all of it. What its system has taken counts, read or not: on loopback up "
     "to 64 KiB at a time."},
    {"server", "provider_idle_connections",
     in_part<&settings::curl, &net::curl_options::idle_connections>, limits{1, 10'000},
     "Connections to providers that each I/O thread keeps open for the next question."},
    {"server", "provider_idle_timeout", in_part<&settings::curl, &net::curl_options::idle_timeout>,
     limits{1 * second, 1 * hour}, "One of them that is not used for so long is ended."},
    {"server", "close_timeout", server<&so::close_timeout>, limits{100, 5 * minute},
     "Time to send what waits and to say goodbye when a connection is to be closed."},
    at_once({"server", "drain_timeout", server<&so::drain_timeout>, limits{0, 10 * minute},
             "Time that open connections get to end when the program stops."}),
    {"session", "max_inflight", session<&se::max_inflight>, limits{1, 1'000},
     "Questions of one session that are answered at the same time."},
    {"session", "max_waiting", session<&se::max_waiting>, limits{0, 1'000},
     "Further questions that wait for one of those; the next is refused."},
    {"session", "resume_window", session<&se::resume_window>, limits{0, 24 * hour},
     "How long a session whose connection is gone can be resumed."},
    {"session", "on_expiry", session<&se::on_expiry>, no_limits,
     "What becomes of answers that still stream when that time has passed: `continue` finishes and "
     "stores them, `cancel` stops them."},
    at_once({"session", "max_sessions", session<&se::max_sessions>, limits{1, 10'000'000},
             "Sessions at the same time, with and without a connection. Past it the one that waits "
             "longest for its client gives way."}),
    {"session", "save_interval", session<&se::save_interval>, limits{100, 1 * minute},
     "An answer that streams is stored this often."},
    {"session", "rollup_delay", session<&se::rollup_delay>, limits{0, 10 * second},
     "Answer text waits so long for more to share a frame with; 0: it leaves at once."},
    after_restart({"session", "max_message_chars", session<&se::max_message_chars>,
                   limits{1, 262'144}, "Characters (Unicode code points) of one question."}),
    after_restart(
        {"session", "heartbeat_interval", server<&so::heartbeat_interval>,
         limits{1 * second, 1 * hour},
         "Silence after which a connection is pinged; clients are told, rounded up to seconds."}),
    after_restart({"session", "heartbeat_timeout", server<&so::heartbeat_timeout>,
                   limits{100, 10 * minute},
                   "Time to answer that ping; then the connection is closed."}),
    after_restart(
        {"session", "outbox_bytes", server<&so::outbox_bytes>, limits{4 * kib, 16 * mib},
         "Bytes waiting for one client past which its session stops sending until there is room.",
         unit::bytes}),
    after_restart({"session", "outbox_frames", server<&so::outbox_frames>, limits{1, 100'000},
                   "Messages waiting for one client past which its session stops sending."}),
    after_restart(
        {"session", "backlog_bytes", session<&se::backlog_bytes>, limits{4 * kib, 256 * mib},
         "Bytes of the session's log that may wait for a slow client beyond that; past it "
         "the connection is closed with 4008 and the client resumes. Less than "
         "`log_bytes`.",
         unit::bytes}),
    after_restart({"session", "page_bytes", session<&se::page_bytes>, limits{1 * kib, 4 * mib},
                   "Most text that a session hands to its connection in one step.", unit::bytes}),
    after_restart({"session", "log_bytes", session<&se::log_bytes>, limits{64 * kib, 256 * mib},
                   "Text and events kept per session, for clients that are slow or come back.",
                   unit::bytes}),
    {"session", "max_protocol_errors", session<&se::max_protocol_errors>, limits{0, 100'000},
     "Malformed messages before the connection is closed with 4010."},
    {"session", "max_unread", session<&se::max_unread>, limits{1, 100'000},
     "Messages of one connection that its session has not read yet; past it the connection is "
     "closed with 4029."},
    after_restart({"session", "store_timeout", session<&se::store_timeout>, limits{100, 5 * minute},
                   "Wait for the database before a question fails."}),
    {"limits", "connects_per_user", server<&so::connects_per_user>, limits{0, 1'000'000},
     "Chats that one user may open within a minute; past it 429. 0: any number."},
    {"limits", "connects_per_address", server<&so::connects_per_address>, limits{0, 1'000'000},
     "The same for one address."},
    {"limits", "messages_per_user", session<&se::messages_per_user>, limits{0, 1'000'000},
     "Questions of one user within a minute, over all connections; past it they are refused with a "
     "hint when to try again. 0: any number."},
    {"limits", "messages_per_address", session<&se::messages_per_address>, limits{0, 1'000'000},
     "The same for one address."},
    {"limits", "requests_per_user", in_rest<&ro::requests_per_user>, limits{0, 1'000'000},
     "Requests of one user over plain HTTP within a minute; past it 429. 0: any number."},
    {"limits", "requests_per_address", in_rest<&ro::requests_per_address>, limits{0, 1'000'000},
     "The same for one address, whoever asks."},
    {"pools.*", "workers", in_pool<&po::workers>, limits{1, 1'024},
     "Actors that prepare answers: history, prompt, start of the stream."},
    {"pools.*", "max_streams", in_pool<&po::max_streams>, limits{1, 1'000'000},
     "Answers that stream at the same time."},
    {"pools.*", "queue", in_pool<&po::queue>, limits{0, 1'000'000},
     "Questions that wait for one of those; the next is refused with a hint when to try again."},
    {"pools.*", "queue_timeout", in_pool<&po::queue_timeout>, limits{100, 1 * hour},
     "A question that waited this long is refused."},
    {"pools.*", "per_user", in_pool<&po::per_user>, limits{1, 10'000},
     "Questions of one user, waiting and streaming together."},
    {"pools.*", "providers", in_pool<&po::providers>, no_limits,
     "Names of providers, in the order in which they are tried. Unless it is set: `deepseek`, then "
     "`offline`, as soon as DeepSeek's key is in the environment or `providers.deepseek.base_url` "
     "is set."},
    {"pools.*", "model", in_pool<&po::model>, {}, "Model to ask for; empty: the provider's own."},
    {"pools.*", "temperature", in_pool<&po::temperature>, limits{0, 2},
     "Sampling temperature sent upstream; 0 is the most repeatable."},
    {"pools.*", "max_tokens", in_pool<&po::max_tokens>, limits{1, 1'000'000},
     "Longest answer, in tokens, asked of the provider."},
    {"pools.*", "history_exchanges", in_pool<&po::history_exchanges>, limits{0, 1'000},
     "Most earlier questions that go into the prompt with their answers, word for word."},
    {"pools.*", "history_tokens", in_pool<&po::history_tokens>, limits{0, 1'000'000},
     "Their size together, in tokens as we estimate them: a word or a Chinese character each. Past "
     "it "
     "up to half of them are dropped at once, so that a provider's prefix cache holds in between."},
    {"pools.*", "note_tokens", in_pool<&po::note_tokens>, limits{0, 100'000},
     "Size of the note in which what was dropped is condensed; 0: none."},
    {"pools.*", "history_bytes", in_pool<&po::history_bytes>, limits{0, 16 * mib},
     "What is read from the database for both; the oldest are left out first. Well above what "
     "`history_tokens` needs, or the prompt's beginning changes with every question.",
     unit::bytes},
    {"providers.*", "kind", in_provider<&provider_settings::kind>, no_limits,
     "`openai`: any server with OpenAI's chat API; `offline`: the built-in coach, which needs no "
     "network."},
    {"providers.*", "base_url", llm<&lo::base_url>, no_limits,
     "Address up to and without `/chat/completions`. Required for a provider that you add.",
     unit::none, false, upstream},
    {"providers.*", "allow_unencrypted", in_provider<&provider_settings::allow_unencrypted>,
     no_limits,
     "Lets `base_url` be `http://` on another machine: everybody on the way can read the questions "
     "and the answers. On this machine's loopback it is always allowed.",
     unit::none, false, upstream},
    {"providers.*", "api_key_env", in_provider<&provider_settings::api_key_env>, no_limits,
     "Name of the environment variable that holds the API key, or several, separated by commas: "
     "when one is refused or at its limit, the next is used. Empty: none is sent.",
     unit::none, false, upstream},
    {"providers.*", "api_key", llm<&lo::api_keys>, no_limits,
     "The keys themselves: only ever taken from the variable that `api_key_env` names.", unit::none,
     true, upstream},
    {"providers.*", "key_pause", llm<&lo::key_pause>, limits{1 * second, 24 * hour},
     "A refused key (401, 402, 403) is left out for so long while there is another; a key at its "
     "limit (429) for as long as the server says, at most this.",
     unit::none, false, upstream},
    {"providers.*", "model", llm<&lo::model>, no_limits,
     "Model to ask for when the pool names none. Required for a provider that you add.", unit::none,
     false, upstream},
    {"providers.*", "thinking", llm<&lo::thinking>, no_limits,
     "Sent as `thinking.type`: `enabled`, `disabled`, or empty to send none. A server that does "
     "not know it is asked without.",
     unit::none, false, upstream},
    {"providers.*", "continuation", llm<&lo::continuation>, no_limits,
     "How the server is asked to go on behind a partial answer, which is the request's last "
     "message: `assistant` by that alone; `prefix` marks it with `\"prefix\": true` (Mistral; "
     "DeepSeek with the `/beta` address); `vllm` sends `continue_final_message`; `off` never.",
     unit::none, false, upstream},
    {"providers.*", "unopened_thoughts", llm<&lo::unopened_thoughts>, no_limits,
     "Whether answers begin with thoughts that end with `</think>` and have no `<think>` before "
     "them, because the server's chat template writes it into the prompt: `always`; `never`; "
     "`auto`: as the last answer that showed it, and at first if the model's name has `r1`, `qwq` "
     "or `thinking` in it. Where it is so, an answer without `</think>` comes in one piece.",
     unit::none, false, upstream},
    {"providers.*", "omit", llm<&lo::omit>, no_limits,
     "Members of a request that the server does not know, as `[\"thinking\", \"user_id\"]`: they "
     "are not sent. What is not named here is found out: a member that the server refuses is left "
     "out from then on.",
     unit::none, false, upstream},
    {"providers.*", "max_tokens_name", llm<&lo::max_tokens_name>, no_limits,
     "What the server calls the bound of an answer. If it refuses this name, the other one is "
     "tried.",
     unit::none, false, upstream},
    {"providers.*", "connect_timeout", llm<&lo::connect_timeout>, limits{10, 5 * minute},
     "DNS, TCP and TLS together.", unit::none, false, upstream},
    {"providers.*", "header_timeout", stream<&st::header_timeout>, limits{10, 10 * minute},
     "From the question to the provider's response header."},
    {"providers.*", "first_token_timeout", stream<&st::first_token_timeout>,
     limits{10, 30 * minute}, "From then until the first text or reasoning."},
    {"providers.*", "token_timeout", stream<&st::token_timeout>, limits{10, 30 * minute},
     "Between two pieces of text; a keep-alive does not count."},
    {"providers.*", "finish_grace", stream<&st::finish_grace>, limits{0, 1 * minute},
     "How long the usage and the end of the stream are waited for behind the model's reason to "
     "finish; then the answer is done without them."},
    {"providers.*", "total_timeout", stream<&st::total_timeout>, limits{100, 2 * hour},
     "The whole answer, over all providers tried."},
    {"providers.*", "min_tokens_per_second", stream<&st::min_tokens_per_second>, limits{0, 1'000},
     "An answer that comes slower for `slow_window` counts as one that stopped; 0: none does."},
    {"providers.*", "slow_window", stream<&st::slow_window>, limits{100, 30 * minute},
     "How long that pace is watched before it is judged."},
    {"providers.*", "max_retries", stream<&st::max_retries>, limits{0, 20},
     "Further tries after a failure that may pass, before the first text. If another provider can "
     "be asked, they take no longer together than `header_timeout`."},
    {"providers.*", "retry_pause", stream<&st::retry_pause>, limits{1, 1 * minute},
     "Pause before the first of them; it doubles each time and varies by a fifth."},
    {"providers.*", "retry_pause_max", stream<&st::retry_pause_max>, limits{1, 10 * minute},
     "Longest such pause."},
    {"providers.*", "retry_after_cap", stream<&st::retry_after_cap>, limits{0, 1 * hour},
     "Longest wait that a provider at its limit may ask for; past it the next provider is asked."},
    {"providers.*", "breaker.window", in_breaker<&br::window>, limits{1 * second, 1 * hour},
     "Attempts that ended within this time decide whether the provider is left alone."},
    {"providers.*", "breaker.min_requests", in_breaker<&br::min_requests>, limits{1, 1'000'000},
     "Fewer attempts than this decide nothing."},
    {"providers.*", "breaker.failure_ratio", in_breaker<&br::failure_ratio>, limits{0.01, 1},
     "Share of failures from which on the provider is left alone."},
    {"providers.*", "breaker.open_for", in_breaker<&br::open_for>, limits{100, 1 * hour},
     "How long, until it is probed; doubles with each probe that fails."},
    {"providers.*", "breaker.max_open_for", in_breaker<&br::max_open_for>, limits{100, 24 * hour},
     "Longest such pause."},
    {"providers.*", "breaker.probes", in_breaker<&br::probes>, limits{1, 1'000},
     "Attempts at the same time until one of them gets an answer."},
    {"providers.*", "max_answer_bytes", stream<&st::max_answer_bytes>, limits{1 * kib, 64 * mib},
     "A longer answer is cut off and kept as incomplete.", unit::bytes},
    {"providers.*", "max_event_bytes", llm<&lo::max_event_bytes>, limits{1 * kib, 64 * mib},
     "One event of the provider's stream; a longer one fails the answer.", unit::bytes, false,
     upstream},
    {"providers.*", "max_header_bytes", llm<&lo::max_header_bytes>, limits{1 * kib, 1 * mib},
     "Status line and header fields of a provider's response; more fails the answer.", unit::bytes,
     false, upstream},
    {"providers.*", "max_body_bytes", llm<&lo::max_body_bytes>, limits{4 * kib, 1024 * mib},
     "Everything that the provider sends for one answer, decompressed, with keep-alives, thoughts "
     "and the wrapping of each token (some 300 bytes); more fails the answer. At least "
     "`max_event_bytes`.",
     unit::bytes, false, upstream},
    {"providers.*", "ca_bundle_file", llm<&lo::ca_bundle_file>, no_limits,
     "PEM file with the trusted authorities; empty: the system's.", unit::none, false, upstream},
    {"providers.*", "proxy", llm<&lo::proxy>, no_limits,
     "URL of a proxy for this provider, such as `http://proxy.example.com:3128`. Empty: what "
     "`HTTPS_PROXY`, `http_proxy` and `NO_PROXY` say, and none for a loopback address.",
     unit::none, false, upstream},
    {"providers.*", "http_version", llm<&lo::http>, no_limits,
     "`1.1`: a connection for each answer that streams; `2`: answers share connections where the "
     "server offers HTTP/2 over TLS, but a stop may reach it late while its connection is silent.",
     unit::none, false, upstream},
    {"providers.*", "tokens_per_second",
     in_provider_part<&provider_settings::offline, &net::offline_options::tokens_per_second>,
     limits{2, 100'000},
     "Pace of the built-in coach, which writes in phrases: tokens of an answer per second, as its "
     "usage counts them. A token is a word or a Chinese character.",
     unit::none, false, coach},
    {"safety", "region", safety_part<&safety_settings::region>, no_limits,
     "Whose emergency numbers are named: `cn` 120 and 12356, `us` 911 and 988, `eu` 112; `auto`: "
     "China's for Chinese, all of them for English. A question's context may say otherwise with "
     "`region`."},
    after_restart(
        {"auth", "mode", auth<&auth_settings::mode>, no_limits,
         "`jwt`: nobody without a token whose `sub` is the user; needs a key. `open`: any "
         "well-formed user id, without a proof, for trials; or, with `user_header`, whom a gateway "
         "names. A token that comes must be good in both."}),
    after_restart(
        {"auth", "user_header", auth<&auth_settings::user_header>, no_limits,
         "Header in which a gateway of `server.trusted_proxies` names the user whom it has "
         "authenticated, as `X-Auth-User`; the gateway must remove what the client sent in it. "
         "Nobody else is let in then, and a `user_id` must be that user's. Needs `open`."}),
    after_restart(
        {"auth", "allow_open_anywhere", auth<&auth_settings::allow_open_anywhere>, no_limits,
         "Lets `open` without `user_header` listen on an address that is not loopback, and stand "
         "behind a gateway: whoever reaches it may be anybody."}),
    {"auth", "secret_env", auth<&auth_settings::secret_env>, no_limits,
     "Name of the environment variable that holds the secret for own tokens (HS256), at least 32 "
     "bytes."},
    {"auth", "secret", in_tokens<&to::secret>, no_limits,
     "The secret itself: only ever taken from the variable that `secret_env` names.", unit::none,
     true},
    {"auth", "secret_file", in_tokens<&to::secret_file>, no_limits,
     "File with the secret; the end of its line does not count. With a variable too, that one "
     "signs, "
     "and tokens by the one in the file still count."},
    {"auth", "key_file", in_tokens<&to::key_file>, no_limits,
     "PEM file with a key: RSA of at least 2048 bits (RS256), P-256 (ES256) or Ed25519 (EdDSA). A "
     "private one signs own tokens when there is no secret."},
    {"auth", "jwks_file", in_tokens<&to::jwks_file>, no_limits,
     "File with an issuer's JWK set. A new file is read by itself; a bad one leaves the former "
     "keys."},
    {"auth", "jwks_check_interval", in_tokens<&to::jwks_check_interval>,
     limits{1 * second, 1 * hour},
     "How often it is looked at; for a token of an unknown key at once, though only once a "
     "second."},
    {"auth", "issuer", in_tokens<&to::issuer>, no_limits,
     "What `iss` of a token must be, and is in own tokens; empty: anything, and nothing."},
    {"auth", "audience", in_tokens<&to::audience>, no_limits,
     "What `aud` of a token must be or hold, and is in own tokens; empty: anything, and nothing."},
    {"auth", "token_ttl", in_tokens<&to::token_ttl>, limits{1 * second, 24 * hour},
     "How long an own token counts."},
    {"auth", "login_ttl", in_tokens<&to::login_ttl>, limits{1 * second, 8'760 * hour},
     "For how long after a login other tokens are given for it."},
    {"auth", "leeway", in_tokens<&to::leeway>, limits{0, 5 * minute},
     "How far the clocks of an issuer and this service may be apart; a token counts so much "
     "longer."},
    {"auth", "operators", in_tokens<&to::operators>, no_limits,
     "Users who, with a token, may see what only operators see."},
    after_restart(
        {"auth", "password_memory", in_passwords<&pw::password_memory>, limits{8 * mib, 1024 * mib},
         "What the hash of one password (Argon2id) needs while it is made.", unit::bytes}),
    after_restart({"auth", "password_passes", in_passwords<&pw::password_passes>, limits{1, 20},
                   "How often it goes over that memory."}),
    after_restart({"auth", "password_threads", in_passwords<&pw::password_threads>, limits{1, 16},
                   "Passwords that are hashed at the same time."}),
    after_restart({"auth", "password_queue", in_passwords<&pw::password_queue>, limits{1, 10'000},
                   "Passwords that may wait for that, and half as many again of people who are "
                   "known; the next is refused with `SYSTEM_1702`."}),
    after_restart({"auth", "password_wait", in_passwords<&pw::password_wait>,
                   limits{100, 1 * minute},
                   "One that has waited so long for its turn is refused with `SYSTEM_1702`; less "
                   "than `server.request_timeout`."}),
    after_restart({"auth", "password_bits", in_rest<&ro::password_bits>, limits{0, 64},
                   "What a new password must cost who guesses, in bits: 20 are a million guesses. "
                   "0: any password will do."}),
    at_once({"auth", "logins_per_account", in_rest<&ro::logins_per_account>, limits{0, 1'000'000},
             "Wrong passwords for one account from one address without a wait; past it 429. 0: any "
             "number."}),
    at_once({"auth", "login_wait", in_rest<&ro::login_wait>, limits{100, 1 * hour},
             "The wait after the last of those; each further wrong password doubles it."}),
    at_once({"auth", "login_wait_max", in_rest<&ro::login_wait_max>, limits{100, 24 * hour},
             "The longest wait; of networks past `unknown_logins_per_account` a day. After as "
             "long without a failure they are forgotten."}),
    at_once({"auth", "unknown_logins_per_account", in_rest<&ro::unknown_logins_per_account>,
             limits{0, 1'000'000},
             "Tries for one account within an hour from networks where it has no login; past it "
             "each such network has one wrong password without a wait. 0: any number."}),
    at_once({"auth", "logins_per_address", in_rest<&ro::logins_per_address>, limits{0, 1'000'000},
             "Tries to sign in within a minute from one address, registrations and codes for a new "
             "password included; past it 429. 0: any number."}),
    after_restart({"auth", "max_logins", in_rest<&ro::max_logins>, limits{1, 1'000},
                   "Logins of one account at the same time; a further one ends the one that was "
                   "used longest ago."}),
    {"accounts", "members_per_account", in_rest<&ro::members_per_account>, limits{0, 900},
     "Family members of one account, its holder not counted; the next is refused with 400."},
    {"accounts", "samples_per_account", in_rest<&ro::samples_per_account>, limits{0, 10'000'000},
     "Measurements of one account, all members together; what goes beyond is refused with 400."},
    {"accounts", "invitations_per_member", in_rest<&ro::invitations_per_member>, limits{1, 1'000},
     "Invitations to one member that wait for an answer; the next is refused with 400."},
    {"accounts", "invitations_per_inviter", in_rest<&ro::invitations_per_inviter>,
     limits{1, 10'000},
     "Invitations of one account that wait for an answer; the next is refused with 400."},
    {"accounts", "invitations_per_invited", in_rest<&ro::invitations_per_invited>,
     limits{1, 10'000},
     "Invitations to one account that wait for its answer; the next is refused with 400."},
    at_once({"accounts", "invitation_tries", in_rest<&ro::invitation_tries>, limits{0, 1'000'000},
             "Invitations that one account may send within a minute, also to names that do not "
             "exist; past it 429. 0: any number."}),
    {"accounts", "invitation_lifetime", in_rest<&ro::invitation_lifetime>,
     limits{1 * minute, 365 * 24 * hour}, "An invitation that waited this long is gone."},
    {"accounts", "max_export_bytes", in_rest<&ro::max_export_bytes>, limits{64 * kib, 1024 * mib},
     "What somebody's data may be when it is exported; longer ones end early and say so.",
     unit::bytes},
    at_once({"accounts", "exports_per_account", in_rest<&ro::exports_per_account>,
             limits{0, 1'000'000},
             "Exports of one account within a minute; past it 429. 0: any number."}),
    {"accounts", "reset_code_lifetime", in_rest<&ro::reset_code_lifetime>,
     limits{1 * minute, 7 * 24 * hour}, "How long a code for a new password counts."},
    {"accounts", "max_reset_codes", in_rest<&ro::max_reset_codes>, limits{1, 100},
     "Codes of one account that count at the same time; while they do, no other one is sent."},
    {"accounts", "notify_command", in_notify<&no::command>, no_limits,
     "Program, as an absolute path, and its arguments, that brings codes to people: it is run "
     "without a shell and gets one JSON object on its standard input. Empty: no codes are sent."},
    {"accounts", "notify_timeout", in_notify<&no::timeout>, limits{100, 10 * minute},
     "A run of it that takes longer is killed."},
    {"accounts", "notify_parallel", in_notify<&no::parallel>, limits{1, 64},
     "Runs of it at the same time."},
    {"admin", "enabled", admin<&ad::enabled>, no_limits, "false: there is no such listener."},
    {"admin", "host", admin<&ad::host>, no_limits,
     "Address to listen on; a loopback address unless `allow_anywhere`."},
    {"admin", "port", admin<&ad::port>, limits{0, 65'535},
     "Port of `/metrics`, `/livez`, `/readyz` and `/admin/`; 0 lets the system choose."},
    {"admin", "allow_anywhere", admin<&ad::allow_anywhere>, no_limits,
     "Lets it listen on an address that is not loopback: whoever reaches it reads everything "
     "there."},
    {"storage", "url", storage<&net::store_options::url>, no_limits,
     "`sqlite:PATH`, relative to the working folder, or `memory:` for trials. Missing folders are "
     "made, for this account only."},
    {"storage", "busy_timeout", storage<&net::store_options::busy_timeout>, limits{0, 1 * minute},
     "Wait for another process's lock on the file before the database counts as away; well below "
     "`session.store_timeout`, because everybody waits with it."},
    {"storage", "waiting_per_user", storage<&net::store_options::waiting_per_user>,
     limits{1, 10'000},
     "Requests of one user over plain HTTP that may wait for the database, to read and to change "
     "so many each; the next is refused with 429."},
    {"storage", "waiting_requests", storage<&net::store_options::waiting_requests>,
     limits{1, 1'000'000},
     "The same of all users; then the newest of whoever has the most gets 503."},
    {"storage", "encryption_key_env", storage<&net::store_options::encryption_key_env>, no_limits,
     "Name of the environment variable that holds the key that texts of people are sealed with: "
     "32 bytes in hexadecimal digits or base64. Several, separated by commas: the first seals, "
     "all of them open. Empty: none."},
    {"storage", "encryption_key_file", storage<&net::store_options::encryption_key_file>, no_limits,
     "File with such keys, in place of the variable. Neither: texts are stored as they are."},
    {"storage", "sync_to_disk", storage<&net::store_options::sync_to_disk>, no_limits,
     "true: what was saved survives a power cut; false: faster, survives a crash of the program "
     "only."},
    {"storage", "check_time", storage<&net::store_options::check_time>, limits{0, 10 * minute},
     "At start the pages of the database are looked at for damage, at most so long: damage is "
     "logged and counted. 0: not at all."},
    {"storage", "spool_dir", storage<&net::store_options::spool_dir>, no_limits,
     "Where questions and answers wait, in a file, while the database is away; empty: beside it. "
     "Made when it is missing, for this account only."},
    {"storage", "spool_bytes", storage<&net::store_options::spool_bytes>,
     limits{64 * kib, 16 * 1024 * mib},
     "They may take so much there, which is set apart on the disk from the start with a quarter "
     "more for the log; with a full spool questions are refused.",
     unit::bytes},
    {"storage", "retry_interval", storage<&net::store_options::retry_interval>,
     limits{10, 1 * minute},
     "Pause before a database that is away is tried again; it doubles, up to eight times this."},
    {"log", "level", log_part<&log_settings::level>, no_limits,
     "The least serious records that are written."},
    {"log", "format", log_part<&log_settings::format>, no_limits,
     "`text` for people, `json` for machines: one object per line."},
    {"actors", "threads", in_part<&settings::actors, &actor_settings::threads>, limits{0, 256},
     "Threads that run the actors; 0: one per core."},
};

constexpr std::array<std::string_view, 2> provider_kinds{"openai", "offline"};
constexpr std::array<std::string_view, 2> expiries{"continue", "cancel"};
constexpr std::array<std::string_view, 4> continuation_styles{"off", "assistant", "prefix", "vllm"};
constexpr std::array<std::string_view, 3> thought_styles{"auto", "always", "never"};
constexpr std::array<std::string_view, 2> http_versions{"1.1", "2"};
constexpr std::array<std::string_view, 2> limit_names{"max_tokens", "max_completion_tokens"};
constexpr std::array<std::string_view, 2> auth_modes{"open", "jwt"};
constexpr std::array<std::string_view, 6> log_levels{"trace", "debug", "info",
                                                     "warn",  "error", "off"};
constexpr std::array<std::string_view, 2> log_formats{"text", "json"};

}  // namespace

std::span<const section> all_sections() noexcept {
  return sections;
}

std::span<const option> all_options() noexcept {
  return options;
}

std::span<const std::string_view> names_of(provider_kind) noexcept {
  return provider_kinds;
}

std::span<const std::string_view> names_of(safety::region) noexcept {
  static constexpr std::array<std::string_view, 4> names{"auto", "cn", "us", "eu"};
  return names;
}

std::span<const std::string_view> names_of(actors::expiry) noexcept {
  return expiries;
}

std::span<const std::string_view> names_of(net::continuation_style) noexcept {
  return continuation_styles;
}

std::span<const std::string_view> names_of(net::thought_style) noexcept {
  return thought_styles;
}

std::span<const std::string_view> names_of(net::http_version) noexcept {
  return http_versions;
}

std::span<const std::string_view> names_of(net::limit_name) noexcept {
  return limit_names;
}

std::span<const std::string_view> names_of(auth_mode) noexcept {
  return auth_modes;
}

std::span<const std::string_view> names_of(log_level) noexcept {
  return log_levels;
}

std::span<const std::string_view> names_of(log_format) noexcept {
  return log_formats;
}

}  // namespace aurawell::config
