#include "net/http/request_forms.hpp"

#include <array>
#include <boost/beast/http/field.hpp>
#include <string>

namespace aurawell::net {
namespace {

namespace http = boost::beast::http;

constexpr std::array list_fields{
    http::field::accept,          http::field::accept_encoding,
    http::field::accept_language, http::field::access_control_request_headers,
    http::field::if_match,        http::field::if_none_match};

void join_lines(request_message& request, http::field name) {
  const auto [begin, end] = request.equal_range(name);
  std::string list;
  for (auto line = begin; line != end; ++line) {
    list += list.empty() ? "" : ", ";
    list += view(line->value());
  }
  request.set(name, list);
}

void add_path(request_message& request) {
  const auto target = view(request.target());
  const auto scheme_end = target.find("://");
  if (target.starts_with('/') || scheme_end == std::string_view::npos) {
    return;
  }
  const auto behind_host = target.find_first_of("/?", scheme_end + 3);
  if (behind_host != std::string_view::npos && target[behind_host] == '?') {
    request.target(std::string{target}.insert(behind_host, 1, '/'));
  }
}

}  // namespace

void unify_forms(request_message& request) {
  for (const auto name : list_fields) {
    if (request.count(name) > 1) {
      join_lines(request, name);
    }
  }
  add_path(request);
}

}  // namespace aurawell::net
