#include "net/llm/answer/completion_decoder.hpp"

#include <string>
#include <utility>

#include "domain/chat/finish_reason.hpp"
#include "domain/text/blank_text.hpp"
#include "domain/text/plain_text.hpp"
#include "net/address/lower_ascii.hpp"
#include "net/json/json_document.hpp"
#include "net/llm/answer/error_object.hpp"
#include "net/llm/answer/finish_reason.hpp"
#include "net/llm/answer/token_counts.hpp"

namespace aurawell::net {
namespace {

constexpr std::size_t max_name_bytes = 128;

std::string name_of(std::string_view text) {
  return repaired_utf8(text.substr(0, max_name_bytes));
}

upstream_error garbled(const json_document& json, std::size_t size) {
  return make_upstream_error(ec::upstream_failed, true, "The language model's answer is garbled.",
                             "a chunk of " + std::to_string(size) + " bytes " + json.fault());
}

/// @param is_finished The model has sent a finish reason that is no failure.
upstream_error no_answer(std::string_view finish_reason, bool is_finished) {
  const auto ends_the_same = is_finished && content_end_of(finish_reason) == content_end::at_limit;
  auto made =
      make_upstream_error(ec::upstream_failed, !ends_the_same, "The language model gave no answer.",
                          known_reason(finish_reason));
  made.failure.is_blank = is_finished;
  return made;
}

/// Some servers write their language's word for "nothing".
bool is_none(std::string_view finish_reason) {
  return is_blank(finish_reason) || equals_in_any_case(finish_reason, "null") ||
         equals_in_any_case(finish_reason, "none") ||
         equals_in_any_case(finish_reason, "undefined");
}

upstream_error refused() {
  return make_upstream_error(ec::chat_failed, false, "The language model may not answer this.");
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
      is_only_text_ = choices->size() == 1;
      for (const auto& choice : *choices) {
        // One answer was requested; a second one would be mixed into its text.
        if (count_of(find_member(choice, "index")).value_or(0) == 0) {
          read_choice(choice);
        }
      }
    }
    read_usage(root);
  }

  /// The delta's text, when it was the only effect of the chunk.
  std::optional<std::string_view> only_text() const noexcept {
    return is_only_text_ && !text_.empty() ? std::optional{text_} : std::nullopt;
  }

 private:
  void read_usage(const json_value& holder) {
    if (auto usage = usage_of(find_member(holder, "usage"))) {
      batch_.usage = usage;
      is_only_text_ = false;
    }
  }

  void read_model(std::string_view model) {
    if (!model.empty() && model != decoder_.model_) {
      decoder_.model_ = model;
      // Read again, a chunk that names another model would change it back.
      decoder_.repeated_.forget();
      batch_.model = name_of(model);
    }
  }

  void read_choice(const json_value& choice) {
    if (!decoder_.is_final_) {
      const auto* const delta = find_member(choice, "delta");
      const auto has_words = read_words(choice);
      if (has_words && !decoder_.finish_reason_.empty()) {
        take_finish_back();
      }
      // Servers that send a reason in every chunk also send it in the one that only has the role.
      const auto is_opening = !decoder_.has_words_ && !text_of(find_member(delta, "role")).empty();
      const auto may_go_on = is_opening || (has_words && delta != nullptr);
      read_finish(text_of(find_member(choice, "finish_reason")), may_go_on);
    }
    read_usage(choice);
  }

  /// The reason came too early.
  void take_finish_back() {
    decoder_.has_early_reasons_ = true;
    decoder_.is_finished_ = false;
    batch_.finish_reason.reset();
    batch_.held_text.clear();
  }

  /// True when the choice has new words.
  bool read_words(const json_value& choice) {
    auto words = read_message_words(find_member(choice, "delta"));
    decoder_.has_delta_text_ = decoder_.has_delta_text_ || !words.text.empty();
    decoder_.has_delta_reasoning_ = decoder_.has_delta_reasoning_ || !words.reasoning.empty();
    const auto* const delta = find_member(choice, "delta");
    if (words.reasoning.empty() && delta != nullptr) {
      text_ = text_of(find_member(delta, "content"));
    }
    if (!decoder_.has_delta_text_) {
      read_message(find_member(choice, "message"), words);
    }
    if (words.empty()) {
      return false;
    }
    add_words(words);
    ++batch_.chunks;
    decoder_.has_words_ = true;
    return true;
  }

  void read_message(const json_value* message, message_words& words) {
    auto told = decoder_.messages_.take(read_message_words(message));
    words.text = std::move(told.text);
    if (!decoder_.has_delta_reasoning_) {
      words.reasoning = std::move(told.reasoning);
    }
  }

  void add_words(const message_words& words) {
    if (!words.reasoning.empty()) {
      decoder_.content_.note_thoughts_apart();
      decoder_.reasoning_.append(words.reasoning, batch_.reasoning);
    }
    decoder_.add_text(words.text, batch_);
  }

  void read_finish(std::string_view reason, bool may_go_on) {
    if (is_none(reason)) {
      return;
    }
    is_only_text_ = false;
    decoder_.finish_reason_ = name_of(reason);
    if (is_failure(reason) || reason == "content_filter" ||
        (!may_go_on && !decoder_.has_early_reasons_)) {
      decoder_.end(batch_);
    } else {
      tell_finish(may_go_on);
    }
  }

  /// The reason counts unless words follow.
  void tell_finish(bool may_go_on) {
    const auto& content = decoder_.content_;
    batch_.finish_reason = decoder_.finish_reason_;
    batch_.words_may_follow = decoder_.has_early_reasons_ && (may_go_on || !content.has_answer());
    decoder_.is_finished_ = !batch_.words_may_follow;
    if (decoder_.is_finished_) {
      batch_.held_text = content.rest_of_answer(content_end_of(decoder_.finish_reason_));
    }
  }

  completion_decoder& decoder_;
  completion_batch& batch_;
  std::string_view text_;
  bool is_only_text_ = false;
};

void completion_decoder::add_text(std::string_view text, completion_batch& batch) {
  std::string whole;
  characters_.append(text, whole);
  content_.append(whole, batch);
}

bool completion_decoder::read_repeated(std::string_view payload, completion_batch& batch) {
  // A chunk behind a finish reason has a meaning of its own.
  if (is_final_ || !finish_reason_.empty()) {
    return false;
  }
  const auto text = repeated_.text_in(payload);
  if (text) {
    add_text(*text, batch);
    ++batch.chunks;
  }
  return text.has_value();
}

std::optional<upstream_error> completion_decoder::read(std::string_view payload,
                                                       completion_batch& batch) {
  const auto text = trimmed(payload, " \t\r\n");
  if (text == "[DONE]") {
    is_done_ = true;
    return std::nullopt;
  }
  if (read_repeated(text, batch)) {
    return std::nullopt;
  }
  const json_document json{text, model_server_json};
  if (!json.is_valid()) {
    return garbled(json, text.size());
  }
  if (!json.root().is_object()) {
    return std::nullopt;
  }
  if (auto problem = error_in(json.root())) {
    return problem;
  }
  chunk_reader chunk{*this, batch};
  chunk.read(json.root());
  if (const auto only = chunk.only_text()) {
    repeated_.learn(text, *only);
  }
  if (is_final_ && is_failure(finish_reason_)) {
    return make_upstream_error(ec::upstream_failed, true,
                               "The language model ran out of resources.", finish_reason_);
  }
  if (finish_reason_ == "content_filter" && !content_.has_answer()) {
    return refused();
  }
  return std::nullopt;
}

void completion_decoder::end_body(completion_batch& batch) {
  if (has_words_ && !has_delta_text_ && !is_final_) {
    finish_reason_ = finish_reason_.empty() ? "stop" : finish_reason_;
    end(batch);
  }
}

void completion_decoder::end(completion_batch& batch) {
  is_final_ = true;
  is_finished_ = true;
  batch.finish_reason = finish_reason_;
  batch.words_may_follow = false;
  batch.held_text.clear();
  if (!is_failure(finish_reason_)) {
    end_words(batch);
  }
}

void completion_decoder::end_words(completion_batch& batch) {
  reasoning_.finish(batch.reasoning);
  std::string rest;
  characters_.finish(rest);
  content_.append(rest, batch);
  content_.finish(content_end_of(finish_reason_), batch);
}

bool completion_decoder::is_complete() const noexcept {
  return is_finished_ && !is_failure(finish_reason_) && content_.has_answer();
}

std::optional<upstream_error> completion_decoder::finish(completion_batch& batch, bool is_broken) {
  const auto counts = is_finished_ || is_done_ || !is_broken;
  if (!is_final_ && !finish_reason_.empty() && counts) {
    end(batch);
  }
  if (!content_.has_answer()) {
    return no_answer(finish_reason_, is_finished_ && !is_failure(finish_reason_));
  }
  if (!is_final_) {
    return make_upstream_error(ec::upstream_failed, true,
                               "The language model's answer ended early.");
  }
  return std::nullopt;
}

}  // namespace aurawell::net
