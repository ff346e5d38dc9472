#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurawell::conformance {

/// What becomes of a connection. `open`: a further request on it was answered. `ended`: it
/// was closed, and an answer, if there was one, had said so.
enum class ending : unsigned char { open, ended, either, late, unannounced, malformed };

/// One way for a row to come out: for each response, in their order, the statuses that it
/// may have.
struct outcome {
  std::vector<std::vector<int>> statuses;
  ending end = ending::open;
};

using outcomes = std::vector<outcome>;

/// Either is right.
outcomes operator|(outcomes some, const outcomes& others);

/// One response, and the connection goes on.
outcomes answered(std::vector<int> statuses);
/// One response, and the connection ends.
outcomes refused(std::vector<int> statuses);
/// One response; the connection may go on or not.
outcomes replied(std::vector<int> statuses);
/// So many responses with these statuses.
outcomes answered_each(const std::vector<int>& statuses, ending end = ending::open);
/// No response at all, and the connection ends.
outcomes dropped();

/// What is sent, and what is right then.
struct http_row {
  std::string name;
  /// The first is sent at once, each further one when a response has come.
  std::vector<std::string> parts;
  outcomes right;
  /// Of the RFC, or the document, that says so.
  std::string section;

  /// What is right behind a gateway beyond that: it may repair a request.
  outcomes gateway{};
  bool is_head = false;
  bool half_closes = false;
  bool is_cut = false;
  bool direct_only = false;
  std::vector<std::string> contains{};
  std::vector<std::string> lacks{};
  std::vector<std::string> echoes{};

  http_row& behind_gateway(const outcomes& more);
  /// Why the gateway's answer is no matter of the program belongs to the row's comment.
  http_row& not_behind_gateway();
  /// The next part.
  http_row& then(std::string part);
  /// The first response has no body.
  http_row& answers_head();
  /// The client says after the last part that it sends nothing more.
  http_row& and_half_closes();
  /// Also sent in two pieces, cut at every place.
  http_row& cut_everywhere();
  /// A response with 200 holds this.
  http_row& echoing(std::string_view text);
  http_row& with(std::string text);
  http_row& without(std::string text);
};

http_row row(std::string name, std::string bytes, outcomes right, std::string section);

using http_rows = std::vector<http_row>;

std::string to_string(ending end);
std::string to_string(const outcomes& all);

}  // namespace aurawell::conformance
