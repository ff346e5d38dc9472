#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace aurawell::test_support {

struct question {
  std::string request_id;
  /// What is sent to ask it.
  std::string frame;
  /// The whole answer that must come; empty: any.
  std::string answer{};
  /// The server has been asked it before, from elsewhere: it may begin with a snapshot.
  bool known = false;
  /// It may end as an error.
  bool may_fail = false;
};

struct heard_counts {
  std::uint64_t greetings = 0;
  /// Resumes after which everything that was missed followed.
  std::uint64_t recovered = 0;
  /// Resumes into a session that could not prove that.
  std::uint64_t unrecovered = 0;
  /// A new session came instead of the one asked for.
  std::uint64_t lost_sessions = 0;
  /// Ended requests; one that is told again because it was sent again counts once.
  std::uint64_t answers = 0;
  std::uint64_t told_again = 0;
  std::uint64_t snapshots = 0;
  std::uint64_t text_bytes = 0;
};

/// What a client knows of its session over all its connections, and its judgement of
/// every event: each byte of an answer once, in its place, and the statuses in order.
/// No I/O.
class heard_session {
 public:
  /// The question goes out for the first time.
  void ask(const question& asked);

  /// One frame of the server.
  void on_frame(std::string_view json);

  /// Nothing was greeted on this connection yet.
  void on_connect() noexcept { greeted_ = false; }
  bool greeted() const noexcept { return greeted_; }

  /// "&session=…&epoch=…&seq=…", or nothing before the first greeting.
  std::string resume_query() const;

  /// Frames of the questions that nothing was heard of: they go out once more.
  std::vector<std::string> take_unheard();

  /// A question goes out once more without need: it may be told again for that.
  void sends_again(const std::string& request_id);

  std::size_t running() const noexcept;
  const heard_counts& counts() const noexcept { return counts_; }

  /// What was wrong, the first twenty in words.
  const std::vector<std::string>& faults() const noexcept { return faults_; }
  void add_fault(std::string what);

  /// Of a request that was asked.
  std::string_view text(const std::string& request_id) const;
  /// Its terminal status; empty before.
  std::string_view ending(const std::string& request_id) const;
  /// False while it is told again.
  bool has_ended(const std::string& request_id) const;

 private:
  enum class stage : unsigned char { asked, sending, queued, streaming, ended };

  struct hearing {
    question asked;
    stage at = stage::asked;
    std::string text{};
    std::string ending{};
    /// How often it went out once more and was not told again for that.
    std::uint32_t sent_again = 0;
    /// The server may say where it stands instead of going on.
    bool restated = false;
    /// Nothing of it is judged after its first fault.
    bool faulty = false;
    bool counted = false;
  };

  struct event;

  void on_greeting(const event& greeting);
  void on_status(hearing& of, const event& heard);
  void on_text(hearing& of, const event& heard);
  void on_end(hearing& of, const event& heard);
  bool ignores(hearing& of, const event& heard);
  void add_fault(hearing& of, const std::string& what);

  std::map<std::string, hearing> requests_;
  std::string session_;
  std::string epoch_;
  std::uint64_t seq_ = 0;
  bool greeted_ = false;
  heard_counts counts_;
  std::vector<std::string> faults_;
};

}  // namespace aurawell::test_support
