#include "tests/conformance/http_response.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace aurawell::conformance {
namespace {

constexpr std::string_view end_of_head = "\r\n\r\n";

std::string lower(std::string_view text) {
  std::string made{text};
  std::transform(made.begin(), made.end(), made.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return made;
}

bool is_status_line(std::string_view head) {
  return head.starts_with("HTTP/1.1 ") && head.size() > 12 &&
         std::all_of(head.begin() + 9, head.begin() + 12,
                     [](unsigned char c) { return std::isdigit(c) != 0; });
}

}  // namespace

std::string http_response::header(std::string_view name) const {
  const auto wanted = "\r\n" + std::string{name} + ":";
  const auto at = lower(head).find(wanted);
  if (at == std::string::npos) {
    return {};
  }
  const auto begin = head.find_first_not_of(' ', at + wanted.size());
  return head.substr(begin, head.find("\r\n", begin) - begin);
}

bool http_response::announces_close() const {
  return lower(header("connection")).find("close") != std::string::npos;
}

std::optional<http_response> response_reader::next(bool has_body) {
  while (buffer_.find(end_of_head) == std::string::npos) {
    if (!fill()) {
      return std::nullopt;
    }
  }
  const auto size = buffer_.find(end_of_head) + end_of_head.size();
  http_response response;
  response.head = buffer_.substr(0, size);
  buffer_.erase(0, size);
  if (!is_status_line(response.head)) {
    return give_up(problem::malformed);
  }
  response.status = std::atoi(response.head.c_str() + 9);
  const bool is_empty = response.is_interim() || response.status == 204 || response.status == 304;
  if (has_body && !is_empty && !read_body(response)) {
    return std::nullopt;
  }
  return response;
}

/// Every response in these tests has a length or ends with its connection.
bool response_reader::read_body(http_response& response) {
  const auto length = response.header("content-length");
  if (length.empty()) {
    while (fill()) {
    }
    response.body = std::move(buffer_);
    buffer_.clear();
    return trouble_ == problem::end && response.announces_close();
  }
  const auto size = std::strtoul(length.c_str(), nullptr, 10);
  while (buffer_.size() < size) {
    if (!fill()) {
      return false;
    }
  }
  response.body = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return true;
}

bool response_reader::fill() {
  const auto outcome = from_.receive(buffer_);
  if (outcome == peer::received::bytes) {
    return true;
  }
  // An end within a response is a separate fault.
  const auto end = buffer_.empty() ? problem::end : problem::malformed;
  trouble_ = outcome == peer::received::late ? problem::late : end;
  return false;
}

std::optional<http_response> response_reader::give_up(problem why) {
  trouble_ = why;
  return std::nullopt;
}

}  // namespace aurawell::conformance
