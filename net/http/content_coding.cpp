#include "net/http/content_coding.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "net/address/lower_ascii.hpp"
#include "net/address/url_text.hpp"

namespace aurawell::net {

int weight_of(std::string_view parameters) {
  std::string_view text;
  while (!parameters.empty() && text.empty()) {
    const auto parameter = without_optional_space(cut(parameters, ';'));
    if (parameter.starts_with("q=") || parameter.starts_with("Q=")) {
      text = parameter.substr(2);
    }
  }
  if (text.empty()) {
    return 1'000;
  }
  double weight = 0;
  std::from_chars(text.data(), text.data() + text.size(), weight);
  return weight >= 0 && weight <= 1 ? static_cast<int>(weight * 1'000) : 0;
}

bool prefers_gzip(std::string_view accept_encoding) {
  std::optional<int> gzip;
  std::optional<int> plain;
  int others = 0;
  while (!accept_encoding.empty()) {
    auto parameters = cut(accept_encoding, ',');
    const auto coding = lower_ascii(without_optional_space(cut(parameters, ';')));
    const auto weight = weight_of(parameters);
    if (coding == "gzip" || coding == "x-gzip") {
      gzip = std::max(gzip.value_or(0), weight);
    } else if (coding == "identity") {
      plain = weight;
    } else if (coding == "*") {
      others = weight;
    }
  }
  const auto wanted = gzip.value_or(others);
  return wanted > 0 && wanted >= plain.value_or(0);
}

}  // namespace aurawell::net
