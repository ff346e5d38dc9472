#include "net/llm/llm_upstream.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <limits>
#include <string_view>
#include <utility>

#include "domain/log/log.hpp"
#include "domain/prompt/prompt_history.hpp"
#include "net/address/authority.hpp"

namespace aurawell::net {
namespace {

using std::chrono::milliseconds;

/// Size of one read of a socket. Small, because each stream holds one.
constexpr long receive_buffer_bytes = 4 * 1024;
/// The smallest size that curl accepts; each TLS stream holds one.
constexpr long send_buffer_bytes = 16 * 1024;

std::string url_of(std::string_view base_url) {
  while (base_url.ends_with('/')) {
    base_url.remove_suffix(1);
  }
  return std::string{base_url} + "/chat/completions";
}

/// A part of `url` as curl reads it; empty when there is none.
std::string part_of(const std::string& url, CURLUPart which) {
  std::string part;
  auto* parts = curl_url();
  char* text = nullptr;
  if (curl_url_set(parts, CURLUPART_URL, url.c_str(), 0) == CURLUE_OK &&
      curl_url_get(parts, which, &text, 0) == CURLUE_OK) {
    part = text;
    curl_free(text);
  }
  curl_url_cleanup(parts);
  return part;
}

/// `host` as curl writes it.
bool is_on_loopback(std::string_view host) {
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
  }
  return host.ends_with(".localhost") || is_loopback(std::string{host});
}

bool system_has_trust_file() {
  const auto* file = curl_version_info(CURLVERSION_NOW)->cainfo;
  std::error_code problem;
  return file != nullptr && std::filesystem::is_regular_file(file, problem);
}

curl_slist* fixed_headers() {
  constexpr std::array fixed{
      "Content-Type: application/json",
      "Accept: text/event-stream, application/json",
      // Compression delays tokens. A compressed answer is decoded nevertheless.
      "Accept-Encoding: identity",
      "Expect:",
  };
  curl_slist* headers = nullptr;
  for (const auto* line : fixed) {
    headers = curl_slist_append(headers, line);
  }
  return headers;
}

/// Both names of the answer's limit are omitted if the preferred one is.
member_set omitted_members(const std::vector<std::string>& names, request_member limit_name) {
  constexpr member_set limits{request_member::max_tokens, request_member::max_completion_tokens};
  member_set omitted;
  for (const auto& name : names) {
    if (const auto member = member_named(name)) {
      omitted.add(*member);
    }
  }
  return omitted.has(limit_name) ? omitted | limits : omitted;
}

constexpr milliseconds rest_without_word{1'000};

/// The pause of a key after a failure.
milliseconds rest_after(const upstream_error& problem, milliseconds longest) {
  if (problem.fault == key_fault::refused) {
    return longest;
  }
  return std::min(problem.failure.retry_after.value_or(rest_without_word), longest);
}

}  // namespace

llm_upstream::llm_upstream(const llm_options& options, std::shared_ptr<provider_lessons> lessons)
    : options_{options},
      url_{url_of(options.base_url)},
      host_{part_of(url_, CURLUPART_HOST)},
      is_loopback_{is_on_loopback(host_)},
      has_trust_file_{!options.ca_bundle_file.empty() || system_has_trust_file()},
      headers_{make_headers(options.api_keys)},
      keys_{headers_.size()},
      thoughts_{options.unopened_thoughts, options.model, lessons},
      pseudonym_{options.pseudonym_key},
      lessons_{std::move(lessons)} {}

std::vector<llm_upstream::header_list> llm_upstream::make_headers(
    const std::vector<std::string>& api_keys) {
  std::vector<header_list> lists;
  for (const auto& key : api_keys) {
    lists.emplace_back(
        curl_slist_append(fixed_headers(), ("Authorization: Bearer " + key).c_str()));
  }
  if (lists.empty()) {
    lists.emplace_back(fixed_headers());
  }
  return lists;
}

void llm_upstream::configure(CURL* handle, std::size_t key) const {
  curl_easy_setopt(handle, CURLOPT_URL, url_.c_str());
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers_[key].get());
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "aurawell");
  curl_easy_setopt(handle, CURLOPT_POST, 1L);
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  // A redirect would send the key and the question to another host.
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_TCP_NODELAY, 1L);
  curl_easy_setopt(handle, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt(handle, CURLOPT_BUFFERSIZE, receive_buffer_bytes);
  curl_easy_setopt(handle, CURLOPT_UPLOAD_BUFFERSIZE, send_buffer_bytes);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(options_.connect_timeout.count()));
  // Without it, stopping an answer during the lookup of its host blocks the loop until the
  // resolver's thread has finished.
  curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
  choose_way(handle);
  choose_trust(handle);
}

void llm_upstream::choose_way(CURL* handle) const {
  const auto is_two = options_.http == http_version::two;
  curl_easy_setopt(handle, CURLOPT_HTTP_VERSION,
                   is_two ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1);
  // Otherwise each of many answers that begin together opens its own connection.
  curl_easy_setopt(handle, CURLOPT_PIPEWAIT, is_two ? 1L : 0L);
  curl_easy_setopt(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  if (!options_.proxy.empty()) {
    curl_easy_setopt(handle, CURLOPT_PROXY, options_.proxy.c_str());
    // The exceptions in the environment apply to the proxy of the environment.
    curl_easy_setopt(handle, CURLOPT_NOPROXY, "");
  } else if (is_loopback_) {
    // A proxy from the environment would look for the model on its own machine.
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
  }
}

void llm_upstream::choose_trust(CURL* handle) const {
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
  if (!options_.ca_bundle_file.empty()) {
    curl_easy_setopt(handle, CURLOPT_CAINFO, options_.ca_bundle_file.c_str());
  }
  if (has_trust_file_) {
    // With a folder of certificates, which is set by default, curl reads the trusted authorities
    // for each connection: 50 ms and 0.9 MB, instead of 1 ms and 80 kB.
    curl_easy_setopt(handle, CURLOPT_CAPATH, nullptr);
  }
}

adapted_request llm_upstream::adapt(completion_request request) const {
  adapted_request::traits about;
  about.known = lessons_->of(request.model.empty() ? options_.model : request.model);
  about.limit_name = options_.max_tokens_name == limit_name::max_tokens
                         ? request_member::max_tokens
                         : request_member::max_completion_tokens;
  about.omitted = omitted_members(options_.omit, about.limit_name);
  about.suspected = std::move(request.suspected);
  about.history_limit = request.history_bytes;
  constexpr auto any = std::numeric_limits<std::size_t>::max();
  about.is_history_cut = shorten_history(
      request.messages,
      std::min(about.known.history_bytes.value_or(any), about.history_limit.value_or(any)));
  about.history_bytes = history_bytes_of(request.messages);
  for (const auto& message : request.messages) {
    about.asked.add(message.text);
  }
  about.asked.add(request.partial);
  return {encode_request(request,
                         {.model = options_.model,
                          .thinking = options_.thinking,
                          .continuation = options_.continuation},
                         pseudonym_.of(request.question.user, request.question.member)),
          std::move(about), lessons_};
}

void llm_upstream::settle(std::size_t key, upstream_error& problem, const std::string& trace) {
  milliseconds rest{0};
  if (problem.fault != key_fault::none && keys_.size() > 1) {
    rest = rest_after(problem, options_.key_pause);
    const auto now = key_ring::time_point::clock::now();
    problem.failure.other_key = keys_.rest(key, now + rest, now);
    problem.failure.retryable = problem.failure.retryable || problem.failure.other_key;
  }
  logging::log(problem.fault == key_fault::refused ? logging::level::error : logging::level::warn,
               "provider.failed",
               {{"host", host_},
                {"key", key + 1},
                {"keys", keys_.size()},
                {"key_pause_ms", rest},
                {"status", problem.failure.http_status},
                {"trace", trace},
                {"detail", problem.failure.cause.detail},
                {"reason", problem.words}});
}

}  // namespace aurawell::net
