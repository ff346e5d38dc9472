#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "domain/admission/connection_counts.hpp"
#include "domain/ports/session_gateway.hpp"
#include "net/dispatch/server.hpp"
#include "net/server/io_threads.hpp"
#include "tests/net/fake_store_access.hpp"
#include "tests/support/fake_gatekeeper.hpp"
#include "tests/support/fake_hasher.hpp"
#include "tests/support/fake_store.hpp"
#include "tests/support/ws_client.hpp"

namespace aurawell::net {

/// Whether `holds` becomes true in time. For what no message announces.
template <class Condition>
bool in_time(Condition holds) {
  const auto until = std::chrono::steady_clock::now() + test_support::test_patience;
  while (!holds()) {
    if (std::chrono::steady_clock::now() > until) {
      return false;
    }
    std::this_thread::yield();
  }
  return true;
}

/// The calls of one connection to its session, for the test to wait for and check.
class recorded_session {
 public:
  recorded_session(connect_request connecting, session_id called,
                   std::shared_ptr<client_channel> to)
      : client{std::move(connecting)}, id{std::move(called)}, channel{std::move(to)} {}

  /// Changes under the lock, then wakes `eventually`.
  template <class Change>
  void note(const Change& change) {
    const std::lock_guard lock{mutex_};
    change(*this);
    changed_.notify_all();
  }

  /// Waits until `holds` is true of this session.
  template <class Condition>
  bool eventually(const Condition& holds) {
    std::unique_lock lock{mutex_};
    return changed_.wait_for(lock, test_support::test_patience, [&] { return holds(*this); });
  }

  bool is_closed() {
    return eventually([](const auto& s) { return s.closed > 0; });
  }

  const connect_request client;
  const session_id id;
  const std::shared_ptr<client_channel> channel;
  /// Thread of the connection's loop.
  const std::thread::id connected_on = std::this_thread::get_id();
  std::vector<client_command> commands;
  std::vector<error> malformed;
  std::atomic<int> rooms{0};
  std::atomic<int> closed{0};
  std::atomic<bool> busy{false};

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
};

/// Sessions that record all calls and answer only pings. Every request to resume is accepted.
class recording_gateway final : public session_gateway {
 public:
  std::unique_ptr<session_handler> connect(connect_request client,
                                           std::shared_ptr<client_channel> channel) override {
    auto id = client.resume ? client.resume->session : session_id{"s-" + client.connection.value};
    auto session =
        std::make_shared<recorded_session>(std::move(client), std::move(id), std::move(channel));
    connection_established hello;
    hello.user = session->client.user;
    hello.connection = session->client.connection;
    session->channel->send({{0, {}, nullptr, hello}});
    const std::lock_guard lock{mutex_};
    sessions_.push_back(session);
    arrived_.notify_all();
    return std::make_unique<handler>(std::move(session));
  }

  void end_answers(const user_id& user, const member_id& about) override {
    const std::lock_guard lock{mutex_};
    ended_.emplace_back(user, about);
  }

  std::vector<std::pair<user_id, member_id>> ended() {
    const std::lock_guard lock{mutex_};
    return ended_;
  }

  bool has_session() {
    const std::lock_guard lock{mutex_};
    return !sessions_.empty();
  }

  /// Waits for the session of connection number `index`.
  std::shared_ptr<recorded_session> session(std::size_t index = 0) {
    std::unique_lock lock{mutex_};
    const bool there = arrived_.wait_for(lock, test_support::test_patience,
                                         [&] { return sessions_.size() > index; });
    return there ? sessions_[index] : nullptr;
  }

 private:
  class handler final : public session_handler {
   public:
    explicit handler(std::shared_ptr<recorded_session> session) : session_{std::move(session)} {}

    const session_id& session() const noexcept override { return session_->id; }
    void on_command(client_command command) override {
      if (auto* ping = std::get_if<ping_command>(&command)) {
        session_->channel->send({{0, {}, nullptr, pong{ping->data_json}}});
      }
      session_->note([&](auto& s) { s.commands.push_back(command); });
    }
    void on_malformed(error why) override {
      session_->note([&](auto& s) { s.malformed.push_back(why); });
    }
    void on_room() override {
      session_->note([](auto& s) { ++s.rooms; });
    }
    bool is_busy() const noexcept override { return session_->busy; }
    void on_closed() override {
      session_->note([](auto& s) { ++s.closed; });
    }

   private:
    std::shared_ptr<recorded_session> session_;
  };

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<std::shared_ptr<recorded_session>> sessions_;
  std::vector<std::pair<user_id, member_id>> ended_;
};

/// The measured times of frames, and one text for each other report.
class recorded_frames final : public telemetry {
 public:
  void socket_accepted(socket_outcome outcome) override { note("socket", int(outcome)); }
  void socket_closed() override { note("closed"); }
  void handshake_ended(handshake_outcome outcome) override { note("handshake", int(outcome)); }
  void chat_closed(close_side side, std::uint16_t code) override {
    note("chat closed by", int(side), code);
  }
  void message_received(std::size_t bytes) override { note("received", bytes); }
  void message_sent(std::size_t) override { note("sent"); }
  void request_answered(std::string_view method, std::string_view route, unsigned status) override {
    note(std::string{method} + " " + std::string{route}, status);
  }

  /// Waits until there are so many reports with this text.
  bool has(const std::string& text, std::size_t times = 1) {
    std::unique_lock lock{mutex_};
    return changed_.wait_for(lock, test_support::test_patience,
                             [&] { return reports_.count(text) >= times; });
  }
  std::size_t count(const std::string& text) const {
    const std::lock_guard lock{mutex_};
    return reports_.count(text);
  }

  void frame_written(std::chrono::nanoseconds since_read) override {
    const std::lock_guard lock{mutex_};
    times_.push_back(since_read);
  }

  std::vector<std::chrono::nanoseconds> times() const {
    const std::lock_guard lock{mutex_};
    return times_;
  }

 private:
  template <class... Numbers>
  void note(std::string text, Numbers... numbers) {
    ((text += " " + std::to_string(numbers)), ...);
    const std::lock_guard lock{mutex_};
    reports_.insert(std::move(text));
    changed_.notify_all();
  }

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::multiset<std::string> reports_;
  std::vector<std::chrono::nanoseconds> times_;
};

/// A server on its own port, with options that a test may change before `start`.
class server_test : public ::testing::Test {
 protected:
  server_test() {
    options.port = 0;
    options.host_names = {"x", "y", "chat.example.com"};
    // For tests that only need an address in X-Forwarded-For.
    options.trusts_unproven_gateways = true;
  }

  void start(std::uint32_t loops = 2) {
    threads = std::make_unique<io_threads>(loops);
    front = std::make_unique<server>(options, *threads, behind());
    const auto started = front->start();
    ASSERT_TRUE(started) << started.failure().detail;
    port = front->port();
  }

  /// A test may replace the default store, which keeps nothing.
  virtual store_access& kept() { return store; }

  chat_backend behind() { return {gateway, census, measured, kept(), gate, hasher}; }

  test_support::ws_client connect(const std::string& target = "/ws/chat/u1",
                                  test_support::ws_connect_options connect_options = {}) {
    test_support::ws_client client{port, target, std::move(connect_options)};
    EXPECT_TRUE(client.connected());
    EXPECT_NE(client.read().text.find("connection_established"), std::string::npos);
    return client;
  }

  server_options options;
  recording_gateway gateway;
  connection_counts census;
  recorded_frames measured;
  immediate_store store{std::make_shared<test_support::fake_store>()};
  test_support::fake_gatekeeper gate;
  test_support::fake_hasher hasher;
  std::unique_ptr<io_threads> threads;
  std::unique_ptr<server> front;
  std::uint16_t port = 0;
};

}  // namespace aurawell::net
