#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "actors/session/session_request.hpp"
#include "actors/system/wake_up.hpp"

namespace aurawell::actors {

/// The requests of one session that have not finished, in the order of their arrival. At most
/// `max_inflight` of them run; the others are held, and run in that order.
/// Session's thread only.
class request_list final : public session_request::owner {
 public:
  /// @param on_change Called when a request was added, and when one has finished.
  request_list(session_context& context, std::function<void()> on_change);

  bool empty() const noexcept { return requests_.empty(); }
  std::size_t size() const noexcept { return requests_.size(); }
  /// `max_inflight + max_waiting` requests run or are held: no further one may be started.
  bool is_full() const noexcept;

  /// Null when the request has finished.
  std::shared_ptr<session_request> find(ticket number) const;
  std::shared_ptr<session_request> find(const request_id& id) const;
  /// Calls `call` for each request; any call may finish any request.
  void for_each(const std::function<void(session_request&)>& call) const;

  /// @param is_former See `session_request`.
  void start(chat_command asked, bool is_former = false);
  /// @return False when its terminal status is already certain, or there is no such request.
  bool cancel(const request_id& id);
  /// Starts a request that has not finished and whose session no longer exists.
  void start_former(const stored_exchange& exchange);

  void on_tokens(ticket number, const completion_batch& batch);
  void on_follow(const request_id& id, const caf::strong_actor_ptr& session, ticket number);
  void on_unfollow(const request_id& id, const caf::strong_actor_ptr& session, ticket number);
  void on_down(const caf::actor_addr& actor);
  /// `resume_window` has passed without a client. With `expiry::cancel_answers`, every request that
  /// no session follows is cancelled, now and later, until `on_client_back`.
  void on_client_lost();
  void on_client_back() noexcept { is_client_lost_ = false; }

 private:
  void run_held() override;
  void look_elsewhere_later() override;
  std::uint32_t place_of(const session_request& request) const override;
  void on_finished(const session_request& request) override;
  void save_progress();
  void cancel_unfollowed();

  session_context& context_;
  std::function<void()> on_change_;
  std::vector<std::shared_ptr<session_request>> requests_;
  ticket last_number_ = 0;
  bool is_client_lost_ = false;
  wake_up saving_;
  wake_up release_;
  wake_up looking_;
};

}  // namespace aurawell::actors
