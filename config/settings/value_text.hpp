#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings/settings.hpp"

namespace aurawell::config {

/// Parsers: nothing when the whole text does not have that form.

/// Decimal digits, with an optional sign.
std::optional<std::int64_t> parse_count(std::string_view text);
/// "64KiB", "1MiB", "2GiB", "512B" or plain bytes.
std::optional<std::int64_t> parse_size(std::string_view text);
/// An integer with "ms", "s", "m" or "h".
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);
std::optional<double> parse_real(std::string_view text);
/// The elements between commas, without surrounding blanks.
std::vector<std::string> split_list(std::string_view text);

/// Writers: in the largest unit that keeps the value exact.

std::string size_text(std::int64_t bytes);
std::string duration_text(std::chrono::milliseconds value);
/// The shortest text that parses to the same number, always with a point or exponent.
std::string real_text(double value);
/// A TOML basic string. Bytes that are not UTF-8 become U+FFFD.
std::string quote(std::string_view text);
std::string list_text(const std::vector<std::string>& texts);
/// "a", "b" or "c".
std::string choice_text(std::span<const std::string_view> names);

/// What a choice may be called; the position is the value.
std::span<const std::string_view> names_of(provider_kind) noexcept;
std::span<const std::string_view> names_of(actors::expiry) noexcept;
std::span<const std::string_view> names_of(net::continuation_style) noexcept;
std::span<const std::string_view> names_of(net::thought_style) noexcept;
std::span<const std::string_view> names_of(net::http_version) noexcept;
std::span<const std::string_view> names_of(net::limit_name) noexcept;
std::span<const std::string_view> names_of(safety::region) noexcept;
std::span<const std::string_view> names_of(auth_mode) noexcept;
std::span<const std::string_view> names_of(log_level) noexcept;
std::span<const std::string_view> names_of(log_format) noexcept;
std::span<const std::string_view> names_of(address_style) noexcept;

}  // namespace aurawell::config
