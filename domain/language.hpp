#pragma once

#include <string_view>

namespace aurawell {

/// The language of every text that the service itself writes to a person.
enum class language : unsigned char { zh, en };

/// The same statement in both languages.
struct bilingual {
  std::string_view zh;
  std::string_view en;

  constexpr std::string_view in(language lang) const noexcept {
    return lang == language::zh ? zh : en;
  }
};

}  // namespace aurawell
