#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace aurawell::net {

/// One event of a text/event-stream. The views are valid until the sink returns.
struct sse_event {
  /// Value of `event:`; empty when there was none.
  std::string_view name;
  /// The `data:` lines, joined by LF.
  std::string_view data;
  /// An error outside the SSE format: the value of an `error:` field, or a line that is a bare JSON
  /// object. Empty when there was none.
  std::string_view error;
};

enum class sse_outcome : unsigned char {
  more,      ///< All bytes are read; the stream may continue.
  stopped,   ///< The sink returned false; the rest of the bytes is dropped.
  too_long,  ///< A line or an event is over the limit; the parser stays in this state.
};

/// Parses bytes into events; reads may be cut anywhere. Accepts LF, CR and CRLF as line ends; drops
/// comments and unknown fields. An event inside one read is passed without a copy, and each byte is
/// read once.
class sse_parser {
 public:
  /// Limit of one line, and of the sum of the parts of one event.
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

  /// Must be called when the stream has ended. Accepts a last event without a blank line and a last
  /// line without a line end.
  template <class Sink>
  [[nodiscard]] sse_outcome finish(Sink&& sink) {
    const auto outcome = feed("\n", sink);
    return outcome == sse_outcome::more ? feed("\n", sink) : outcome;
  }

 private:
  enum class step : unsigned char { event, end_of_input, too_long };

  void begin(std::string_view bytes) noexcept;
  step advance();
  /// Extracts the next complete line of the input; false at its end.
  bool next_line(std::string_view& line);
  /// Reads one line; true when it completes an event.
  bool take_line(std::string_view line);
  void take_field(std::string_view field, std::string_view value);
  bool complete_event() noexcept;
  /// Copies the views into the input, because the input becomes invalid.
  void keep_unfinished();
  bool is_too_long(std::string_view line) const noexcept;

  const std::size_t max_event_bytes_;

  std::string_view input_;
  std::size_t at_ = 0;
  /// Offsets of the next LF and CR at or after `at_`; the input's size when there is none.
  std::size_t next_lf_ = 0;
  std::size_t next_cr_ = 0;
  bool at_start_ = true;
  bool after_cr_ = false;

  /// A line that began in an earlier read.
  std::string line_;
  bool line_is_whole_ = false;

  /// The event that is being read. Each part is a view into the input, into `line_`, or into its
  /// copy below.
  sse_event pending_;
  bool has_data_ = false;
  std::string name_copy_;
  std::string data_copy_;
  std::string error_copy_;

  sse_event event_;
};

}  // namespace aurawell::net
