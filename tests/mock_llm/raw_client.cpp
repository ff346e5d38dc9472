#include "tests/mock_llm/raw_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <utility>

namespace aurawell::mock {
namespace {

std::string json_string(std::string_view text) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer{buffer};
  writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace

std::string raw_response::body() const {
  std::string all;
  for (const auto& chunk : chunks) {
    all += chunk;
  }
  return all;
}

raw_client::raw_client(std::uint16_t port, int receive_buffer)
    : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
  if (receive_buffer > 0) {
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
  }
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    close();
  }
}

raw_client::~raw_client() {
  close();
}

void raw_client::close() {
  if (socket_ >= 0) {
    ::close(socket_);
    socket_ = -1;
  }
}

void raw_client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) {
      return;
    }
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void raw_client::post(std::string_view body, std::string_view more_fields) {
  send("POST /v1/chat/completions HTTP/1.1\r\nHost: mock\r\nContent-Length: " +
       std::to_string(body.size()) + "\r\n" + std::string{more_fields} + "\r\n" +
       std::string{body});
}

bool raw_client::read_more(std::chrono::milliseconds wait) {
  pollfd wanted{socket_, POLLIN, 0};
  if (socket_ < 0 || ::poll(&wanted, 1, static_cast<int>(wait.count())) <= 0) {
    return false;
  }
  std::array<char, 16384> piece{};
  const auto count = ::recv(socket_, piece.data(), piece.size(), 0);
  if (count <= 0) {
    reset_ = count < 0 && errno == ECONNRESET;
    return false;
  }
  buffer_.append(piece.data(), static_cast<std::size_t>(count));
  return true;
}

bool raw_client::need(std::size_t bytes) {
  while (buffer_.size() < bytes) {
    if (!read_more()) {
      return false;
    }
  }
  return true;
}

bool raw_client::read_until(std::string_view text) {
  while (buffer_.find(text) == std::string::npos) {
    if (!read_more()) {
      return false;
    }
  }
  return true;
}

bool raw_client::read_some(std::chrono::milliseconds wait) {
  return read_more(wait);
}

std::size_t raw_client::read_at_least(std::size_t bytes) {
  std::size_t count = 0;
  do {
    count += buffer_.size();
    buffer_.clear();
  } while (count < bytes && read_more());
  return count;
}

std::string raw_client::read_to_end() {
  while (read_more()) {
  }
  return std::exchange(buffer_, {});
}

bool raw_client::peer_closed() {
  while (read_more()) {
  }
  pollfd wanted{socket_, POLLIN, 0};
  return ::poll(&wanted, 1, 0) == 1;
}

raw_response raw_client::read_response() {
  raw_response out;
  if (!read_until("\r\n\r\n")) {
    return out;
  }
  const auto end = buffer_.find("\r\n\r\n") + 4;
  out.head = buffer_.substr(0, end);
  buffer_.erase(0, end);
  out.status = static_cast<unsigned>(std::strtoul(out.head.c_str() + 9, nullptr, 10));
  constexpr std::string_view length_field = "Content-Length: ";
  if (const auto at = out.head.find(length_field); at != std::string::npos) {
    const auto length = std::strtoull(out.head.c_str() + at + length_field.size(), nullptr, 10);
    out.complete = need(length);
    out.chunks.push_back(buffer_.substr(0, length));
    buffer_.erase(0, length);
    return out;
  }
  if (out.head.find("Transfer-Encoding: chunked") == std::string::npos) {
    out.chunks.push_back(read_to_end());
    out.complete = !reset_;
    return out;
  }
  out.complete = read_chunks(out);
  return out;
}

bool raw_client::read_chunks(raw_response& out) {
  for (;;) {
    if (!read_until("\r\n")) {
      return false;
    }
    const auto head = buffer_.find("\r\n") + 2;
    const auto size = std::strtoull(buffer_.c_str(), nullptr, 16);
    if (!need(head + size + 2)) {
      return false;
    }
    if (size > 0) {
      out.chunks.push_back(buffer_.substr(head, size));
    }
    buffer_.erase(0, head + size + 2);
    if (size == 0) {
      return true;
    }
  }
}

std::string joined_deltas(std::string_view body, std::string_view member) {
  constexpr std::string_view head = "data: ";
  std::string all;
  for (std::size_t at = 0; at < body.size();) {
    const auto line = body.substr(at, body.find('\n', at) - at);
    at += line.size() + 1;
    rapidjson::Document event;
    if (!line.starts_with(head) ||
        event.Parse(line.data() + head.size(), line.size() - head.size()).HasParseError()) {
      continue;
    }
    for (const auto& choice : event["choices"].GetArray()) {
      const auto& delta = choice["delta"];
      const auto found = delta.FindMember(std::string{member}.c_str());
      if (found != delta.MemberEnd()) {
        all += found->value.GetString();
      }
    }
  }
  return all;
}

std::string question_body(std::string_view question, std::string_view model, bool stream) {
  return R"({"model":)" + json_string(model) + R"(,"stream":)" + (stream ? "true" : "false") +
         R"(,"messages":[{"role":"system","content":"be brief"},{"role":"user","content":)" +
         json_string(question) + "}]}";
}

}  // namespace aurawell::mock
