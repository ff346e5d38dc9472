#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/mock_llm/answer_text.hpp"

namespace aurawell::mock {

/// Reads an answer of the mock in arbitrary pieces and finds its faults. Text before the first
/// token and after the end is not from the mock (a server may add text there) and is not checked.
class answer_checker {
 public:
  struct findings {
    std::uint32_t tokens = 0;     ///< that came in the right order
    std::uint32_t lost = 0;       ///< that are missing
    std::uint32_t reordered = 0;  ///< that came after a later one
    std::uint32_t repeated = 0;   ///< that came again
    std::size_t stray_bytes = 0;  ///< between two tokens, belonging to none
    bool ended = false;           ///< the end was found

    /// Whether every token up to the end came exactly once, in order, with nothing between.
    bool complete() const noexcept {
      return ended && lost == 0 && reordered == 0 && repeated == 0 && stray_bytes == 0;
    }
  };

  /// Receives the stamp of each token, in the order of arrival.
  using stamp_handler = std::function<void(std::uint64_t nanoseconds)>;

  explicit answer_checker(std::uint64_t seed, answer_style style = answer_style::mixed)
      : seed_{seed}, style_{style} {}

  void feed(std::string_view more, const stamp_handler& on_stamp = {});

  /// Ends the input. Call it once, after the last `feed`.
  findings finish();

  /// What is known in the middle of an answer: a token that a later one has overtaken is lost.
  findings so_far() const;

  /// Tokens seen so far.
  std::uint32_t tokens() const noexcept { return findings_.tokens; }

 private:
  enum class step : unsigned char { taken, wants_more, mismatch };

  void scan(bool final, const stamp_handler& on_stamp);
  step take_one(std::string_view rest, std::size_t& length, const stamp_handler& on_stamp);
  step take_stamp(std::string_view rest, std::size_t& length, const stamp_handler& on_stamp);
  step take_end(std::string_view rest, std::size_t& length);
  step take_other_token(std::string_view rest, std::size_t& length);
  void accept_other(std::uint32_t index);

  std::uint64_t seed_;
  answer_style style_;
  std::string tail_;
  std::string expected_;
  std::uint32_t next_ = 0;
  /// Skipped indexes. Bounded: indexes beyond the bound count as lost.
  std::vector<std::uint32_t> missing_;
  findings findings_;
};

}  // namespace aurawell::mock
