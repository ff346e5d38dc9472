#pragma once

#include <boost/beast/core/string_type.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <string_view>

namespace aurawell::net {

using request_message = boost::beast::http::request<boost::beast::http::string_body>;
/// Status and headers; the body is written behind it.
using response_head = boost::beast::http::response<boost::beast::http::empty_body>;

inline std::string_view view(boost::beast::string_view text) noexcept {
  return {text.data(), text.size()};
}

}  // namespace aurawell::net
