#include "net/json/json_document.hpp"

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>

#include "net/json/json_repair.hpp"

namespace aurawell::net {
namespace {

constexpr unsigned raw_numbers =
    rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;
constexpr unsigned strict_flags = raw_numbers | rapidjson::kParseValidateEncodingFlag;
constexpr unsigned lenient_flags = raw_numbers | rapidjson::kParseNanAndInfFlag;

/// Ignored, as RFC 8259 (section 8.1) allows.
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Enough for the text of one token and for the open arrays and objects around it.
constexpr std::size_t token_bytes = 6 * 1024;
constexpr std::size_t first_token_bytes = 1024;

/// Passes RapidJSON's tokens to the builder. RapidJSON prescribes the names of its members.
class token_receiver : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, token_receiver> {
 public:
  explicit token_receiver(json_builder& builder) : builder_{builder} {}

  // NOLINTBEGIN(readability-identifier-naming)
  /// For converted numbers; the flags exclude them.
  bool Default() { return false; }
  bool Null() { return builder_.null(); }
  bool Bool(bool value) { return builder_.flag(value); }
  bool RawNumber(const char* digits, rapidjson::SizeType size, bool) {
    return builder_.number({digits, size});
  }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    return builder_.text({text, size});
  }
  bool Key(const char* name, rapidjson::SizeType size, bool) {
    builder_.name({name, size});
    return true;
  }
  bool StartObject() { return builder_.open(json_kind::object); }
  bool EndObject(rapidjson::SizeType members) { return closed(members); }
  bool StartArray() { return builder_.open(json_kind::array); }
  bool EndArray(rapidjson::SizeType elements) { return closed(elements); }
  // NOLINTEND(readability-identifier-naming)

 private:
  bool closed(rapidjson::SizeType children) {
    builder_.close(children);
    return true;
  }

  json_builder& builder_;
};

/// Whether two members of one object have the same name: two programs could read different values
/// from such a text (RFC 8259, section 4).
bool has_name_twice(const std::pmr::vector<json_value>& values) {
  // Enough for the members of usual objects.
  std::array<std::byte, 64 * sizeof(std::string_view)> space;  // NOLINT(*-member-init)
  std::pmr::monotonic_buffer_resource memory{space.data(), space.size()};
  std::pmr::vector<std::string_view> names{&memory};
  names.reserve(64);
  for (const auto& value : values) {
    if (!value.is_object() || value.size() < 2) {
      continue;
    }
    names.clear();
    for (const auto& member : value) {
      names.push_back(member.name());
    }
    std::sort(names.begin(), names.end());
    if (std::adjacent_find(names.begin(), names.end()) != names.end()) {
      return true;
    }
  }
  return false;
}

std::string at_offset(std::string_view detail, std::size_t offset) {
  return std::string{detail} + " at offset " + std::to_string(offset);
}

std::string not_json(std::string_view why, std::size_t offset) {
  return at_offset("is not JSON: " + std::string{why}, offset);
}

/// Passes all tokens of the text to `builder`.
template <unsigned Flags>
rapidjson::ParseResult tokenize(std::string_view text, json_builder& builder) {
  // Clearing the scratch space would cost more than most texts.
  std::array<char, token_bytes> space;  // NOLINT(*-member-init)
  rapidjson::MemoryPoolAllocator<> pool{space.data(), space.size()};
  rapidjson::GenericReader<rapidjson::UTF8<>, rapidjson::UTF8<>, rapidjson::MemoryPoolAllocator<>>
      reader{&pool, first_token_bytes};
  rapidjson::MemoryStream stream{text.data(), text.size()};
  if (text.starts_with(byte_order_mark)) {
    stream.src_ += byte_order_mark.size();
  }
  token_receiver receiver{builder};
  return reader.Parse<Flags>(stream, receiver);
}

std::string fault_of(const rapidjson::ParseResult& parsed, const json_builder& builder) {
  if (!parsed.IsError()) {
    return {};
  }
  return builder.fault().empty()
             ? not_json(rapidjson::GetParseError_En(parsed.Code()), parsed.Offset())
             : at_offset(builder.fault(), parsed.Offset());
}

}  // namespace

// Clearing the scratch space would cost more than most texts.
json_document::json_document(std::string_view text,  // NOLINT(*-member-init)
                             const json_bounds& bounds) {
  if (text.size() > bounds.max_bytes) {
    fault_ = "is longer than " + std::to_string(bounds.max_bytes) + " bytes";
  } else if (bounds.profile == json_profile::strict) {
    read_strictly(text, bounds);
  } else {
    read_leniently(text, bounds);
  }
}

void json_document::read_strictly(std::string_view text, const json_bounds& bounds) {
  if (const auto nul = text.find('\0'); nul != std::string_view::npos) {
    fault_ = not_json("NUL", nul);
    return;
  }
  if (const auto half = find_half_pair(text); half != std::string_view::npos) {
    fault_ = not_json("half of a surrogate pair", half);
    return;
  }
  json_builder builder{bounds, text, values_};
  fault_ = fault_of(tokenize<strict_flags>(text, builder), builder);
  if (is_valid() && has_name_twice(values_)) {
    fault_ = "has an object with two members of one name";
  }
}

void json_document::read_leniently(std::string_view text, const json_bounds& bounds) {
  std::string mended;
  if (find_half_pair(text) != std::string_view::npos) {
    mended = with_half_pairs_as_bytes(text);
    text = mended;
  }
  json_builder builder{bounds, text, values_};
  const auto parsed = tokenize<lenient_flags>(text, builder);
  if (parsed.Code() != rapidjson::kParseErrorNumberTooBig) {
    fault_ = fault_of(parsed, builder);
    return;
  }
  mended = without_huge_numbers(text);
  values_.clear();
  json_builder again{bounds, mended, values_};
  fault_ = fault_of(tokenize<lenient_flags>(mended, again), again);
}

}  // namespace aurawell::net
