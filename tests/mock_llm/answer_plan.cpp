#include "tests/mock_llm/answer_plan.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

namespace aurawell::mock {
namespace {

constexpr std::uint32_t max_tokens = 1'000'000;

error bad_value(std::string_view value, std::string_view wanted) {
  std::string detail{"'"};
  detail.append(value).append("' is not ").append(wanted);
  return {ec::invalid_input, std::move(detail)};
}

template <class Number>
bool read_number(std::string_view text, Number& out) {
  const auto* const end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, out);
  return parsed.ec == std::errc{} && parsed.ptr == end;
}

template <std::uint32_t answer_plan::*Member, std::uint32_t Max>
result<void> set_count(answer_plan& plan, std::string_view value) {
  std::uint32_t number = 0;
  if (!read_number(value, number) || number > Max) {
    return bad_value(value, "a number of at most " + std::to_string(Max));
  }
  plan.*Member = number;
  return {};
}

result<void> set_rate(answer_plan& plan, std::string_view value) {
  double rate = 0;
  if (!read_number(value, rate) || !(rate >= 0 && rate <= 1e6)) {
    return bad_value(value, "a rate of 0 to 1000000 tokens per second");
  }
  plan.rate = rate;
  return {};
}

result<void> set_first_token(answer_plan& plan, std::string_view value) {
  const auto delay = parse_duration(value);
  if (!delay) {
    return delay.failure();
  }
  plan.first_token = *delay;
  return {};
}

result<void> set_text(answer_plan& plan, std::string_view value) {
  const auto style = answer_style_from_string(value);
  if (!style) {
    return bad_value(value, "one of mixed, words, zh");
  }
  plan.text = *style;
  return {};
}

result<void> set_chunking(answer_plan& plan, std::string_view value) {
  constexpr std::string_view coalesce = "coalesce:";
  if (value.starts_with(coalesce)) {
    std::uint32_t count = 0;
    if (!read_number(value.substr(coalesce.size()), count) || count == 0 || count > 1000) {
      return bad_value(value, "coalesce:N with N of 1 to 1000");
    }
    plan.cut = chunking::coalesce;
    plan.coalesced = count;
    return {};
  }
  if (value == "token") {
    plan.cut = chunking::token;
  } else if (value == "line") {
    plan.cut = chunking::line;
  } else if (value == "byte") {
    plan.cut = chunking::byte;
  } else {
    return bad_value(value, "one of token, line, byte, coalesce:N");
  }
  return {};
}

result<void> set_usage(answer_plan& plan, std::string_view value) {
  if (value == "finish") {
    plan.usage = usage_report::finish;
  } else if (value == "later") {
    plan.usage = usage_report::later;
  } else if (value == "never") {
    plan.usage = usage_report::never;
  } else {
    return bad_value(value, "one of finish, later, never");
  }
  return {};
}

result<void> set_stamp(answer_plan& plan, std::string_view value) {
  if (value != "0" && value != "1") {
    return bad_value(value, "0 or 1");
  }
  plan.stamp = value == "1";
  return {};
}

result<void> set_fail_status(answer_plan& plan, std::string_view value) {
  std::uint32_t status = 0;
  if (!read_number(value, status) || (status != 0 && (status < 400 || status > 599))) {
    return bad_value(value, "an HTTP status of 400 to 599, or 0");
  }
  plan.fail_status = status;
  return {};
}

/// "KEY=VALUE,..." of a model's name; empty if it has none.
std::string_view settings_in(std::string_view model) noexcept {
  constexpr std::string_view plain_mark = "mock:";
  constexpr std::string_view quirk_mark = "quirk:";
  if (model.starts_with(plain_mark)) {
    return model.substr(plain_mark.size());
  }
  const auto comma = model.find(',');
  return model.starts_with(quirk_mark) && comma != std::string_view::npos ? model.substr(comma + 1)
                                                                          : std::string_view{};
}

constexpr std::array keys{
    plan_key{"tokens", "tokens of an answer (200)", set_count<&answer_plan::tokens, max_tokens>},
    plan_key{"rate", "tokens per second of a stream; 0: as fast as possible (50)", set_rate},
    plan_key{"first_token", "time from the request to the first token (200ms)", set_first_token},
    plan_key{"text", "words of the answer: mixed, words or zh (mixed)", set_text},
    plan_key{"chunking", "cut of the event stream: token, line, byte or coalesce:N (token)",
             set_chunking},
    plan_key{"usage", "token counts in the finish chunk, later, or never (finish)", set_usage},
    plan_key{"stamp", "each token carries the time it left; 0 or 1 in a model name", set_stamp},
    plan_key{"reasoning", "reasoning tokens before the answer",
             set_count<&answer_plan::reasoning, max_tokens>},
    plan_key{"cut_after", "close the connection after so many tokens",
             set_count<&answer_plan::cut_after, max_tokens>},
    plan_key{"stall_after", "fall silent after so many tokens",
             set_count<&answer_plan::stall_after, max_tokens>},
    plan_key{"overlap", "tokens that a continuation says again",
             set_count<&answer_plan::overlap, max_tokens>},
    plan_key{"fail_status", "answer with this HTTP status", set_fail_status},
};

}  // namespace

std::span<const plan_key> plan_keys() noexcept {
  return keys;
}

result<answer_plan> with_overrides(answer_plan base, std::string_view model) {
  auto rest = settings_in(model);
  while (!rest.empty()) {
    const auto pair = rest.substr(0, rest.find(','));
    rest.remove_prefix(pair.size() < rest.size() ? pair.size() + 1 : pair.size());
    const auto equals = pair.find('=');
    const auto name = pair.substr(0, equals);
    const auto* const key = std::ranges::find(keys, name, &plan_key::name);
    if (key == keys.end() || equals == std::string_view::npos) {
      return error{ec::invalid_input, "model: no such setting: '" + std::string{pair} + "'"};
    }
    if (const auto applied = key->apply(base, pair.substr(equals + 1)); !applied) {
      return error{ec::invalid_input,
                   "model: " + std::string{name} + ": " + applied.failure().detail};
    }
  }
  return base;
}

result<std::chrono::milliseconds> parse_duration(std::string_view text) {
  constexpr std::int64_t a_day = 24LL * 60 * 60 * 1000;
  std::int64_t number = -1;
  const auto* const end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number);
  const std::string_view unit{parsed.ptr, static_cast<std::size_t>(end - parsed.ptr)};
  const std::int64_t scale = unit.empty() || unit == "ms" ? 1 : unit == "s" ? 1000 : 0;
  if (parsed.ec != std::errc{} || scale == 0 || number < 0 || number > a_day / scale) {
    return bad_value(text, "a duration like 250ms or 2s");
  }
  return std::chrono::milliseconds{number * scale};
}

}  // namespace aurawell::mock
