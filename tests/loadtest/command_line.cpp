#include "tests/loadtest/command_line.hpp"

#include <CLI/CLI.hpp>
#include <map>
#include <string>

#include "tests/mock_llm/answer_plan.hpp"

namespace aurawell::loadtest {
namespace {

constexpr auto footer = R"(
What is checked of every answer: statuses in the order sending, [queued], streaming,
done; exactly one end; seq always rising; the request's own id on every event; the
deltas add up to full_response. With --verify mock, for a server whose upstream is
aurawell-mock-llm, also every single token: each once, in order, none missing. The
message then ends in a #seed= of its own.

"token latency" is the time from the write of the mock to the arrival at the socket
here, as the kernel saw it. It needs --verify mock and a mock with --stamp on the same
machine.

Slow readers are there from before the first question to the end. They come back when
the server closes them, nothing of theirs is checked, and they are reported apart: the
token latency with and without them tells what they cost the others.

Exit code 0: everything came, whole and in order. 1: it did not. 2: wrong usage.)";

void add_duration(CLI::App& app, const std::string& name, std::chrono::milliseconds& into,
                  const std::string& help) {
  const auto read = [name, &into](const std::string& text) {
    const auto parsed = mock::parse_duration(text);
    if (!parsed) {
      throw CLI::ValidationError{name, parsed.failure().detail};
    }
    into = *parsed;
  };
  app.add_option_function<std::string>(name, read,
                                       help + " (" + std::to_string(into.count()) + "ms)");
}

void add_server_options(CLI::App& app, load_options& options) {
  app.add_option("--url", options.url, "ws://host:port, or wss:// with TLS")->capture_default_str();
  app.add_option("--ca", options.authority_file,
                 "file of the authority that must have signed the server's certificate, which must "
                 "name the address; without it no certificate is checked");
  app.add_option("--path-prefix", options.path_prefix, "the user's id follows")
      ->capture_default_str();
  app.add_option("--query", options.query, "of the path, as lang=en");
  app.add_option("--user-prefix", options.user_prefix, "users are this and a number")
      ->capture_default_str();
  app.add_flag("--allow-remote", options.allow_remote, "load a server on another machine");
  app.add_option("--server-pid", options.server_pid,
                 "process to measure; found by the port if it is ours to see");
}

void add_load_options(CLI::App& app, load_options& options) {
  const std::map<std::string, verification> checks{{"deltas", verification::deltas},
                                                   {"mock", verification::mock}};
  const std::map<std::string, mock::answer_style> styles{{"mixed", mock::answer_style::mixed},
                                                         {"words", mock::answer_style::words},
                                                         {"zh", mock::answer_style::zh}};
  app.add_option("--connections", options.connections, "open at the same time")
      ->capture_default_str()
      ->check(CLI::Range(1, 60'000));
  app.add_option("--requests", options.requests, "of each connection, one after the other")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000));
  add_duration(app, "--ramp", options.ramp, "over which the connects are spread");
  add_duration(app, "--think", options.think, "pause after each answer");
  app.add_option("--kind", options.kind, "of the requests")
      ->capture_default_str()
      ->check(CLI::IsMember({"health_chat", "general_chat"}));
  app.add_option("--message", options.message, "the question");
  app.add_option("--verify", options.verify, "deltas (default) or mock")
      ->transform(CLI::CheckedTransformer(checks).description(""));
  app.add_option("--text", options.text, "the mock's --text: mixed (default), words or zh")
      ->transform(CLI::CheckedTransformer(styles).description(""));
  app.add_flag("--idle", options.idle, "only connect and hold, for the memory of a connection");
  add_duration(app, "--hold", options.hold, "how long --idle holds");
  app.add_option("--slow-readers", options.slow_readers, "further clients that read slowly")
      ->capture_default_str()
      ->check(CLI::Range(0, 60'000));
  app.add_option("--slow-rate", options.slow_bytes_per_second, "bytes per second of each of them")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000));
  add_duration(app, "--timeout", options.timeout, "for a connect, and for an answer");
}

void add_measuring_options(CLI::App& app, load_options& options) {
  add_duration(app, "--measure-for", options.measure_for,
               "end after so much measuring, whatever --requests says; 0: measure the whole run");
  add_duration(app, "--measure-after", options.measure_after, "from the first connect, for it");
  add_duration(app, "--every", options.every,
               "each connection asks once in this time; 0: behind its last answer");
  app.add_option("--history", options.history,
                 "questions of each connection before that, without a pause")
      ->capture_default_str();
  app.add_flag("--own-conversations", options.own_conversations,
               "each question opens a conversation of its own");
  app.add_option("--cancel-after", options.cancel_after,
                 "stop each answer after so many frames with text");
  app.add_flag("--churn", options.churn,
               "connect, be welcomed, close, again and again; needs --measure-for");
  app.add_option("--model-pid", options.model_pid, "process of the mock, to measure it too");
}

/// What two options contradict each other in; empty: nothing.
std::string contradiction(const load_options& options) {
  if (options.slow_readers > 0 && options.url.starts_with("wss:")) {
    return "--slow-readers read without TLS only";
  }
  return options.churn && options.measure_for.count() == 0 ? "--churn needs --measure-for" : "";
}

}  // namespace

command_line read_command_line(int argc, const char* const* argv) {
  command_line out;
  auto& options = out.options;
  CLI::App app{"Loads a running AuraWell server and checks every answer."};
  app.footer(footer);
  add_server_options(app, options);
  add_load_options(app, options);
  add_measuring_options(app, options);
  app.add_option("--threads", options.threads, "event loops; 0: half the cores");
  app.add_option("--json", options.json, "write the report to this file; - for stdout");
  try {
    app.parse(argc, argv);
    if (const auto wrong = contradiction(options); !wrong.empty()) {
      throw CLI::ValidationError{wrong};
    }
  } catch (const CLI::ParseError& stop) {
    out.exit_code = app.exit(stop) == 0 ? 0 : 2;
  }
  return out;
}

}  // namespace aurawell::loadtest
