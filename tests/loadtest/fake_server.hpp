#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace aurawell::loadtest {

/// The fault in the first answer of a connection.
enum class misdeed : unsigned char {
  none,
  loses_a_token,
  repeats_a_token,
  reorders_two_tokens,
  adds_a_byte,
  never_ends_the_text,
  misreports_the_response,
  repeats_a_seq,
  skips_streaming,
  swaps_statuses,
  ends_twice,
  answers_another_request,
  sends_no_json,
  answers_with_an_error,
  breaks_off,
  falls_silent,
  closes,
  refuses_the_upgrade,
};

/// A minimal server of the chat protocol, with faults on request. One thread per connection. Its
/// answers are those of the mock, with a stamp for every token, and some other text around them.
class fake_server {
 public:
  /// Serves this many connections, one misdeed each.
  fake_server(misdeed wrong, std::uint32_t connections = 1);
  fake_server(const fake_server&) = delete;
  fake_server& operator=(const fake_server&) = delete;
  /// Waits until all its connections were made and are closed.
  ~fake_server();

  std::string url() const;
  std::uint16_t port() const;

  /// Applies the fault to `full_response` too, so that only a check of the tokens can find it.
  void lie_consistently();

 private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

}  // namespace aurawell::loadtest
