#include "actors/session/session_desk.hpp"

#include <spdlog/spdlog.h>

#include <caf/all.hpp>
#include <utility>

#include "actors/system/directory.hpp"
#include "domain/chat/event_log.hpp"

namespace aurawell::actors {
namespace {

session_feed::bounds bounds_of(const session_options& options) {
  return {options.log_bytes, options.page_bytes, options.backlog_bytes};
}

}  // namespace

session_desk::session_desk(session_actor::pointer owner,
                           std::shared_ptr<const session_environment> shared, session_id name)
    : self{owner},
      id{std::move(name)},
      feed{bounds_of(shared->options)},
      ends{shared->options.log_bytes},
      shared_{std::move(shared)} {
  asked.start(self);
}

void session_desk::say(const scope_ptr& scope, request_status status, phrase what,
                       status_data data) {
  feed.publish(scope,
               status_update{status, std::string{aurawell::say(what, lang)}, std::move(data)});
}

void session_desk::end(const scope_ptr& scope, status_update how) {
  // Publishing it may reach the client at once, and has the seq that follows the last.
  ends.add({feed.last() + 1, scope, how});
  feed.publish(scope, std::move(how));
}

void session_desk::refuse(const scope_ptr& scope, const refusal& why) {
  spdlog::info("session {}: request {} failed: {} {}", id.value, scope->request.value,
               to_string(why.what.code), why.what.detail);
  end(scope, ending(request_status::error, request_failure{why.what.code, why.retry_after}));
}

void session_desk::show_ended(const scope_ptr& scope,
                              const std::shared_ptr<const std::string>& text, status_update how) {
  feed.replace_answer(scope, *text);
  match_text(scope, how.data);
  end(scope, ending(how.status, std::move(how.data)));
  feed.close_answer(scope->request);
}

void session_desk::match_text(const scope_ptr& scope, status_data& data) {
  auto* summary = std::get_if<answer_summary>(&data);
  if (summary == nullptr || !summary->text) {
    return;
  }
  if (*summary->text != feed.answer_so_far(scope->request)) {
    feed.replace_answer(scope, *summary->text);
  }
  summary->text = feed.seal(scope->request);
}

status_update session_desk::ending(request_status status, status_data data) const {
  const auto* failure = std::get_if<request_failure>(&data);
  const auto message = failure != nullptr               ? aurawell::say(failure->code, lang)
                       : status == request_status::done ? aurawell::say(phrase::done, lang)
                       : status == request_status::cancelled
                           ? aurawell::say(phrase::cancelled, lang)
                           : aurawell::say(phrase::incomplete, lang);
  return {status, std::string{message}, std::move(data)};
}

void session_desk::ask_member(const member_id& member,
                              std::function<void(const member_access&)> then,
                              std::function<void(const refusal&)> otherwise) {
  const auto store = store_of(self->system());
  if (!store) {
    otherwise({{ec::database_unreachable, "no store"}, std::nullopt});
    return;
  }
  const member_wish wish{user, member, member_need::act, options().makes_members};
  asked.request(self, store, options().store_timeout, access_atom::value, wish)
      .then([then = std::move(then)](const member_access& found) { then(found); },
            [otherwise = std::move(otherwise)](const caf::error& why) {
              otherwise(from_caf(why, ec::database_unreachable));
            });
}

}  // namespace aurawell::actors
