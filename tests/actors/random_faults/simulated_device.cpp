#include "tests/actors/random_faults/simulated_device.hpp"

#include <algorithm>
#include <utility>

#include "domain/log/log.hpp"

namespace aurawell::test_support {

bool simulated_device::waits() const {
  return std::any_of(requests_.begin(), requests_.end(),
                     [](const auto& entry) { return !entry.second.end; });
}

bool simulated_device::may_ask(const std::string& request) const {
  const auto known = requests_.find(request);
  return known == requests_.end() ||
         (known->second.ends_to_come == 0 && known->second.end->status == request_status::error);
}

void simulated_device::connect() {
  channel_ = std::make_shared<simulated_channel>(told_, found_);
  greeted_ = false;
  for (auto& [request, about] : requests_) {
    about.asked_early = 0;
  }
  connect_request client{{"ann"}, {"conn"}, language::en};
  client.resume = read_up_to_;
  handler_ = gateway_.connect(std::move(client), channel_);
  session_ = handler_->session();
  logging::debug("device.connected", {{"device", name_}, {"session", session_}});
}

void simulated_device::disconnect() {
  logging::debug("device.disconnects", {{"device", name_}});
  handler_.reset();
}

void simulated_device::ask(const std::string& request) {
  logging::debug("device.asks", {{"device", name_}, {"request", request}});
  auto& asked = requests_[request];
  if (asked.end) {
    // A temporary failure: ask the same question again under the same id.
    asked = {};
  }
  ++asked.ends_to_come;
  asked.asked_early += greeted_ ? 0 : 1;
  chat_command question;
  question.kind = request.back() % 2 == 0 ? chat_kind::health : chat_kind::general;
  question.request = {request};
  question.conversation = {"c1"};
  question.message = request;
  question.wants_reasoning = true;
  handler_->on_command(std::move(question));
}

void simulated_device::cancel(const std::string& request) {
  logging::debug("device.cancels", {{"device", name_}, {"request", request}});
  handler_->on_command(cancel_command{{request}});
}

void simulated_device::go_on_reading() {
  if (channel_->stop_being_full()) {
    handler_->on_room();
  }
}

void simulated_device::read(std::size_t most) {
  for (; most > 0 && has_unread(); --most) {
    const auto event = std::move(channel_->unread.front());
    channel_->unread.pop_front();
    hear(event);
  }
}

void simulated_device::expect(bool holds, const std::string& request,
                              const std::string& otherwise) {
  found_->expect(holds, name_ + " " + request + ": " + otherwise);
}

void simulated_device::hear(const server_event& event) {
  if (const auto* hello = std::get_if<connection_established>(&event.body)) {
    greet(*hello);
    return;
  }
  if (event.seq != 0) {
    expect(event.seq > read_up_to_->seq, {}, "an event twice, or out of order");
    read_up_to_->seq = event.seq;
  }
  if (!event.scope || !requests_.contains(event.scope->request.value)) {
    return;
  }
  const auto& request = event.scope->request.value;
  if (const auto* update = std::get_if<status_update>(&event.body)) {
    hear(request, *update);
  } else if (const auto* delta = std::get_if<answer_delta>(&event.body)) {
    hear(request, *delta);
  }
}

void simulated_device::greet(const connection_established& hello) {
  logging::debug("device.greeted",
                 {{"device", name_}, {"resumed", hello.resumed}, {"recovered", hello.recovered}});
  greeted_ = true;
  lost_count_ = !hello.recovered;
  read_up_to_ = {hello.session, hello.epoch, hello.position};
  for (auto& [request, about] : requests_) {
    if (!hello.resumed) {
      about.accepted = false;
      about.ends_to_come = about.asked_early + 1;
    } else if (!hello.recovered) {
      about.ends_to_come = std::max(about.ends_to_come, 1);
    }
    if (!about.end && !about.accepted) {
      ask(request);
    }
  }
}

void simulated_device::hear(const std::string& name, const answer_delta& delta) {
  logging::debug(
      "device.received_text",
      {{"device", name_}, {"request", name}, {"snapshot", delta.snapshot}, {"text", delta.text}});
  auto& about = requests_.at(name);
  if (delta.snapshot) {
    about.text = delta.text;
    return;
  }
  expect(!about.end || about.ends_to_come > 0, name, "text behind the end");
  about.text += delta.text;
}

void simulated_device::hear(const std::string& name, const status_update& update) {
  logging::debug("device.received_status",
                 {{"device", name_}, {"request", name}, {"status", to_string(update.status)}});
  auto& about = requests_.at(name);
  if (!is_terminal(update.status)) {
    about.accepted = true;
    return;
  }
  const bool is_known = lost_count_ && about.end && about.end->status == update.status;
  expect(about.ends_to_come > 0 || is_known, name, "one end too many");
  about.ends_to_come = std::max(about.ends_to_come - 1, 0);
  if (const auto* summary = std::get_if<answer_summary>(&update.data)) {
    expect(*summary->text == about.text, name,
           "the end has \"" + *summary->text + "\", streamed was \"" + about.text + "\"");
  }
  about.end = update;
}

}  // namespace aurawell::test_support
