#include "net/llm/llm_exchange.hpp"

#include <utility>

#include "net/llm/answer/error_object.hpp"
#include "net/llm/answer/response_head.hpp"
#include "net/llm/curl/curl_words.hpp"
#include "net/llm/llm_upstream.hpp"
#include "net/trace/trace_headers.hpp"

namespace aurawell::net {
namespace {

constexpr std::size_t max_error_body_bytes = 4 * 1024;

bool is_worth_sending(const completion_batch& batch) noexcept {
  return !batch.text.empty() || !batch.reasoning.empty() || batch.model || batch.usage ||
         batch.finish_reason;
}

}  // namespace

llm_exchange::llm_exchange(std::shared_ptr<llm_upstream> upstream, adapted_request request,
                           std::shared_ptr<completion_sink> sink, bool is_continuation,
                           std::optional<trace_context> trace)
    : upstream_{std::move(upstream)},
      request_{std::move(request)},
      key_{upstream_->take_key()},
      sink_{std::move(sink)},
      is_continuation_{is_continuation},
      trace_{std::move(trace)} {}

content_start llm_exchange::start_of_content() const noexcept {
  return !is_continuation_             ? content_start::anew
         : request_.continues_answer() ? content_start::inside_partial
                                       : content_start::behind_partial;
}

void llm_exchange::send_trace(CURL* handle) {
  trace_lines_ = {"traceparent: " + to_traceparent(*trace_), "tracestate: " + trace_->state};
  auto* headers = upstream_->headers(key_);
  for (std::size_t i = trace_->state.empty() ? 1 : 2; i-- > 0;) {
    own_headers_[i] = {trace_lines_[i].data(), headers};
    headers = &own_headers_[i];
  }
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
}

void llm_exchange::prepare(CURL* handle) {
  handle_ = handle;
  reader_.emplace(upstream_->options().max_event_bytes, upstream_->options().max_body_bytes,
                  thought_block{&upstream_->thoughts(), start_of_content()});
  upstream_->configure(handle, key_);
  if (trace_ && upstream_->options().send_trace) {
    send_trace(handle);
  }
  curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request_.json().data());
  curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE,
                   static_cast<curl_off_t>(request_.json().size()));
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, curl_words_.data());
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &llm_exchange::on_header);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &llm_exchange::on_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, this);
}

std::size_t llm_exchange::on_header(char* bytes, std::size_t size, std::size_t count, void* self) {
  const std::string_view line{bytes, size * count};
  return static_cast<llm_exchange*>(self)->take_header_line(line) ? line.size() : 0;
}

std::size_t llm_exchange::on_body(char* bytes, std::size_t size, std::size_t count, void* self) {
  const std::string_view body{bytes, size * count};
  return static_cast<llm_exchange*>(self)->take_body(body) ? body.size() : 0;
}

bool llm_exchange::take_header_line(std::string_view line) {
  header_bytes_ += line.size();
  if (header_bytes_ > upstream_->options().max_header_bytes) {
    problem_ = make_upstream_error(ec::upstream_failed, true,
                                   "The language model's response header is oversized.");
  } else if (names_strange_encoding(line)) {
    problem_ = make_upstream_error(ec::upstream_failed, true,
                                   "The language model's answer is in an encoding unknown here.");
  } else if (line == "\r\n" || line == "\n") {
    take_header_end();
  }
  return !problem_;
}

void llm_exchange::take_header_end() {
  long status = 0;
  curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status);
  if (status < 200) {
    return;
  }
  status_ = static_cast<int>(status);
  if (!has_answer()) {
    return;
  }
  drop_request();
  has_news_ = true;
  note_read();
}

void llm_exchange::drop_request() {
  curl_off_t sent_bytes = 0;
  curl_easy_getinfo(handle_, CURLINFO_SIZE_UPLOAD_T, &sent_bytes);
  // The prompt is the largest allocation and is never sent again; but an upstream may begin to
  // answer before it has read all of it.
  if (static_cast<std::size_t>(sent_bytes) == request_.json().size()) {
    request_.drop_json();
  }
}

bool llm_exchange::take_body(std::string_view bytes) {
  if (!has_answer()) {
    const auto room = max_error_body_bytes - error_body_.size();
    error_body_.append(bytes.substr(0, room));
    return bytes.size() <= room;
  }
  problem_ = reader_->read(bytes, batch_);
  note_read();
  return !problem_;
}

void llm_exchange::on_read_over(std::chrono::steady_clock::time_point read_at) {
  read_at_ = read_at;
  if (reader_->is_done()) {
    finish(reader_->finish(batch_));
    linger();
  } else if (has_news_ || is_worth_sending(batch_)) {
    send_batch();
  }
}

bool llm_exchange::on_finish(CURL* handle, CURLcode outcome) {
  if (!problem_ && ask_again()) {
    return true;
  }
  finish(problem_at_end(handle, outcome));
  return false;
}

std::optional<upstream_error> llm_exchange::problem_at_end(CURL* handle, CURLcode outcome) {
  // Trailers may be invalid too.
  if (problem_ && !reader_->is_complete()) {
    return std::exchange(problem_, std::nullopt);
  }
  if (has_answer()) {
    auto problem = reader_->finish(batch_, outcome != CURLE_OK);
    if (problem && problem->words.empty() && outcome != CURLE_OK) {
      problem->words = words_of(outcome, curl_words_.data());
    }
    return problem;
  }
  return status_ == 0 ? no_response(outcome) : refusal(handle);
}

upstream_error llm_exchange::refusal(CURL* handle) const {
  auto problem = error_of_response(status_, error_body_);
  problem.failure.retry_after = retry_after_of(handle);
  if (read_refusal(status_, error_body_, {}).too_long) {
    mark_too_long(problem);
  }
  if (is_redirect(handle)) {
    problem.words = "answered with a redirect; set base_url to where it leads";
  }
  return problem;
}

bool llm_exchange::ask_again() {
  const auto read = read_refusal(status_, error_body_, request_.sent(), request_.asked());
  // Less history is the caller's decision; without any history, a smaller answer may fit.
  if ((read.too_long && request_.history_bytes() > 0) || !request_.adapt(read)) {
    return false;
  }
  status_ = 0;
  header_bytes_ = 0;
  error_body_.clear();
  return true;
}

upstream_error llm_exchange::no_response(CURLcode outcome) const {
  const auto words = words_of(outcome, curl_words_.data());
  if (outcome == CURLE_URL_MALFORMAT ||
      (outcome == CURLE_UNSUPPORTED_PROTOCOL && !was_connected(handle_))) {
    return make_upstream_error(ec::ai_unavailable, false,
                               "The language model is not at its address.", words);
  }
  return make_upstream_error(ec::upstream_unreachable, true,
                             "The language model cannot be reached.", words);
}

void llm_exchange::suspect_form(upstream_error& problem) {
  auto& failure = problem.failure;
  // An answer that has begun shows that the form is accepted.
  const auto may_be_form =
      has_answer() && !has_words_ && !failure.too_long && problem.fault == key_fault::none;
  if (may_be_form && !problem.refused.empty()) {
    // Text that the error repeats from the messages is not the server's own statement.
    const auto read = read_refusal(failure.http_status, problem.told, request_.asked());
    failure.other_form = request_.adapt({false, read.members});
  }
  // Another form has not helped, so the members are not the cause.
  if (failure.other_form || !may_be_form) {
    failure.suspected = request_.suspected();
  }
}

void llm_exchange::send_batch() {
  has_news_ = false;
  if (batch_.chunks > 0) {
    has_words_ = true;
    request_.learn_from_success();
  }
  batch_.received_at = read_at_;
  sink_->on_batch(std::exchange(batch_, {}));
}

void llm_exchange::finish(std::optional<upstream_error> problem) {
  if (has_news_ || is_worth_sending(batch_)) {
    send_batch();
  }
  transfer_result end;
  if (problem) {
    suspect_form(*problem);
    problem->failure.http_status = status_;
    problem->failure.history_bytes = request_.history_bytes();
    upstream_->settle(key_, *problem, trace_ ? to_hex(trace_->trace) : std::string{});
    end.failure = std::move(problem->failure);
  }
  // The sink may have destroyed the transfer when it received the last batch.
  if (!is_silent()) {
    sink_->on_finish(std::move(end));
  }
  sink_.reset();
}

}  // namespace aurawell::net
