#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "domain/ports/session_gateway.hpp"
#include "tests/actors/random_faults/findings.hpp"
#include "tests/actors/random_faults/simulated_channel.hpp"

namespace aurawell::test_support {

/// A person's device that keeps to the protocol and holds the service to it. What it has read
/// before a connection broke is remembered; the rest is lost, and asked for again.
class simulated_device {
 public:
  struct request_heard {
    std::string text;
    /// It has read in this session that the service has the question.
    bool accepted = false;
    std::optional<status_update> end;
    /// So many ends may still come: one for each time that it was asked for in this session,
    /// and one more where the device has lost count.
    int ends_to_come = 0;
    /// How often it was asked for on this connection before the greeting.
    int asked_early = 0;
  };

  /// @param gateway Must outlive it.
  simulated_device(std::string name, session_gateway& gateway, std::shared_ptr<findings> found)
      : name_{std::move(name)}, gateway_{gateway}, found_{std::move(found)} {}

  const std::string& name() const noexcept { return name_; }
  bool is_connected() const noexcept { return handler_ != nullptr; }
  /// As long as it is not, its session may have died before it heard of this connection.
  bool is_greeted() const noexcept { return greeted_; }
  bool is_cut_off() const { return is_connected() && channel_->is_closed; }
  bool has_unread() const { return is_connected() && !channel_->unread.empty(); }
  /// The session that it has spoken to last.
  const session_id& session() const noexcept { return session_; }
  const std::map<std::string, request_heard>& requests() const noexcept { return requests_; }
  /// It is there, has been sent everything so far, and by that the request is under way.
  bool is_told_of(const std::string& request) const {
    return is_connected() && channel_->is_up_to_date() && told_->session == session_ &&
           told_->under_way.contains(request);
  }
  /// Has asked for something and not read how it ended.
  bool waits() const;
  /// May ask for it: it never has, or it failed and nothing more of it can come.
  bool may_ask(const std::string& request) const;

  void connect();
  /// What was not read is lost.
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
  /// Where to resume: as it has read.
  std::optional<resume_point> read_up_to_;
  bool greeted_ = false;
  /// Ends that it knows may be told again.
  bool lost_count_ = false;
  std::map<std::string, request_heard> requests_;
};

}  // namespace aurawell::test_support
