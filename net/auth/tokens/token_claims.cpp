#include "net/auth/tokens/token_claims.hpp"

#include <algorithm>

#include "net/auth/tokens/compact_jws.hpp"
#include "net/auth/tokens/strict_json.hpp"
#include "net/json/json_writer.hpp"

namespace aurawell::net {
namespace {

using std::chrono::duration;
using std::chrono::duration_cast;

/// In the year 2255: the clock's type cannot represent later times.
constexpr double last_second = 9e9;

/// Reads members and keeps the first fault.
class claim_reader {
 public:
  explicit claim_reader(const json_value& object) : object_{object} {}

  std::string text(std::string_view name) {
    if (find_entry(object_, name) == nullptr) {
      return {};
    }
    const auto found = find_text(object_, name);
    if (!found) {
      blame(name, "no text");
    }
    return std::string{found.value_or("")};
  }

  std::optional<wall_time> time(std::string_view name) {
    const auto* value = find_entry(object_, name);
    if (value == nullptr) {
      return std::nullopt;
    }
    const auto number = value->as_double();
    if (!number || !(*number >= 0)) {
      blame(name, "no time in seconds");
      return std::nullopt;
    }
    const duration<double> since{std::min(*number, last_second)};
    return wall_time{duration_cast<wall_time::duration>(since)};
  }

  /// Reads a text or a list of texts; empty without such a member.
  std::vector<std::string> texts(std::string_view name) {
    const auto* value = find_entry(object_, name);
    std::vector<std::string> found;
    if (value == nullptr) {
      return found;
    }
    if (value->is_text()) {
      found.push_back(text(name));
    } else if (value->is_array()) {
      for (const auto& one : *value) {
        if (one.is_text()) {
          found.emplace_back(one.text());
        } else {
          blame(name, "no list of texts");
        }
      }
    } else {
      blame(name, "no text and no list");
    }
    return found;
  }

  const std::optional<error>& fault() const { return fault_; }

 private:
  void blame(std::string_view name, std::string_view detail) {
    if (!fault_) {
      fault_ = no_token(std::string{name} + " is " + std::string{detail});
    }
  }

  const json_value& object_;
  std::optional<error> fault_;
};

std::uint64_t seconds(wall_time at) {
  const auto since = std::chrono::floor<std::chrono::seconds>(at.time_since_epoch());
  return static_cast<std::uint64_t>(since.count());
}

}  // namespace

result<token_claims> read_claims(std::string_view json) {
  const auto object = read_strict_json(json);
  if (!object) {
    return no_token("its claims are not JSON");
  }
  claim_reader from{*object};
  token_claims claims;
  claims.subject.value = from.text("sub");
  claims.issuer = from.text("iss");
  claims.audience = from.texts("aud");
  const auto expires_at = from.time("exp");
  claims.not_before = from.time("nbf");
  claims.issued_at = from.time("iat");
  claims.token_id = from.text("jti");
  claims.login = from.text("sid");
  claims.logged_in_at = from.time("auth_time");
  if (from.fault()) {
    return *from.fault();
  }
  if (!is_entity_name(claims.subject.value)) {
    return no_token("sub is missing or no user id");
  }
  if (!expires_at) {
    return no_token("exp is missing");
  }
  claims.expires_at = *expires_at;
  return claims;
}

std::string write_claims(const token_claims& claims) {
  std::string json;
  json_writer out{json};
  out.begin_object();
  out.text("sub", claims.subject.value);
  if (!claims.issuer.empty()) {
    out.text("iss", claims.issuer);
  }
  for (const auto& audience : claims.audience) {
    out.text("aud", audience);
  }
  for (const auto& [name, at] :
       {std::pair{"iat", claims.issued_at}, std::pair{"exp", std::optional{claims.expires_at}},
        std::pair{"auth_time", claims.logged_in_at}}) {
    if (at) {
      out.number(name, seconds(*at));
    }
  }
  out.text("jti", claims.token_id);
  out.text("sid", claims.login);
  out.end_object();
  return json;
}

result<void> check_claims(const token_claims& claims, const claim_rules& rules, wall_time now) {
  if (!rules.issuer.empty() && claims.issuer != rules.issuer) {
    return no_token("it is of another issuer");
  }
  const auto& audience = claims.audience;
  if (!rules.audience.empty() &&
      std::find(audience.begin(), audience.end(), rules.audience) == audience.end()) {
    return no_token("it is for another audience");
  }
  const auto latest = now + rules.leeway;
  if (claims.not_before.value_or(now) > latest || claims.issued_at.value_or(now) > latest) {
    return no_token("it does not count yet");
  }
  if (now >= claims.expires_at + rules.leeway) {
    return error{ec::token_expired, "the token has expired"};
  }
  return {};
}

}  // namespace aurawell::net
