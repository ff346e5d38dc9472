#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "actors/session/session_request.hpp"

namespace aurawell::actors {

/// The requests of one session that have not ended: at most `max_inflight` of them run, as
/// many as `max_waiting` are held behind those, in order.
class request_book {
 public:
  /// @param on_empty Called whenever the last of them has ended.
  request_book(session_desk& desk, std::function<void()> on_empty)
      : desk_{desk}, on_empty_{std::move(on_empty)} {}

  bool empty() const noexcept { return requests_.empty(); }
  bool is_full() const noexcept;

  /// Null when it has ended.
  session_request* find(ticket number) const;
  session_request* find(const request_id& id) const;

  /// In the order in which they were asked; a call may end any of them.
  void for_each(const std::function<void(session_request&)>& call) const;

  void begin(chat_command asked);
  /// It was asked in a session that is gone: hears it from whoever answers it, and ends it
  /// when nobody does.
  void look_after(const stored_exchange& exchange);
  /// It is stored, and runs as soon as there is a place.
  void hold(ticket number);
  /// There may be a place.
  void serve_held();
  /// It has said its last word.
  void forget(ticket number);

 private:
  session_request& add(chat_command asked);
  std::size_t count_running() const;
  session_request* next_held() const;

  session_desk& desk_;
  std::function<void()> on_empty_;
  std::map<ticket, std::unique_ptr<session_request>> requests_;
  ticket last_ = 0;
};

}  // namespace aurawell::actors
