#include "net/llm/answer/response_head.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "net/address/lower_ascii.hpp"

namespace aurawell::net {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds longest_retry_after = std::chrono::hours{24};

}  // namespace

std::optional<milliseconds> retry_after_of(CURL* handle) {
  curl_header* header = nullptr;
  if (curl_easy_header(handle, "retry-after-ms", 0, CURLH_HEADER, -1, &header) == CURLHE_OK) {
    const auto wait = milliseconds{std::strtoll(header->value, nullptr, 10)};
    return std::clamp(wait, milliseconds{0}, longest_retry_after);
  }
  if (curl_easy_header(handle, "retry-after", 0, CURLH_HEADER, -1, &header) != CURLHE_OK) {
    return std::nullopt;
  }
  curl_off_t seconds = 0;
  curl_easy_getinfo(handle, CURLINFO_RETRY_AFTER, &seconds);
  const auto longest = std::chrono::duration_cast<std::chrono::seconds>(longest_retry_after);
  return std::chrono::seconds{std::clamp<curl_off_t>(seconds, 0, longest.count())};
}

bool names_strange_encoding(std::string_view header_line) {
  const auto line = lower_ascii(header_line);
  const auto is_encoding =
      line.starts_with("content-encoding:") || line.starts_with("transfer-encoding:");
  return is_encoding &&
         (line.find("br") != std::string::npos || line.find("zstd") != std::string::npos);
}

bool is_redirect(CURL* handle) {
  const char* target = nullptr;
  curl_easy_getinfo(handle, CURLINFO_REDIRECT_URL, &target);
  return target != nullptr;
}

bool was_connected(CURL* handle) {
  const char* peer = nullptr;
  curl_easy_getinfo(handle, CURLINFO_PRIMARY_IP, &peer);
  return peer != nullptr && *peer != '\0';
}

}  // namespace aurawell::net
