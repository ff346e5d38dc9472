// A request that another process with the same database answers.

#include <caf/all.hpp>
#include <string>
#include <utility>

#include "actors/session/session_request.hpp"
#include "domain/log/log.hpp"

namespace aurawell::actors {
namespace {

/// For a client whose answer takes longer than this session waits for it.
constexpr std::chrono::seconds ask_again_after{5};

}  // namespace

void session_request::wait_elsewhere(const stored_exchange& known) {
  if (cancelled_at_) {
    cancel_elsewhere();
    return;
  }
  if (!is<stage::elsewhere>()) {
    stage_ = stage::elsewhere{context_.self->clock().now() + context_.options().elsewhere_timeout};
    output_.replace_with_next();
  }
  show_growth(*known.summary.text);
  owner_.look_elsewhere_later();
}

void session_request::on_answer_refused(const refusal& reason) {
  if (reason.cause.code == ec::answered_elsewhere) {
    report_write(reason.cause.code);
    on_replaced();
  } else {
    fail_unstored(reason);
  }
}

void session_request::on_replaced() {
  logging::info("request.replaced",
                {{"session", context_.id}, {"request", id()}, {"trace", trace_.id()}});
  if (const auto* own = std::get_if<stage::streaming>(&stage_); own != nullptr && own->stream) {
    context_.self->send(own->stream, end_atom::value, request_status::cancelled);
  }
  const bool is_sealed = is<stage::storing_answer>();
  stage_ = stage::elsewhere{context_.self->clock().now() + context_.options().elsewhere_timeout};
  if (cancelled_at_) {
    cancel_elsewhere();
    return;
  }
  if (is_sealed) {
    // The text of the other process may be longer.
    output_.replace_text(output_.text());
  }
  owner_.run_held();
  look_elsewhere();
}

void session_request::look_elsewhere() {
  const auto* waiting = std::get_if<stage::elsewhere>(&stage_);
  if (waiting == nullptr) {
    return;
  }
  if (const auto retry_after = context_.shared().gate->closed()) {
    fail_unstored({{ec::unavailable, "the server is stopping"}, *retry_after});
  } else if (context_.self->clock().now() >= waiting->until) {
    fail_unstored({{ec::unavailable, "another process still answers it"}, ask_again_after});
  } else {
    context_.ask_store(find_atom::value, request_name{context_.user, id()},
                       to_this(&session_request::on_found_elsewhere),
                       to_this(&session_request::on_not_read_elsewhere));
  }
}

void session_request::on_not_read_elsewhere(const refusal& /*reason*/) {
  if (is<stage::elsewhere>()) {
    owner_.look_elsewhere_later();
  }
}

void session_request::on_found_elsewhere(const stored_exchange_ptr& known) {
  if (!is<stage::elsewhere>()) {
    return;
  }
  if (!known) {
    fail_unstored({{ec::request_not_found, "it was removed"}, std::nullopt});
  } else if (known->status || known->is_answered_elsewhere) {
    take_up(*known);
  } else {
    check_member();
  }
}

/// The text of another process only grows; anything else is left to the end.
void session_request::show_growth(std::string_view stored_text) {
  const auto shown = output_.text();
  if (stored_text.size() > shown.size() && stored_text.starts_with(shown)) {
    completion_batch batch;
    batch.text = stored_text.substr(shown.size());
    output_.publish(batch, false);
  }
}

/// The other process goes on, and only it writes to the store.
void session_request::cancel_elsewhere() {
  output_.settle_text();
  answer_summary summary;
  summary.text = output_.seal_text();
  summary.safety = output_.safety();
  finish_uncounted(context_.terminal_status(request_status::cancelled, std::move(summary)));
}

}  // namespace aurawell::actors
