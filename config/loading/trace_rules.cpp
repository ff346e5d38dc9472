#include <unistd.h>

#include "config/loading/section_rules.hpp"
#include "config/loading/text_rules.hpp"
#include "net/address/authority.hpp"
#include "net/trace/otlp/collector_headers.hpp"

namespace aurawell::config {
namespace {

std::optional<std::string> find_endpoint_fault(const net::trace_options& in) {
  const std::string_view url = in.endpoint;
  const auto rest = after_scheme(url);
  if (rest.empty() || rest.front() == '/' || !is_visible_ascii(url) ||
      rest.find_first_of("?#") != rest.npos) {
    return quote_address(url) + " is no address such as \"http://127.0.0.1:4318\"";
  }
  if (rest.substr(0, rest.find('/')).find('@') != rest.npos) {
    return "must not hold a password; use trace.headers_file";
  }
  if (url.find("/v1/traces") != url.npos) {
    return quote_address(url) + " goes too far: leave out \"/v1/traces\"";
  }
  if (!url.starts_with("https://") && !in.allow_unencrypted && !net::is_loopback_url(url)) {
    return quote_address(url) +
           " sends spans and headers to another machine without encryption; use https://, or set "
           "trace.allow_unencrypted = true if nobody else can read that network";
  }
  return std::nullopt;
}

}  // namespace

std::vector<setting_fault> find_trace_faults(const net::trace_options& in) {
  std::vector<setting_fault> found;
  if (in.batch > in.queue) {
    found.push_back({"trace.batch", std::to_string(in.batch) + " is more than trace.queue, " +
                                        std::to_string(in.queue) + ": so many never wait"});
  }
  if (in.retry_pause > in.retry_pause_max) {
    found.push_back({"trace.retry_pause", duration_text(in.retry_pause) +
                                              " is more than trace.retry_pause_max, " +
                                              duration_text(in.retry_pause_max)});
  }
  if (in.endpoint.empty()) {
    return found;
  }
  if (const auto fault = find_endpoint_fault(in)) {
    found.push_back({"trace.endpoint", *fault});
  }
  if (!in.headers_file.empty()) {
    if (const auto lines = net::read_collector_headers(in.headers_file); !lines) {
      found.push_back({"trace.headers_file", lines.failure().detail});
    }
  }
  if (!in.ca_bundle_file.empty() && ::access(in.ca_bundle_file.c_str(), R_OK) != 0) {
    found.push_back(
        {"trace.ca_bundle_file", "the file " + quote(in.ca_bundle_file) + " cannot be read"});
  }
  return found;
}

}  // namespace aurawell::config
