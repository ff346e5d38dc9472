#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "domain/ports/session_gateway.hpp"
#include "tests/actors/random_faults/findings.hpp"
#include "tests/actors/random_faults/simulated_channel.hpp"

namespace aurawell::test_support {

/// A person's device that follows the protocol and checks that the service does too. It keeps what
/// it has read before a connection broke; the rest is lost, and requested again.
class simulated_device {
 public:
  struct request_heard {
    std::string text;
    /// It has read in this session that the service accepted the question.
    bool accepted = false;
    std::optional<status_update> end;
    /// Number of ends that may still arrive: one for each request in this session, and one more if
    /// the device could not be recovered.
    int ends_to_come = 0;
    /// How often it was asked for on this connection before the greeting.
    int asked_early = 0;
  };

  /// @param gateway Must outlive it.
  simulated_device(std::string name, session_gateway& gateway, std::shared_ptr<findings> found)
      : name_{std::move(name)}, gateway_{gateway}, found_{std::move(found)} {}

  const std::string& name() const noexcept { return name_; }
  bool is_connected() const noexcept { return handler_ != nullptr; }
  /// Until it is greeted, its session may have terminated before it received this connection.
  bool is_greeted() const noexcept { return greeted_; }
  bool is_cut_off() const { return is_connected() && channel_->is_closed; }
  bool has_unread() const { return is_connected() && !channel_->unread.empty(); }
  /// The session that it last communicated with.
  const session_id& session() const noexcept { return session_; }
  const std::map<std::string, request_heard>& requests() const noexcept { return requests_; }
  /// It is connected, has been sent everything so far, and by that the request is running.
  bool is_told_of(const std::string& request) const {
    return is_connected() && channel_->is_up_to_date() && told_->session == session_ &&
           told_->under_way.contains(request);
  }
  /// Whether it has a question whose end it has not read.
  bool waits() const;
  /// Whether it may ask the question: it has not asked it, or the question failed and no more
  /// events of it can arrive.
  bool may_ask(const std::string& request) const;

  void connect();
  /// Unread events are lost.
  void disconnect();
  void ask(const std::string& request);
  void cancel(const std::string& request);
  void stop_reading() { channel_->is_full = true; }
  void go_on_reading();
  void read(std::size_t most = static_cast<std::size_t>(-1));

 private:
  void expect(bool holds, const std::string& request, const std::string& otherwise);
  void hear(const server_event& event);
  void greet(const connection_established& hello);
  void hear(const std::string& name, const answer_delta& delta);
  void hear(const std::string& name, const status_update& update);

  std::string name_;
  session_gateway& gateway_;
  std::shared_ptr<findings> found_;
  std::shared_ptr<told_so_far> told_ = std::make_shared<told_so_far>();
  std::shared_ptr<simulated_channel> channel_;
  std::unique_ptr<session_handler> handler_;
  session_id session_;
  /// Where to resume: after the events that it has read.
  std::optional<resume_point> read_up_to_;
  bool greeted_ = false;
  /// Ends that it has may be sent again.
  bool lost_count_ = false;
  std::map<std::string, request_heard> requests_;
};

}  // namespace aurawell::test_support
