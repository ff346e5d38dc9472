#include "net/address/url_text.hpp"

#include <boost/url/pct_string_view.hpp>

namespace aurawell::net {

std::string_view cut(std::string_view& rest, char end) {
  const auto at = rest.find(end);
  const auto head = rest.substr(0, at);
  rest = at == std::string_view::npos ? std::string_view{} : rest.substr(at + 1);
  return head;
}

std::optional<std::string> percent_decode(std::string_view text) {
  const auto checked = boost::urls::make_pct_string_view({text.data(), text.size()});
  return checked ? std::optional{checked->decode()} : std::nullopt;
}

}  // namespace aurawell::net
