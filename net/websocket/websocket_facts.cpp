// What operators see of a websocket_session.
#include "net/websocket/websocket_session.hpp"

namespace aurawell::net {

connection_names websocket_session::names() const noexcept {
  // Before it has joined its session, nobody has proved whose it is.
  return channel_ ? connection_names{&id_, &user_} : connection_names{};
}

connection_facts websocket_session::facts() {
  connection_facts known;
  known.id = id_;
  known.user = user_;
  known.kind = "websocket";
  known.state = phase_ == phase::open ? "open" : "closing";
  known.since = std::chrono::system_clock::now() -
                std::chrono::duration_cast<std::chrono::system_clock::duration>(clock::now() -
                                                                                idle_.beginning());
  known.address = ticket_.address();
  known.traffic = traffic_of(stream_.next_layer().raw().native_handle());
  if (session_) {
    known.session = session_->session();
    known.questions = session_->unfinished();
  }
  return known;
}

}  // namespace aurawell::net
