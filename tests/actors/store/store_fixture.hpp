#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "actors/store/store_actor.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/actor_fixture.hpp"
#include "tests/support/counting_telemetry.hpp"
#include "tests/support/fake_spool.hpp"
#include "tests/support/fake_store.hpp"

namespace aurawell::actors {

/// A store actor over a store and a spool in memory.
class store_fixture : public test_support::actor_fixture {
 protected:
  void TearDown() override { kill(store); }

  store_setup setup() {
    store_setup setup{kept};
    setup.backlog =
        std::make_shared<write_backlog>(std::make_unique<test_support::fake_spool>(disk));
    setup.retry_interval = std::chrono::seconds{1};
    setup.board = board;
    setup.telemetry = measured;
    return setup;
  }

  /// Returns the reply; null if it was refused, and then `refused` has the reason.
  stored_exchange_ptr ask(const std::string& request, const std::string& text = "?") {
    client->send(store, question_atom::value, test_support::question(request, text));
    run();
    return receive<question_claim>().value_or(question_claim{}).known;
  }

  stored_exchange_ptr find(const std::string& request) {
    client->send(store, find_atom::value, request_name{{"u1"}, {request}});
    run();
    return receive<stored_exchange_ptr>().value_or(nullptr);
  }

  bool write(const answer_record& record) {
    client->send(store, answer_atom::value, record);
    run();
    return receive<caf::ok_atom>().has_value();
  }

  template <class Reply>
  std::optional<Reply> receive() {
    std::optional<Reply> got;
    refused.reset();
    client->receive([&](const Reply& reply) { got = reply; },
                    [&](const caf::error& why) { refused = from_caf(why, ec::internal).cause; });
    return got;
  }

  std::vector<past_exchange> history() {
    client->send(store, background_atom::value, background_query{{test_support::key_of()}, {}});
    run();
    return receive<conversation_background>()->past.exchanges;
  }

  std::optional<result<void>> do_work(store_use use, const result<void>& outcome_of_work = {}) {
    std::optional<result<void>> outcome;
    caf::anon_send(store, work_atom::value,
                   std::make_shared<store_work>(
                       use, store_asker{"ann"}, [=](advice_store&) { return outcome_of_work; },
                       [&](const result<void>& done) { outcome = done; },
                       std::chrono::steady_clock::now() + std::chrono::hours{1}));
    run();
    return outcome;
  }

  std::shared_ptr<test_support::fake_store> kept = std::make_shared<test_support::fake_store>();
  std::shared_ptr<test_support::fake_spool::disk> disk =
      std::make_shared<test_support::fake_spool::disk>();
  std::shared_ptr<store_board> board = std::make_shared<store_board>();
  std::shared_ptr<test_support::counting_telemetry> measured =
      std::make_shared<test_support::counting_telemetry>();
  store_actor store = system.spawn(run_store, setup());
  caf::scoped_actor client{system};
  std::optional<aurawell::error> refused;
};

}  // namespace aurawell::actors
