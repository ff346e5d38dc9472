#include "net/auth/passwords/password_strength.hpp"

#include <zxcvbn.h>

#include <array>

namespace aurawell::net {
namespace {

/// The library's time grows at least with the square of the length. A password whose beginning is
/// strong enough is accepted; the rest cannot make it weaker.
constexpr std::size_t most_bytes = 64;

/// Its words are English, so this adds words that are common among Chinese speakers, and the
/// service's name.
constexpr std::array common_words{
    "woaini",  "aini",    "woaiwojia",  "nihao",     "wode",    "mima",     "wodemima", "zhongguo",
    "beijing", "wang",    "zhang",      "liu",       "chen",    "yang",     "1314",     "520",
    "5201314", "1314520", "woaini1314", "woaini520", "a123456", "aurawell", "health",
};

}  // namespace

double password_bits(std::string_view password, const std::vector<std::string>& personal) {
  std::vector<std::string> known;
  for (const auto& one : personal) {
    // The library counts the length of a word in a short integer.
    known.push_back(one.substr(0, most_bytes));
  }
  std::vector<const char*> words{common_words.begin(), common_words.end()};
  for (const auto& one : known) {
    words.push_back(one.c_str());
  }
  words.push_back(nullptr);
  // A zero byte ends the text, because the library reads no further.
  const std::string looked_at{password.substr(0, most_bytes)};
  return ZxcvbnMatch(looked_at.c_str(), words.data(), nullptr);
}

}  // namespace aurawell::net
