#include "actors/archive_bridge.hpp"

#include <caf/all.hpp>
#include <utility>

#include "actors/directory.hpp"
#include "actors/errors.hpp"
#include "actors/interfaces.hpp"

namespace aurawell::actors {
namespace {

class store_archive final : public conversation_archive {
 public:
  store_archive(caf::actor_system& system, std::chrono::milliseconds timeout)
      : system_{system}, timeout_{timeout} {}

  void list(conversation_list_query query, reply<conversation_list> then) override {
    ask<conversation_list>(list_atom::value, std::move(query), then,
                           [then](conversation_list& page) { then(std::move(page)); });
  }

  void read(exchange_list_query query, reply<exchange_list> then) override {
    ask<exchange_list>(read_atom::value, std::move(query), then,
                       [then](exchange_list& page) { then(std::move(page)); });
  }

  void remove(conversation_key key, reply<void> then) override {
    ask<caf::ok_atom>(remove_atom::value, std::move(key), then,
                      [then](caf::ok_atom) { then(result<void>{}); });
  }

 private:
  /// One short-lived actor per question waits for the answer.
  template <class Answer, class Atom, class Query, class Reply, class Take>
  void ask(Atom what, Query query, Reply then, Take take) {
    const auto store = store_of(system_);
    if (!store) {
      then(aurawell::error{ec::database_unreachable, "no store"});
      return;
    }
    system_.spawn([store, what, then = std::move(then), take = std::move(take),
                   query = std::move(query),
                   timeout = timeout_](caf::event_based_actor* self) mutable {
      self->request(store, timeout, what, std::move(query))
          .then(take, [then](const caf::error& why) {
            then(from_caf(why, ec::database_unreachable).what);
          });
    });
  }

  caf::actor_system& system_;
  std::chrono::milliseconds timeout_;
};

}  // namespace

std::unique_ptr<conversation_archive> make_archive(caf::actor_system& system,
                                                   std::chrono::milliseconds timeout) {
  return std::make_unique<store_archive>(system, timeout);
}

}  // namespace aurawell::actors
