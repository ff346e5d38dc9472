// The life of a request until it streams.

#include "actors/session/session_request.hpp"

#include <spdlog/spdlog.h>

#include <caf/all.hpp>
#include <utility>

#include "actors/session/request_book.hpp"
#include "actors/system/advice_job.hpp"
#include "actors/system/directory.hpp"

namespace aurawell::actors {
namespace {

session_desk::scope_ptr scope_of(const chat_command& asked) {
  return std::make_shared<const request_scope>(request_scope{asked.request, asked.conversation});
}

}  // namespace

session_request::session_request(session_desk& desk, request_book& book, ticket number,
                                 chat_command asked)
    : desk_{desk},
      book_{book},
      number_{number},
      scope_{scope_of(asked)},
      key_{desk.user, asked.member, asked.conversation},
      asked_{std::move(asked)},
      followers_{desk} {}

session_request::~session_request() {
  if (claimed_) {
    desk_.shared().registry->release(desk_.user, id());
  }
}

void session_request::begin() {
  const auto other = desk_.shared().registry->claim(desk_.user, id(), session_actor{desk_.self});
  if (other) {
    follow(*other);
    return;
  }
  claimed_ = true;
  check_member();
}

void session_request::announce(request_status status) {
  if (!announced_ || *announced_ < status) {
    announced_ = status;
    if (status == request_status::streaming) {
      say_streaming();
    } else {
      desk_.say(scope_, status, phrase::sending);
    }
  }
}

// In the two stages that wait for the store its reply is the only way on, so that the request
// is there when it comes.

void session_request::check_member() {
  desk_.shared().registry->note_member(desk_.user, id(), key_.member);
  if (key_.member.value == desk_.user.value) {
    key_.user = desk_.user;
    store_question();
    return;
  }
  at_ = stage::checking;
  desk_.ask_member(
      key_.member,
      [this](const member_access& found) {
        key_.user = found.who.key.owner;
        store_question();
      },
      [this](const refusal& why) {
        spdlog::info("session {}: request {} is for a member that this account may not use: {}",
                     desk_.id.value, id().value, to_string(why.what.code));
        fail(why);
      });
}

void session_request::store_question() {
  at_ = stage::storing_question;
  const auto store = store_of(desk_.self->system());
  if (!store) {
    fail({{ec::database_unreachable, "no store"}, std::nullopt});
    return;
  }
  question_record question{key_,
                           desk_.id,
                           id(),
                           asked_.kind,
                           asked_.message,
                           std::chrono::system_clock::now(),
                           desk_.user,
                           desk_.options().makes_members,
                           desk_.admitted_at};
  desk_.asked
      .request(desk_.self, store, desk_.options().store_timeout, question_atom::value,
               std::move(question))
      .then([this](const stored_exchange_ptr& known) { on_question_stored(known); },
            [this](const caf::error& why) {
              const auto reason = from_caf(why, ec::database_unreachable);
              spdlog::warn("session {}: a question was not stored: {}", desk_.id.value,
                           reason.what.detail);
              fail(reason);
            });
}

void session_request::on_question_stored(const stored_exchange_ptr& known) {
  if (known) {
    take_up(*known);
    return;
  }
  announce(request_status::sending);
  if (cancelled_at_) {
    conclude(request_status::cancelled, {});
    return;
  }
  at_ = stage::held;
  book_.hold(number_);
}

/// Asked before, and nobody else answers it.
void session_request::take_up(const stored_exchange& known) {
  if (!known.status && (known.member != key_.member || known.conversation != key_.conversation)) {
    // It is answered as it was asked, if that is still allowed.
    key_.member = known.member;
    key_.conversation = asked_.conversation = known.conversation;
    scope_ = scope_of(asked_);
    check_member();
    return;
  }
  announce(request_status::sending);
  safety_ = known.summary.safety ? known.summary.safety : safety_;
  if (known.status) {
    is_repeat_ = true;
    announce(request_status::streaming);
    desk_.feed.replace_answer(scope_, *known.summary.text);
    status_data data = known.summary;
    if (known.failure) {
      data = request_failure{*known.failure, std::nullopt, safety_};
    }
    desk_.match_text(scope_, data);
    finish(desk_.ending(*known.status, std::move(data)));
    return;
  }
  if (!text().empty() || !known.summary.text->empty()) {
    conclude_lost(*known.summary.text);
    return;
  }
  if (only_looks_) {
    fail({{ec::unavailable, "its session died before the first word"}, std::nullopt});
    return;
  }
  // Its question came through late, or whoever had it died before the first word.
  asked_.kind = known.kind;
  asked_.message = known.question;
  is_anew_ = true;
  on_question_stored(nullptr);
}

/// Whoever answered it has died. What was heard from there is all that the store has, or more.
void session_request::conclude_lost(std::string_view stored_text) {
  announce(request_status::streaming);
  if (!text().starts_with(stored_text)) {
    desk_.feed.replace_answer(scope_, stored_text);
  }
  conclude(cancelled_at_ ? request_status::cancelled : request_status::incomplete, {});
}

/// Its events are on their way already.
void session_request::on_asked_again(chat_command& command) {
  if (std::exchange(only_looks_, false)) {
    asked_.context = std::move(command.context);
    asked_.earlier = std::move(command.earlier);
    asked_.wants_reasoning = command.wants_reasoning;
  }
}

void session_request::say_queued(std::uint32_t place) {
  desk_.say(scope_, request_status::queued, phrase::queued, queue_position{place});
}

advice_job_ptr session_request::make_job() {
  advice_job job;
  job.session = session_actor{desk_.self};
  job.number = number_;
  job.key = key_;
  job.request = id();
  job.question = {asked_.kind,
                  desk_.lang,
                  key_.user,
                  key_.member,
                  std::move(asked_.message),
                  std::move(asked_.context),
                  {}};
  job.asked_by = desk_.user;
  job.earlier = std::move(asked_.earlier);
  return std::make_shared<const advice_job>(std::move(job));
}

void session_request::ask_pool() {
  at_ = stage::waiting;
  const auto pool = pool_for(desk_.self->system(), asked_.kind);
  if (!pool) {
    conclude_failed({{ec::unavailable, "no pool"}, std::nullopt});
    return;
  }
  // No timeout of ours: the pool refuses after its `queue_timeout`, or when it dies.
  desk_.self->request(pool, caf::infinite, ask_atom::value, make_job())
      .then(
          [book = &book_, number = number_, self = desk_.self](const llm_stream_actor& stream) {
            if (auto* still = book->find(number)) {
              still->on_stream_started(stream);
            } else {
              self->send(stream, end_atom::value, request_status::cancelled);
            }
          },
          [book = &book_, number = number_](const caf::error& why) {
            if (auto* still = book->find(number)) {
              still->on_refused_by_pool(why);
            }
          });
}

void session_request::on_refused_by_pool(const caf::error& why) {
  if (at_ != stage::waiting) {
    return;
  }
  if (cancelled_at_) {
    conclude(request_status::cancelled, {});
  } else {
    conclude_failed(from_caf(why, ec::unavailable));
  }
}

void session_request::on_place(std::uint32_t place) {
  if (at_ == stage::waiting && !cancelled_at_) {
    say_queued(place);
  }
}

}  // namespace aurawell::actors
