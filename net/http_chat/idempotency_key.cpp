#include "net/http_chat/idempotency_key.hpp"

#include <utility>

namespace aurawell::net {

result<request_id> name_of_request(std::string_view idempotency_key, std::string in_body) {
  if (!idempotency_key.empty() && !is_request_name(idempotency_key)) {
    return error{ec::bad_format,
                 "Idempotency-Key must be 1 to 128 characters of A-Z a-z 0-9 : _ -"};
  }
  if (!idempotency_key.empty() && !in_body.empty() && idempotency_key != in_body) {
    return error{ec::invalid_input,
                 "Idempotency-Key and request_id name the same thing: send one, or the same twice"};
  }
  return request_id{in_body.empty() ? std::string{idempotency_key} : std::move(in_body)};
}

}  // namespace aurawell::net
