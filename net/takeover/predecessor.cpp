#include "net/takeover/predecessor.hpp"

#include <unistd.h>

#include <utility>
#include <variant>

#include "domain/log/log.hpp"

namespace aurawell::net {
namespace {

/// The most loops that a process may have, for both listeners of clients, and one for operators.
constexpr std::size_t most_sockets = 2 * 256 + 1;

error unexpected() {
  return {ec::bad_format, "the old process sent a message in the wrong order"};
}

/// Names what failed, for the operator.
error while_taking_over(const error& failure) {
  return {failure.code, "cannot take over from the process that serves: " + failure.detail};
}

}  // namespace

result<std::optional<predecessor>> predecessor::find(const takeover_options& options,
                                                     const program_facts& own) {
  auto connected = packet_socket::connect(options.socket);
  if (!connected) {
    return connected.failure().code == ec::request_not_found
               ? result<std::optional<predecessor>>{std::nullopt}
               : while_taking_over(connected.failure());
  }
  const auto end = connected->other_end();
  if (!end) {
    return while_taking_over(end.failure());
  }
  if (end->user != ::geteuid()) {
    return error{ec::forbidden, "takeover.socket: " + options.socket +
                                    " belongs to a process of another system user; choose a path "
                                    "in a folder where no other user can make files"};
  }
  predecessor found{std::move(connected).value(), end->process, options};
  found.say(takeover_hello{takeover_protocol, own});
  if (const auto heard = found.receive_sockets(); !heard) {
    return while_taking_over(heard.failure());
  }
  return std::optional{std::move(found)};
}

result<void> predecessor::may_accept(const std::vector<listener_role>& taken) {
  taken_ = taken;
  say(takeover_ready{taken});
  const auto answer = receive();
  if (!answer && answer.failure().code == ec::unavailable) {
    // It says `refused` before it closes the connection, so it has died: nobody serves.
    logging::warn("takeover.old_process_died",
                  {{"process", process_}, {"hint", "this process serves in its place"}});
    has_died_ = true;
    return {};
  }
  if (!answer) {
    return while_taking_over(answer.failure());
  }
  return std::holds_alternative<takeover_accept>(*answer) ? result<void>{}
                                                          : while_taking_over(unexpected());
}

result<void> predecessor::accepting() {
  if (has_died_) {
    return {};
  }
  say(takeover_accepting{});
  const auto answer = receive();
  if (answer && std::holds_alternative<takeover_released>(*answer)) {
    logging::info("takeover.done", {{"process", process_}, {"listeners", joined_names(taken_)}});
    return {};
  }
  if (!answer && answer.failure().code == ec::forbidden) {
    return while_taking_over(answer.failure());
  }
  logging::warn("takeover.old_process_silent",
                {{"process", process_},
                 {"detail", answer ? unexpected().detail : answer.failure().detail},
                 {"hint", "this process serves; look whether the old one has ended"}});
  return {};
}

/// When it cannot be sent, the answer that is there already, or the end of the other process, says
/// why.
void predecessor::say(const takeover_message& message) {
  static_cast<void>(other_.send(encode(message)));
}

result<void> predecessor::receive_sockets() {
  for (;;) {
    std::vector<file_descriptor> descriptors;
    const auto message = receive(&descriptors);
    if (!message) {
      return message.failure();
    }
    const auto* sockets = std::get_if<takeover_sockets>(&*message);
    if (sockets == nullptr) {
      return unexpected();
    }
    if (auto adopted = adopt(*sockets, std::move(descriptors)); !adopted || sockets->is_last) {
      return adopted;
    }
  }
}

result<void> predecessor::adopt(const takeover_sockets& message,
                                std::vector<file_descriptor> descriptors) {
  if (descriptors.size() != message.entries.size() ||
      descriptors.size() + sockets_.all().size() > most_sockets ||
      (descriptors.empty() && !message.is_last)) {
    return error{ec::bad_format, "the old process sent another number of sockets than it says"};
  }
  for (std::size_t i = 0; i < descriptors.size(); ++i) {
    auto checked = listening_socket::check(std::move(descriptors[i]), message.entries[i].kept);
    if (!checked) {
      return error{ec::bad_format, "a descriptor of the old process " + checked.failure().detail};
    }
    sockets_.add({message.entries[i].role, std::move(checked).value()});
  }
  return {};
}

result<takeover_message> predecessor::receive(std::vector<file_descriptor>* descriptors) {
  auto received = other_.receive(packet_socket::clock::now() + options_.answer_timeout);
  if (!received) {
    return received.failure();
  }
  if (descriptors != nullptr) {
    *descriptors = std::move(received->descriptors);
  }
  auto message = decode_takeover(received->text);
  if (message) {
    if (const auto* refused = std::get_if<takeover_refused>(&*message)) {
      return error{ec::forbidden, refused->reason};
    }
  }
  return message;
}

}  // namespace aurawell::net
