#include "actors/session_bridge.hpp"

#include <caf/all.hpp>

namespace aurawell::actors {
namespace {

class session_bridge final : public session_handler {
 public:
  session_bridge(session_actor session, std::shared_ptr<client_channel> channel,
                 std::shared_ptr<std::atomic<std::uint32_t>> unread, std::uint32_t max_unread)
      : session_{std::move(session)},
        channel_{std::move(channel)},
        unread_{std::move(unread)},
        max_unread_{max_unread} {}

  ~session_bridge() override { session_bridge::on_closed(); }

  void on_command(client_command command) override {
    if (admit()) {
      caf::anon_send(session_, command_atom::value, std::move(command));
    }
  }

  void on_malformed(aurawell::error why) override {
    if (admit()) {
      caf::anon_send(session_, malformed_atom::value, std::move(why));
    }
  }

  void on_room() override { caf::anon_send(session_, room_atom::value); }

  void on_closed() override {
    if (session_) {
      caf::anon_send(session_, closed_atom::value);
      session_ = nullptr;
      channel_.reset();
    }
  }

 private:
  bool admit() {
    if (!session_) {
      return false;
    }
    if (unread_->fetch_add(1, std::memory_order_relaxed) < max_unread_) {
      return true;
    }
    unread_->fetch_sub(1, std::memory_order_relaxed);
    channel_->close(close_code::rate_limited, "too many messages at once");
    return false;
  }

  session_actor session_;
  std::shared_ptr<client_channel> channel_;
  /// Messages of this connection that its session has not read yet.
  std::shared_ptr<std::atomic<std::uint32_t>> unread_;
  std::uint32_t max_unread_;
};

class actor_gateway final : public session_gateway {
 public:
  actor_gateway(caf::actor_system& system, std::shared_ptr<const session_environment> shared)
      : system_{system}, shared_{std::move(shared)} {}

  std::unique_ptr<session_handler> connect(connect_request who,
                                           std::shared_ptr<client_channel> channel) override {
    auto unread = std::make_shared<std::atomic<std::uint32_t>>(0);
    const auto session = system_.spawn(run_session, shared_, unread);
    caf::anon_send(session, attach_atom::value, std::move(who), channel);
    return std::make_unique<session_bridge>(session, std::move(channel), std::move(unread),
                                            shared_->options.max_unread);
  }

 private:
  caf::actor_system& system_;
  std::shared_ptr<const session_environment> shared_;
};

}  // namespace

std::unique_ptr<session_gateway> make_session_gateway(
    caf::actor_system& system, std::shared_ptr<const session_environment> shared) {
  return std::make_unique<actor_gateway>(system, std::move(shared));
}

}  // namespace aurawell::actors
