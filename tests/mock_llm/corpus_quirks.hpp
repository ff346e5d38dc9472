#pragma once

#include <string_view>
#include <vector>

#include "tests/mock_llm/quirk.hpp"

namespace aurawell::mock {

/// The streams of tests/net/llm/corpus, served byte for byte.
std::vector<quirk> corpus_quirks();

struct corpus_stream {
  /// File name without extension.
  std::string_view name;
  std::string_view bytes;
  /// The correct result of its end.
  std::string_view end;
};

/// Embedded in the program.
std::vector<corpus_stream> embedded_corpus();

}  // namespace aurawell::mock
