#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "tests/support/heard_session.hpp"

namespace aurawell::test_support {

struct resuming_client_options {
  /// On 127.0.0.1.
  std::uint16_t port = 0;
  /// With a query, as "/ws/chat/u1?lang=en".
  std::string target;
  /// Questions at the same time.
  std::uint32_t side_by_side = 2;
  /// Pause between a cut and the next attempt.
  std::chrono::milliseconds retry_delay{5};
  /// Time without any event after which the client gives up.
  std::chrono::milliseconds patience{20'000};
};

/// How its connections ended, except by a cut.
struct connection_ends {
  std::uint64_t connections = 0;
  /// Answers to the upgrade other than 101.
  std::map<unsigned, std::uint64_t> refused;
  std::map<std::uint16_t, std::uint64_t> closed;
};

/// The next question; nothing: there are no more.
using question_source = std::function<std::optional<question>()>;

/// A chat client that reconnects after every cut and resumes at its position. It repeats questions
/// without any event. Runs on the thread of one loop.
class resuming_client {
 public:
  virtual ~resuming_client() = default;

  /// Keeps itself alive until it has ended.
  virtual void start() = 0;

  /// Whether all questions have their answer, or it gave up. Any thread.
  virtual bool over() const noexcept = 0;

  /// Read it on the loop's thread or after the end.
  virtual const heard_session& heard() const noexcept = 0;
  virtual const connection_ends& ends() const noexcept = 0;
};

/// @param loop Run by one thread.
std::shared_ptr<resuming_client> make_resuming_client(boost::asio::io_context& loop,
                                                      resuming_client_options options,
                                                      question_source next_question);

}  // namespace aurawell::test_support
