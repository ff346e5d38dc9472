#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "domain/ports/completion_source.hpp"
#include "net/llm/answer/answer_reader.hpp"
#include "net/llm/curl/curl_exchange.hpp"
#include "net/llm/refusal/upstream_error.hpp"
#include "net/llm/request/adapted_request.hpp"

namespace aurawell::net {

class llm_upstream;

/// One answer: sends the request, reads the response, calls the sink. If a request is refused
/// because of one of its members, it is sent again without that member, as long as each refusal
/// names a member that was sent.
class llm_exchange final : public curl_exchange {
 public:
  llm_exchange(std::shared_ptr<llm_upstream> upstream, adapted_request request,
               std::shared_ptr<completion_sink> sink, bool is_continuation,
               std::optional<trace_context> trace);

 private:
  static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* self);
  static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* self);

  void prepare(CURL* handle) override;
  void on_read_over(std::chrono::steady_clock::time_point read_at) override;
  bool on_finish(CURL* handle, CURLcode outcome) override;

  /// False stops the transfer.
  bool take_header_line(std::string_view line);
  void take_header_end();
  void drop_request();
  /// False stops the transfer.
  bool take_body(std::string_view bytes);
  bool has_answer() const noexcept { return status_ >= 200 && status_ < 300; }

  content_start start_of_content() const noexcept;
  void send_trace(CURL* handle);
  bool ask_again();
  /// Adds to `problem` in which form the caller may try the same answer again, because an error
  /// inside an answer may be about the form. Call it before the status of `problem` is set to that
  /// of the response.
  void suspect_form(upstream_error& problem);
  std::optional<upstream_error> problem_at_end(CURL* handle, CURLcode outcome);
  upstream_error refusal(CURL* handle) const;
  upstream_error no_response(CURLcode outcome) const;
  void send_batch();
  /// Reports the end to the sink, after the rest of the text.
  void finish(std::optional<upstream_error> problem);

  const std::shared_ptr<llm_upstream> upstream_;
  adapted_request request_;
  const std::size_t key_;
  std::shared_ptr<completion_sink> sink_;
  const bool is_continuation_;
  const std::optional<trace_context> trace_;
  /// Headers of this exchange, in front of the list that all exchanges share.
  std::array<std::string, 2> trace_lines_;
  std::array<curl_slist, 2> own_headers_{};

  CURL* handle_ = nullptr;
  std::array<char, CURL_ERROR_SIZE> curl_words_{};
  /// 0 until the header is complete.
  int status_ = 0;
  std::size_t header_bytes_ = 0;
  std::string error_body_;
  /// Reads the answer to the present form of the request.
  std::optional<answer_reader> reader_;
  completion_batch batch_;
  bool has_news_ = false;
  /// Text or reasoning has come.
  bool has_words_ = false;
  std::chrono::steady_clock::time_point read_at_{};
  std::optional<upstream_error> problem_;
};

}  // namespace aurawell::net
