#pragma once

#include <caf/all.hpp>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "actors/system/interfaces.hpp"

namespace aurawell::test_support {

/// Receives and keeps the messages of pools and streams to a session.
struct fake_session_state {
  static inline const char* name = "fake-session";

  std::string text;
  std::string reasoning;
  /// With the length of the text before each.
  std::vector<std::pair<std::size_t, answer_seam>> seams;
  /// With the length of the text before each.
  std::vector<std::pair<std::size_t, answer_safety>> screened;
  std::vector<std::pair<actors::ticket, actors::stream_outcome>> ends;
  std::map<actors::ticket, std::vector<std::uint32_t>> places;
};

inline actors::session_actor::behavior_type run_fake_session(
    actors::session_actor::stateful_pointer<fake_session_state> self) {
  using namespace actors;
  auto& state = self->state;
  return {
      [](attach_atom, const connect_request&, const client_link_ptr&) {},
      [](command_atom, const client_link_ptr&, const client_command&) {},
      [](malformed_atom, const client_link_ptr&, const aurawell::error&) {},
      [](room_atom, const client_link_ptr&) {},
      [](detach_atom, const client_link_ptr&) {},
      [&state](place_atom, ticket number, std::uint32_t place) {
        state.places[number].push_back(place);
      },
      [&state](screen_atom, ticket, answer_safety found) {
        state.screened.emplace_back(state.text.size(), found);
      },
      [&state](tokens_atom, ticket, const completion_batch& batch) {
        state.text += batch.text;
        state.reasoning += batch.reasoning;
      },
      [&state](seam_atom, ticket, const answer_seam& seam) {
        state.seams.emplace_back(state.text.size(), seam);
      },
      [&state](ended_atom, ticket number, const stream_outcome& outcome) {
        state.ends.emplace_back(number, outcome);
      },
      [](follow_atom, const request_id&, const caf::strong_actor_ptr&, ticket) {},
      [](unfollow_atom, const request_id&, const caf::strong_actor_ptr&, ticket) {},
      [](cancel_atom, const request_id&) {},
      [](snapshot_atom, ticket, const std::string&) {},
      [](finished_atom, ticket, const status_update&) {},
      [](unknown_atom, ticket) {},
      [](describe_atom, const session_inquiry_ptr&) {},
      [](stop_atom) {},
      [](close_atom) {},
  };
}

inline fake_session_state& state_of(const actors::session_actor& session) {
  return caf::actor_cast<actors::session_actor::stateful_pointer<fake_session_state>>(session)
      ->state;
}

}  // namespace aurawell::test_support
