#include "actors/session/followed_answer.hpp"

#include <caf/all.hpp>
#include <utility>

namespace aurawell::actors {

followed_answer::followed_answer(session_context& context, request_output& output,
                                 session_actor source, ticket number, std::uint32_t attempt)
    : context_{context},
      output_{output},
      source_{std::move(source)},
      number_{number},
      attempt_{attempt} {
  context_.watched.watch(context_.self, source_);
  output_.replace_with_next();
  output_.announce(request_status::sending);
  context_.self->send(source_, follow_atom::value, output_.id(),
                      caf::actor_cast<caf::strong_actor_ptr>(context_.self), number_);
}

followed_answer::~followed_answer() {
  context_.watched.unwatch(context_.self, source_.address());
}

void followed_answer::on_snapshot(std::string_view text) {
  if (output_.text() != text) {
    output_.replace_text(text);
  }
}

status_update followed_answer::on_finished(status_update end) {
  if (std::holds_alternative<answer_summary>(end.data)) {
    output_.settle_text();
  }
  output_.match_text(end.data);
  return context_.terminal_status(end.status, std::move(end.data));
}

void followed_answer::cancel() const {
  context_.self->send(source_, cancel_atom::value, output_.id());
}

void followed_answer::unfollow() const {
  context_.self->send(source_, unfollow_atom::value, output_.id(),
                      caf::actor_cast<caf::strong_actor_ptr>(context_.self), number_);
}

}  // namespace aurawell::actors
