#pragma once

#include <caf/all.hpp>
#include <functional>
#include <utility>
#include <vector>

#include "actors/system/interfaces.hpp"

namespace aurawell::test_support {

/// A store actor in front of another one: forwards messages, or holds them in order while `hold` is
/// set. `flush` forwards all held messages.
struct slow_store_state {
  static inline const char* name = "slow-store";

  actors::store_actor::stateful_pointer<slow_store_state> self = nullptr;
  std::function<actors::store_actor()> real;
  bool holds = false;
  std::vector<std::function<void()>> held;

  template <class Reply, class Atom, class Content>
  caf::result<Reply> pass(Atom atom, const Content& content) {
    auto promise = self->make_response_promise<Reply>();
    auto work = [this, promise, atom, content]() mutable {
      self->request(real(), caf::infinite, atom, content)
          .then([promise](const Reply& reply) mutable { promise.deliver(reply); },
                [promise](const caf::error& why) mutable { promise.deliver(why); });
    };
    if (holds) {
      held.push_back(std::move(work));
    } else {
      work();
    }
    return promise;
  }

  void flush() {
    holds = false;
    for (const auto& work : std::exchange(held, {})) {
      work();
    }
  }
};

/// @param real Returns the target; called for each message, because the target may be restarted.
inline actors::store_actor::behavior_type run_slow_store(
    actors::store_actor::stateful_pointer<slow_store_state> self,
    std::function<actors::store_actor()> real) {
  using namespace actors;
  auto& state = self->state;
  state.self = self;
  state.real = std::move(real);
  return {
      [&state](question_atom atom, const question_record& question) {
        return state.pass<question_claim>(atom, question);
      },
      [&state](find_atom atom, const request_name& name) {
        return state.pass<stored_exchange_ptr>(atom, name);
      },
      [&state](progress_atom atom, const progress_record& progress) {
        return state.pass<caf::ok_atom>(atom, progress);
      },
      [&state](answer_atom atom, const answer_record& answer) {
        return state.pass<caf::ok_atom>(atom, answer);
      },
      [&state](background_atom atom, const background_query& query) {
        return state.pass<conversation_background>(atom, query);
      },
      [&state](sess_atom atom, const session_query& query) {
        return state.pass<std::vector<stored_exchange>>(atom, query);
      },
      [&state](access_atom atom, const member_wish& wish) {
        return state.pass<member_access>(atom, wish);
      },
      [&state](work_atom atom, const store_work_ptr& work) {
        state.self->send(state.real(), atom, work);
      },
      [&state](flush_atom) { state.flush(); },
      [](retry_atom) {},
      [](next_atom) {},
      [](clear_atom) {},
  };
}

inline slow_store_state& state_of(const actors::store_actor& store) {
  return caf::actor_cast<actors::store_actor::stateful_pointer<slow_store_state>>(store)->state;
}

}  // namespace aurawell::test_support
