#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "domain/ports/session_gateway.hpp"
#include "tests/support/patience.hpp"

namespace aurawell::net {

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

}  // namespace aurawell::net
