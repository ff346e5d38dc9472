#include "tests/net/llm/scripted_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <stdexcept>

namespace aurawell::net {
namespace {

constexpr std::chrono::seconds patience{10};

/// Returns false at the end of the connection, or when no data arrives.
bool read_some(int socket, std::string& received) {
  pollfd waiting{socket, POLLIN, 0};
  const auto limit = std::chrono::duration_cast<std::chrono::milliseconds>(patience);
  if (::poll(&waiting, 1, static_cast<int>(limit.count())) <= 0) {
    return false;
  }
  std::array<char, 16384> buffer;
  const auto count = ::recv(socket, buffer.data(), buffer.size(), 0);
  if (count <= 0) {
    return false;
  }
  received.append(buffer.data(), static_cast<std::size_t>(count));
  return true;
}

bool send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) {
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

std::size_t body_length(const std::string& header) {
  const auto at = header.find("Content-Length: ");
  return at == std::string::npos ? 0 : std::strtoul(header.c_str() + at + 16, nullptr, 10);
}

}  // namespace

scripted_server::scripted_server(script answer)
    : scripted_server{std::vector<script>{std::move(answer)}} {}

scripted_server::scripted_server(std::vector<script> answers) : answers_{std::move(answers)} {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* plain = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener_, plain, size) != 0 || ::listen(listener_, 1024) != 0 ||
      ::getsockname(listener_, plain, &size) != 0) {
    throw std::runtime_error{"no port for the scripted server"};
  }
  port_ = ntohs(address.sin_port);
  acceptor_ = std::thread{[this] { accept_all(); }};
}

scripted_server::~scripted_server() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    ::shutdown(listener_, SHUT_RDWR);
    for (const auto socket : open_) {
      ::shutdown(socket, SHUT_RDWR);
    }
  }
  changed_.notify_all();
  acceptor_.join();
  for (auto& servant : servants_) {
    servant.join();
  }
  ::close(listener_);
}

void scripted_server::accept_all() {
  for (;;) {
    const auto socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) {
      return;
    }
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    const std::lock_guard lock{mutex_};
    if (stopping_) {
      ::close(socket);
      return;
    }
    ++connections_;
    open_.push_back(socket);
    servants_.emplace_back([this, socket] { serve(socket); });
  }
}

void scripted_server::serve(int socket) {
  std::string received;
  while (answer_one(socket, received)) {
  }
  const std::lock_guard lock{mutex_};
  std::erase(open_, socket);
  ::close(socket);
}

bool scripted_server::answer_one(int socket, std::string& received) {
  auto header_end = received.find("\r\n\r\n");
  while (header_end == std::string::npos) {
    if (!read_some(socket, received)) {
      note_hang_up();
      return false;
    }
    header_end = received.find("\r\n\r\n");
  }
  const auto header = received.substr(0, header_end + 4);
  const auto request_end = header.size() + body_length(header);
  return play(socket, note_request(header), received, request_end);
}

std::size_t scripted_server::note_request(std::string header) {
  const std::lock_guard lock{mutex_};
  requests_.push_back(std::move(header));
  return requests_.size() - 1;
}

bool scripted_server::play(int socket, std::size_t number, std::string& received,
                           std::size_t request_end) {
  auto has_body = false;
  for (const auto& next : answers_[std::min(number, answers_.size() - 1)]) {
    if (!has_body && next.action != act::send_before_body) {
      has_body = true;
      if (!take_request(socket, number, received, request_end)) {
        return false;
      }
    }
    if (!perform(socket, next, received)) {
      return false;
    }
  }
  return true;
}

bool scripted_server::take_request(int socket, std::size_t number, std::string& received,
                                   std::size_t request_end) {
  while (received.size() < request_end) {
    if (!read_some(socket, received)) {
      return false;
    }
  }
  const std::lock_guard lock{mutex_};
  requests_[number] = received.substr(0, request_end);
  received.erase(0, request_end);
  changed_.notify_all();
  return true;
}

bool scripted_server::perform(int socket, const step& next, std::string& received) {
  switch (next.action) {
    case act::send:
    case act::send_before_body: return send_all(socket, next.bytes);
    case act::hold: return hold();
    case act::stall:
      while (read_some(socket, received)) {
      }
      note_hang_up();
      return false;
    case act::reset: {
      const linger at_once{1, 0};
      ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
      return false;
    }
    case act::close: break;
  }
  return false;
}

bool scripted_server::hold() {
  std::unique_lock lock{mutex_};
  const auto is_released =
      changed_.wait_for(lock, patience, [&] { return releases_ > 0 || stopping_; });
  if (!is_released || stopping_) {
    return false;
  }
  --releases_;
  return true;
}

void scripted_server::note_hang_up() {
  const std::lock_guard lock{mutex_};
  ++hang_ups_;
  changed_.notify_all();
}

std::size_t scripted_server::connections() const {
  const std::lock_guard lock{mutex_};
  return connections_;
}

std::vector<std::string> scripted_server::requests() const {
  const std::lock_guard lock{mutex_};
  return requests_;
}

bool scripted_server::wait_for_requests(std::size_t count) {
  std::unique_lock lock{mutex_};
  return changed_.wait_for(lock, patience, [&] { return requests_.size() >= count; });
}

bool scripted_server::wait_for_hang_ups(std::size_t count) {
  std::unique_lock lock{mutex_};
  return changed_.wait_for(lock, patience, [&] { return hang_ups_ >= count; });
}

void scripted_server::release() {
  const std::lock_guard lock{mutex_};
  ++releases_;
  changed_.notify_all();
}

std::string chunked_head() {
  return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
}

std::string chunk(std::string_view bytes) {
  std::array<char, 20> size{};
  std::snprintf(size.data(), size.size(), "%zx\r\n", bytes.size());
  return size.data() + std::string{bytes} + "\r\n";
}

std::string last_chunk() {
  return "0\r\n\r\n";
}

std::string text_event(std::string_view text) {
  return R"(data: {"model":"m","choices":[{"index":0,"delta":{"content":")" + std::string{text} +
         "\"}}]}\n\n";
}

std::string end_events() {
  return "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
         "data: [DONE]\n\n";
}

std::string response(std::string_view status, std::string_view headers, std::string_view body) {
  return "HTTP/1.1 " + std::string{status} + "\r\n" + std::string{headers} +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string{body};
}

}  // namespace aurawell::net
