#include <array>
#include <ctime>

#include "tests/mock_llm/faults.hpp"

namespace aurawell::mock {
namespace {

constexpr std::string_view path_end = "/chat/completions";
constexpr std::string_view redirected = "/redirected";

/// Two seconds from now.
std::string http_date() {
  const auto when = std::time(nullptr) + 2;
  std::tm parts{};
  gmtime_r(&when, &parts);
  std::array<char, 40> text{};
  const auto size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return {text.data(), size};
}

script rate_limited(const std::string& field) {
  return refusal(429, "too many requests", field + "\r\n");
}

script redirect(unsigned status, const std::string& location) {
  return whole_response(status, "text/plain", "", "Location: " + location + "\r\n");
}

/// Redirects to a path of this server with the usual answer; returns nothing for a request to that
/// path.
std::optional<script> redirect_away(unsigned status, std::string_view target) {
  const auto end = target.rfind(path_end);
  if (end == std::string_view::npos || target.substr(0, end).ends_with(redirected)) {
    return std::nullopt;
  }
  auto location = std::string{target};
  location.insert(end, redirected);
  return redirect(status, location);
}

quirk status_quirk(unsigned status) {
  const auto number = std::to_string(status);
  return {"status_" + number, "HTTP status " + number + " with an error in JSON",
          [status](const quirk_case&) { return refusal(status, "failed on purpose"); }};
}

}  // namespace

std::vector<quirk> status_faults() {
  std::vector<quirk> all;
  for (const auto status :
       {400U, 401U, 402U, 403U, 404U, 408U, 409U, 422U, 425U, 429U, 500U, 502U, 503U, 504U, 529U}) {
    all.push_back(status_quirk(status));
  }
  const std::vector<quirk> others{
      {"status_502_html", "502 with a gateway's web page for a body",
       [](const quirk_case&) {
         return whole_response(502, "text/html",
                               "<html><body><h1>502 Bad Gateway</h1></body></html>");
       }},
      {"status_500_echo", "500 whose error repeats the question",
       [](const quirk_case& now) { return refusal(500, now.asked.last_user_message); }},
      {"retry_after_seconds", "429 with Retry-After: 1",
       [](const quirk_case&) { return rate_limited("Retry-After: 1"); }},
      {"retry_after_date", "429 with a date in two seconds as Retry-After",
       [](const quirk_case&) { return rate_limited("Retry-After: " + http_date()); }},
      {"retry_after_ms", "429 with retry-after-ms: 250",
       [](const quirk_case&) { return rate_limited("retry-after-ms: 250"); }},
      {"retry_after_an_hour", "429 with Retry-After: 3600",
       [](const quirk_case&) { return rate_limited("Retry-After: 3600"); }},
      {"retry_after_garbled", "429 with a Retry-After that is neither number nor date",
       [](const quirk_case&) { return rate_limited("Retry-After: soon"); }},
      {"refuse_stream_options", "422 for a request with stream_options, else the answer",
       [](const quirk_case& now) {
         return now.asked.has_stream_options
                    ? std::optional{refusal(422, "stream_options: extra fields not permitted")}
                    : std::nullopt;
       }},
      {"redirect_302", "302 to a path with the answer",
       [](const quirk_case& now) { return redirect_away(302, now.target); }},
      {"redirect_307", "307 to a path with the answer",
       [](const quirk_case& now) { return redirect_away(307, now.target); }},
      {"redirect_loop", "307 to the same path",
       [](const quirk_case& now) { return redirect(307, std::string{now.target}); }},
  };
  all.insert(all.end(), others.begin(), others.end());
  return all;
}

}  // namespace aurawell::mock
