#include "tests/conformance/ws_row.hpp"

#include <utility>

#include "tests/conformance/frame.hpp"

namespace aurawell::conformance {
namespace {

constexpr std::size_t longest_shown = 100;

std::string shorten(const std::string& text) {
  return text.size() <= longest_shown
             ? text
             : text.substr(0, longest_shown) + "... of " + std::to_string(text.size());
}

}  // namespace

std::string echo(std::string_view json) {
  return "echo " + shorten(std::string{json});
}

std::string error_event(std::string_view code) {
  return "error " + std::string{code};
}

std::string pong(std::string_view payload) {
  return "pong " + shorten(to_hex(payload));
}

std::string maybe(const std::string& event) {
  return "?" + event;
}

std::string closed(unsigned code) {
  return "close " + std::to_string(code);
}

std::string closed_without_code() {
  return "close without a code";
}

std::string open() {
  return "open";
}

std::string gone() {
  return "gone";
}

ws_row& ws_row::or_else(events other) {
  right.push_back(std::move(other));
  return *this;
}

ws_row& ws_row::cut_everywhere() {
  is_cut = true;
  return *this;
}

ws_row& ws_row::and_half_closes() {
  half_closes = true;
  return *this;
}

ws_row frames(std::string name, std::string bytes, events right, std::string section) {
  return {std::move(name), std::move(bytes), {std::move(right)}, std::move(section)};
}

}  // namespace aurawell::conformance
