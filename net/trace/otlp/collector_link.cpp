#include "net/trace/otlp/collector_link.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "net/address/authority.hpp"
#include "net/trace/otlp/otlp_json.hpp"

namespace aurawell::net {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// Part of a response that is read.
constexpr std::size_t most_response_bytes = 16 * 1024;

std::string url_of(std::string_view endpoint) {
  while (endpoint.ends_with('/')) {
    endpoint.remove_suffix(1);
  }
  return std::string{endpoint} + "/v1/traces";
}

/// The responses after which the specification of OTLP wants another try.
bool is_worth_retry(long status) noexcept {
  return status == 429 || status == 502 || status == 503 || status == 504;
}

curl_slist* header_list(const std::vector<std::string>& lines) {
  curl_slist* list = curl_slist_append(nullptr, "Content-Type: application/json");
  list = curl_slist_append(list, "Expect:");
  for (const auto& line : lines) {
    list = curl_slist_append(list, line.c_str());
  }
  return list;
}

}  // namespace

collector_link::collector_link(const trace_options& options,
                               const std::vector<std::string>& headers)
    : url_{url_of(options.endpoint)},
      timeout_{options.timeout},
      headers_{header_list(headers)},
      multi_{curl_multi_init()},
      easy_{curl_easy_init()} {
  configure(options);
}

void collector_link::configure(const trace_options& options) {
  auto* const handle = easy_.get();
  curl_easy_setopt(handle, CURLOPT_URL, url_.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  // A redirect would send the headers to another host.
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers_.get());
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "aurawell");
  curl_easy_setopt(handle, CURLOPT_POST, 1L);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  // Otherwise the end would wait for the thread of a resolver.
  curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
  if (!options.ca_bundle_file.empty()) {
    curl_easy_setopt(handle, CURLOPT_CAINFO, options.ca_bundle_file.c_str());
    curl_easy_setopt(handle, CURLOPT_CAPATH, nullptr);
  }
  if (is_loopback_url(url_)) {
    // A proxy from the environment would look for the collector on its own machine.
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
  }
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &collector_link::on_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, this);
}

std::size_t collector_link::on_body(char* bytes, std::size_t size, std::size_t count, void* self) {
  auto& kept = static_cast<collector_link*>(self)->response_;
  kept.append(bytes, std::min(size * count, most_response_bytes - kept.size()));
  return size * count;
}

export_outcome collector_link::post(const std::string& body) {
  response_.clear();
  curl_easy_setopt(easy_.get(), CURLOPT_POSTFIELDS, body.data());
  curl_easy_setopt(easy_.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  curl_multi_add_handle(multi_.get(), easy_.get());
  const auto code = perform();
  curl_multi_remove_handle(multi_.get(), easy_.get());
  if (!code) {
    return {export_outcome::kind::failed, {}, 0, "the collector did not answer in time"};
  }
  if (*code != CURLE_OK) {
    return {export_outcome::kind::failed, {}, 0, curl_easy_strerror(*code)};
  }
  return outcome_of_response();
}

std::optional<CURLcode> collector_link::perform() {
  const auto until = steady_clock::now() + timeout_;
  for (int running = 1;;) {
    curl_multi_perform(multi_.get(), &running);
    int left = 0;
    if (const auto* message = curl_multi_info_read(multi_.get(), &left)) {
      return message->data.result;
    }
    const auto rest = std::min(until, deadline_.load()) - steady_clock::now();
    if (rest <= steady_clock::duration::zero()) {
      return std::nullopt;
    }
    const auto wait = std::chrono::ceil<milliseconds>(rest).count();
    curl_multi_poll(multi_.get(), nullptr, 0, static_cast<int>(wait), nullptr);
  }
}

export_outcome collector_link::outcome_of_response() const {
  long status = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
  if (status >= 200 && status < 300) {
    const auto rejected = read_rejected_spans(response_);
    return {export_outcome::kind::accepted,
            {},
            rejected,
            rejected > 0 ? "the collector rejected spans" : ""};
  }
  export_outcome outcome;
  outcome.result =
      is_worth_retry(status) ? export_outcome::kind::failed : export_outcome::kind::refused;
  outcome.detail = "the collector answered with status " + std::to_string(status);
  curl_off_t seconds = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_RETRY_AFTER, &seconds);
  if (seconds > 0) {
    constexpr curl_off_t most = std::chrono::seconds{export_course::longest_pause}.count();
    outcome.retry_after = std::chrono::seconds{std::min(seconds, most)};
  }
  return outcome;
}

void collector_link::end_by(time_point deadline) {
  deadline_ = deadline;
  curl_multi_wakeup(multi_.get());
}

}  // namespace aurawell::net
