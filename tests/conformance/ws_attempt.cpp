#include "tests/conformance/ws_attempt.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>

#include "tests/conformance/cuts.hpp"

namespace aurawell::conformance {
namespace {

constexpr std::chrono::seconds patience{8};

/// An additional message that proves that the connection stays open. Unlike a pong, its answer is
/// never dropped, however much waits for the client.
constexpr std::string_view probe = R"({"type":"get_status","request_id":"still-there"})";
constexpr std::string_view probe_name = R"("request_id":"still-there")";

/// A different user for each connection, so that none replaces another.
std::string next_user() {
  static std::atomic<unsigned> last{0};
  return "frames-" + std::to_string(++last);
}

/// The unchanged text of the value of the last member of a JSON text.
std::string last_value(const std::string& json, const std::string& name) {
  const auto key = "\"" + name + "\":";
  const auto at = json.find(key);
  return at == std::string::npos ? std::string{} : json.substr(at + key.size());
}

std::string to_event(const std::string& text) {
  if (text.starts_with(R"({"type":"pong")") && text.ends_with('}')) {
    return echo(last_value(text.substr(0, text.size() - 1), "data"));
  }
  if (text.starts_with(R"({"type":"error")")) {
    const auto code = last_value(text, "error_code");
    return error_event(std::string_view{code}.substr(1, code.find('"', 1) - 1));
  }
  return "another text: " + text;
}

/// Texts that may be missing are marked.
bool fits(const events& right, const events& seen) {
  auto next = seen.begin();
  for (const auto& wanted : right) {
    const bool is_optional = wanted.starts_with('?');
    if (next != seen.end() && *next == wanted.substr(is_optional ? 1 : 0)) {
      ++next;
    } else if (!is_optional) {
      return false;
    }
  }
  return next == seen.end();
}

std::string join(const events& list) {
  std::string text;
  for (const auto& one : list) {
    text += (text.empty() ? "" : ", ") + one;
  }
  return text;
}

}  // namespace

ws_attempt::ws_attempt(const ws_row& row, const place& target)
    : row_{row}, peer_{target.server, peer::clock::now() + patience} {
  greet("/ws/chat/" + next_user() + "?lang=en");
}

void ws_attempt::greet(const std::string& target) {
  send("GET " + target +
       " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
       "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  while (buffer_.find("\r\n\r\n") == std::string::npos) {
    if (!read_more()) {
      return;
    }
  }
  if (!buffer_.starts_with("HTTP/1.1 101 ")) {
    end_ = "no upgrade: " + buffer_.substr(0, buffer_.find("\r\n"));
    return;
  }
  buffer_.erase(0, buffer_.find("\r\n\r\n") + 4);
  while (!take_frame(buffer_)) {
    if (!read_more()) {
      return;
    }
  }
}

std::string ws_attempt::conclude() {
  if (row_.half_closes) {
    peer_.finish_sending();
  }
  if (end_.empty() && wants_open()) {
    send(text_frame(probe));
  }
  read_frames();
  const auto came = seen();
  std::string wanted;
  for (const auto& one : row_.right) {
    if (fits(one, came)) {
      return {};
    }
    wanted += (wanted.empty() ? "" : "; or ") + join(one);
  }
  return "came: " + join(came) + "\n    right: " + wanted;
}

bool ws_attempt::read_more() {
  const auto outcome = peer_.receive(buffer_);
  if (outcome != peer::received::bytes && end_.empty()) {
    end_ = outcome == peer::received::end ? gone() : "neither a frame nor an end in time";
  } else if (outcome == peer::received::late) {
    end_ += ", but the connection was not ended";
  }
  return outcome == peer::received::bytes;
}

void ws_attempt::read_frames() {
  bool is_over = end_.starts_with("no upgrade");
  while (!is_over) {
    while (auto one = take_frame(buffer_)) {
      if (!take(*one)) {
        is_over = true;
      }
    }
    is_over = !read_more() || is_over;
  }
}

/// Returns false when the server violated the protocol.
bool ws_attempt::take(const frame& one) {
  if (one.form != length_form::shortest || !one.fin || end_.starts_with("close")) {
    end_ = "a frame that a server must not send, opcode " + std::to_string(one.opcode);
    return false;
  }
  switch (one.opcode) {
    case opcode::text: take_text(one.payload); break;
    case opcode::pong: pongs_.push_back(pong(one.payload)); break;
    case opcode::close: take_close(one.payload); break;
    default: texts_.push_back("opcode " + std::to_string(one.opcode));
  }
  return true;
}

void ws_attempt::take_text(const std::string& text) {
  if (wants_open() && text.find(probe_name) != std::string::npos) {
    end_ = open();
    send(close_frame(1000));
    return;
  }
  texts_.push_back(to_event(text));
}

void ws_attempt::take_close(const std::string& payload) {
  if (end_ == open()) {
    return;
  }
  const bool has_code = payload.size() >= 2;
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(payload[at]); };
  end_ = has_code ? closed(byte(0) * 256U + byte(1)) : closed_without_code();
  send(has_code ? control_frame(opcode::close, payload.substr(0, 2))
                : control_frame(opcode::close));
}

bool ws_attempt::wants_open() const {
  return std::any_of(row_.right.begin(), row_.right.end(),
                     [](const events& one) { return !one.empty() && one.back() == open(); });
}

events ws_attempt::seen() const {
  auto all = texts_;
  all.insert(all.end(), pongs_.begin(), pongs_.end());
  all.push_back(end_);
  return all;
}

std::string run_row(const ws_row& row, const place& target) {
  return run_with_cuts<ws_attempt>(row, row.bytes, target);
}

}  // namespace aurawell::conformance
