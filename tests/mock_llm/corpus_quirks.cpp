#include "tests/mock_llm/corpus_quirks.hpp"

#include "tests/mock_llm/fault_parts.hpp"

namespace aurawell::mock {
std::vector<quirk> corpus_quirks() {
  std::vector<quirk> all;
  for (const auto& each : embedded_corpus()) {
    all.push_back(
        {std::string{each.name}, "reads as: " + std::string{each.end},
         [whole_body = each.bytes](const quirk_case&) { return stream({bytes(whole_body)}); }});
  }
  return all;
}

}  // namespace aurawell::mock
