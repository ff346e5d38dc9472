// The checks of a run.

#include <algorithm>

#include "tests/actors/random_faults/random_run.hpp"

namespace aurawell::test_support {

/// Whether a device is connected and has been sent everything so far.
bool random_run::is_heard(const std::string& request) const {
  return std::any_of(devices_.begin(), devices_.end(), [&](const auto& device) {
    return device->is_told_of(request) && !killed_.contains(device->session());
  });
}

bool random_run::is_open(const std::string& request) const {
  const auto known = service_.exchange(request);
  return !known || !known->status;
}

/// From now on an answer without a device may be cancelled.
void random_run::note_unheard() {
  if (on_expiry_ != actors::expiry::cancel_answers) {
    return;
  }
  for (const auto& request : asked_) {
    if (is_open(request) && !is_heard(request)) {
      may_be_cancelled_.insert(request);
    }
  }
}

void random_run::look_at_answers() {
  note_unheard();
  if (!service_.has_run()) {
    return;
  }
  for (const auto& request : upstream_.answered_twice()) {
    found_->expect(false, request + " is answered by two calls at once");
  }
  if (service_.holds_writes()) {
    return;
  }
  // If an answer that a device follows now had been cancelled, the store would have its end.
  std::erase_if(may_be_cancelled_, [&](const std::string& request) {
    return is_open(request) && (on_expiry_ != actors::expiry::cancel_answers || is_heard(request));
  });
}

void random_run::check_devices(ending kind) {
  for (const auto& device : devices_) {
    for (const auto& [request, about] : device->requests()) {
      const auto name = device->name() + " " + request + ": ";
      if (const auto fault = upstream_.fault_of(about.text); !fault.empty()) {
        found_->expect(false, name + fault);
      }
      if (about.end) {
        check_end(*device, request, kind);
      } else {
        found_->expect(kind != ending::patience, name + "no end");
      }
    }
  }
}

void random_run::check_end(const simulated_device& device, const std::string& request,
                           ending kind) {
  const auto& about = device.requests().at(request);
  const auto status = about.end->status;
  const auto name = device.name() + " " + request + ": ";
  if (std::holds_alternative<request_failure>(about.end->data)) {
    return;
  }
  found_->expect(
      status != request_status::incomplete || !about.text.empty() || kind == ending::shutdown,
      name + "incomplete, and nothing of it");
  found_->expect(status != request_status::cancelled || may_be_cancelled_.contains(request),
                 name + "cancelled, and nobody wanted that");
  const auto stored = service_.exchange(request);
  if (found_->expect(stored && stored->status, name + "its end is not stored")) {
    found_->expect(*stored->status == status, name + "another end than the stored");
    found_->expect(*stored->summary.text == about.text,
                   name + "\"" + about.text + "\", stored is \"" + *stored->summary.text + "\"");
  }
}

void random_run::check_store() {
  for (const auto& one : service_.stored()) {
    const auto name = "the stored " + one.request.value + ": ";
    const auto fault = upstream_.fault_of(*one.summary.text);
    found_->expect(fault.empty(), name + fault);
    found_->expect(
        one.status != request_status::cancelled || may_be_cancelled_.contains(one.request.value),
        name + "cancelled, and nobody wanted that");
  }
}

void random_run::check_nothing_left() {
  const auto left = service_.what_is_left();
  found_->expect(left.empty(), "left over: " + left);
  found_->expect(upstream_.running() == 0, "the upstream still answers");
}

}  // namespace aurawell::test_support
