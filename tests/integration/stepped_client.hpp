#pragma once

#include <map>
#include <optional>
#include <string>

#include "tests/integration/service.hpp"
#include "tests/support/heard_session.hpp"
#include "tests/support/ws_client.hpp"

namespace aurawell::test_support {

/// A client that a test controls step by step, with disconnects and reconnects. A `heard_session`
/// checks every frame; its faults fail the test.
class stepped_client {
 public:
  explicit stepped_client(std::string user) : user_{std::move(user)} {}
  stepped_client(const stepped_client&) = delete;
  stepped_client& operator=(const stepped_client&) = delete;

  /// Connects, or resumes at its position, and reads the greeting.
  event connect(const running_service& service, ws_connect_options options = {});
  /// The same with another `query`, as "&session=s&epoch=e&seq=1".
  event connect_with(const running_service& service, const std::string& query,
                     ws_connect_options options = {});

  /// @param answer The expected answer; empty: any.
  void ask(const std::string& request_id, const std::string& message,
           const std::string& answer = "");
  /// A question that another client of the same user has asked.
  void ask_known(const std::string& request_id, const std::string& message,
                 const std::string& answer = "");
  /// Sends the same question again.
  void ask_again(const std::string& request_id);

  event read();
  /// Reads until this many bytes of the answer have arrived.
  void read_text(const std::string& request_id, std::size_t bytes);
  /// Reads until the request has ended.
  void read_end(const std::string& request_id);
  /// Fails the test if an event arrives before the answer to a ping.
  void expect_nothing_more();
  /// Reads until the server closes, and returns the close.
  ws_frame read_close();

  void drop() { client_->drop(); }

  std::string text(const std::string& request_id) const {
    return std::string{heard_.text(request_id)};
  }
  std::string ending(const std::string& request_id) const {
    return std::string{heard_.ending(request_id)};
  }
  std::string resume_query() const { return heard_.resume_query(); }
  const heard_counts& counts() const { return heard_.counts(); }

 private:
  void send_question(const question& asked);
  void judge(const std::string& frame);

  std::string user_;
  heard_session heard_;
  /// By request.
  std::map<std::string, std::string> frames_;
  std::optional<ws_client> client_;
};

}  // namespace aurawell::test_support
