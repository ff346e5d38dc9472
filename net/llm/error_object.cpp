#include "net/llm/error_object.hpp"

#include <string>

#include "net/llm/token_counts.hpp"

namespace aurawell::net {
namespace {

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

}  // namespace

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
