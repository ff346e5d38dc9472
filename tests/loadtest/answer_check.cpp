#include "tests/loadtest/answer_check.hpp"

#include <utility>

namespace aurawell::loadtest {

answer_check::answer_check(verification mode, mock::answer_style text, load_results& results)
    : mode_{mode}, style_{text}, results_{results} {}

void answer_check::begin(std::string request_id, std::uint64_t seed, time_point sent) {
  previous_id_ = std::exchange(request_id_, std::move(request_id));
  phase_ = phase::asked;
  sent_ = sent;
  sound_ = true;
  text_.clear();
  cancelled_.reset();
  text_frames_ = 0;
  if (mode_ == verification::mock) {
    tokens_.emplace(seed, style_);
  }
}

void answer_check::give_up(std::string_view reason) {
  if (!running()) {
    return;
  }
  phase_ = phase::none;
  ++results_.answers_failed;
  results_.add_failure(reason);
}

bool answer_check::on_frame(const frame& event, time_point received) {
  if (event.type == "pong") {
    return false;
  }
  if (event.type == "connection_established") {
    last_seq_ = event.seq;
    return false;
  }
  if (event.type == "error") {
    return on_fault(event);
  }
  if (event.seq <= last_seq_) {
    ++results_.broken.seq_not_rising;
    sound_ = false;
  }
  last_seq_ = event.seq;
  if (!is_ours(event)) {
    return false;
  }
  if (event.type == "chat_stream") {
    on_text(event, received);
    return false;
  }
  return event.type == "status_update" && on_status(event, received);
}

void answer_check::cancel(time_point sent) {
  cancelled_ = sent;
  cancelled_id_ = request_id_;
}

bool answer_check::on_fault(const frame& event) {
  // The answer's end and the client's cancel may pass each other.
  if (event.error_code == "USER_1203" && event.request_id == cancelled_id_) {
    return false;
  }
  const auto reason = "error event " + std::string{event.error_code};
  if (running() && event.request_id == request_id_) {
    give_up(reason);
    return true;
  }
  results_.add_failure(reason);
  sound_ = false;
  return false;
}

bool answer_check::is_ours(const frame& event) {
  if (running() && event.request_id == request_id_) {
    return true;
  }
  const auto over = event.request_id == request_id_ || event.request_id == previous_id_;
  ++(over ? results_.broken.second_terminal : results_.broken.foreign_request);
  return false;
}

void answer_check::on_text(const frame& event, time_point received) {
  if (phase_ != phase::streaming) {
    ++results_.broken.status_order;
    sound_ = false;
  }
  ++results_.text_frames;
  ++text_frames_;
  if (text_.empty()) {
    results_.first_token.add(received - sent_);
  } else {
    results_.frame_gap.add(received - last_text_);
  }
  last_text_ = received;
  text_ += event.delta;
  if (tokens_) {
    received_ = received;
    const auto before = tokens_->tokens();
    tokens_->feed(event.delta, [this](std::uint64_t stamp) {
      const std::chrono::nanoseconds left{static_cast<std::int64_t>(stamp)};
      add_latency(received_.time_since_epoch() - left);
    });
    results_.tokens += tokens_->tokens() - before;
  }
}

bool answer_check::may_follow(phase next) const noexcept {
  switch (next) {
    case phase::accepted: return phase_ == phase::asked;
    case phase::queued:
    case phase::streaming: return phase_ == phase::accepted || phase_ == phase::queued;
    default: return false;
  }
}

bool answer_check::on_status(const frame& event, time_point received) {
  auto next = phase::none;
  if (event.status == "sending") {
    next = phase::accepted;
  } else if (event.status == "queued") {
    next = phase::queued;
  } else if (event.status == "streaming") {
    next = phase::streaming;
  } else {
    end(event, received);
    return true;
  }
  if (!may_follow(next)) {
    ++results_.broken.status_order;
    sound_ = false;
  }
  phase_ = next;
  return false;
}

void answer_check::end(const frame& event, time_point received) {
  const auto was = std::exchange(phase_, phase::none);
  if (event.status == "done") {
    if (was != phase::streaming) {
      ++results_.broken.status_order;
      sound_ = false;
    }
    // Both are asked, so that the report counts all that is wrong.
    const auto text_right = text_is_right(event);
    const auto tokens_right = tokens_are_right();
    results_.answer.add(received - sent_);
    results_.tokens += tokens_ ? 0 : event.completion_tokens;
    ++(sound_ && text_right && tokens_right ? results_.answers_done : results_.answers_incomplete);
  } else if (event.status == "cancelled" && cancelled_) {
    results_.cancel.add(received - *cancelled_);
    settle_answer();
    ++(sound_ ? results_.answers_cancelled : results_.answers_incomplete);
  } else if (event.status == "incomplete") {
    ++results_.answers_incomplete;
    results_.add_failure("incomplete");
  } else {
    ++results_.answers_failed;
    results_.add_failure(event.error_code.empty() ? event.status : event.error_code);
  }
}

bool answer_check::text_is_right(const frame& event) {
  const auto right = event.has_full_response && event.full_response == text_;
  results_.broken.text_mismatch += right ? 0 : 1;
  return right;
}

bool answer_check::tokens_are_right() {
  if (!tokens_) {
    return true;
  }
  const auto found = tokens_->finish();
  count(found);
  results_.broken.unfinished_text += found.ended ? 0 : 1;
  return found.complete();
}

void answer_check::add_latency(std::chrono::nanoseconds latency) {
  results_.token_latency.add(latency);
  if (window_ != results_.window()) {
    window_ = results_.window();
    latency_ = latency_histogram{4};
  }
  latency_.add(latency);
}

void answer_check::settle() {
  if (running()) {
    settle_answer();
  }
  if (latency_.count() > 0 && window_ == results_.window()) {
    results_.stream_p99.add(latency_.quantile(0.99));
  }
}

void answer_check::settle_answer() {
  if (tokens_) {
    count(tokens_->so_far());
    tokens_.reset();
  }
}

void answer_check::count(const mock::answer_checker::findings& found) {
  results_.broken.lost_tokens += found.lost;
  results_.broken.reordered_tokens += found.reordered;
  results_.broken.repeated_tokens += found.repeated;
  results_.broken.stray_bytes += found.stray_bytes;
}

}  // namespace aurawell::loadtest
