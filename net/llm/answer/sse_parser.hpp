#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace aurawell::net {

/// One event of a text/event-stream. The views hold until the sink returns.
struct sse_event {
  /// Value of `event:`; empty when there was none.
  std::string_view name;
  /// The `data:` lines, joined by LF.
  std::string_view data;
  /// What servers put where no SSE client looks for it: the value of an `error:`
  /// field, or a line that is a bare JSON object. Empty when there was none.
  std::string_view error;
};

enum class sse_outcome : unsigned char {
  more,      ///< Everything is read, the stream may go on.
  stopped,   ///< The sink had enough; what follows is lost.
  too_long,  ///< A line or an event is over the limit; nothing can follow.
};

/// Bytes to events, whatever the cuts between reads. Line ends are LF, CR and CRLF;
/// comments and unknown fields are dropped. An event inside one read is handed out
/// without a copy, and every byte is looked at once.
class sse_parser {
 public:
  /// Holds for one line and for the sum of what one event keeps.
  explicit sse_parser(std::size_t max_event_bytes) : max_event_bytes_{max_event_bytes} {}

  /// Calls `sink(const sse_event&)` for each event that ends in `bytes`; the sink
  /// returns false to stop.
  template <class Sink>
  [[nodiscard]] sse_outcome feed(std::string_view bytes, Sink&& sink) {
    begin(bytes);
    for (;;) {
      switch (advance()) {
        case step::event:
          if (!sink(event_)) {
            return sse_outcome::stopped;
          }
          break;
        case step::too_long: return sse_outcome::too_long;
        case step::end_of_input: return sse_outcome::more;
      }
    }
  }

  /// The stream is over: the last event may lack its blank line, and the last line
  /// its end.
  template <class Sink>
  [[nodiscard]] sse_outcome finish(Sink&& sink) {
    const auto outcome = feed("\n", sink);
    return outcome == sse_outcome::more ? feed("\n", sink) : outcome;
  }

 private:
  enum class step : unsigned char { event, end_of_input, too_long };

  void begin(std::string_view bytes) noexcept;
  step advance();
  /// Takes the next whole line of the input; false at its end.
  bool next_line(std::string_view& line);
  /// Reads one line; true when it completes an event.
  bool take_line(std::string_view line);
  void take_field(std::string_view field, std::string_view value);
  bool complete_event() noexcept;
  /// Copies what points into the input, because it is about to go.
  void keep_unfinished();
  bool is_too_long(std::string_view line) const noexcept;

  const std::size_t max_event_bytes_;

  std::string_view input_;
  std::size_t at_ = 0;
  /// The next LF and CR at or after `at_`; the input's size when there is none.
  std::size_t next_lf_ = 0;
  std::size_t next_cr_ = 0;
  bool at_start_ = true;
  bool after_cr_ = false;

  /// A line that an earlier read began.
  std::string line_;
  bool line_is_whole_ = false;

  /// The event being read: each part is a view into the input, into `line_`, or into
  /// the copy below it.
  sse_event pending_;
  bool has_data_ = false;
  std::string name_copy_;
  std::string data_copy_;
  std::string error_copy_;

  sse_event event_;
};

}  // namespace aurawell::net
