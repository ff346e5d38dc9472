// A profile in the store's form.
#include <string>

#include "net/json/json_writer.hpp"
#include "net/wire/profile_json.hpp"
#include "tests/fuzz/fuzz_target.hpp"

namespace aurawell::fuzz {

void run(std::string_view input) {
  const auto read = net::read_profile(input);
  if (!read) {
    must(!read.failure().detail.empty(), "a failure is told");
    return;
  }
  std::string text;
  net::json_writer json{text};
  json.begin_object();
  net::write_profile(json, *read);
  json.end_object();
  const auto again = net::read_profile(text);
  must(again.has_value() && *again == *read, "a profile that is read again is the same");
}

}  // namespace aurawell::fuzz
