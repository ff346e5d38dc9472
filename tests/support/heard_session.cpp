#include "tests/support/heard_session.hpp"

#include <rapidjson/document.h>

#include <algorithm>
#include <array>

namespace aurawell::test_support {
namespace {

constexpr std::size_t max_faults = 20;

std::string_view text_of(const rapidjson::Value& object, const char* name) {
  const auto found = object.FindMember(name);
  return found != object.MemberEnd() && found->value.IsString()
             ? std::string_view{found->value.GetString(), found->value.GetStringLength()}
             : std::string_view{};
}

bool flag_of(const rapidjson::Value& object, const char* name) {
  const auto found = object.FindMember(name);
  return found != object.MemberEnd() && found->value.IsBool() && found->value.GetBool();
}

std::uint64_t number_of(const rapidjson::Value& object, const char* name) {
  const auto found = object.FindMember(name);
  return found != object.MemberEnd() && found->value.IsUint64() ? found->value.GetUint64() : 0;
}

/// A part of a text that identifies the position.
std::string excerpt(std::string_view text, std::size_t at) {
  const auto begin = at > 20 ? at - 20 : 0;
  return "'" + std::string{text.substr(std::min(begin, text.size()), 60)} + "'";
}

}  // namespace

struct heard_session::event {
  explicit event(std::string_view json) {
    document.Parse(json.data(), json.size());
    if (document.HasParseError() || !document.IsObject()) {
      document.SetObject();
    }
    const auto data = document.FindMember("data");
    has_data = data != document.MemberEnd() && data->value.IsObject();
  }

  std::string_view text(const char* name) const { return text_of(document, name); }
  std::string_view data_text(const char* name) const {
    return has_data ? text_of(document["data"], name) : std::string_view{};
  }
  bool is_snapshot() const { return has_data && flag_of(document["data"], "snapshot"); }

  rapidjson::Document document;
  bool has_data = false;
};

void heard_session::ask(const question& asked) {
  auto& request = requests_[asked.request_id];
  request.asked = asked;
  request.restated = asked.known;
}

std::string heard_session::resume_query() const {
  return session_.empty()
             ? ""
             : "&session=" + session_ + "&epoch=" + epoch_ + "&seq=" + std::to_string(seq_);
}

std::vector<std::string> heard_session::take_unheard() {
  std::vector<std::string> frames;
  for (auto& [name, request] : requests_) {
    if (request.at == stage::asked) {
      ++request.sent_again;
      frames.push_back(request.asked.frame);
    }
  }
  return frames;
}

void heard_session::sends_again(const std::string& request_id) {
  ++requests_.at(request_id).sent_again;
}

std::size_t heard_session::running() const noexcept {
  return static_cast<std::size_t>(std::count_if(
      requests_.begin(), requests_.end(),
      [](const auto& one) { return one.second.at != stage::ended && !one.second.faulty; }));
}

std::string_view heard_session::text(const std::string& request_id) const {
  return requests_.at(request_id).text;
}

std::string_view heard_session::ending(const std::string& request_id) const {
  return requests_.at(request_id).ending;
}

bool heard_session::has_ended(const std::string& request_id) const {
  return requests_.at(request_id).at == stage::ended;
}

void heard_session::add_fault(std::string fault) {
  if (faults_.size() < max_faults) {
    faults_.push_back(session_ + " after " + std::to_string(seq_) + ": " + std::move(fault));
  }
}

void heard_session::add_fault(hearing& of, const std::string& fault) {
  of.faulty = true;
  add_fault(of.asked.request_id + ": " + fault);
}

void heard_session::on_frame(std::string_view json) {
  const event heard{json};
  const auto type = heard.text("type");
  if (type == "connection_established") {
    on_greeting(heard);
    return;
  }
  if (!greeted_) {
    add_fault("before the greeting: " + std::string{json});
    return;
  }
  if (type == "pong") {
    return;
  }
  const auto seq = number_of(heard.document, "seq");
  if (seq <= seq_) {
    add_fault("again: " + std::string{json});
    return;
  }
  seq_ = seq;
  const auto found = requests_.find(std::string{heard.text("request_id")});
  if (found == requests_.end() || (type != "status_update" && type != "chat_stream")) {
    add_fault("unexpected: " + std::string{json});
    return;
  }
  auto& request = found->second;
  if (request.faulty || ignores(request, heard)) {
    return;
  }
  if (type == "chat_stream") {
    on_text(request, heard);
  } else {
    on_status(request, heard);
  }
}

void heard_session::on_greeting(const event& greeting) {
  ++counts_.greetings;
  greeted_ = true;
  const bool resumed = flag_of(greeting.document, "resumed");
  const bool recovered = flag_of(greeting.document, "recovered");
  const auto seq = number_of(greeting.document, "seq");
  if (!session_.empty() && recovered) {
    ++counts_.recovered;
    if (!resumed || greeting.text("session_id") != session_ || seq != seq_) {
      add_fault("recovered somewhere else, at " + std::to_string(seq));
    }
  } else if (!session_.empty()) {
    ++(resumed ? counts_.unrecovered : counts_.lost_sessions);
    for (auto& [name, request] : requests_) {
      request.restated = !resumed || request.at != stage::ended;
    }
  }
  session_ = greeting.text("session_id");
  epoch_ = greeting.text("epoch");
  seq_ = seq;
}

/// After its end, events of a request may only come again because it was sent again, or in the
/// recovery of a session that no longer exists.
bool heard_session::ignores(hearing& of, const event& heard) {
  if (of.at != stage::ended) {
    return false;
  }
  if (heard.text("status") == "sending" && of.sent_again > 0) {
    --of.sent_again;
    ++counts_.told_again;
    of.at = stage::asked;
    of.text.clear();
    of.restated = true;
    return false;
  }
  if (!of.restated) {
    add_fault(of, "goes on after its end");
  }
  return true;
}

void heard_session::on_status(hearing& of, const event& heard) {
  static constexpr std::array<std::string_view, 3> before_the_end{"sending", "queued", "streaming"};
  const auto status = heard.text("status");
  const auto* const found = std::find(before_the_end.begin(), before_the_end.end(), status);
  if (found == before_the_end.end()) {
    on_end(of, heard);
    return;
  }
  const auto next = static_cast<stage>(found - before_the_end.begin() + 1);
  const bool moved_up = next == stage::queued && of.at == stage::queued;
  if (next <= of.at && !moved_up && !of.restated) {
    add_fault(of, "status " + std::string{status} + " out of order");
  }
  of.at = next;
}

void heard_session::on_text(hearing& of, const event& heard) {
  const auto delta = heard.text("delta");
  if (heard.is_snapshot()) {
    ++counts_.snapshots;
    if (!of.restated) {
      add_fault(of, "a snapshot that nobody needs");
    }
    of.text.clear();
    of.at = stage::streaming;
  } else if (of.at != stage::streaming) {
    add_fault(of, "text before streaming");
  }
  of.restated = false;
  const auto at = of.text.size();
  const auto& answer = of.asked.answer;
  if (!answer.empty() && (at > answer.size() || answer.compare(at, delta.size(), delta) != 0)) {
    add_fault(of, "at byte " + std::to_string(at) + " " + std::string{delta.substr(0, 60)} +
                      " instead of " + excerpt(answer, at));
  }
  counts_.text_bytes += delta.size();
  of.text += delta;
}

void heard_session::on_end(hearing& of, const event& heard) {
  of.ending = heard.text("status");
  if (of.at != stage::streaming && of.ending == "done" && !of.restated) {
    add_fault(of, "ends before it streams");
  } else if (of.ending == "error") {
    if (!of.asked.may_fail) {
      add_fault(of, "error " + std::string{heard.data_text("error_code")});
    }
  } else if (heard.data_text("full_response") != of.text) {
    add_fault(of, "the deltas do not add up to full_response");
  } else if (!of.asked.answer.empty() && of.ending == "done" && of.text != of.asked.answer) {
    add_fault(of, "done after " + std::to_string(of.text.size()) + " bytes");
  }
  of.at = stage::ended;
  of.restated = false;
  counts_.answers += of.counted ? 0U : 1U;
  of.counted = true;
}

}  // namespace aurawell::test_support
