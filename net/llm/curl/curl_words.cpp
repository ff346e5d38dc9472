#include "net/llm/curl/curl_words.hpp"

namespace aurawell::net {

std::string words_of(CURLcode outcome, std::string_view told) {
  switch (outcome) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
      if (!told.empty()) {
        return std::string{told};
      }
      break;
    default: break;
  }
  return curl_easy_strerror(outcome);
}

}  // namespace aurawell::net
