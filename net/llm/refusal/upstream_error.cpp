#include "net/llm/refusal/upstream_error.hpp"

#include <algorithm>
#include <array>

#include "domain/text/parse_number.hpp"
#include "domain/text/plain_text.hpp"
#include "net/address/lower_ascii.hpp"
#include "net/json/utf8_repair.hpp"
#include "net/llm/refusal/refusal.hpp"

namespace aurawell::net {
namespace {

struct word_row {
  std::string_view part;
  int like_status;
};

/// Parts of known error names; the first that occurs decides.
constexpr std::array word_table{
    word_row{"rate_limit", 429},
    word_row{"ratelimit", 429},
    word_row{"throttling", 429},
    word_row{"too_many_requests", 429},
    word_row{"insufficient_quota", 402},
    word_row{"insufficient_balance", 402},
    word_row{"arrearage", 402},
    word_row{"api_key", 401},
    word_row{"apikey", 401},
    word_row{"authentication", 401},
    word_row{"unauthorized", 401},
    word_row{"permission", 403},
    word_row{"access_denied", 403},
    word_row{"accessdenied", 403},
    word_row{"context_length", 400},
    word_row{"invalid_request", 400},
    word_row{"invalidparameter", 400},
    word_row{"badrequest", 400},
    word_row{"model_not_found", 404},
    word_row{"notfound", 404},
    word_row{"content_filter", 400},
    word_row{"data_inspection", 400},
    word_row{"server_error", 500},
    word_row{"servererror", 500},
    word_row{"overloaded", 503},
};

int status_of_number(std::string_view text) noexcept {
  const auto number = parse_number<int>(text).value_or(0);
  return number >= 400 && number <= 599 ? number : 0;
}

const word_row* row_of_word(std::string_view text) {
  const auto lower = lower_ascii(text);
  const auto row = std::find_if(word_table.begin(), word_table.end(), [&](const word_row& r) {
    return lower.find(r.part) != std::string::npos;
  });
  return row == word_table.end() ? nullptr : &*row;
}

int status_of_word(std::string_view text) {
  const auto* const row = row_of_word(text);
  return row == nullptr ? 0 : row->like_status;
}

/// "said rate_limit, 87 bytes of its own text".
std::string account_of(std::string_view code, std::string_view type, std::string_view text) {
  std::string names;
  for (const auto part : {code, type}) {
    const auto* const row = row_of_word(part);
    const auto known = status_of_number(part) != 0 ? part : row != nullptr ? row->part : "";
    if (!known.empty() && names.find(known) == std::string::npos) {
      names.append(names.empty() ? "" : " ").append(known);
    }
  }
  if (!text.empty()) {
    names.append(names.empty() ? "" : ", ") +=
        std::to_string(text.size()) + " bytes of its own text";
  }
  return names.empty() ? names : "said " + names;
}

/// One line of valid UTF-8. Cut to its limit last, because a repair can make it longer.
std::string safe_words(std::string_view text) {
  std::string line{text.substr(0, max_log_words)};
  std::replace_if(
      line.begin(), line.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  line = repaired_utf8(line);
  line.resize(character_end(line, max_log_words));
  return line;
}

/// Uses only the names.
upstream_error error_of_names(std::string_view code, std::string_view type,
                              std::string_view words) {
  for (const auto status : {status_of_number(code), status_of_word(code), status_of_word(type)}) {
    if (status != 0) {
      return error_of_status(status, words);
    }
  }
  return make_upstream_error(ec::upstream_failed, true, "The language model broke off its answer.",
                             words);
}

}  // namespace

upstream_error make_upstream_error(ec code, bool retryable, std::string_view sentence,
                                   std::string_view words) {
  upstream_error made;
  made.failure.cause = error{code, std::string{sentence}};
  made.failure.retryable = retryable;
  made.words = safe_words(words);
  return made;
}

upstream_error error_of_status(int http_status, std::string_view words) {
  const auto made = [&](ec code, bool retryable, std::string_view sentence) {
    auto e = make_upstream_error(code, retryable, sentence, words);
    e.failure.http_status = http_status;
    return e;
  };
  switch (http_status) {
    case 401:
    case 402:
    case 403: {
      auto e = made(ec::ai_unavailable, false, "The language model does not accept our account.");
      e.fault = key_fault::refused;
      return e;
    }
    case 429: {
      auto e = made(ec::upstream_rate_limited, true, "The language model is at its limit.");
      e.fault = key_fault::at_limit;
      return e;
    }
    case 408:
    case 409:
    case 425: return made(ec::upstream_failed, true, "The language model could not answer now.");
    default: break;
  }
  if (http_status == 404 || http_status == 405 || http_status == 410) {
    // A wrong path, or a model that was renamed or removed: another question does not help.
    return made(ec::ai_unavailable, false, "The language model is not at its address.");
  }
  if (http_status >= 500) {
    return made(ec::upstream_failed, true, "The language model has a fault.");
  }
  if (http_status >= 400) {
    return made(ec::chat_failed, false, "The language model refused the question.");
  }
  return made(ec::ai_unavailable, false, "The language model is not at its address.");
}

void mark_too_long(upstream_error& problem) {
  problem.failure.cause = {ec::chat_failed, "The conversation is too long for the language model."};
  problem.failure.retryable = false;
  problem.failure.too_long = true;
  problem.fault = key_fault::none;
}

upstream_error error_of_words(std::string_view code, std::string_view type, std::string_view text) {
  return error_of_names(code, type, account_of(code, type, text));
}

void note_refusal(upstream_error& problem, const refusal_words& told) {
  const auto read = read_refusal(problem.failure.http_status, told);
  // An error about a key is about the account, unless it names a full context.
  if (problem.fault == key_fault::none) {
    problem.refused = problem.refused | read.members;
    if (!read.members.empty()) {
      problem.told = told;
    }
  }
  if (read.too_long) {
    mark_too_long(problem);
  }
}

}  // namespace aurawell::net
