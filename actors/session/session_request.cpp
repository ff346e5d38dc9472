// The life of a request until the pool has it: claimed or followed, stored, held.

#include "actors/session/session_request.hpp"

#include <caf/all.hpp>
#include <utility>

#include "actors/scheduling/loop_scheduler.hpp"
#include "actors/system/advice_job.hpp"
#include "actors/system/directory.hpp"

namespace aurawell::actors {

session_request::session_request(session_context& context, owner& holder, ticket number,
                                 chat_command asked, bool is_former)
    : context_{context},
      owner_{holder},
      number_{number},
      key_{context.user, asked.member, asked.conversation},
      asked_{std::move(asked)},
      output_{context, asked_},
      is_former_{is_former},
      over_{context.over},
      asked_at_{context.self->clock().now()},
      question_bytes_{asked_.message.size()},
      trace_{context.trace_of(asked_.trace)} {}

void session_request::start(std::uint32_t attempt) {
  const auto source =
      context_.shared().registry->claim(context_.user, id(), session_actor{context_.self});
  if (source) {
    stage_.emplace<followed_answer>(context_, output_, *source, number_, attempt);
    return;
  }
  is_claimed_ = true;
  output_.set_trace(trace_.id());
  check_member();
}

void session_request::check_member() {
  stage_.emplace<stage::storing_question>();
  context_.shared().registry->note_member(context_.user, id(), key_.member);
  if (key_.member.value == context_.user.value) {
    store_question(context_.user);
  } else {
    context_.ask_store(access_atom::value, context_.wish_for(key_.member),
                       to_this(&session_request::on_member_found),
                       to_this(&session_request::fail_unstored));
  }
}

void session_request::on_member_found(const member_access& found) {
  store_question(found.member.key.owner);
}

void session_request::store_question(const user_id& member_owner) {
  key_.user = member_owner;
  question_record question{
      key_,
      context_.id,
      id(),
      asked_.kind,
      asked_.message,
      std::chrono::system_clock::now(),
      context_.user,
      context_.options().creates_unknown_members,
      context_.admitted_at,
      std::make_shared<const question_job>(question_job{
          context_.lang, asked_.context, asked_.earlier, asked_.wants_reasoning, trace_.place()})};
  note_write();
  context_.ask_store(question_atom::value, std::move(question),
                     to_this(&session_request::on_question_stored),
                     to_this(&session_request::fail_unstored));
}

void session_request::on_question_stored(const question_claim& claim) {
  report_write({});
  term_ = claim.term;
  if (claim.known) {
    take_up(*claim.known);
  } else {
    hold();
  }
}

void session_request::hold() {
  output_.announce(request_status::sending);
  if (cancelled_at_) {
    store_answer(request_status::cancelled, {});
    return;
  }
  stage_.emplace<stage::held>();
  owner_.run_held();
  if (is_held()) {
    output_.publish_queued(owner_.place_of(*this));
  }
}

/// It was asked before, and no session answers it.
void session_request::take_up(const stored_exchange& known) {
  if (!known.status && (known.member != key_.member || known.conversation != key_.conversation)) {
    // It is answered as it was asked, if that is still allowed.
    key_.member = known.member;
    key_.conversation = known.conversation;
    output_.set_conversation(known.conversation);
    check_member();
    return;
  }
  output_.announce(request_status::sending);
  if (known.summary.safety && known.summary.safety != output_.safety()) {
    output_.set_safety(*known.summary.safety);
  }
  if (known.status) {
    finish_as_stored(known);
  } else if (known.is_answered_elsewhere) {
    wait_elsewhere(known);
  } else if (!output_.text().empty() || !known.summary.text->empty()) {
    store_lost_answer(*known.summary.text);
  } else if (is_former_) {
    fail_unstored({{ec::unavailable, "its session died before the first word"}, std::nullopt});
  } else {
    // Its question was stored late, or the session that had it died before the first word.
    asked_.kind = known.kind;
    asked_.message = known.question;
    output_.replace_with_next();
    hold();
  }
}

void session_request::finish_as_stored(const stored_exchange& known) {
  if (is<stage::elsewhere>()) {
    show_growth(*known.summary.text);
    output_.settle_text();
  } else {
    output_.replace_text(*known.summary.text);
  }
  auto outcome = outcome_of(known, output_.safety());
  output_.match_text(outcome);
  finish_uncounted(context_.terminal_status(*known.status, std::move(outcome)));
}

/// The session that answered it has died. What it published here is all that the store has, or
/// more.
void session_request::store_lost_answer(std::string_view stored_text) {
  output_.announce(request_status::streaming);
  if (!output_.text().starts_with(stored_text)) {
    output_.replace_text(stored_text);
  }
  store_answer(cancelled_at_ ? request_status::cancelled : request_status::incomplete, {});
}

void session_request::on_asked_again(chat_command& command) {
  if (std::exchange(is_former_, false)) {
    asked_.context = std::move(command.context);
    asked_.earlier = std::move(command.earlier);
    asked_.wants_reasoning = command.wants_reasoning;
  }
}

void session_request::run() {
  stage_.emplace<stage::in_pool>();
  const auto pool = pool_for(context_.self->system(), asked_.kind);
  if (!pool) {
    store_failure({{ec::unavailable, "no pool"}, std::nullopt});
    return;
  }
  auto job = std::make_shared<const advice_job>(advice_job{session_actor{context_.self},
                                                           number_,
                                                           key_,
                                                           id(),
                                                           {asked_.kind,
                                                            context_.lang,
                                                            key_.user,
                                                            key_.member,
                                                            std::move(asked_.message),
                                                            std::move(asked_.context),
                                                            {}},
                                                           std::move(asked_.earlier),
                                                           context_.user,
                                                           current_loop(),
                                                           trace_});
  // No timeout of ours: the pool refuses after its `queue_timeout`, or when it dies.
  context_.self->request(pool, caf::infinite, ask_atom::value, advice_job_ptr{std::move(job)})
      .then(
          [weak = weak_from_this(), self = context_.self](const llm_stream_actor& stream) {
            if (const auto request = weak.lock()) {
              request->on_stream_started(stream);
            } else {
              self->send(stream, end_atom::value, request_status::cancelled);
            }
          },
          to_this(&session_request::on_refused_by_pool));
}

void session_request::on_refused_by_pool(const caf::error& reason) {
  if (!is<stage::in_pool>()) {
    return;
  }
  if (cancelled_at_) {
    store_answer(request_status::cancelled, {});
  } else {
    store_failure(from_caf(reason, ec::unavailable));
  }
}

void session_request::on_place(std::uint32_t place) {
  if (is<stage::in_pool>() && !cancelled_at_) {
    output_.publish_queued(place);
  }
}

}  // namespace aurawell::actors
