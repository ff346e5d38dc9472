// The body of a model server's answer, whole and in parts, and the body of an error status.
#include <string>

#include "net/llm/answer/answer_reader.hpp"
#include "net/llm/answer/error_object.hpp"
#include "tests/fuzz/fuzz_target.hpp"

namespace aurawell::fuzz {
namespace {

constexpr std::size_t longest_event = 64 * 1024;

struct reading {
  completion_batch batch;
  std::optional<net::upstream_error> problem;
  bool is_done = false;
};

void check_problem(const net::upstream_error& problem) {
  must(is_utf8(problem.words) && problem.words.size() <= net::max_log_words &&
           problem.words.find('\n') == std::string::npos,
       "words for the log are one line");
  must(is_utf8(problem.failure.cause.detail) && !problem.failure.cause.detail.empty(),
       "a failure can be told");
}

reading finished(net::answer_reader& reader, reading read) {
  if (!read.problem) {
    read.problem = reader.finish(read.batch);
  }
  read.is_done = reader.is_done();
  if (read.problem) {
    check_problem(*read.problem);
  }
  must(is_utf8(read.batch.text) && is_utf8(read.batch.reasoning), "an answer is UTF-8");
  must(is_utf8(read.batch.model.value_or("")), "a model's name is UTF-8");
  must(is_utf8(read.batch.finish_reason.value_or("")), "a finish reason is UTF-8");
  return read;
}

reading read_whole(std::string_view input) {
  net::answer_reader reader{longest_event};
  reading read;
  read.problem = reader.read(input, read.batch);
  return finished(reader, std::move(read));
}

reading read_in_parts(std::string_view input) {
  net::answer_reader reader{longest_event};
  reading read;
  for_each_part(input, [&](std::string_view part) {
    read.problem = reader.read(part, read.batch);
    return !read.problem;
  });
  return finished(reader, std::move(read));
}

bool same_usage(const std::optional<token_usage>& one, const std::optional<token_usage>& other) {
  return one.has_value() == other.has_value() &&
         (!one || (one->prompt_tokens == other->prompt_tokens &&
                   one->completion_tokens == other->completion_tokens &&
                   one->total_tokens == other->total_tokens));
}

}  // namespace

void run(std::string_view input) {
  const auto whole = read_whole(input);
  const auto parts = read_in_parts(input);
  must(whole.batch.text == parts.batch.text && whole.batch.reasoning == parts.batch.reasoning,
       "the cuts between reads change no text");
  must(whole.batch.model == parts.batch.model &&
           whole.batch.finish_reason == parts.batch.finish_reason &&
           same_usage(whole.batch.usage, parts.batch.usage),
       "the cuts between reads change nothing that an answer says of itself");
  must(whole.problem.has_value() == parts.problem.has_value() && whole.is_done == parts.is_done,
       "the cuts between reads change no outcome");
  check_problem(net::error_of_text(input));
  for (const int status : {400, 401, 404, 429, 500}) {
    check_problem(net::error_of_response(status, input));
  }
}

}  // namespace aurawell::fuzz
