#pragma once

#include <rapidjson/document.h>

#include <array>
#include <functional>
#include <string>
#include <string_view>

namespace aurawell::reference {

/// Reads the events of one answer of a language model, cut anywhere.
class event_stream {
 public:
  using token_handler = std::function<void(std::string_view token)>;

  void feed(std::string_view bytes, const token_handler& on_token);

  /// Whether the model said why it ended.
  bool is_done() const noexcept { return done_; }

 private:
  using allocator = rapidjson::MemoryPoolAllocator<>;

  void read_line(std::string_view line, const token_handler& on_token);
  void read_choice(const rapidjson::Value& choice, const token_handler& on_token);

  std::string rest_;
  std::array<char, 4096> memory_{};
  allocator values_{memory_.data(), memory_.size()};
  bool done_ = false;
};

}  // namespace aurawell::reference
