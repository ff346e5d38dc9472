#include "net/llm/upstream_json.hpp"

#include <algorithm>
#include <limits>
#include <string>

namespace aurawell::net {
namespace {

enum class surrogate : unsigned char { none, high, low };

/// What the escape at `at` stands for, when it is one of six characters.
surrogate surrogate_at(std::string_view json, std::size_t at) noexcept {
  const auto escape = json.substr(std::min(at, json.size()), 6);
  if (escape.size() < 6 || !escape.starts_with("\\u") || (escape[2] != 'd' && escape[2] != 'D')) {
    return surrogate::none;
  }
  if (std::string_view{"89abAB"}.find(escape[3]) != std::string_view::npos) {
    return surrogate::high;
  }
  return std::string_view{"cdefCDEF"}.find(escape[3]) != std::string_view::npos ? surrogate::low
                                                                                : surrogate::none;
}

std::string without_lone_surrogates(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  std::size_t at = 0;
  while (at < json.size()) {
    const auto kind = surrogate_at(json, at);
    if (kind == surrogate::high && surrogate_at(json, at + 6) == surrogate::low) {
      out += json.substr(at, 12);
      at += 12;
    } else if (kind != surrogate::none) {
      out += "\\ufffd";
      at += 6;
    } else {
      // An escaped backslash must not be taken for the start of an escape.
      const std::size_t length = json[at] == '\\' ? 2 : 1;
      out += json.substr(at, length);
      at += length;
    }
  }
  return out;
}

/// Numbers that no type of ours can hold, in one text; with more of them it is garbled.
constexpr int most_huge_numbers = 16;

/// Nothing that we look at is so large: zero does no harm in its place.
void blank_number(std::string& json, std::size_t at) {
  const auto end = std::min(json.find_first_not_of("+-.0123456789eE", at), json.size());
  std::fill(json.begin() + static_cast<std::ptrdiff_t>(at),
            json.begin() + static_cast<std::ptrdiff_t>(end), ' ');
  json.at(at) = '0';
}

}  // namespace

// Clearing the scratch space would cost more than most chunks.
upstream_json::upstream_json(std::string_view text) {  // NOLINT(*-member-init)
  parse(text);
  if (document_.GetParseError() == rapidjson::kParseErrorStringUnicodeSurrogateInvalid) {
    parse(without_lone_surrogates(text));
  }
}

void upstream_json::parse(std::string_view text) {
  // Python servers write NaN and Infinity into probabilities.
  constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseNanAndInfFlag;
  document_.Parse<flags>(text.data(), text.size());
  if (document_.GetParseError() != rapidjson::kParseErrorNumberTooBig) {
    return;
  }
  std::string mended{text};
  for (int i = 0; i < most_huge_numbers; ++i) {
    blank_number(mended, document_.GetErrorOffset());
    document_.Parse<flags>(mended.data(), mended.size());
    if (document_.GetParseError() != rapidjson::kParseErrorNumberTooBig) {
      return;
    }
  }
}

const rapidjson::Value* find_member(const rapidjson::Value& object, const char* name) {
  if (!object.IsObject()) {
    return nullptr;
  }
  const auto found = object.FindMember(name);
  return found == object.MemberEnd() || found->value.IsNull() ? nullptr : &found->value;
}

const rapidjson::Value* find_member(const rapidjson::Value* object, const char* name) {
  return object == nullptr ? nullptr : find_member(*object, name);
}

std::string_view text_of(const rapidjson::Value* value) {
  if (value == nullptr || !value->IsString()) {
    return {};
  }
  return {value->GetString(), value->GetStringLength()};
}

std::optional<std::uint32_t> count_of(const rapidjson::Value* value) {
  if (value == nullptr || !value->IsNumber()) {
    return std::nullopt;
  }
  const auto number = value->GetDouble();
  if (!(number >= 0 && number <= std::numeric_limits<std::uint32_t>::max())) {
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(number);
}

}  // namespace aurawell::net
