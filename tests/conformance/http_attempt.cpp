#include "tests/conformance/http_attempt.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "tests/conformance/cuts.hpp"

namespace aurawell::conformance {
namespace {

constexpr std::chrono::seconds patience{8};

/// Statuses with which a gateway itself may refuse a request. Without 502 and 504, which would mean
/// that the program has crashed or still waits.
constexpr std::array gateway_refusals{400, 403, 404, 405, 408, 411, 413,
                                      414, 417, 421, 426, 431, 501, 505};

/// A masked close frame, 1000.
constexpr std::string_view close_frame{"\x88\x82\x00\x00\x00\x00\x03\xe8", 8};

/// The results that are correct with a gateway, given those without one.
outcomes through_gateway(const outcomes& direct) {
  outcomes more;
  for (const auto& one : direct) {
    const auto is_refusal = [](int status) { return status >= 400; };
    if (one.statuses.empty() ||
        std::any_of(one.statuses.back().begin(), one.statuses.back().end(), is_refusal)) {
      auto other = one;
      other.end = ending::either;
      other.statuses.resize(std::max<std::size_t>(one.statuses.size(), 1));
      auto& last = other.statuses.back();
      last.assign(gateway_refusals.begin(), gateway_refusals.end());
      more.push_back(other);
    }
  }
  return more;
}

bool fits(const outcome& right, const std::vector<http_response>& seen, ending end) {
  const bool ends_well = end == right.end || (right.end == ending::either &&
                                              (end == ending::open || end == ending::ended));
  return ends_well &&
         std::equal(seen.begin(), seen.end(), right.statuses.begin(), right.statuses.end(),
                    [](const http_response& response, const std::vector<int>& allowed) {
                      return std::find(allowed.begin(), allowed.end(), response.status) !=
                             allowed.end();
                    });
}

ending end_after(response_reader::problem trouble) {
  switch (trouble) {
    case response_reader::problem::late: return ending::late;
    case response_reader::problem::malformed: return ending::malformed;
    default: return ending::ended;
  }
}

}  // namespace

http_attempt::http_attempt(const http_row& row, const place& target)
    : row_{row},
      target_{target},
      peer_{target.server, peer::clock::now() + patience},
      reader_{peer_} {}

bool http_attempt::take_response() {
  auto response = reader_.next(!(row_.is_head && seen_.empty()));
  if (!response) {
    end_ = end_after(reader_.trouble());
    return false;
  }
  seen_.push_back(*std::move(response));
  return true;
}

std::string http_attempt::conclude() {
  converse();
  if (is_right()) {
    return fault_of_text();
  }
  outcome came;
  for (const auto& response : seen_) {
    came.statuses.push_back({response.status});
  }
  came.end = end_;
  return "came: " + to_string({came}) + "\n    right: " + to_string(right_here());
}

void http_attempt::converse() {
  for (std::size_t i = 1; i < row_.parts.size(); ++i) {
    if (!take_response()) {
      return;
    }
    peer_.send(row_.parts[i]);
  }
  if (row_.half_closes) {
    peer_.finish_sending();
  }
  while (seen_.size() < least_responses() || (!seen_.empty() && seen_.back().is_continue())) {
    if (!take_response()) {
      return;
    }
    if (seen_.back().status == 101) {
      leave_websocket();
      return;
    }
  }
  if (seen_.empty() || row_.half_closes || seen_.back().announces_close()) {
    read_on();
  } else {
    ask_again();
  }
}

void http_attempt::read_on() {
  while (take_response()) {
  }
}

/// Proves that the connection continues in step: one more response follows, to this request.
void http_attempt::ask_again() {
  const auto before = seen_.size();
  peer_.send(target_.get("Connection: close\r\n"));
  read_on();
  if (end_ != ending::ended) {
    return;
  }
  if (seen_.size() > before && seen_.back().status == 200 && seen_.back().announces_close()) {
    seen_.pop_back();
    end_ = ending::open;
  } else if (seen_.size() == before) {
    end_ = ending::unannounced;
  }
}

void http_attempt::leave_websocket() {
  peer_.send(close_frame);
  auto outcome = peer::received::bytes;
  while (outcome == peer::received::bytes) {
    outcome = peer_.receive(reader_.rest());
  }
  end_ = outcome == peer::received::end ? ending::open : ending::late;
}

std::size_t http_attempt::least_responses() const {
  std::size_t least = row_.right.front().statuses.size();
  for (const auto& one : row_.right) {
    least = std::min(least, one.statuses.size());
  }
  return least;
}

outcomes http_attempt::right_here() const {
  return target_.is_gateway() ? row_.right | through_gateway(row_.right) | row_.gateway
                              : row_.right;
}

bool http_attempt::is_right() const {
  const auto right = right_here();
  return std::any_of(right.begin(), right.end(),
                     [&](const outcome& one) { return fits(one, seen_, end_); });
}

/// Checks the required and forbidden content of all responses, and of this row's.
std::string http_attempt::fault_of_text() const {
  std::string all;
  bool is_good = false;
  for (const auto& response : seen_) {
    all += response.head + response.body;
    is_good = is_good || response.status == 200;
    if (!response.is_interim() && response.header("date").empty()) {
      return "a response has no Date (RFC 9110 6.6.1)";
    }
  }
  auto wanted = row_.contains;
  if (is_good) {
    wanted.insert(wanted.end(), row_.echoes.begin(), row_.echoes.end());
  }
  auto unwanted = row_.lacks;
  unwanted.insert(unwanted.end(), {"Boost", "Beast"});
  const auto is_said = [&](const std::string& text) { return all.find(text) != std::string::npos; };
  const auto missing = std::find_if_not(wanted.begin(), wanted.end(), is_said);
  if (missing != wanted.end()) {
    return "the responses lack " + *missing;
  }
  const auto wrong = std::find_if(unwanted.begin(), unwanted.end(), is_said);
  return wrong == unwanted.end() ? std::string{} : "the responses have " + *wrong;
}

std::string run_row(const http_row& row, const place& target) {
  return run_with_cuts<http_attempt>(row, row.parts.front(), target);
}

}  // namespace aurawell::conformance
