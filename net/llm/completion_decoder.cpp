#include "net/llm/completion_decoder.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "net/json/json_document.hpp"

namespace aurawell::net {
namespace {

constexpr std::size_t max_name_bytes = 128;

std::string_view trimmed(std::string_view text) noexcept {
  constexpr std::string_view space = " \t\r\n";
  const auto first = text.find_first_not_of(space);
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(space) - first + 1);
}

std::string name_of(std::string_view text) {
  return repaired_utf8(text.substr(0, max_name_bytes));
}

/// "content_filter": what can be no text of a person's.
bool is_plain_word(std::string_view text) {
  constexpr std::size_t longest = 24;
  return text.size() <= longest && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || c == '_';
         });
}

/// A count that fits; a fraction is cut off.
std::optional<std::uint32_t> count_of(const json_value* value) {
  const auto number = value == nullptr ? std::nullopt : value->as_double();
  if (!number || !(*number >= 0 && *number <= std::numeric_limits<std::uint32_t>::max())) {
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(*number);
}

/// A code may be a word or a number.
std::string code_of(const json_value& object) {
  const auto* code = find_member(object, "code");
  const auto number = count_of(code);
  return number ? std::to_string(*number) : std::string{text_of(code)};
}

upstream_error error_of_object(const json_value& object) {
  const auto code = code_of(object);
  const auto type = text_of(find_member(object, "type"));
  return error_of_words(code, type, text_of(find_member(object, "message")));
}

/// The error that an object tells of, if it does.
std::optional<upstream_error> error_in(const json_value& root) {
  if (const auto* problem = find_member(root, "error")) {
    if (problem->is_object()) {
      return error_of_object(*problem);
    }
    if (const auto words = text_of(problem); !words.empty()) {
      return error_of_words({}, {}, words);
    }
  }
  const auto is_described = find_member(root, "choices") == nullptr &&
                            find_member(root, "code") != nullptr &&
                            find_member(root, "message") != nullptr;
  if (is_described || text_of(find_member(root, "object")) == "error") {
    return error_of_object(root);
  }
  return std::nullopt;
}

std::optional<token_usage> usage_of(const json_value* json) {
  const auto prompt = count_of(find_member(json, "prompt_tokens"));
  const auto completion = count_of(find_member(json, "completion_tokens"));
  if (!prompt && !completion) {
    return std::nullopt;
  }
  token_usage usage;
  usage.prompt_tokens = prompt.value_or(0);
  usage.completion_tokens = completion.value_or(0);
  usage.total_tokens = count_of(find_member(json, "total_tokens"))
                           .value_or(usage.prompt_tokens + usage.completion_tokens);
  usage.cached_tokens = count_of(find_member(json, "prompt_cache_hit_tokens"));
  if (!usage.cached_tokens) {
    usage.cached_tokens =
        count_of(find_member(find_member(json, "prompt_tokens_details"), "cached_tokens"));
  }
  const auto missed = count_of(find_member(json, "prompt_cache_miss_tokens"));
  if (!usage.cached_tokens && missed && *missed <= usage.prompt_tokens) {
    usage.cached_tokens = usage.prompt_tokens - *missed;
  }
  usage.reasoning_tokens =
      count_of(find_member(find_member(json, "completion_tokens_details"), "reasoning_tokens"));
  return usage;
}

bool is_failure(std::string_view finish_reason) noexcept {
  return finish_reason == "insufficient_system_resource" || finish_reason == "error";
}

}  // namespace

/// One pass over one chunk.
class chunk_reader {
 public:
  chunk_reader(completion_decoder& decoder, completion_batch& batch)
      : decoder_{decoder}, batch_{batch} {}

  void read(const json_value& root) {
    read_model(text_of(find_member(root, "model")));
    if (const auto* choices = find_member(root, "choices"); choices && choices->is_array()) {
      for (const auto& choice : *choices) {
        // One answer was asked for; a second one would be mixed into its text.
        if (count_of(find_member(choice, "index")).value_or(0) == 0) {
          read_choice(choice);
        }
      }
    }
    if (auto usage = usage_of(find_member(root, "usage"))) {
      batch_.usage = usage;
    }
  }

 private:
  void read_model(std::string_view model) {
    if (!model.empty() && model != decoder_.model_) {
      decoder_.model_ = model;
      batch_.model = name_of(model);
    }
  }

  void read_choice(const json_value& choice) {
    const auto* delta = find_member(choice, "delta");
    if (delta == nullptr && !decoder_.has_text_) {
      delta = find_member(choice, "message");
    }
    const auto has_reasoning = read_reasoning(delta);
    const auto has_text = read_content(find_member(delta, "content"));
    batch_.chunks += has_reasoning || has_text ? 1 : 0;
    decoder_.has_text_ = decoder_.has_text_ || has_text;

    if (const auto reason = text_of(find_member(choice, "finish_reason")); !reason.empty()) {
      decoder_.finish_reason_ = name_of(reason);
      batch_.finish_reason = decoder_.finish_reason_;
    }
    if (auto usage = usage_of(find_member(choice, "usage"))) {
      batch_.usage = usage;
    }
  }

  bool read_reasoning(const json_value* delta) {
    // Some servers send the same words under both names.
    auto words = text_of(find_member(delta, "reasoning_content"));
    if (words.empty()) {
      words = text_of(find_member(delta, "reasoning"));
    }
    decoder_.reasoning_.append(words, batch_.reasoning);
    return !words.empty();
  }

  bool read_content(const json_value* content) {
    if (content == nullptr || !content->is_array()) {
      const auto words = text_of(content);
      decoder_.text_.append(words, batch_.text);
      return !words.empty();
    }
    auto any = false;
    for (const auto& part : *content) {
      const auto words = text_of(find_member(part, "text"));
      decoder_.text_.append(words, batch_.text);
      any = any || !words.empty();
    }
    return any;
  }

  completion_decoder& decoder_;
  completion_batch& batch_;
};

std::optional<upstream_error> completion_decoder::read(std::string_view payload,
                                                       completion_batch& batch) {
  const auto text = trimmed(payload);
  if (text == "[DONE]") {
    is_done_ = true;
    return std::nullopt;
  }
  const json_document json{text, model_server_json};
  if (!json.is_valid()) {
    return make_upstream_error(ec::upstream_failed, true, "The language model's answer is garbled.",
                               std::to_string(text.size()) + " bytes that are not JSON");
  }
  if (!json.root().is_object()) {
    return std::nullopt;
  }
  if (auto problem = error_in(json.root())) {
    return problem;
  }
  chunk_reader{*this, batch}.read(json.root());
  if (is_failure(finish_reason_)) {
    return make_upstream_error(ec::upstream_failed, true,
                               "The language model ran out of resources.", finish_reason_);
  }
  return std::nullopt;
}

std::optional<upstream_error> completion_decoder::finish(completion_batch& batch) {
  text_.finish(batch.text);
  reasoning_.finish(batch.reasoning);
  if (!has_text_ && finish_reason_ == "content_filter") {
    return make_upstream_error(ec::chat_failed, false, "The language model may not answer this.");
  }
  if (!has_text_) {
    return make_upstream_error(ec::upstream_failed, true, "The language model gave no answer.",
                               is_plain_word(finish_reason_) ? finish_reason_ : "");
  }
  if (finish_reason_.empty()) {
    return make_upstream_error(ec::upstream_failed, true,
                               "The language model's answer ended early.");
  }
  return std::nullopt;
}

upstream_error error_of_text(std::string_view text) {
  const json_document json{text, model_server_json};
  if (!json.is_valid() || !json.root().is_object()) {
    return error_of_words({}, {}, text);
  }
  if (auto told = error_in(json.root())) {
    return *std::move(told);
  }
  auto described = error_of_object(json.root());
  return described.words.empty() ? error_of_words({}, {}, text) : described;
}

upstream_error error_of_response(int http_status, std::string_view body) {
  auto told = error_of_text(body);
  // Some say "too many requests" where the account has run dry.
  if (http_status == 429 && told.failure.what.code == ec::ai_unavailable) {
    told.failure.http_status = http_status;
    return told;
  }
  return error_of_status(http_status, told.words);
}

}  // namespace aurawell::net
