#pragma once

#include <caf/atom.hpp>
#include <caf/replies_to.hpp>
#include <caf/typed_actor.hpp>
#include <cstdint>
#include <memory>
#include <vector>

#include "actors/messages.hpp"
#include "domain/ports/advice_store.hpp"
#include "domain/ports/client_channel.hpp"
#include "domain/ports/session_gateway.hpp"

/// The map of the system: who understands which message.
namespace aurawell::actors {

using answer_atom = caf::atom_constant<caf::atom("answer")>;
using ask_atom = caf::atom_constant<caf::atom("ask")>;
using attach_atom = caf::atom_constant<caf::atom("attach")>;
using batch_atom = caf::atom_constant<caf::atom("batch")>;
using check_atom = caf::atom_constant<caf::atom("check")>;
using closed_atom = caf::atom_constant<caf::atom("closed")>;
using command_atom = caf::atom_constant<caf::atom("command")>;
using drop_atom = caf::atom_constant<caf::atom("drop")>;
using end_atom = caf::atom_constant<caf::atom("end")>;
using ended_atom = caf::atom_constant<caf::atom("ended")>;
using finish_atom = caf::atom_constant<caf::atom("finish")>;
using flush_atom = caf::atom_constant<caf::atom("flush")>;
using history_atom = caf::atom_constant<caf::atom("history")>;
using malformed_atom = caf::atom_constant<caf::atom("malformed")>;
using place_atom = caf::atom_constant<caf::atom("place")>;
using prepare_atom = caf::atom_constant<caf::atom("prepare")>;
using question_atom = caf::atom_constant<caf::atom("question")>;
using respawn_atom = caf::atom_constant<caf::atom("respawn")>;
using room_atom = caf::atom_constant<caf::atom("room")>;
using stop_atom = caf::atom_constant<caf::atom("stop")>;
using tokens_atom = caf::atom_constant<caf::atom("tokens")>;

/// Keeps conversations. Every reply means: it is durable.
using store_actor =
    caf::typed_actor<caf::replies_to<question_atom, question_record>::with<caf::ok_atom>,
                     caf::replies_to<answer_atom, answer_record>::with<caf::ok_atom>,
                     caf::replies_to<history_atom, history_query>::with<std::vector<past_exchange>>,
                     // To itself, behind everything that waits: commit it together.
                     caf::reacts_to<flush_atom>>;

/// One client. Outlives its connection while an answer is under way.
using session_actor = caf::typed_actor<
    // From the connection.
    caf::reacts_to<attach_atom, connect_request, std::shared_ptr<client_channel>>,
    caf::reacts_to<command_atom, client_command>, caf::reacts_to<malformed_atom, aurawell::error>,
    caf::reacts_to<room_atom>, caf::reacts_to<closed_atom>,
    // From the pool: the question waits, at this place (1 is next).
    caf::reacts_to<place_atom, ticket, std::uint32_t>,
    // From the stream: what came, then how it ended. Nothing follows the end.
    caf::reacts_to<tokens_atom, ticket, completion_batch>,
    caf::reacts_to<ended_atom, ticket, stream_outcome>>;

/// One answer in the making.
using llm_stream_actor = caf::typed_actor<
    // Stop now, and report this status: `cancelled` by the person, `incomplete` by
    // a server that stops.
    caf::reacts_to<end_atom, request_status>,
    // From the completion source; the number says which attempt it belongs to.
    caf::reacts_to<batch_atom, std::uint32_t, completion_batch>,
    caf::reacts_to<finish_atom, std::uint32_t, completion_end>,
    // To itself: look at the clocks.
    caf::reacts_to<check_atom>>;

/// Prepares one answer at a time: history, prompt, stream.
using advice_worker =
    caf::typed_actor<caf::replies_to<prepare_atom, advice_job_ptr>::with<llm_stream_actor>>;

/// Admits questions of one kind.
using advice_pool = caf::typed_actor<
    // Replies when the answer has begun to stream, or with why it will not.
    caf::replies_to<ask_atom, advice_job_ptr>::with<llm_stream_actor>,
    // Forget a question that may still be waiting.
    caf::reacts_to<drop_atom, user_id, session_actor, ticket>,
    // End everything; accept nothing more.
    caf::reacts_to<stop_atom>,
    // To itself: look at who waits; bring back the worker of this slot.
    caf::reacts_to<check_atom>, caf::reacts_to<respawn_atom, std::uint32_t>>;

/// Keeps the store and the pools alive.
using supervisor_actor = caf::typed_actor<
    // Tell the pools to end everything.
    caf::reacts_to<stop_atom>,
    // To itself: bring back this child.
    caf::reacts_to<respawn_atom, std::uint32_t>>;

}  // namespace aurawell::actors
