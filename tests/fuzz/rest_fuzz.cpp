// A request to any route of the HTTP API, with a store that undoes all writes. The first line is
// method, target, Idempotency-Key, If-Match and Last-Event-ID, with blanks between them; the rest
// is the body.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "net/address/query_parameters.hpp"
#include "net/address/url_text.hpp"
#include "net/json/json_document.hpp"
#include "net/rest/rest_messages.hpp"
#include "net/rest/router.hpp"
#include "net/storage/store/make_store.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/support/fake_gatekeeper.hpp"
#include "tests/support/fake_hasher.hpp"

namespace aurawell::fuzz {
namespace {

using net::http_reply;

const wall_time noon{std::chrono::seconds{1'800'000'000}};

/// Undoes every write after its work, so that each run has the same state.
class forgetful_store final : public store_access {
 public:
  explicit forgetful_store(advice_store& kept) : kept_{kept} {}

  void read(const store_asker&, work task, report then) override { then(task(kept_)); }

 private:
  void do_write(const store_asker&, work task, report then) override {
    must(kept_.begin().has_value(), "a store in memory begins");
    result<void> done;
    const auto undone = kept_.together([&]() -> result<void> {
      done = task(kept_);
      return error{ec::internal, "to be undone"};
    });
    must(!undone.has_value(), "what fails is undone");
    must(kept_.commit().has_value(), "a store in memory commits");
    then(done);
  }

  advice_store& kept_;
};

std::unique_ptr<advice_store> make_store() {
  net::store_options options;
  options.url = "memory:";
  auto opened = net::open_store(options);
  must(opened.has_value(), "a store in memory opens");
  return std::move(opened).value();
}

net::rest_request read_request(std::string_view input) {
  net::rest_request request;
  auto line = take_line(input);
  request.method = net::cut(line, ' ');
  auto target = net::cut(line, ' ');
  request.path = net::cut(target, '?');
  request.query = target;
  request.idempotency_key = net::cut(line, ' ');
  request.if_match = net::cut(line, ' ');
  request.last_event_id = net::cut(line, ' ');
  request.user_agent = line;
  request.body = input;
  request.content_type = "application/json";
  request.token = net::find_parameter(request.query, "token").value_or("token-of-ann");
  request.lang = net::choose_language(request.query, "");
  request.address = "10.0.0.1";
  request.now = noon;
  return request;
}

bool is_json_object(std::string_view text) {
  const net::json_document read{text, {}};
  return read.is_valid() && read.root().is_object();
}

void check(const http_reply& reply, std::string_view method) {
  must(reply.status >= 200 && reply.status < 600, "a reply has a status");
  for (const auto& [name, value] : reply.headers) {
    must(std::none_of(value.begin(), value.end(), [](char c) { return c == '\r' || c == '\n'; }),
         "a header is one line");
    const bool is_json = name == "Content-Type" && value.starts_with("application/json");
    must(!is_json || reply.body.empty() || method == "HEAD" || is_json_object(reply.body),
         "the body of a JSON reply is JSON");
  }
}

}  // namespace

void run(std::string_view input) {
  static const auto store = make_store();
  forgetful_store access{*store};
  test_support::fake_gatekeeper gate;
  test_support::fake_hasher hasher;
  const connection_counts census;
  const net::rest_options options;
  net::login_limits logins{options};
  net::request_rates requests{options};
  const net::rest_backend behind{access,
                                 gate,
                                 hasher,
                                 census,
                                 logins,
                                 requests,
                                 options,
                                 [](const revoked_login&) {},
                                 {},
                                 nullptr,
                                 [](const user_id&, const member_id&) {}};
  const auto request = read_request(input);
  const auto answer = net::answer_rest(net::all_routes(), behind, request);
  if (const auto* reply = std::get_if<http_reply>(&answer)) {
    check(*reply, request.method);
  } else if (const auto* pending = std::get_if<net::pending_reply>(&answer)) {
    int replies = 0;
    (*pending)([&](const net::reply_maker& make) {
      check(make(noon), request.method);
      ++replies;
    });
    must(replies == 1, "there is one reply");
  }
}

}  // namespace aurawell::fuzz
