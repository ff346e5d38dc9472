#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "net/http_chat/answer_writer.hpp"

namespace aurawell::net {

/// The fields that every object of one completion repeats. `id` is set by the first event.
struct completion_header {
  std::string model;
  wall_time created;
  std::string id{};
};

/// The whole answer in the shape of OpenAI's `chat.completion`.
class completion_writer final : public answer_writer {
 public:
  explicit completion_writer(completion_header header) : header_{std::move(header)} {}

  bool is_stream() const noexcept override { return false; }
  bool begins_with(const server_event&) const noexcept override { return false; }
  void take(const server_event& event, std::string& out) override;
  http_reply reply() const override;
  http_reply refusal(const answer_failure& why, wall_time now) const override;
  void break_off(const answer_failure&, std::string&) override {}

 private:
  completion_header header_;
  server_event last_;
  std::string reasoning_;
};

/// The answer in the shape of OpenAI's `chat.completion.chunk`s, sent as they come.
class completion_stream_writer final : public answer_writer {
 public:
  completion_stream_writer(completion_header header, bool wants_usage)
      : header_{std::move(header)}, wants_usage_{wants_usage} {}

  bool is_stream() const noexcept override { return true; }
  bool begins_with(const server_event& event) const noexcept override;
  void take(const server_event& event, std::string& out) override;
  http_reply reply() const override;
  http_reply refusal(const answer_failure& why, wall_time now) const override;
  void break_off(const answer_failure& why, std::string& out) override;

 private:
  /// Appends one chunk with this delta, or, when `finish_reason` is not empty, the last chunk.
  void write_delta(std::string_view name, std::string_view text, std::string_view finish_reason,
                   std::string& out);
  void take_text(const answer_delta& delta, std::string& out);
  void take_end(const status_update& last, std::string& out);

  completion_header header_;
  bool wants_usage_;
  bool has_role_ = false;
  /// Result of the safety screen for the next chunk.
  std::optional<answer_safety> found_;
  /// Bytes of the answer that have been written.
  std::size_t told_ = 0;
};

}  // namespace aurawell::net
