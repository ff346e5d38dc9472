#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurawell::conformance {

/// State of a connection after the row. `open`: a further request was answered. `ended`: it was
/// closed, and the response, if there was one, had announced this.
enum class ending : unsigned char { open, ended, either, late, unannounced, malformed };

/// One possible result of a row: the permitted statuses of each response, in order.
struct outcome {
  std::vector<std::vector<int>> statuses;
  ending end = ending::open;
};

using outcomes = std::vector<outcome>;

/// Either result is correct.
outcomes operator|(outcomes some, const outcomes& others);

/// One response, and the connection stays open.
outcomes answered(std::vector<int> statuses);
/// One response, and the connection closes.
outcomes refused(std::vector<int> statuses);
/// One response; the connection may stay open or close.
outcomes replied(std::vector<int> statuses);
/// This many responses with these statuses.
outcomes answered_each(const std::vector<int>& statuses, ending end = ending::open);
/// No response, and the connection closes.
outcomes dropped();

/// The bytes to send, and the correct results.
struct http_row {
  std::string name;
  /// The first is sent at once, each further one after a response.
  std::vector<std::string> parts;
  outcomes right;
  /// The section of the RFC, or the document, that requires it.
  std::string section;

  /// Additional correct results behind a gateway, which may repair a request.
  outcomes gateway{};
  bool is_head = false;
  bool half_closes = false;
  bool is_cut = false;
  bool direct_only = false;
  std::vector<std::string> contains{};
  std::vector<std::string> lacks{};
  std::vector<std::string> echoes{};

  http_row& behind_gateway(const outcomes& more);
  /// The row's comment must say why the gateway's answer does not depend on the program.
  http_row& not_behind_gateway();
  /// The next part.
  http_row& then(std::string part);
  /// The first response has no body.
  http_row& answers_head();
  /// The client ends its sending side after the last part.
  http_row& and_half_closes();
  /// Also sent in two pieces, cut at every place.
  http_row& cut_everywhere();
  /// A response with 200 contains this.
  http_row& echoing(std::string_view text);
  http_row& with(std::string text);
  http_row& without(std::string text);
};

http_row row(std::string name, std::string bytes, outcomes right, std::string section);

using http_rows = std::vector<http_row>;

std::string to_string(ending end);
std::string to_string(const outcomes& all);

}  // namespace aurawell::conformance
