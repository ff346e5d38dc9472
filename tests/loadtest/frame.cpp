#include "tests/loadtest/frame.hpp"

#include <rapidjson/reader.h>

#include <cassert>

namespace aurawell::loadtest {
namespace {

/// Takes the wanted members as they come by; a tree of the whole frame would cost more than
/// everything else that happens to it.
class member_taker : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, member_taker> {
 public:
  frame taken;

  void begin() noexcept {
    taken = {};
    depth_ = 0;
    at_ = place::elsewhere;
  }

  // The library's names.
  // NOLINTBEGIN(readability-identifier-naming)
  bool StartObject() noexcept {
    ++depth_;
    if (depth_ == 1) {
      at_ = place::top;
    } else if (at_ == place::top && depth_ == 2 && key_ == "data") {
      at_ = place::data;
    } else if (at_ == place::data && depth_ == 3 && key_ == "usage") {
      at_ = place::usage;
    } else {
      return true;
    }
    key_ = {};
    return true;
  }

  bool EndObject(rapidjson::SizeType) noexcept {
    if (at_ == place::usage && depth_ == 3) {
      at_ = place::data;
    } else if (at_ == place::data && depth_ == 2) {
      at_ = place::top;
    }
    --depth_;
    return true;
  }

  /// An array on top would be no event.
  bool StartArray() noexcept { return ++depth_ > 1; }

  bool EndArray(rapidjson::SizeType) noexcept {
    --depth_;
    return true;
  }

  bool Key(const char* text, rapidjson::SizeType size, bool) noexcept {
    key_ = {text, size};
    return true;
  }

  bool String(const char* text, rapidjson::SizeType size, bool) noexcept {
    if (is_member()) {
      take({text, size});
    }
    return true;
  }

  bool Uint(unsigned value) noexcept { return Uint64(value); }

  bool Uint64(std::uint64_t value) noexcept {
    if (is_member() && at_ == place::top && key_ == "seq") {
      taken.seq = value;
    } else if (is_member() && at_ == place::usage && key_ == "completion_tokens") {
      taken.completion_tokens = value;
    }
    return true;
  }

  bool Default() noexcept { return depth_ > 0; }
  // NOLINTEND(readability-identifier-naming)

 private:
  enum class place : unsigned char { elsewhere, top, data, usage };

  /// Whether a value stands directly in the object that is read, and not deeper.
  bool is_member() const noexcept { return depth_ == static_cast<int>(at_) && depth_ > 0; }

  void take(std::string_view text) noexcept {
    if (key_ == "error_code" && at_ != place::usage) {
      taken.error_code = text;
    } else if (at_ == place::data && key_ == "full_response") {
      taken.full_response = text;
      taken.has_full_response = true;
    } else if (at_ == place::top) {
      take_top(text);
    }
  }

  void take_top(std::string_view text) noexcept {
    if (key_ == "type") {
      taken.type = text;
    } else if (key_ == "status") {
      taken.status = text;
    } else if (key_ == "request_id") {
      taken.request_id = text;
    } else if (key_ == "delta") {
      taken.delta = text;
    }
  }

  std::string_view key_;
  int depth_ = 0;
  place at_ = place::elsewhere;
};

}  // namespace

struct frame_reader::parts {
  rapidjson::Reader reader;
  member_taker taker;
};

frame_reader::frame_reader() : parts_{std::make_unique<parts>()} {}

frame_reader::~frame_reader() = default;

const frame* frame_reader::read(char* text, std::size_t size) {
  assert(text[size] == '\0');
  static_cast<void>(size);
  parts_->taker.begin();
  rapidjson::InsituStringStream stream{text};
  constexpr unsigned flags = rapidjson::kParseInsituFlag | rapidjson::kParseIterativeFlag;
  const auto parsed = parts_->reader.Parse<flags>(stream, parts_->taker);
  const auto& taken = parts_->taker.taken;
  return parsed.IsError() || taken.type.empty() ? nullptr : &taken;
}

}  // namespace aurawell::loadtest
