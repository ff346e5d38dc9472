#pragma once

#include <string>
#include <string_view>

namespace aurawell::net {

/// The part of a server's sentence, in lower case, that can express a refusal. Removes what the
/// server proposes or allows ("did you mean 'y'?", "allowed: y", "only x and y are supported"),
/// what it received ("got {...}"), and addresses of pages. Chinese punctuation becomes ASCII.
std::string refusing_text(std::string_view sentence);

}  // namespace aurawell::net
