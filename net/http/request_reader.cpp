#include "net/http/request_reader.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/field.hpp>
#include <boost/beast/http/parser.hpp>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include "net/http/request_rules.hpp"

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

namespace http = boost::beast::http;

std::size_t request_reader::take(std::string_view bytes) {
  std::size_t used = 0;
  while (state_ == state::head && used < bytes.size()) {
    used += take_head(bytes.substr(used));
  }
  if (state_ == state::body) {
    used += take_body(bytes.substr(used));
  }
  return used;
}

bool request_reader::is_continue_due() noexcept {
  return state_ == state::body && std::exchange(is_waiting_client_, false);
}

std::size_t request_reader::take_head(std::string_view bytes) {
  const auto room = std::min(limits_.head_bytes - head_.size(), bytes.size());
  const auto used = scan_head(bytes.substr(0, room));
  if (state_ == state::head && used == room && bytes.size() > room) {
    fail(request_fault::head_too_long);
  }
  return used;
}

std::size_t request_reader::scan_head(std::string_view bytes) {
  using step = line_scanner::step;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto seen = lines_.next(bytes[i]);
    if (seen == step::more) {
      continue;
    }
    if (seen == step::blank_line && ++blank_lines_ <= max_blank_lines) {
      // An empty line does not count against the limit, wherever the bytes were cut.
      head_.clear();
      return i + 1;
    }
    head_ += bytes.substr(0, i + 1);
    if (seen == step::end) {
      on_head();
    } else {
      fail(seen == step::too_long ? request_fault::head_too_long : request_fault::malformed);
    }
    return i + 1;
  }
  head_ += bytes;
  return bytes.size();
}

void request_reader::on_head() {
  const bool is_valid = parse_head() && has_valid_target(request_);
  const auto framing = is_valid ? find_framing(request_) : std::nullopt;
  const auto wish = find_expectation(request_);
  unify_forms(request_);
  if (!framing) {
    fail(request_fault::malformed);
  } else if (framing->length > limits_.body_bytes) {
    fail(request_fault::body_too_long);
  } else if (wish == expectation::unknown) {
    fail(request_fault::unknown_expectation);
  } else if (framing->is_chunked || framing->length > 0) {
    state_ = state::body;
    is_waiting_client_ = wish == expectation::go_ahead;
    body_left_ = framing->length;
    if (framing->is_chunked) {
      chunks_.emplace(limits_.body_bytes, limits_.head_bytes);
    }
  } else {
    state_ = state::complete;
  }
}

bool request_reader::parse_head() {
  http::request_parser<http::string_body> parser;
  parser.header_limit(std::numeric_limits<std::uint32_t>::max());
  // The body is read by `request_reader`.
  parser.skip(true);
  boost::beast::error_code fault;
  parser.put(boost::asio::buffer(head_), fault);
  request_ = std::move(parser.get());
  std::string{}.swap(head_);
  return !fault;
}

std::size_t request_reader::take_body(std::string_view bytes) {
  if (!bytes.empty()) {
    is_waiting_client_ = false;
  }
  if (!chunks_) {
    const auto used = static_cast<std::size_t>(std::min<std::uint64_t>(body_left_, bytes.size()));
    request_.body() += bytes.substr(0, used);
    body_left_ -= used;
    state_ = body_left_ == 0 ? state::complete : state::body;
    return used;
  }
  const auto used = chunks_->take(bytes, request_.body());
  switch (chunks_->now()) {
    case chunk_decoder::state::more: break;
    case chunk_decoder::state::end: state_ = state::complete; break;
    case chunk_decoder::state::malformed: fail(request_fault::malformed); break;
    case chunk_decoder::state::data_too_long: fail(request_fault::body_too_long); break;
    case chunk_decoder::state::framing_too_long: fail(request_fault::head_too_long); break;
  }
  return used;
}

void request_reader::fail(request_fault why) {
  if (state_ == state::head && !head_.empty()) {
    // The Origin in it decides which page may read the refusal.
    parse_head();
  }
  state_ = state::failed;
  fault_ = why;
}

}  // namespace aurawell::net
