#pragma once

#include <string>
#include <string_view>

namespace aurawell::net {

/// Of a server's sentence, in lower case, what may refuse something. Gone is what the server
/// proposes or allows ("did you mean 'y'?", "allowed: y", "only x and y are supported"), what it
/// got
/// ("got {...}"), and addresses of pages. Marks of Chinese texts become those of ASCII.
std::string refusing_text(std::string_view sentence);

}  // namespace aurawell::net
