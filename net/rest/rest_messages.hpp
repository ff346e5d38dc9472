#pragma once

#include <string>

#include "net/http/cors.hpp"
#include "net/http/http_messages.hpp"
#include "net/rest/rest_request.hpp"

namespace aurawell::net {

/// The parts of `request` that handlers read; it must outlive the result.
rest_request to_rest_request(const request_message& request, std::string address, wall_time now);

/// The language of `?lang=`, else the supported language with the highest weight in an
/// Accept-Language list, else Chinese.
language choose_language(std::string_view query, std::string_view accept_language);

page_question to_page_question(const request_message& request);

}  // namespace aurawell::net
