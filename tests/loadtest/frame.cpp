#include "tests/loadtest/frame.hpp"

#include <rapidjson/document.h>

#include <array>
#include <cassert>

namespace aurawell::loadtest {
namespace {

using allocator = rapidjson::MemoryPoolAllocator<>;
using document = rapidjson::GenericDocument<rapidjson::UTF8<>, allocator, allocator>;
using value = document::ValueType;

std::string_view text_of(const value& from) {
  return from.IsString() ? std::string_view{from.GetString(), from.GetStringLength()}
                         : std::string_view{};
}

std::uint64_t number_of(const value& from) {
  return from.IsUint64() ? from.GetUint64() : 0;
}

void read_data(const value& data, frame& out) {
  for (const auto& member : data.GetObject()) {
    const auto name = text_of(member.name);
    if (name == "full_response") {
      out.full_response = text_of(member.value);
      out.has_full_response = true;
    } else if (name == "error_code") {
      out.error_code = text_of(member.value);
    } else if (name == "usage" && member.value.IsObject()) {
      const auto tokens = member.value.FindMember("completion_tokens");
      if (tokens != member.value.MemberEnd()) {
        out.completion_tokens = number_of(tokens->value);
      }
    }
  }
}

void read_member(std::string_view name, const value& content, frame& out) {
  if (name == "type") {
    out.type = text_of(content);
  } else if (name == "status") {
    out.status = text_of(content);
  } else if (name == "request_id") {
    out.request_id = text_of(content);
  } else if (name == "delta") {
    out.delta = text_of(content);
  } else if (name == "error_code") {
    out.error_code = text_of(content);
  } else if (name == "seq") {
    out.seq = number_of(content);
  } else if (name == "data" && content.IsObject()) {
    read_data(content, out);
  }
}

}  // namespace

struct frame_reader::parts {
  std::array<char, 8192> value_memory{};
  std::array<char, 8192> stack_memory{};
  allocator values{value_memory.data(), value_memory.size()};
  allocator stack{stack_memory.data(), stack_memory.size()};
  frame current;
};

frame_reader::frame_reader() : parts_{std::make_unique<parts>()} {}

frame_reader::~frame_reader() = default;

const frame* frame_reader::read(char* text, std::size_t size) {
  assert(text[size] == '\0');
  static_cast<void>(size);
  parts_->values.Clear();
  parts_->stack.Clear();
  parts_->current = {};
  document parsed{&parts_->values, 1024, &parts_->stack};
  parsed.ParseInsitu<rapidjson::kParseIterativeFlag>(text);
  if (parsed.HasParseError() || !parsed.IsObject()) {
    return nullptr;
  }
  for (const auto& member : parsed.GetObject()) {
    read_member(text_of(member.name), member.value, parts_->current);
  }
  return parts_->current.type.empty() ? nullptr : &parts_->current;
}

}  // namespace aurawell::loadtest
