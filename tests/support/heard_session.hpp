#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace aurawell::test_support {

struct question {
  std::string request_id;
  /// The frame that asks it.
  std::string frame;
  /// The expected complete answer; empty: any.
  std::string answer{};
  /// Another client has asked it before, so it may begin with a snapshot.
  bool known = false;
  /// It may end as an error.
  bool may_fail = false;
};

struct heard_counts {
  std::uint64_t greetings = 0;
  /// Resumes with complete recovery.
  std::uint64_t recovered = 0;
  /// Resumes of a session without complete recovery.
  std::uint64_t unrecovered = 0;
  /// Resumes that gave a new session.
  std::uint64_t lost_sessions = 0;
  /// Ended requests; one that is sent again counts once.
  std::uint64_t answers = 0;
  std::uint64_t told_again = 0;
  std::uint64_t snapshots = 0;
  std::uint64_t text_bytes = 0;
};

/// A client's state of its session over all connections. Checks every event: each byte of an answer
/// once, in its place, and the statuses in order. No I/O.
class heard_session {
 public:
  /// Call it when the question is sent for the first time.
  void ask(const question& asked);

  /// One frame of the server.
  void on_frame(std::string_view json);

  /// Whether this connection has received no greeting yet.
  void on_connect() noexcept { greeted_ = false; }
  bool greeted() const noexcept { return greeted_; }

  /// "&session=…&epoch=…&seq=…", or nothing before the first greeting.
  std::string resume_query() const;

  /// Frames of the questions without any event: send them again.
  std::vector<std::string> take_unheard();

  /// Call it when a question is sent again without need: its events may come again then.
  void sends_again(const std::string& request_id);

  std::size_t running() const noexcept;
  const heard_counts& counts() const noexcept { return counts_; }

  /// The faults; the first twenty as text.
  const std::vector<std::string>& faults() const noexcept { return faults_; }
  void add_fault(std::string fault);

  /// Of a request that was asked.
  std::string_view text(const std::string& request_id) const;
  /// Its terminal status; empty before.
  std::string_view ending(const std::string& request_id) const;
  /// False while its events come again.
  bool has_ended(const std::string& request_id) const;

 private:
  enum class stage : unsigned char { asked, sending, queued, streaming, ended };

  struct hearing {
    question asked;
    stage at = stage::asked;
    std::string text{};
    std::string ending{};
    /// How often it was sent again without its events coming again.
    std::uint32_t sent_again = 0;
    /// The server may send the present state instead of continuing.
    bool restated = false;
    /// No further event of it is checked after its first fault.
    bool faulty = false;
    bool counted = false;
  };

  struct event;

  void on_greeting(const event& greeting);
  void on_status(hearing& of, const event& heard);
  void on_text(hearing& of, const event& heard);
  void on_end(hearing& of, const event& heard);
  bool ignores(hearing& of, const event& heard);
  void add_fault(hearing& of, const std::string& fault);

  std::map<std::string, hearing> requests_;
  std::string session_;
  std::string epoch_;
  std::uint64_t seq_ = 0;
  bool greeted_ = false;
  heard_counts counts_;
  std::vector<std::string> faults_;
};

}  // namespace aurawell::test_support
