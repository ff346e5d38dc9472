// Text of people that becomes part of a prompt.
#include "domain/prompt/role_markers.hpp"

#include <string>

#include "tests/fuzz/fuzz_target.hpp"

namespace aurawell::fuzz {

void run(std::string_view input) {
  const std::string left = without_role_markers(input);
  must(left.size() <= input.size(), "taking markers out makes no text longer");
  must(without_role_markers(left) == left, "a second pass over a text changes nothing");
  must(!is_utf8(input) || is_utf8(left), "what is UTF-8 stays UTF-8");

  const std::string line = as_data_line(input);
  must(is_utf8(line), "a line of data is UTF-8");
  must(line.find_first_of("<>\n\r") == std::string::npos,
       "a line of data has no angle brackets and no line ends");
  must(as_data_line(line) == line, "a second pass over a line of data changes nothing");
  must(without_role_markers(line) == line, "a line of data has no markers");
}

}  // namespace aurawell::fuzz
