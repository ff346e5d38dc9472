// Text on its way: to the client, to the store, and to the user's other sessions.

#include <caf/all.hpp>

#include "actors/directory.hpp"
#include "actors/session_actor.hpp"
#include "domain/texts.hpp"

namespace aurawell::actors {
namespace {

/// A request is looked for so often when the session that answered it goes away.
constexpr std::uint32_t most_follow_attempts = 3;

}  // namespace

void session_state::begin_streaming(request& what) {
  if (what.at != stage::following) {
    what.at = stage::streaming;
  }
  say_status(what.scope, request_status::streaming, std::string{say(phrase::streaming, lang_)});
}

void session_state::on_tokens(ticket number, const completion_batch& batch) {
  auto* what = find(number);
  if (what == nullptr || what->cancelled_at || what->at == stage::storing_answer) {
    return;
  }
  const bool is_first = what->at == stage::following
                            ? feed_->answer_so_far(what->scope->request).empty()
                            : what->at != stage::streaming;
  if (is_first) {
    begin_streaming(*what);
  }
  if (what->wants_reasoning && !batch.reasoning.empty()) {
    feed_->publish(what->scope, reasoning_delta{batch.reasoning});
  }
  if (batch.text.empty()) {
    return;
  }
  for (const auto& [session, their_number] : what->followers) {
    self_->send(session, tokens_atom::value, their_number, batch);
  }
  if (what->at == stage::following && is_first) {
    feed_->publish_snapshot(what->scope, batch.text);
    return;
  }
  const auto delay = shared_->options.rollup_delay;
  feed_->publish_text(what->scope, batch.text, delay.count() > 0, batch.received_at);
  if (delay.count() > 0 && !std::exchange(release_planned_, true)) {
    self_->delayed_send(self_, delay, release_atom::value);
  }
  if (what->at == stage::streaming) {
    save_later();
  }
}

void session_state::on_seam(ticket number, const answer_seam& seam) {
  const auto* what = find(number);
  if (what == nullptr || what->cancelled_at || what->at == stage::storing_answer ||
      feed_->answer_so_far(what->scope->request).empty()) {
    return;
  }
  for (const auto& [session, their_number] : what->followers) {
    self_->send(session, seam_atom::value, their_number, seam);
  }
  feed_->publish(what->scope, seam);
}

void session_state::on_release() {
  release_planned_ = false;
  feed_->release();
}

void session_state::save_later() {
  if (!std::exchange(save_planned_, true)) {
    self_->delayed_send(self_, shared_->options.save_interval, save_atom::value);
  }
}

void session_state::on_save() {
  save_planned_ = false;
  for (auto& [number, what] : requests_) {
    if (what.at == stage::streaming) {
      save_later();
      save_progress(number);
    }
  }
}

void session_state::save_progress(ticket number) {
  auto& what = *find(number);
  const auto text = feed_->answer_so_far(what.scope->request);
  const auto store = store_of(self_->system());
  if (what.saving || text.size() == what.saved_bytes || !store) {
    return;
  }
  what.saving = true;
  what.saved_bytes = text.size();
  const auto saved = [this, number](bool is_saved) {
    if (auto* still = find(number)) {
      still->saving = false;
      still->saved_bytes = is_saved ? still->saved_bytes : 0;
    }
  };
  self_
      ->request(store, shared_->options.store_timeout, progress_atom::value,
                progress_record{user_, what.scope->request, std::string{text}})
      .then([saved](caf::ok_atom) { saved(true); }, [saved](const caf::error&) { saved(false); });
}

void session_state::follow(ticket number, const session_actor& other) {
  auto& what = *find(number);
  what.at = stage::following;
  what.answered_by = other;
  self_->monitor(other);
  if (what.follow_attempts++ == 0) {
    say_status(what.scope, request_status::sending, std::string{say(phrase::sending, lang_)});
  }
  self_->send(other, follow_atom::value, what.scope->request,
              caf::actor_cast<caf::strong_actor_ptr>(self_), number);
}

void session_state::on_follow(const request_id& id, const caf::strong_actor_ptr& session,
                              ticket number) {
  const auto who = caf::actor_cast<session_actor>(session);
  auto* what = find(id);
  if (what == nullptr) {
    self_->send(who, gone_atom::value, number);
    return;
  }
  what->followers.push_back({who, number});
  completion_batch so_far;
  so_far.text = feed_->answer_so_far(id);
  if (!so_far.text.empty()) {
    self_->send(who, tokens_atom::value, number, std::move(so_far));
  }
}

void session_state::on_concluded(ticket number, const status_update& how) {
  const auto* what = find(number);
  if (what == nullptr || what->at != stage::following) {
    return;
  }
  self_->demonitor(what->answered_by.address());
  // The text of an answer that ended while this session began to follow came with `how`.
  const auto* summary = std::get_if<answer_summary>(&how.data);
  if (summary != nullptr && summary->text &&
      summary->text->size() != feed_->answer_so_far(what->scope->request).size()) {
    feed_->publish(what->scope, answer_delta{*summary->text, true});
  }
  feed_->seal(what->scope->request);
  feed_->publish(what->scope, final_status(how.status, how.data));
  requests_.erase(number);
  end_if_unneeded();
}

/// Whoever answered has ended or died: the store knows more, or this session answers.
void session_state::on_gone(ticket number) {
  auto* what = find(number);
  if (what == nullptr || what->at != stage::following) {
    return;
  }
  self_->demonitor(what->answered_by.address());
  if (what->follow_attempts < most_follow_attempts) {
    begin(number);
    return;
  }
  const auto scope = what->scope;
  feed_->seal(scope->request);
  requests_.erase(number);
  say_failure(scope, {{ec::unavailable, "the answer could not be found"}, std::nullopt});
  end_if_unneeded();
}

}  // namespace aurawell::actors
