#include "net/takeover/hand_over.hpp"

#include <algorithm>
#include <span>
#include <utility>
#include <variant>

#include "domain/log/log.hpp"

namespace aurawell::net {
namespace {

/// Nothing: it fits.
std::string misfit(const takeover_hello& other, const program_facts& own) {
  if (other.protocol != takeover_protocol) {
    return "version " + own.version + " runs and takes part in version " +
           std::to_string(takeover_protocol) + " of taking over, the new process in version " +
           std::to_string(other.protocol) + "; stop the old process, then start the new one";
  }
  if (other.program.schema > own.schema) {
    return "the new program changes the database from version " + std::to_string(own.schema) +
           " to version " + std::to_string(other.program.schema) +
           ", which cannot happen while version " + own.version +
           " of the program uses it; stop the old process, then start the new one";
  }
  if (other.program.schema < own.schema) {
    return "the database has version " + std::to_string(own.schema) +
           ", the new program knows only version " + std::to_string(other.program.schema) +
           "; start a program that is not older than version " + own.version;
  }
  return {};
}

}  // namespace

hand_over::hand_over(packet_socket other, pid_t process, const offer& offered,
                     const takeover_options& options)
    : other_{std::move(other)},
      process_{process},
      offer_{offered},
      options_{options},
      deadline_{clock::now() + options.answer_timeout} {}

void hand_over::on_packet() {
  const auto received = other_.receive(clock::now());
  if (!received) {
    const bool said_nothing = phase_ == phase::hello && received.failure().code == ec::unavailable;
    if (said_nothing) {
      // Somebody looked whether a process listens here.
      phase_ = phase::failed;
    } else {
      refuse(received.failure().detail);
    }
    return;
  }
  const auto message = decode_takeover(received->text);
  if (!message || !received->descriptors.empty()) {
    refuse(message ? "a message came with descriptors" : message.failure().detail);
    return;
  }
  std::visit([this](const auto& one) { on(one); }, *message);
}

void hand_over::on(const takeover_hello& hello) {
  if (phase_ != phase::hello) {
    refuse("a message came in the wrong order");
    return;
  }
  if (const auto reason = misfit(hello, offer_.program); !reason.empty()) {
    refuse(reason);
    return;
  }
  if (send_sockets()) {
    logging::info("takeover.began", {{"process", process_}, {"version", hello.program.version}});
    wait_for(phase::ready, options_.start_timeout);
  }
}

void hand_over::on(const takeover_ready& ready) {
  if (phase_ != phase::ready) {
    refuse("a message came in the wrong order");
    return;
  }
  taken_ = ready.taken;
  if (other_.send(encode(takeover_accept{}))) {
    wait_for(phase::accepting, options_.answer_timeout);
  } else {
    refuse("the new process has ended");
  }
}

void hand_over::on(const takeover_accepting&) {
  if (phase_ != phase::accepting) {
    refuse("a message came in the wrong order");
    return;
  }
  phase_ = phase::done;
}

void hand_over::on(const auto&) {
  refuse("a message came in the wrong direction");
}

void hand_over::on_timeout() {
  refuse(phase_ == phase::ready
             ? "the new process was not ready within takeover.start_timeout of the old one"
             : "the new process did not answer within takeover.answer_timeout of the old one");
}

void hand_over::refuse(const std::string& reason) {
  phase_ = phase::failed;
  logging::warn(
      "takeover.failed",
      {{"process", process_}, {"detail", reason}, {"hint", "this process serves on as before"}});
  // Always before the connection closes: without it the new process believes that this one has
  // died. When it fails, the new process has ended and needs no reason.
  static_cast<void>(other_.send(encode(takeover_refused{reason})));
}

void hand_over::confirm() {
  static_cast<void>(other_.send(encode(takeover_released{})));
  logging::info("takeover.done", {{"process", process_}, {"listeners", joined_names(taken_)}});
}

void hand_over::wait_for(phase next, std::chrono::milliseconds most) {
  phase_ = next;
  deadline_ = clock::now() + most;
}

bool hand_over::send_sockets() {
  auto rest = std::span{offer_.sockets};
  do {
    const auto part = rest.first(std::min(rest.size(), packet_socket::max_descriptors));
    rest = rest.subspan(part.size());
    takeover_sockets message;
    std::vector<int> descriptors;
    for (const auto& one : part) {
      message.entries.push_back({one.role, one.socket.is_kept()});
      descriptors.push_back(one.socket.number());
    }
    message.is_last = rest.empty();
    if (const auto sent = other_.send(encode(message), descriptors); !sent) {
      refuse(sent.failure().detail);
      return false;
    }
  } while (!rest.empty());
  return true;
}

}  // namespace aurawell::net
