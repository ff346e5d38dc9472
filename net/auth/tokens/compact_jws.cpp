#include "net/auth/tokens/compact_jws.hpp"

#include <utility>

#include "net/auth/tokens/base64url.hpp"
#include "net/auth/tokens/strict_json.hpp"

namespace aurawell::net {
namespace {

constexpr std::size_t longest_key_id = 256;

result<void> read_header(std::string_view json, compact_jws& into) {
  const auto header = read_strict_json(json);
  if (!header) {
    return no_token("its header is not JSON");
  }
  const auto algorithm = find_text(*header, "alg");
  const auto known = algorithm ? signature_algorithm_from_string(*algorithm)
                               : std::optional<signature_algorithm>{};
  if (!known) {
    return no_token("its algorithm is none of HS256, RS256, ES256 and EdDSA");
  }
  if (find_entry(*header, "crit") != nullptr) {
    return no_token("it asks for an extension that is not known here");
  }
  if (find_entry(*header, "kid") != nullptr) {
    const auto key_id = find_text(*header, "kid");
    if (!key_id || key_id->size() > longest_key_id) {
      return no_token("its kid is no text or too long");
    }
    into.key_id = *key_id;
  }
  into.algorithm = *known;
  return {};
}

}  // namespace

error no_token(std::string_view why) {
  return {ec::token_invalid, "the token is not valid: " + std::string{why}};
}

result<compact_jws> read_jws(std::string_view text) {
  if (text.size() > longest_token) {
    return no_token("it is longer than 8 KiB");
  }
  const auto first = text.find('.');
  const auto last = text.rfind('.');
  if (first == std::string_view::npos || text.find('.', first + 1) != last) {
    return no_token("it has not three parts");
  }
  const auto header = base64url_decode(text.substr(0, first));
  auto payload = base64url_decode(text.substr(first + 1, last - first - 1));
  auto signature = base64url_decode(text.substr(last + 1));
  if (last == first || !header || !payload || !signature) {
    return no_token("its parts are not base64url");
  }
  compact_jws read;
  if (auto good = read_header(*header, read); !good) {
    return good.failure();
  }
  read.signed_text = text.substr(0, last);
  read.payload = *std::move(payload);
  read.signature = *std::move(signature);
  return read;
}

std::string write_jws(const signature_key& key, std::string_view payload) {
  const auto header = R"({"alg":")" + std::string{to_string(key.algorithm())} + R"(","typ":"JWT"})";
  auto text = base64url_encode(header) + '.' + base64url_encode(payload);
  return text + '.' + base64url_encode(key.sign(text));
}

}  // namespace aurawell::net
