#pragma once

#include <memory>
#include <string>
#include <utility>

#include "tests/actors/session/session_fixture.hpp"

namespace aurawell::actors {

using channel_ptr = std::shared_ptr<test_support::fake_channel>;

/// Sessions whose connections close and reopen, and a second session of the same user.
class returning_session_test : public session_test {
 protected:
  static const connection_established& hello_of(const channel_ptr& to) {
    return std::get<connection_established>(to->received.at(0).body);
  }

  /// Reconnects with the client's position; a new channel receives the rest.
  void resume(event_seq seq) {
    const auto& first = hello_of(first_channel);
    resume_from({first.session, first.epoch, seq});
  }

  void resume_from(resume_point from) {
    channel = std::make_shared<test_support::fake_channel>();
    attach({{"ann"}, {"conn2"}, language::en, std::move(from)});
  }

  /// Asks "r1" and receives `text` of the answer.
  void begin_answer(const std::string& text) {
    connect();
    ask("r1");
    source->last().text(text);
    run();
  }

  /// Another session of the same user.
  session_actor spawn_sibling(const channel_ptr& to) {
    const auto sibling = system.spawn(
        run_session, std::shared_ptr<const session_environment>{shared}, session_id{"s_sibling"});
    sibling_link = std::make_shared<client_link>(to);
    caf::anon_send(sibling, attach_atom::value, connect_request{{"ann"}, {"conn3"}, language::en},
                   sibling_link);
    run();
    return sibling;
  }

  void ask_sibling(const session_actor& sibling, const std::string& request) {
    chat_command command;
    command.request = {request};
    command.message = "why am I tired?";
    sibling_link->unread = 1;
    caf::anon_send(sibling, command_atom::value, sibling_link, client_command{command});
    run();
  }

  channel_ptr first_channel = channel;
  client_link_ptr sibling_link;
};

}  // namespace aurawell::actors
