// The text form is "1", its version, and then fields: a letter, the number of bytes, ":", the
// bytes.
//
//     l language, r with reasoning; for each fact k key and s text, n number or b boolean;
//     h if the question has its own history, then q question and a answer of each exchange;
//     t place in a trace, then u value of its `tracestate`

#include "domain/chat/question_job.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "domain/text/parse_number.hpp"

namespace aurawell {
namespace {

constexpr std::string_view version = "1";

error damaged_job() {
  return {ec::bad_format, "what is kept of the question is damaged, or of another version"};
}

std::string digits_of(double number) {
  std::array<char, 32> digits{};
  return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr};
}

/// The ids as they are, then the flags of the W3C's version 00.
std::string bytes_of(const trace_context& place) {
  std::string bytes{place.trace.begin(), place.trace.end()};
  bytes.append(place.span.begin(), place.span.end());
  bytes += static_cast<char>((place.is_sampled ? 1 : 0) | (place.is_random ? 2 : 0));
  return bytes;
}

class job_writer {
 public:
  void add(char letter, std::string_view bytes) {
    text_.append(1, letter).append(std::to_string(bytes.size())).append(1, ':').append(bytes);
  }

  void add(const context_fact& fact) {
    add('k', fact.key);
    if (const auto* words = std::get_if<std::string>(&fact.value)) {
      add('s', *words);
    } else if (const auto* number = std::get_if<double>(&fact.value)) {
      add('n', digits_of(*number));
    } else {
      add('b', std::get<bool>(fact.value) ? "1" : "0");
    }
  }

  bool is_full() const noexcept { return text_.size() > most_job_bytes; }
  std::string take() { return std::move(text_); }

 private:
  std::string text_{version};
};

/// Reads field after field. After a failure it has no more fields, and is not at the end.
class job_reader {
 public:
  explicit job_reader(std::string_view text) : left_{text} {}

  bool is_at_end() const noexcept { return left_.empty(); }

  /// Nothing if the next field has another letter.
  std::optional<std::string_view> take(char letter) {
    const auto colon = left_.find(':');
    if (left_.empty() || left_.front() != letter || colon == left_.npos) {
      return std::nullopt;
    }
    const auto digits = left_.substr(1, colon - 1);
    const auto size = parse_number<std::uint32_t>(digits);
    // Only the one spelling that `job_writer` uses.
    if (!size || *size > left_.size() - colon - 1 || digits != std::to_string(*size)) {
      return std::nullopt;
    }
    const auto bytes = left_.substr(colon + 1, *size);
    left_.remove_prefix(colon + 1 + *size);
    return bytes;
  }

 private:
  std::string_view left_;
};

using fact_value = std::variant<bool, double, std::string>;

std::optional<fact_value> take_value(job_reader& fields) {
  if (const auto words = fields.take('s')) {
    return std::string{*words};
  }
  if (const auto digits = fields.take('n')) {
    const auto number = parse_number<double>(*digits);
    return number && digits_of(*number) == *digits ? std::optional<fact_value>{*number}
                                                   : std::nullopt;
  }
  const auto truth = fields.take('b');
  return truth == "1" || truth == "0" ? std::optional<fact_value>{*truth == "1"} : std::nullopt;
}

bool take_context(job_reader& fields, std::vector<context_fact>& into) {
  while (const auto key = fields.take('k')) {
    auto value = take_value(fields);
    if (!value) {
      return false;
    }
    into.push_back({std::string{*key}, std::move(*value)});
  }
  return true;
}

bool take_earlier(job_reader& fields, std::optional<std::vector<past_exchange>>& into) {
  const auto begins = fields.take('h');
  if (!begins) {
    return true;
  }
  into.emplace();
  if (!begins->empty()) {
    return false;
  }
  while (const auto question = fields.take('q')) {
    const auto answer = fields.take('a');
    if (!answer) {
      return false;
    }
    into->push_back({std::string{*question}, std::string{*answer}});
  }
  return true;
}

bool take_trace(job_reader& fields, std::optional<trace_context>& into) {
  const auto bytes = fields.take('t');
  if (!bytes) {
    return true;
  }
  auto& place = into.emplace();
  const auto state = fields.take('u');
  if (bytes->size() != place.trace.size() + place.span.size() + 1 || bytes->back() < 0 ||
      bytes->back() > 3 || !state) {
    return false;
  }
  std::copy_n(bytes->begin(), place.trace.size(), place.trace.begin());
  std::copy_n(bytes->begin() + static_cast<std::ptrdiff_t>(place.trace.size()), place.span.size(),
              place.span.begin());
  place.is_sampled = (bytes->back() & 1) != 0;
  place.is_random = (bytes->back() & 2) != 0;
  place.state = *state;
  return true;
}

}  // namespace

result<std::string> text_of(const question_job& job) {
  job_writer text;
  text.add('l', job.lang == language::en ? "en" : "zh");
  text.add('r', job.wants_reasoning ? "1" : "0");
  for (auto fact = job.context.begin(); fact != job.context.end() && !text.is_full(); ++fact) {
    text.add(*fact);
  }
  if (job.earlier) {
    text.add('h', "");
    for (auto one = job.earlier->begin(); one != job.earlier->end() && !text.is_full(); ++one) {
      text.add('q', one->question);
      text.add('a', one->answer);
    }
  }
  if (job.trace) {
    text.add('t', bytes_of(*job.trace));
    text.add('u', job.trace->state);
  }
  if (text.is_full()) {
    return error{ec::out_of_range, "the context of the question is too long to be kept"};
  }
  return text.take();
}

result<question_job> job_of(std::string_view text) {
  if (!text.starts_with(version) || text.size() > most_job_bytes) {
    return damaged_job();
  }
  job_reader fields{text.substr(version.size())};
  question_job job;
  const auto lang = fields.take('l');
  const auto reasoning = fields.take('r');
  const bool is_whole = (lang == "en" || lang == "zh") && (reasoning == "1" || reasoning == "0") &&
                        take_context(fields, job.context) && take_earlier(fields, job.earlier) &&
                        take_trace(fields, job.trace) && fields.is_at_end();
  if (!is_whole) {
    return damaged_job();
  }
  job.lang = *lang == "en" ? language::en : language::zh;
  job.wants_reasoning = *reasoning == "1";
  return job;
}

}  // namespace aurawell
