// A request that another session of the user answers, seen from both sides.

#include <spdlog/spdlog.h>

#include <caf/all.hpp>
#include <utility>

#include "actors/session/request_book.hpp"
#include "actors/session/session_request.hpp"

namespace aurawell::actors {
namespace {

/// A request is looked for so often when the session that answered it goes away.
constexpr std::uint32_t most_follow_attempts = 3;

}  // namespace

void session_request::follow(const session_actor& other) {
  at_ = stage::following;
  answered_by_ = other;
  desk_.watched.watch(desk_.self, other);
  ++follow_attempts_;
  is_anew_ = text().empty();
  announce(request_status::sending);
  desk_.self->send(other, follow_atom::value, id(),
                   caf::actor_cast<caf::strong_actor_ptr>(desk_.self), number_);
}

void session_request::stop_following() {
  desk_.watched.unwatch(desk_.self, answered_by_.address());
  answered_by_ = nullptr;
}

/// What was said before this session followed, or all of it once more.
void session_request::on_snapshot(std::string_view so_far) {
  if (at_ != stage::following || text() == so_far) {
    return;
  }
  announce(request_status::streaming);
  is_anew_ = false;
  desk_.feed.replace_answer(scope_, so_far);
}

void session_request::on_concluded(status_update end) {
  if (at_ != stage::following) {
    return;
  }
  stop_following();
  if (std::holds_alternative<answer_summary>(end.data)) {
    settle_text();
  }
  desk_.match_text(scope_, end.data);
  finish(desk_.ending(end.status, std::move(end.data)));
}

/// Whoever answered has ended or died: the store knows more, or this session answers.
void session_request::on_gone() {
  if (at_ != stage::following) {
    return;
  }
  stop_following();
  if (follow_attempts_ < most_follow_attempts) {
    begin();
    return;
  }
  spdlog::info("session {}: request {} was looked for in vain", desk_.id.value, id().value);
  fail({{ec::unavailable, "the answer could not be found"}, std::nullopt});
}

void session_request::on_follow(const session_actor& session, ticket number) {
  if (at_ == stage::following) {
    desk_.self->send(session, gone_atom::value, number);
    return;
  }
  followers_.add(session, number, text(), safety_);
}

void session_request::on_unfollow(const session_actor& session, ticket number) {
  followers_.remove(session, number);
}

}  // namespace aurawell::actors
