#pragma once

#include <algorithm>
#include <caf/error.hpp>
#include <caf/sec.hpp>
#include <caf/typed_event_based_actor.hpp>
#include <chrono>
#include <cstddef>
#include <utility>
#include <vector>

#include "actors/system/wake_up.hpp"

namespace aurawell::actors {

/// Requests of one actor with a timeout; a member of its state. CAF's clock holds one timer for any
/// number of them; a timeout given to CAF would stay there after the reply.
class timed_requests {
 public:
  /// Must be the first call, and called once.
  void start(caf::scheduled_actor* self) {
    self_ = self;
    clock_.start(self, [this] { expire_late(); });
  }

  /// Like `self->request`. `then` of the result takes a handler for the reply and one for an error,
  /// which is `sec::request_timeout` after the timeout. A later reply is dropped.
  template <class Self, class Receiver, class... Content>
  auto request(Self* self, const Receiver& receiver, std::chrono::milliseconds timeout,
               Content&&... content) {
    auto sent = self->request(receiver, caf::infinite, std::forward<Content>(content)...);
    const auto due = self->clock().now() + timeout;
    open_.push_back({sent.id(), due});
    clock_.at(due);
    return sent_request<decltype(sent)>{this, std::move(sent)};
  }

  std::size_t open() const noexcept { return open_.size(); }

 private:
  struct entry {
    caf::message_id id;
    wake_up::time_point due;
  };

  template <class Sent>
  class sent_request {
   public:
    sent_request(timed_requests* owner, Sent sent) : owner_{owner}, sent_{std::move(sent)} {}

    template <class Then, class Otherwise>
    void then(Then on_reply, Otherwise on_error) {
      sent_.then(closing(std::move(on_reply), &Then::operator()),
                 closing(std::move(on_error), &Otherwise::operator()));
    }

   private:
    // CAF takes the type of a reply from its handler, so the handler must name it.
    template <class Handler, class Reply>
    auto closing(Handler handler, void (Handler::*)(Reply) const) {
      return closing_as<Reply>(std::move(handler));
    }
    template <class Handler, class Reply>
    auto closing(Handler handler, void (Handler::*)(Reply)) {
      return closing_as<Reply>(std::move(handler));
    }
    template <class Reply, class Handler>
    auto closing_as(Handler handler) {
      return [owner = owner_, id = sent_.id(), handler = std::move(handler)](Reply reply) mutable {
        owner->close(id);
        handler(std::forward<Reply>(reply));
      };
    }

    timed_requests* owner_;
    Sent sent_;
  };

  void close(caf::message_id id) {
    std::erase_if(open_, [&](const entry& one) { return one.id == id; });
  }

  void expire_late() {
    const auto now = self_->clock().now();
    auto next = wake_up::time_point::max();
    for (const auto& one : open_) {
      if (one.due <= now) {
        self_->eq_impl(one.id, self_->ctrl(), self_->context(),
                       caf::make_error(caf::sec::request_timeout));
      } else {
        next = std::min(next, one.due);
      }
    }
    if (next != wake_up::time_point::max()) {
      clock_.at(next);
    }
  }

  caf::scheduled_actor* self_ = nullptr;
  wake_up clock_;
  std::vector<entry> open_;
};

}  // namespace aurawell::actors
