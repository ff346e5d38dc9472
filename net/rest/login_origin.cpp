#include "net/rest/login_origin.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <span>
#include <utility>

namespace aurawell::net {
namespace {

namespace ip = boost::asio::ip;

constexpr unsigned short v4_bits = 24;
constexpr unsigned short v6_bits = 48;

using program_mark = std::pair<std::string_view, std::string_view>;

/// The first match counts: most browsers also send the names of others.
constexpr program_mark programs[] = {
    {"MicroMessenger/", "WeChat"}, {"Edg", "Edge"},       {"OPR/", "Opera"},
    {"Firefox/", "Firefox"},       {"FxiOS/", "Firefox"}, {"CriOS/", "Chrome"},
    {"Chrome/", "Chrome"},         {"Safari/", "Safari"}, {"curl/", "curl"},
    {"okhttp/", "okhttp"},         {"python", "Python"},  {"CFNetwork/", "iOS"},
};
constexpr program_mark systems[] = {
    {"iPhone", "iPhone"},  {"iPad", "iPad"},     {"Android", "Android"}, {"Windows", "Windows"},
    {"Mac OS X", "macOS"}, {"CrOS", "ChromeOS"}, {"Linux", "Linux"},
};

std::string_view find_mark(std::span<const program_mark> marks, std::string_view text) {
  for (const auto& [sign, name] : marks) {
    if (text.find(sign) != std::string_view::npos) {
      return name;
    }
  }
  return {};
}

}  // namespace

login_origin origin_of(const rest_request& request) {
  return {request.address, network_of(request.address), client_of(request.user_agent)};
}

std::string network_of(std::string_view address) {
  boost::system::error_code fault;
  const auto read = ip::make_address(std::string{address.substr(0, address.find('/'))}, fault);
  if (fault) {
    return {};
  }
  if (read.is_v4()) {
    return ip::network_v4{read.to_v4(), v4_bits}.canonical().to_string();
  }
  return ip::network_v6{read.to_v6(), v6_bits}.canonical().to_string();
}

std::string client_of(std::string_view user_agent) {
  std::string named{find_mark(programs, user_agent)};
  const auto system = find_mark(systems, user_agent);
  return named.append(named.empty() || system.empty() ? "" : ", ").append(system);
}

}  // namespace aurawell::net
