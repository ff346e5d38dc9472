#include "tests/bench/references/beast/event_stream.hpp"

namespace aurawell::reference {

void event_stream::feed(std::string_view bytes, const token_handler& on_token) {
  for (auto end = bytes.find('\n'); end != std::string_view::npos; end = bytes.find('\n')) {
    if (rest_.empty()) {
      read_line(bytes.substr(0, end), on_token);
    } else {
      rest_ += bytes.substr(0, end);
      read_line(rest_, on_token);
      rest_.clear();
    }
    bytes.remove_prefix(end + 1);
  }
  rest_ += bytes;
}

void event_stream::read_line(std::string_view line, const token_handler& on_token) {
  constexpr std::string_view mark = "data:";
  if (!line.starts_with(mark)) {
    return;
  }
  line.remove_prefix(mark.size());
  values_.Clear();
  rapidjson::Document event{&values_};
  event.Parse(line.data(), line.size());
  // "[DONE]" is no JSON.
  if (event.HasParseError() || !event.IsObject()) {
    return;
  }
  const auto choices = event.FindMember("choices");
  if (choices != event.MemberEnd() && choices->value.IsArray() && !choices->value.Empty() &&
      choices->value[0].IsObject()) {
    read_choice(choices->value[0], on_token);
  }
}

void event_stream::read_choice(const rapidjson::Value& choice, const token_handler& on_token) {
  const auto delta = choice.FindMember("delta");
  if (delta != choice.MemberEnd() && delta->value.IsObject()) {
    const auto content = delta->value.FindMember("content");
    if (content != delta->value.MemberEnd() && content->value.IsString() &&
        content->value.GetStringLength() > 0) {
      on_token({content->value.GetString(), content->value.GetStringLength()});
    }
  }
  const auto reason = choice.FindMember("finish_reason");
  done_ = done_ || (reason != choice.MemberEnd() && reason->value.IsString());
}

}  // namespace aurawell::reference
