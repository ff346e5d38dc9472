#pragma once

#include "actors/pool/advice_pool.hpp"
#include "actors/session/session_actor.hpp"
#include "actors/store/store_actor.hpp"
#include "tests/support/actor_fixture.hpp"
#include "tests/support/counting_telemetry.hpp"
#include "tests/support/fake_channel.hpp"
#include "tests/support/fake_completion_source.hpp"
#include "tests/support/fake_store.hpp"
#include "tests/support/slow_store.hpp"

namespace aurawell::actors {

/// A session with real pools and a real store actor; only parts outside the process are fakes.
class session_test : public test_support::actor_fixture {
 protected:
  session_test() {
    shared->census = census;
    shared->alive = std::make_shared<std::atomic<std::uint32_t>>(0);
    shared->registry = std::make_shared<session_registry>(3);
    shared->by_user = std::make_shared<rate_limiter>(0, 10);
    shared->by_address = std::make_shared<rate_limiter>(0, 10);
    shared->telemetry = telemetry;
    shared->options.max_waiting = 1;
    shared->options.max_inflight = 2;
    shared->options.max_message_chars = 20;
    shared->options.max_protocol_errors = 3;
    register_store(system, system.spawn(run_store, store_setup{store}));
    for (const auto kind : {chat_kind::health, chat_kind::general}) {
      register_pool(system, kind,
                    system.spawn(run_advice_pool,
                                 std::make_shared<const pool_setup>(pool_setup{
                                     {}, provider_chain{{"fake", source, stream_options{}}}}),
                                 pool_surroundings{kind}));
    }
    census->joined({"ann"});
  }

  ~session_test() override {
    kill(session);
    kill(slow_store);
    for (const auto kind : {chat_kind::health, chat_kind::general}) {
      kill(pool_for(system, kind));
    }
    kill(store_of(system));
    kill(real_store);
  }

  void connect() {
    session = system.spawn(run_session, std::shared_ptr<const session_environment>{shared},
                           session_id{"s_first"});
    attach({{"ann"}, {"conn1"}, language::en});
  }

  /// Attaches a new connection to the session; it becomes the current one.
  void attach(connect_request client) {
    link = std::make_shared<client_link>(channel);
    caf::anon_send(session, attach_atom::value, std::move(client), link);
    run();
  }

  void say(client_command command) {
    link->unread = 1;
    caf::anon_send(session, command_atom::value, link, std::move(command));
    run();
  }

  void say_nonsense() {
    link->unread = 1;
    caf::anon_send(session, malformed_atom::value, link,
                   aurawell::error{ec::bad_format, "not JSON"});
    run();
  }

  void ask(const std::string& request, const std::string& message = "why am I tired?") {
    chat_command command;
    command.request = {request};
    command.message = message;
    say(command);
  }

  void disconnect() {
    caf::anon_send(session, detach_atom::value, link);
    run();
  }

  /// Requests to the store wait from now on until `release_store`.
  void hold_store() {
    const auto real = store_of(system);
    slow_store = system.spawn(test_support::run_slow_store,
                              std::function<store_actor()>{[real] { return real; }});
    test_support::state_of(slow_store).holds = true;
    real_store = real;
    register_store(system, slow_store);
  }

  void release_store() {
    caf::anon_send(slow_store, flush_atom::value);
    run();
    register_store(system, real_store);
  }

  std::vector<status_update> updates() { return channel->all<status_update>(); }

  std::shared_ptr<connection_counts> census = std::make_shared<connection_counts>();
  std::shared_ptr<session_environment> shared = std::make_shared<session_environment>();
  std::shared_ptr<test_support::counting_telemetry> telemetry =
      std::make_shared<test_support::counting_telemetry>();
  std::shared_ptr<test_support::fake_store> store = std::make_shared<test_support::fake_store>();
  std::shared_ptr<test_support::fake_completion_source> source =
      std::make_shared<test_support::fake_completion_source>();
  std::shared_ptr<test_support::fake_channel> channel =
      std::make_shared<test_support::fake_channel>();
  client_link_ptr link;
  session_actor session;
  store_actor slow_store;
  store_actor real_store;
};

}  // namespace aurawell::actors
