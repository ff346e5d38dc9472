#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aurawell::net {

/// Recognises a chunk that differs from a known one only in the text of its delta. Most chunks of
/// an answer do, and comparing bytes costs a tenth of reading JSON.
///
/// The known chunk has no backslash and one `"content"`, so the place of its text is certain. A
/// text that JSON would have to escape is never recognised.
class repeated_chunk {
 public:
  /// `payload` is a chunk whose only effect is the text of its one delta, `text`. It replaces the
  /// known chunk, unless it is the same with a text that has escapes.
  void learn(std::string_view payload, std::string_view text);

  /// The text of `payload`, not empty, when the rest of it is the known chunk byte for byte.
  std::optional<std::string_view> text_in(std::string_view payload) const noexcept;

  /// What the known chunk means has changed.
  void forget() noexcept;

 private:
  std::optional<std::string_view> between(std::string_view payload) const noexcept;

  /// The known chunk before and behind its text, with the quotes. Empty: none is known.
  std::string before_;
  std::string behind_;
};

}  // namespace aurawell::net
