#include "config/settings/option_rows.hpp"

namespace aurawell::config {
namespace {

using po = actors::pool_options;
using lo = net::llm_options;
using st = stream_options;
using br = breaker_options;

constexpr auto upstream = provider_kind::openai;
constexpr auto coach = provider_kind::offline;

constexpr option all_answer_rows[] = {
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
     "How long a key that the server refused (401, 402, 403) is not used, if there is another key. "
     "A key at its rate limit (429) is not used for as long as the server asks, at most for this "
     "time."},
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
     "Slowest accepted pace of an answer, in tokens per second. An answer that stays below it for "
     "`slow_window` is treated like one that has stopped. 0: no answer is too slow."},
    {"providers.*", "slow_window", at<&st::slow_window>, limits{100, 30 * minute},
     "For how long the pace is measured before it is compared with `min_tokens_per_second`."},
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
     "The breaker counts the attempts that ended within this time and decides by them whether to "
     "pause the provider."},
    {"providers.*", "breaker.min_requests", at<&br::min_requests>, limits{1, 1'000'000},
     "With fewer attempts in the window the provider is not paused."},
    {"providers.*", "breaker.failure_ratio", at<&br::failure_ratio>, limits{0.01, 1},
     "Share of failed attempts in the window, from 0.01 to 1, from which on the provider is "
     "paused."},
    {"providers.*", "breaker.open_for", at<&br::open_for>, limits{100, 1 * hour},
     "Length of the first pause; then the provider is probed. Each failed probe doubles the "
     "pause."},
    {"providers.*", "breaker.max_open_for", at<&br::max_open_for>, limits{100, 24 * hour},
     "Longest pause."},
    {"providers.*", "breaker.probes", at<&br::probes>, limits{1, 1'000},
     "How many questions may probe the provider at the same time after a pause; the first that is "
     "answered ends the pause."},
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
    {"providers.*", "send_trace", at<&lo::send_trace>, upstream,
     "true: each request has a `traceparent` header, and a client's `tracestate`. Only for a "
     "server "
     "of your own: a provider could see with them which requests belong together."},
    {"providers.*", "tokens_per_second", at<&net::offline_options::tokens_per_second>,
     limits{2, 100'000}, coach,
     "Pace of the built-in coach, which writes in phrases: tokens of an answer per second, as its "
     "usage counts them. A token is a word or a Chinese character."},
    {"safety", "region", at<&safety_settings::region>,
     "Whose emergency numbers are named: `cn` 120 and 12356, `us` 911 and 988, `eu` 112; `auto`: "
     "China's for Chinese, all of them for English. A question's context may say otherwise with "
     "`region`."},
};

}  // namespace

std::span<const option> answer_rows() noexcept {
  return all_answer_rows;
}

}  // namespace aurawell::config
