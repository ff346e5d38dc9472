#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "domain/ports/completion_source.hpp"
#include "net/llm/answer_reader.hpp"
#include "net/llm/completion_encoder.hpp"
#include "net/llm/curl_exchange.hpp"
#include "net/llm/upstream_error.hpp"

namespace aurawell::net {

class llm_upstream;

/// One answer: asks, reads, tells the sink. A request refused for an optional member
/// is asked again without, once.
class llm_exchange final : public curl_exchange {
 public:
  llm_exchange(std::shared_ptr<llm_upstream> upstream, encoded_request request,
               std::shared_ptr<completion_sink> sink);

 private:
  static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* self);
  static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* self);

  void prepare(CURL* handle) override;
  void on_read_over(std::chrono::steady_clock::time_point read_at) override;
  bool on_end(CURL* handle, CURLcode outcome) override;

  /// False stops the transfer.
  bool take_header_line(std::string_view line);
  void take_header_end();
  void drop_request();
  /// False stops the transfer.
  bool take_body(std::string_view bytes);
  bool has_answer() const noexcept { return status_ >= 200 && status_ < 300; }

  bool ask_again();
  std::optional<upstream_error> problem_at_end(CURL* handle, CURLcode outcome);
  upstream_error refusal(CURL* handle) const;
  upstream_error no_response(CURLcode outcome) const;
  void send_batch();
  /// The last word, after what is left of the text.
  void conclude(std::optional<upstream_error> problem);

  const std::shared_ptr<llm_upstream> upstream_;
  encoded_request request_;
  optional_members sent_;
  bool is_second_try_ = false;
  const std::size_t key_;
  std::shared_ptr<completion_sink> sink_;

  CURL* handle_ = nullptr;
  std::array<char, CURL_ERROR_SIZE> curl_words_{};
  /// 0 until the header is complete.
  int status_ = 0;
  std::size_t header_bytes_ = 0;
  std::string error_body_;
  answer_reader reader_;
  completion_batch batch_;
  bool has_news_ = false;
  std::chrono::steady_clock::time_point read_at_{};
  std::optional<upstream_error> problem_;
};

}  // namespace aurawell::net
