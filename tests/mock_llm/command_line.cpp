#include "tests/mock_llm/command_line.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <iostream>
#include <random>
#include <string>
#include <utility>

#include "tests/mock_llm/quirk_catalog.hpp"
#include "tests/mock_llm/quirk_mix.hpp"

namespace aurawell::mock {
namespace {

constexpr auto footer = R"(
Steering one request: a model name "mock:KEY=VALUE,..." changes the answer of the
request that asks for it, for example "mock:tokens=50,rate=100,first_token=0ms".
The keys are the options from --tokens to --fail-status with '_' for '-'.

Failing on purpose: a model name "quirk:NAME" asks for one fault or odd stream of
--list-quirks, "quirk:NAME,KEY=VALUE,..." with another answer, too. --quirk NAME gives
it to every request whose model names none; --quirk none=90,faults=8,corpus=2 draws
one for each request, by weight. The draw depends on --seed and on how many requests
came before.

The answer to a question is always the same. It is derived from the number N of the
last "#seed=N" in the last user message, otherwise from a hash of that message: token
number i is a word, i in six digits, two letters that depend on the seed, a separator.
After the last token stands "[end COUNT]". A last message of the role "assistant" is
continued, not repeated. --stamp puts "t<nanoseconds>;" (CLOCK_MONOTONIC) before each
token, from which aurawell-loadtest computes the latency of every token.

Ctrl-C ends the program with a summary.)";

std::string refuse_no_address(std::string& text) {
  boost::system::error_code bad;
  boost::asio::ip::make_address(text, bad);
  return bad ? "'" + text + "' is not an IP address" : "";
}

std::string refuse_no_quirk(std::string& text) {
  const auto mix = quirk_mix::parse(text, 0);
  return mix ? "" : mix.failure().detail;
}

void print_quirks() {
  std::cout << quirk_table();
  throw CLI::Success{};
}

void add_answer_options(CLI::App& app, answer_plan& plan) {
  for (const auto& key : plan_keys()) {
    auto option = "--" + std::string{key.name};
    std::ranges::replace(option, '_', '-');
    const auto apply = [&plan, &key](const std::string& value) {
      if (const auto applied = key.apply(plan, value); !applied) {
        throw CLI::ValidationError{std::string{key.name}, applied.failure().detail};
      }
    };
    if (key.name == "stamp") {
      app.add_flag_callback(
          option, [apply] { apply("1"); }, std::string{key.help});
    } else {
      app.add_option_function<std::string>(option, apply, std::string{key.help});
    }
  }
}

}  // namespace

command_line read_command_line(int argc, const char* const* argv) {
  command_line out;
  auto& options = out.options;
  options.port = 8080;
  options.seed = std::random_device{}();
  auto& plan = options.answer;
  CLI::App app{"An OpenAI-compatible language model that says nothing, at any pace."};
  app.footer(footer);
  app.add_option("--host", options.host, "address to listen on")
      ->capture_default_str()
      ->check(CLI::Validator{refuse_no_address, "IP"});
  app.add_option("--port", options.port, "0: any; the one chosen is printed")
      ->capture_default_str();
  app.add_option("--threads", options.threads, "event loops; 0: one per core")
      ->capture_default_str();
  add_answer_options(app, plan);
  app.add_option("--fail-ratio", options.fail_ratio, "share of requests that fail, 0 to 1")
      ->check(CLI::Range(0.0, 1.0));
  app.add_option("--quirk", options.quirks, "NAME, or NAME=WEIGHT,... to draw from")
      ->check(CLI::Validator{refuse_no_quirk, "MIX"});
  app.add_option("--seed", options.seed, "of the draw; otherwise chosen and printed");
  app.add_flag_callback("--list-quirks", print_quirks, "print names and meanings, and end");
  app.add_option("--model-name", options.model_name, "instead of the model asked for");
  app.add_option("--api-key", options.api_key, "401 for requests without this bearer token");
  app.add_option("--max-connections", options.max_connections, "more are closed at once")
      ->capture_default_str();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& stop) {
    out.exit_code = app.exit(stop) == 0 ? 0 : 2;
    return out;
  }
  // With a ratio the status applies only to that share of the requests.
  if (options.fail_ratio > 0 && plan.fail_status != 0) {
    options.fail_status = std::exchange(plan.fail_status, 0);
  }
  return out;
}

}  // namespace aurawell::mock
