#include "actors/session/session_bridge.hpp"

#include <caf/all.hpp>

#include "actors/session/session_actor.hpp"
#include "domain/random_name.hpp"

namespace aurawell::actors {
namespace {

/// The connection for the session that is to greet it. When a session closes before it has read
/// the message, CAF drops the message, and with it the last of these: then no session will greet
/// the client, and its connection is closed.
client_link_ptr closed_unless_attached(const client_link_ptr& link) {
  return {link.get(), [link](const client_link* lost) {
            if (!lost->is_attached) {
              lost->channel->close(close_code::internal_fault, "the session is gone");
            }
          }};
}

class session_bridge final : public session_handler {
 public:
  session_bridge(session_id id, session_actor session, client_link_ptr link,
                 std::uint32_t max_unread)
      : id_{std::move(id)},
        session_{std::move(session)},
        link_{std::move(link)},
        max_unread_{max_unread} {}

  ~session_bridge() override { session_bridge::on_closed(); }

  const session_id& session() const noexcept override { return id_; }

  void on_command(client_command command) override {
    if (count_unread()) {
      caf::anon_send(session_, command_atom::value, link_, std::move(command));
    }
  }

  void on_malformed(aurawell::error reason) override {
    if (count_unread()) {
      caf::anon_send(session_, malformed_atom::value, link_, std::move(reason));
    }
  }

  void on_room() override { caf::anon_send(session_, room_atom::value, link_); }

  bool is_busy() const noexcept override {
    return link_ && (link_->unread.load(std::memory_order_acquire) > 0 ||
                     link_->is_busy.load(std::memory_order_acquire));
  }

  std::uint32_t unfinished() const noexcept override {
    return link_ ? link_->unfinished.load(std::memory_order_relaxed) : 0;
  }

  void on_closed() override {
    if (session_) {
      caf::anon_send(session_, detach_atom::value, std::move(link_));
      session_ = nullptr;
    }
  }

 private:
  bool count_unread() {
    if (!session_) {
      return false;
    }
    if (link_->unread.fetch_add(1, std::memory_order_relaxed) < max_unread_) {
      return true;
    }
    link_->unread.fetch_sub(1, std::memory_order_relaxed);
    link_->channel->close(close_code::rate_limited, "too many messages at once");
    return false;
  }

  session_id id_;
  session_actor session_;
  client_link_ptr link_;
  std::uint32_t max_unread_;
};

class actor_gateway final : public session_gateway {
 public:
  actor_gateway(caf::actor_system& system, std::shared_ptr<const current_environment> environment)
      : system_{system}, environment_{std::move(environment)} {}

  std::unique_ptr<session_handler> connect(connect_request client,
                                           std::shared_ptr<client_channel> channel) override {
    auto link = std::make_shared<client_link>(std::move(channel));
    const auto shared = environment_->get();
    session_id id;
    session_actor session;
    if (client.resume) {
      shared->registry->visit(client.resume->session, client.user, [&](const session_actor& found) {
        id = client.resume->session;
        session = found;
        caf::anon_send(found, attach_atom::value, client, closed_unless_attached(link));
      });
    }
    if (!session) {
      id = {random_name("s_")};
      session = system_.spawn(run_session, shared, id);
      shared->registry->add(id, client.user, session);
      caf::anon_send(session, attach_atom::value, std::move(client), closed_unless_attached(link));
    }
    return std::make_unique<session_bridge>(std::move(id), std::move(session), std::move(link),
                                            shared->options.max_unread);
  }

  void end_answers(const user_id& user, const member_id& about) override {
    environment_->get()->registry->end_answers(user, about);
  }

  void describe(const session_id& id, session_facts_receiver then) override {
    const auto inquiry = std::make_shared<const session_inquiry>(std::move(then));
    environment_->get()->registry->tell(id, describe_atom::value, inquiry);
  }

 private:
  caf::actor_system& system_;
  std::shared_ptr<const current_environment> environment_;
};

}  // namespace

std::unique_ptr<session_gateway> make_session_gateway(
    caf::actor_system& system, std::shared_ptr<const current_environment> environment) {
  return std::make_unique<actor_gateway>(system, std::move(environment));
}

}  // namespace aurawell::actors
