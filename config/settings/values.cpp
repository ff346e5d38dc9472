#include "config/settings/values.hpp"

#include <array>
#include <cmath>
#include <concepts>
#include <type_traits>

#include "config/settings/value_text.hpp"

namespace aurawell::config {
namespace {

using std::chrono::milliseconds;

error bad(std::string detail) {
  return {ec::bad_configuration, std::move(detail)};
}

std::string_view found_type(const given_value& value) {
  constexpr std::array<std::string_view, 6> names{"text",     "true or false", "a whole number",
                                                  "a number", "text",          "a list"};
  if (const auto* foreign = std::get_if<foreign_value>(&value)) {
    return foreign->type_name;
  }
  return names[value.index()];
}

/// The text of a text value; an unquoted value from outside counts as text too.
const std::string* text_in(const given_value& value) {
  if (const auto* plain = std::get_if<plain_text>(&value)) {
    return &plain->text;
  }
  return std::get_if<std::string>(&value);
}

/// Assigns to the field that it is called with.
class assigner {
 public:
  assigner(const option& row, const field& target, const given_value& value)
      : row_{row}, target_{target}, value_{value} {}

  result<void> operator()(bool* out) const {
    if (const auto* flag = std::get_if<bool>(&value_)) {
      *out = *flag;
      return {};
    }
    if (const auto* plain = std::get_if<plain_text>(&value_)) {
      if (plain->text == "true" || plain->text == "false") {
        *out = plain->text == "true";
        return {};
      }
    }
    return wrong_type("true or false");
  }

  template <std::unsigned_integral Number>
  result<void> operator()(Number* out) const {
    const bool bytes = row_.counts == unit::bytes;
    auto number = whole_number(bytes ? &parse_size : &parse_count);
    if (!number) {
      return wrong_type(bytes ? "a size such as \"64KiB\" or a number of bytes" : "a whole number");
    }
    if (!in_range(static_cast<double>(*number))) {
      return out_of_range();
    }
    *out = static_cast<Number>(*number);
    return {};
  }

  result<void> operator()(double* out) const {
    std::optional<double> number;
    if (const auto* real = std::get_if<double>(&value_)) {
      number = *real;
    } else if (const auto* whole = std::get_if<std::int64_t>(&value_)) {
      number = static_cast<double>(*whole);
    } else if (const auto* plain = std::get_if<plain_text>(&value_)) {
      number = parse_real(plain->text);
    }
    if (!number || !std::isfinite(*number)) {
      return wrong_type("a number");
    }
    if (!in_range(*number)) {
      return out_of_range();
    }
    *out = *number;
    return {};
  }

  result<void> operator()(milliseconds* out) const {
    const auto* text = text_in(value_);
    const auto duration = text == nullptr ? std::nullopt : parse_duration(*text);
    if (!duration) {
      return wrong_type("a duration such as \"250ms\", \"30s\", \"2m\" or \"1h\"");
    }
    if (!in_range(static_cast<double>(duration->count()))) {
      return out_of_range();
    }
    *out = *duration;
    return {};
  }

  result<void> operator()(std::string* out) const {
    const auto* text = text_in(value_);
    if (text == nullptr) {
      return wrong_type("text in quotes");
    }
    if (text->find('\0') != std::string::npos) {
      return bad("holds a NUL character");
    }
    *out = *text;
    return {};
  }

  result<void> operator()(std::vector<std::string>* out) const {
    if (const auto* list = std::get_if<std::vector<std::string>>(&value_)) {
      *out = *list;
      return {};
    }
    if (const auto* plain = std::get_if<plain_text>(&value_)) {
      *out = split_list(plain->text);
      return {};
    }
    return wrong_type("a list of texts such as [\"a\", \"b\"]");
  }

  template <class Choice>
  requires std::is_enum_v<Choice> result<void>
  operator()(Choice* out) const {
    const auto names = names_of(Choice{});
    const auto* text = text_in(value_);
    for (std::size_t i = 0; text != nullptr && i < names.size(); ++i) {
      if (*text == names[i]) {
        *out = static_cast<Choice>(i);
        return {};
      }
    }
    return wrong_type(choice_text(names));
  }

 private:
  std::optional<std::int64_t> whole_number(
      std::optional<std::int64_t> (*parse)(std::string_view)) const {
    if (const auto* number = std::get_if<std::int64_t>(&value_)) {
      return *number;
    }
    // In TOML a quoted number is text; only a size may be quoted.
    const bool may_be_text = parse == &parse_size || std::holds_alternative<plain_text>(value_);
    const auto* text = text_in(value_);
    return may_be_text && text != nullptr ? parse(*text) : std::nullopt;
  }

  bool in_range(double number) const {
    return number >= row_.allowed->least && number <= row_.allowed->most;
  }

  result<void> out_of_range() const {
    return bad(found() + " is out of range; allowed is " + range_of(row_, target_));
  }

  result<void> wrong_type(std::string_view wanted) const {
    return bad("must be " + std::string{wanted} + ", found " + found());
  }

  std::string found() const {
    if (const auto* text = text_in(value_)) {
      return quote(*text);
    }
    if (const auto* number = std::get_if<std::int64_t>(&value_)) {
      return std::to_string(*number);
    }
    if (const auto* number = std::get_if<double>(&value_)) {
      return real_text(*number);
    }
    return std::string{found_type(value_)};
  }

  const option& row_;
  const field& target_;
  const given_value& value_;
};

/// A number in the unit of its field.
std::string number_text(const option& row, const field& value, double number) {
  const auto whole = static_cast<std::int64_t>(number);
  if (std::holds_alternative<milliseconds*>(value)) {
    return duration_text(milliseconds{whole});
  }
  if (std::holds_alternative<double*>(value)) {
    return real_text(number);
  }
  return row.counts == unit::bytes ? size_text(whole) : std::to_string(whole);
}

}  // namespace

result<void> assign(const option& row, field target, const given_value& value) {
  return std::visit(assigner{row, target, value}, target);
}

std::string to_toml(const option& row, const field& value) {
  return std::visit(
      [&]<class T>(const T* held) -> std::string {
        if constexpr (std::is_same_v<T, bool>) {
          return *held ? "true" : "false";
        } else if constexpr (std::is_same_v<T, std::string>) {
          return quote(*held);
        } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
          return list_text(*held);
        } else if constexpr (std::is_same_v<T, milliseconds>) {
          return quote(duration_text(*held));
        } else if constexpr (std::is_same_v<T, double>) {
          return real_text(*held);
        } else if constexpr (std::is_enum_v<T>) {
          return quote(names_of(*held)[static_cast<std::size_t>(*held)]);
        } else if (row.counts == unit::bytes) {
          const auto text = size_text(static_cast<std::int64_t>(*held));
          return text.ends_with('B') ? quote(text) : text;
        } else {
          return std::to_string(*held);
        }
      },
      value);
}

std::string type_of(const option& row, const field& value) {
  return std::visit(
      [&]<class T>(const T*) -> std::string {
        if constexpr (std::is_same_v<T, bool>) {
          return "true or false";
        } else if constexpr (std::is_same_v<T, std::string>) {
          return "text";
        } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
          return "list of texts";
        } else if constexpr (std::is_same_v<T, milliseconds>) {
          return "duration";
        } else if constexpr (std::is_enum_v<T>) {
          return choice_text(names_of(T{}));
        } else {
          return row.counts == unit::bytes ? "size" : "number";
        }
      },
      value);
}

std::string range_of(const option& row, const field& value) {
  if (!row.allowed) {
    return {};
  }
  return number_text(row, value, row.allowed->least) + " to " +
         number_text(row, value, row.allowed->most);
}

}  // namespace aurawell::config
