#include "net/llm/answer/error_object.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "net/address/lower_ascii.hpp"
#include "net/llm/answer/token_counts.hpp"

namespace aurawell::net {
namespace {

/// A code may be a word or a number.
std::string code_of(const json_value& object) {
  const auto* code = find_member(object, "code");
  const auto number = count_of(code);
  return number ? std::to_string(*number) : std::string{text_of(code)};
}

/// Gateways send an object with such a code together with the answer.
bool is_of_success(std::string_view word) {
  constexpr std::array<std::string_view, 4> words{"0", "200", "success", "ok"};
  return std::find(words.begin(), words.end(), lower_ascii(word)) != words.end();
}

upstream_error error_of_object(const json_value& object) {
  const auto type = text_of(find_member(object, "type"));
  return error_of_words(code_of(object), type, text_of(find_member(object, "message")));
}

upstream_error with_refusal(upstream_error problem, const refusal_words& told) {
  note_refusal(problem, told);
  return problem;
}

/// Null, 0, false, an empty text, list or object, or an object of nothing else.
bool says_nothing(const json_value& value) {
  if (value.is_object() || value.is_array()) {
    return std::all_of(value.begin(), value.end(), [](const json_value& each) {
      return !each.is_object() && !each.is_array() && says_nothing(each);
    });
  }
  return value.is_null() || (value.is_text() && value.text().empty()) ||
         (value.is_flag() && !value.flag()) || (value.is_number() && value.digits() == "0");
}

/// For an error: here a code of success may be a default that the server did not set.
bool says_success(const json_value& problem) {
  const auto words = text_of(find_member(problem, "message"));
  return is_of_success(code_of(problem)) && (words.empty() || is_of_success(words));
}

/// Null also when the error object is empty.
const json_value* problem_in(const json_value& root) {
  const auto* const problem = find_member(root, "error");
  const auto is_none = problem != nullptr && (says_nothing(*problem) || says_success(*problem));
  return is_none ? nullptr : problem;
}

}  // namespace

std::optional<upstream_error> error_in(const json_value& root) {
  if (const auto* problem = problem_in(root)) {
    if (problem->is_object()) {
      return with_refusal(error_of_object(*problem), read_refusal_words(*problem));
    }
    if (const auto words = text_of(problem); !words.empty()) {
      return with_refusal(error_of_words({}, {}, words), read_refusal_words(words));
    }
  }
  const auto is_described =
      find_member(root, "choices") == nullptr && find_member(root, "code") != nullptr &&
      find_member(root, "message") != nullptr && !is_of_success(code_of(root));
  if (is_described || text_of(find_member(root, "object")) == "error") {
    return with_refusal(error_of_object(root), read_refusal_words(root));
  }
  return std::nullopt;
}

upstream_error error_of_text(std::string_view text) {
  const json_document json{text, model_server_json};
  if (json.is_valid() && json.root().is_object()) {
    if (auto told = error_in(json.root())) {
      return *std::move(told);
    }
    if (auto described = error_of_object(json.root()); !described.words.empty()) {
      return with_refusal(std::move(described), read_refusal_words(json.root()));
    }
  }
  return with_refusal(error_of_words({}, {}, text), read_refusal_words(text));
}

upstream_error error_of_response(int http_status, std::string_view body) {
  auto told = error_of_text(body);
  // Some servers send "too many requests" when the account has no credit left.
  if (http_status == 429 && told.failure.cause.code == ec::ai_unavailable) {
    told.failure.http_status = http_status;
    return told;
  }
  return error_of_status(http_status, told.words);
}

}  // namespace aurawell::net
