#include "tests/mock_llm/responder.hpp"

#include <boost/beast/http/field.hpp>
#include <boost/beast/http/verb.hpp>
#include <stdexcept>
#include <utility>

#include "tests/mock_llm/quirk_catalog.hpp"

namespace aurawell::mock {
namespace {

namespace http = boost::beast::http;
using clock = std::chrono::steady_clock;
using kind = script_step::kind;

bool is_completion_path(std::string_view target) {
  return target.substr(0, target.find('?')).ends_with("/chat/completions");
}

response without_answer(script wanted) {
  return {std::move(wanted), std::nullopt, chunking::token, clock::now()};
}

response refuse(unsigned status, std::string_view reason) {
  return without_answer(refusal(status, reason));
}

bool wants_answer(const script& wanted) {
  for (const auto& step : wanted.steps) {
    if (step.type != kind::bytes) {
      return true;
    }
  }
  return false;
}

quirk_mix mix_of(const mock_llm_options& options) {
  auto mix = quirk_mix::parse(options.quirks, options.seed);
  if (!mix) {
    throw std::invalid_argument{mix.failure().detail};
  }
  return *std::move(mix);
}

}  // namespace

responder::responder(const mock_llm_options& options, ledger& counts)
    : options_{options}, counts_{counts}, mix_{mix_of(options)} {}

response responder::refuse_bytes(unsigned status, std::string_view reason) {
  auto wanted = refusal(status, reason, "Connection: close\r\n");
  wanted.end = ending::close;
  return without_answer(std::move(wanted));
}

response responder::answer(request& message) const {
  const std::string target{message.target()};
  if (!is_completion_path(target)) {
    return refuse(404, "the mock only knows …/chat/completions");
  }
  if (message.method() != http::verb::post) {
    return refuse(405, "POST is the only method here");
  }
  const auto& key = options_.api_key;
  if (!key.empty() && message[http::field::authorization] != "Bearer " + key) {
    return refuse(401, "wrong or missing API key");
  }
  auto asked = parse_chat_request(message.body());
  if (!asked) {
    return refuse(400, asked.failure().detail);
  }
  auto plan = with_overrides(options_.answer, asked->model);
  if (!plan) {
    return refuse(400, plan.failure().detail);
  }
  const auto number = counts_.answers_begun.fetch_add(1);
  if (must_fail(*plan, number)) {
    return refuse(plan->fail_status != 0 ? plan->fail_status : options_.fail_status,
                  "failed on purpose");
  }
  const auto* odd = mix_.draw(number);
  if (asked->model.starts_with(quirk_mark)) {
    const auto named = find_quirk(quirk_name_in(asked->model));
    if (!named) {
      return refuse(400, "model: " + named.failure().detail);
    }
    odd = *named;
  }
  if (odd == nullptr) {
    return usual_answer(*plan, *asked, number);
  }
  return answer_as_quirk(*odd, {*plan, *asked, target}, number);
}

bool responder::must_fail(const answer_plan& plan, std::uint64_t number) const noexcept {
  const auto ratio = options_.fail_ratio;
  const auto before = static_cast<double>(number);
  const auto spread =
      static_cast<std::uint64_t>((before + 1) * ratio) > static_cast<std::uint64_t>(before * ratio);
  return plan.fail_status != 0 || spread;
}

response responder::answer_as_quirk(const quirk& odd, quirk_case now, std::uint64_t number) const {
  counts_.add_quirk(odd.name);
  auto wanted = odd.respond(now);
  if (!wanted) {
    return usual_answer(now.plan, now.asked, number);
  }
  now.asked.stream = true;
  return play(*std::move(wanted), now.plan, now.asked, number);
}

response responder::usual_answer(const answer_plan& plan, const chat_request& asked,
                                 std::uint64_t number) const {
  script wanted;
  wanted.steps.push_back({kind::whole_answer});
  if (asked.stream) {
    wanted.head = event_stream_head();
  } else {
    wanted.framing = transfer::bare;
  }
  return play(std::move(wanted), plan, asked, number);
}

response responder::play(script wanted, const answer_plan& plan, const chat_request& asked,
                         std::uint64_t number) const {
  const auto now = clock::now();
  std::optional<answer_stream> answer;
  if (wants_answer(wanted)) {
    const auto& name = options_.model_name;
    answer.emplace(plan, asked, name.empty() ? asked.model : name, number, now);
  }
  return {std::move(wanted), std::move(answer), plan.cut, now};
}

}  // namespace aurawell::mock
