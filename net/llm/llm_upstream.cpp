#include "net/llm/llm_upstream.hpp"

#include <spdlog/spdlog.h>

#include <array>
#include <boost/asio/ip/address.hpp>
#include <filesystem>
#include <string_view>

namespace aurawell::net {
namespace {

/// One read of a socket. Small, because it is held per stream.
constexpr long receive_buffer_bytes = 4 * 1024;
/// The least that curl takes; a TLS stream holds one.
constexpr long send_buffer_bytes = 16 * 1024;

std::string url_of(std::string_view base_url) {
  while (base_url.ends_with('/')) {
    base_url.remove_suffix(1);
  }
  return std::string{base_url} + "/chat/completions";
}

/// Empty when `url` is none.
std::string host_of(const std::string& url) {
  std::string host;
  auto* parts = curl_url();
  char* text = nullptr;
  if (curl_url_set(parts, CURLUPART_URL, url.c_str(), 0) == CURLUE_OK &&
      curl_url_get(parts, CURLUPART_HOST, &text, 0) == CURLUE_OK) {
    host = text;
    curl_free(text);
  }
  curl_url_cleanup(parts);
  return host;
}

bool is_loopback(std::string_view host) {
  if (host == "localhost" || host.ends_with(".localhost")) {
    return true;
  }
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
  }
  boost::system::error_code problem;
  const auto address = boost::asio::ip::make_address(std::string{host}, problem);
  return !problem && address.is_loopback();
}

bool system_has_trust_file() {
  const auto* file = curl_version_info(CURLVERSION_NOW)->cainfo;
  std::error_code problem;
  return file != nullptr && std::filesystem::is_regular_file(file, problem);
}

curl_slist* make_headers(const std::string& api_key) {
  constexpr std::array fixed{
      "Content-Type: application/json",
      "Accept: text/event-stream, application/json",
      // A compressor holds tokens back. What comes compressed all the same is read.
      "Accept-Encoding: identity",
      "Expect:",
  };
  curl_slist* headers = nullptr;
  for (const auto* line : fixed) {
    headers = curl_slist_append(headers, line);
  }
  if (!api_key.empty()) {
    headers = curl_slist_append(headers, ("Authorization: Bearer " + api_key).c_str());
  }
  return headers;
}

}  // namespace

llm_upstream::llm_upstream(const llm_options& options)
    : options_{options},
      url_{url_of(options.base_url)},
      host_{host_of(url_)},
      is_loopback_{is_loopback(host_)},
      has_trust_file_{!options.ca_bundle_file.empty() || system_has_trust_file()},
      headers_{make_headers(options.api_key)} {}

void llm_upstream::configure(CURL* handle) const {
  curl_easy_setopt(handle, CURLOPT_URL, url_.c_str());
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers_.get());
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "aurawell");
  curl_easy_setopt(handle, CURLOPT_POST, 1L);
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
  curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
  curl_easy_setopt(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_TCP_NODELAY, 1L);
  curl_easy_setopt(handle, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt(handle, CURLOPT_BUFFERSIZE, receive_buffer_bytes);
  curl_easy_setopt(handle, CURLOPT_UPLOAD_BUFFERSIZE, send_buffer_bytes);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(options_.connect_timeout.count()));
  if (is_loopback_) {
    // A proxy named in the environment would look for the model on its own machine.
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
  }
  if (!options_.ca_bundle_file.empty()) {
    curl_easy_setopt(handle, CURLOPT_CAINFO, options_.ca_bundle_file.c_str());
  }
  if (has_trust_file_) {
    // With a folder of certificates set, and it is by default, curl reads the trusted
    // authorities anew for each connection: 50 ms and 0.9 MB, where 1 ms and 80 kB do.
    curl_easy_setopt(handle, CURLOPT_CAPATH, nullptr);
  }
}

encoded_request llm_upstream::encode(const completion_request& request) const {
  return encode_request(request, {.model = options_.model, .thinking = options_.thinking},
                        pseudonym_.of(request.question.user, request.question.member));
}

optional_members llm_upstream::accepted_members() const {
  const std::lock_guard lock{mutex_};
  return accepted_;
}

void llm_upstream::learn(const optional_members& accepted) {
  const std::lock_guard lock{mutex_};
  accepted_ = accepted;
}

void llm_upstream::log(const upstream_error& problem) const {
  auto words = problem.words;
  const std::string_view key = options_.api_key;
  for (auto at = words.find(key); !key.empty() && at != std::string::npos; at = words.find(key)) {
    words.replace(at, key.size(), "[key]");
  }
  spdlog::warn("language model at {}: {} (HTTP {}) {}", host_, problem.failure.what.detail,
               problem.failure.http_status, words);
}

}  // namespace aurawell::net
