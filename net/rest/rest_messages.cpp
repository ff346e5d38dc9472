#include "net/rest/rest_messages.hpp"

#include <utility>

#include "net/address/lower_ascii.hpp"
#include "net/address/query_parameters.hpp"
#include "net/address/url_text.hpp"
#include "net/http/content_coding.hpp"
#include "net/http/request_token.hpp"

namespace aurawell::net {
namespace {

namespace http = boost::beast::http;

bool starts_with_word(std::string_view text, std::string_view word) {
  return equals_in_any_case(text.substr(0, word.size()), word);
}

}  // namespace

language choose_language(std::string_view query, std::string_view accept_language) {
  if (const auto lang = find_parameter(query, "lang")) {
    return *lang == "en" ? language::en : language::zh;
  }
  auto best = language::zh;
  int best_weight = 0;
  while (!accept_language.empty()) {
    auto parameters = cut(accept_language, ',');
    const auto tag = without_optional_space(cut(parameters, ';'));
    const bool is_english = starts_with_word(tag, "en");
    if ((is_english || starts_with_word(tag, "zh")) && weight_of(parameters) > best_weight) {
      best = is_english ? language::en : language::zh;
      best_weight = weight_of(parameters);
    }
  }
  return best;
}

rest_request to_rest_request(const request_message& request, std::string address, wall_time now) {
  auto query = path_and_query(request);
  rest_request read;
  read.method = view(request.method_string());
  read.path = cut(query, '?');
  read.query = query;
  read.body = request.body();
  read.content_type = view(request[http::field::content_type]);
  read.accept = view(request[http::field::accept]);
  read.if_match = view(request[http::field::if_match]);
  read.if_none_match = view(request[http::field::if_none_match]);
  read.idempotency_key = view(request["Idempotency-Key"]);
  read.last_event_id = view(request["Last-Event-ID"]);
  read.user_agent = view(request[http::field::user_agent]);
  read.token = bearer_token(view(request[http::field::authorization]));
  read.lang = choose_language(query, view(request[http::field::accept_language]));
  read.address = std::move(address);
  read.now = now;
  return read;
}

page_question to_page_question(const request_message& request) {
  return {view(request.method_string()), view(request[http::field::origin]),
          view(request[http::field::host]),
          view(request[http::field::access_control_request_headers])};
}

}  // namespace aurawell::net
