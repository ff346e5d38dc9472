#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "domain/language.hpp"

namespace aurawell::health {

/// One answer being written, as Markdown in one language. `{0}` to `{9}` in a text stand
/// for values. Nothing but the service's own texts and numbers ever goes in.
class advice_text {
 public:
  using values = std::initializer_list<std::string>;

  explicit advice_text(language lang) : lang_{lang} {}

  language lang() const noexcept { return lang_; }

  void heading(bilingual title);
  void paragraph(bilingual text, values parts = {});
  void bullet(bilingual text, values parts = {});
  void quote(bilingual text, values parts = {});
  /// Markdown that is already written.
  void ready(std::string_view markdown);

  /// The text in this answer's language with its values filled in.
  std::string say(bilingual text, values parts = {}) const;

  /// Rounded to `decimals`, without trailing zeros; English groups thousands.
  std::string number(double value, int decimals = 0) const;

  std::string take() && { return std::move(markdown_); }

 private:
  enum class block : unsigned char { none, paragraph, heading, bullet };

  void start(block next);

  language lang_;
  block last_ = block::none;
  std::string markdown_;
};

/// "23:15"; `minutes` may lie beyond a day in either direction.
std::string clock_text(int minutes);

}  // namespace aurawell::health
