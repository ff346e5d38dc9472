#include "tests/bench/references/beast/event_writer.hpp"

#include <rapidjson/writer.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>

namespace aurawell::reference {
namespace {

/// What a writer of RapidJSON writes to, without a second buffer.
class string_stream {
 public:
  using Ch = char;  // NOLINT(readability-identifier-naming): the library's name

  explicit string_stream(std::string& text) : text_{text} {}
  void Put(char byte) { text_ += byte; }  // NOLINT(readability-identifier-naming)
  void Flush() {}                         // NOLINT(readability-identifier-naming)

 private:
  std::string& text_;
};

void put_quoted(std::string& out, std::string_view text) {
  string_stream stream{out};
  rapidjson::Writer<string_stream> writer{stream};
  writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

/// RFC 3339 with milliseconds. The calendar is asked once a second. One thread.
std::string_view timestamp() {
  static std::array<char, 32> text{};
  static std::time_t second = 0;
  constexpr std::size_t milliseconds_at = 20;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto all = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  if (all / 1000 != second) {
    second = all / 1000;
    std::tm calendar{};
    ::gmtime_r(&second, &calendar);
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S.000Z", &calendar);
  }
  auto milliseconds = all % 1000;
  for (std::size_t i = 3; i > 0; --i) {
    text[milliseconds_at + i - 1] = static_cast<char>('0' + milliseconds % 10);
    milliseconds /= 10;
  }
  return {text.data(), 24};
}

std::string begin_event(std::string_view type, const event_names& names) {
  std::string out;
  out.reserve(320);
  out.append(R"({"type":")").append(type).append(R"(","timestamp":")").append(timestamp());
  out.append(R"(","seq":)").append(std::to_string(names.seq)).append(R"(,"request_id":)");
  put_quoted(out, names.request_id);
  out += R"(,"conversation_id":)";
  put_quoted(out, names.conversation_id);
  return out;
}

}  // namespace

std::string welcome_event(std::string_view user_id) {
  std::string out{R"({"type":"connection_established","timestamp":")"};
  out += timestamp();
  out += R"(","status":"connected","message":"Welcome.","heartbeat_interval":25,"user_id":)";
  put_quoted(out, user_id);
  out += R"(,"seq":0,"resumed":false,"recovered":false,"protocol":"aurawell.v1"})";
  return out;
}

std::string token_event(const event_names& names, std::string_view token) {
  auto out = begin_event("chat_stream", names);
  out += R"(,"status":"streaming","delta":)";
  put_quoted(out, token);
  out += '}';
  return out;
}

std::string status_event(const event_names& names, std::string_view status, std::string_view data) {
  auto out = begin_event("status_update", names);
  out.append(R"(,"status":")").append(status).append(R"(","message":"","data":)");
  out.append(data).append("}");
  return out;
}

std::string pong_event(std::string_view data) {
  std::string out{R"({"type":"pong","timestamp":")"};
  out.append(timestamp()).append(R"(","data":)").append(data).append("}");
  return out;
}

std::string answer_data(std::string_view conversation_id, std::string_view full_response) {
  const auto points = std::ranges::count_if(
      full_response, [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U; });
  std::string out{R"({"full_response":)"};
  put_quoted(out, full_response);
  out += R"(,"conversation_id":)";
  put_quoted(out, conversation_id);
  out += R"(,"response_length":)" + std::to_string(points) + R"(,"finish_reason":"stop"})";
  return out;
}

}  // namespace aurawell::reference
