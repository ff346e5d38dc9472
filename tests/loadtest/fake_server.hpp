#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace aurawell::loadtest {

/// What the fake does wrong in the first answer of a connection.
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
  waits_for_a_cancel,  ///< half of the text comes, and no end before it is asked for
};

/// A server of the chat protocol, just good enough to be checked, and bad on
/// demand. One thread per connection. Its answers are those of the mock, every
/// token stamped, with text of its own around them.
class fake_server {
 public:
  /// Serves that many connections, one misdeed each.
  fake_server(misdeed wrong, std::uint32_t connections = 1);
  fake_server(const fake_server&) = delete;
  fake_server& operator=(const fake_server&) = delete;
  /// Waits until all its connections were made and are closed.
  ~fake_server();

  std::string url() const;
  std::uint16_t port() const;

  /// What is lost, repeated or reordered is then also missing from `full_response`,
  /// so that only a check of the tokens can find it.
  void lie_consistently();

 private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

}  // namespace aurawell::loadtest
