#pragma once

#include <caf/atom.hpp>
#include <caf/replies_to.hpp>
#include <caf/typed_actor.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "actors/system/messages.hpp"
#include "domain/ports/advice_store.hpp"
#include "domain/ports/client_channel.hpp"
#include "domain/ports/session_gateway.hpp"

/// All actor interfaces: which actor handles which message.
namespace aurawell::actors {

using access_atom = caf::atom_constant<caf::atom("access")>;
using adopt_atom = caf::atom_constant<caf::atom("adopt")>;
using answer_atom = caf::atom_constant<caf::atom("answer")>;
using ask_atom = caf::atom_constant<caf::atom("ask")>;
using attach_atom = caf::atom_constant<caf::atom("attach")>;
using background_atom = caf::atom_constant<caf::atom("background")>;
using batch_atom = caf::atom_constant<caf::atom("batch")>;
using cancel_atom = caf::atom_constant<caf::atom("cancel")>;
using clear_atom = caf::atom_constant<caf::atom("clear")>;
using close_atom = caf::atom_constant<caf::atom("close")>;
using command_atom = caf::atom_constant<caf::atom("command")>;
using describe_atom = caf::atom_constant<caf::atom("describe")>;
using detach_atom = caf::atom_constant<caf::atom("detach")>;
using drop_atom = caf::atom_constant<caf::atom("drop")>;
using end_atom = caf::atom_constant<caf::atom("end")>;
using ended_atom = caf::atom_constant<caf::atom("ended")>;
using find_atom = caf::atom_constant<caf::atom("find")>;
using finish_atom = caf::atom_constant<caf::atom("finish")>;
using finished_atom = caf::atom_constant<caf::atom("finished")>;
using flush_atom = caf::atom_constant<caf::atom("flush")>;
using follow_atom = caf::atom_constant<caf::atom("follow")>;
using malformed_atom = caf::atom_constant<caf::atom("malformed")>;
using next_atom = caf::atom_constant<caf::atom("next")>;
using place_atom = caf::atom_constant<caf::atom("place")>;
using prepare_atom = caf::atom_constant<caf::atom("prepare")>;
using progress_atom = caf::atom_constant<caf::atom("progress")>;
using pulse_atom = caf::atom_constant<caf::atom("pulse")>;
using question_atom = caf::atom_constant<caf::atom("question")>;
using ready_atom = caf::atom_constant<caf::atom("ready")>;
using respawn_atom = caf::atom_constant<caf::atom("respawn")>;
using retry_atom = caf::atom_constant<caf::atom("retry")>;
using room_atom = caf::atom_constant<caf::atom("room")>;
using screen_atom = caf::atom_constant<caf::atom("screen")>;
using seam_atom = caf::atom_constant<caf::atom("seam")>;
using sess_atom = caf::atom_constant<caf::atom("sess")>;
using snapshot_atom = caf::atom_constant<caf::atom("snapshot")>;
using stop_atom = caf::atom_constant<caf::atom("stop")>;
using tokens_atom = caf::atom_constant<caf::atom("tokens")>;
using unfollow_atom = caf::atom_constant<caf::atom("unfollow")>;
using unknown_atom = caf::atom_constant<caf::atom("unknown")>;
using work_atom = caf::atom_constant<caf::atom("work")>;

/// Stores conversations. A successful reply to a write means that it is durable: in the database
/// or, while that is away, in the spool.
using store_actor = caf::typed_actor<
    caf::replies_to<question_atom, question_record>::with<question_claim>,
    // Replies with the user's exchange under this request id, or with null.
    caf::replies_to<find_atom, request_name>::with<stored_exchange_ptr>,
    // These two reply `ec::answered_elsewhere` to a run that was replaced.
    caf::replies_to<progress_atom, progress_record>::with<caf::ok_atom>,
    caf::replies_to<answer_atom, answer_record>::with<caf::ok_atom>,
    // Never an error: a part that could not be read is empty and has the reason.
    caf::replies_to<background_atom, background_query>::with<conversation_background>,
    caf::replies_to<sess_atom, session_query>::with<std::vector<stored_exchange>>,
    caf::replies_to<access_atom, member_wish>::with<member_access>,
    // From outside the actors; the work itself reports its result.
    caf::reacts_to<work_atom, store_work_ptr>,
    // To itself, behind the messages that wait: commit the group; try the database again; run some
    // work from outside; clear deleted data from the database's log.
    caf::reacts_to<flush_atom>, caf::reacts_to<retry_atom>, caf::reacts_to<next_atom>,
    caf::reacts_to<clear_atom>>;

/// Reads for requests over plain HTTP, beside the store actor.
using store_reader = caf::typed_actor<
    // From outside the actors; the work itself reports its result.
    caf::reacts_to<work_atom, store_work_ptr>,
    // To itself, behind the messages that wait: run the next read.
    caf::reacts_to<next_atom>>;

/// The session of one client. It outlives its connection, so that the client can resume.
using session_actor = caf::typed_actor<
    // From the connection that the link belongs to.
    caf::reacts_to<attach_atom, connect_request, client_link_ptr>,
    caf::reacts_to<command_atom, client_link_ptr, client_command>,
    caf::reacts_to<malformed_atom, client_link_ptr, aurawell::error>,
    caf::reacts_to<room_atom, client_link_ptr>, caf::reacts_to<detach_atom, client_link_ptr>,
    // From the pool: the question waits, at this place (1 is next).
    caf::reacts_to<place_atom, ticket, std::uint32_t>,
    // From the stream, before its other messages: the result of the safety screen.
    caf::reacts_to<screen_atom, ticket, answer_safety>,
    // From the stream: batches, then the end. No message follows the end.
    caf::reacts_to<tokens_atom, ticket, completion_batch>,
    // From the stream, between two batches: the answer broke off, and the next text continues it.
    caf::reacts_to<seam_atom, ticket, answer_seam>,
    caf::reacts_to<ended_atom, ticket, stream_outcome>,
    // From another session of the same user, whose client asked what this one answers: tell that
    // session all of it under its ticket; tell it no more; or stop answering, because its person
    // wants so.
    caf::reacts_to<follow_atom, request_id, caf::strong_actor_ptr, ticket>,
    caf::reacts_to<unfollow_atom, request_id, caf::strong_actor_ptr, ticket>,
    caf::reacts_to<cancel_atom, request_id>,
    // To a session that follows, which also gets tokens, seams, and what the screen has found:
    // the text so far; the terminal status; this session does not answer the request.
    caf::reacts_to<snapshot_atom, ticket, std::string>,
    caf::reacts_to<finished_atom, ticket, status_update>, caf::reacts_to<unknown_atom, ticket>,
    // From an operator.
    caf::reacts_to<describe_atom, session_inquiry_ptr>,
    // Close when there are neither a client nor requests: the server stops, or needs the room.
    caf::reacts_to<stop_atom>,
    // To itself, after it has left the registry: nobody can find it any more.
    caf::reacts_to<close_atom>>;

/// Makes one answer.
using llm_stream_actor = caf::typed_actor<
    // Stop now and report this status: `incomplete` when the server stops, `cancelled` when no
    // session waits for the answer.
    caf::reacts_to<end_atom, request_status>,
    // Stop now, because a person asked for it at this time.
    caf::reacts_to<cancel_atom, std::chrono::steady_clock::time_point>,
    // From the completion source; the number identifies the attempt.
    caf::reacts_to<batch_atom, std::uint32_t, completion_batch>,
    caf::reacts_to<finish_atom, std::uint32_t, transfer_result>>;

/// Prepares one answer at a time: background and prompt. Sends `ready` to its pool, once for each
/// question.
using advice_worker =
    caf::typed_actor<caf::reacts_to<prepare_atom, advice_job_ptr, pool_setup_ptr, worker_seat>>;

/// Admits the questions of one kind.
using advice_pool = caf::typed_actor<
    // Replies when the answer has begun to stream, or with the reason why it will not.
    caf::replies_to<ask_atom, advice_job_ptr>::with<llm_stream_actor>,
    // Drop a question that has no stream yet.
    caf::reacts_to<drop_atom, session_actor, ticket>,
    // From a worker: the prepared question.
    caf::reacts_to<ready_atom, worker_seat, answer_order_ptr>,
    // Use this setup from now on.
    caf::reacts_to<adopt_atom, pool_setup_ptr>,
    // End all answers; accept no further question.
    caf::reacts_to<stop_atom>,
    // From the watchdog: answer it.
    caf::reacts_to<pulse_atom, pulse_ptr>,
    // To itself: start a new worker in this slot.
    caf::reacts_to<respawn_atom, std::uint32_t>>;

/// Starts the store and the pools, and restarts them when they terminate.
using supervisor_actor = caf::typed_actor<
    // Tell the pools to end everything.
    caf::reacts_to<stop_atom>,
    // From the watchdog: answer it.
    caf::reacts_to<pulse_atom, pulse_ptr>,
    // To itself: start this child again.
    caf::reacts_to<respawn_atom, std::uint32_t>>;

}  // namespace aurawell::actors
