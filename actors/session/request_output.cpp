#include "actors/session/request_output.hpp"

#include <utility>

namespace aurawell::actors {

request_output::request_output(session_context& context, const chat_command& asked)
    : followers{context},
      context_{context},
      scope_{
          std::make_shared<const request_scope>(request_scope{asked.request, asked.conversation})} {
}

void request_output::set_conversation(const conversation_id& conversation) {
  scope_ = std::make_shared<const request_scope>(request_scope{id(), conversation, scope_->trace});
}

void request_output::set_trace(const std::string& trace) {
  scope_ = std::make_shared<const request_scope>(request_scope{id(), scope_->conversation, trace});
}

void request_output::set_safety(answer_safety found) {
  safety_ = found;
  followers.tell(screen_atom::value, found);
}

void request_output::announce(request_status status) {
  if (announced_ >= status) {
    return;
  }
  announced_ = status;
  if (status == request_status::streaming) {
    publish_streaming();
  } else {
    context_.publish_status(scope_, status, phrase::sending);
  }
}

void request_output::publish_streaming() {
  context_.publish_status(scope_, request_status::streaming, phrase::streaming,
                          safety_ ? status_data{*safety_} : status_data{});
}

void request_output::publish_queued(std::uint32_t place) {
  context_.publish_status(scope_, request_status::queued, phrase::queued, queue_position{place});
}

bool request_output::publish(const completion_batch& batch, bool with_reasoning) {
  announce(request_status::streaming);
  followers.tell(tokens_atom::value, batch);
  if (with_reasoning && !batch.reasoning.empty()) {
    context_.feed.publish_reasoning(scope_, batch.reasoning);
  }
  if (batch.text.empty()) {
    return false;
  }
  if (is_replacing_) {
    replace_text(batch.text);
    return false;
  }
  context_.feed.publish_text(scope_, batch.text, context_.options().rollup_delay.count() > 0,
                             batch.received_at);
  return true;
}

void request_output::publish(const answer_seam& seam) {
  if (!text().empty()) {
    followers.tell(seam_atom::value, seam);
    context_.feed.publish(scope_, seam);
  }
}

void request_output::replace_text(std::string_view text) {
  is_replacing_ = false;
  announce(request_status::streaming);
  context_.feed.replace_answer(scope_, text);
}

void request_output::settle_text() {
  if (is_replacing_ && text().empty()) {
    replace_text({});
  }
}

void request_output::restate(bool is_settled) {
  if (!announced_) {
    // `announce` will say it, once the question is stored.
    return;
  }
  if (announced_ != request_status::streaming) {
    context_.publish_status(scope_, request_status::sending, phrase::sending);
    return;
  }
  publish_streaming();
  if (!text().empty() || is_settled) {
    context_.feed.publish_snapshot(scope_);
  }
}

void request_output::finish(status_update end) {
  followers.finish(end);
  context_.finish(scope_, std::move(end));
  context_.feed.close_answer(id());
}

}  // namespace aurawell::actors
