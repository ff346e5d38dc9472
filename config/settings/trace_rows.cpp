#include "config/settings/option_rows.hpp"

namespace aurawell::config {
namespace {

using tr = net::trace_options;

constexpr option all_trace_rows[] = {
    {"trace", "endpoint", at<&tr::endpoint>,
     "Address of the collector up to and without `/v1/traces`, such as `http://127.0.0.1:4318`. "
     "Empty: no spans are made."},
    {"trace", "allow_unencrypted", at<&tr::allow_unencrypted>,
     "Lets `endpoint` be `http://` on another machine: everybody on the way can read the spans and "
     "the headers. On this machine's loopback it is always allowed."},
    {"trace", "headers_file", at<&tr::headers_file>,
     "File with header lines for each request, such as `Authorization: Bearer TOKEN`, at most 16; "
     "others must not be able to read it. Empty: none."},
    {"trace", "ca_bundle_file", at<&tr::ca_bundle_file>,
     "PEM file with the authorities that are trusted for the collector; empty: the system's."},
    {"trace", "sample_ratio", at<&tr::sample_ratio>, limits{0, 1},
     "Share of the questions whose spans are exported."},
    {"trace", "trust_client_sampling", at<&tr::trust_client_sampling>,
     "true: where a client sends a trace, its `sampled` flag decides in place of `sample_ratio`. "
     "Only where all clients are your own: a stranger could have every question exported."},
    {"trace", "queue", at<&tr::queue>, limits{1, 1'000'000},
     "Spans that may wait for the collector; then the oldest are dropped."},
    {"trace", "batch", at<&tr::batch>, limits{1, 100'000},
     "Spans of one request, at most; at most `queue`."},
    {"trace", "interval", at<&tr::interval>, limits{10, 10 * minute},
     "How long a span waits for others of its batch."},
    {"trace", "timeout", at<&tr::timeout>, limits{10, 10 * minute}, "Limit of one request."},
    {"trace", "max_retries", at<&tr::max_retries>, limits{0, 100},
     "Further tries of a batch after no answer and after the status 429, 502, 503 or 504; then it "
     "is dropped."},
    {"trace", "retry_pause", at<&tr::retry_pause>, limits{1, 10 * minute},
     "Pause after a failure; it doubles with each further one and varies by a fifth. If the "
     "collector sends `Retry-After`, that is the pause, at most an hour."},
    {"trace", "retry_pause_max", at<&tr::retry_pause_max>, limits{1, 1 * hour},
     "Longest such pause."},
    {"trace", "flush_timeout", at<&tr::flush_timeout>, limits{0, 1 * minute},
     "How long the end of the program waits for the last spans to be sent."},
};

}  // namespace

std::span<const option> trace_rows() noexcept {
  return all_trace_rows;
}

}  // namespace aurawell::config
