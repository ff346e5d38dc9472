#include "tests/loadtest/fake_server.hpp"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>
#include <chrono>
#include <numeric>
#include <thread>
#include <utility>
#include <vector>

#include "tests/mock_llm/answer_text.hpp"

namespace aurawell::loadtest {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::uint32_t answer_tokens = 12;

std::string in_quotes(std::string_view text) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer{buffer};
  writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  return {buffer.GetString(), buffer.GetSize()};
}

std::vector<std::string> answer_deltas(std::string_view message) {
  const auto seed = mock::answer_seed(message);
  std::vector<std::string> deltas{"急症请拨打 120。\n\n"};
  for (std::uint32_t i = 0; i < answer_tokens; ++i) {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    deltas.push_back(mock::answer_stamp(static_cast<std::uint64_t>(now.count())) +
                     mock::answer_token(seed, i));
  }
  deltas.push_back(mock::answer_end(answer_tokens));
  deltas.emplace_back("\n\n由 AI 生成");
  return deltas;
}

void spoil(std::vector<std::string>& deltas, misdeed wrong) {
  switch (wrong) {
    case misdeed::loses_a_token: deltas.erase(deltas.begin() + 5); break;
    case misdeed::repeats_a_token: deltas.insert(deltas.begin() + 5, deltas[5]); break;
    case misdeed::reorders_two_tokens: std::swap(deltas[5], deltas[6]); break;
    case misdeed::adds_a_byte: deltas[5] += "!"; break;
    case misdeed::never_ends_the_text: deltas.erase(deltas.end() - 2); break;
    default: break;
  }
}

std::string joined(const std::vector<std::string>& deltas) {
  return std::accumulate(deltas.begin(), deltas.end(), std::string{});
}

/// One connection, from the handshake to the close.
class conversation {
 public:
  conversation(tcp::socket socket, misdeed wrong, bool consistent)
      : stream_{std::move(socket)}, wrong_{wrong}, consistent_{consistent} {}

  void run() {
    if (wrong_ == misdeed::refuses_the_upgrade) {
      refuse();
      return;
    }
    stream_.accept(failure_);
    send(R"({"type":"connection_established","status":"connected","seq":0})");
    while (!failure_) {
      beast::flat_buffer buffer;
      stream_.read(buffer, failure_);
      if (!failure_) {
        on_message(beast::buffers_to_string(buffer.data()));
      }
    }
  }

 private:
  void refuse() {
    beast::flat_buffer buffer;
    beast::http::request<beast::http::string_body> request;
    beast::http::read(stream_.next_layer(), buffer, request, failure_);
    const std::string text = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";
    asio::write(stream_.next_layer(), asio::buffer(text), failure_);
  }

  void on_message(const std::string& text) {
    rapidjson::Document message;
    message.Parse(text.data(), text.size());
    if (std::string_view{message["type"].GetString()} == "ping") {
      send(R"({"type":"pong","data":{"fence":true}})");
      return;
    }
    if (std::string_view{message["type"].GetString()} == "cancel") {
      on_cancel();
      return;
    }
    id_ = message["request_id"].GetString();
    answer(message["data"]["message"].GetString());
    wrong_ = misdeed::none;
  }

  void on_cancel() {
    const auto nothing_runs = R"({"type":"error","error_code":"USER_1203","request_id":)";
    std::exchange(waiting_, false) ? status("cancelled", R"({"full_response":""})")
                                   : send(nothing_runs + in_quotes(id_) + "}");
  }

  void answer(std::string_view question) {
    auto deltas = answer_deltas(question);
    auto response = joined(deltas);
    spoil(deltas, wrong_);
    if (consistent_) {
      response = joined(deltas);
    }
    if (!begin()) {
      return;
    }
    waiting_ = wrong_ == misdeed::waits_for_a_cancel;
    deltas.resize(waiting_ ? deltas.size() / 2 : deltas.size());
    for (const auto& delta : deltas) {
      event("chat_stream", R"("status":"streaming","delta":)" + in_quotes(delta));
    }
    if (!waiting_) {
      end(wrong_ == misdeed::misreports_the_response ? response + " " : response);
    }
  }

  /// False if the misdeed leaves no more to say.
  bool begin() {
    const auto swapped = wrong_ == misdeed::swaps_statuses;
    status(swapped ? "queued" : "sending", R"({"position":1})");
    status(swapped ? "sending" : "queued", R"({"position":1})");
    if (wrong_ == misdeed::answers_with_an_error) {
      status("error", R"({"error_code":"AI_1401","retryable":true})");
      return false;
    }
    if (wrong_ == misdeed::closes) {
      stream_.close(websocket::close_reason{4008}, failure_);
      return false;
    }
    if (wrong_ == misdeed::falls_silent) {
      return false;
    }
    if (wrong_ == misdeed::sends_no_json) {
      send("what?");
    }
    if (wrong_ == misdeed::answers_another_request) {
      status("streaming", "{}", "r-of-nobody");
    }
    if (wrong_ != misdeed::skips_streaming) {
      status("streaming", "{}");
    }
    return true;
  }

  void end(const std::string& response) {
    const auto data =
        R"({"full_response":)" + in_quotes(response) + R"(,"usage":{"completion_tokens":12}})";
    status(wrong_ == misdeed::breaks_off ? "incomplete" : "done", data);
    if (wrong_ == misdeed::ends_twice) {
      status("done", data);
    }
  }

  void status(std::string_view name, std::string_view data, std::string_view id = {}) {
    event("status_update",
          R"("message":"…","status":)" + in_quotes(name) + R"(,"data":)" + std::string{data}, id);
  }

  void event(std::string_view type, const std::string& members, std::string_view id = {}) {
    if (wrong_ != misdeed::repeats_a_seq || seq_ != 4) {
      ++seq_;
    } else {
      wrong_ = misdeed::none;
    }
    send(R"({"type":)" + in_quotes(type) + R"(,"timestamp":"2025-01-01T00:00:00.000Z","seq":)" +
         std::to_string(seq_) + R"(,"request_id":)" + in_quotes(id.empty() ? id_ : id) + "," +
         members + "}");
  }

  void send(std::string_view text) {
    if (!failure_) {
      stream_.write(asio::buffer(text), failure_);
    }
  }

  websocket::stream<tcp::socket> stream_;
  misdeed wrong_;
  bool consistent_;
  bool waiting_ = false;
  error_code failure_;
  std::string id_;
  std::uint64_t seq_ = 0;
};

}  // namespace

struct fake_server::parts {
  asio::io_context context;
  tcp::acceptor acceptor{context, {asio::ip::address_v4::loopback(), 0}};
  std::atomic<bool> consistent{false};
  std::thread accepting;
  std::vector<std::thread> conversations;
};

fake_server::fake_server(misdeed wrong, std::uint32_t connections)
    : parts_{std::make_unique<parts>()} {
  parts_->accepting = std::thread{[all = parts_.get(), wrong, connections] {
    for (std::uint32_t i = 0; i < connections; ++i) {
      all->conversations.emplace_back([all, wrong, socket = all->acceptor.accept()]() mutable {
        conversation{std::move(socket), wrong, all->consistent}.run();
      });
    }
  }};
}

fake_server::~fake_server() {
  parts_->accepting.join();
  for (auto& one : parts_->conversations) {
    one.join();
  }
}

std::uint16_t fake_server::port() const {
  return parts_->acceptor.local_endpoint().port();
}

std::string fake_server::url() const {
  return "ws://127.0.0.1:" + std::to_string(port());
}

void fake_server::lie_consistently() {
  parts_->consistent = true;
}

}  // namespace aurawell::loadtest
